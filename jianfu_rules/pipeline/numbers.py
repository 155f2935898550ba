"""Numbers in Chinese text, with spans: 三十多, 十几, 两三, 上百, 1,068, 260.

A number is a range ``low..high``: 三十多 is 31 to 39, 十几 is 11 to 19.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "仨": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_HAN = "零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿"

NUMBER = re.compile(
    r"(?P<about>(?:好?几|[数成]|(?<![晚早])上)(?=[十百千万亿]))?"
    r"(?P<body>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,6})?|"
    rf"[{_HAN}]{{1,12}}|好?几(?![乎何]))"
    r"(?P<big>[十百千万亿]{1,2})?"
    r"(?P<some>几)?(?P<more>[多余来])?(?P<last>(?<=[几多余来])[万亿])?"
)
# The pieces are all optional or bounded, so the scan is linear. 数, 上 and 成 belong
# to a number only before a unit: 人数三十, 晚上三个, 完成五项 hold plain numbers,
# and so does 晚上十点.


class FoundNumber(NamedTuple):
    """A number with its span in the folded text and its range."""

    start: int
    end: int
    low: float
    high: float


def find_numbers(text: str, pattern: re.Pattern[str] = NUMBER) -> list[FoundNumber]:
    """Find the numbers of *text*, from left to right.

    Parameters
    ----------
    text : str
        Folded text.
    pattern : re.Pattern
        `NUMBER`, or what it becomes with a condition on what follows.

    Returns
    -------
    list of FoundNumber
        Where a number ends in 多, 余 or 来, once with it and once without.

    Examples
    --------
    >>> find_numbers("三十多个群")[0]
    FoundNumber(start=0, end=3, low=31.0, high=39.0)
    """
    out: list[FoundNumber] = []
    for match in pattern.finditer(text):
        value = _range(match)
        if value is None:
            continue
        low, high = value
        out.append(FoundNumber(match.start(), match.end(), low, high))
        if match["more"] and not match["last"]:
            out.append(FoundNumber(match.start(), match.end() - 1, low, high))
    return out


def read_number(text: str, start: int) -> FoundNumber | None:
    """Read the number that begins at *start* of a folded text.

    Examples
    --------
    >>> read_number("开了三十多场会", 2)
    FoundNumber(start=2, end=5, low=31.0, high=39.0)
    """
    match = NUMBER.match(text, start)
    value = match and _range(match)
    if not match or not value:
        return None
    return FoundNumber(start, match.end(), *value)


def _range(match: re.Match[str]) -> tuple[float, float] | None:
    body, about = match["body"], match["about"]
    if body.endswith("几"):
        return 3.0, 9.0
    factor = 1
    for char in (match["big"] or "") + (match["last"] or ""):
        factor *= _UNITS.get(char, 0) or _BIG[char]
    value = _value(body)
    if value is None:
        return None
    low, high = value[0] * factor, value[1] * factor
    unit = factor if match["last"] else 1
    step = _last_unit(body) * factor
    if match["some"]:
        low, high = low + unit, low + max(step, 10 * unit) - unit
    elif match["more"] in {"多", "余"}:
        low, high = low + min(unit, step), low + max(step - unit, unit)
    if about in {"上", "成"}:
        high *= 2
    elif about:
        low, high = low * 2, high * 9
    return float(low), float(high)


def _value(body: str) -> tuple[float, float] | None:
    """Return the range of a digit string or a Chinese numeral."""
    if body[0].isdigit() and body[0] not in _DIGITS:
        try:
            number = float(body.replace(",", ""))
        except ValueError:
            return None
        return number, number
    if len(body) == 2 and body[0] in _DIGITS and body[1] in _DIGITS:
        first, second = _DIGITS[body[0]], _DIGITS[body[1]]
        if second == first + 1 or (first, second) == (3, 5):  # 两三, 七八, 三五
            return float(first), float(second)
    total = section = digit = 0
    pair: int | None = None
    for position, char in enumerate(body):
        if char in _DIGITS:
            if digit and position and body[position - 1] in _DIGITS:
                pair = digit  # 二三十, and 一九九八 read digit by digit
                if _DIGITS[char] != digit + 1:
                    return _by_digits(body)
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total += (section + digit or 1) * _BIG[char]
            section = digit = 0
    if digit and len(body) > 1 and body[-1] in _DIGITS:
        # 一百五 is 150, 一百五六 150 to 160; only 零 makes it 105.
        above = body[-2] if pair is None else body[-3:-2]
        place = max((_UNITS.get(above, 0) or _BIG.get(above, 0)) // 10, 1)
        digit *= place
        if pair is not None:
            last = float(total + section + digit)
            return last - place, last
    high = float(total + section + digit)
    if pair is None:
        return high, high
    # 二三十: the low end has the first digit of the pair in place of the second.
    unit = _last_unit(body)
    return high - unit, high


def _by_digits(body: str) -> tuple[float, float] | None:
    if any(c not in _DIGITS for c in body):
        return None
    value = float("".join(str(_DIGITS[c]) for c in body))
    return value, value


def _last_unit(body: str) -> float:
    """Return the weight of the last place that is named: 10 for 三十, 260."""
    last = body[-1]
    if last in _UNITS:
        return float(_UNITS[last])
    if last in _BIG:
        return float(_BIG[last])
    if last == "0" and body.isdigit():
        return float(10 ** (len(body) - len(body.rstrip("0"))))
    return 1.0
