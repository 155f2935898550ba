"""Draft a rule of a candidate: a piece of YAML to paste, with examples found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.data import read_syllables
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import segment

if TYPE_CHECKING:
    from jianfu_rules.authoring.discovery import Candidate, Sample
    from jianfu_rules.authoring.patterns import PatternFinder

_LONGEST_EXAMPLE = 80
_AROUND = 14
_ID_CHARACTERS = 48
_MAX_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class Context:
    """A candidate as it stands in a text: what is before, itself, what is after."""

    id: str
    before: str
    found: str
    after: str
    sentence: str


def contexts(
    candidate: Candidate, samples: Sequence[Sample], finder: PatternFinder, limit: int
) -> Iterator[Context]:
    """Yield where a candidate stands in missed texts, each text once.

    Texts that say the same words come once, too.
    """
    seen: set[str] = set()
    for number in candidate.missed:
        sample = samples[number]
        place = next(
            (
                place
                for place in finder.find(sample.folded, sample.breaks)
                if place.pattern == candidate.phrase
            ),
            None,
        )
        if place is None:
            continue
        ntext = normalize(sample.text)
        start, end = ntext.origin[place.start], ntext.origin[place.end - 1] + 1
        low, high = _example_bounds(sample, place.start, place.end)
        sentence = _one_line(sample.text[low:high])
        if sentence in seen:
            continue
        seen.add(sentence)
        before = sample.text[max(start - _AROUND, 0) : start]
        after = sample.text[end : end + _AROUND]
        found = sample.text[start:end]
        yield Context(
            sample.id, _one_line(before), _one_line(found), _one_line(after), sentence
        )
        if len(seen) >= limit:
            return


def _example_bounds(sample: Sample, start: int, end: int) -> tuple[int, int]:
    """Return the sentence around a span as offsets of the text, else the clause."""
    ntext = normalize(sample.text)
    segments = segment(ntext)
    low, high = segments.sentence_of(start)
    if high - low > _LONGEST_EXAMPLE:
        low, high = segments.clause_of(start)
    high = max(high, end)
    return ntext.origin[low], ntext.origin[high - 1] + 1


def counterexample(
    candidate: Candidate, samples: Sequence[Sample], finder: PatternFinder
) -> str:
    """Return a sentence of a text without the symptom that the phrase must not match.

    The one that shares most parts of the phrase, of the first texts that qualify;
    empty where there is none.
    """
    parts = set(candidate.phrase.split("…"))
    best, looked_at = (-1, ""), 0
    for sample in samples:
        if candidate.symptom in sample.symptoms or sample.is_open or not sample.folded:
            continue
        looked_at += 1
        if looked_at > _MAX_LOOKED_AT or best[0] == len(parts):
            break
        places = list(finder.find(sample.folded, sample.breaks))
        patterns = {place.pattern for place in places}
        if candidate.phrase in patterns:
            continue
        shared = parts & patterns
        near = next((p for p in places if p.pattern in parts), None)
        at = near.start if near else 0
        if len(shared) > best[0]:
            low, high = _example_bounds(sample, at, at + 1)
            sentence = _one_line(sample.text[low:high])
            if 4 <= len(sentence) <= _LONGEST_EXAMPLE * 2:
                best = len(shared), sentence
    return best[1]


def draft_rule(
    candidate: Candidate,
    examples: Sequence[str],
    counterexamples: Sequence[str],
    taken_ids: Iterable[str],
) -> str:
    """Return the lines of a rule to paste under ``rules:`` of the symptom's file.

    Parameters
    ----------
    candidate : Candidate
    examples, counterexamples : sequence of str
        Sentences that the rule must match, and must not; one of each at least.
    taken_ids : iterable of str
        Full ids of rules, which the new one must not repeat.

    Examples
    --------
    >>> from jianfu_rules.authoring.discovery import Candidate
    >>> candidate = Candidate("<上级>…盖章", "s", 4.0, (1,), 3, 4)
    >>> print(draft_rule(candidate, ["上级要我们盖章"], ["盖章很快"], []))
      - id: shang_ji_gai_zhang
        name: '待定：上级…盖章'
        strength: weak
        phrases:
          - '<上级>…盖章'
        should_match:
          - '上级要我们盖章'
        should_not_match:
          - '盖章很快'
    """
    plain = re.sub("[<>]", "", candidate.phrase)
    lines = [
        f"  - id: {_new_id(candidate, taken_ids)}",
        f"    name: {_quoted('待定：' + plain)}",
        "    strength: weak",
        "    phrases:",
        f"      - {_quoted(candidate.phrase)}",
        "    should_match:",
        *(f"      - {_quoted(example)}" for example in examples),
        "    should_not_match:",
        *(f"      - {_quoted(example)}" for example in counterexamples),
    ]
    return "\n".join(lines)


def _new_id(candidate: Candidate, taken: Iterable[str]) -> str:
    """Return the pinyin of the phrase as an id that is free."""
    syllables = read_syllables()
    parts = [syllables[c][0] for c in candidate.phrase if c in syllables]
    name = "_".join(parts)[:_ID_CHARACTERS].strip("_") or "hou_xuan"
    used = {rule_id.partition(".")[2] or rule_id for rule_id in taken}
    number, free = 2, name
    while free in used:
        free, number = f"{name}_{number}", number + 1
    return free


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _one_line(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+", " ", text).strip()
