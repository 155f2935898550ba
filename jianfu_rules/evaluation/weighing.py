"""How likely a text complains: what the verdict does not tell of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.classifier import Classifier
from jianfu_rules.fallback.estimator import probability
from jianfu_rules.pipeline.partitioning import find_pieces, join_sides

if TYPE_CHECKING:
    from jianfu_rules.model import Classification

WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Weighed:
    """Probabilities that a text complains.

    Parameters
    ----------
    alone : float
        Of anything, by the model without the rules.
    any : float
        Of anything, with the rules weighed in.
    symptoms : mapping of str to float
        Of each symptom, with the rules weighed in.
    """

    alone: float
    any: float
    symptoms: Mapping[str, float]


class Weigher:
    """Asks the model of a classifier what it thinks before it is cut to a verdict.

    Parameters
    ----------
    classifier : Classifier
        ``has_model`` tells whether there is a model to ask.
    """

    def __init__(self, classifier: Classifier) -> None:
        self.consultant = classifier.consultant
        self.rules_alone = Classifier(classifier.rules)
        self.has_model = self.consultant is not None

    def weigh(self, text: str, by_rules: Classification) -> Weighed | None:
        """Return what model and rules make of a text, None without a model.

        Parameters
        ----------
        text : str
            A plain text; what an office replies in it is not read.
        by_rules : Classification
            The verdict of ``rules_alone`` on it.
        """
        consultant = self.consultant
        if consultant is None:
            return None
        symptom_of = self.rules_alone.symptom_of
        faint = frozenset(
            symptom_of[d.match.rule_id] for d in by_rules.dropped if d.kind == WEAK
        )
        pieces = find_pieces(text)
        if pieces:
            parts = dict.fromkeys([piece.part for piece in pieces], text)
            text = join_sides(parts, pieces)[0].text
        view = consultant.concepts.read(text)
        opinion = consultant.estimator.opinion(view)
        odds = consultant.weigh(opinion, by_rules.labels, faint)
        return Weighed(probability(opinion.complains), odds.any, odds.symptoms)
