"""Ask the model where rules are silent, or have found a complaint.

The model may doubt a complaint of the rules, confirm it, or name one where the
rules have nothing; it never brings back what a cue has denied or put outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from jianfu_rules.fallback.estimator import ANY, Estimator
from jianfu_rules.model import Dropped, Evidence, Label, Match, NormalizedText, Span

if TYPE_CHECKING:
    from jianfu_rules.fallback.concepts import TextConcepts
    from jianfu_rules.pipeline.segmenting import Segments

KEEP = 0.18
ADD = 0.77
# By Bayes: on half of the training texts, unread by those who wrote the rules,
# rules called a complaint on 58 % of complaints and 8.6 % of other texts. So their
# word multiplies the odds by 6.8, and their silence by 0.46. These are the
# probabilities at which the odds come out at 1.5, since a false alarm costs an
# office more than a missed ticket.
CERTAIN = 0.95
# Rules with this score (two strong witnesses) stand whatever the model says: it
# knows texts by their words and takes 工作群 for a sign of small talk.
SURE = 0.5
NAME = 0.4
# From this probability a symptom is named where the text is held to complain and
# the rules are silent; where no symptom reaches it, nothing is said.
BESIDE = 0.65
# The same beside symptoms that the rules have found: there their silence on this
# one counts, on the same texts, for odds of 0.55.

RULE_ID = "fallback"
DOUBTED = "统计模型不认为在反映问题（{probability:.2f}）"


class Consultant:
    """The model with what it needs to read a text.

    Parameters
    ----------
    estimator : Estimator
    concepts : TextConcepts
    """

    def __init__(self, estimator: Estimator, concepts: TextConcepts) -> None:
        self.estimator = estimator
        self.concepts = concepts
        symptoms = concepts.rules.ruleset.taxonomy.symptoms
        self.names = {s.id: s.name for s in symptoms}
        self.scored = [
            s.id for s in symptoms if s.is_scored and s.id in estimator.weights
        ]

    def consult(
        self,
        ntext: NormalizedText,
        segments: Segments,
        cue_ids: Iterable[str],
        labels: tuple[Label, ...],
        barred: frozenset[str],
    ) -> tuple[tuple[Label, ...], list[Dropped]]:
        """Return the labels as confirmed, doubted or added to.

        Parameters
        ----------
        ntext : NormalizedText
        segments : Segments
        cue_ids : iterable of str
            The active cues of the text.
        labels : tuple of Label
            Of the rules.
        barred : frozenset of str
            Symptoms that a cue has denied or put outside.

        Returns
        -------
        labels : tuple of Label
        dropped : list of Dropped
            Evidence of the labels that the model doubts.
        """
        found = self.concepts.concepts(ntext.text, cue_ids)
        vector = self.estimator.vector(ntext.text, found)
        probability = self.estimator.probability(ANY, vector)
        scores = [x.score for x in labels if x.stance == "complaint"]
        if scores:
            if probability < KEEP and max(scores) < CERTAIN:
                return _doubt(labels, probability)
            if probability < SURE:
                return labels, []
            known = barred | {label.symptom for label in labels}
            likely = self._likely(vector, known, BESIDE)
            beside = self._label(ntext, segments, likely)
            return (*(_confirm(label) for label in labels), *beside), []
        if labels or probability < ADD:
            return labels, []
        likely = self._likely(vector, barred, NAME)
        return self._label(ntext, segments, likely), []

    def _likely(
        self, vector: list[tuple[int, float]], known: frozenset[str], least: float
    ) -> list[tuple[str, float]]:
        """Return the symptoms not known that are likely enough, best first."""
        likely = [
            (symptom, self.estimator.probability(symptom, vector))
            for symptom in self.scored
            if symptom not in known
        ]
        likely.sort(key=lambda pair: -pair[1])
        return [(symptom, p) for symptom, p in likely if p >= least]

    def _label(
        self,
        ntext: NormalizedText,
        segments: Segments,
        likely: list[tuple[str, float]],
    ) -> tuple[Label, ...]:
        """Return a label for each likely symptom, with its strongest clause."""
        out = []
        for symptom, probability in likely:
            evidence = self._strongest_clause(ntext, segments, symptom)
            if evidence is not None:
                score = round(min(probability, 0.99), 2)
                name = self.names[symptom]
                out.append(
                    Label(symptom, name, "complaint", score, (evidence,), "model")
                )
        return tuple(out)

    def _strongest_clause(
        self, ntext: NormalizedText, segments: Segments, output: str
    ) -> Evidence | None:
        """Return the clause that speaks most for *output* as evidence."""
        starts = [*segments.clause_starts, len(ntext.text)]
        best: tuple[float, int, int] | None = None
        for start, end in zip(starts, starts[1:], strict=False):
            clause = ntext.text[start:end].rstrip("，。！？；：…—\n ")
            if len(clause) < 2:
                continue
            vector = self.estimator.vector(clause, self.concepts.finder.find(clause))
            weight = self.estimator.probability(output, vector)
            if best is None or weight > best[0]:
                best = weight, start, start + len(clause)
        if best is None:
            return None
        weight, start, end = best
        span = Span(ntext.origin[start], ntext.origin[end - 1] + 1)
        match = Match(RULE_ID, output, span)
        quote = ntext.original[span.start : span.end]
        return Evidence(match, "complaint", round(weight, 2), quote, layer=RULE_ID)


def _confirm(label: Label) -> Label:
    return replace(label, source="both") if label.stance == "complaint" else label


def _doubt(
    labels: tuple[Label, ...], probability: float
) -> tuple[tuple[Label, ...], list[Dropped]]:
    reason = DOUBTED.format(probability=probability)
    dropped = [
        Dropped(evidence.match, evidence.quote, reason)
        for label in labels
        if label.stance == "complaint"
        for evidence in label.evidence
    ]
    return tuple(x for x in labels if x.stance != "complaint"), dropped
