"""The page in a real browser: quiet, quick, closed, and its filters work.

Wants Playwright (``pip install 'jianfu-rules[browser]'``) and a Chromium: Playwright's
own, one on the path, or the one that ``JIANFU_TEST_BROWSER`` names; skipped elsewhere.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest

from jianfu_rules.report.page import report_page
from tests.report.batches import ORIGIN, entry

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

GROUPS, MEETINGS = "zhijian_xingshi", "wenshan_huihai"
NAMES = ("chromium", "chromium-browser", "chromium-headless-shell", "google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    found = os.environ.get("JIANFU_TEST_BROWSER")
    found = found or next(filter(None, map(shutil.which, NAMES)), None)
    with playwright.sync_playwright() as driver:
        try:
            # In a container there are no user namespaces for the sandbox.
            opened = driver.chromium.launch(
                executable_path=found, args=["--no-sandbox"]
            )
        except playwright.Error as error:
            pytest.skip(f"no browser: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


def batch(count: int):
    for i in range(count):
        place = ("甲镇", "乙镇")[i % 2]
        month = ("2026-09", "2026-10", "2026-11")[i % 3]
        label = ((GROUPS, "complaint"), (MEETINGS, "complaint"), (GROUPS, "remedy"))[
            i % 3
        ]
        text = (
            f"第{i}件<script>window.hacked = 1</script>" + "天天填表，苦不堪言。" * 20
        )
        where = {"month": month, "place": place}
        yield entry(i, text, label, where=where, score=i % 97 / 97)


@pytest.fixture
def opened(browser, report_on, tmp_path):
    """Open the page on 20,000 records; what it says and asks for is kept."""
    path = tmp_path / "report.html"
    text = "".join(report_page(report_on(batch(20_000)), ORIGIN, None))
    path.write_text(text, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    context.on("request", lambda request: page.asked.append(request.url))
    page.failed = {}
    context.on("requestfailed", lambda r: page.failed.update({r.url: r.failure}))
    page.goto(path.as_uri())
    yield page
    context.close()


def shown(page) -> int:
    return page.locator("article.case:visible").count()


def test_it_opens_quickly_and_says_and_asks_nothing(opened) -> None:
    spent = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    assert opened.evaluate(spent) < 3_000
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith("file:")] == []
    assert len(opened.asked) == 1
    assert opened.evaluate("window.hacked") is None


def test_the_policy_stops_what_is_not_the_pages_own(opened) -> None:
    opened.evaluate(
        """() => {
        const image = document.createElement("img");
        image.src = "https://example.invalid/a.png";
        const script = document.createElement("script");
        script.textContent = "window.hacked = 2";
        document.body.append(image, script);
        }"""
    )
    opened.wait_for_timeout(200)
    assert opened.evaluate("window.hacked") is None
    assert opened.failed == {"https://example.invalid/a.png": "csp"}
    assert any("Content Security Policy" in said for said in opened.said)


def test_filters_show_what_fits_and_say_how_many(opened) -> None:
    every = shown(opened)
    assert every > 10
    opened.select_option("select[name=symptom]", GROUPS)
    groups = shown(opened)
    assert 0 < groups < every
    assert f"显示 {groups} / {every}" in opened.inner_text("#filter-said")
    rows = opened.locator("tr[data-symptom]:visible")
    assert {r.get_attribute("data-symptom") for r in rows.all()} == {GROUPS}
    opened.select_option("select[name=stance]", "remedy")
    remedies = shown(opened)
    assert 0 < remedies < groups
    labels = opened.locator("article.case:visible").all()
    assert all(f"{GROUPS}:remedy" in x.get_attribute("data-labels") for x in labels)
    # No record has this pair of symptom and stance.
    opened.select_option("select[name=symptom]", MEETINGS)
    assert shown(opened) == 0
    opened.click("button[type=reset]")
    opened.wait_for_function(
        f"document.querySelector('#filter-said').textContent.includes('{every} / {every}')"
    )
    assert shown(opened) == every


def test_month_and_place_filter_rows_and_cases(opened) -> None:
    opened.select_option("select[name=place]", "甲镇")
    opened.select_option("select[name=month]", "2026-09")
    cases = opened.locator("article.case:visible").all()
    assert cases
    assert {c.get_attribute("data-place") for c in cases} == {"甲镇"}
    assert {c.get_attribute("data-month") for c in cases} == {"2026-09"}
    places = opened.locator("tr[data-place]:visible").all()
    assert {p.get_attribute("data-place") for p in places} == {"甲镇"}


def test_the_keyboard_reaches_the_filters(opened) -> None:
    for _ in range(30):
        opened.keyboard.press("Tab")
        name = opened.evaluate("document.activeElement.name || ''")
        if name == "symptom":
            break
    assert name == "symptom"
    before = shown(opened)
    opened.keyboard.press("ArrowDown")
    assert shown(opened) < before
    assert opened.evaluate("document.activeElement.value") != ""


def test_it_is_dark_where_that_is_wished_and_light_on_paper(opened) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    opened.emulate_media(color_scheme="dark")
    assert opened.evaluate(colour) == "rgb(21, 24, 28)"
    opened.emulate_media(media="print", color_scheme="dark")
    assert opened.evaluate(colour) == "rgb(255, 255, 255)"
    assert not opened.is_visible("#filter")
    assert opened.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")


def test_nothing_is_wider_than_the_screen_of_a_phone(opened) -> None:
    opened.set_viewport_size({"width": 380, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 380


def test_without_script_all_is_there(browser, report_on, tmp_path) -> None:
    path = tmp_path / "report.html"
    text = "".join(report_page(report_on(batch(60)), ORIGIN, None))
    path.write_text(text, encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator("article.case").count() == shown(page) > 10
    assert not page.is_visible("#filter")
    context.close()
