"""Precision, recall and F1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of one kind of finding, with the counts."""

    hits: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the findings that are right, 0 where there are none."""
        found = self.hits + self.false
        return self.hits / found if found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found, 0 where there is nothing."""
        there = self.hits + self.missed
        return self.hits / there if there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0
