"""Compare the figures of a before and an after: from eight to three, 以前 and 现在.

What fell is relief of what the clauses between the two figures speak of, what rose
is trouble. Figures per time are compared by the day, so that 一周五个会 stands above
一个月两次; a figure per time and one without are compared only where a word of
change (减到, 涨到) joins them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.pipeline.numbers import FoundNumber
    from jianfu_rules.pipeline.segmenting import Segments

FALLING, RISING = "falling", "rising"


class Change(NamedTuple):
    """Two figures of one thing, in offsets of the folded text.

    ``start`` and ``end`` bound the clauses that tell the change, ``first`` and
    ``last`` the words from the one figure to the other.
    """

    start: int
    end: int
    trend: str
    first: int
    last: int


class _Figure(NamedTuple):
    """A number with its measure; ``start`` is that of 一周 in 一周五个会."""

    start: int
    end: int
    value: float
    measure: str
    days: float | None


_LENGTHS = {
    "分钟": 1, "小时": 60, "钟头": 60, "天": 480, "页": 1, "字": 1,
}  # fmt: skip
_HALF_DAY = 240.0
_DAYS = {
    "天": 1, "日": 1, "晚": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "季度": 90,
    "季": 90, "学期": 150, "年": 365,
}  # fmt: skip
_OFTEN, _LENGTH = "次", "length"
"""The measures of all words for how often (回, 趟, 遍) and for how long."""

_UNIT = re.compile(
    rf"[来多]?个?(?P<length>{'|'.join(_LENGTHS)})|(?P<often>[次回趟遍轮拨])"
    r"|(?P<measure>[张份场块本套项条种类级道家户盒]|个(?!多?半?(?:月|星期|礼拜|季度|学期|小时|钟头)))"
    r"|(?P<verb>(?<=一)[查报检会考评访](?![个份张次直些]))"
)
_PER = re.compile(
    rf"(?:[每隔]?(?P<count>[一二两三四五六七八九十几0-9]{{0,3}})|(?P<half>半))"
    rf"个?(?P<span>{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
)
_EVERY = re.compile("天天|[每日]日|每[天晚周月]|周周|月月|每个?(?:星期|礼拜|季度)")
_PER_REACH, _PER_GAP = 12, 4
_COUNTS = dict(zip("一二两三四五六七八九十", (1, 2, 2, *range(3, 11)), strict=True))

_REACH, _LEAD = 45, 20
_FORMER = re.compile(
    "以前|从前|过去(?!了)|原来|原先|往年|早先|先前|此前|当年|往常|那时候?|那会儿|那阵子"
    "|那[几两]年|那些年|早年|前[几些]年|去年|前年|上学期|上半年|起[初先]|最初|当初|本来|原本"
    "|(?:改革|整治|减负|清理|整改)(?:之|以)?前|(?:[一二两三四五几十]|多)年(?:之|以)?前"
)
_NOW = re.compile(
    "现在|如今|今年|眼下|目前|这学期|这半年|后来|这会儿|而今|现下|这阵子|这回|开春"
    "|(?:改革|整治|减负|清理|整改|合并|打那|从那|此|这)(?:之|以)?后|[一二三四五六七八九十0-9]月起"
)
_DOWN = re.compile(
    "(?:减少?|降低?|下降|压[缩减降]?|缩[减短]?|精简|核减|砍|瘦|归?并|合[并成]?|整合|清理?|退"
    "|掉|落|跌)(?:了|下来)?[到至为成剩]了?(?:[只仅才]有?|不[到足])?$"
    "|[只就仅](?:剩下?|留下?)[^，。；]{0,3}$"
)
_UP = re.compile("(?:增加?|猛增|上升|涨|加码?|升|扩|翻|飙升?|窜|长)了?[到至为成]了?$")
_TURNED = re.compile("(?:[变改换]了?[为成到]|[到至]|剩下?)了?$")
_MEANS = re.compile(
    "(?:人手|人员|人力|编制|干部|经费|补贴|补助|工资|奖金|待遇|课时|[时限期]限|限期|工期)"
    "[^，。；]{0,6}$"
)
"""What trouble grows of when it shrinks: who and what is there to do the work."""
_SENTENCE_END = re.compile("[。！？；\n]")
_CLAUSE_END = re.compile("[，。！？；：\n]")
_THEN_COUNTED = re.compile("[^，。]{0,3}[一二两三四五六七八九十0-9几]")


def find_changes(
    text: str, numbers: Iterable[FoundNumber], segments: Segments
) -> list[Change]:
    """Find the figures that fell or rose, from left to right.

    Parameters
    ----------
    text : str
        Folded text.
    numbers : iterable of FoundNumber
    segments : Segments

    Returns
    -------
    list of Change

    Examples
    --------
    >>> from jianfu_rules.pipeline.normalizing import normalize
    >>> from jianfu_rules.pipeline.numbers import find_numbers
    >>> from jianfu_rules.pipeline.segmenting import segment
    >>> ntext = normalize("以前一个季度查一次，现在一个礼拜查三次")
    >>> numbers = find_numbers(ntext.text)
    >>> [c.trend for c in find_changes(ntext.text, numbers, segment(ntext))]
    ['rising']
    """
    figures = _figures(text, numbers)
    out = []
    for before, after in zip(figures, figures[1:], strict=False):
        trend = _trend(text, before, after)
        if trend is not None:
            start, _ = segments.clause_of(before.start)
            _, end = segments.clause_of(after.start)
            out.append(Change(start, end, trend, before.start, after.end))
    return out


def _figures(text: str, numbers: Iterable[FoundNumber]) -> list[_Figure]:
    """Return the figures of a text, with how many days they are counted for."""
    found: dict[int, _Figure] = {}
    for number in numbers:
        unit = _UNIT.match(text, number.end)
        if unit is None or text[number.start - 1 : number.start] == "第":
            continue
        length = unit["length"]
        value, measure = number.low, unit["measure"] or _OFTEN
        if length:
            value, measure = value * _LENGTHS[length], _LENGTH
            if length in {"页", "字"}:
                measure = length
            elif length == "天" and _THEN_COUNTED.match(text, unit.end()):
                continue  # 三天一次 is no length
        start, days = _days(text, number.start)
        found[number.start] = _Figure(start, unit.end(), value, measure, days)
    figures = list(found.values())
    figures += [
        _Figure(at.start(), at.end(), _HALF_DAY, _LENGTH, None)
        for at in re.finditer("半天", text)
    ]
    counted = sorted(f.end for f in figures)
    last = -1
    for every in _EVERY.finditer(text):
        if last < every.end():  # else the clause of the one before goes on
            end = _CLAUSE_END.search(text, every.end())
            last = end.start() if end else len(text)
        first = bisect_left(counted, every.start())
        if first == len(counted) or counted[first] > last:
            span = _PER.search(every[0])
            days = float(_DAYS[span["span"]]) if span else 1.0
            figures.append(_Figure(every.start(), every.end(), 1.0, _OFTEN, days))
    return sorted(figures)


def _days(text: str, start: int) -> tuple[int, float | None]:
    """Return where a figure begins with what it is counted per, and the days of that."""
    low = max(start - _PER_REACH, 0)
    for end in _CLAUSE_END.finditer(text, low, start):
        low = end.end()
    for per in reversed(list(_PER.finditer(text, low, start))):
        if start - per.end() > _PER_GAP:
            break
        count, span = per["count"] or "", per["span"]
        is_rate = count or per["half"] or per[0] != span or span == "季度"
        if is_rate and text[per.start() - 1 : per.start()] != "第":
            factor: float = _COUNTS.get(count, 1)
            if count.isdecimal() and count.isascii():
                factor = int(count)
            return per.start(), _DAYS[span] * (0.5 if per["half"] else factor)
    return start, None


def _trend(text: str, before: _Figure, after: _Figure) -> str | None:
    between = text[before.end : after.start]
    if len(between) > _REACH or "\n" in between:
        return None
    lead = text[max(before.start - _LEAD, 0) : before.start]
    for end in _SENTENCE_END.finditer(lead):
        lead = text[before.start - len(lead) + end.end() : before.start]
    if _MEANS.search(lead):
        return None
    if not _SENTENCE_END.search(between):
        if _DOWN.search(between) and _smaller(after, before) is not False:
            return FALLING
        if _UP.search(between) and _smaller(before, after) is not False:
            return RISING
        is_from = re.search("[从由][^，]{0,14}$", lead) or _FORMER.search(lead)
        if _TURNED.search(between) and is_from:
            return _compared(before, after)
    if _FORMER.search(lead) and _NOW.search(between):
        return _compared(before, after)
    if _NOW.search(lead) and _FORMER.search(between):
        return _compared(after, before)
    return None


def _compared(before: _Figure, after: _Figure) -> str | None:
    if _smaller(after, before):
        return FALLING
    return RISING if _smaller(before, after) else None


def _smaller(one: _Figure, other: _Figure) -> bool | None:
    """Say whether a figure is smaller; None where they are not of one kind."""
    if (one.measure == _LENGTH) != (other.measure == _LENGTH):
        return None
    if one.days and other.days:
        return one.value / one.days < other.value / other.days
    if one.days or other.days or one.measure != other.measure:
        return None
    return one.value < other.value
