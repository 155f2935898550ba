"""What the model sees of a text: characters, concepts, and concepts in order.

Runs of one to three characters say what a text is about. The shared word lists
(who imposes, who bears, with what, how often, what it costs) and the cues travel
to texts with other words; two of them in order within a sentence (上级 before 报表)
say who does what. The same code serves training and use.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import add, mul
from typing import TYPE_CHECKING

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.automaton import build_automaton

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

MAX_CHARS = 20_000
# What a model of averages says of longer texts changes no more.
WINDOW = 12
# So many marks ahead a second concept is looked for: pairs of a long sentence
# would grow with its square.

LIST_PREFIX, CUE_PREFIX = "词表:", "语境:"
PAIR_SIGN = " → "
_NUMBER = re.compile(r"\d[\d,.:]*")

Mark = tuple[int, int, str]
"""Start and end of a word in the folded text, and the concept that it belongs to."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A folded text with its concepts.

    Parameters
    ----------
    text : str
    marks : list of (int, int, str)
        Sorted by place.
    sentence_starts : sequence of int
    is_governed : bool
        Whether cues make all of the text something else than trouble.
    """

    text: str
    marks: list[Mark]
    sentence_starts: Sequence[int]
    is_governed: bool = False

    def part(self, start: int, end: int) -> TextView:
        """Return what stands between two places, as one sentence."""
        marks = [mark for mark in self.marks if start <= mark[0] and mark[1] <= end]
        return TextView(self.text[start:end], marks, ())


def runs_of(text: str) -> Iterator[str]:
    """Return the runs of one to three characters of a folded text.

    Every number stands as 0, so that 三十 and 40 differ, but not 40 and 50.

    Examples
    --------
    >>> sorted(runs_of("填40张"))
    ['0', '0张', '填', '填0', '填0张', '张']
    """
    text = _NUMBER.sub("0", text[:MAX_CHARS])
    pairs = list(map(add, text, text[1:]))
    return chain(text, pairs, map(add, pairs, text[2:]))


def pair_names(view: TextView) -> set[tuple[str, str]]:
    """Return the concepts of which one follows the other within a sentence.

    Examples
    --------
    >>> pair_names(TextView("上级要报表", [(0, 2, "谁"), (3, 5, "什么")], [0]))
    {('谁', '什么')}
    """
    marks, out = view.marks, set()
    ends = [bisect_right(view.sentence_starts, start) for start, _, _ in marks]
    for place, (_, end, name) in enumerate(marks):
        sentence = ends[place]
        for after in range(place + 1, min(len(marks), place + WINDOW)):
            start, _, other = marks[after]
            if ends[after] != sentence:
                break
            if start >= end and other != name:
                out.add((name, other))
    return out


class ConceptFinder:
    """Finds the words of the word lists in a text.

    Parameters
    ----------
    lists : mapping of str to sequence of str
        Names to words.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.lists = lists

    @cached_property
    def _index(self) -> tuple[AhoCorasick | None, list[tuple[str, ...]]]:
        # Made when the first text is read: half of the commands read none.
        names: dict[str, list[str]] = {}
        for name, words in self.lists.items():
            for word in words:
                if len(word) > 1:
                    names.setdefault(fold(word), []).append(LIST_PREFIX + name)
        return build_automaton(list(names)), [tuple(x) for x in names.values()]

    def find(self, text: str) -> list[Mark]:
        """Return the words of lists in a folded text."""
        automaton, names = self._index
        if automaton is None:
            return []
        hits = automaton.find_matches_as_indexes(text[:MAX_CHARS], overlapping=True)
        return [(start, end, name) for w, start, end in hits for name in names[w]]


RUN_SCALE, CONCEPT_SCALE, PAIR_SCALE = 1.0, 0.7, 0.6
"""Length of the three parts of a vector, chosen by cross-validation by source."""


def weigh_view(
    view: TextView,
    features: Mapping[str, int],
    idf: Sequence[float],
    unit: float = 1.0,
) -> tuple[list[int], list[float]]:
    """Return the places of the known features of a text, and their values.

    Each of the three parts has its own length: damped counts times rarity. Most of
    the time of a text is spent here, hence the loops in C.

    Parameters
    ----------
    view : TextView
    features : mapping of str to int
        Names to places.
    idf : sequence of float
        The rarity of each place.
    unit : float
        What a value of 1 is to be.
    """
    places: list[int] = []
    values: list[float] = []
    for names, scale in (
        (runs_of(view.text), RUN_SCALE),
        ({name for _, _, name in view.marks}, CONCEPT_SCALE),
        (map(PAIR_SIGN.join, pair_names(view)), PAIR_SCALE),
    ):
        counts = Counter(map(features.get, names))
        del counts[None]
        known = [place for place in counts if place is not None]
        weights = list(map(idf.__getitem__, known))
        for index, count in enumerate(counts.values()):
            if count > 1:
                weights[index] *= 1 + math.log(count)
        norm = unit * scale / (math.sqrt(math.fsum(map(mul, weights, weights))) or 1.0)
        places += known
        values += [weight * norm for weight in weights]
    return places, values
