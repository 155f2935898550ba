"""Count what a run found, for the summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from jianfu_rules.model import Classification
from jianfu_rules.records.record import Record

_NUMBERS = (
    "complaint_count",
    "other_count",
    "unlabelled_count",
    "unreadable_count",
    "incomplete_count",
)


@dataclass(slots=True)
class Tally:
    """The numbers of one run; every record is in exactly one of the four kinds."""

    complaint_count: int = 0
    other_count: int = 0
    unlabelled_count: int = 0
    unreadable_count: int = 0
    incomplete_count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)
    by_symptom: dict[str, Counter[str]] = field(default_factory=dict)
    failed_files: list[str] = field(default_factory=list)
    start_s: float = field(default_factory=monotonic)
    earlier_count: int = 0

    @property
    def record_count(self) -> int:
        """Number of records read, with those that could not be understood."""
        return (
            self.complaint_count
            + self.other_count
            + self.unlabelled_count
            + self.unreadable_count
        )

    @property
    def rate(self) -> float:
        """Records a second, those of an earlier run left out."""
        return (self.record_count - self.earlier_count) / self.elapsed_s

    @property
    def elapsed_s(self) -> float:
        """Seconds since the run began, never zero."""
        return max(monotonic() - self.start_s, 1e-3)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Tally:
        """Return the counts that `to_dict` gave, with the time beginning anew."""
        tally = cls(**{name: values[name] for name in _NUMBERS})
        tally.earlier_count = tally.record_count
        tally.reasons.update(values["reasons"])
        tally.names.update(values["names"])
        tally.failed_files += values["failed_files"]
        for symptom, stances in values["by_symptom"].items():
            tally.by_symptom[symptom] = Counter(stances)
        return tally

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain values, for the journal of a run."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _NUMBERS}
        values["reasons"] = dict(self.reasons)
        values["names"] = dict(self.names)
        values["failed_files"] = list(self.failed_files)
        values["by_symptom"] = {s: dict(c) for s, c in self.by_symptom.items()}
        return values

    def add(self, record: Record, classification: Classification | None) -> None:
        """Count one record."""
        if record.error is not None or classification is None:
            self.unreadable_count += 1
            return
        if classification.is_complaint:
            self.complaint_count += 1
        elif classification.labels:
            self.other_count += 1
        else:
            self.unlabelled_count += 1
        if not classification.complete:
            self.incomplete_count += 1
            self.reasons.update(classification.reasons)
        for label in classification.labels:
            self.names[label.symptom] = label.name
            stances = self.by_symptom.setdefault(label.symptom, Counter())
            stances[label.stance] += 1
