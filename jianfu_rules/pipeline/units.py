"""The sentences of a text as the matcher sees them: their words and candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jianfu_rules.pipeline.noise import NoisyHit
    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.ruleset.compiled import CompiledForm, CompiledRules, Word

WordHit = tuple[int, int, int]
"""Literal, start and end in the folded text."""

Place = tuple[int, int]
"""Start and end of a word in the folded text."""


class Hit(NamedTuple):
    """A phrase found, in offsets of the folded text; ``slip`` is what it rests on."""

    start: int
    end: int
    phrase: str
    slip: NoisyHit | None = None


class Unit:
    """A sentence, with the words that stand in it and what is known of them.

    ``words`` holds the places of each literal, ``present`` the classes of them all as
    bits, ``candidates`` the forms of each group that may hit. Where there are
    ``slips``, ``exact`` is the sentence without them, made on first need.
    """

    __slots__ = (
        "start",
        "end",
        "words",
        "present",
        "candidates",
        "places",
        "groups",
        "slips",
        "exact",
    )

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.words: dict[int, list[Place]] = {}
        self.present = 0
        self.candidates: dict[int, list[CompiledForm]] = {}
        self.places: dict[int, list[Place]] = {}
        self.groups: dict[int, list[Hit]] = {}
        self.slips: list[NoisyHit] = []
        self.exact: Unit | None = None

    def gather(self, classes: int, words: list[tuple[Word, int]]) -> None:
        """Note the places of the words of many shared classes in one go."""
        places = self.places
        for word, number in words:
            wanted = word.mask & classes
            while wanted:
                word_class = wanted.bit_length() - 1
                wanted ^= 1 << word_class
                known = places.get(word_class)
                if known is None:
                    places[word_class] = list(self.words[number])
                else:
                    known += self.words[number]


def into_units(
    hits: list[WordHit], segments: Segments | None, length: int
) -> list[Unit]:
    """Sort hits, which come by their ends, into the sentences where they stand.

    Without segments the whole text is one. A word that ends a sentence with its
    sign stands in the next one too, where a phrase may begin with it.
    """
    starts = segments.sentence_starts if segments else [0]
    units = [Unit(s, e) for s, e in zip(starts, [*starts[1:], length], strict=True)]
    at = 0
    words, unit_end = units[0].words, units[0].end
    for literal, start, end in hits:
        while end > unit_end:
            at += 1
            words, unit_end = units[at].words, units[at].end
        found = words.get(literal)
        if found is None:
            words[literal] = [(start, end)]
        else:
            found.append((start, end))
        if end == unit_end and at + 1 < len(units):
            units[at + 1].words.setdefault(literal, []).append((start, end))
    return units


def find_candidates(rules: CompiledRules, unit: Unit) -> None:
    """Note, by group, the forms all of whose word classes stand in the sentence."""
    known = rules.known_words
    words = [(known.get(n) or rules.word(n), n) for n in unit.words]
    present = 0
    for word, _ in words:
        present |= word.mask
    unit.present = present
    bits = present.to_bytes(rules.class_bytes, "little")
    found: set[int] = set(rules.tables.number_anchored)
    anchors: dict[int, list[int]] = {}
    for word, literal in words:
        for byte, bit, anchor, numbers in word.forms:
            if not bit or bits[byte] & bit:
                found.update(numbers)
                literals = anchors.setdefault(anchor, [])
                if not literals or literals[-1] != literal:
                    literals.append(literal)
    if not found:
        return
    forms = rules.known_forms
    needed = 0
    for number in found:
        form = forms.get(number) or rules.form(number)
        mask = form.mask
        if mask & present == mask:
            unit.candidates.setdefault(form.group, []).append(form)
            needed |= mask
    if needed:
        unit.gather(needed, words)
    places = unit.places
    for anchor, literals in anchors.items():
        if anchor not in places:
            standing = unit.words[literals[0]]
            for literal in literals[1:]:
                standing = standing + unit.words[literal]
            places[anchor] = standing
    for word_class, standing in places.items():
        if len(standing) > 1:
            places[word_class] = sorted(standing)
