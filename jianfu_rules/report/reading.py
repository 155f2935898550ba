"""Turn files into entries: records that are classified here, or verdicts made before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import REPLY, SIGNATURE, SourceRef
from jianfu_rules.records.record import Record, Report
from jianfu_rules.report.entry import Entry, is_result_line
from jianfu_rules.textdates import read_day

_RESULT_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
_MONTH = re.compile(r"\s*(\d{4})(?:[-/.年])(0?[1-9]|1[0-2])月?\s*")
_LONGEST_VALUE = 40


def find_where(
    about: Mapping[str, object], source: SourceRef, report: Report
) -> tuple[str, dict[str, str]]:
    """Return the day of a record, empty where it is not known, and its dimensions.

    Parameters
    ----------
    about : mapping
        Its date, place and unit, as `Record.about`.
    source : SourceRef
    report : callable
        Takes a warning where the date is none (JF761).

    Examples
    --------
    >>> find_where({"date": "2026年9月", "place": " 云溪县 "}, SourceRef(), print)
    ('', {'month': '2026-09', 'place': '云溪县'})
    """
    found: dict[str, str] = {}
    day = ""
    written = str(about.get("date") or "")
    month = _MONTH.fullmatch(written)
    if month:
        found["month"] = f"{month[1]}-{int(month[2]):02}"
    elif written:
        try:
            day = read_day(written)
        except InputError as error:
            values = dict(error.problems[0].values)
            report(Problem("JF761", values, source, severity="warning"))
        found["month"] = day[:7]
    for name in ("place", "unit"):
        value = " ".join(str(about.get(name) or "").split())
        if value:
            found[name] = value[:_LONGEST_VALUE]
    return day, found


def source_of(record: Record) -> SourceRef:
    """Return where a record stands."""
    file, _, line = record.place.rpartition(":")
    return SourceRef(file, int(line), 1) if line.isdigit() else SourceRef(record.place)


def text_for_copies(record: Record) -> str:
    """Return the words of the person who wrote; the answer of an office is no copy.

    Examples
    --------
    >>> record = Record("1", "群太多", "a:1", parts={"body": "群太多", "reply": "已办"})
    >>> text_for_copies(record)
    '群太多'
    """
    held = (t for p, t in record.parts.items() if p not in (REPLY, SIGNATURE))
    return "\n".join(held) if record.parts else record.text


def is_result_file(path: str) -> bool:
    """Return whether a file was written by ``jianfu classify --format jsonl``."""
    if Path(path).suffix.lower() not in _RESULT_SUFFIXES:
        return False
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as lines:
            first = next((line for line in lines if line.strip()), "")
        return is_result_line(json.loads(first))
    except (OSError, ValueError, RecursionError):
        return False


def read_results(
    path: str, fields: Mapping[str, str], report: Report
) -> Iterator[Entry | None]:
    """Yield the verdicts of a file line by line, None for a line that is none.

    Parameters
    ----------
    path : str
    fields : mapping of str to str
        Fields of date, place and unit that somebody added to the lines; the others
        are what ``jianfu classify`` wrote under ``about``.
    report : callable
    """
    with Path(path).open(encoding="utf-8-sig", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            source = SourceRef(path, number, 1)
            value = _verdict(line)
            if value is None:
                report(Problem("JF765", {}, source))
                yield None
                continue
            about = dict(value.get("about") or {})
            about.update((k, value[f]) for k, f in fields.items() if f in value)
            _, where = find_where(about, source, report)
            name = str(value.get("id") or f"{path}:{number}")
            yield Entry(name, value, {}, where)


def _verdict(line: str) -> dict[str, Any] | None:
    """Return one line as a verdict, with all that the report looks at."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not is_result_line(value):
        return None
    if not isinstance(value.get("about") or {}, dict):
        return None
    for name, keys in _NEEDED.items():
        held = value.setdefault(name, [])
        if not isinstance(held, list) or not all(_has(item, keys) for item in held):
            return None
    evidence = [e for label in value["labels"] for e in label["evidence"]]
    keys = ("text", "start", "end", "rule")
    return value if all(_has(e, keys) for e in evidence) else None


_NEEDED = {
    "labels": ("symptom", "name", "stance", "score", "source", "policies", "evidence"),
    "facts": ("text", "what", "low", "per", "unit", "kind"),
    "breaches": ("limit", "value", "max", "unit", "policy", "article", "text"),
}


def _has(item: object, keys: tuple[str, ...]) -> bool:
    return isinstance(item, dict) and all(key in item for key in keys)
