"""Burden figures: what is counted, how many, how often, and where it stands."""

from __future__ import annotations

import pytest

from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.quantities import find_facts


@pytest.mark.parametrize(
    ("text", "quote", "what", "low", "high", "per"),
    [
        ("加了四十多个工作群", "四十多个工作群", "群", 41, 49, None),
        ("每天要填12张表", "12张表", "表", 12, 12, "day"),
        ("一周开了三场会", "三场会", "会", 3, 3, "week"),
        ("一个月报八十份材料", "八十份材料", "材料", 80, 80, "month"),
        ("一年迎接上百次检查", "上百次检查", "检查", 100, 200, "year"),
        ("同一个数跑了五趟", "五趟", "次", 5, 5, None),
        ("光开会就用了三个小时", "三个小时", "小时", 3, 3, None),
        ("装了1,068个APP", "1,068个APP", "app", 1068, 1068, None),
        ("挂了好几块牌子", "好几块牌子", "牌子", 3, 9, None),
        ("填了二三十页", "二三十页", "页", 20, 30, None),
    ],
)
def test_fact(
    text: str, quote: str, what: str, low: float, high: float, per: str | None
) -> None:
    (fact,) = find_facts(normalize(text))
    assert (fact.text, fact.what, fact.low, fact.high, fact.per) == (
        quote,
        what,
        low,
        high,
        per,
    )
    assert text[fact.span.start : fact.span.end] == quote


@pytest.mark.parametrize(
    "text",
    [
        "住在三楼",
        "晚上八点",
        "第三次来信",
        "打了12345热线",
        "用的是5G网",
        "一刀切",
        "三个人",
        "五个苹果",
        "",
    ],
)
def test_no_fact(text: str) -> None:
    assert find_facts(normalize(text)) == ()


def test_facts_come_from_left_to_right_and_do_not_overlap() -> None:
    facts = find_facts(normalize("五个群，三十张表，两场会"))
    assert [f.text for f in facts] == ["五个群", "三十张表", "两场会"]


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "加了 五 个 群"
    (fact,) = find_facts(normalize(text))
    assert text[fact.span.start : fact.span.end] == fact.text == "五 个 群"
