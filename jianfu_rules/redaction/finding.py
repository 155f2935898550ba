"""Find all personal data of a text, in the text as it was given."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.redaction.addresses import find_addresses
from jianfu_rules.redaction.codes import find_codes
from jianfu_rules.redaction.names import find_names
from jianfu_rules.redaction.numbers import Number, find_numbers
from jianfu_rules.redaction.personal import (
    CERTAIN,
    DEFAULT_KINDS,
    KINDS,
    LIKELY,
    Personal,
)

_WORDS = "|".join(mark for mark, _ in KINDS.values())
MARK = re.compile(f"［({_WORDS})([0-9]{{0,6}})］")
"""A mark that stands for hidden data."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\u20e3\ufeff]+")
_HIDDEN = "\0"
"""Stands for a place that is found or marked already. One character whatever was
there, so that a text and its redacted form look the same to every finder."""

_MAX_ROUNDS = 6


def find_personal(
    text: str, kinds: Collection[str] = DEFAULT_KINDS
) -> tuple[Personal, ...]:
    """Return the personal data of a text, from left to right, never overlapping.

    Parameters
    ----------
    text : str
        Any text; marks that stand for hidden data are left alone.
    kinds : collection of str
        What to look for; keys of `KINDS`.

    Returns
    -------
    tuple of Personal

    Examples
    --------
    >>> [(p.kind, p.start, p.end) for p in find_personal("我叫王小明，电话13812345678")]
    [('name', 2, 5), ('mobile', 8, 19)]
    """
    view, origin = _view(text)
    kept: list[Personal] = []
    for _ in range(_MAX_ROUNDS):
        found = _resolve(view, kinds)
        if not found:
            break
        kept += [
            Personal(origin[n.start], origin[n.end - 1] + 1, n.kind, n.certainty)
            for n in found
        ]
        view, origin = _hide(view, origin, [(n.start, n.end) for n in found])
    return tuple(sorted(kept))


def _view(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text with marks as one character, and where it comes from."""
    folded = fold(text)
    spans = [(m.span(), _HIDDEN) for m in MARK.finditer(text)]
    spans += [(m.span(), "") for m in _INVISIBLE.finditer(text)]
    if _HIDDEN in folded:
        folded = folded.replace(_HIDDEN, "\x01")
    if not spans:
        return folded, range(len(text))
    return _replace(folded, range(len(text)), sorted(spans))


def _hide(
    view: str, origin: Sequence[int], spans: list[tuple[int, int]]
) -> tuple[str, Sequence[int]]:
    return _replace(view, origin, [(span, _HIDDEN) for span in sorted(spans)])


def _replace(
    view: str, origin: Sequence[int], spans: list[tuple[tuple[int, int], str]]
) -> tuple[str, Sequence[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for (start, end), new in spans:
        pieces += [view[last:start], new]
        kept.extend(origin[last:start])
        if new:
            kept.append(origin[start])
        last = end
    pieces.append(view[last:])
    kept.extend(origin[last:])
    return "".join(pieces), kept


def _resolve(view: str, kinds: Collection[str]) -> list[Number]:
    """Choose among what the finders say; the first to claim a place keeps it.

    Labelled codes come before bare numbers, those before addresses and names. A
    ticket number is known even where it stays, lest it be taken for a telephone.
    """
    codes = list(find_codes(view))
    tickets = [c for c in codes if c.kind == "ticket"]
    claims = [c for c in codes if c.kind != "ticket" and c.certainty == CERTAIN]
    doubtful = [c for c in codes if c.certainty == LIKELY]
    numbers = list(find_numbers(view))
    identities = [n for n in numbers if n.kind == "id_number"]
    rest = [n for n in numbers if n.kind != "id_number"]
    ordered = [*claims, *identities, *tickets, *doubtful, *rest]
    taken = bytearray(len(view))
    chosen = _claim(ordered, taken)
    chosen += _claim(find_addresses(view), taken)
    names = sorted(find_names(view, chosen), key=lambda n: (n.start - n.end, n.start))
    chosen += _claim(names, taken)
    return sorted(n for n in chosen if n.kind in kinds)


def _claim(numbers: Iterable[Number], taken: bytearray) -> list[Number]:
    kept: list[Number] = []
    for number in numbers:
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\1" * (number.end - number.start)
            kept.append(number)
    return kept
