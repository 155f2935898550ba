"""What the model is worth on texts that it has not been trained on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.evaluation.calibration import Judged, bins_of, calibration_error
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.fallback.estimator import probability
from jianfu_rules.fallback.training import group_cases, train_estimator

if TYPE_CHECKING:
    from jianfu_rules.fallback.training import Material

HALF = 0.5


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Scores of the model alone, each case scored by a model that never saw it.

    Parameters
    ----------
    case_count, fold_count, group_count : int
    complains : Ratio
        Whether the text complains at all: said where it is likelier than not.
    auc : float
        How often a complaint is put before another text.
    error : float
        Expected calibration error of the same.
    symptoms : mapping of str to Ratio
        Complaints of each symptom, said where likelier than not.
    """

    case_count: int
    fold_count: int
    group_count: int
    complains: Ratio
    auc: float
    error: float
    symptoms: Mapping[str, Ratio]

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the symptoms that occur."""
        scored = [r.f1 for r in self.symptoms.values() if r.hits + r.missed]
        return sum(scored) / len(scored) if scored else 0.0


def cross_validate(
    material: Material,
    folds: int,
    report: Callable[[int, int], None] = lambda done, count: None,
) -> HeldOut:
    """Train on all folds but one, score that one, and so on round.

    Nothing is fitted on the fold that is scored: neither weights nor which features
    there are nor how scores become probabilities. A source, else a contrast family,
    is never split. Cases that rules labelled are trained on only.

    Parameters
    ----------
    material : Material
    folds : int
        At least 2.
    report : callable
        Called with the number of folds done, and all.
    """
    read = [n for n, weight in enumerate(material.weights) if weight >= 1]
    groups = group_cases([material.cases[n] for n in read], folds)
    split = spread_groups([[read[n] for n in group] for group in groups], folds)
    texts: list[Judged] = []
    judged: dict[str, list[Judged]] = {s: [] for s in material.symptoms}
    for done, fold in enumerate(split, 1):
        left_out = set(fold)
        kept = [n for n in range(len(material.cases)) if n not in left_out]
        estimator = train_estimator(material.part(kept))
        for number in fold:
            opinion = estimator.opinion(material.views[number])
            goals = material.goals[number]
            texts.append((probability(opinion.complains), goals[0] > 0))
            for place, symptom in enumerate(material.symptoms, 1):
                if goals[place]:
                    said = probability(opinion.symptoms[symptom])
                    judged[symptom].append((said, goals[place] > 0))
        report(done, len(split))
    return HeldOut(
        len(read),
        len(split),
        len(groups),
        _ratio(texts),
        auc(texts),
        calibration_error(bins_of(texts)),
        {symptom: _ratio(found) for symptom, found in judged.items()},
    )


def spread_groups(groups: Sequence[Sequence[int]], folds: int) -> list[list[int]]:
    """Return folds of about the same size, made of whole groups.

    Examples
    --------
    >>> spread_groups([[1, 2, 3], [4], [5, 6]], 2)
    [[1, 2, 3], [5, 6, 4]]
    """
    out: list[list[int]] = [[] for _ in range(min(folds, len(groups)))]
    for group in sorted(groups, key=lambda g: -len(g)):
        min(out, key=len).extend(group)
    return [fold for fold in out if fold]


def auc(judged: Iterable[Judged]) -> float:
    """Return how often a right one has a higher score than another; ties count half.

    Examples
    --------
    >>> auc([(0.9, True), (0.8, False), (0.7, True), (0.1, False)])
    0.75
    """
    held: dict[float, list[int]] = {}
    for score, is_right in judged:
        held.setdefault(score, [0, 0])[is_right] += 1
    below = won = right = 0.0
    for _, (others, own) in sorted(held.items()):
        won += own * (below + others / 2)
        below += others
        right += own
    return won / (right * below) if right and below else 0.0


def _ratio(judged: Iterable[Judged]) -> Ratio:
    pairs = [(said >= HALF, is_right) for said, is_right in judged]
    return Ratio(
        pairs.count((True, True)),
        pairs.count((True, False)),
        pairs.count((False, True)),
    )
