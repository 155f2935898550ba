"""Hide small counts, and those that would give a small count away.

A published table is a set of cells and of sums. A count from 1 to ``k - 1`` is hidden
(primary); as long as a hidden count follows from a sum that is shown, more cells of
that sum are hidden (secondary), the smallest first. Zero is shown: it tells of nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

Key = tuple[str, ...]
"""Names a cell, such as ``("place", "云溪县", "complaints")``; the same quantity in two tables has the same key."""

_NOTHING: Mapping[Key, Collection[Key]] = {}

_PRIME = (1 << 61) - 1
"""What follows from the sums is reckoned modulo this prime: exact, and fast."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts.

    Parameters
    ----------
    total : Key
    parts : tuple of Key
    is_exact : bool
        False where records can stand in several parts: the total is then at most the
        sum, which still tells too much where a single part is hidden.
    is_total_dear : bool
        Hide another part before the total; False where the parts matter more.
    """

    total: Key
    parts: tuple[Key, ...]
    is_exact: bool = True
    is_total_dear: bool = True


def hide_small(
    counts: Mapping[Key, int],
    sums: Iterable[Sum],
    k: int,
    bounded: Mapping[Key, Collection[Key]] = _NOTHING,
) -> set[Key]:
    """Return the cells that must not be shown.

    Parameters
    ----------
    counts : mapping
        Every cell of every table.
    sums : iterable of Sum
        How the cells hang together; keys without a count are left out.
    k : int
        The smallest count above zero that may be shown; 1 hides nothing.
    bounded : mapping of Key to collection of Key
        For a cell those that are never larger and would tell how much it is at
        least; they are hidden with it.

    Examples
    --------
    >>> counts = {("all",): 20, ("a",): 3, ("b",): 7, ("c",): 10}
    >>> sorted(hide_small(counts, [Sum(("all",), (("a",), ("b",), ("c",)))], 5))
    [('a',), ('b',)]
    """
    hidden = {key for key, count in counts.items() if 0 < count < k}
    known = [
        replace(s, parts=tuple(p for p in s.parts if p in counts))
        for s in sums
        if s.total in counts
    ]
    before = -1
    while hidden and len(hidden) != before:
        before = len(hidden)
        for key in tuple(hidden):
            hidden.update(bounded.get(key, ()))
        for each in known:
            _hide_within(each, counts, hidden, k)
        if len(hidden) == before:
            for key in _determined(known, hidden):
                _hide_beside(key, known, counts, hidden)
    return hidden


def _hide_within(
    each: Sum, counts: Mapping[Key, int], hidden: set[Key], k: int
) -> None:
    """Hide cells of one sum until what is hidden in it cannot be told."""
    while True:
        parts = [p for p in each.parts if p in hidden]
        total = each.total in hidden
        if not parts and not total:
            return
        if total and parts:
            return
        if not total and len(parts) > 1 and sum(counts[p] for p in parts) >= k:
            return
        if not _hide_one((each,), counts, hidden):
            return


def _hide_beside(
    key: Key, sums: list[Sum], counts: Mapping[Key, int], hidden: set[Key]
) -> None:
    _hide_one([s for s in sums if key in (s.total, *s.parts)], counts, hidden)


def _hide_one(sums: Iterable[Sum], counts: Mapping[Key, int], hidden: set[Key]) -> bool:
    """Hide the cell that costs least."""
    choices = [
        (is_total == each.is_total_dear, counts[key] == 0, counts[key], key)
        for each in sums
        for is_total, keys in ((False, each.parts), (True, (each.total,)))
        for key in keys
        if key not in hidden
    ]
    if not choices:
        return False
    hidden.add(min(choices)[3])
    return True


def _determined(sums: list[Sum], hidden: set[Key]) -> list[Key]:
    """Return the hidden cells that follow from all exact sums together.

    Gauss-Jordan over the hidden cells: a row that ends with one cell gives it away.
    """
    rows: dict[Key, dict[Key, int]] = {}
    for each in sums:
        if not each.is_exact:
            continue
        row: dict[Key, int] = {}
        for key, sign in ((each.total, _PRIME - 1), *((p, 1) for p in each.parts)):
            if key in hidden:
                row[key] = (row.get(key, 0) + sign) % _PRIME
        for pivot in [key for key in row if key in rows]:
            _subtract(row, rows[pivot], row[pivot])
        row = {key: factor for key, factor in row.items() if factor}
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, _PRIME)
        row = {key: factor * inverse % _PRIME for key, factor in row.items()}
        for other in rows.values():
            if other.get(pivot):
                _subtract(other, row, other[pivot])
        rows[pivot] = row
    ends = ([key for key, factor in row.items() if factor] for row in rows.values())
    return [keys[0] for keys in ends if len(keys) == 1]


def _subtract(row: dict[Key, int], other: dict[Key, int], factor: int) -> None:
    for key, value in other.items():
        row[key] = (row.get(key, 0) - factor * value) % _PRIME
