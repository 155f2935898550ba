"""Numbers that belong to persons: identity cards, telephones, bank cards.

A number may be in any width, in Chinese digits, in groups with blanks and dashes, or
partly masked. The text is cut into runs of digit groups once; every group is tried
with at most a few of its followers, so the time grows with the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianfu_rules.redaction.personal import CERTAIN, LIKELY

_HAN_DIGITS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_VALUES = str.maketrans(_HAN_DIGITS, "001234567891123456789")
_GROUP = re.compile(f"[0-9*●][0-9*x×●]*|[{_HAN_DIGITS}]+")
_GAP = re.compile("(?:[ .·•/_)）-]|[–—]){0,2}")
_MAX_GROUPS = 18
_MASKED = re.compile("[*x×●]")

_MOBILE_GROUPS = frozenset(
    [(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (4, 4, 3), (5, 6)]
)
_MOBILE = re.compile("1[3-9][0-9]{9}")
_MOBILE_MASKED = re.compile(
    "1[3-9][0-9][*x×●]{3,8}[0-9]{2,5}|1[3-9][0-9]{2,6}[*x×●]{3,8}"
)
_ID_MASKED = re.compile("(?=.{15,20}$)[1-8][0-9]{0,13}[*x×●]{4,16}[0-9]{0,4}[0-9x]?")
_LANDLINE = re.compile("0(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}")
_SHORT_LANDLINE = re.compile("[2-8][0-9]{6,7}")
_BANK_STARTS = ("3", "4", "5", "6", "9")
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"

_PHONE_LABEL = re.compile(
    "(?:电 ?话|座机|固话|传真|宅电|手 ?机|号码|联系方式|联系电话|致电|回电|来电|拨打|热线|tel|phone)"
    "(?:号码?|号)?(?:是|为)?[ :：(（]{0,3}$"
)
_CARD_LABEL = re.compile("(?:卡号?|账号|帐号|账户|帐户)(?:是|为)?[ :：]{0,3}$")
_ID_LABEL = re.compile(
    "(?:身份证|证件|公民身份|身份)(?:号码?|证号码?|证号)?(?:是|为)?[ :：]{0,3}$"
)
_EXTENSION = re.compile("(?:转|分机|-|—)[ :：]?[0-9]{1,5}(?![0-9])")
_LABEL_CHARS = 14


class Number(NamedTuple):
    """A number with its kind, in the text as the finder sees it."""

    start: int
    end: int
    kind: str
    certainty: str


class _Group(NamedTuple):
    start: int
    end: int
    digits: str


def find_numbers(view: str) -> Iterator[Number]:
    """Yield the numbers of persons in folded text, from left to right.

    Examples
    --------
    >>> [(n.kind, n.start) for n in find_numbers("电话139 0000 1234，12345热线")]
    [('mobile', 2)]
    """
    for run in _runs(view):
        index = 0
        while index < len(run):
            found, used = _read_at(view, run, index)
            yield from found
            index += used


def _runs(view: str) -> Iterator[list[_Group]]:
    run: list[_Group] = []
    for m in _GROUP.finditer(view):
        group = _Group(m.start(), m.end(), m[0].translate(_VALUES))
        if run and not _GAP.fullmatch(view, run[-1].end, group.start):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _read_at(view: str, run: list[_Group], index: int) -> tuple[list[Number], int]:
    """Return what begins at a group, and how many groups that takes."""
    before = view[max(0, run[index].start - _LABEL_CHARS) : run[index].start]
    joined = ""
    lengths: list[int] = []
    best: tuple[list[Number], int] | None = None
    for count, group in enumerate(run[index : index + _MAX_GROUPS], 1):
        joined += group.digits
        lengths.append(len(group.digits))
        if len(joined) > 44 and count > 1:
            break
        kind = _kind_of(joined, tuple(lengths), before)
        if kind is not None:
            span = _extend(view, run[index].start, group.end, kind[0])
            best = [Number(*span, *kind)], count
            if kind[0] != "phone" and not (kind[0] == "bank_card" and len(joined) < 16):
                break
    if best is not None:
        return best
    return _split_glued(run[index]), 1


def _extend(view: str, start: int, end: int, kind: str) -> tuple[int, int]:
    """Take in the brackets of an area code and what is dialled after."""
    text = view[start:end]
    if view[start - 1 : start] in ("(", "（") and (")" in text or "）" in text):
        start -= 1
        if view[start - 1 : start] == "+":
            start -= 1
    elif view[start - 1 : start] == "+":
        start -= 1
        if view[start - 1 : start] in ("(", "（") and (")" in text or "）" in text):
            start -= 1
    if kind == "phone":
        m = _EXTENSION.match(view, end)
        end = m.end() if m else end
    return start, end


def _kind_of(
    digits: str, lengths: tuple[int, ...], before: str
) -> tuple[str, str] | None:
    """Tell what some joined groups are; None where no person's number."""
    length = len(digits)
    if length < 7 or length > 44:
        return None
    if _MASKED.search(digits[:-1]):
        return _masked_kind(digits, before)
    is_even = len(lengths) == 1 or max(lengths) <= 2
    if length == 18 and is_identity_number(digits):
        return "id_number", CERTAIN
    if digits[-1] == "x":
        return None
    if length == 20 and is_identity_number(digits[:18]):
        # The number of a disabled person's card begins with that of the person.
        return "licence", CERTAIN
    if length == 15 and _is_old_identity_number(digits) and lengths == (15,):
        return "id_number", CERTAIN if _ID_LABEL.search(before) else LIKELY
    has_phone_label = bool(_PHONE_LABEL.search(before))
    for prefix in ("0086", "86", "0", ""):
        rest = digits.removeprefix(prefix)
        if len(rest) == 11 and digits.startswith(prefix) and _MOBILE.fullmatch(rest):
            inner = _without_prefix(lengths, len(prefix))
            if is_even or has_phone_label or inner in _MOBILE_GROUPS:
                return "mobile", CERTAIN
    if _ID_LABEL.search(before) and length in (15, 18):
        return "id_number", LIKELY
    if _CARD_LABEL.search(before) and 12 <= length <= (21 if len(lengths) > 1 else 30):
        return "bank_card", CERTAIN
    is_one = is_even or all(n == 4 for n in lengths[:-1])
    if (
        16 <= length <= 19
        and is_one
        and digits[0] in _BANK_STARTS
        and passes_luhn(digits)
    ):
        return "bank_card", CERTAIN
    if _LANDLINE.fullmatch(digits) and lengths[0] != 1:
        return (
            ("phone", CERTAIN)
            if length > 10 or has_phone_label or lengths[0] in (3, 4)
            else None
        )
    if has_phone_label and _SHORT_LANDLINE.fullmatch(digits) and not _is_day(digits):
        return "phone", LIKELY
    return None


