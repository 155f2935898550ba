"""Find what the rules and cues name, in one pass of the automaton.

The pass yields, for every word class, where its words stand. A form is tried only
where its rarest class occurs and all its classes do; its steps are then joined by
position. Offsets in this module are those of the folded text.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jianfu_rules.pipeline.noise import NoisyHit, find_noisy
from jianfu_rules.pipeline.numbers import FoundNumber, find_numbers
from jianfu_rules.ruleset.compiling import FAR, CompiledForm, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.ruleset.compiling import (
        CompiledCue,
        CompiledRule,
        CompiledRules,
    )
    from jianfu_rules.ruleset.noise import NoiseIndex

MAX_HITS = 60_000
# Hits of the automaton that one text may use. A text of 9,000 characters, the
# longest letters met, has about 6,000; past the budget the result says so.

Place = tuple[int, int]
"""Start and end of a word in the folded text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found, in offsets of the folded text."""

    start: int
    end: int
    phrase: str


@dataclass(slots=True)
class Scan:
    """What one pass over one text found; the rest is worked out when asked for.

    ``words`` holds the places of each literal; those of a class are gathered on
    first need, since most classes that a text touches are never asked about.
    """

    rules: CompiledRules
    text: str
    segments: Segments
    words: dict[int, list[Place]] = field(default_factory=dict)
    slips: list[NoisyHit] = field(default_factory=list)
    candidates: dict[int, list[int]] = field(default_factory=dict)
    complete: bool = True
    _numbers: list[FoundNumber] | None = None
    _places: dict[int, list[Place]] = field(default_factory=dict)
    _groups: dict[int, list[Hit]] = field(default_factory=dict)

    @property
    def numbers(self) -> list[FoundNumber]:
        """The numbers of the text, found on first need."""
        if self._numbers is None:
            self._numbers = find_numbers(self.text)
        return self._numbers

    def kind_of(self, hit: Hit) -> str:
        """Say how a hit was matched: ``exact``, or the kind of the slip in it."""
        for slip in self.slips:
            if hit.start <= slip.start and slip.end <= hit.end:
                return slip.kind
        return "exact"

    def places(self, word_class: int) -> list[Place]:
        """Return where the words of a class stand."""
        found = self._places.get(word_class)
        if found is None:
            members = self.rules.class_literals[word_class]
            if members.isdisjoint(self.words):
                found = []
            else:
                found = sorted(
                    place
                    for word, places in self.words.items()
                    if word in members
                    for place in places
                )
            self._places[word_class] = found
        return found

    def gather(self, classes: set[int]) -> set[int]:
        """Work out the places of many classes in one go; return the absent ones."""
        places: dict[int, list[Place]] = {c: [] for c in classes}
        classes_of = self.rules.literal_classes
        for word, found in self.words.items():
            for word_class in classes & classes_of[word]:
                places[word_class] += found
        for found in places.values():
            if len(found) > 1:
                found.sort()
        self._places.update(places)
        return {word_class for word_class, found in places.items() if not found}

    def forms_to_try(self, group: int) -> Iterable[int]:
        """Return the forms of a group that may hit, as far as is known."""
        if group in self.rules.anchored_groups:
            return self.candidates.get(group, ())
        forms = self.rules.forms
        return [
            number
            for number in self.rules.groups[group]
            if all(self.places(c) for c in forms[number].required)
        ]

    def group(self, number: int) -> list[Hit]:
        """Return the hits of a group, from left to right."""
        if number < 0:
            return []
        hits = self._groups.get(number)
        if hits is None:
            forms = map(self.rules.forms.__getitem__, self.forms_to_try(number))
            hits = _tidy([hit for form in forms for hit in self.join(form)])
            self._groups[number] = hits
        return hits

    def join(self, form: CompiledForm) -> list[Hit]:
        """Join the steps of *form* by position; one span for each end.

        The words before the first gap are taken as long as possible (工作群 rather
        than 群 where both end there); each gap reaches back to the nearest words
        before it; of the spans that share an end, the shortest is kept.
        """
        steps = form.steps
        ends: dict[int, int] = {}
        for start, end in self._places_of(steps[0]):
            if start < ends.get(end, end):
                ends[end] = start
        leading = True
        for step in steps[1:]:
            if not ends:
                return []
            leading = leading and not step.gap
            ends = self._extend(ends, step, leading=leading)
        return [Hit(start, end, form.phrase) for end, start in ends.items()]

    def _places_of(self, step: Step) -> list[Place]:
        if step.number is None:
            return self.places(step.word_class)
        low, high = step.number
        return [
            (n.start, n.end) for n in self.numbers if n.high >= low and n.low <= high
        ]

    def _extend(
        self, ends: dict[int, int], step: Step, *, leading: bool
    ) -> dict[int, int]:
        out: dict[int, int] = {}
        gap = step.gap
        if not gap:
            for start, end in self._places_of(step):
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
        for start, end in self._places_of(step):
            unit_start = bounds[bisect_right(bounds, start) - 1]
            lowest = max(start - gap, unit_start)
            for before in range(start, lowest - 1, -1):
                first = ends.get(before)
                # A word may end at the edge of the unit only by its own comma.
                if first is not None and (
                    before > unit_start or not self.text[before - 1].isalnum()
                ):
                    if first > out.get(end, -1):
                        out[end] = first
                    break
        return out


def scan_text(rules: CompiledRules, text: str, segments: Segments) -> Scan:
    """Pass the automaton over the folded *text* once.

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
    scan = Scan(rules, text, segments)
    hits = (
        rules.automaton.find_matches_as_indexes(text, overlapping=True)
        if rules.automaton is not None
        else []
    )
    if len(hits) > MAX_HITS:
        hits = hits[:MAX_HITS]
        scan.complete = False
    words = scan.words
    for literal, start, end in hits:
        found = words.get(literal)
        if found is None:
            words[literal] = [(start, end)]
        else:
            found.append((start, end))
    if rules.noise is not None:
        _add_slips(scan, rules.noise)
    _find_candidates(scan)
    return scan


