"""Candidate phrases from texts that no rule reached, or that people corrected.

A pattern is a candidate for a symptom where it stands in texts that the rules
missed and belongs to the texts of the symptom far more than to the rest (see
`keyness.log_odds`). What one text supports beyond two candidates does not count,
so that the list is not forty ways to say one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.authoring.keyness import log_odds
from jianfu_rules.authoring.patterns import GAP, PatternFinder
from jianfu_rules.authoring.wordfinding import find_words
from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.phrases import Words

if TYPE_CHECKING:
    from jianfu_rules.model import Cue, PhraseText, Rule, Ruleset

MIN_SCORE = 3.5
MIN_RIGHT = 4
"""Texts of the symptom that must hold a candidate, found or missed."""
MIN_LEAN = 2.0
"""The score that one part of a pair has by itself: 领导 and 每周 lean to nothing."""
MIN_SHARE = 0.45
"""Of the texts with the pattern whose symptoms are known, so many have this one."""
MIN_LIFT = 1.25
"""That share of a pair is so many times the share of each of its parts."""
MAX_SUPPORT = 2
"""How many candidates of the list one missed text may support."""
MIN_LONE_WORD = 3
"""A shorter word needs a second part: 责任 alone makes no rule."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with what is known of it.

    Parameters
    ----------
    id, text, folded : str
    symptoms : frozenset of str
        The symptoms that it complains of, as people or else the rules say; of an
        open one those of which there is some sign.
    missed : frozenset of str
        Those of them that the rules missed.
    is_open : bool
        Whether nobody knows: no rule reached it and no one looked at it.
    breaks : frozenset of int
        As in `NormalizedText`, of ``folded``.
    """

    id: str
    text: str
    folded: str
    symptoms: frozenset[str] = frozenset()
    missed: frozenset[str] = frozenset()
    is_open: bool = False
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern that a rule may take.

    Parameters
    ----------
    phrase : str
        As it is written in a rule file.
    symptom : str
    score : float
        The z score of its log-odds.
    missed : tuple of int
        Numbers of the samples that hold it and that the rules missed.
    right, count : int
        Samples with the pattern that have the symptom, and those of which
        symptoms are known.
    """

    phrase: str
    symptom: str
    score: float
    missed: tuple[int, ...]
    right: int
    count: int


@dataclass(frozen=True, slots=True)
class Discovery:
    """The candidates, the best first, with what found them."""

    candidates: tuple[Candidate, ...]
    finder: PatternFinder


def discover(
    samples: Sequence[Sample],
    ruleset: Ruleset,
    *,
    symptoms: Sequence[str],
    min_count: int = 3,
    limit: int = 40,
) -> Discovery:
    """Return the candidates, the best first.

    Parameters
    ----------
    samples : sequence of Sample
    ruleset : Ruleset
        What it knows is left out; its shared lists generalise.
    symptoms : sequence of str
        Those to find candidates for.
    min_count : int
        Missed texts that must hold a candidate.
    limit : int
        Candidates at most.
    """
    pool = [n for n, s in enumerate(samples) if s.is_open or s.missed]
    words = find_words(
        [s.folded for s in samples],
        [samples[n].folded for n in pool],
        known_words(ruleset),
        min_count,
    )
    finder = PatternFinder(ruleset.words.get("", {}), words)
    counts = _count(samples, pool, finder, min_count)
    found = sorted(
        (c for s in symptoms for c in counts.candidates(s, min_count)),
        key=lambda c: (-c.score, c.symptom, -len(c.phrase), c.phrase),
    )
    known = {s: known_phrases(ruleset, s) for s in symptoms}
    fresh = (c for c in found if c.phrase not in known[c.symptom])
    return Discovery(tuple(_spread(fresh, limit)), finder)


