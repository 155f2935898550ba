"""Cut a folded text into paragraphs, sentences and clauses.

A sentence ends at ``。！？；…``, at a line end and at an ASCII full stop after a Han
character; a clause also at ``，：——`` and where white space stood for a comma. The
signs and the quotes and brackets that close with them belong to the part before.

The folded text has one form of each sign, and ASCII ``,`` and ``:`` only between
digits, so that 1,068 and 17:00 need no care here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianfu_rules.model_texts import NormalizedText

_SIGNS = "，。：！？；…—."
_CUT = re.compile(f'[{_SIGNS}\n](?:(?<!\n)[{_SIGNS}]*[”’）】》"\\]]*\n?)?')
_STOP = re.compile("[。！？；]|……|[.][.]")
_DASH_OR_COMMA = re.compile("[，：]|——")
_FULL_STOP = re.compile(r"(?<=[^\W\d_a-z])[.](?![0-9a-z])")

MAX_SENTENCE = 1_000
"""Longer sentences, in code points, are cut: the work on one may grow with its square.

What people say without a full stop, dictated and run together, has some hundreds.
"""
_CUT_SLACK = 50
"""So far before that length a sign or a blank is looked for to cut at."""

_WRAPPED_LENGTH = 25
"""The shortest line that may have been cut off at the margin, in code points."""
_WRAPPED_SLACK = 1
"""How far two full lines may differ: no line may begin with a closing sign."""


@dataclass(slots=True)
class Segments:
    """Where the clauses, sentences and paragraphs of a text begin.

    Parameters
    ----------
    length : int
        Of the text, in code points.
    clause_starts, sentence_starts, paragraph_starts : list of int
        Sorted offsets in the folded text; each list begins with 0 and holds all
        of the next one.
    """

    length: int
    clause_starts: list[int]
    sentence_starts: list[int]
    paragraph_starts: list[int]

    def clause_of(self, offset: int) -> tuple[int, int]:
        """Return start and end of the clause that an offset lies in.

        Examples
        --------
        >>> Segments(6, [0, 3], [0], [0]).clause_of(4)
        (3, 6)
        """
        return _part_of(self.clause_starts, offset, self.length)

    def sentence_of(self, offset: int) -> tuple[int, int]:
        """Return start and end of the sentence that an offset lies in.

        Examples
        --------
        >>> Segments(6, [0, 3], [0], [0]).sentence_of(4)
        (0, 6)
        """
        return _part_of(self.sentence_starts, offset, self.length)

    def paragraph_of(self, offset: int) -> tuple[int, int]:
        """Return start and end of the paragraph that an offset lies in.

        Examples
        --------
        >>> Segments(6, [0, 3], [0, 3], [0]).paragraph_of(5)
        (0, 6)
        """
        return _part_of(self.paragraph_starts, offset, self.length)


def segment(ntext: NormalizedText) -> Segments:
    """Return where the parts of a folded text begin.

    Parameters
    ----------
    ntext : NormalizedText
        As ``normalize`` returns it.

    Returns
    -------
    Segments
        A text without any sign is one clause, apart from its ``breaks``.

    Examples
    --------
    >>> from jianfu_rules.pipeline.normalizing import normalize
    >>> parts = segment(normalize("白天开会,晚上补材料。太累了!"))
    >>> parts.clause_starts, parts.sentence_starts
    ([0, 5, 11], [0, 11])
    """
    text = ntext.text
    length = len(text)
    clauses, sentences, paragraphs = [0], [0], [0]
    line_start = 0
    full_line = 0
    open_quotes = counted_to = 0
    for m in _CUT.finditer(text):
        signs = m[0]
        end = m.end()
        if '"' in signs and signs[-1] != "\n":
            # The ASCII quote has no direction: it closes if one is open.
            open_quotes += text.count('"', counted_to, m.start())
            counted_to = m.start()
            if open_quotes % 2 == 0:
                end = counted_to + signs.index('"')
        if end == length:
            break
        if signs == "，":
            clauses.append(end)
            continue
        is_sentence = _STOP.search(signs) is not None
        if signs[-1] == "\n":
            if signs == "\n":
                is_line = not _is_wrapped(text, line_start, m.start(), full_line)
            else:
                is_line = is_sentence or "，" not in signs
            full_line = m.start() - line_start
            line_start = end
            if is_line:
                paragraphs.append(end)
                is_sentence = True
        if is_sentence or _FULL_STOP.match(text, m.start()):
            sentences.append(end)
            clauses.append(end)
        elif _DASH_OR_COMMA.search(signs):
            clauses.append(end)
    if ntext.breaks:
        clauses = sorted({*clauses, *ntext.breaks})
    cuts = _cuts(text, sentences) if length > MAX_SENTENCE else []
    if cuts:
        sentences = sorted({*sentences, *cuts})
        clauses = sorted({*clauses, *cuts})
    return Segments(length, clauses, sentences, paragraphs)


def _cuts(text: str, starts: list[int]) -> list[int]:
    """Return where sentences that are too long are cut, best behind a sign."""
    out = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        while end - start > MAX_SENTENCE:
            cut = start + MAX_SENTENCE
            around = range(cut, cut - _CUT_SLACK, -1)
            start = next((at for at in around if not text[at - 1].isalnum()), cut)
            out.append(start)
    return out


def _is_wrapped(text: str, start: int, end: int, before: int) -> bool:
    """Whether the line was cut off at the margin and goes on in the next one.

    It does after a ``、``, and where it is long and, give or take a character, as
    long as the line before or after it. A paragraph of two lines is therefore not
    seen to be wrapped, and its line end ends a sentence.
    """
    if text[end - 1] == "、":
        return True
    width = end - start
    if width < _WRAPPED_LENGTH:
        return False
    after = text.find("\n", end + 1)
    after = (len(text) if after < 0 else after) - end - 1
    return min(abs(width - before), abs(width - after)) <= _WRAPPED_SLACK


def _part_of(starts: list[int], offset: int, length: int) -> tuple[int, int]:
    """Return the part between two starts that holds the offset."""
    i = bisect_right(starts, offset)
    return starts[i - 1], starts[i] if i < len(starts) else length
