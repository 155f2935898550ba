"""Burden figures: how many groups, forms, meetings, pages, and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jianfu_rules.model import Fact, Span
from jianfu_rules.pipeline.numbers import NUMBER, find_numbers

if TYPE_CHECKING:
    from jianfu_rules.model import NormalizedText

_MEASURES = "个份张场次项块条本页遍回轮趟套盒件种类名人批家篇册封道枚字"

_NOUNS = (
    "群", "表格", "报表", "表", "会议", "会", "文件", "通知", "简报", "材料", "台账",
    "档案", "照片", "截图", "视频", "app", "小程序", "公众号", "平台", "系统", "账号",
    "检查组", "督查组", "检查", "督查", "考核", "指标", "责任状", "承诺书", "牌子", "牌",
    "展板", "制度", "证明", "消息", "部门", "任务", "事项", "工单", "报告", "总结", "方案",
    "记录", "签名", "心得", "笔记",
)  # fmt: skip

_MEASURE = rf"个?小时|分钟|[{_MEASURES}]"
_AFTER = re.compile(
    rf"(?:多|余|来)?(?P<measure>{_MEASURE})?"
    rf"(?:[^\d,，。！？；\n一二两三四五六七八九十几]{{0,4}}?(?P<noun>{'|'.join(_NOUNS)}))?"
)
_COUNTED = re.compile(
    rf"(?:{NUMBER.pattern})(?=(?:多|余|来)?(?:{_MEASURE}))",
    NUMBER.flags,
)
# Only numbers with a measure behind them count anything here; to work out the value
# of all others would cost a third of a text without hits.

_COUNTED_ALONE = {
    "张": "表", "场": "会议", "页": "页", "遍": "次", "次": "次", "回": "次", "趟": "次",
    "小时": "小时", "个小时": "小时", "分钟": "分钟", "本": "本", "块": "牌子",
}  # fmt: skip
# Measures that say what is counted without a noun.

_PER = (
    (re.compile(r"每天|一天|天天|每日|一日"), "day"),
    (re.compile(r"每周|一周|每星期|一星期|一个星期"), "week"),
    (re.compile(r"每月|一个月|每个月|当月"), "month"),
    (re.compile(r"每年|一年|全年|年均"), "year"),
)
_PER_WINDOW = 12
# Characters before the number in which 每天 and the like still speak of it.

_NAMES = re.compile(r"[45]g|1234\d|^第")


def find_facts(ntext: NormalizedText) -> tuple[Fact, ...]:
    """Find the burden figures of a text.

    Parameters
    ----------
    ntext : NormalizedText

    Returns
    -------
    tuple of Fact
        From left to right; spans are offsets of the text as given.
    """
    text = ntext.text
    facts: list[Fact] = []
    last_end = -1
    for number in find_numbers(text, _COUNTED):
        if number.start < last_end or _NAMES.search(
            text[max(number.start - 1, 0) : number.end + 1]
        ):
            continue
        after = _AFTER.match(text, number.end)
        if after is None or not after["measure"]:
            continue
        what = after["noun"] or _COUNTED_ALONE.get(after["measure"])
        if what is None:
            continue
        end = after.end()
        span = Span(ntext.origin[number.start], ntext.origin[end - 1] + 1)
        before = text[max(number.start - _PER_WINDOW, 0) : number.start]
        per = next((name for cue, name in _PER if cue.search(before)), None)
        facts.append(
            Fact(
                span,
                ntext.original[span.start : span.end],
                what,
                number.low,
                number.high,
                per,
            )
        )
        last_end = end
    return tuple(facts)
