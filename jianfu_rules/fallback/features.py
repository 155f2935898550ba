"""What the model sees of a text: characters, concept classes, context cues.

Runs of one to three Han characters say what a text is about; the shared word
lists (who imposes, who bears, with what, how often, what it costs) and the cues
travel to texts with other words. The same code serves training and use.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.automaton import build_automaton

LONGEST_RUN = 3
CONCEPT_WEIGHT = 0.3
# A concept counts like an n-gram of average weight in a text of sixty characters.
MAX_CHARS = 20_000
# What a model of averages says of longer texts changes no more.

LIST_PREFIX, CUE_PREFIX = "词表:", "语境:"
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")


def count_runs(text: str) -> Counter[str]:
    """Count the runs of one to three characters of a folded text.

    What is no Han character stands as one blank, so that a run may show that a
    word begins or ends a clause.

    Examples
    --------
    >>> sorted(count_runs("填表，填"))
    [' ', ' 填', '填', '填表', '填表 ', '表', '表 ', '表 填']
    """
    han = _NOT_HAN.sub(" ", text[:MAX_CHARS]).strip()
    counts: Counter[str] = Counter(han)
    for length in range(2, LONGEST_RUN + 1):
        counts.update(han[i : i + length] for i in range(len(han) - length + 1))
    return counts


class ConceptFinder:
    """Finds which word lists have a word in a text.

    Parameters
    ----------
    lists : mapping of str to sequence of str
        Names to words.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        names: dict[str, list[str]] = {}
        for name, words in lists.items():
            for word in words:
                if len(word) > 1:
                    names.setdefault(fold(word), []).append(LIST_PREFIX + name)
        self.words = list(names)
        self.names = [tuple(names[word]) for word in self.words]
        self.automaton = build_automaton(self.words)

    def find(self, text: str) -> set[str]:
        """Return the lists that a folded text has a word of."""
        if self.automaton is None:
            return set()
        hits = self.automaton.find_matches_as_indexes(
            text[:MAX_CHARS], overlapping=True
        )
        return {name for word in {w for w, _, _ in hits} for name in self.names[word]}


def weigh_runs(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of the known runs: damped counts, idf, unit length."""
    weights = {
        run: (1 + math.log(count)) * idf[run]
        for run, count in counts.items()
        if run in idf
    }
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {run: weight / norm for run, weight in weights.items()}
