"""Weigh what the model thinks and what the rules found, and settle the labels.

The model may doubt a complaint of the rules, confirm it, name one that the rules
have not found, and say which stance a symptom takes; it never brings back what a
cue has denied or put outside. How much each of the two counts is in `evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jianfu_rules.fallback.estimator import Estimator, Opinion, probability
from jianfu_rules.fallback.evidence import (
    COMPLAINT,
    LEAST_ANY,
    LEAST_ONE,
    LEAST_TOP,
    MANY_RULES,
    OWN_STANCE,
    SURE,
    complains,
    complains_of,
    told_of,
)
from jianfu_rules.model import Dropped, Evidence, Label, Match
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.model_texts import NormalizedText
from jianfu_rules.pipeline.changes import RISING
from jianfu_rules.pipeline.scoring import MAX_SCORE
from jianfu_rules.pipeline.stance import original_span

if TYPE_CHECKING:
    from jianfu_rules.fallback.concepts import TextConcepts
    from jianfu_rules.fallback.features import TextView
    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue

RULE_ID = "fallback"

DOUBTED = "统计模型不认为在反映问题（{probability:.2f}）"


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely a text complains, and of what, with rules and model weighed.

    Both are probabilities.
    """

    any: float
    symptoms: dict[str, float]


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
        symptoms = concepts.rules.taxonomy.symptoms
        self.names = {s.id: s.name for s in symptoms}
        known = set(estimator.symptoms)
        self.scored = [s.id for s in symptoms if s.is_scored and s.id in known]

    def consult(
        self,
        ntext: NormalizedText,
        segments: Segments,
        cues: Iterable[tuple[CompiledCue, Hit]],
        labels: tuple[Label, ...],
        faint: frozenset[str] = frozenset(),
        barred: frozenset[str] = frozenset(),
    ) -> tuple[tuple[Label, ...], list[Dropped]]:
        """Return the labels as confirmed, doubted, settled or added to.

        Parameters
        ----------
        ntext : NormalizedText
        segments : Segments
        cues : iterable of (CompiledCue, Hit)
            The active cues of the text.
        labels : tuple of Label
            Of the rules.
        faint : frozenset of str
            Symptoms of which rules found something, but too little.
        barred : frozenset of str
            Symptoms that a cue has denied or put outside.

        Returns
        -------
        labels : tuple of Label
        dropped : list of Dropped
            Evidence of the labels that the model doubts.
        """
        view = self.concepts.view(ntext.text, segments, cues)
        opinion = self.estimator.opinion(view)
        odds = self.weigh(opinion, labels, faint)
        named = _named(odds, labels, barred)
        kept: list[Label] = []
        dropped: list[Dropped] = []
        for label in labels:
            if label.stance != COMPLAINT and label.symptom in named:
                kept.append(replace(label, stance=COMPLAINT, source="model"))
            elif label.stance != COMPLAINT:
                kept.append(_settle(label, opinion))
            elif label.symptom in named:
                kept.append(replace(label, source="both"))
            elif (
                odds.any >= LEAST_ANY
                and label.symptom not in odds.symptoms
                or (_is_local(label) or _is_beyond_doubt(label))
            ):
                kept.append(label)
            else:
                value = min(odds.any, odds.symptoms.get(label.symptom, odds.any))
                dropped += _doubted(label, value)
        found = {label.symptom for label in labels}
        new = [symptom for symptom in named if symptom not in found]
        if new:
            kept += self._labels(ntext, segments, view, odds, new)
        kept.sort(key=lambda label: -label.score)
        return tuple(kept), dropped

    def weigh(
        self, opinion: Opinion, labels: tuple[Label, ...], faint: frozenset[str]
    ) -> Odds:
        """Return how likely the text complains, and of what."""
        by_symptom = {label.symptom: label for label in labels}
        return Odds(
            probability(
                complains(opinion.complains, labels, is_governed=opinion.is_governed)
            ),
            {
                symptom: probability(
                    complains_of(
                        opinion.symptoms[symptom],
                        by_symptom.get(symptom),
                        is_faint=symptom in faint,
                    )
                )
                for symptom in self.scored
            },
        )

    def _labels(
        self,
        ntext: NormalizedText,
        segments: Segments,
        view: TextView,
        odds: Odds,
        symptoms: list[str],
    ) -> list[Label]:
        """Return a label for each symptom, with the clause that speaks most for it."""
        estimator = self.estimator
        clauses = []
        starts = [*segments.clause_starts, len(view.text)]
        for start, end in zip(starts, starts[1:], strict=False):
            clause = view.text[start:end].rstrip("，。！？；：…—\n ")
            if len(clause) > 1:
                span = start, start + len(clause)
                own = estimator.scores(estimator.vector(view.part(*span))).own
                clauses.append((span, dict(zip(estimator.symptoms, own, strict=True))))
        out = []
        for symptom in symptoms if clauses else ():
            span, _ = max(clauses, key=lambda clause: clause[1][symptom])
            score = round(min(odds.symptoms[symptom], MAX_SCORE), 2)
            evidence = _clause_evidence(ntext, symptom, score, span)
            name = self.names[symptom]
            out.append(Label(symptom, name, COMPLAINT, score, (evidence,), "model"))
        return out


def _named(odds: Odds, labels: tuple[Label, ...], barred: frozenset[str]) -> list[str]:
    """Return the symptoms to call complaints, the likeliest first."""
    found = {label.symptom for label in labels if label.stance == COMPLAINT}
    # What is denied is told in the words of complaints, of which the model is fond.
    if odds.any < LEAST_ANY or (barred and not found):
        return []
    free = [s for s in odds.symptoms if s in found or s not in barred]
    free.sort(key=lambda symptom: -odds.symptoms[symptom])
    named = [symptom for symptom in free if odds.symptoms[symptom] >= LEAST_ONE]
    return named or [s for s in free[:1] if odds.symptoms[s] >= LEAST_TOP]


def _is_local(label: Label) -> bool:
    """Whether a locality's rule witnesses: the model knows nothing of its words."""
    return any(e.layer not in {NATIONAL, RULE_ID} for e in label.evidence)


def _is_beyond_doubt(label: Label) -> bool:
    """Whether more rules witness than the model may outvote, or figures that rose."""
    if told_of([label], RISING):
        return True
    rules = {e.match.rule_id for e in label.evidence if e.stance == COMPLAINT}
    return label.score >= SURE and len(rules) >= MANY_RULES


def _settle(label: Label, opinion: Opinion) -> Label:
    """Return a label that is no complaint with the stance that fits best."""
    stances = dict(opinion.stances)
    if label.stance in stances:
        stances[label.stance] += OWN_STANCE
    best = max(stances, key=lambda stance: stances[stance])
    return label if best == label.stance else replace(label, stance=best)


def _clause_evidence(
    ntext: NormalizedText, symptom: str, score: float, clause: tuple[int, int]
) -> Evidence:
    span = original_span(ntext, *clause)
    quote = ntext.original[span.start : span.end]
    match = Match(RULE_ID, symptom, span)
    return Evidence(match, COMPLAINT, score, quote, layer=RULE_ID)


def _doubted(label: Label, probability: float) -> list[Dropped]:
    return [
        Dropped(
            evidence.match,
            evidence.quote,
            DOUBTED.format(probability=probability),
            causes=evidence.causes,
            kind="doubted",
            value=probability,
        )
        for evidence in label.evidence
        if evidence.stance == COMPLAINT
    ]
