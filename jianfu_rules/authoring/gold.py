"""Labels that people gave, taken from the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem
from jianfu_rules.evaluation.scorecard import LabelledCase
from jianfu_rules.model import STANCES, SourceRef

if TYPE_CHECKING:
    from jianfu_rules.records.record import Record

COMPLAINT = "complaint"


def case_of(record: Record) -> LabelledCase | Problem:
    """Return the record as a labelled case, or what is wrong with its labels.

    Parameters
    ----------
    record : Record
        Its extra fields hold ``labels``: a mapping of symptom to stance, or the
        list of labels that ``jianfu classify --format jsonl`` writes.

    Examples
    --------
    >>> from jianfu_rules.records.record import Record
    >>> record = Record("1", "会太多", "a:1", extra={"labels": {"huiyi": "complaint"}})
    >>> case_of(record).labels
    {'huiyi': 'complaint'}
    """
    extra = record.extra
    labels = labels_of(extra.get("labels"))
    if labels is None:
        return Problem("JF712", {"id": record.id}, place_of(record))
    optional, ok = extra.get("optional") or (), extra.get("ok") or {}
    return LabelledCase(
        record.id,
        record.text,
        labels,
        frozenset(map(str, optional)) if isinstance(optional, list) else frozenset(),
        {str(s): tuple(v) for s, v in ok.items()} if isinstance(ok, Mapping) else {},
        extra.get("debatable") is True,
    )


def labels_of(value: object) -> dict[str, str] | None:
    """Return symptom to stance, or None where *value* is nothing of the kind."""
    if isinstance(value, list):
        pairs = [
            (label.get("symptom"), label.get("stance"))
            for label in value
            if isinstance(label, Mapping)
        ]
        if len(pairs) < len(value):
            return None
        value = dict(pairs)
    if not isinstance(value, Mapping):
        return None
    labels = {str(symptom): str(stance) for symptom, stance in value.items()}
    return labels if set(labels.values()) <= set(STANCES) else None


def place_of(record: Record) -> SourceRef:
    """Return where a record begins."""
    file, _, line = record.place.rpartition(":")
    return SourceRef(file, int(line), 1) if line.isdigit() else SourceRef(record.place)
