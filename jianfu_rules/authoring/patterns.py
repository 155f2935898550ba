"""Patterns of a text: words, shared lists, and two of these in one clause.

A word that a shared list has stands for the list (``<基层人>``), so that what
different people say in different words is one pattern.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.phrases import NEAR_GAP

GAP = "…"
_CLAUSE = re.compile(r"[^，。！？；：、…“”‘’（）()\s,.!?;:\"'《》—\-]+")


class Place(NamedTuple):
    """A pattern, or a part of one, with its span in the folded text."""

    start: int
    end: int
    pattern: str


class PatternFinder:
    """Finds the patterns of folded texts.

    Parameters
    ----------
    lists : mapping of str to tuple of str
        The shared word lists.
    words : iterable of str
        Words that no list has, folded.

    Examples
    --------
    >>> finder = PatternFinder({"群": ("工作群",)}, ["盖章"])
    >>> sorted(p.pattern for p in finder.find("在工作群里催着盖章"))
    ['<群>', '<群>…盖章', '盖章']
    """

    def __init__(
        self, lists: Mapping[str, tuple[str, ...]], words: Iterable[str]
    ) -> None:
        self._names: dict[str, list[str]] = {}
        for name, members in lists.items():
            for word in dict.fromkeys(fold(member) for member in members):
                # One character is a word too often, and the lists of single
                # characters are made to stand beside numbers and verbs.
                if len(word) > 1:
                    self._names.setdefault(word, []).append(f"<{name}>")
        self._words = [w for w in dict.fromkeys(words) if w not in self._names]
        self._list_words = list(self._names)
        self._list_automaton = _automaton(self._list_words)
        self._word_automaton = _automaton(self._words)

    def find(self, text: str, breaks: Collection[int] = frozenset()) -> Iterator[Place]:
        """Yield the words and lists of a folded text, and the pairs with a list.

        *breaks* are where white space was dropped that may stand for a comma.
        """
        for clause in _CLAUSE.finditer(text):
            start, end = clause.span()
            inside = sorted(at for at in breaks if start < at < end)
            for low, high in pairwise((start, *inside, end)):
                yield from self._of_clause(text[low:high], low)

    def _of_clause(self, clause: str, offset: int) -> Iterator[Place]:
        parts: list[tuple[int, int, list[str]]] = [
            (start, end, self._names[self._list_words[index]])
            for index, start, end in _hits(self._list_automaton, clause)
        ]
        taken = [(start, end) for start, end, _ in parts]
        for index, start, end in _hits(self._word_automaton, clause):
            # A word that begins or ends inside a word of a list is a torn piece.
            if not any(
                start < last and first < end and not (start <= first and last <= end)
                for first, last in taken
            ):
                parts.append((start, end, [self._words[index]]))
        parts.sort(key=lambda part: part[:2])
        for index, (start, end, names) in enumerate(parts):
            for name in names:
                yield Place(offset + start, offset + end, name)
            for other_start, other_end, other_names in parts[index + 1 :]:
                if other_start - end > NEAR_GAP:
                    break
                if other_start < end:
                    continue
                for name in names:
                    for other in other_names:
                        is_pair = name != other and (name[0] == "<" or other[0] == "<")
                        if is_pair:
                            pattern = f"{name}{GAP}{other}"
                            place = (offset + start, offset + other_end)
                            yield Place(*place, pattern)


def _automaton(words: list[str]) -> Any:
    if not words:
        return None
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def _hits(automaton: Any, text: str) -> list[tuple[int, int, int]]:
    return automaton.find_matches_as_indexes(text) if automaton is not None else []
