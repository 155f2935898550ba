"""Keep the strongest records of each symptom and stance, and no others."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jianfu_rules.model import STANCES, TITLE
from jianfu_rules.report.entry import Entry
from jianfu_rules.spans import merge_spans

Span = tuple[int, int]
Piece = tuple[str, bool]
"""Some text, and whether it is evidence."""

Hide = Callable[[str, Sequence[Span]], tuple[str, Sequence[Span]]]
"""Takes personal data out of a text and moves the spans along."""

_KEPT = {"complaint": 8}
_KEPT_OF_OTHERS = 2
_SPARE = 3
"""So many times as many are held back, for near copies drop out at the end."""

_CONTEXT = 60
_LONGEST = 500
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A record that is shown.

    Parameters
    ----------
    position : int
        Of the record in the batch.
    id : str
    labels : tuple of mapping
        Of the output contract.
    parts : tuple of (str, tuple of Piece)
        What is shown of each part.
    where : mapping of str to str
    breaches : tuple of str
    copies : int
        Records that are nearly the same, this one among them.
    """

    position: int
    id: str
    labels: tuple[Mapping[str, Any], ...]
    parts: tuple[tuple[str, tuple[Piece, ...]], ...]
    where: Mapping[str, str]
    breaches: tuple[str, ...]
    copies: int = 1


class CaseKeeper:
    """The strongest cases so far; its size does not grow with the batch.

    Parameters
    ----------
    hide : callable
        See `Hide`.
    """

    def __init__(self, hide: Hide) -> None:
        self.hide = hide
        self._heaps: dict[tuple[str, str], list[tuple[Any, ...]]] = {}

    def add(self, position: int, entry: Entry) -> None:
        """Keep a record where it is among the strongest."""
        case = None
        for label in entry.labels:
            key = (label["symptom"], label["stance"])
            heap = self._heaps.setdefault(key, [])
            rules = {e["rule"] for e in label["evidence"]}
            breaches = len(entry.verdict["breaches"])
            # The first of equals stays, so the same input gives the same page.
            rank = (label["score"], breaches, len(rules), -position)
            if len(heap) == _SPARE * _kept(key[1]):
                if rank < heap[0][0]:
                    continue
                heapq.heappop(heap)
            case = case or self._case(position, entry)
            heapq.heappush(heap, (rank, case))

    def strongest(
        self, leaders: Sequence[int], is_shown: Callable[[tuple[str, str]], bool]
    ) -> list[Case]:
        """Return the cases to show, near copies left out.

        Parameters
        ----------
        leaders : sequence of int
            For each record the first one that is nearly the same.
        is_shown : callable
            Whether the count of a symptom and stance may be shown.
        """
        shown: dict[int, Case] = {}
        order = {stance: i for i, stance in enumerate(STANCES)}
        keys = sorted(self._heaps, key=lambda key: order[key[1]])
        for key in filter(is_shown, keys):
            seen: set[int] = set()
            for _, case in sorted(self._heaps[key], reverse=True, key=lambda c: c[0]):
                leader = leaders[case.position]
                if leader in seen or len(seen) == _kept(key[1]):
                    continue
                seen.add(leader)
                shown.setdefault(leader, case)
        copies = Counter(leaders)
        return [replace(case, copies=copies[lead]) for lead, case in shown.items()]

    def _case(self, position: int, entry: Entry) -> Case:
        breaches = (str(b["text"]) for b in entry.verdict["breaches"])
        return Case(
            position,
            self.hide(entry.id, ())[0],
            tuple(entry.labels),
            tuple(self._parts(entry)),
            entry.where,
            tuple(self.hide(text, ())[0] for text in breaches),
        )

    def _parts(self, entry: Entry) -> Iterator[tuple[str, tuple[Piece, ...]]]:
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for label in entry.labels:
            for e in label["evidence"]:
                found = spans.setdefault(e.get("part", ""), [])
                found.append((e["start"], e["end"], e["text"]))
        if not entry.texts:
            for part, quotes in spans.items():
                yield part, tuple(self._quotes(quotes))
            return
        for part, text in entry.texts.items():
            marked = merge_spans((start, end) for start, end, _ in spans.get(part, ()))
            if marked or part in (TITLE, ""):
                shown, moved = self.hide(text, marked)
                yield part, tuple(cut(shown, moved))

    def _quotes(self, quotes: list[tuple[int, int, str]]) -> Iterator[Piece]:
        """Yield evidence without its text; what lies inside another is left out."""
        end = -1
        for _, stop, quote in sorted(quotes, key=lambda q: (q[0], -q[1])):
            if stop <= end:
                continue
            if end >= 0:
                yield " … ", False
            end = stop
            yield clean(self.hide(quote, ())[0]), True


def cut(text: str, spans: Sequence[Span]) -> Iterator[Piece]:
    """Yield evidence with some words around it.

    Examples
    --------
    >>> list(cut("一天要在五个群里打卡，很累。", [(4, 6)]))
    [('一天要在', False), ('五个', True), ('群里打卡，很累。', False)]
    """
    shown, left = 0, _LONGEST
    merged = merge_spans(spans) or [(0, 0)]
    for index, (start, end) in enumerate(merged):
        begin = max(shown, start - _CONTEXT)
        if begin > shown:
            yield "…", False
        if begin < start:
            yield clean(text[begin:start]), False
        if end > start:
            yield clean(text[start : min(end, start + left)]), True
        following = merged[index + 1][0] if index + 1 < len(merged) else len(text)
        shown = min(following, end + _CONTEXT)
        if shown > end:
            yield clean(text[end:shown]), False
        left -= shown - begin
        if left <= 0:
            break
    if shown < len(text):
        yield "…", False


def clean(text: str) -> str:
    """Replace what cannot be shown, or would turn the writing around."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _kept(stance: str) -> int:
    return _KEPT.get(stance, _KEPT_OF_OTHERS)
