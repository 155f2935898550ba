"""Which characters sound or look alike, and what each stands for in a scan.

A scan for slips does not compare characters pair by pair: it reads the text in a
code of one byte a character, in which those that may stand for one another are the
same byte. The codes are coarse; `sounds_alike` and `looks_alike` decide.
"""

from __future__ import annotations

from functools import cache

from jianfu_rules.data import read_lookalikes, read_sounds, read_syllables

_CONFUSED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("l", "n"))
_CONFUSED_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))
# What typists of many dialects do not tell apart.

_CODES = 250
"""Bytes in use; 0 stands for what is no Han character."""

Code = list[int]
"""A table for ``str.translate``: faster than a dictionary where most change."""


def sound_of(reading: str) -> str:
    """Return the toneless syllable that stands for all that is confused with it.

    Examples
    --------
    >>> sound_of("zhang"), sound_of("lan"), sound_of("jing")
    ('zan', 'nan', 'jin')
    """
    for full, short in _CONFUSED_INITIALS:
        if reading.startswith(full):
            reading = short + reading[len(full) :]
            break
    for full, short in _CONFUSED_FINALS:
        if reading.endswith(full):
            return reading[: -len(full)] + short
    return reading


@cache
def sounds_of(char: str) -> frozenset[str]:
    """Return the sounds of all readings of a character."""
    return frozenset(map(sound_of, read_syllables().get(char, ())))


def sounds_alike(a: str, b: str) -> bool:
    """Say whether two Han characters have a reading in common, confusions allowed.

    Examples
    --------
    >>> sounds_alike("间", "尖"), sounds_alike("帐", "涨"), sounds_alike("山", "水")
    (True, True, False)
    """
    return not sounds_of(a).isdisjoint(sounds_of(b))


def sounds_same(a: str, b: str) -> bool:
    """Say whether two Han characters have a reading in common, tones apart.

    Examples
    --------
    >>> sounds_same("主", "注"), sounds_same("增", "政")
    (True, False)
    """
    readings = read_syllables()
    return not set(readings.get(a, ())).isdisjoint(readings.get(b, ()))


def looks_alike(a: str, b: str) -> bool:
    """Say whether one of two characters is taken for the other in print.

    Examples
    --------
    >>> looks_alike("己", "已")
    True
    """
    return b in read_lookalikes().get(a, "")


def is_han(word: str) -> bool:
    """Say whether every character is a Han character."""
    return all("\u3400" <= char <= "\u9fff" for char in word)


def encode_sounds(text: str) -> tuple[bytes, bytes]:
    """Return the text as its first and as its second readings.

    Byte *i* stands for character *i*. Both readings come out of one translation,
    as the two halves of a code unit.
    """
    both = text.translate(sound_code()).encode("utf-16-le", "surrogatepass")
    if len(both) > 2 * len(text):  # characters outside of the basic plane
        basic = "".join(c if c < "\U00010000" else "\0" for c in text)
        both = basic.translate(sound_code()).encode("utf-16-le", "surrogatepass")
    return both[::2], both[1::2]


def encode_shapes(text: str) -> bytes:
    """Return the text with one byte for all characters that look alike."""
    return text.translate(shape_code()).encode("latin-1", "replace")


@cache
def sound_code() -> Code:
    """Return the code of the readings: the first in the low byte, then the second.

    Of the 286 sounds some share a byte.
    """
    chars, first, second = read_sounds()
    code = [0] * 0x10000
    for char, one, other in zip(chars, first, second, strict=True):
        code[ord(char)] = ord(one) % _CODES + 1 | ord(other) % _CODES + 1 << 8
    return code


@cache
def shape_code() -> Code:
    """Return the code in which a character stands for all that look like it.

    Likeness is followed from character to character, so the code is coarser
    than `looks_alike`, and many families share a byte.
    """
    alike = read_lookalikes()
    code = [char % _CODES + 1 for char in range(0x10000)]
    seen: set[str] = set()
    for char in sorted(alike):
        if char in seen:
            continue
        family, todo = {char}, [char]
        while todo:
            fresh = set(alike.get(todo.pop(), "")) - family
            family |= fresh
            todo += fresh
        seen |= family
        for member in family:
            code[ord(member)] = ord(char) % _CODES + 1
    return code
