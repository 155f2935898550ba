"""Read ``--part reply=答复内容``: which column holds which part of a record."""

from __future__ import annotations

from collections.abc import Iterable

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import PART_NAMES

_IDS = {
    **{name: part for part, name in PART_NAMES.items()},
    **{p: p for p in PART_NAMES},
}


def read_part_options(options: Iterable[str]) -> dict[str, str]:
    """Return the columns of the parts, by the ids of the parts.

    Parameters
    ----------
    options : iterable of str
        ``part=column``; the part by its id or its Chinese name, the column empty
        for a part that is not to be read.

    Raises
    ------
    InputError
        With every option that has no equals sign (JF629) or an unknown part (JF628).

    Examples
    --------
    >>> read_part_options(["reply=答复内容", "标题="])
    {'reply': '答复内容', 'title': ''}
    """
    columns: dict[str, str] = {}
    problems = []
    for option in options:
        part, sign, column = option.partition("=")
        known = _IDS.get(part.strip().casefold())
        if not sign:
            problems.append(Problem("JF629", {"value": option}))
        elif known is None:
            names = "、".join(f"{p}（{name}）" for p, name in PART_NAMES.items())
            values = {"value": option, "part": part.strip(), "known": names}
            problems.append(Problem("JF628", values))
        else:
            columns[known] = column.strip()
    if problems:
        raise InputError(*problems)
    return columns
