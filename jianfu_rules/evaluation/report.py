"""Everything that labelled cases tell of a classifier, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from jianfu_rules.evaluation.blame import RuleRecord, blame
from jianfu_rules.evaluation.calibration import (
    Judged,
    accepted_band,
    bins_of,
    calibration_error,
)
from jianfu_rules.evaluation.figures import (
    Interval,
    families_right,
    figures_of,
    intervals_of,
)
from jianfu_rules.evaluation.quantities import QuantityScore, score_quantities
from jianfu_rules.evaluation.scorecard import COMPLAINT, Scorecard, score_cases
from jianfu_rules.evaluation.weighing import Weigher

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.evaluation.scorecard import LabelledCase
    from jianfu_rules.model import Classification

WANTED = 0.95
"""The precision that decides what may be accepted unseen."""
STEPS_OF_RISK = (0.99, WANTED, 0.9)


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known.

    Parameters
    ----------
    card : Scorecard
    intervals : mapping of str to (float, float)
        By the names of `figures_of`.
    families : (int, int, int)
        See `families_right`.
    texts, labels : sequence of (float, bool)
        How likely each text was said to complain, and whether it does; the score
        of each complaint, and whether it is right.
    rules : sequence of RuleRecord
        Those most often wrong first.
    quantities : QuantityScore
    results : sequence of Classification
        The verdicts, in the order of the outcomes of the card.
    """

    card: Scorecard
    intervals: Mapping[str, Interval]
    families: tuple[int, int, int]
    texts: Sequence[Judged]
    labels: Sequence[Judged]
    rules: Sequence[RuleRecord]
    quantities: QuantityScore
    results: Sequence[Classification]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON-ready values."""
        bounds = self.intervals
        figures = {
            name: {"value": round(value, 4), "interval": _rounded(bounds.get(name, ()))}
            for name, value in figures_of(self.card).items()
        }
        names = "families", "exact", "is_complaint_right"
        quantities = self.quantities
        return {
            "cases": self.card.case_count,
            "figures": figures,
            "counts": {
                f"{symptom}/{stance}": [r.hits, r.false, r.missed]
                for (symptom, stance), r in self.card.cells.items()
            },
            "confusion": [
                {"right": right, "given": given, "count": count}
                for (right, given), count in sorted(self.card.stances.items())
            ],
            "families": dict(zip(names, self.families, strict=True)),
            "calibration": {
                name: {
                    "error": calibration_error(bins_of(judged)),
                    "bins": [asdict(b) for b in bins_of(judged)],
                    "bands": [asdict(accepted_band(judged, w)) for w in STEPS_OF_RISK],
                }
                for name, judged in (("texts", self.texts), ("labels", self.labels))
            },
            "rules": [
                {
                    "rule": r.rule,
                    "right": r.right,
                    "wrong": r.wrong,
                    "cases": r.wrong_ids,
                }
                for r in self.rules
            ],
            "errors": [
                {"id": case.id, "missed": list(missed), "wrong": list(wrong)}
                for case, missed, wrong in self.card.errors
            ],
            "quantities": {
                "cases": quantities.case_count,
                "figures": asdict(quantities.figures),
                "spans": asdict(quantities.spans),
                "per_right": quantities.per_right,
            },
        }


def report_on(
    classifier: Classifier,
    cases: Sequence[LabelledCase],
    results: Sequence[Classification],
    *,
    seed: int = 0,
) -> Report:
    """Put together what cases and verdicts tell.

    Parameters
    ----------
    classifier : Classifier
        That gave the verdicts.
    cases : sequence of LabelledCase
    results : sequence of Classification
        The verdicts in the same order.
    seed : int
        For the intervals.
    """
    symptoms = scored_symptoms(classifier)
    card = score_cases(cases, [r.stances for r in results], symptoms)
    judged = [
        result
        for case, result in zip(cases, results, strict=True)
        if not case.is_debatable
    ]
    return Report(
        card,
        intervals_of(card, seed=seed),
        families_right(card.outcomes),
        _text_scores(classifier, card, judged),
        _label_scores(card, judged),
        blame(card.outcomes, judged),
        score_quantities(
            [o.case.quantities for o in card.outcomes], [r.facts for r in judged]
        ),
        judged,
    )


def scored_symptoms(classifier: Classifier) -> list[str]:
    """Return the symptoms that have an F1."""
    return [s.id for s in classifier.rules.taxonomy.symptoms if s.is_scored]


def _text_scores(
    classifier: Classifier, card: Scorecard, results: Sequence[Classification]
) -> list[Judged]:
    """Return what the model says with the rules, else the best score of the rules."""
    weigher = Weigher(classifier)
    out = []
    for outcome, result in zip(card.outcomes, results, strict=True):
        scores = [x.score for x in result.labels if x.stance == COMPLAINT]
        said = max(scores, default=0.0)
        if weigher.has_model:
            by_rules = weigher.rules_alone.classify(result.text)
            weighed = weigher.weigh(result.text, by_rules)
            said = weighed.any if weighed else said
        out.append((said, outcome.is_complaint))
    return out


def _label_scores(card: Scorecard, results: Sequence[Classification]) -> list[Judged]:
    out = []
    for outcome, result in zip(card.outcomes, results, strict=True):
        for label in result.labels:
            cell = label.symptom, label.stance
            is_right = cell in outcome.hits
            if label.stance == COMPLAINT and (is_right or cell in outcome.false):
                out.append((label.score, is_right))
    return out


def _rounded(bounds: Sequence[float]) -> list[float]:
    return [round(bound, 4) for bound in bounds]
