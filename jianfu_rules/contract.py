"""The output contract: a verdict as plain JSON-ready values.

See docs/output.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jianfu_rules.model import Classification, Evidence, Fact, Span


def classification_dict(
    result: Classification, record_id: str | None = None
) -> dict[str, Any]:
    """Return a verdict as plain values; offsets are code points as given.

    Parameters
    ----------
    result : Classification
    record_id : str, optional
        Put first as ``id`` where given.
    """
    out: dict[str, Any] = {} if record_id is None else {"id": record_id}
    out["is_complaint"] = result.is_complaint
    out["complete"] = result.complete
    if not result.complete:
        out["reasons"] = list(result.reasons)
    out["labels"] = label_dicts(result)
    out["facts"] = fact_dicts(result)
    out["breaches"] = [breach.to_dict() for breach in result.breaches]
    out["dropped"] = dropped_dicts(result)
    out["ruleset"] = result.ruleset
    return out


def label_dicts(result: Classification) -> list[dict[str, Any]]:
    """Return the labels with their evidence."""
    return [
        {
            "symptom": label.symptom,
            "name": label.name,
            "stance": label.stance,
            "score": label.score,
            "source": label.source,
            "policies": list(label.policies),
            "evidence": [_evidence_dict(e) for e in label.evidence],
        }
        for label in result.labels
    ]


def fact_dicts(result: Classification) -> list[dict[str, Any]]:
    """Return the burden figures."""
    return [
        {
            "text": fact.text,
            **_place(fact.span, fact.part),
            "what": fact.what,
            "low": fact.low,
            "high": fact.high,
            "per": fact.per,
            "unit": fact.unit,
            "kind": fact.kind,
            **_change(fact),
        }
        for fact in result.facts
    ]


def dropped_dicts(result: Classification) -> list[dict[str, Any]]:
    """Return what matched and became no evidence."""
    return [
        {
            "text": d.quote,
            **_place(d.match.span, d.part),
            "rule": d.match.rule_id,
            "reason": d.reason,
        }
        for d in result.dropped
    ]


def _place(span: Span, part: str) -> dict[str, Any]:
    """Return where something stands; the part is named where there are several."""
    named = {"part": part} if part else {}
    return {**named, "start": span.start, "end": span.end}


def _change(fact: Fact) -> dict[str, Any]:
    """Return the direction and the other figure of a before and an after."""
    if fact.pair is None:
        return {}
    other = {"start": fact.pair.start, "end": fact.pair.end}
    return {"trend": fact.trend, "pair": other}


def _evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "text": evidence.quote,
        **_place(evidence.match.span, evidence.part),
        "rule": evidence.match.rule_id,
        "match": evidence.match.kind,
        **({"cost": evidence.match.cost} if evidence.match.cost else {}),
        "layer": evidence.layer,
    }
