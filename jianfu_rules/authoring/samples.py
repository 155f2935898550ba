"""Turn records with verdicts, and labels where people gave some, into samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from jianfu_rules.authoring.discovery import Sample
from jianfu_rules.authoring.gold import labels_of, place_of
from jianfu_rules.authoring.wholetext import told_text
from jianfu_rules.errors import Problem
from jianfu_rules.model import STANCES
from jianfu_rules.pipeline.explaining import STANCE_NAMES
from jianfu_rules.pipeline.normalizing import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.model import Classification, Taxonomy
    from jianfu_rules.records.record import Record

COMPLAINT = "complaint"
WEAK = "weak"


def judged_sample(
    record_id: str, labels: Mapping[str, str], result: Classification
) -> Sample:
    """Return a text that people labelled; the rules missed what has no label."""
    wanted = _complaints(labels)
    ntext = normalize(told_text(result))
    return Sample(
        record_id,
        ntext.original,
        ntext.text,
        wanted,
        missed=wanted - result.stances.keys(),
        breaks=ntext.breaks,
    )


def unjudged_sample(
    record_id: str, result: Classification, symptom_of: Mapping[str, str]
) -> Sample:
    """Return a text that only the rules have read.

    Evidence too weak for a label counts as a sign of its symptom: where a new
    practice is spoken of, nothing else may be known yet. *symptom_of* tells the
    symptom of each rule.
    """
    ntext = normalize(told_text(result))
    found = _complaints(result.stances)
    is_open = not result.labels
    if is_open:
        found = frozenset(
            symptom_of[d.match.rule_id]
            for d in result.dropped
            if d.kind == WEAK and d.match.rule_id in symptom_of
        )
    return Sample(
        record_id,
        ntext.original,
        ntext.text,
        found,
        is_open=is_open,
        breaks=ntext.breaks,
    )


def _complaints(labels: Mapping[str, str]) -> frozenset[str]:
    return frozenset(s for s, stance in labels.items() if stance == COMPLAINT)


def reviews(
    records: Iterable[Record], taxonomy: Taxonomy
) -> tuple[dict[str, dict[str, str]], dict[str, Record], list[Problem]]:
    """Read what reviewers say, from records with labels or rows of one label each.

    Parameters
    ----------
    records : iterable of Record
        With ``labels``, or with ``symptom`` and ``stance`` as the table of
        ``jianfu classify --format csv`` has them: a row a label, both empty for a
        text without. Ids and Chinese names will do.
    taxonomy : Taxonomy

    Returns
    -------
    labels : dict
        By record id: symptom to stance.
    records : dict
        By record id, the last row of each.
    problems : list of Problem
        Rows that say nothing that can be understood.
    """
    symptoms = {s.name: s.id for s in taxonomy.symptoms}
    symptoms |= {s.id: s.id for s in taxonomy.symptoms}
    stances = {name: stance for stance, name in STANCE_NAMES["zh"].items()}
    stances |= {stance: stance for stance in STANCES}
    labels: dict[str, dict[str, str]] = {}
    found: dict[str, Record] = {}
    problems = []
    for record in records:
        given = _given(record, symptoms, stances)
        if given is None:
            values = {"id": record.id}
            problems.append(Problem("JF714", values, place_of(record)))
            continue
        labels.setdefault(record.id, {}).update(given)
        found[record.id] = record
    return labels, found, problems


def _given(
    record: Record, symptoms: Mapping[str, str], stances: Mapping[str, str]
) -> dict[str, str] | None:
    extra = record.extra
    if "labels" in extra:
        return labels_of(extra["labels"])
    symptom, stance = (str(extra.get(k) or "").strip() for k in ("symptom", "stance"))
    if not symptom and not stance:
        return {} if "symptom" in extra else None
    if symptom not in symptoms or stance not in stances:
        return None
    return {symptoms[symptom]: stances[stance]}
