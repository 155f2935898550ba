"""Two sets of verdicts on the same cases, and whether they differ beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from jianfu_rules.evaluation.bootstrap import bootstrap, interval, sum_groups
from jianfu_rules.evaluation.figures import (
    card_of,
    counts_of,
    figures_of,
    group_names,
)
from jianfu_rules.evaluation.scorecard import Scorecard

COMPARED = ("macro_f1", "micro_f1", "is_complaint_f1", "false_alarm_rate")


@dataclass(frozen=True, slots=True)
class Discord:
    """Cases that one side alone has right, and how likely that is by chance.

    ``p`` is two-sided: how likely coin tosses would be as lopsided (exact McNemar
    test).
    """

    here: int
    there: int

    @property
    def p(self) -> float:
        """The probability of a difference at least as large if both are alike."""
        return mcnemar(self.here, self.there)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One side against the other.

    Parameters
    ----------
    here, there : mapping of str to float
        The figures of both sides, those of `COMPARED`.
    gains : mapping of str to (float, float)
        The 95 % interval of what *here* has more.
    better_share : float
        Share of the samples in which the macro F1 of *here* is above.
    binary, exact : Discord
        Whether the text complains at all; every symptom with its stance.
    changed : tuple of (str, bool)
        Ids of the cases that only one side has exactly right; True for *here*.
    """

    here: Mapping[str, float]
    there: Mapping[str, float]
    gains: Mapping[str, tuple[float, float]]
    better_share: float
    binary: Discord
    exact: Discord
    changed: tuple[tuple[str, bool], ...]


def mcnemar(one: int, other: int) -> float:
    """Return the exact two-sided p of McNemar's test.

    Parameters
    ----------
    one, other : int
        Cases that only the one, or only the other, has right.

    Examples
    --------
    >>> mcnemar(5, 0), mcnemar(3, 3)
    (0.0625, 1.0)
    """
    count = one + other
    tail = sum(comb(count, k) for k in range(min(one, other) + 1))
    return min(1.0, float(2 * tail / 2**count))


def compare(here: Scorecard, there: Scorecard, *, seed: int = 0) -> Comparison:
    """Compare two scorecards of the same cases."""
    symptoms = list(here.symptoms)
    pairs = list(zip(here.outcomes, there.outcomes, strict=True))
    vectors = [counts_of(a, symptoms) + counts_of(b, symptoms) for a, b in pairs]

    def gain(counts: Sequence[int]) -> dict[str, float]:
        half = len(counts) // 2
        one = figures_of(card_of(counts[:half], symptoms))
        other = figures_of(card_of(counts[half:], symptoms))
        return {name: one[name] - other[name] for name in COMPARED}

    drawn = bootstrap(sum_groups(vectors, group_names(here.outcomes)), gain, seed=seed)
    macro = drawn.get("macro_f1", [0.0])
    own, theirs = figures_of(here), figures_of(there)
    return Comparison(
        {name: own[name] for name in COMPARED},
        {name: theirs[name] for name in COMPARED},
        {name: interval(values) for name, values in drawn.items()},
        sum(value > 0 for value in macro) / len(macro),
        _discord([(a.is_right, b.is_right) for a, b in pairs]),
        _discord([(a.is_exact, b.is_exact) for a, b in pairs]),
        tuple((a.case.id, a.is_exact) for a, b in pairs if a.is_exact != b.is_exact),
    )


def _discord(pairs: Sequence[tuple[bool, bool]]) -> Discord:
    return Discord(
        sum(a and not b for a, b in pairs), sum(b and not a for a, b in pairs)
    )
