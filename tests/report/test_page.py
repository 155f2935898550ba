"""The page: valid structure, nothing from outside, nothing that runs but its script."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser

import pytest

from jianfu_rules.report.charts import bar_chart, column_chart
from jianfu_rules.report.comparing import DATA_ID
from jianfu_rules.report.method import Origin
from jianfu_rules.report.page import report_page
from jianfu_rules.report.page_style import SCRIPT
from tests.report.batches import ORIGIN, entry

NASTY = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;</article>\u202e\x00"
)
GROUPS = "zhijian_xingshi"
VOID = {"meta", "br", "img", "link", "input", "hr", "rect", "line"}


class Page(HTMLParser):
    """What a browser would see: elements with attributes, nesting, text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text.setdefault(self.open[-1] if self.open else "", []).append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def nasty_entries():
    where = {"month": "2026-09", "place": NASTY, "unit": NASTY}
    return [
        entry(i, f"{NASTY}群太多{i}", (GROUPS, "complaint"), where=where)
        for i in range(8)
    ]


@pytest.fixture
def page_text(report_on) -> str:
    origin = Origin(f"标题{NASTY}", "2026-11-22", "0.0", (NASTY,), False)
    return "".join(report_page(report_on(nasty_entries()), origin, None))


@pytest.fixture
def page(page_text: str) -> Page:
    return Page(page_text)


def test_what_people_wrote_is_inert(page: Page, page_text: str) -> None:
    assert not page.all("img")
    assert len(page.all("script")) == 2
    assert "alert(1)" in "".join(page.text["mark"])
    assert "\u202e" not in page_text and "\x00" not in page_text
    assert page.open == []


def test_nothing_comes_from_outside_and_nothing_runs_inline(page: Page) -> None:
    for tag, attrs in page.tags:
        assert tag not in {"link", "iframe", "object", "embed", "base", "img"}, tag
        for name, value in attrs.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"src", "style", "srcset", "action"}, (tag, name)
            if name == "href":
                assert value is not None and value.startswith("#")


def test_no_address_is_in_the_style_or_the_script(page_text: str) -> None:
    assert not re.search(r"https?:|//[a-z]|url\(|@import|fetch\(|import\(", page_text)


def test_the_policy_names_the_hashes_of_what_is_there(page: Page) -> None:
    policy = next(m for m in page.all("meta") if "http-equiv" in m)["content"] or ""
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    script = page.text["script"][-1]
    for kind, source in (("style", page.text["style"][0]), ("script", script)):
        found = b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{found}'" in policy
    assert script == SCRIPT


def test_the_data_are_in_the_page_and_end_nothing(page: Page, page_text: str) -> None:
    data = next(a for a in page.all("script") if a.get("id") == DATA_ID)
    assert data["type"] == "application/json"
    written = page.text["script"][0]
    assert "<" not in written
    values = json.loads(written)
    assert values["records"] == 8
    assert values["title"].startswith("标题<script>")
    assert page_text.count(DATA_ID) == 1


def test_tables_headings_and_language_are_for_everybody(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "zh-CN"
    assert len(page.all("h1")) == 1
    levels = [int(t[1]) for t, _ in page.tags if re.fullmatch("h[1-6]", t)]
    jumps = zip(levels, levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in jumps)
    assert len(page.all("caption")) == len(page.all("table")) > 3
    assert all(th.get("scope") in {"col", "row"} for th in page.all("th"))
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in page.all("svg"))
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = [
        attrs["aria-labelledby"] for _, attrs in page.tags if "aria-labelledby" in attrs
    ]
    assert set(named) <= set(ids)
    assert {a["href"] for a in page.all("a")} <= {f"#{i}" for i in ids}


def luminance(colour: str) -> float:
    wide = colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:])
    parts = [int(wide[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_enough_in_light_and_dark(page_text: str) -> None:
    blocks = re.findall(r":root \{([^}]*)\}", page_text)
    assert len(blocks) == 3  # light, dark, print
    names: dict[str, str] = {}
    for block in blocks:
        names.update(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))
        pairs = [
            ("ink", "paper"),
            ("soft", "paper"),
            ("soft", "shade"),
            ("ink", "shade"),
        ]
        for front, back in [*pairs, ("mark-ink", "mark")]:
            low, high = sorted((luminance(names[front]), luminance(names[back])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, (front, back)
        low, high = sorted((luminance(names["bar"]), luminance(names["paper"])))
        assert (high + 0.05) / (low + 0.05) >= 3


def test_charts_hold_escaped_words_and_no_bar_for_what_is_hidden() -> None:
    made = Page(bar_chart("图<b>", [("甲&", 10), ("乙", None), ("丙", 0)]))
    assert made.text["title"] == ["图<b>"]
    assert made.text["text"] == ["甲&", "10", "乙", "＊", "丙", "0"]
    assert len(made.all("rect")) == 1
    months = [(f"{2025 + i // 12}年{i % 12 + 1}月", i + 1) for i in range(20)]
    columns = Page(column_chart("按月", months))
    assert len(columns.all("rect")) == 20
    assert "2025年" in columns.text["text"] and "2026年" in columns.text["text"]


def test_the_same_input_gives_the_same_page(report_on) -> None:
    def made() -> str:
        return "".join(report_page(report_on(nasty_entries()), ORIGIN, None))

    assert made() == made()
