"""Find the words of the rules that stand in a text with a slip.

``homophone`` and ``shape``: up to half of the characters sound, or look, alike;
``edit``: one character changed, added or left out; ``split``: a character written
as its parts; ``pinyin``: the word in Latin letters. The cost of a hit is how many
characters of the word are not as they should be.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.data import read_splits
from jianfu_rules.pipeline.oddchars import find_odd
from jianfu_rules.ruleset.noise import (
    MANY_CONTENT,
    MIN_EDIT,
    OPEN,
    content_count,
)
from jianfu_rules.ruleset.sounds import (
    encode_shapes,
    encode_sounds,
    is_han,
    looks_alike,
    sounds_alike,
    sounds_same,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jianfu_rules.ruleset.noise import CodedWords, NoiseIndex

_LATIN = re.compile(
    r"[a-z](?<![a-z0-9].)[a-z]{1,40}(?:[ '][a-z]{1,6}){0,8}(?![a-z0-9])"
)
_LETTERS = re.compile("[a-z]+")


class NoisyHit(NamedTuple):
    """A word that stands in the text with a slip.

    One that is not *firm* is no evidence by itself, only as a part of a phrase.
    """

    literal: int
    start: int
    end: int
    kind: str
    cost: int
    is_firm: bool = True


def find_noisy(
    index: NoiseIndex,
    text: str,
    automaton: Any,
    exact: Iterable[tuple[int, int, int]] = (),
) -> list[NoisyHit]:
    """Find words with a slip in the folded *text*.

    Parameters
    ----------
    index : NoiseIndex
    text : str
        Folded text.
    automaton : AhoCorasick
        Of the literals, for text with characters put together.
    exact : iterable of (literal, start, end)
        The words that stand there as they are.

    Returns
    -------
    list of NoisyHit
        Sorted by place; a word that stands there without a slip is none.
    """
    found: dict[tuple[int, int, int], NoisyHit] = {}
    for hit in _all_hits(index, text, automaton, exact):
        known = found.get(hit[:3])
        if known is None or hit.cost < known.cost:
            found[hit[:3]] = hit
    if len(found) < 2:
        return list(found.values())
    return sorted(found.values(), key=lambda hit: (hit.start, hit.end, hit.literal))


def _all_hits(
    index: NoiseIndex,
    text: str,
    automaton: Any,
    exact: Iterable[tuple[int, int, int]],
) -> Iterator[NoisyHit]:
    if index.sound_automaton is not None:
        for coded in encode_sounds(text):
            hits = index.sound_automaton.find_matches_as_indexes(
                coded, overlapping=True
            )
            if hits:
                yield from _alike(index, text, hits, index.sounds, "homophone")
    if index.shape_automaton is not None:
        hits = index.shape_automaton.find_matches_as_indexes(
            encode_shapes(text), overlapping=True
        )
        if hits:
            yield from _alike(index, text, hits, index.shapes, "shape")
    if index.half_automaton is not None:
        yield from _find_edits(index, text)
    if index.split_automaton is not None:
        parts = index.split_automaton.find_matches_as_indexes(text)
        if parts:
            yield from _find_split(parts, text, automaton)
    if index.pinyin:
        yield from _find_spelled(index, text)
    if index.pairs:
        for slip in find_odd(index, text, automaton, exact):
            yield NoisyHit(*slip)


def _alike(
    index: NoiseIndex,
    text: str,
    hits: Iterable[tuple[int, int, int]],
    coded: CodedWords,
    kind: str,
) -> Iterator[NoisyHit]:
    """Yield the words whose characters are all right or alike."""
    for key, start, _ in hits:
        for literal in coded.words[key]:
            word = index.literals[literal]
            seen = text[start : start + len(word)]
            if seen == word or len(seen) < len(word):
                continue
            cost = alike_cost(word, seen, kind)
            if cost:
                yield NoisyHit(literal, start, start + len(word), kind, cost)


def alike_cost(word: str, seen: str, kind: str) -> int:
    """Return how many characters of *seen* are wrong, 0 where it is another word.

    Of one wrong character the sound may be a confused one (增 for 政); of several
    each must have the very sound, or too many words turn into one another.

    Examples
    --------
    >>> alike_cost("形式主义", "形式注意", "homophone")
    2
    """
    wrong = []
    for right, written in zip(word, seen, strict=True):
        if right != written:
            if not is_han(written):
                return 0
            wrong.append((right, written))
    if len(wrong) > len(word) // 2:
        return 0
    if len(wrong) > 1 and content_count(word) < MANY_CONTENT:
        return 0
    is_alike = looks_alike
    if kind == "homophone":
        is_alike = sounds_alike if len(wrong) == 1 else sounds_same
    return len(wrong) if all(is_alike(*pair) for pair in wrong) else 0


def _find_edits(index: NoiseIndex, text: str) -> Iterator[NoisyHit]:
    halves = index.halves
    for half, start, end in index.half_automaton.find_matches_as_indexes(
        text, overlapping=True
    ):
        following, leading = index.pattern_lengths[half]
        for length in following:
            window = text[end : end + length]
            if len(window) == length:
                for literal in _candidates(halves.followers[half], window):
                    yield from _edited(index, text, literal, start, end + length)
        for length in leading:
            if length <= start:
                window = text[start - length : start]
                for literal in _candidates(halves.leaders[half], window):
                    yield from _edited(index, text, literal, start - length, end)


def _candidates(table: dict[str, list[int]], window: str) -> set[int]:
    """Return the words that one open character in *window* may stand for."""
    out = set(table.get(window, ()))
    for i in range(len(window)):
        numbers = table.get(window[:i] + OPEN + window[i + 1 :])
        if numbers:
            out.update(numbers)
    return out


def _edited(
    index: NoiseIndex, text: str, literal: int, start: int, end: int
) -> Iterator[NoisyHit]:
    seen = text[start:end]
    word = index.literals[literal]
    if seen != word and is_edit(word, seen):
        yield NoisyHit(literal, start, end, "edit", 1)


def is_edit(word: str, seen: str) -> bool:
    """Say whether *seen* is the long word with one character edited.

    At the edges an added character is the next word, a missing one a shorter word.

    Examples
    --------
    >>> is_edit("指尖上的形式主义", "指尖上形式主义"), is_edit("文山会海", "文山大海")
    (True, False)
    """
    if len(word) < MIN_EDIT or not is_han(seen):
        return False
    if len(seen) == len(word):
        return sum(a != b for a, b in zip(word, seen, strict=True)) == 1
    shorter, longer = sorted((word, seen), key=len)
    if len(longer) - len(shorter) != 1 or word[0] != seen[0] or word[-1] != seen[-1]:
        return False
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _find_split(
    parts: list[tuple[int, int, int]], text: str, automaton: Any
) -> Iterator[NoisyHit]:
    """Put parts together and yield the words that hold such a character."""
    wholes = list(read_splits().values())
    pieces: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    last = 0
    joined: list[int] = []
    for number, start, end in parts:
        pieces += [text[last:start], wholes[number]]
        places += range(last, start + 1)
        ends += [*range(last + 1, start + 1), end]
        joined.append(len(places) - 1)
        last = end
    pieces.append(text[last:])
    places += range(last, len(text))
    ends += range(last + 1, len(text) + 1)
    if automaton is None:
        return
    for literal, start, end in automaton.find_matches_as_indexes(
        "".join(pieces), overlapping=True
    ):
        cost = bisect_left(joined, end) - bisect_left(joined, start)
        if cost and end - start > 1:
            yield NoisyHit(literal, places[start], ends[end - 1], "split", cost)


def _find_spelled(index: NoiseIndex, text: str) -> Iterator[NoisyHit]:
    for run in _LATIN.finditer(text):
        spelling = run[0].replace(" ", "").replace("'", "")
        known = index.pinyin.get(spelling)
        if known:
            yield from _spelled_hits(index, known, *run.span())
        elif len(spelling) < len(run[0]):
            for part in _LETTERS.finditer(text, *run.span()):
                known = index.pinyin.get(part[0], [])
                yield from _spelled_hits(index, known, *part.span())


def _spelled_hits(
    index: NoiseIndex, words: list[int], start: int, end: int
) -> Iterator[NoisyHit]:
    for literal in words:
        yield NoisyHit(literal, start, end, "pinyin", len(index.literals[literal]))
