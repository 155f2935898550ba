"""Every link and every anchor of the pages leads somewhere, as files and as a site."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.blocks import ROOT, pages, tokens_of

PAGES = {str(page.relative_to(ROOT)): page for page in pages()}
MORE = (ROOT / "CHANGELOG.md",)
_NO_SLUG = re.compile(r"[^\w\- ]")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page as GitHub, and the site, make them of headings."""
    found: dict[str, int] = {}
    names = set()
    tokens = tokens_of(page)
    for token, inline in zip(tokens, tokens[1:], strict=False):
        if token.type == "heading_open":
            words = "".join(t.content for t in inline.children or ())
            slug = _NO_SLUG.sub("", words.strip().lower()).replace(" ", "-")
            seen = found.get(slug, 0)
            found[slug] = seen + 1
            names.add(f"{slug}-{seen}" if seen else slug)
    return frozenset(names)


def links(page: Path) -> list[str]:
    return [
        unquote(str(child.attrs["src" if child.type == "image" else "href"]))
        for token in tokens_of(page)
        for child in token.children or ()
        if child.type in {"link_open", "image"}
    ]


def wrong_links(page: Path) -> list[str]:
    wrong = []
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        is_there = target.exists() and target.is_relative_to(ROOT)
        is_anchor = target.suffix == ".md" and is_there
        if not is_there or (anchor and is_anchor and anchor not in anchors(target)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("name", [*PAGES, *(p.name for p in MORE)])
def test_links_lead_somewhere(name: str) -> None:
    assert wrong_links(ROOT / name) == []


def test_a_wrong_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.docs.test_links.ROOT", tmp_path)
    page = tmp_path / "a.md"
    page.write_text(
        "# 多快？ `run`\n[a](#多快-run) [b](#没有) [c](b.md) [d](a.md#多快-run) [e](..)\n",
        encoding="utf-8",
    )
    assert wrong_links(page) == ["#没有", "b.md", ".."]


def test_every_page_is_in_the_table_of_contents() -> None:
    index = ROOT / "docs/index.md"
    linked = {
        (index.parent / link.partition("#")[0]).resolve() for link in links(index)
    }
    alone = {p for p in PAGES.values() if p.is_relative_to(index.parent)} - {index}
    assert {str(p.relative_to(ROOT)) for p in alone - linked} == set()
