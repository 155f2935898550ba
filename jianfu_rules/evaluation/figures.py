"""The figures of a scorecard by their names, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jianfu_rules.evaluation.bootstrap import bootstrap, interval, sum_groups
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.evaluation.scorecard import COMPLAINT, Outcome, Scorecard
from jianfu_rules.model import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable

Interval = tuple[float, float]

MEASURES = ("precision", "recall", "f1")
CEILINGS = frozenset({"false_alarm_rate"})
"""Of these figures less is better."""


def figures_of(card: Scorecard) -> dict[str, float]:
    """Return the figures of a scorecard.

    Those of the whole have plain names (``macro_f1``); those of a symptom or stance
    are ``symptom/stance/measure``, ``*`` standing for all symptoms.
    """
    out = {
        "macro_f1": card.macro_f1,
        "stance_accuracy": card.stance_accuracy,
        "false_alarm_rate": card.false_alarm_rate,
    }
    ratios = {"micro": card.micro, "is_complaint": card.complaint}
    for name, ratio in ratios.items():
        for measure in MEASURES:
            out[f"{name}_{measure}"] = getattr(ratio, measure)
    cells = {f"{s}/{t}": ratio for (s, t), ratio in card.cells.items()}
    cells |= {f"*/{t}": card.of_stance(t) for t in STANCES}
    for name, ratio in cells.items():
        for measure in MEASURES:
            out[f"{name}/{measure}"] = getattr(ratio, measure)
    return out


def counts_of(outcome: Outcome, symptoms: Sequence[str]) -> list[int]:
    """Return the counts of one case, which add up to those of a scorecard."""
    out = [
        int((symptom, stance) in cells)
        for symptom in symptoms
        for stance in STANCES
        for cells in (outcome.hits, outcome.false, outcome.missed)
    ]
    out += [int((outcome.is_complaint, outcome.is_called) == kind) for kind in _BINARY]
    right = sum(a == b for a, b in outcome.pairs)
    return [*out, right, len(outcome.pairs) - right]


_BINARY = ((True, True), (False, True), (True, False), (False, False))


def card_of(counts: Sequence[int], symptoms: Sequence[str]) -> Scorecard:
    """Return the scorecard of summed counts, without its cases."""
    numbers = iter(counts)
    cells = {
        (symptom, stance): Ratio(next(numbers), next(numbers), next(numbers))
        for symptom in symptoms
        for stance in STANCES
    }
    hits, false, missed, quiet, right, wrong = numbers
    return Scorecard(
        case_count=hits + false + missed + quiet,
        symptoms={s: cells[s, COMPLAINT] for s in symptoms},
        complaint=Ratio(hits, false, missed),
        stances={("right", "right"): right, ("right", "wrong"): wrong},
        negative_count=false + quiet,
        alarm_count=false,
        errors=(),
        cells=cells,
        outcomes=(),
    )


def group_names(outcomes: Iterable[Outcome]) -> list[str | int]:
    """Return the contrast family of each case, else its number."""
    return [o.case.family or number for number, o in enumerate(outcomes)]


def intervals_of(card: Scorecard, *, seed: int = 0) -> Mapping[str, Interval]:
    """Return the 95 % interval of each figure, cases drawn anew by family."""
    symptoms = list(card.symptoms)
    vectors = [counts_of(o, symptoms) for o in card.outcomes]
    drawn = bootstrap(
        sum_groups(vectors, group_names(card.outcomes)),
        lambda counts: figures_of(card_of(counts, symptoms)),
        seed=seed,
    )
    return {name: interval(values) for name, values in drawn.items()}


def families_right(outcomes: Iterable[Outcome]) -> tuple[int, int, int]:
    """Return the number of contrast families, of those all exact, of those all right.

    Exact: symptoms and stances; right: whether the texts complain at all.
    """
    families: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.case.family:
            families.setdefault(outcome.case.family, []).append(outcome)
    members = families.values()
    return (
        len(families),
        sum(all(o.is_exact for o in group) for group in members),
        sum(all(o.is_right for o in group) for group in members),
    )
