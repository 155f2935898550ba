"""Replace personal data by marks, and keep the way from one text to the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.redaction.finding import MARK, find_personal
from jianfu_rules.redaction.personal import DEFAULT_KINDS, KINDS, Personal


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without its personal data.

    Parameters
    ----------
    text : str
        The text with marks.
    kinds : mapping of str to int
        How many places of each kind were hidden.
    spans : tuple of (int, int)
        The spans that were given, in this text. An end inside a hidden place moves
        out to the end of its mark.
    found : tuple of Personal
        The hidden places of the text as given.
    """

    text: str
    kinds: Mapping[str, int]
    spans: tuple[tuple[int, int], ...]
    found: tuple[Personal, ...]
    _mark_ends: tuple[int, ...] = field(repr=False, default=())

    def to_redacted(self, offset: int, *, is_end: bool = False) -> int:
        """Return the place in `text` of an offset of the text as given.

        Parameters
        ----------
        offset : int
        is_end : bool
            Inside a hidden place, return the end of its mark instead of its start.
        """
        index = bisect_right(self.found, offset, key=lambda p: p.start) - 1
        if index < 0:
            return offset
        place, mark_end = self.found[index], self._mark_ends[index]
        if offset >= place.end:
            return mark_end + offset - place.end
        is_inside = offset > place.start
        return mark_end if is_inside and is_end else self._mark_start(index)

    def to_original(self, offset: int, *, is_end: bool = False) -> int:
        """Return the offset of the text as given of a place in `text`."""
        index = bisect_right(self._mark_ends, offset) - 1
        base = self.found[index].end - self._mark_ends[index] if index >= 0 else 0
        following = index + 1
        if following < len(self.found) and offset > self._mark_start(following):
            place = self.found[following]
            return place.end if is_end else place.start
        return offset + base

    def _mark_start(self, index: int) -> int:
        place = self.found[index]
        if index == 0:
            return place.start
        return self._mark_ends[index - 1] + place.start - self.found[index - 1].end


class Redactor:
    """Redact the parts of one record: the same person has the same mark in all.

    Parameters
    ----------
    kinds : collection of str
        What to hide; keys of `KINDS`.

    Examples
    --------
    >>> redactor = Redactor()
    >>> redactor.redact("我叫王小明，找李主任").text
    '我叫［姓名1］，找［姓名2］主任'
    >>> redactor.redact("来电人：王小明").text
    '来电人：［姓名1］'
    """

    def __init__(self, kinds: Collection[str] = DEFAULT_KINDS) -> None:
        unknown = set(kinds) - set(KINDS)
        if unknown:
            raise ValueError(f"unknown kinds: {', '.join(sorted(unknown))}")
        self.kinds = frozenset(kinds)
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts: dict[str, int] = {}

    def redact(self, text: str, *, spans: Iterable[tuple[int, int]] = ()) -> Redacted:
        """Return the text with marks for its personal data, spans moved along."""
        found = find_personal(text, self.kinds)
        self._leave_room(text)
        for place in found:
            self._number(place, text)
        pieces: list[str] = []
        kinds: dict[str, int] = {}
        last = 0
        for place in found:
            pieces += [text[last : place.start], self._mark(place, text)]
            kinds[place.kind] = kinds.get(place.kind, 0) + 1
            last = place.end
        pieces.append(text[last:])
        mark_ends = tuple(accumulate(map(len, pieces)))[1::2]
        redacted = Redacted("".join(pieces), kinds, (), found, mark_ends)
        moved = tuple(
            (redacted.to_redacted(start), redacted.to_redacted(end, is_end=True))
            for start, end in spans
        )
        return Redacted(redacted.text, kinds, moved, found, mark_ends)

    def _leave_room(self, text: str) -> None:
        """Never give a number that a mark in the text has."""
        for m in MARK.finditer(text):
            kind = _KIND_OF_WORD[m[1]]
            known = int(m[2] or 1)
            self._counts[kind] = max(self._counts.get(kind, 0), known)

    def _number(self, place: Personal, text: str) -> None:
        key = _key(place, text)
        if key not in self._numbers:
            self._counts[place.kind] = self._counts.get(place.kind, 0) + 1
            self._numbers[key] = self._counts[place.kind]

    def _mark(self, place: Personal, text: str) -> str:
        number = self._numbers[_key(place, text)]
        return f"［{KINDS[place.kind][0]}{number}］"


_KIND_OF_WORD = {word: kind for kind, (word, _) in KINDS.items()}


def _key(place: Personal, text: str) -> tuple[str, str]:
    value = fold(text[place.start : place.end])
    return place.kind, "".join(filter(str.isalnum, value)) or value


def redact(
    text: str,
    *,
    spans: Iterable[tuple[int, int]] = (),
    kinds: Collection[str] = DEFAULT_KINDS,
) -> Redacted:
    """Return the text with marks in the place of personal data.

    Parameters
    ----------
    text : str
    spans : iterable of (int, int)
        Places of the text, such as evidence, that are wanted in the redacted one.
    kinds : collection of str
        What to hide; all kinds but ticket numbers where not given.

    Returns
    -------
    Redacted

    Examples
    --------
    >>> out = redact("我叫王小明，天天填表", spans=[(6, 10)])
    >>> out.text, [out.text[s:e] for s, e in out.spans]
    ('我叫［姓名1］，天天填表', ['天天填表'])
    """
    return Redactor(kinds).redact(text, spans=spans)
