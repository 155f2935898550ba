"""The character tables, read from the files beside this module on first use.

``scripts/make_tables.py`` writes the files, all but ``counted.txt`` and
``contrasts.txt``; nothing here needs the packages that they come from. Every function
caches, so callers may ask as often as they like and must not change what they get.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader


def read_file(name: str) -> bytes:
    """Return the content of a file beside this module.

    Raises
    ------
    OSError
        Where there is none.
    """
    # The loader reads out of a zip file too, and importlib.resources alone would
    # cost more to import than all the tables to read.
    loader = cast("ResourceLoader", __spec__.loader)
    path = os.path.join(os.path.dirname(__file__), name)  # noqa: PTH118, PTH120
    return loader.get_data(path)


def _read_lines(name: str) -> list[str]:
    """Return the lines of a table without the comments at its head."""
    lines = read_file(name).decode("utf-8").split("\n")
    return [line.rstrip("\r") for line in lines if line and not line.startswith("# ")]


@cache
def read_folds() -> dict[str, str]:
    """Return every character that folds to another one, with that one.

    Examples
    --------
    >>> [read_folds()[char] for char in "臺帐Ａ"]
    ['台', '账', 'a']
    """
    chars, folds = _read_lines("fold.txt")
    return dict(zip(chars, folds, strict=True))


@cache
def read_syllables() -> dict[str, tuple[str, ...]]:
    """Return the toneless readings of every folded Han character.

    Examples
    --------
    >>> read_syllables()["重"]
    ('chong', 'tong', 'zhong')
    """
    readings: dict[str, tuple[str, ...]] = {}
    for line in _read_lines("syllables.txt"):
        syllable, chars = line.split("\t")
        for char in chars:
            readings[char] = (*readings.get(char, ()), syllable)
    return readings


@cache
def read_valid_syllables() -> frozenset[str]:
    """Return all toneless syllables of the language.

    Examples
    --------
    >>> {"zhuang", "nv"} <= read_valid_syllables(), "word" in read_valid_syllables()
    (True, False)
    """
    return frozenset(line.split("\t")[0] for line in _read_lines("syllables.txt"))


@cache
def read_sounds() -> tuple[str, str, str]:
    """Return Han characters, the sound of each as first read, and as read second.

    Sounds are private characters; what typists often confuse is one sound.

    Examples
    --------
    >>> chars, first, second = read_sounds()
    >>> first[chars.index("间")] == first[chars.index("尖")]
    True
    """
    chars, first, second = _read_lines("sounds.txt")
    return chars, first, second


@cache
def read_pairs() -> tuple[str, dict[str, str]]:
    """Return the characters that are words, and what follows each inside of words.

    Examples
    --------
    >>> alone, followers = read_pairs()
    >>> "找" in alone, "议" in followers["会"], "抑" in followers["会"]
    (True, True, False)
    """
    alone, *lines = _read_lines("pairs.txt")
    return alone, dict(line.split("\t") for line in lines)


@cache
def read_lookalikes() -> dict[str, str]:
    """Return folded characters with those that they are mistaken for.

    Examples
    --------
    >>> read_lookalikes()["己"]
    '已巳'
    """
    return dict(line.split("\t") for line in _read_lines("lookalikes.txt"))


@cache
def read_splits() -> dict[str, str]:
    """Return the spelled-out parts of characters with the whole character.

    Examples
    --------
    >>> read_splits()["君羊"]
    '群'
    """
    return dict(line.split("\t") for line in _read_lines("splits.txt"))


@cache
def read_counted() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return what burden figures count: name, measure words, words.

    Examples
    --------
    >>> next(row[1] for row in read_counted() if row[0] == "群")
    '个'
    """
    rows = (line.split("\t") for line in _read_lines("counted.txt"))
    return tuple((name, marks, tuple(words.split())) for name, marks, words in rows)
