"""One pass over a batch: what is counted, and the few records that are kept."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jianfu_rules.model import REPLY
from jianfu_rules.report.cases import CaseKeeper, Hide
from jianfu_rules.report.entry import DIMENSIONS, Entry
from jianfu_rules.report.suppression import Key

_NIGHT_FROM, _NIGHT_TO = 22, 6


@dataclass(slots=True)
class Figures:
    """The numbers that complaints tell of one thing."""

    record_count: int = 0
    values: array[float] = field(default_factory=lambda: array("d"))


class Gathering:
    """What is known of the batch so far; a record costs some bytes.

    Parameters
    ----------
    hide : callable
        Takes personal data out of what is kept as text.
    """

    def __init__(self, hide: Hide) -> None:
        self.keeper = CaseKeeper(hide)
        self.record_count = 0
        self.unreadable_count = 0
        self.incomplete_count = 0
        self.digests: Counter[str] = Counter()
        self.figures: dict[tuple[str, str, str], Figures] = {}
        self.breaches: dict[str, tuple[Mapping[str, Any], Figures]] = {}
        self._patterns: dict[tuple[tuple[str, str], ...], int] = {}
        self._values: dict[str, dict[str, int]] = {d: {"": 0} for d in DIMENSIONS}
        self._columns = {name: array("l") for name in ("pattern", *DIMENSIONS)}

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that any record tells."""
        return tuple(d for d in DIMENSIONS if len(self._values[d]) > 1)

    def add(self, entry: Entry) -> None:
        """Count one record."""
        if entry.verdict.get("error"):
            self.unreadable_count += 1
            return
        labels = entry.labels
        pattern = tuple(sorted((e["symptom"], e["stance"]) for e in labels))
        number = self._patterns.setdefault(pattern, len(self._patterns))
        self._columns["pattern"].append(number)
        for name in DIMENSIONS:
            values = self._values[name]
            value = entry.where.get(name, "")
            self._columns[name].append(values.setdefault(value, len(values)))
        self.incomplete_count += not entry.verdict["complete"]
        self.digests[entry.verdict["ruleset"]] += 1
        if entry.is_complaint:
            self._add_figures(entry.verdict)
        self.keeper.add(self.record_count, entry)
        self.record_count += 1

    def _add_figures(self, verdict: Mapping[str, Any]) -> None:
        told: dict[tuple[str, str, str], float] = {}
        for fact in verdict["facts"]:
            if fact.get("part") == REPLY or fact.get("trend") == "falling":
                continue
            value = _measured(fact)
            key = (fact["kind"], fact["what"], fact["per"] or "")
            told[key] = max(value, told.get(key, value))
        for key, value in told.items():
            _count(self.figures.setdefault(key, Figures()), value)
        broken: dict[str, Mapping[str, Any]] = {}
        for breach in verdict["breaches"]:
            worst = broken.setdefault(breach["limit"], breach)
            if breach["value"] > worst["value"]:
                broken[breach["limit"]] = breach
        for limit, breach in broken.items():
            _count(
                self.breaches.setdefault(limit, (breach, Figures()))[1], breach["value"]
            )

    def counts(self, only: Iterable[int] | None = None) -> Counter[Key]:
        """Count all cells of the tables, or those of some records alone.

        Parameters
        ----------
        only : iterable of int, optional
            Positions of records, such as those that are no near copies.
        """
        counted: Counter[Key] = Counter()
        dimensions = self.dimensions
        combined = Counter(self._rows(dimensions, only))
        patterns = list(self._patterns)
        values = {name: list(self._values[name]) for name in dimensions}
        for (pattern, *where), count in combined.items():
            labels = patterns[pattern]
            symptoms = [s for s, stance in labels if stance == "complaint"]
            counted["records",] += count
            if symptoms:
                counted["complaints",] += count
            for symptom, stance in labels:
                counted["label", symptom, stance] += count
            for symptom in {s for s, _ in labels}:
                counted["spoken", symptom] += count
            for stance in {stance for _, stance in labels}:
                counted["stance", stance] += count
            for name, index in zip(dimensions, where, strict=True):
                value = values[name][index]
                counted[name, value] += count
                if symptoms:
                    counted[name, value, "complaints"] += count
                for symptom in symptoms:
                    counted[name, value, "symptom", symptom] += count
        return counted

    def _rows(
        self, dimensions: Sequence[str], only: Iterable[int] | None
    ) -> Iterator[tuple[int, ...]]:
        columns = [self._columns[name] for name in ("pattern", *dimensions)]
        if only is None:
            return zip(*columns, strict=True)
        return (tuple(column[i] for column in columns) for i in only)

    def count_any(self, symptoms: Iterable[str]) -> int:
        """Count the records that complain of any of some symptoms."""
        wanted = {(symptom, "complaint") for symptom in symptoms}
        hits = {n for pattern, n in self._patterns.items() if wanted & set(pattern)}
        return sum(number in hits for number in self._columns["pattern"])


def _measured(fact: Mapping[str, Any]) -> float:
    """Return a figure to count with: hours, and 1 for a time at night, 0 by day.

    Examples
    --------
    >>> _measured({"kind": "time", "low": 2.0, "unit": "点"})
    1.0
    """
    low = float(fact["low"])
    if fact["kind"] == "time":
        return float(low >= _NIGHT_FROM or low < _NIGHT_TO)
    return low / 60 if fact["unit"] == "分钟" else low


def _count(figures: Figures, value: float) -> None:
    figures.record_count += 1
    figures.values.append(value)
