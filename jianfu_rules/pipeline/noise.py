"""Find the words of the rules that stand in a text with one wrong character.

A hit is a homophone, a look-alike (``shape``) or, for words of five characters
and more, any one character changed, added or left out (``edit``).
"""

from __future__ import annotations

from typing import NamedTuple

from jianfu_rules.ruleset.noise import (
    FUNCTION_CHARS,
    MIN_EDIT,
    OPEN,
    NoiseIndex,
    is_han,
    looks_alike,
    sounds_alike,
)


class NoisyHit(NamedTuple):
    """A word that stands in the text with one slip."""

    literal: int
    start: int
    end: int
    kind: str


def find_noisy(index: NoiseIndex, text: str) -> list[NoisyHit]:
    """Find words with one slip in the folded *text*.

    Parameters
    ----------
    index : NoiseIndex
    text : str
        Folded text.

    Returns
    -------
    list of NoisyHit
        Sorted by place; a word that stands there without a slip is none.
    """
    if index.automaton is None:
        return []
    found: dict[tuple[int, int, int], str] = {}
    for half, start, end in index.automaton.find_matches_as_indexes(
        text, overlapping=True
    ):
        for length in index.follower_lengths[half]:
            window = text[end : end + length]
            if len(window) == length:
                table = index.followers[half]
                for literal in _candidates(table, window):
                    _keep(index, text, literal, start, end + length, found)
        for length in index.leader_lengths[half]:
            if length <= start:
                window = text[start - length : start]
                table = index.leaders[half]
                for literal in _candidates(table, window):
                    _keep(index, text, literal, start - length, end, found)
    return sorted(
        (NoisyHit(literal, s, e, kind) for (literal, s, e), kind in found.items()),
        key=lambda hit: (hit.start, hit.end, hit.literal),
    )


def _candidates(table: dict[str, list[int]], window: str) -> set[int]:
    """Return the words that one open character in *window* may stand for."""
    out: set[int] = set()
    if window in table:
        out.update(table[window])
    for i in range(len(window)):
        numbers = table.get(window[:i] + OPEN + window[i + 1 :])
        if numbers:
            out.update(numbers)
    return out


def _keep(
    index: NoiseIndex,
    text: str,
    literal: int,
    start: int,
    end: int,
    found: dict[tuple[int, int, int], str],
) -> None:
    word = index.literals[literal]
    seen = text[start:end]
    if seen != word:
        kind = slip_kind(word, seen)
        if kind in index.kinds:
            found[literal, start, end] = kind


def slip_kind(word: str, seen: str) -> str:
    """Return how *seen* differs from *word* by one slip, empty where it does not.

    Examples
    --------
    >>> slip_kind("文山会海", "文山汇海"), slip_kind("形式主义", "形式王义")
    ('homophone', 'shape')
    """
    if len(seen) == len(word):
        wrong = [(a, b) for a, b in zip(word, seen, strict=True) if a != b]
        if len(wrong) != 1:
            return ""
        right, written = wrong[0]
        if not is_han(written) or written in FUNCTION_CHARS:
            return ""
        if sounds_alike(right, written):
            return "homophone"
        if looks_alike(right, written):
            return "shape"
        return "edit" if len(word) >= MIN_EDIT else ""
    shorter, longer = sorted((word, seen), key=len)
    if len(longer) - len(shorter) != 1 or len(word) < MIN_EDIT:
        return ""
    # At the edges an added character is the next word, a missing one a shorter word.
    if word[0] != seen[0] or word[-1] != seen[-1]:
        return ""
    if any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return "edit"
    return ""
