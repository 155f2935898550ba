"""What a cell of a workbook shows, as text, and text as a workbook can hold it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4})")
_BEGUN = re.compile(r"_(?=x[0-9A-Fa-f]{4}|\Z|x[0-9A-Fa-f]{0,3}\Z)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# XML has no place for these; a lone \r would come back as \n.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_DECIMALS = re.compile(r"0(?:\.(0+))?(%?)(?:[;_ ].*)?")
_ZEROS = re.compile(r"0{2,}")


def show_value(value: object, number_format: str = "General") -> str:
    """Return what a spreadsheet shows for a value.

    Parameters
    ----------
    value : object
        As openpyxl gives it.
    number_format : str
        Plain decimals, per cent and leading zeros are followed; of other formats
        the value itself is shown. Dates are always year-month-day.

    Examples
    --------
    >>> show_value(20240806.0), show_value(0.5, "0%"), show_value(7, "0000")
    ('20240806', '50%', '0007')
    >>> show_value(datetime(2024, 8, 6)), show_value(datetime(2024, 8, 6, 17, 30))
    ('2024-08-06', '2024-08-06 17:30:00')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _show_number(value, number_format)
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return str(value.date()) if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, (date, timedelta)):
        return str(value)
    return unescape(str(value))


def _show_number(value: int | float, number_format: str) -> str:
    decimals = _DECIMALS.fullmatch(number_format)
    if decimals:
        percent = decimals[2]
        return f"{value * (100 if percent else 1):.{len(decimals[1] or '')}f}{percent}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        width = len(number_format) if _ZEROS.fullmatch(number_format) else 0
        return f"{value:0{width}d}"
    # Excel keeps fifteen digits.
    return f"{value:.15g}"


def unescape(text: str) -> str:
    r"""Undo `escape`, which is Excel's own way to write what XML cannot.

    Examples
    --------
    >>> unescape("a_x000D_b")
    'a\rb'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def escape(text: str, unfit: re.Pattern[str] = _UNFIT, *, goes_on: bool = False) -> str:
    r"""Write what *unfit* matches as ``_xHHHH_``; nothing is lost, see `unescape`.

    Parameters
    ----------
    text : str
    unfit : pattern
        Of one character each.
    goes_on : bool
        Whether more text follows, so that its end may begin what looks escaped.

    Examples
    --------
    >>> escape("a\0b_x0041_")
    'a_x0000_b_x005F_x0041_'
    """
    text = (_BEGUN if goes_on else _LIKE_ESCAPED).sub("_x005F_", text)
    return unfit.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
