"""What a figure is counted per: a day, a month, a household, a person, one time."""

from __future__ import annotations

import re

_SPAN = (
    r"(?:(?P<day>天(?![内就])|日|晚)|(?P<week>周|星期|礼拜)|(?P<month>月)"
    r"|(?P<quarter>季度?)|(?P<year>年(?![级前来半]))|(?P<household>户)|(?P<person>人)"
    r"|(?P<time>次))"
)
_BEFORE = re.compile(
    r"(?:每一?个?|(?<![第有那这前后同隔某头十二三百千几])一个?(?!次)|天(?=天)"
    rf"|[日周月年户人](?<=[日周月年户人])(?=均)|全(?=年)){_SPAN}?"
)
_AVERAGE = {
    "日": "day", "周": "week", "月": "month", "年": "year", "户": "household",
    "人": "person",
}  # fmt: skip
_AFTER = re.compile(rf"[每一/]个?{_SPAN}")
_CLAUSE_END = re.compile("[，。！？；：\n]")

_REACH = 25
_SHORT_CLAUSE = 12
"""A rate in a clause of its own, 每人每月，, holds for the one behind it."""


def find_rate(text: str, start: int, end: int) -> str | None:
    """Return what the figure at a span of a folded text is counted per.

    Returns
    -------
    str or None
        ``day``, ``week``, ``month``, ``quarter``, ``year``, ``household``,
        ``person`` or ``time``; the nearest where there are several.

    Examples
    --------
    >>> find_rate("每天要填三张表", 4, 7)
    'day'
    """
    after = _AFTER.match(text, end)
    if after is not None:
        return after.lastgroup
    low = max(start - _REACH, 0)
    ends = [match.end() for match in _CLAUSE_END.finditer(text, low, start)]
    clause = ends[-1] if ends else low
    name = _last(text, clause, start)
    if name is None and ends and text[clause - 1] == "，":
        before = ends[-2] if len(ends) > 1 else low
        if clause - before <= _SHORT_CLAUSE:
            name = _last(text, before, clause)
    return name


def _last(text: str, start: int, end: int) -> str | None:
    name = None
    for match in _BEFORE.finditer(text, start, end):
        found = match.lastgroup or _AVERAGE.get(match[0])
        name = found or name
    return name
