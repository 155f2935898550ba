"""Figures of a before and an after: which fell, which rose."""

from __future__ import annotations

import pytest

from jianfu_rules.pipeline.changes import Change, find_changes
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.numbers import find_numbers
from jianfu_rules.pipeline.segmenting import segment


def changes(text: str) -> list[Change]:
    ntext = normalize(text)
    return find_changes(ntext.text, find_numbers(ntext.text), segment(ntext))


@pytest.mark.parametrize(
    "text",
    [
        "工作群从三十一个减到四个",
        "台账由每村二十七本减为四本",
        "会期由三天缩到半天",
        "讲稿从四十页压到六页",
        "早年一个月报四回，如今一季度报一回",
        "那阵子一周五个会；现在一个月两次",
        "过去天天报，眼下一周报一回",
        "去年三天一查，今年一月一查",
        "从每月四次改为每季度一次",
        "如今一个月开一次会，往年一周三次",
        "二十六套表合并为五套",
        "三十本台账只剩四本",
    ],
)
def test_falling(text: str) -> None:
    assert [change.trend for change in changes(text)] == ["falling"]


@pytest.mark.parametrize(
    "text",
    [
        "报表从十张涨到三十张",
        "以前一个季度查一次，现在一个礼拜查三次",
        "原先十分钟散会，现在念稿念半天",
        "以前五本，现在三十本",
        "例会由一周一次变成一天一次",
    ],
)
def test_rising(text: str) -> None:
    assert [change.trend for change in changes(text)] == ["rising"]


@pytest.mark.parametrize(
    "text",
    [
        "我一天跑三趟，现在好了",
        "开了三个会，交了五张表",
        "以前一天三次，现在八个人",
        "住建四拨，剩一拨没弄清",
        "第三次减到第二次",
        "从前三张表。\n现在一张表",
        "以前三张，现在三张",
        "",
    ],
)
def test_no_change(text: str) -> None:
    assert changes(text) == []


def test_the_clauses_and_the_figures_are_told_apart() -> None:
    text = "听说，以前一周报三次，现在一月报一次，都高兴"
    (change,) = changes(text)
    assert text[change.start : change.end] == "以前一周报三次，现在一月报一次，"
    assert text[change.first : change.last] == "一周报三次，现在一月报一次"
