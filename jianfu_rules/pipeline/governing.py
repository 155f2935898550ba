"""Say whether all of a text stands under cues that make it something else than trouble.

Where every clause is denied, supposed, ordered, promised or told as put right, the
words of trouble in it are no complaint, whoever weighs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.pipeline.stance import scope_of

if TYPE_CHECKING:
    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue

NEARLY_ALL = 0.85
# The share of the characters that stand under cues; the rest is 您好 or 昨天去问了.

_GOVERNING = {"deny", "suppose", "policy", "remedy"}
_UNREAL = {"deny", "suppose"}
_NEAR = {"words", "clause", "sentence"}
_SIGNS = "，。：！？；…—、“”‘’ \n"


def is_governed(
    text: str, segments: Segments, cues: list[tuple[CompiledCue, Hit]]
) -> bool:
    """Say whether cues reach nearly all of a text, with no trouble told beside them.

    A turn or a scene leaves the scope of what stands before it, and a burden tells
    of trouble, unless it is itself denied or supposed.

    Parameters
    ----------
    text : str
        Folded text.
    segments : Segments
    cues : list of (CompiledCue, Hit)
        The active cues, sorted by place.
    """
    governing, unreal, burdens = [], [], []
    for cue, at in cues:
        effect = cue.cue.effect
        if effect in {"turn", "scene"}:
            return False
        if effect == "burden":
            burdens.append(at.start)
        elif effect in _GOVERNING and cue.cue.reach in _NEAR:
            scope = scope_of(segments, cue.cue.reach, cue.cue.direction, at)
            scope = min(scope[0], at.start), max(scope[1], at.end)
            governing.append(scope)
            if effect in _UNREAL:
                unreal.append(scope)
    if not governing:
        return False
    if any(all(not s <= at < e for s, e in unreal) for at in burdens):
        return False
    reached = total = 0
    starts = [*segments.clause_starts, len(text)]
    for start, end in zip(starts, starts[1:], strict=False):
        length = len(text[start:end].strip(_SIGNS))
        total += length
        # A clause counts whole: in 这事要防止… the words before the cue are of it.
        if any(s < end and e > start for s, e in governing):
            reached += length
    return reached >= NEARLY_ALL * total > 0