def _without_prefix(lengths: tuple[int, ...], size: int) -> tuple[int, ...]:
    """Return the lengths of the groups after a country code of *size* digits."""
    if not size:
        return lengths
    if lengths[0] == size:
        return lengths[1:]
    return (lengths[0] - size, *lengths[1:])


def _masked_kind(digits: str, before: str) -> tuple[str, str] | None:
    if not digits[0].isdigit() or sum(c.isdigit() for c in digits) < 5:
        return None
    if _MOBILE_MASKED.fullmatch(digits) and 9 <= len(digits) <= 13:
        return "mobile", CERTAIN
    if _ID_MASKED.fullmatch(digits):
        if digits[:2] in _PROVINCES or _ID_LABEL.search(before):
            return "id_number", CERTAIN
        if _CARD_LABEL.search(before) or digits[0] in _BANK_STARTS:
            return "bank_card", LIKELY
    return None


def _split_glued(group: _Group) -> list[Number]:
    """Find two numbers that were written without anything between them."""
    digits = group.digits
    start = group.start
    for size, kind in ((18, "id_number"), (11, "mobile")):
        head, tail = digits[:size], digits[size:]
        is_head = (
            is_identity_number(head) if size == 18 else bool(_MOBILE.fullmatch(head))
        )
        if is_head and _MOBILE.fullmatch(tail):
            middle = start + size
            return [
                Number(start, middle, kind, CERTAIN),
                Number(middle, group.end, "mobile", CERTAIN),
            ]
    if _MOBILE.fullmatch(digits[:11]) and is_identity_number(digits[11:]):
        return [
            Number(start, start + 11, "mobile", CERTAIN),
            Number(start + 11, group.end, "id_number", CERTAIN),
        ]
    return []


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters have a region, a day and the right check digit.

    Examples
    --------
    >>> is_identity_number("11010519491231002x"), is_identity_number("110105194912310021")
    (True, False)
    """
    if len(digits) != 18 or not digits[:17].isdigit() or digits[:2] not in _PROVINCES:
        return False
    if not _is_day(digits[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17]


def _is_old_identity_number(digits: str) -> bool:
    return digits[:2] in _PROVINCES and _is_day("19" + digits[6:12])


def _is_day(digits: str) -> bool:
    return (
        len(digits) == 8
        and digits[:2] in ("18", "19", "20")
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:] <= "31"
    )


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that bank cards have.

    Examples
    --------
    >>> passes_luhn("6222020200112230"), passes_luhn("6222020200112233")
    (True, False)
    """
    doubled = "0246813579"
    odd = sum(int(d) for d in digits[-1::-2])
    even = sum(int(doubled[int(d)]) for d in digits[-2::-2])
    return (odd + even) % 10 == 0
