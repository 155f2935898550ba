"""How far two people who label the same texts agree, beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jianfu_rules.evaluation.scorecard import COMPLAINT, LabelledCase


@dataclass(frozen=True, slots=True)
class SymptomAgreement:
    """Agreement on one symptom.

    Parameters
    ----------
    both, one : int
        Texts in which both name it, and in which only one does.
    named, complained : float
        Cohen's kappa on whether it is named, and whether as a complaint; NaN
        where both always say the same one thing.
    """

    both: int
    one: int
    named: float
    complained: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two coders.

    Parameters
    ----------
    case_count : int
    symptoms : mapping of str to SymptomAgreement
    is_complaint : float
        Cohen's kappa.
    stances : float
        Krippendorff's alpha (nominal) over the stances of symptoms that both name.
    stance_count : int
        How many those are.
    exact_count : int
        Texts that have the same labels from both.
    differing : tuple of str
        Ids of the other texts.
    """

    case_count: int
    symptoms: Mapping[str, SymptomAgreement]
    is_complaint: float
    stances: float
    stance_count: int
    exact_count: int
    differing: tuple[str, ...]


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float:
    """Return Cohen's kappa (1960) of pairs of judgements.

    NaN where chance alone would agree always: both gave one and the same answer
    throughout, or there is nothing.

    Examples
    --------
    >>> pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    >>> round(kappa(pairs), 3)
    0.4
    """
    pairs = list(pairs)
    count = len(pairs)
    if not count:
        return float("nan")
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(a == b for a, b in pairs) / count
    chance = sum(first[value] * second[value] for value in first) / count**2
    return (seen - chance) / (1 - chance) if chance < 1 else float("nan")


def nominal_alpha(units: Iterable[Sequence[Hashable]]) -> float:
    """Return Krippendorff's alpha for nominal values (2011).

    Parameters
    ----------
    units : iterable of sequence
        The values that the coders gave to each unit; one with fewer than two tells
        nothing and is left out.

    Examples
    --------
    >>> round(nominal_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    weights: dict[tuple[Hashable, Hashable], float] = {}
    totals: Counter[Hashable] = Counter()
    for unit in units:
        if len(unit) < 2:
            continue
        totals.update(unit)
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    share = 1 / (len(unit) - 1)
                    weights[one, other] = weights.get((one, other), 0.0) + share
    count = sum(totals.values())
    apart = sum(w for (one, other), w in weights.items() if one != other)
    chance = sum(
        n * m
        for one, n in totals.items()
        for other, m in totals.items()
        if one != other
    )
    if not chance:
        return float("nan")
    return 1 - (count - 1) * apart / chance


def agreement(
    first: Mapping[str, LabelledCase],
    second: Mapping[str, LabelledCase],
    symptoms: Sequence[str],
) -> Agreement:
    """Return how far two coders agree on the cases that both have.

    Parameters
    ----------
    first, second : mapping of str to LabelledCase
        By id.
    symptoms : sequence of str
        Those to tell of one by one.
    """
    ids = [case_id for case_id in first if case_id in second]
    labels = [(first[i].labels, second[i].labels) for i in ids]
    differing = [i for i, (a, b) in zip(ids, labels, strict=True) if dict(a) != dict(b)]
    units = [(a[s], b[s]) for a, b in labels for s in a if s in b]
    return Agreement(
        len(ids),
        {s: _of_symptom(s, labels) for s in symptoms},
        kappa((COMPLAINT in a.values(), COMPLAINT in b.values()) for a, b in labels),
        nominal_alpha(units),
        len(units),
        len(ids) - len(differing),
        tuple(differing),
    )


def _of_symptom(
    symptom: str, labels: Sequence[tuple[Mapping[str, str], Mapping[str, str]]]
) -> SymptomAgreement:
    named = [(symptom in a, symptom in b) for a, b in labels]
    return SymptomAgreement(
        sum(a and b for a, b in named),
        sum(a != b for a, b in named),
        kappa(named),
        kappa(
            (a.get(symptom) == COMPLAINT, b.get(symptom) == COMPLAINT)
            for a, b in labels
        ),
    )
