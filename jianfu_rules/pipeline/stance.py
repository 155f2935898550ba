"""Decide what each match means where it stands: cues, their scopes, and evidence.

After ConText (Harkema et al. 2009): a cue has an effect, a direction, a reach and
terminators; a longer pseudo cue disarms a shorter cue inside it. The effects are
those of a codebook of complaints instead of clinical findings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.model import (
    UNSAID,
    Cause,
    Dropped,
    Evidence,
    Match,
    Span,
)
from jianfu_rules.pipeline.changes import FALLING, RISING, find_changes

if TYPE_CHECKING:
    from jianfu_rules.model_texts import NormalizedText
    from jianfu_rules.pipeline.changes import Change
    from jianfu_rules.pipeline.scanning import Scan
    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRule

WORDS_REACH = 6
# Characters that a cue with reach ``words`` may stand away from the evidence.

DROPPING = {
    "deny": "被否认（{cue}）",
    "outside": "说的是别的事（{cue}）",
}

DECIDING = ("suppose", "policy", "remedy", "mention", "quote", "reply")
"""Effects that decide a stance; see `_decide` for the order among them."""

STANCE_OF = {
    "suppose": "policy",
    "policy": "policy",
    "remedy": "remedy",
    "mention": "mention",
    "quote": "mention",
    "reply": "mention",
}

TRENDS = {
    FALLING: ("remedy", "数字下降"),
    RISING: ("complaint", "数字上升"),
}
"""What figures that fell or rose mean, and how that is called for people."""


@dataclass(slots=True)
class Reading:
    """A piece of evidence with what the text-level resolution needs to know.

    ``start`` and ``end`` are offsets of the folded text; ``former`` says that the
    evidence is told as past, ``burdened`` that its sentence tells a burden,
    ``directed`` that a cue of its clause orders or relieves it, ``replied`` that
    it stands in a reply, which names the problem before it says what was done.
    """

    evidence: Evidence
    symptom: str
    start: int
    end: int
    former: bool
    burdened: bool
    directed: bool = False
    replied: bool = False


def original_span(ntext: NormalizedText, start: int, end: int) -> Span:
    """Map a span of the folded text to offsets of the text as it was given."""
    return Span(ntext.origin[start], ntext.origin[end - 1] + 1)


def active_cues(
    hits: list[tuple[CompiledCue, Hit]],
) -> list[tuple[CompiledCue, Hit]]:
    """Leave out the cues that a longer pseudo cue, or a longer cue, covers.

    *hits* are sorted by place; what covers a hit starts at most the length of the
    longest one before its end.
    """
    starts = [hit.start for _, hit in hits]
    longest = max((hit.end - hit.start for _, hit in hits), default=0)
    out = []
    for cue, hit in hits:
        if cue.cue.effect == "pseudo":
            continue
        nearby = hits[
            bisect_left(starts, hit.start - longest) : bisect_right(starts, hit.start)
        ]
        covered = any(_disarms(wide, at, cue, hit) for wide, at in nearby)
        if not covered:
            out.append((cue, hit))
    return out


def _disarms(wide: CompiledCue, at: Hit, cue: CompiledCue, hit: Hit) -> bool:
    """Say whether a cue *at* its place takes the effect of another one inside it.

    A pseudo cue disarms all but burden (哪有时间备课 is no relief, but a burden),
    also what only begins inside it: 没有一天不 takes the relief from 不用打卡.
    Other cues disarm shorter ones, where no gap is between their own words. What a
    fear is about (怕的是…照样要填) is no turn and no burden, gap or not.
    """
    if wide.cue.effect == "pseudo":
        return _takes(at, hit) and cue.cue.effect != "burden"
    if wide.cue.effect == "suppose" and cue.cue.effect in {"turn", "burden"}:
        return at.start <= hit.start < at.end
    if not (at.start <= hit.start and hit.end <= at.end):
        return False
    if wide.cue.effect in {"burden", "turn", "former", "now"} or "…" in at.phrase:
        return False
    return at.end - at.start > hit.end - hit.start


def _takes(pseudo: Hit, hit: Hit) -> bool:
    """Say whether a pseudo cue covers a hit, or the hit begins inside it."""
    is_inside = pseudo.start <= hit.start and hit.end <= pseudo.end
    return is_inside or pseudo.start < hit.start < pseudo.end


def apply_context(
    scan: Scan,
    ntext: NormalizedText,
    matches: list[tuple[CompiledRule, Hit]],
    cue_hits: list[tuple[CompiledCue, Hit]],
) -> tuple[list[Reading], list[Dropped], list[tuple[CompiledCue, Hit]]]:
    """Turn matches into evidence with a stance, or drop them with a reason.

    Parameters
    ----------
    scan : Scan
    ntext : NormalizedText
    matches : list of (CompiledRule, Hit)
    cue_hits : list of (CompiledCue, Hit)

    Returns
    -------
    readings : list of Reading
    dropped : list of Dropped
    cues : list of (CompiledCue, Hit)
        The cues that are not disarmed.
    """
    cues = active_cues(cue_hits)
    pseudo = [at for cue, at in cue_hits if cue.cue.effect == "pseudo"]
    turns = turns_of(cues)
    near = _CuesByPlace(scan.segments, cues)
    changes = find_changes(ntext.text, scan.numbers, scan.segments) if matches else []
    readings: list[Reading] = []
    dropped: list[Dropped] = []
    for rule, hit in matches:
        if rule.rule.stance == "remedy" and any(_takes(at, hit) for at in pseudo):
            continue  # 没有一次检查不看本子 is no relief, whatever 不看本子 says
        reaching = [
            (cue, at)
            for cue, at in near.of(hit)
            if reaches(scan, cue, at, rule, hit, turns)
        ]
        span = original_span(ntext, hit.start, hit.end)
        quote = ntext.original[span.start : span.end]
        slip = hit.slip
        kind, cost = (slip.kind, slip.cost) if slip else ("exact", 0)
        match = Match(rule.rule.id, hit.phrase, span, kind, cost)
        drop = next((ch for ch in reaching if ch[0].cue.effect in DROPPING), None)
        if drop is not None:
            reason = DROPPING[drop[0].cue.effect].format(cue=drop[0].cue.id)
            kind, causes = drop[0].cue.effect, _causes(ntext, [drop])
            dropped.append(Dropped(match, quote, reason, causes=causes, kind=kind))
            continue
        stance, deciding = _decide(rule, reaching)
        causes = _causes(ntext, deciding)
        change = _change_of(changes, hit)
        change_stance = ""
        if change is not None and not rule.rule.stance and stance != "policy":
            stance, name = TRENDS[change.trend]
            change_stance = stance
            span_of_change = original_span(ntext, change.first, change.last)
            told = ntext.original[span_of_change.start : span_of_change.end]
            causes = (Cause(name, change.trend, span_of_change, told),)
        if stance == UNSAID:
            continue
        evidence = Evidence(
            match,
            stance,
            rule.weight,
            quote,
            tuple(dict.fromkeys(cause.cue for cause in causes)),
            rule.rule.layer,
            causes=causes,
        )
        effects = {cue.cue.effect for cue, _ in reaching}
        readings.append(
            Reading(
                evidence,
                rule.rule.symptom,
                hit.start,
                hit.end,
                former="former" in effects,
                burdened="burden" in effects or change_stance == "complaint",
                directed=_is_directed(scan.segments, hit, deciding)
                or change_stance == "remedy",
                replied=any(cue.cue.effect == "reply" for cue, _ in deciding),
            )
        )
    return readings, dropped, cues


def turns_of(cues: list[tuple[CompiledCue, Hit]]) -> list[int]:
    """Return where no cue reaches across: at a turn, and where a scene begins."""
    return sorted(hit.start for cue, hit in cues if cue.cue.effect in {"turn", "scene"})


def _change_of(changes: list[Change], hit: Hit) -> Change | None:
    """Return the first change of figures whose clauses hold a part of the match."""
    return next((c for c in changes if c.start < hit.end and hit.start < c.end), None)


_Units = tuple[list[int], dict[int, list[int]]]
"""Where the units of a text start, and the cues of each by their number."""


class _CuesByPlace:
    """The cues that may reach a match, without a look at those of other sentences.

    Keeps the time of long texts linear. Turns, which reach nothing, are left out.
    """

    def __init__(self, segments: Segments, cues: list[tuple[CompiledCue, Hit]]) -> None:
        self.cues = cues
        self.sentences: _Units = (segments.sentence_starts, {})
        self.paragraphs: _Units = (segments.paragraph_starts, {})
        everywhere: dict[int, int] = {}
        for index, (cue, at) in enumerate(cues):
            reach = cue.cue.reach
            if cue.cue.effect in {"turn", "scene"}:
                continue
            if reach == "document":
                everywhere.setdefault(cue.number, index)
                continue
            starts, places = self.paragraphs if reach == "paragraph" else self.sentences
            for unit in _units(starts, at):
                places.setdefault(unit, []).append(index)
        self.everywhere = list(everywhere.values())

    def of(self, hit: Hit) -> list[tuple[CompiledCue, Hit]]:
        """Return the cues whose scope may hold *hit*, in the order of their places."""
        found = set(self.everywhere)
        for starts, places in (self.sentences, self.paragraphs):
            for unit in _units(starts, hit):
                found.update(places.get(unit, ()))
        return [self.cues[index] for index in sorted(found)]


def _units(starts: list[int], at: Hit) -> range:
    """Return the numbers of the sentences or paragraphs that a hit touches."""
    return range(bisect_right(starts, at.start), bisect_right(starts, at.end - 1) + 1)


def reaches(
    scan: Scan,
    cue: CompiledCue,
    at: Hit,
    rule: CompiledRule | None,
    hit: Hit,
    turns: list[int],
) -> bool:
    """Say whether a cue that stands *at* has the match *hit* in its scope."""
    data = cue.cue
    if rule is not None:
        symptom = rule.rule.symptom
        if data.only_for and symptom not in data.only_for:
            return False
        if symptom in data.not_for:
            return False
    if data.reach == "document":
        return True
    start, end = scope_of(scan.segments, data.reach, data.direction, at)
    if hit.start >= end or hit.end <= start:
        return False
    if data.direction == "forward" and hit.end <= at.end:
        return False
    if data.direction == "backward" and hit.start >= at.start:
        return False
    is_behind = hit.start >= at.start
    between = (at.end, hit.start) if is_behind else (hit.end, at.start)
    # Evidence that goes on past a turn is not of the cue before it either.
    last = hit.end if is_behind and rule is not None else between[1]
    turn = bisect_left(turns, between[0])
    if turn < len(turns) and turns[turn] < last:
        return False
    stops = scan.group(cue.stops_at)
    stop = bisect_left(stops, between[0], key=lambda s: s.start)
    return stop == len(stops) or stops[stop].start >= between[1]


def scope_of(
    segments: Segments, reach: str, direction: str, at: Hit
) -> tuple[int, int]:
    """Return start and end of what a cue that stands *at* may reach."""
    if reach == "words":
        start, end = at.start - WORDS_REACH, at.end + WORDS_REACH
        low, high = segments.clause_of(at.start)
        start, end = max(start, low), min(end, high)
    elif reach == "clause":
        start, end = segments.clause_of(at.start)
    elif reach == "sentence":
        start, end = segments.sentence_of(at.start)
    else:
        start, end = segments.paragraph_of(at.start)
    if direction == "forward":
        start = at.start
    elif direction == "backward":
        end = at.end
    return start, max(end, at.end)


_UNIT_RANK = {"words": 0, "clause": 1, "sentence": 2, "paragraph": 3, "document": 4}
_EFFECT_RANK = {
    "suppose": 0, "policy": 1, "remedy": 2, "quote": 3, "mention": 4, "reply": 5,
}  # fmt: skip


def _causes(
    ntext: NormalizedText, cues: list[tuple[CompiledCue, Hit]]
) -> tuple[Cause, ...]:
    """Return the cues as people are shown them."""
    out = []
    for cue, at in cues:
        span = original_span(ntext, at.start, at.end)
        quote = ntext.original[span.start : span.end]
        out.append(Cause(cue.cue.id, cue.cue.effect, span, quote))
    return tuple(out)


def _is_directed(
    segments: Segments, hit: Hit, deciding: list[tuple[CompiledCue, Hit]]
) -> bool:
    """Say whether an order of the clause, or relief of the sentence, decided.

    Orders of the sentence are as often about its other clauses.
    """
    start, end = segments.clause_of(hit.start)
    return any(
        STANCE_OF[cue.cue.effect] != "mention"
        and (
            start <= at.start < end
            or (cue.cue.effect == "remedy" and _UNIT_RANK[cue.cue.reach] < 3)
        )
        for cue, at in deciding
    )


def _decide(
    rule: CompiledRule, reaching: list[tuple[CompiledCue, Hit]]
) -> tuple[str, list[tuple[CompiledCue, Hit]]]:
    """Return the stance of a match and the cues that decided it.

    Of the cues of the sentence a hypothesis comes before an order before relief,
    since 要取消 and 如果取消 are no relief, and for the same reason relief that a
    rule has fixed yields to them; any other fixed stance stands. Of equal effects
    the shortest reach decides; cues of paragraph and document come last.
    """
    deciding = [(c, h) for c, h in reaching if c.cue.effect in DECIDING]
    if rule.rule.stance == "remedy":
        deciding = [ch for ch in deciding if ch[0].cue.effect in {"suppose", "policy"}]
        deciding = [ch for ch in deciding if _UNIT_RANK[ch[0].cue.reach] < 3]
    if not deciding or rule.rule.stance not in {"", "remedy"}:
        return rule.rule.stance or rule.rule.alone, []
    best = min(
        deciding,
        key=lambda ch: (
            _UNIT_RANK[ch[0].cue.reach] >= 3,
            _EFFECT_RANK[ch[0].cue.effect],
            _UNIT_RANK[ch[0].cue.reach],
        ),
    )
    effect = best[0].cue.effect
    if rule.rule.alone == UNSAID and STANCE_OF[effect] == "mention":
        return UNSAID, []
    return STANCE_OF[effect], [ch for ch in deciding if ch[0].cue.effect == effect]
