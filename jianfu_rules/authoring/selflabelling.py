"""Labels that the rules give to texts which nobody read, where they are sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jianfu_rules.authoring.wholetext import classify_whole, told_text
from jianfu_rules.evaluation.scorecard import LabelledCase
from jianfu_rules.pipeline.normalizing import normalize

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Classification
    from jianfu_rules.records.record import Record

SURE = 0.95
"""The score that a label must have."""


@dataclass(slots=True)
class SelfLabelled:
    """What the rules are sure of.

    Parameters
    ----------
    cases : list of LabelledCase
    stances : Counter
        How many of them have each stance.
    unsure, known : int
        Texts left out: those the rules are not sure of, and those that stand among
        the labelled cases or came before.
    """

    cases: list[LabelledCase] = field(default_factory=list)
    stances: Counter[str] = field(default_factory=Counter)
    unsure: int = 0
    known: int = 0


def label_by_rules(
    classifier: Classifier, records: Iterable[Record], taken: Iterable[str]
) -> SelfLabelled:
    """Label records by rules alone.

    Parameters
    ----------
    classifier : Classifier
        Without a model: it would teach itself.
    records : iterable of Record
    taken : iterable of str
        Texts of cases that people labelled.
    """
    out = SelfLabelled()
    seen = {normalize(text).text for text in taken}
    for record in records:
        result = classify_whole(classifier, record)
        folded = normalize(told_text(result)).text
        if folded in seen:
            out.known += 1
            continue
        seen.add(folded)
        if not is_sure(result):
            out.unsure += 1
            continue
        out.cases.append(LabelledCase(record.id, told_text(result), result.stances))
        out.stances.update(set(result.stances.values()))
    return out


def is_sure(result: Classification) -> bool:
    """Say whether the rules may label a text without a person.

    Every label is sure and all take one stance, nothing that was found was dropped
    (a cue spoke against it, or it was weak), and all was read. A text of which the
    rules say nothing is not taken: they miss too many complaints for that.
    """
    stances = set(result.stances.values())
    return (
        len(stances) == 1
        and result.complete
        and not result.dropped
        and all(label.score >= SURE for label in result.labels)
        and all(e.stance in stances for x in result.labels for e in x.evidence)
    )