def _find_candidates(scan: Scan) -> None:
    """Note, by group, the forms all of whose word classes stand in the text."""
    rules = scan.rules
    forms = rules.forms
    found: set[int] = set(rules.number_anchored)
    for word in scan.words:
        anchored = rules.anchored.get(word)
        if anchored:
            found.update(anchored)
    required = [(number, forms[number].required) for number in found]
    absent = scan.gather(set().union(*(classes for _, classes in required)))
    for number, classes in required:
        if absent.isdisjoint(classes):
            scan.candidates.setdefault(forms[number].group, []).append(number)


def _add_slips(scan: Scan, index: NoiseIndex) -> None:
    """Add the words that stand in the text with one slip."""
    for slip in find_noisy(index, scan.text):
        scan.slips.append(slip)
        insort(scan.words.setdefault(slip.literal, []), (slip.start, slip.end))


def find_matches(
    scan: Scan,
) -> tuple[list[tuple[CompiledRule, Hit]], list[tuple[CompiledCue, Hit]]]:
    """Find the matches of all rules and the hits of all cues.

    Returns
    -------
    matches, cues : lists of (rule or cue, Hit)
        Sorted by place; what ``exceptions`` and the like make void is left out.
    """
    rules = scan.rules
    matches: list[tuple[CompiledRule, Hit]] = []
    cues: list[tuple[CompiledCue, Hit]] = []
    triggered: dict[str, CompiledRule] = {}
    for group in sorted(scan.candidates):
        if not scan.group(group):
            continue
        for cue in rules.cues_of_group.get(group, ()):
            cues.extend((cue, hit) for hit in scan.group(group))
        for rule in rules.rules_of_group.get(group, ()):
            triggered[rule.rule.id] = rule
    for rule in triggered.values():
        matches.extend((rule, hit) for hit in rule_hits(scan, rule))
    matches.sort(key=lambda m: (m[1].start, m[1].end, m[0].rule.id))
    cues.sort(key=lambda c: (c[1].start, c[1].end, c[0].number))
    return matches, cues


def rule_hits(scan: Scan, rule: CompiledRule) -> list[Hit]:
    """Return the hits of one rule, by its phrases and by ``together``."""
    if rule.only_with >= 0 and not scan.group(rule.only_with):
        return []
    if rule.unless_anywhere >= 0 and scan.group(rule.unless_anywhere):
        return []
    hits = _tidy([*scan.group(rule.phrases), *_together(scan, rule)])
    if rule.exceptions >= 0:
        hits = _clear_of(hits, [(x.start, x.end) for x in scan.group(rule.exceptions)])
    if rule.unless >= 0 and hits:
        barred = [scan.segments.sentence_of(h.start) for h in scan.group(rule.unless)]
        hits = _clear_of(hits, barred)
    return hits


def _clear_of(hits: list[Hit], ranges: list[tuple[int, int]]) -> list[Hit]:
    """Return the hits that overlap no range; ranges are sorted by start and end."""
    ends = [end for _, end in ranges]
    out = []
    for hit in hits:
        index = bisect_right(ends, hit.start)
        if index == len(ranges) or ranges[index][0] >= hit.end:
            out.append(hit)
    return out


def _together(scan: Scan, rule: CompiledRule) -> list[Hit]:
    """Return, for each unit that holds all parts, the shortest span over them."""
    if not rule.together:
        return []
    parts = []
    for group in rule.together:
        hits = scan.group(group)
        if not hits:
            return []
        parts.append(hits)
    within = rule.rule.within
    bounds = {
        "clause": scan.segments.clause_starts,
        "sentence": scan.segments.sentence_starts,
        "text": [0],
    }[within]
    by_unit: list[dict[int, list[Hit]]] = []
    for hits in parts:
        units: dict[int, list[Hit]] = {}
        for hit in hits:
            units.setdefault(bisect_right(bounds, hit.start), []).append(hit)
        by_unit.append(units)
    phrase = " + ".join(p.text for p in rule.rule.together)
    return [
        Hit(*_shortest([units[unit] for units in by_unit]), phrase)
        for unit in by_unit[0]
        if all(unit in units for units in by_unit)
    ]


def _shortest(parts: list[list[Hit]]) -> tuple[int, int]:
    """Return the shortest span over one hit of each part, the first of equal ones.

    No hit of a part lies inside another, so the last one to end starts last too.
    """
    ends = sorted((h.end, h.start, n) for n, hits in enumerate(parts) for h in hits)
    last_starts = [-1] * len(parts)
    best: tuple[int, int] | None = None
    for end, start, part in ends:
        last_starts[part] = start
        first = min(last_starts)
        if first >= 0 and (best is None or end - first < best[1] - best[0]):
            best = first, end
    assert best is not None  # noqa: S101  each part has a hit
    return best


def _tidy(hits: list[Hit]) -> list[Hit]:
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
