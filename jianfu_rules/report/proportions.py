"""Shares, their intervals and whether two of them differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from jianfu_rules.evaluation.ratio import wilson

FEWEST_EXPECTED = 5.0
"""With fewer than so many expected in a cell, the test says nothing reliable."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a share changed.

    Parameters
    ----------
    change : float
        New share less old share.
    low, high : float
        Its 95 % interval (Newcombe's, made of two Wilson intervals).
    p : float
        Two-sided, of the pooled test of two proportions.
    is_reliable : bool
        False where a cell expects fewer than `FEWEST_EXPECTED`.
    """

    change: float
    low: float
    high: float
    p: float
    is_reliable: bool


def compare_shares(old: tuple[int, int], new: tuple[int, int]) -> Difference:
    """Compare two shares, each as (count, total).

    Parameters
    ----------
    old, new : (int, int)
        Totals above zero.

    Examples
    --------
    >>> found = compare_shares((48, 80), (56, 70))
    >>> round(found.change, 4), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    (count_old, total_old), (count_new, total_new) = old, new
    share_old, share_new = count_old / total_old, count_new / total_new
    low_old, high_old = wilson(count_old, total_old)
    low_new, high_new = wilson(count_new, total_new)
    change = share_new - share_old
    low = change - sqrt((share_new - low_new) ** 2 + (high_old - share_old) ** 2)
    high = change + sqrt((high_new - share_new) ** 2 + (share_old - low_old) ** 2)
    pooled = (count_old + count_new) / (total_old + total_new)
    spread = sqrt(pooled * (1 - pooled) * (1 / total_old + 1 / total_new))
    p = erfc(abs(change) / spread / sqrt(2)) if spread else 1.0
    fewest = min(pooled, 1 - pooled) * min(total_old, total_new)
    return Difference(change, low, high, p, fewest >= FEWEST_EXPECTED)


def holm(ps: Sequence[float]) -> list[float]:
    """Correct p-values for the number of questions asked, after Holm (1979).

    Examples
    --------
    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03])]
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(ps)), key=lambda i: ps[i])
    corrected = [0.0] * len(ps)
    worst = 0.0
    for rank, index in enumerate(order):
        worst = max(worst, min((len(ps) - rank) * ps[index], 1.0))
        corrected[index] = worst
    return corrected
