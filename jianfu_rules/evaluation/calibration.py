"""Whether scores mean what they say, and from which on they may be relied upon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10

Judged = tuple[float, bool]
"""A score between 0 and 1, and whether what it is the score of was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Judged scores from ``low`` up to ``high``: what they say and what is so."""

    low: float
    high: float
    count: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Band:
    """What to accept unseen: scores from ``least`` on.

    Parameters
    ----------
    wanted : float
        The precision asked for.
    least : float, optional
        None where no score reaches it.
    count : int
        How many are accepted.
    coverage : float
        The share of all judged ones that they are.
    precision : float
    """

    wanted: float
    least: float | None
    count: int
    coverage: float
    precision: float


def bins_of(judged: Iterable[Judged], count: int = BINS) -> list[Bin]:
    """Return the bins of equal width that hold anything.

    Examples
    --------
    >>> bins_of([(0.62, True), (0.68, False), (1.0, True)])
    ... # doctest: +NORMALIZE_WHITESPACE
    [Bin(low=0.6, high=0.7, count=2, said=0.65, right=0.5),
     Bin(low=0.9, high=1.0, count=1, said=1.0, right=1.0)]
    """
    held: dict[int, list[Judged]] = {}
    for score, is_right in judged:
        held.setdefault(min(int(score * count), count - 1), []).append(
            (score, is_right)
        )
    return [
        Bin(
            number / count,
            (number + 1) / count,
            len(inside),
            sum(score for score, _ in inside) / len(inside),
            sum(is_right for _, is_right in inside) / len(inside),
        )
        for number, inside in sorted(held.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: how far off the bins are on average.

    Examples
    --------
    >>> calibration_error([Bin(0.6, 0.7, 3, 0.65, 0.5), Bin(0.9, 1.0, 1, 1.0, 1.0)])
    0.1125
    """
    total = sum(b.count for b in bins)
    if not total:
        return 0.0
    return round(sum(b.count * abs(b.said - b.right) for b in bins) / total, 12)


def accepted_band(judged: Iterable[Judged], wanted: float) -> Band:
    """Return the widest band of high scores that is as precise as wanted.

    Equal scores are accepted together or not at all.

    Examples
    --------
    >>> judged = [(0.9, True), (0.8, True), (0.7, False), (0.6, True)]
    >>> accepted_band(judged, 0.95)
    Band(wanted=0.95, least=0.8, count=2, coverage=0.5, precision=1.0)
    """
    ranked = sorted(judged, reverse=True)
    best = Band(wanted, None, 0, 0.0, 0.0)
    right = 0
    for place, (score, is_right) in enumerate(ranked, 1):
        right += is_right
        is_last_of_score = place == len(ranked) or ranked[place][0] < score
        if is_last_of_score and right / place >= wanted:
            best = Band(wanted, score, place, place / len(ranked), right / place)
    return best
