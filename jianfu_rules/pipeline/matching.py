"""Find the matches of rules and the hits of cues in a scanned text.

The order of things is settled here and nowhere else: hits of the phrases of a rule
and of ``together`` are one list, of which those inside another are left out; then
``exceptions`` void what they overlap and ``unless`` its sentence. Rules do not
contend with one another: the words of one may be evidence for several. Offsets
are those of the folded text.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from jianfu_rules.pipeline.scanning import tidy
from jianfu_rules.pipeline.units import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.pipeline.scanning import Scan
    from jianfu_rules.pipeline.units import Unit
    from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRule


def find_matches(
    scan: Scan,
) -> tuple[list[tuple[CompiledRule, Hit]], list[tuple[CompiledCue, Hit]]]:
    """Find the matches of all rules and the hits of all cues.

    Returns
    -------
    matches, cues : lists of (rule or cue, Hit)
        Sorted by place; what ``exceptions`` and the like make void is left out.
    """
    rules = scan.rules
    matches: list[tuple[CompiledRule, Hit]] = []
    cues: list[tuple[CompiledCue, Hit]] = []
    triggered: dict[str, tuple[CompiledRule, list[Unit]]] = {}
    for unit in scan.units:
        for group in unit.candidates:
            hits = scan.group_in(unit, group)
            if not hits:
                continue
            for cue in rules.cues_of_group.get(group, ()):
                cues.extend([(cue, hit) for hit in hits])
            for rule in rules.rules_of_group.get(group, ()):
                units = triggered.setdefault(rule.rule.id, (rule, []))[1]
                if not units or units[-1] is not unit:
                    units.append(unit)
    for rule, units in triggered.values():
        matches.extend([(rule, hit) for hit in rule_hits(scan, rule, units)])
    matches.sort(key=lambda m: (m[1].start, m[1].end, m[0].rule.id))
    cues.sort(key=lambda c: (c[1].start, c[1].end, c[0].number))
    return matches, cues


def mended_text(scan: Scan, matches: list[tuple[CompiledRule, Hit]]) -> str:
    """Return the folded text with the words that were matched by a slip as they should be.

    Only where the length stays, so that offsets do. What knows words by their
    characters, as the trained model does, reads this one.
    """
    text = scan.text
    for _, hit in matches:
        slip = hit.slip
        if slip is not None:
            word = scan.rules.literals[slip.literal]
            if len(word) == slip.end - slip.start:
                text = text[: slip.start] + word + text[slip.end :]
    return text


def rule_hits(scan: Scan, rule: CompiledRule, units: list[Unit]) -> list[Hit]:
    """Return the hits of one rule in the sentences where it may have some."""
    if rule.only_with >= 0 and not scan.group(rule.only_with):
        return []
    if rule.unless_anywhere >= 0 and scan.group(rule.unless_anywhere):
        return []
    if rule.together and rule.rule.within == "text":
        units = scan.units
    hits = [hit for unit in units for hit in scan.group_in(unit, rule.phrases)]
    if rule.together:
        hits += _together(scan, rule, units)
    if scan.slips:
        hits = [h for h in hits if h.slip is None or h.slip.kind in rule.slips]
    hits = tidy(hits)
    if hits and rule.exceptions >= 0:
        voids = [h for unit in units for h in scan.group_in(unit, rule.exceptions)]
        hits = _clear_of(hits, [(void.start, void.end) for void in voids])
    if hits and rule.unless >= 0:
        silent = [h for unit in units for h in scan.group_in(unit, rule.unless)]
        hits = _clear_of(hits, [scan.segments.sentence_of(h.start) for h in silent])
    return hits


def _clear_of(hits: list[Hit], ranges: list[tuple[int, int]]) -> list[Hit]:
    """Return the hits that overlap no range; ranges are sorted by start and end."""
    ends = [end for _, end in ranges]
    out = []
    for hit in hits:
        index = bisect_right(ends, hit.start)
        if index == len(ranges) or ranges[index][0] >= hit.end:
            out.append(hit)
    return out


def _together(scan: Scan, rule: CompiledRule, units: Iterable[Unit]) -> list[Hit]:
    """Return, for each part of the text that holds all, the shortest span over them."""
    bounds = {
        "clause": scan.segments.clause_starts,
        "sentence": scan.segments.sentence_starts,
        "text": [0],
    }[rule.rule.within]
    by_part: list[dict[int, list[Hit]]] = []
    for group in rule.together:
        parts: dict[int, list[Hit]] = {}
        for unit in units:
            for hit in scan.group_in(unit, group):
                parts.setdefault(bisect_right(bounds, hit.start), []).append(hit)
        if not parts:
            return []
        by_part.append(parts)
    out = []
    for part in by_part[0]:
        if all(part in parts for parts in by_part):
            hits = [parts[part] for parts in by_part]
            start, end = _shortest(hits)
            slips = (h.slip for found in hits for h in found if start <= h.start < end)
            slip = next(filter(None, slips), None)
            out.append(Hit(start, end, rule.together_text, slip))
    return out


def _shortest(parts: list[list[Hit]]) -> tuple[int, int]:
    """Return the shortest span over one hit of each part, the first of equal ones.

    No hit of a part lies inside another, so the last one to end starts last too.
    """
    ends = sorted((h.end, h.start, n) for n, hits in enumerate(parts) for h in hits)
    last_starts = [-1] * len(parts)
    best: tuple[int, int] | None = None
    for end, start, part in ends:
        last_starts[part] = start
        first = min(last_starts)
        if first >= 0 and (best is None or end - first < best[1] - best[0]):
            best = first, end
    assert best is not None  # noqa: S101  each part has a hit
    return best
