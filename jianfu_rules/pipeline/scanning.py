"""Pass the automaton over a text once, and join words to phrases where asked.

No phrase reaches past its sentence, so the text is worked through sentence by
sentence: the words that stand in one say which forms to try there, by the rarest
class of each, and of those only the forms all of whose classes are there have
their steps joined by position. Offsets in this module are those of the folded text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from jianfu_rules.pipeline.noise import NoisyHit, find_noisy
from jianfu_rules.pipeline.numbers import FoundNumber, find_numbers
from jianfu_rules.pipeline.units import (
    Hit,
    Place,
    Unit,
    WordHit,
    find_candidates,
    into_units,
)
from jianfu_rules.pipeline.wordcuts import keep_whole
from jianfu_rules.ruleset.compiled import FAR, CompiledForm, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.ruleset.compiled import (
        CompiledRules,
    )

MAX_HITS = 60_000
# Hits of the automaton that one text may use. A text of 9,000 characters, the
# longest letters met, has about 6,000; past the budget the result says so.


class Scan:
    """What one pass over one text found; the rest is worked out when asked for."""

    def __init__(self, rules: CompiledRules, text: str, segments: Segments) -> None:
        self.rules = rules
        self.text = text
        self.segments = segments
        self.units: list[Unit] = []
        self.slips: list[NoisyHit] = []
        self.complete = True
        self._numbers: list[FoundNumber] | None = None
        self._number_starts: list[int] = []
        self.present = 0
        self._groups: dict[int, list[Hit]] = {}
        self._forms: dict[int, list[CompiledForm]] = {}

    @property
    def numbers(self) -> list[FoundNumber]:
        """The numbers of the text, found on first need."""
        if self._numbers is None:
            self._numbers = find_numbers(self.text)
            self._number_starts = [number.start for number in self._numbers]
        return self._numbers

    def exact_unit(self, unit: Unit) -> Unit:
        """Return a sentence without its slips."""
        if not unit.slips:
            return unit
        if unit.exact is None:
            unit.exact = exact = Unit(unit.start, unit.end)
            slips = {(slip.literal, slip.start, slip.end) for slip in unit.slips}
            for literal, places in unit.words.items():
                kept = [p for p in places if (literal, *p) not in slips]
                if kept:
                    exact.words[literal] = kept
            find_candidates(self.rules, exact)
        return unit.exact

    def group(self, number: int) -> list[Hit]:
        """Return the hits of a group, from left to right."""
        if number < 0:
            return []
        hits = self._groups.get(number)
        if hits is None:
            hits = [hit for unit in self.units for hit in self.group_in(unit, number)]
            self._groups[number] = hits
        return hits

    def group_in(self, unit: Unit, number: int) -> list[Hit]:
        """Return the hits of a group in one sentence, from left to right."""
        forms: list[CompiledForm] | None = unit.candidates.get(number)
        if forms is None and not (number >= 0 and self._forms_of(number)):
            return []
        hits = unit.groups.get(number)
        if hits is None:
            if forms is None:
                present = unit.present
                forms = [
                    form
                    for form in self._forms_of(number)
                    if form.mask & present == form.mask
                ]
            start = unit.start
            hits = tidy([h for f in forms for h in self.join(unit, f) if h.end > start])
            if unit.slips:
                hits = list(self._noting_slips(unit, number, hits))
            unit.groups[number] = hits
        return hits

    def _noting_slips(self, unit: Unit, number: int, hits: list[Hit]) -> Iterator[Hit]:
        """Yield hits with their slips; without those that are a doubtful word alone."""
        for hit in hits:
            slip = slip_inside(hit, unit.slips)
            if slip is None or hit in self.group_in(self.exact_unit(unit), number):
                yield hit
            elif slip.is_firm or (slip.start, slip.end) != hit[:2]:
                yield hit._replace(slip=slip)

    def _forms_of(self, number: int) -> list[CompiledForm]:
        """Return the forms of a group whose words stand anywhere in the text."""
        forms = self._forms.get(number)
        if forms is None:
            present = self.present
            forms = [
                form
                for form in map(self.rules.form, self.rules.forms_of(number))
                if form.mask & present == form.mask
            ]
            self._forms[number] = forms
        return forms

    def join(self, unit: Unit, form: CompiledForm) -> list[Hit]:
        """Join the steps of *form* by position; one span for each end.

        The words before the first gap are taken as long as possible (工作群 rather
        than 群 where both end there); each gap reaches back to the nearest words
        before it; of the spans that share an end, the shortest is kept.
        """
        steps = form.steps
        places = self._places_of(unit, steps[0])
        if len(steps) == 1 and len(places) == 1:
            start, end = places[0]
            return [Hit(start, end, form.phrase)]
        last = steps[-1]
        if last.number is None and places and len(steps) > 1:
            ending = self._places_of(unit, last)
            if not ending or ending[-1][0] < min(end for _, end in places):
                return []
        ends: dict[int, int] = {}
        for start, end in places:
            if start < ends.get(end, end):
                ends[end] = start
        leading = True
        for step in steps[1:]:
            if not ends:
                return []
            leading = leading and not step.gap
            ends = self._extend(unit, ends, step, leading=leading)
        return [Hit(start, end, form.phrase) for end, start in ends.items()]

    def _places_of(self, unit: Unit, step: Step) -> list[Place]:
        if step.number is not None:
            low, high = step.number
            numbers, starts = self.numbers, self._number_starts
            first, behind = (bisect_left(starts, at) for at in (unit.start, unit.end))
            return [
                (n.start, n.end)
                for n in numbers[first:behind]
                if n.high >= low and n.low <= high
            ]
        word_class = step.word_class
        places = unit.places.get(word_class)
        if places is None:
            known = self.rules.known_words
            places = [
                place
                for literal, found in unit.words.items()
                if word_class in known[literal].classes
                for place in found
            ]
            if len(places) > 1:
                places.sort()
            unit.places[word_class] = places
        return places

    def _extend(
        self, unit: Unit, ends: dict[int, int], step: Step, *, leading: bool
    ) -> dict[int, int]:
        out: dict[int, int] = {}
        gap = step.gap
        if not gap:
            for start, end in self._places_of(unit, step):
                first = ends.get(start)
                if first is None:
                    continue
                known = out.get(end)
                if known is None or (first < known if leading else first > known):
                    out[end] = first
            return out
        bounds = (
            self.segments.sentence_starts
            if step.unit == FAR
            else self.segments.clause_starts
        )
        for start, end in self._places_of(unit, step):
            before = _nearest(ends, start, gap)
            if before < 0:
                continue
            unit_start = bounds[bisect_right(bounds, start) - 1]
            # A word may end at the edge of the unit only by its own comma.
            if before > unit_start or (
                before == unit_start and not self.text[before - 1].isalnum()
            ):
                first = ends[before]
                if first > out.get(end, -1):
                    out[end] = first
        return out


def _nearest(ends: dict[int, int], start: int, gap: int) -> int:
    """Return the last of the ends at most *gap* characters before a start, or -1."""
    lowest = start - gap
    if len(ends) <= gap:
        return max([e for e in ends if lowest <= e <= start], default=-1)
    return next((e for e in range(start, lowest - 1, -1) if e in ends), -1)


def slip_inside(hit: Hit, slips: list[NoisyHit]) -> NoisyHit | None:
    """Return the first of the slips that lies inside a hit."""
    for slip in slips:
        if hit.start <= slip.start and slip.end <= hit.end:
            return slip
    return None


class FoundWords(NamedTuple):
    """The words of the rules that stand in a text, as they are and with slips.

    ``may_hit`` is false where no rule and no cue can have a hit.
    """

    hits: list[WordHit]
    slips: list[NoisyHit]
    is_complete: bool
    may_hit: bool


def find_words(rules: CompiledRules, text: str) -> FoundWords:
    """Pass the automata over the folded *text* once.

    Parameters
    ----------
    rules : CompiledRules
    text : str
        Folded text.
    """
    hits: list[WordHit] = (
        rules.automaton.find_matches_as_indexes(text, overlapping=True)
        if rules.automaton is not None
        else []
    )
    is_complete = len(hits) <= MAX_HITS
    hits = hits[:MAX_HITS]
    slips: list[NoisyHit] = []
    if rules.noise.kinds:
        slips = find_noisy(rules.noise, text, rules.automaton, hits)
        if slips:
            # What is a word of the rules as it stands is not another one misspelt.
            standing = {hit[1:] for hit in hits}
            slips = [s for s in slips if (s.start, s.end) not in standing]
    may_hit = bool(hits or slips or rules.tables.number_anchored)
    return FoundWords(hits, slips, is_complete, may_hit)


def scan_text(rules: CompiledRules, text: str, segments: Segments) -> Scan:
    """Find the words in the folded *text* and what may hit in each sentence.

    Parameters
    ----------
    rules : CompiledRules
    text : str
        Folded text.
    segments : Segments

    Returns
    -------
    Scan
    """
    return scan_words(rules, text, segments, find_words(rules, text))


def scan_words(
    rules: CompiledRules, text: str, segments: Segments, words: FoundWords
) -> Scan:
    """Sort the words found in *text* into its sentences; see `scan_text`."""
    scan = Scan(rules, text, segments)
    scan.complete = words.is_complete
    hits, slips = words.hits, words.slips
    if slips:
        scan.slips = slips
        hits = hits + [(slip.literal, slip.start, slip.end) for slip in slips]
        hits.sort(key=lambda hit: hit[2])
    if rules.noise.edges:
        hits = keep_whole(rules.noise.edges, text, segments, hits)
    if hits or rules.tables.number_anchored:
        scan.units = into_units(hits, segments, len(text))
        for unit in scan.units:
            find_candidates(rules, unit)
            scan.present |= unit.present
        if rules.crossing and len(scan.units) > 1 and _may_cross(scan):
            scan.units = into_units(hits, None, len(text))
            find_candidates(rules, scan.units[0])
        if slips:
            starts = [unit.start for unit in scan.units]
            for slip in slips:
                scan.units[bisect_right(starts, slip.start) - 1].slips.append(slip)
    return scan


def _may_cross(scan: Scan) -> bool:
    """Whether a form that may go on in the next sentence has all its words."""
    rules = scan.rules
    units = scan.units
    for literal, forms in rules.crossing:
        if not any(literal in unit.words for unit in units):
            continue
        for number, anchors in forms:
            form = rules.form(number)
            if form.mask & scan.present == form.mask and not all(
                anchors.isdisjoint(unit.words) for unit in units
            ):
                return True
    return False


def tidy(hits: list[Hit]) -> list[Hit]:
    """Sort by place and keep of nested hits the longest."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda h: (h.start, -h.end))
    out: list[Hit] = []
    last_end = -1
    for hit in hits:
        if hit.end > last_end:
            out.append(hit)
            last_end = hit.end
    return out
