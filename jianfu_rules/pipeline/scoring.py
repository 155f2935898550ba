"""From evidence to labels: one stance a symptom, one score, best first.

Scores are combined by noisy-or (Pearl 1988): each rule is an independent witness
with the weight of its strength.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from jianfu_rules.model import Dropped, Label

if TYPE_CHECKING:
    from jianfu_rules.model import Taxonomy
    from jianfu_rules.pipeline.stance import Reading
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRules

MAX_SCORE = 0.99
# Witnesses are never certain; keeps a noisy-or of many from rounding to 1.

THIN = 0.65
# A complaint of the whole text below this score, one medium witness, is thin.

SOON = 25
# Characters from trouble of former times to the 如今 that leaves it behind.

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
    taxonomy = rules.taxonomy
    by_symptom: dict[str, list[Reading]] = {}
    for reading in readings:
        by_symptom.setdefault(reading.symptom, []).append(reading)
    dropped: list[Dropped] = []
    scores: dict[str, float] = {}
    for symptom, found in by_symptom.items():
        score = _score(found, taxonomy.burden_bonus)
        if score < taxonomy.threshold:
            reason = TOO_WEAK.format(score=score, threshold=taxonomy.threshold)
            dropped += [
                Dropped(
                    r.evidence.match,
                    r.evidence.quote,
                    reason,
                    causes=r.evidence.causes,
                    kind="weak",
                    value=score,
                )
                for r in found
            ]
        else:
            scores[symptom] = score
    if not scores:
        return (), dropped
    told = _told(cues)
    stances = {
        s: resolve_stance(_weighty(by_symptom[s], taxonomy), told) for s in scores
    }
    kept = {s: by_symptom[s] for s in scores}
    _yield_if_thin(stances, kept, told)
    _undo_relief(stances, rules)
    labels = [
        Label(
            symptom,
            rules.symptom_names.get(symptom, symptom),
            stances[symptom],
            round(score, 2),
            tuple(
                sorted(
                    (r.evidence for r in kept[symptom]),
                    key=lambda e: (
                        e.match.span.start,
                        e.match.span.end,
                        e.match.rule_id,
                    ),
                )
            ),
        )
        for symptom, score in scores.items()
    ]
    labels.sort(key=lambda x: (-x.score, rules.symptom_order.get(x.symptom, 99)))
    return tuple(labels), dropped


def _score(found: list[Reading], bonus: float) -> float:
    """Return the noisy-or of the rules that witness, each counted once."""
    weights = {r.evidence.match.rule_id: r.evidence.weight for r in found}
    doubt = 1.0
    for weight in weights.values():
        doubt *= 1 - weight
    if any(r.burdened or r.directed for r in found):
        doubt *= 1 - bonus
    return min(1 - doubt, MAX_SCORE)


def _weighty(found: list[Reading], taxonomy: Taxonomy) -> list[Reading]:
    """Leave out complaints that would be no label by themselves.

    Mentions beside a weak witness make a text speak of the symptom, but do not
    make it complain.
    """
    complaints = [r for r in found if r.evidence.stance == "complaint"]
    if _score(complaints, taxonomy.burden_bonus) >= taxonomy.threshold:
        return found
    return [r for r in found if r.evidence.stance != "complaint"] or found


def _told(cues: list[tuple[CompiledCue, Hit]]) -> dict[str, list[int]]:
    """Return where the text has cues of each effect.

    An order that reaches the whole text, as a notice and a regulation do, is told
    as ``notice`` too.
    """
    told: dict[str, list[int]] = {}
    for cue, hit in cues:
        told.setdefault(cue.cue.effect, []).append(hit.start)
        if cue.cue.effect == "policy" and cue.cue.reach == "document":
            told.setdefault("notice", []).append(hit.start)
    return told


def _after(told: dict[str, list[int]], effect: str, place: int) -> bool:
    return any(start >= place for start in told.get(effect, ()))


def resolve_stance(found: list[Reading], told: dict[str, list[int]]) -> str:
    """Return what the text leaves standing of one symptom at its end.

    Trouble outweighs orders and names. Of trouble and relief the later one
    stands. A text that speaks of former times and then of relief, or at once of
    nowadays, with no burden told after the trouble, has left the trouble behind.
    Relief in a notice, or among orders with no word that it was done, is an order.
    A plea beside a scene of its own is a complaint. A reply that names the problem
    stands for what it says was done or is planned.

    Parameters
    ----------
    found : list of Reading
        The evidence of the symptom.
    told : dict of str to list of int
        Where the text has cues of each effect.
    """
    stances = {r.evidence.stance for r in found}
    if "complaint" in stances:
        complaints = [r for r in found if r.evidence.stance == "complaint"]
        last = max(r.end for r in complaints)
        if any(r.evidence.stance == "remedy" and r.start >= last for r in found):
            return "remedy"
        is_past = all(r.former for r in complaints)
        is_now = any(-1 <= at - last <= SOON for at in told.get("now", ()))
        if is_past and is_now and not _after(told, "burden", last):
            return "remedy"
        if not _after(told, "remedy", last):
            return "complaint"
        if is_past:
            return "remedy"
        was = min(told.get("former", ()), default=math.inf) <= max(told["remedy"])
        return "remedy" if was and not _after(told, "burden", last) else "complaint"
    if "policy" in stances and "scene" in told:
        return "complaint"
    if "remedy" in stances and "notice" in told:
        return "policy"
    if "policy" in stances and "remedy" not in told:
        return "policy"
    if stances == {"mention"} and any(r.replied for r in found):
        return next((s for s in ("remedy", "policy") if s in told), "mention")
    for stance in ("remedy", "policy", "mention"):
        if stance in stances:
            return stance
    return "mention"


def _yield_if_thin(
    stances: dict[str, str], kept: dict[str, list[Reading]], told: dict[str, list[int]]
) -> None:
    """Let a thin complaint with no burden told yield to what is told after it.

    Relief, as evidence of any symptom or as a cue, before orders.
    """
    complaints = [
        r for found in kept.values() for r in found if r.evidence.stance == "complaint"
    ]
    if "burden" in told or not complaints or _score(complaints, 0) > THIN:
        return
    last = max(r.end for r in complaints)
    relief = any(
        r.evidence.stance == "remedy" and r.start >= last
        for found in kept.values()
        for r in found
    )
    if relief or _after(told, "remedy", last):
        stance = "remedy"
    elif _after(told, "policy", last):
        stance = "policy"
    else:
        return
    for symptom, found in stances.items():
        if found == "complaint":
            stances[symptom] = stance


def _undo_relief(stances: dict[str, str], rules: CompiledRules) -> None:
    """Relief that was for show is a complaint of every symptom it claims to relieve."""
    if any(
        stances.get(symptom.id) == "complaint" and symptom.undoes_relief
        for symptom in rules.taxonomy.symptoms
    ):
        for symptom, stance in stances.items():
            if stance == "remedy":
                stances[symptom] = "complaint"
