"""Precision, recall and F1, and the interval of a share."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z_95 = 1.959963984540054
"""Ninety-five per cent of a normal distribution lie within so many deviations."""


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


def wilson(hits: int, count: int, z: float = _Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson 1927).

    Parameters
    ----------
    hits, count : int
        ``0 <= hits <= count``; the interval of nothing is 0 to 1.
    z : float
        1.96 for 95 %.

    Examples
    --------
    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not count:
        return 0.0, 1.0
    share = hits / count
    square = z * z / count
    middle = (share + square / 2) / (1 + square)
    half = z * math.sqrt(share * (1 - share) / count + square / count / 4)
    half /= 1 + square
    return max(middle - half, 0.0), min(middle + half, 1.0)
