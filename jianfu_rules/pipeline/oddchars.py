"""Find words with a slip around characters that make no word where they stand.

A short word has a neighbour for every slip, so to look for all of them would find
little else. But a slip leaves a character behind that makes no word with those
beside it (汇 in 开汇了), and running text has few. Around such an *odd* character the
text is read again with every character that sounds or looks like it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jianfu_rules.data import read_lookalikes, read_pairs, read_syllables
from jianfu_rules.ruleset.noise import FUNCTION_CHARS, ODD_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jianfu_rules.ruleset.noise import NoiseIndex

_REACH = 5
"""Characters on each side that are read again: few words are longer than six."""
_MAX_ODD = 2_000
"""Odd characters of one text that are looked at: a text of signs has no others."""

_NONE: frozenset[str] = frozenset()

Slip = tuple[int, int, int, str, int, bool]
"""Literal, start, end, kind, cost, and whether it is evidence by itself."""


def find_odd(
    index: NoiseIndex,
    text: str,
    automaton: Any,
    exact: Iterable[tuple[int, int, int]],
) -> Iterator[Slip]:
    """Yield the words around the odd characters of a folded text.

    Where a word of the rules covers a character as it is, nothing is wrong with it.
    An odd character may be a word of its own (在, 去), or two characters of a rule no
    word (县里): what is found then is no evidence by itself, and nothing where both
    are so.

    Parameters
    ----------
    index : NoiseIndex
    text : str
    automaton : AhoCorasick
        Of the literals.
    exact : iterable of (literal, start, end)
        The words that stand there as they are.
    """
    odd = odd_places(text)
    if not odd:
        return
    alone, in_words = read_pairs()
    covered = {i for _, s, e in exact if e - s > 1 for i in range(s, e)}
    for place in [p for p in odd if p not in covered][:_MAX_ODD]:
        char = text[place]
        after_left = index.followers.get(text[place - 1 : place], _NONE)
        before_right = index.leaders.get(text[place + 1 : place + 2], _NONE)
        if char in FUNCTION_CHARS or not (after_left or before_right):
            continue
        others, kinds = _read_as(char, index.kinds & ODD_KINDS)
        readings = sorted((others & after_left) | (others & before_right))
        if not readings:
            continue
        low, high = _surroundings(text, place)
        before, after = text[low:place], text[place + 1 : high]
        size = high - low + 1
        windows = "\n".join(before + other + after for other in readings)
        for literal, start, end in automaton.find_matches_as_indexes(
            windows, overlapping=True
        ):
            at, offset = divmod(start, size)
            offset += low
            if not offset <= place < offset + end - start or end - start < 2:
                continue
            word = index.literals[literal]
            is_word = len(word) > 2 or word[1] in in_words.get(word[0], "")
            is_plain = char not in alone
            if not (is_word or is_plain):
                continue
            kind, is_firm = kinds[readings[at]], is_word and is_plain
            yield literal, offset, offset + len(word), kind, 1, is_firm


def _surroundings(text: str, place: int) -> tuple[int, int]:
    low = high = place
    while low > 0 and place - low < _REACH and text[low - 1].isalnum():
        low -= 1
    high += 1
    while high < len(text) and high - place <= _REACH and text[high].isalnum():
        high += 1
    return low, high


def odd_places(text: str) -> list[int]:
    """Return the places of Han characters that make no word with a neighbour.

    Examples
    --------
    >>> odd_places("今天又开惠了")
    [2, 3, 4, 5]
    """
    _, followers = read_pairs()
    odd = []
    was_joined = False
    for place, (char, after) in enumerate(zip(text, text[1:] + "，", strict=False)):
        is_joined = after in followers.get(char, "")
        if not (was_joined or is_joined) and "\u3400" <= char <= "\u9fff":
            odd.append(place)
        was_joined = is_joined
    return odd


@cache
def _read_as(char: str, kinds: frozenset[str]) -> tuple[frozenset[str], dict[str, str]]:
    """Return the characters that one may stand for, each with the kind of the slip."""
    out: dict[str, str] = {}
    if "homophone" in kinds:
        for syllable in read_syllables().get(char, ()):
            for other in _chars_of()[syllable]:
                out.setdefault(other, "homophone")
    if "shape" in kinds:
        for other in read_lookalikes().get(char, ""):
            out.setdefault(other, "shape")
    out.pop(char, None)
    return frozenset(out), out


@cache
def _chars_of() -> dict[str, str]:
    out: dict[str, str] = {}
    for char, syllables in read_syllables().items():
        for syllable in syllables:
            out[syllable] = out.get(syllable, "") + char
    return out
