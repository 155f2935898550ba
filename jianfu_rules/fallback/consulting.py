"""Ask the model where rules are silent, or have found a complaint.

The model may doubt a complaint of the rules, confirm it, or name one where the
rules have nothing; it never brings back what a cue has denied or put outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from jianfu_rules.fallback.estimator import ANY, Estimator
from jianfu_rules.model import Dropped, Evidence, Label, Match, NormalizedText
from jianfu_rules.pipeline.scoring import MAX_SCORE
from jianfu_rules.pipeline.stance import original_span

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

_Clause = tuple[tuple[int, int], list[tuple[int, float]]]
"""Start and end of a clause in the folded text, and its features."""

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
        clauses = self._read_clauses(ntext.text, segments) if likely else []
        if not clauses:
            return ()
        out = []
        for symptom, probability in likely:
            weight, span = max(
                (
                    (self.estimator.probability(symptom, vector), span)
                    for span, vector in clauses
                ),
                key=lambda pair: pair[0],
            )
            evidence = _clause_evidence(ntext, symptom, weight, span)
            score = round(min(probability, MAX_SCORE), 2)
            name = self.names[symptom]
            out.append(Label(symptom, name, "complaint", score, (evidence,), "model"))
        return tuple(out)

    def _read_clauses(self, text: str, segments: Segments) -> list[_Clause]:
        """Return the clauses of a folded text with what the model sees of each."""
        starts = [*segments.clause_starts, len(text)]
        out = []
        for start, end in zip(starts, starts[1:], strict=False):
            clause = text[start:end].rstrip("，。！？；：…—\n ")
            if len(clause) > 1:
                found = self.concepts.finder.find(clause)
                span = start, start + len(clause)
                out.append((span, self.estimator.vector(clause, found)))
        return out


def _clause_evidence(
    ntext: NormalizedText, symptom: str, weight: float, clause: tuple[int, int]
) -> Evidence:
    span = original_span(ntext, *clause)
    quote = ntext.original[span.start : span.end]
    match = Match(RULE_ID, symptom, span)
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
