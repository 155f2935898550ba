"""From evidence to labels: one stance a symptom, one score, best first.

Scores are combined by noisy-or (Pearl 1988): each rule is an independent witness
with the weight of its strength.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.model import Dropped, Label

if TYPE_CHECKING:
    from jianfu_rules.pipeline.matching import Hit
    from jianfu_rules.pipeline.stance import Reading
    from jianfu_rules.ruleset.compiling import CompiledCue, CompiledRules

MAX_SCORE = 0.99
# Witnesses are never certain; keeps a noisy-or of many from rounding to 1.

TOO_WEAK = "证据不够（{score:.2f}，要 {threshold:.2f}）"


def score_labels(
    rules: CompiledRules,
    readings: list[Reading],
    cues: list[tuple[CompiledCue, Hit]],
) -> tuple[tuple[Label, ...], list[Dropped]]:
    """Resolve the evidence of each symptom to one stance and one score.

    Parameters
    ----------
    rules : CompiledRules
    readings : list of Reading
        Sorted by place.
    cues : list of (CompiledCue, Hit)
        The cues of the text that are not disarmed.

    Returns
    -------
    labels : tuple of Label
        Best first.
    dropped : list of Dropped
        Evidence too weak for a label.
    """
    taxonomy = rules.ruleset.taxonomy
    by_symptom: dict[str, list[Reading]] = {}
    for reading in readings:
        by_symptom.setdefault(reading.symptom, []).append(reading)
    labels: list[Label] = []
    dropped: list[Dropped] = []
    for symptom, found in by_symptom.items():
        score = _score(found, taxonomy.burden_bonus)
        if score < taxonomy.threshold:
            reason = TOO_WEAK.format(score=score, threshold=taxonomy.threshold)
            dropped += [
                Dropped(r.evidence.match, r.evidence.quote, reason) for r in found
            ]
            continue
        evidence = sorted(
            (r.evidence for r in found),
            key=lambda e: (e.match.span.start, e.match.span.end, e.match.rule_id),
        )
        labels.append(
            Label(
                symptom,
                rules.symptom_names.get(symptom, symptom),
                resolve_stance(found, cues),
                round(score, 2),
                tuple(evidence),
            )
        )
    labels.sort(key=lambda x: (-x.score, rules.symptom_order.get(x.symptom, 99)))
    return tuple(labels), dropped


def _score(found: list[Reading], bonus: float) -> float:
    """Return the noisy-or of the rules that witness, each counted once."""
    weights = {r.evidence.match.rule_id: r.evidence.weight for r in found}
    doubt = 1.0
    for weight in weights.values():
        doubt *= 1 - weight
    if any(r.burdened for r in found):
        doubt *= 1 - bonus
    return min(1 - doubt, MAX_SCORE)


def resolve_stance(
    found: list[Reading], cues: list[tuple[CompiledCue, Hit]]
) -> str:
    """Return what the text leaves standing of one symptom at its end.

    Trouble outweighs orders and names. Of trouble and relief the later one
    stands; former trouble is relief where relief is told after it.
    """
    stances = {r.evidence.stance for r in found}
    if "complaint" in stances:
        last = max(r.end for r in found if r.evidence.stance == "complaint")
        relief = [r.start for r in found if r.evidence.stance == "remedy"]
        if relief and max(relief) >= last:
            return "remedy"
        complaints = [r for r in found if r.evidence.stance == "complaint"]
        if all(r.former for r in complaints) and any(
            c.cue.effect == "remedy" and h.start >= last for c, h in cues
        ):
            return "remedy"
        return "complaint"
    for stance in ("remedy", "policy", "mention"):
        if stance in stances:
            return stance
    return "mention"
