"""Times of day: 凌晨两点, 晚上十一点半, 23:30."""

from __future__ import annotations

import re
from typing import NamedTuple

from jianfu_rules.pipeline.numbers import read_number

_DAYPART = re.compile(
    "(?:凌晨|清晨|早[上晨]|上午|中午|下午|傍晚|晚上|夜[里间]|半夜|深夜|午夜"
    "|[昨今明当][早晚]|早|晚)$"
)
_EVENING = frozenset({"下午", "傍晚", "晚上", "晚", "昨晚", "今晚", "明晚", "当晚"})
_NIGHT = frozenset({"夜里", "夜间", "半夜", "深夜"})
_TAIL = re.compile("半|钟|整|多|[一三]刻|零?([0-9一二三四五六七八九十]{1,3})分?")
_TAIL_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}

_FOLLOWS = tuple("前之以后才还就又到至，。；、发要报交开散下")
"""What stands behind a bare time; behind 三点 in 提出三点建议 there is a noun."""

_FIRST_BARE_HOUR = 5
# 两点 and 三点 alone are as often points of a list as hours.


class ClockTime(NamedTuple):
    """A time of day in hours, with its span in the folded text."""

    start: int
    end: int
    hour: float


def read_clock(text: str, start: int, end: int) -> ClockTime | None:
    """Read the time of day whose numeral and 点 (or ``:30``) have this span.

    Examples
    --------
    >>> read_clock("拖到晚上十一点半", 4, 7)
    ClockTime(start=2, end=8, hour=23.5)
    """
    number = read_number(text, start)
    if number is None or number.low != number.high or number.low > 24:
        return None
    hour = number.low
    part = _DAYPART.search(text[max(start - 2, 0) : start])
    minutes = 0.0
    if text[number.end] == ":":
        minutes = int(text[end - 2 : end])
    elif text[number.end] != "点":
        return None
    else:
        tail = _TAIL.match(text, end)
        if part is None and not _is_hour(text, end, hour, tail):
            return None
        if tail is not None:
            end = tail.end()
            minutes = _minutes(tail)
    if part is not None:
        start -= len(part[0])
        hour = _of_day(hour, part[0])
    return ClockTime(start, end, hour + minutes / 60)


def _is_hour(text: str, end: int, hour: float, tail: re.Match[str] | None) -> bool:
    if hour <= 1:  # 一点 is mostly a bit
        return False
    return tail is not None or (
        hour >= _FIRST_BARE_HOUR and text.startswith(_FOLLOWS, end)
    )


def _minutes(tail: re.Match[str]) -> float:
    if tail[1] is None:
        return _TAIL_MINUTES.get(tail[0], 0)
    number = read_number(tail[1], 0)
    return number.low if number is not None and number.low < 60 else 0


def _of_day(hour: float, part: str) -> float:
    """Return the hour from 0 to 24 that an hour in a part of the day means."""
    is_late = (
        part in _EVENING
        or (part in _NIGHT and hour > 6)
        or (part == "中午" and hour < 4)
    )
    return hour + 12 if is_late and hour < 12 else hour
