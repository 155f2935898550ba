"""The day of a text, in the ways in which people write it."""

from __future__ import annotations

import re
from datetime import date

from jianfu_rules.errors import InputError, Problem

_DAY = re.compile(
    r"^\s*(\d{4})(?:(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{1,2})|年(\d{1,2})月(\d{1,2})日?"
    r"|(\d{2})(\d{2}))(?:$|[T\s].*$)",
    re.DOTALL,
)


def read_day(value: date | str | None) -> str:
    """Return a day as ``YYYY-MM-DD``, empty for None and for blanks.

    Parameters
    ----------
    value : date, str or None
        A text may be 2024-08-06, 2024/8/6, 2024.8.6, 2024年8月6日 or 20240806, with
        or without a time behind it.

    Raises
    ------
    InputError
        Where it is no day of the calendar.

    Examples
    --------
    >>> read_day("2024年8月6日"), read_day("2024/8/6 17:30"), read_day(None)
    ('2024-08-06', '2024-08-06', '')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value)
    if not text.strip():
        return ""
    found = _DAY.match(text)
    try:
        if found is None:
            raise ValueError
        parts = [g for name, g in enumerate(found.groups()) if g and name != 1]
        return date(*map(int, parts)).isoformat()
    except ValueError:
        raise InputError(Problem("JF346", {"value": text})) from None
