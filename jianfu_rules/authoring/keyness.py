"""The figures by which words are weighed: keyness, cohesion and freedom."""

from __future__ import annotations

import math
from collections.abc import Iterable

PRIOR = 20.0
"""Records that the prior stands for; a pattern of two records cannot score high."""


def log_odds(
    hits: int, count: int, other_hits: int, other_count: int, prior: float = PRIOR
) -> float:
    """Return how much more a pattern belongs to one set of records, as a z score.

    The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and
    Quinn 2008), here of records that hold the pattern or not. The prior is the
    share in both sets together.

    Parameters
    ----------
    hits, count : int
        Records with the pattern, and all, of the set in question.
    other_hits, other_count : int
        The same of the rest.
    prior : float
        The weight of the prior in records.

    Examples
    --------
    >>> round(log_odds(30, 100, 10, 100), 2), log_odds(10, 100, 10, 100)
    (3.1, 0.0)
    """
    share = (hits + other_hits) / (count + other_count)
    if share in (0, 1):
        # What all or none have tells nothing apart.
        return 0.0
    alpha = prior * share
    one, other = hits + alpha, other_hits + alpha
    ratio = math.log(one / (count + prior - one))
    ratio -= math.log(other / (other_count + prior - other))
    return ratio / math.sqrt(1 / one + 1 / other)


def entropy(counts: Iterable[int]) -> float:
    """Return the entropy of a distribution in bits.

    Examples
    --------
    >>> entropy([1, 1, 1, 1]), entropy([7])
    (2.0, 0.0)
    """
    counts = [count for count in counts if count]
    total = sum(counts)
    return sum(count / total * math.log2(total / count) for count in counts)


def cohesion(
    word: str, frequency: dict[str, int] | dict[str, float], total: int
) -> float:
    """Return the pointwise mutual information of the weakest seam, in bits.

    Parameters
    ----------
    word : str
        Of two characters or more.
    frequency : dict
        How often the word and every part of it occur.
    total : int
        Number of characters.

    Examples
    --------
    >>> cohesion("台账", {"台账": 8, "台": 8, "账": 16}, 1024)
    6.0
    """
    return min(
        math.log2(
            frequency[word] * total / (frequency[word[:at]] * frequency[word[at:]])
        )
        for at in range(1, len(word))
    )
