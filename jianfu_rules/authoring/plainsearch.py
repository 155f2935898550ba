"""Look for the phrases of rules by plain search, and tell what of them is there.

Independent of the automaton: each word of each list is looked for by itself. That
is slow and simple, which is what an explanation needs; slips of one character
are not looked through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.pipeline.numbers import FoundNumber, find_numbers
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.ruleset.phrases import Gap, Number, Words

if TYPE_CHECKING:
    from jianfu_rules.model import PhraseText, Rule, Ruleset
    from jianfu_rules.ruleset.phrases import Form

    Place = tuple[int, int]

MAX_PLACES = 2000
# Of the beginnings of one phrase; keeps a text of one word repeated in bounds.
MAX_SHOWN = 3
_MAX_OPTIONS = 4
_LONG_CHOICE = re.compile(r"<((?:[^<>|]+\|){3}[^<>|]+)\|[^<>]+>")


@dataclass(frozen=True, slots=True)
class Piece:
    """Elements of a phrase that stand side by side.

    Parameters
    ----------
    shown : str
        As the rule writes it: ``个<群>``, ``<数字≥5>`` or the word itself.
    found : tuple of str
        What of it stands in the text, folded.
    examples : tuple of str
        Some words of an element that is absent; of a number, those of the text.
    size : int
        The number of elements.
    """

    shown: str
    found: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    size: int = 1


@dataclass(frozen=True, slots=True)
class Nearness:
    """How much of a rule stands in a text: the best of its phrases.

    ``is_complete`` says that a phrase stands there as the rule wants it; where all
    pieces are present without it, their order or distance is wrong.
    """

    rule: Rule
    phrase: str
    pieces: tuple[Piece, ...]
    is_complete: bool
    places: tuple[Place, ...] = ()

    @property
    def share(self) -> float:
        """The share of the elements that are present."""
        return self.present / self.size

    @property
    def present(self) -> int:
        """The number of elements that are present."""
        return sum(p.size for p in self.pieces if p.found)

    @property
    def size(self) -> int:
        """The number of elements."""
        return sum(p.size for p in self.pieces)

    @property
    def rank(self) -> tuple[bool, float, int]:
        """What to sort by: the share, then how much of the text it explains."""
        found = sum(max(map(len, p.found), default=0) for p in self.pieces)
        return self.is_complete, self.share, found


class PlainSearch:
    """A text in which the phrases of a rule set are looked for.

    Parameters
    ----------
    ruleset : Ruleset
    text : str
        As given.
    """

    def __init__(self, ruleset: Ruleset, text: str) -> None:
        self.ruleset = ruleset
        ntext = normalize(text)
        self.text = ntext.text
        self.segments = segment(ntext)
        self._places: dict[tuple[str, Words], list[Place]] = {}

    @cached_property
    def numbers(self) -> list[FoundNumber]:
        """The numbers of the text."""
        return find_numbers(self.text)

    def nearness(self, rule: Rule) -> Nearness:
        """Return how much of a rule stands in the text."""
        looks = [self._nearest_form(rule, (p,)) for p in rule.phrases]
        if rule.together:
            looks.append(self._nearest_together(rule))
        return max(looks, key=lambda look: look.rank)

    def places_of(self, phrase: PhraseText) -> list[Place]:
        """Return where a phrase stands complete, from left to right."""
        found = {
            place
            for form in phrase.forms
            for place in self._join(form, phrase.source.file)
        }
        return sorted(found)

    def _nearest_form(self, rule: Rule, phrases: tuple[PhraseText, ...]) -> Nearness:
        looks = []
        for phrase in phrases:
            for form in phrase.forms:
                pieces = self._pieces(form, phrase.source.file)
                places: tuple[Place, ...] = ()
                if all(piece.found for piece in pieces):
                    places = tuple(sorted(self._join(form, phrase.source.file)))
                looks.append(Nearness(rule, phrase.text, pieces, bool(places), places))
        return max(looks, key=lambda look: look.rank)

    def _nearest_together(self, rule: Rule) -> Nearness:
        looks = [self._nearest_form(rule, (phrase,)) for phrase in rule.together]
        places = tuple(self._units(rule, [self.places_of(p) for p in rule.together]))
        return Nearness(
            rule,
            " + ".join(look.phrase for look in looks),
            tuple(piece for look in looks for piece in look.pieces),
            bool(places),
            places,
        )

    def _units(self, rule: Rule, parts: list[list[Place]]) -> Iterator[Place]:
        """Yield the units that hold all parts, by start and end of the parts there."""
        bounds = {
            "clause": self.segments.clause_starts,
            "sentence": self.segments.sentence_starts,
            "text": [0],
        }[rule.within]
        units = [{bisect_right(bounds, start) for start, _ in part} for part in parts]
        for unit in sorted(set.intersection(*units)):
            inside = [
                place
                for part in parts
                for place in part
                if bisect_right(bounds, place[0]) == unit
            ]
            yield min(s for s, _ in inside), max(e for _, e in inside)

    def _pieces(self, form: Form, file: str) -> tuple[Piece, ...]:
        """Return what of a form stands in the text, run by run.

        Of elements that must stand side by side, the longest stretch that does is
        present; the others are absent, though they may stand elsewhere.
        """
        runs: list[list[Words | Number]] = [[]]
        for element in form:
            if isinstance(element, Gap):
                runs.append([])
            else:
                runs[-1].append(element)
        return tuple(piece for run in runs for piece in self._run_pieces(run, file))

    def _run_pieces(self, run: list[Words | Number], file: str) -> Iterator[Piece]:
        best, best_places = (0, 0), {(0, 0)}
        for first in range(len(run)):
            places = set(self._where(run[first], file))
            last = first
            while places:
                longest = max(end - start for start, end in places)
                known = max(end - start for start, end in best_places)
                if (last + 1 - first, longest) > (best[1] - best[0], known):
                    best, best_places = (first, last + 1), places
                last += 1
                if last == len(run):
                    break
                places = self._side_by_side(places, self._where(run[last], file))
        first, end = best
        yield from (self._absent(element, file) for element in run[:first])
        if end > first:
            shown = "".join(map(_shown, run[first:end]))
            words = {self.text[start:stop] for start, stop in best_places}
            # The longest words say most: 工作群 rather than 群.
            found = sorted(words, key=lambda word: (-len(word), word))[:MAX_SHOWN]
            yield Piece(shown, tuple(found), size=end - first)
        yield from (self._absent(element, file) for element in run[end:])

    def _absent(self, element: Words | Number, file: str) -> Piece:
        if isinstance(element, Number):
            examples = tuple(self.text[n.start : n.end] for n in self.numbers)
        else:
            # The name of a list stands among the choices, but may be no word.
            names = set(element.lists) & set(element.literals)
            listed = self._words(Words(lists=element.lists), file)
            examples = tuple(
                word
                for word in self._words(element, file)
                if word not in names or word in listed
            )
        return Piece(_shown(element), examples=examples[:MAX_SHOWN])

    @staticmethod
    def _side_by_side(left: set[Place], right: list[Place]) -> set[Place]:
        ends: dict[int, list[int]] = {}
        for start, end in left:
            ends.setdefault(end, []).append(start)
        return {(first, end) for start, end in right for first in ends.get(start, ())}

    def _words(self, element: Words, file: str) -> tuple[str, ...]:
        """Return the folded words of an element, with the lists that *file* sees."""
        shared = self.ruleset.words.get("", {})
        own = self.ruleset.words.get(file, {})
        words = list(element.literals)
        for name in element.lists:
            words += own[name] if name in own else shared[name]
        return tuple(dict.fromkeys(fold(word) for word in words if word))

    def _where(self, element: Words | Number, file: str) -> list[Place]:
        if isinstance(element, Number):
            low, high = element.low, element.high
            return [
                (n.start, n.end)
                for n in self.numbers
                if n.high >= low and n.low <= high
            ]
        key = (file if element.lists else "", element)
        places = self._places.get(key)
        if places is None:
            words = self._words(element, file)
            places = sorted(place for w in words for place in self._find(w))
            self._places[key] = places
        return places

    def _find(self, word: str) -> Iterator[Place]:
        at = self.text.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = self.text.find(word, at + 1)

    def _join(self, form: Form, file: str) -> set[Place]:
        """Return where the elements of a form stand one after the other."""
        spans: set[Place] | None = None
        gap: Gap | None = None
        for element in form:
            if isinstance(element, Gap):
                gap = element
                continue
            places = self._where(element, file)
            if spans is None:
                spans = set(places)
            elif gap is None:
                spans = self._side_by_side(spans, places)
            else:
                spans = {
                    (first, end)
                    for first, before in spans
                    for start, end in places
                    if self._follows(before, start, gap)
                }
            gap = None
            if len(spans) > MAX_PLACES:
                spans = set(sorted(spans)[:MAX_PLACES])
        return spans or set()

    def _follows(self, before: int, start: int, gap: Gap) -> bool:
        if not before <= start <= before + gap.size:
            return False
        bounds = (
            self.segments.sentence_starts if gap.far else self.segments.clause_starts
        )
        unit_start = bounds[bisect_right(bounds, start) - 1]
        # A word may end at the edge of the unit only by its own comma.
        return before > unit_start or (
            before == unit_start and not self.text[before - 1].isalnum()
        )


def shorten_phrase(phrase: str) -> str:
    """Cut the long choices of a phrase as it was written.

    Examples
    --------
    >>> shorten_phrase("<填|报|交|送|传>表")
    '<填|报|交|送|…>表'
    """
    return _LONG_CHOICE.sub(r"<\1|…>", phrase)


def _shown(element: Words | Number) -> str:
    if isinstance(element, Number):
        return _shown_number(element)
    options = element.literals or element.lists
    if len(options) == 1 and not element.lists:
        return options[0]
    more = "|…" if len(options) > _MAX_OPTIONS else ""
    return f"<{'|'.join(options[:_MAX_OPTIONS])}{more}>"


def _shown_number(element: Number) -> str:
    if element.low == element.high:
        return f"<数字={element.low:g}>"
    low = f"≥{element.low:g}" if element.low > float("-inf") else ""
    high = f"≤{element.high:g}" if element.high < float("inf") else ""
    return f"<数字{low}{high}>"
