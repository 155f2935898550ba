"""The day of a record, from the column that is named for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.textdates import read_day

if TYPE_CHECKING:
    from jianfu_rules.records.record import Record, Report


def find_day(record: Record, field: str | None, report: Report) -> str:
    """Return the day of a record as ``YYYY-MM-DD``, empty where it has none.

    Parameters
    ----------
    record : Record
    field : str, optional
        Its column; without it no record has a day.
    report : callable
        Takes a warning where the column holds no day.

    Raises
    ------
    InputError
        Where the records have no such column.
    """
    if field is None:
        return ""
    if field not in record.extra:
        known = "、".join(record.extra) or "—"
        missing = Problem("JF347", {"field": field, "known": known}, _place(record))
        raise InputError(missing)
    try:
        return read_day(str(record.extra[field] or ""))
    except InputError as error:
        values = dict(error.problems[0].values)
        report(Problem("JF348", values, _place(record), severity="warning"))
        return ""


def _place(record: Record) -> SourceRef:
    file, _, line = record.place.rpartition(":")
    return SourceRef(file, int(line), 1) if line.isdigit() else SourceRef(record.place)
