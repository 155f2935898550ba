"""How verdicts bear noise: plant slips in the words that were matched, and look again.

Every term that the rules matched in the clean text gets one change of one kind, at a
place drawn by a seed; then the texts are classified once more. A term is the longest
word of the rules inside the evidence: a change in the characters between the words
of a phrase would not try anything.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jianfu_rules.data import read_folds, read_lookalikes, read_sounds, read_syllables
from jianfu_rules.fallback.consulting import RULE_ID as MODEL
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.ruleset.sounds import is_han

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Classification

KINDS = ("homophone", "shape", "separator", "traditional")
"""The kinds of slips that can be planted."""

SEPARATORS = (" ", "*", "·", "\u200b", "\u3000")
_COMMON_ROWS = range(0xB0, 0xD8)
# GB 2312 rows 16 to 55, the characters in common use: nobody slips into rare ones.


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with slips in it.

    Parameters
    ----------
    text : str
    count : int
        Terms that were changed.
    spared : int
        Terms that no slip of the kind exists for.
    """

    text: str
    count: int
    spared: int


def plant_noise(
    classifier: Classifier, verdict: Classification, kind: str, draw: random.Random
) -> Planted:
    """Plant one slip in every matched term of a text.

    Parameters
    ----------
    classifier : Classifier
        That gave the verdict.
    verdict : Classification
        On the clean text.
    kind : str
        One of `KINDS`.
    draw : random.Random
        Chooses the places and the characters.
    """
    text = verdict.text
    count = spared = 0
    for start, end in reversed(matched_terms(classifier, verdict)):
        changed = _change(text[start:end], kind, draw)
        if changed is None:
            spared += 1
        else:
            text = text[:start] + changed + text[end:]
            count += 1
    return Planted(text, count, spared)


def matched_terms(
    classifier: Classifier, verdict: Classification
) -> list[tuple[int, int]]:
    """Return the places of the words that the evidence of the rules rests on.

    One for each piece of evidence, the longest; sorted, none overlaps another.
    """
    automaton = classifier.rules.automaton
    if automaton is None:
        return []
    ntext = normalize(verdict.text)
    words = [
        (ntext.origin[start], ntext.origin[end - 1] + 1)
        for _, start, end in automaton.find_matches_as_indexes(
            ntext.text, overlapping=True
        )
        if is_han(ntext.text[start:end])
    ]
    terms: set[tuple[int, int]] = set()
    for label in verdict.labels:
        for evidence in label.evidence:
            span = evidence.match.span
            if evidence.match.rule_id == MODEL or evidence.match.kind != "exact":
                continue
            inside = [w for w in words if span.start <= w[0] and w[1] <= span.end]
            if inside:
                terms.add(max(inside, key=lambda w: (w[1] - w[0], -w[0])))
    out: list[tuple[int, int]] = []
    for start, end in sorted(terms):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _change(term: str, kind: str, draw: random.Random) -> str | None:
    """Return a term with one slip, None where there is none of the kind."""
    if kind == "separator":
        if len(term) < 2:
            return None
        at = draw.randrange(1, len(term))
        return term[:at] + draw.choice(SEPARATORS) + term[at:]
    choices = [
        (i, slip) for i, char in enumerate(term) for slip in slips_of(char, kind)
    ]
    if not choices:
        return None
    at = draw.choice(sorted({i for i, _ in choices}))
    slip = draw.choice([s for i, s in choices if i == at])
    return term[:at] + slip + term[at + 1 :]


@cache
def slips_of(char: str, kind: str) -> Sequence[str]:
    """Return the characters that may stand for one by a slip."""
    if kind == "shape":
        return sorted(read_lookalikes().get(char, ""))
    if kind == "traditional":
        return [c for c in _unfolded().get(char, ()) if is_han(c)]
    readings = read_syllables().get(char, ())
    if not readings:
        return ()
    first = _first_sounds()
    # The usual reading: the one whose sound stands first.
    return sorted(
        c
        for c in _common()
        if c != char
        and first.get(c) == first.get(char)
        and set(read_syllables()[c]) & set(readings)
    )


@cache
def _first_sounds() -> dict[str, str]:
    chars, first, _ = read_sounds()
    return dict(zip(chars, first, strict=True))


@cache
def _common() -> Sequence[str]:
    chars = (bytes([row, cell]) for row in _COMMON_ROWS for cell in range(0xA1, 0xFF))
    return [c for c in (b.decode("gb2312", "ignore") for b in chars) if c]


@cache
def _unfolded() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for char, folded in read_folds().items():
        out.setdefault(folded, []).append(char)
    return out


def classify_noisy(
    classifier: Classifier, texts: Iterable[str], kind: str, seed: int = 0
) -> tuple[list[Classification], int, int]:
    """Classify texts with a slip in every matched term.

    Returns
    -------
    verdicts : list of Classification
    count, spared : int
        Terms that were changed, and those for which there is no slip of the kind.
    """
    draw = random.Random(seed)
    verdicts = []
    count = spared = 0
    for text in texts:
        planted = plant_noise(classifier, classifier.classify(text), kind, draw)
        verdicts.append(classifier.classify(planted.text))
        count += planted.count
        spared += planted.spared
    return verdicts, count, spared
