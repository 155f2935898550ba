"""Ask a dictionary whether a short word was cut out of two others.

平台账号 holds 台账, and 通报表扬 holds 报表. The words that a rule file names
under ``whole_words`` count only where jieba's cut of the sentence has an edge at
both of their ends. The dictionary takes half a second to load, so nobody pays for
it before such a word stands between two other Han characters.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from jianfu_rules.ruleset.noise import LEFT, RIGHT
from jianfu_rules.ruleset.sounds import is_han

if TYPE_CHECKING:
    from jianfu_rules.pipeline.segmenting import Segments
    from jianfu_rules.pipeline.units import WordHit

_WINDOW = 24
# Characters on each side that the cut sees: no word is half as long.


def keep_whole(
    edges: dict[int, int], text: str, segments: Segments, hits: list[WordHit]
) -> list[WordHit]:
    """Leave out the hits that cut across words of the dictionary.

    Parameters
    ----------
    edges : dict of int to int
        For the literals that ask: which of their ends must be an edge.
    text : str
        Folded text.
    segments : Segments
    hits : list of (literal, start, end)
    """
    if edges.keys().isdisjoint([hit[0] for hit in hits]):
        return hits
    return [
        hit
        for hit in hits
        if hit[0] not in edges
        or not _is_between_han(text, *hit[1:], edges[hit[0]])
        or _is_whole(text, segments, hit, edges[hit[0]])
    ]


def _is_between_han(text: str, start: int, end: int, edges: int) -> bool:
    """Whether both neighbours of a word are Han, as far as its edges matter."""
    return not (edges & LEFT and (start == 0 or not is_han(text[start - 1]))) and not (
        edges & RIGHT and (end == len(text) or not is_han(text[end]))
    )


def _is_whole(text: str, segments: Segments, hit: WordHit, edges: int) -> bool:
    _, start, end = hit
    low, high = segments.clause_of(start)
    low, high = max(low, start - _WINDOW), min(max(high, end), end + _WINDOW)
    at = low
    cuts = {low}
    for word in _tokenizer().cut(text[low:high]):
        at += len(word)
        cuts.add(at)
    return (not edges & LEFT or start in cuts) and (not edges & RIGHT or end in cuts)


@cache
def _tokenizer() -> Any:
    """Return a tokenizer of our own: the shared one may hold a user's words."""
    with warnings.catch_warnings():
        # Its source has escapes, and an import, that newer Pythons warn about.
        warnings.simplefilter("ignore")
        import jieba  # type: ignore[import-untyped]

        jieba.setLogLevel("ERROR")
        tokenizer = jieba.Tokenizer()
        tokenizer.initialize()
    return tokenizer
