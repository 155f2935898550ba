"""What an appeal and a reply may change, and what they may not.

A citizen's appeal asks (请求取消…): it relieves nothing and turns no trouble of the
body into an order. An office's reply raises no complaint and unmakes none; it tells
what is planned, what is settled, or only names the problem.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from jianfu_rules.model import Dropped, Evidence, Fact, Label
from jianfu_rules.pipeline.scoring import MAX_SCORE
from jianfu_rules.pipeline.stance import Reading, apply_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jianfu_rules.model_texts import NormalizedText
    from jianfu_rules.pipeline.partitioning import Side
    from jianfu_rules.pipeline.scanning import Scan
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRule

    Matches = list[tuple[CompiledRule, Hit]]
    Cues = list[tuple[CompiledCue, Hit]]

_Found = TypeVar("_Found", Evidence, Dropped)

BESIDE_COMPLAINT = "答复里的话（{stance}）不改变已经反映的问题"
_STANCES = {"remedy": "已经整改", "policy": "要求部署", "mention": "只是提到"}

_STANDING = ("remedy", "policy", "mention")
"""Without a complaint: what is done stands before what is planned or named."""


@dataclass(slots=True)
class Verdict:
    """What the stages found in one text, or in all parts of a record."""

    labels: tuple[Label, ...]
    dropped: list[Dropped]
    find_facts: Callable[[], Iterable[Fact]]
    is_complete: bool

    def sort(self) -> Verdict:
        """Put what was dropped in the order of the text."""
        self.dropped.sort(
            key=lambda d: (d.match.span.start, d.match.span.end, d.match.rule_id)
        )
        return self

    def placed(self, side: Side) -> Verdict:
        """Move everything from the text of a side to the parts it was made of."""
        return Verdict(
            tuple(_place_label(label, side) for label in self.labels),
            [_place_match(dropped, side) for dropped in self.dropped],
            lambda: in_place(_place_fact(fact, side) for fact in self.find_facts()),
            self.is_complete,
        )


def apply_context_to_appeal(
    scan: Scan,
    ntext: NormalizedText,
    matches: Matches,
    cue_hits: Cues,
    appeals: tuple[tuple[int, int], ...],
) -> tuple[list[Reading], list[Dropped], Cues]:
    """Read a text that holds an appeal, whose cues reach the appeal only.

    Parameters
    ----------
    scan : Scan
    ntext : NormalizedText
    matches, cue_hits : lists
        As `find_matches` returns them.
    appeals : tuple of (int, int)
        Start and end of the appeals in the text as given.

    Returns
    -------
    readings, dropped, cues
        As of `apply_context`; of the cues of the appeal only those that tell a
        burden, since what is asked for is not told.
    """

    def asks(hit: Hit) -> bool:
        at = ntext.origin[hit.start]
        return any(start <= at < end for start, end in appeals)

    told = [m for m in matches if not asks(m[1])]
    asked = [m for m in matches if asks(m[1])]
    told_cues = [c for c in cue_hits if not asks(c[1])]
    readings, dropped, cues = apply_context(scan, ntext, told, told_cues)
    more, more_dropped, all_cues = apply_context(scan, ntext, asked, cue_hits)
    for reading in more:
        if reading.evidence.stance == "remedy":
            reading.evidence = replace(reading.evidence, stance="policy")
    cues += [c for c in all_cues if asks(c[1]) and c[0].cue.effect == "burden"]
    readings = sorted([*readings, *more], key=lambda r: (r.start, r.end))
    return readings, [*dropped, *more_dropped], cues


def in_place(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in the order of the text."""
    return sorted(facts, key=lambda f: (f.span.start, f.span.end))


def as_reply(readings: list[Reading]) -> list[Reading]:
    """Take for a mention what would be a complaint from the mouth of a citizen."""
    for reading in readings:
        if reading.evidence.stance == "complaint":
            reading.evidence = replace(reading.evidence, stance="mention")
    return readings


def join_labels(
    own: tuple[Label, ...], replied: tuple[Label, ...]
) -> tuple[tuple[Label, ...], list[Dropped]]:
    """Join the labels of the citizen's words and of the reply, best first.

    Parameters
    ----------
    own, replied : tuple of Label
        No label of the reply is a complaint.

    Returns
    -------
    labels : tuple of Label
        A complaint stands as it is; other labels of one symptom become one.
    dropped : list of Dropped
        Evidence of the reply that stands beside a complaint.
    """
    labels = {label.symptom: label for label in own}
    dropped: list[Dropped] = []
    for label in replied:
        known = labels.get(label.symptom)
        if known is None:
            labels[label.symptom] = label
        elif known.stance == "complaint":
            dropped += [
                Dropped(
                    e.match,
                    e.quote,
                    BESIDE_COMPLAINT.format(stance=_STANCES[e.stance]),
                    e.part,
                    e.causes,
                    kind="reply",
                )
                for e in label.evidence
            ]
        else:
            labels[label.symptom] = _join(known, label)
    # sorted() is stable: of equal scores the citizen's words come first.
    return tuple(sorted(labels.values(), key=lambda x: -x.score)), dropped


def _join(own: Label, reply: Label) -> Label:
    """Make one label of two; each rule is a witness once."""
    known = {e.match.rule_id for e in own.evidence}
    new = {e.match.rule_id: e.weight for e in reply.evidence}
    doubt = math.prod(1 - w for rule, w in new.items() if rule not in known)
    score = min(1 - (1 - own.score) * doubt, MAX_SCORE)
    return replace(
        own,
        stance=min(own.stance, reply.stance, key=_STANDING.index),
        score=round(score, 2),
        evidence=own.evidence + reply.evidence,
    )


def in_order(label: Label) -> Label:
    """Sort the evidence of a label by its place in the text."""

    def place(e: Evidence) -> tuple[int, int, str]:
        return e.match.span.start, e.match.span.end, e.match.rule_id

    return replace(label, evidence=tuple(sorted(label.evidence, key=place)))


def _place_label(label: Label, side: Side) -> Label:
    """Move the evidence of a label from the text of a side to its parts."""
    return replace(label, evidence=tuple(_place_match(e, side) for e in label.evidence))


def _place_fact(fact: Fact, side: Side) -> Fact:
    """Move a fact, and the figure it is paired with, to its part."""
    part, span, text = side.cut(fact.span)
    placed = replace(fact, span=span, text=text, part=part)
    if fact.pair is None:
        return placed
    other, pair, _ = side.cut(fact.pair)
    if other != part:
        # What is told in two parts is no before and after.
        return replace(placed, pair=None, trend=None)
    return replace(placed, pair=pair)


def _place_match(item: _Found, side: Side) -> _Found:
    part, span, quote = side.cut(item.match.span)
    causes = []
    for cause in item.causes:
        cause_part, at, words = side.cut(cause.span)
        causes.append(replace(cause, span=at, quote=words, part=cause_part))
    return replace(
        item,
        match=replace(item.match, span=span),
        quote=quote,
        part=part,
        causes=tuple(causes),
    )
