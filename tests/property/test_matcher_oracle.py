"""The matcher finds what a slow reading of the phrases finds, and nothing else.

The slow reading, which is also the meaning of a phrase:

1. A *place* of a word slot is any occurrence of one of its words; of a number slot,
   any number that can lie between its bounds.
2. The slots between two gaps are a *run*. It stands wherever its slots have places
   side by side, from the start of the first to the end of the last.
3. A run may follow what stands before its gap where that ends at most ``size``
   characters earlier, in the same clause (``…``) or sentence (``……``) as the start
   of the run. The nearest such end counts, and no other.
4. For each end of the first run, its longest standing there counts. For each end of
   a later run, the shortest span back to the start of the phrase counts.
5. Of the spans of all forms of all phrases of a rule, those that lie inside another
   are left out.
6. ``together`` gives, for each clause, sentence or text in which every part starts
   somewhere, the shortest span over one hit of each; of equal ones the first.
7. A span is void where an ``exceptions`` span overlaps it or an ``unless`` span
   starts in a sentence that it touches; all are where ``unless_anywhere`` is found,
   or ``only_with`` is given and not found.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from unittest.mock import patch

from hypothesis import example, given

from jianfu_rules.model import PhraseText, Rule, Ruleset
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.numbers import find_numbers
from jianfu_rules.pipeline.scanning import Scan, scan_text
from jianfu_rules.pipeline.segmenting import Segments, segment
from jianfu_rules.ruleset import compiling
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.phrases import Form, Gap, Number, Words
from tests.property.strategies import (
    LISTS,
    parsed,
    phrase_lists,
    ruleset_of,
    rulesets,
    texts,
)

Span = tuple[int, int]


class Oracle:
    """Reads phrases slowly, by loops over all places."""

    def __init__(self, text: str, segments: Segments) -> None:
        self.text = text
        self.segments = segments

    def places(self, slot: Words | Number) -> set[Span]:
        if isinstance(slot, Number):
            return {
                (n.start, n.end)
                for n in find_numbers(self.text)
                if n.low <= slot.high and n.high >= slot.low
            }
        words = {*slot.literals, *(w for name in slot.lists for w in LISTS[name])}
        size = len(self.text)
        return {
            (start, end)
            for start in range(size)
            for end in range(start + 1, size + 1)
            if self.text[start:end] in words
        }

    def run(self, slots: list[Words | Number]) -> set[Span]:
        standing = self.places(slots[0])
        for slot in slots[1:]:
            standing = {
                (start, end)
                for start, middle in standing
                for after, end in self.places(slot)
                if after == middle
            }
        return standing

    def may_leave(self, end: int, unit_start: int) -> bool:
        """Say whether a gap may begin where a word ends: inside the unit, or
        right behind the sign that opens it where the word ends in that sign."""
        behind_own_sign = end == unit_start > 0 and not self.text[end - 1].isalnum()
        return end > unit_start or behind_own_sign

    def form(self, form: Form) -> set[Span]:
        runs: list[list[Words | Number]] = [[]]
        gaps: list[Gap] = []
        for element in form:
            if isinstance(element, Gap):
                gaps.append(element)
                runs.append([])
            else:
                runs[-1].append(element)
        found: dict[int, int] = {}
        for start, end in self.run(runs[0]):
            found[end] = min(start, found.get(end, start))
        for gap, slots in zip(gaps, runs[1:], strict=True):
            after: dict[int, int] = {}
            for start, end in self.run(slots):
                unit_of = self.segments.clause_of
                if gap.far:
                    unit_of = self.segments.sentence_of
                unit_start = unit_of(start)[0] if start < len(self.text) else 0
                before = [
                    e
                    for e in found
                    if self.may_leave(e, unit_start)
                    and e <= start
                    and start - e <= gap.size
                ]
                if before:
                    first = found[max(before)]
                    after[end] = max(first, after.get(end, first))
            found = after
        return {(start, end) for end, start in found.items()}

    def all_spans(self, phrases: tuple[PhraseText, ...]) -> set[Span]:
        return {s for p in phrases for form in p.forms for s in self.form(form)}

    def phrases(self, phrases: tuple[PhraseText, ...]) -> set[Span]:
        return outermost(self.all_spans(phrases))

    def together(self, rule: Rule) -> set[Span]:
        unit_of: Callable[[int], Span] = {
            "clause": self.segments.clause_of,
            "sentence": self.segments.sentence_of,
            "text": lambda _: (0, len(self.text)),
        }[rule.within]
        parts = [self.phrases((p,)) for p in rule.together]
        out = set()
        for unit in {unit_of(start) for part in parts for start, _ in part}:
            inside = [[s for s in part if unit_of(s[0]) == unit] for part in parts]
            spans = [
                (min(s for s, _ in chosen), max(e for _, e in chosen))
                for chosen in product(*inside)
            ]
            if spans:
                out.add(min(spans, key=lambda s: (s[1] - s[0], s[1])))
        return out

    def rule(self, rule: Rule) -> set[Span]:
        if self.phrases(rule.unless_anywhere):
            return set()
        if rule.only_with and not self.phrases(rule.only_with):
            return set()
        spans = self.phrases(rule.phrases)
        if rule.together:
            spans |= self.together(rule)
        voids = self.phrases(rule.exceptions)
        barred = [self.segments.sentence_of(s) for s, _ in self.phrases(rule.unless)]
        return {
            (start, end)
            for start, end in outermost(spans)
            if not any(s < end and start < e for s, e in [*voids, *barred])
        }


def outermost(spans: set[Span]) -> set[Span]:
    return {
        (start, end)
        for start, end in spans
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)
    }


def scan_of(ruleset: Ruleset, text: str) -> tuple[Scan, Oracle]:
    ntext = normalize(text)
    segments = segment(ntext)
    scan = scan_text(compile_rules(ruleset), ntext.text, segments)
    return scan, Oracle(ntext.text, segments)


def one_rule(phrases: tuple[PhraseText, ...]) -> Ruleset:
    return ruleset_of([Rule("s.r", "s", "名", phrases=phrases)])


def phrases_of(*lines: str) -> tuple[PhraseText, ...]:
    return tuple(p for p in map(parsed, lines) if p)


@given(phrase_lists, texts)
@example(phrases_of("<名>…<长>"), "群表，报天天")
@example(phrases_of("<群|群群天><天报|报>"), "群群天报")
@example(phrases_of("<群|报>…<天|报><报|天报>"), "天天群报天报")
@example(phrases_of("<数字≥5>（个）<名>"), "五十个群表")
@example(phrases_of("表，…天"), "表，报天")
@example(phrases_of("<名>…<长>", "<名><长>"), "天群 天天表 天天")
def test_group_finds_what_the_slow_reading_finds(
    phrases: tuple[PhraseText, ...], text: str
) -> None:
    scan, oracle = scan_of(one_rule(phrases), text)
    joined = {
        (hit.start, hit.end)
        for unit in scan.units
        for form in map(scan.rules.form, scan.rules.forms_of(0))
        for hit in scan.join(unit, form)
    }
    assert joined == oracle.all_spans(phrases)
    hits = [(hit.start, hit.end) for hit in scan.group(0)]
    assert hits == sorted(oracle.phrases(phrases))


@given(phrase_lists, texts)
@example(phrases_of("<群|群群天><天报|报>"), "群群天报")
@example(phrases_of("<群|报>…<天|报><报|天报>"), "天天群报天报")
def test_melting_words_does_not_change_what_is_found(
    phrases: tuple[PhraseText, ...], text: str
) -> None:
    melted, _ = scan_of(one_rule(phrases), text)
    with patch.object(compiling, "MAX_MELTED", 0):
        plain, _ = scan_of(one_rule(phrases), text)
    assert melted.group(0) == plain.group(0)


@given(rulesets(), texts)
def test_rules_and_cues_find_what_the_slow_reading_finds(
    ruleset: Ruleset, text: str
) -> None:
    scan, oracle = scan_of(ruleset, text)
    matches, cues = find_matches(scan)
    found = sorted((rule.rule.id, hit.start, hit.end) for rule, hit in matches)
    assert found == sorted(
        (rule.id, *span) for rule in ruleset.rules for span in oracle.rule(rule)
    )
    assert sorted((hit.start, hit.end) for _, hit in cues) == sorted(
        oracle.phrases(ruleset.cues[0].phrases)
    )


@given(rulesets(), texts)
def test_a_hit_lies_in_the_text_and_is_not_empty(ruleset: Ruleset, text: str) -> None:
    scan, oracle = scan_of(ruleset, text)
    for _, hit in find_matches(scan)[0]:
        assert 0 <= hit.start < hit.end <= len(oracle.text)
