"""The index that finds words with one wrong character.

Pigeonhole: a word of four characters or more with one slip has one half intact.
The intact halves stand in an automaton of their own; for each half, patterns of
the other half with one character left open tell what the slip may be. So a slip
costs a dictionary look-up beside a half that is there, not a scan of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jianfu_rules.data import read_lookalikes, read_syllables
from jianfu_rules.ruleset.automaton import build_automaton

MIN_SOUND = 4
# Shorter words have too many neighbours: of the two-character words of the rules
# nearly all have a homophone that is a word of its own.
MIN_EDIT = 5
# At four characters nearly every hit with one edit is false (文山会海 against
# 山东会海洋); homophones and look-alikes are allowed there.

MIN_CONTENT = 4
# Content characters that a word needs: 情况说明 has four, 一个人的 has one. Words
# of function characters turn into one another too easily (没有意见, 没有意向).
FUNCTION_CHARS = frozenset(
    "的了着过是在有没不我你他她它们这那个一二两三四五六七八九十百千几多少就还又再"
    "都也很太更最把被给让叫对向从到去来要能可里前后每各某谁什么怎样哪和与"
    "及或但却而且所因为如果才只将已之其"
)

NOISE_PROFILES: dict[str, frozenset[str]] = {
    "off": frozenset(),
    "typed": frozenset(["homophone"]),
    "ocr": frozenset(["shape"]),
    "voice": frozenset(["homophone", "edit"]),
    "usual": frozenset(["homophone", "shape"]),
    "all": frozenset(["homophone", "shape", "edit"]),
}
"""The kinds of slips that each profile looks for.

``edit`` is not usual: two thirds of its hits on clean text are another word.
"""
USUAL_NOISE = "usual"

OPEN = "\0"
"""Stands for the one character of a pattern that may be any."""

_CONFUSED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_CONFUSED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
# What typists of many dialects do not tell apart.


@dataclass(slots=True)
class NoiseIndex:
    """Halves of words, and what the other half may be.

    ``followers[h]`` maps a pattern to the words whose left half is *h* and whose
    right half it fits, ``leaders[h]`` the other way round; ``follower_lengths[h]``
    and ``leader_lengths[h]`` hold the lengths of their patterns.
    """

    literals: list[str]
    kinds: frozenset[str]
    halves: list[str] = field(default_factory=list)
    followers: list[dict[str, list[int]]] = field(default_factory=list)
    leaders: list[dict[str, list[int]]] = field(default_factory=list)
    follower_lengths: list[tuple[int, ...]] = field(default_factory=list)
    leader_lengths: list[tuple[int, ...]] = field(default_factory=list)
    automaton: Any = None


def build_noise_index(literals: list[str], kinds: frozenset[str]) -> NoiseIndex:
    """Build the index over the literals that may be found with a slip.

    Parameters
    ----------
    literals : list of str
        All words of the rules, folded.
    kinds : frozenset of str
        The slips to look for: ``homophone``, ``shape``, ``edit``.
    """
    index = NoiseIndex(literals, kinds)
    numbers: dict[str, int] = {}
    for number, word in enumerate(literals):
        if not may_be_noisy(word):
            continue
        middle = len(word) // 2
        left, right = word[:middle], word[middle:]
        for half, other, tables in (
            (left, right, index.followers),
            (right, left, index.leaders),
        ):
            at = numbers.setdefault(half, len(numbers))
            if at == len(index.followers):
                index.followers.append({})
                index.leaders.append({})
            table = tables[at]
            for pattern in _patterns(
                other, edits="edit" in kinds and len(word) >= MIN_EDIT
            ):
                table.setdefault(pattern, []).append(number)
    index.halves = list(numbers)
    index.follower_lengths = [_lengths(table) for table in index.followers]
    index.leader_lengths = [_lengths(table) for table in index.leaders]
    index.automaton = build_automaton(index.halves)
    return index


def _lengths(patterns: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(pattern) for pattern in patterns}))


def _patterns(other: str, *, edits: bool) -> Iterable[str]:
    """Yield the forms of a half with one character open, added or left out."""
    for i in range(len(other)):
        yield other[:i] + OPEN + other[i + 1 :]
        if edits:
            yield other[:i] + other[i + 1 :]
    if edits:
        for i in range(len(other) + 1):
            yield other[:i] + OPEN + other[i:]


def is_han(word: str) -> bool:
    """Say whether every character is a Han character."""
    return all("\u3400" <= char <= "\u9fff" for char in word)


def may_be_noisy(word: str) -> bool:
    """Say whether a word is looked for with a slip: long, Han, full of content.

    Examples
    --------
    >>> may_be_noisy("文山会海"), may_be_noisy("台账"), may_be_noisy("一个人的")
    (True, False, False)
    """
    return (
        len(word) >= MIN_SOUND
        and is_han(word)
        and sum(char not in FUNCTION_CHARS for char in word) >= MIN_CONTENT
    )


def sounds_alike(a: str, b: str) -> bool:
    """Say whether two Han characters have a reading in common, confusions allowed.

    Examples
    --------
    >>> sounds_alike("间", "尖"), sounds_alike("帐", "涨"), sounds_alike("山", "水")
    (True, True, False)
    """
    readings = read_syllables()
    return not _sounds(readings.get(a, ())).isdisjoint(_sounds(readings.get(b, ())))


def _sounds(readings: Iterable[str]) -> set[str]:
    out = set()
    for reading in readings:
        sound = reading
        for full, short in _CONFUSED_INITIALS:
            if sound.startswith(full):
                sound = short + sound[len(full) :]
        for full, short in _CONFUSED_FINALS:
            if sound.endswith(full):
                sound = sound[: -len(full)] + short
        out.add(sound)
    return out


def looks_alike(a: str, b: str) -> bool:
    """Say whether one of two characters is taken for the other in print.

    Examples
    --------
    >>> looks_alike("己", "已")
    True
    """
    return b in read_lookalikes().get(a, "")
