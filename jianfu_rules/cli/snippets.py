"""Cut the part of a text that shows why it got a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jianfu_rules.errors import display_width
from jianfu_rules.spans import merge_spans

Piece = tuple[str, bool]
"""Some text, and whether it is evidence."""

_CONTEXT_CHARACTERS = 14
_SENTENCE_END = re.compile(r"[。！？；!?;\n\r]")
# Terminal escapes, and marks that turn the direction of writing.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
# A run of Latin letters stays whole; brackets and stops stay with their words.
_UNIT = re.compile(r"\s+|[（“【]*(?:[!-~]+|.)[，。；：、！？）”】…]*", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


def cut_snippet(text: str, spans: Iterable[tuple[int, int]], cells: int) -> list[Piece]:
    """Return the evidence with some words around it.

    Parameters
    ----------
    text : str
    spans : iterable of (int, int)
        The evidence, as offsets in code points; none for the beginning of the text.
    cells : int
        Width that the snippet may take, in terminal cells.

    Returns
    -------
    list of (str, bool)

    Examples
    --------
    >>> cut_snippet("你好。一天要在五个群里打卡，很累。再见。", [(3, 13)], 60)
    [('一天要在五个群里打卡', True), ('，很累。', False)]
    """
    merged = merge_spans(spans)
    pieces = list(_pieces(text, merged)) if merged else [(text, False)]
    return _fit([(_showable(piece), is_on) for piece, is_on in pieces], cells)


def break_offsets(text: str, cells: int) -> list[int]:
    """Return where lines of at most *cells* terminal cells must end.

    Examples
    --------
    >>> break_offsets("三个部门。好", 8)
    [3]
    """
    offsets: list[int] = []
    used = 0
    for unit in _UNIT.finditer(text):
        width = display_width(unit[0])
        if used and used + width > cells:
            offsets.append(unit.start())
            used = 0
        used += width
    return offsets


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    shown_end = 0
    for index, (start, end) in enumerate(spans):
        begin = max(shown_end, start - _CONTEXT_CHARACTERS)
        before = text[begin:start]
        ends = list(_SENTENCE_END.finditer(before))
        if ends:
            before = before[ends[-1].end() :]
        elif begin > shown_end:
            before = "…" + before
        if index and ends:
            before = "…" + before
        if before:
            yield before, False
        yield text[start:end], True
        next_start = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        stop = min(end + _CONTEXT_CHARACTERS, next_start)
        after = text[end:stop]
        first_end = _SENTENCE_END.search(after)
        if first_end:
            after = after[: first_end.end()]
        elif stop < next_start:
            after += "…"
        shown_end = end + (first_end.end() if first_end else stop - end)
        if after:
            yield after, False


def _showable(piece: str) -> str:
    piece = _UNSHOWABLE.sub("·", " ".join(re.split(r"\s+", piece)))
    return _SURROGATE.sub("\ufffd", piece)


def _fit(pieces: list[Piece], cells: int) -> list[Piece]:
    fitting: list[Piece] = []
    for piece, is_on in pieces:
        # A cell holds half a character at least; the rest need not be measured.
        kept = piece[: cells + 1]
        while kept and display_width(kept) > cells:
            kept = kept[:-1]
        if kept:
            fitting.append((kept, is_on))
        cells -= display_width(kept)
        if kept != piece:
            fitting.append(("…", False))
            break
    return fitting
