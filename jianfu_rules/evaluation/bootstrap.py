"""How sure a figure is: draw the cases anew, many times, and see how it moves.

Cases are drawn by groups (a contrast family is one group), for those that were
written beside each other rise and fall together. The counts of a group lie side by
side in one long integer, so that one addition takes in all of them.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

ROUNDS = 1000
LEVEL = 0.95
# A lane has 32 bits: no count of cases comes near.


def bootstrap(
    groups: Sequence[Sequence[int]],
    figures: Callable[[Sequence[int]], Mapping[Key, float]],
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
) -> dict[Key, list[float]]:
    """Return the figures of samples drawn with replacement, each list sorted.

    Parameters
    ----------
    groups : sequence of sequence of int
        The counts of each group, all of one length.
    figures : callable
        Makes figures of the summed counts.
    rounds, seed : int
        The same seed gives the same samples.

    Examples
    --------
    >>> groups = [[1, 1], [0, 1]]
    >>> drawn = bootstrap(groups, lambda c: {"share": c[0] / c[1]}, rounds=200)
    >>> sorted(set(drawn["share"])), interval(drawn["share"])
    ([0.0, 0.5, 1.0], (0.0, 1.0))
    """
    out: dict[Key, list[float]] = {}
    if not groups:
        return out
    lanes = len(groups[0])
    shape, size = f"<{lanes}I", 4 * lanes
    packed = [int.from_bytes(struct.pack(shape, *g), "little") for g in groups]
    draw = random.Random(seed)
    for _ in range(rounds):
        total = sum(draw.choices(packed, k=len(packed)))
        counts = struct.unpack(shape, total.to_bytes(size, "little"))
        for key, value in figures(counts).items():
            out.setdefault(key, []).append(value)
    for values in out.values():
        values.sort()
    return out


def interval(values: Sequence[float], level: float = LEVEL) -> tuple[float, float]:
    """Return the bounds between which the middle *level* of sorted values lies."""
    tail = round((1 - level) / 2 * (len(values) - 1))
    return values[tail], values[-1 - tail]


def sum_groups(
    vectors: Sequence[Sequence[int]], groups: Sequence[Hashable]
) -> list[list[int]]:
    """Return the sum of the vectors of each group, in the order of the groups.

    Examples
    --------
    >>> sum_groups([[1, 0], [0, 1], [2, 2]], ["a", "b", "a"])
    [[3, 2], [0, 1]]
    """
    sums: dict[Hashable, list[int]] = {}
    for vector, group in zip(vectors, groups, strict=True):
        known = sums.get(group)
        sums[group] = (
            list(vector)
            if known is None
            else [a + b for a, b in zip(known, vector, strict=True)]
        )
    return list(sums.values())
