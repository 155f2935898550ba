"""Lay out help in columns of Chinese width, breaking lines where Chinese may."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import pairwise

from jianfu_rules.cli.snippets import break_offsets
from jianfu_rules.errors import display_width

Row = tuple[str, str]
"""What is written on the command line, and what it does."""

_WIDTHS = (60, 92)
_NAME_CELLS = 26


def help_width() -> int:
    """Return the width of help: the terminal's, within what reads well."""
    low, high = _WIDTHS
    return min(max(shutil.get_terminal_size().columns, low), high)


def wrap(text: str, cells: int) -> list[str]:
    """Break *text* into lines of at most *cells* terminal cells.

    Examples
    --------
    >>> wrap("编码 UTF-8、GBK 都可以。", 12)
    ['编码 UTF-8、', 'GBK 都可以。']
    """
    flat = " ".join(text.split())
    bounds = [0, *break_offsets(flat, cells), len(flat)]
    return [flat[start:end].strip() for start, end in pairwise(bounds)]


def lay_out_rows(title: str, rows: Iterable[Row], width: int) -> Iterator[str]:
    """Yield a title and its rows in two columns."""
    yield title
    indent = " " * (_NAME_CELLS + 2)
    for name, about in rows:
        lines = wrap(about, width - _NAME_CELLS - 2)
        head = "  " + name
        if display_width(head) >= _NAME_CELLS + 2:
            yield head
            head = indent
        yield head + " " * (len(indent) - display_width(head)) + lines[0]
        yield from (indent + line for line in lines[1:])