class _Counts:
    """In which samples the patterns stand that are frequent among the missed."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        self.missed: dict[str, list[int]] = {}
        self.everywhere: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.by_symptom: dict[str, Counter[str]] = {}
        self.sizes = Counter(s for sample in samples for s in sample.symptoms)

    def candidates(self, symptom: str, min_count: int) -> Iterator[Candidate]:
        """Yield what may be a phrase of a rule for *symptom*."""
        own = self.by_symptom.get(symptom, Counter())
        for pattern, right in own.items():
            numbers = tuple(
                n
                for n in self.missed[pattern]
                if self.samples[n].is_open or symptom in self.samples[n].missed
            )
            known = self.everywhere[pattern] - self.unknown[pattern]
            if (
                len(numbers) < min_count
                or right < MIN_RIGHT
                or right < MIN_SHARE * known
            ):
                continue
            score = self._score(pattern, symptom)
            if score >= MIN_SCORE and self._is_phrase(pattern, symptom):
                yield Candidate(pattern, symptom, score, numbers, right, known)

    def _score(self, pattern: str, symptom: str) -> float:
        size = self.sizes[symptom]
        right = self.by_symptom[symptom][pattern]
        others = self.everywhere[pattern] - right
        return log_odds(right, size, others, len(self.samples) - size)

    def _is_phrase(self, pattern: str, symptom: str) -> bool:
        """Say whether a pattern tells enough: a pair more than both its parts."""
        own = self.by_symptom[symptom]
        first, gap, second = pattern.partition(GAP)
        if not gap:
            return len(pattern) >= MIN_LONE_WORD and not pattern.startswith("<")
        if max(self._score(part, symptom) for part in (first, second)) < MIN_LEAN:
            return False
        share = own[pattern] / self.everywhere[pattern]
        return all(
            share >= MIN_LIFT * own[part] / self.everywhere[part]
            for part in (first, second)
        )


def _count(
    samples: Sequence[Sample], pool: Sequence[int], finder: PatternFinder, least: int
) -> _Counts:
    out = _Counts(samples)
    frequent: Counter[str] = Counter()
    for number in pool:
        frequent.update(_patterns(samples[number], finder))
    kept = {pattern for pattern, count in frequent.items() if count >= least}
    for number, sample in enumerate(samples):
        patterns = _patterns(sample, finder) & kept
        out.everywhere.update(patterns)
        if sample.is_open and not sample.symptoms:
            out.unknown.update(patterns)
        for symptom in sample.symptoms:
            out.by_symptom.setdefault(symptom, Counter()).update(patterns)
        if sample.is_open or sample.missed:
            for pattern in patterns:
                out.missed.setdefault(pattern, []).append(number)
    return out


def _patterns(sample: Sample, finder: PatternFinder) -> set[str]:
    return {place.pattern for place in finder.find(sample.folded, sample.breaks)}


def _spread(candidates: Iterator[Candidate], limit: int) -> Iterator[Candidate]:
    """Yield the candidates of which half at least is not told by better ones.

    A part of a longer pattern that stands in the same texts goes with this.
    """
    support: Counter[int] = Counter()
    told: set[tuple[int, ...]] = set()
    taken: list[Candidate] = []
    for candidate in candidates:
        free = sum(support[number] < MAX_SUPPORT for number in candidate.missed)
        is_part = any(
            candidate.phrase in other.phrase
            and set(candidate.missed) <= set(other.missed)
            for other in taken
        )
        if 2 * free < len(candidate.missed) or candidate.missed in told or is_part:
            continue
        support.update(candidate.missed)
        told.add(candidate.missed)
        taken.append(candidate)
        yield candidate
        if len(taken) >= limit:
            return


def known_words(ruleset: Ruleset) -> frozenset[str]:
    """Return the words of all lists and all phrases of rules and cues, folded."""
    words = {w for lists in ruleset.words.values() for ws in lists.values() for w in ws}
    things: tuple[Rule | Cue, ...] = (*ruleset.rules, *ruleset.cues)
    for thing in things:
        for phrase in _phrases(thing):
            for form in phrase.forms:
                for element in form:
                    if isinstance(element, Words):
                        words.update(element.literals)
    return frozenset(fold(word) for word in words)


def _phrases(thing: Rule | Cue) -> Iterator[PhraseText]:
    for name in ("phrases", "together", "exceptions", "unless", "stops_at"):
        yield from getattr(thing, name, ())


def known_phrases(ruleset: Ruleset, symptom: str) -> frozenset[str]:
    """Return what the rules of a symptom ask for already, as it is written."""
    return frozenset(
        phrase
        for rule in ruleset.rules
        if rule.symptom == symptom
        for phrase in _asked(rule)
    )


def _asked(rule: Rule) -> Iterator[str]:
    for phrase in rule.phrases:
        yield phrase.text.replace(GAP + GAP, GAP)
    parts = [phrase.text for phrase in rule.together]
    for one in parts:
        yield from (f"{one}{GAP}{other}" for other in parts if other != one)
