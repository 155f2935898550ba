"""The concept classes of a text: which shared lists and which cues it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.fallback.features import CUE_PREFIX, ConceptFinder
from jianfu_rules.pipeline.matching import find_matches, scan_text
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.stance import active_cues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.ruleset.compiling import CompiledRules


class TextConcepts:
    """Reads texts into their folded form and their concepts.

    Parameters
    ----------
    rules : CompiledRules
        Their shared lists and cues are the concepts.
    """

    def __init__(self, rules: CompiledRules) -> None:
        self.rules = rules
        self.finder = ConceptFinder(rules.ruleset.words.get("", {}))

    def concepts(self, text: str, cue_ids: Iterable[str]) -> set[str]:
        """Return the concepts of a folded text whose cues are known."""
        return self.finder.find(text) | {CUE_PREFIX + cue for cue in cue_ids}

    def read(self, text: str) -> tuple[str, set[str]]:
        """Return a raw text folded, and its concepts."""
        ntext = normalize(text)
        scan = scan_text(self.rules, ntext.text, segment(ntext))
        _, hits = find_matches(scan)
        cues = {cue.cue.id for cue, _ in active_cues(hits)}
        return ntext.text, self.concepts(ntext.text, cues)
