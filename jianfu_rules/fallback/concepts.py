"""The concepts of a text: where shared lists and cues stand in it.

The one place where the model meets the matching engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.fallback.features import CUE_PREFIX, ConceptFinder, TextView
from jianfu_rules.pipeline.governing import is_governed
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.stance import active_cues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.pipeline.units import Hit
    from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRules


class TextConcepts:
    """Reads texts into what the model sees of them.

    Parameters
    ----------
    rules : CompiledRules
        Their shared lists and cues are the concepts.
    """

    def __init__(self, rules: CompiledRules) -> None:
        self.rules = rules
        self.finder = ConceptFinder(rules.shared_words)

    def view(
        self,
        text: str,
        segments: Segments,
        cues: Iterable[tuple[CompiledCue, Hit]],
    ) -> TextView:
        """Return what the model sees of a folded text whose cues are known."""
        active = list(cues)
        marks = self.finder.find(text)
        marks += [(at.start, at.end, CUE_PREFIX + cue.cue.id) for cue, at in active]
        marks.sort()
        governed = is_governed(text, segments, active)
        return TextView(text, marks, segments.sentence_starts, governed)

    def read(self, text: str) -> TextView:
        """Return what the model sees of a raw text."""
        ntext = normalize(text)
        segments = segment(ntext)
        _, hits = find_matches(scan_text(self.rules, ntext.text, segments))
        return self.view(ntext.text, segments, active_cues(hits))
