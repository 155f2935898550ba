"""What the trained model thinks of one symptom, and by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.classifier import Classifier
from jianfu_rules.fallback.estimator import probability
from jianfu_rules.fallback.evidence import LEAST_ANY, LEAST_ONE

if TYPE_CHECKING:
    from jianfu_rules.model import Symptom

FEATURES = 5
# How many words are shown that speak for it, and against it.


@dataclass(frozen=True, slots=True)
class ModelView:
    """What the trained model thinks of a text, alone and with the rules weighed in.

    Parameters
    ----------
    alone, weighed : (float, float)
        The probability that the text complains at all, and of the symptom.
    needs : (float, float)
        What the weighed ones must reach.
    is_barred : bool
        A cue has denied the symptom or put it outside: the model is not asked.
    speaks_for, speaks_against : tuple of (str, float)
        The features that count most in what fell short.
    """

    alone: tuple[float, float]
    weighed: tuple[float, float]
    needs: tuple[float, float]
    is_barred: bool
    speaks_for: tuple[tuple[str, float], ...]
    speaks_against: tuple[tuple[str, float], ...]


def view_of_model(
    classifier: Classifier, text: str, symptoms: list[Symptom]
) -> dict[str, ModelView]:
    """Return what the model thinks of the symptoms that it knows.

    Parameters
    ----------
    classifier : Classifier
    text : str
        What the model is to read: the words of the citizen.
    symptoms : list of Symptom
    """
    consultant = classifier.consultant
    if consultant is None:
        return {}
    rules_say = Classifier(classifier.rules).classify(text)
    symptom_of = {rule.id: rule.symptom for rule in classifier.ruleset.rules}

    def dropped(*kinds: str) -> frozenset[str]:
        return frozenset(
            symptom_of[d.match.rule_id] for d in rules_say.dropped if d.kind in kinds
        )

    estimator = consultant.estimator
    view = consultant.concepts.read(text)
    vector = estimator.vector(view)
    opinion = estimator.opinion(view)
    odds = consultant.weigh(opinion, rules_say.labels, dropped("weak"))
    barred = dropped("deny", "outside")
    out = {}
    for symptom in symptoms:
        if symptom.id not in odds.symptoms:
            continue
        fell_short = None if odds.any < LEAST_ANY else symptom.id
        shares = estimator.shares(fell_short, vector)
        alone = (
            probability(opinion.complains),
            probability(opinion.symptoms[symptom.id]),
        )
        out[symptom.id] = ModelView(
            (round(alone[0], 2), round(alone[1], 2)),
            (round(odds.any, 2), round(odds.symptoms[symptom.id], 2)),
            (LEAST_ANY, LEAST_ONE),
            symptom.id in barred,
            tuple((n, round(s, 2)) for s, n in shares[: -FEATURES - 1 : -1] if s > 0),
            tuple((n, round(s, 2)) for s, n in shares[:FEATURES] if s < 0),
        )
    return out
