"""Bar charts as inline SVG: no script, no font, no network.

A chart repeats a table beside it, which is what a screen reader gets; text falls
back on the fonts of the page, for the SVG stands inside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

_WIDTH = 720
_ROW = 28
_LABELS = 230
_NUMBERS = 60
_HEIGHT = 220
_BASE = 170
_MOST_LABELS = 18


def bar_chart(title: str, rows: Sequence[tuple[str, int | None]]) -> str:
    """Return bars that lie, one a row.

    Parameters
    ----------
    title : str
    rows : sequence of (str, int or None)
        A hidden count has no bar.
    """
    return "".join(_bars(title, rows))


def column_chart(title: str, rows: Sequence[tuple[str, int | None]]) -> str:
    """Return bars that stand, for months."""
    return "".join(_columns(title, rows))


def _bars(title: str, rows: Sequence[tuple[str, int | None]]) -> Iterator[str]:
    most = max((count or 0 for _, count in rows), default=0) or 1
    room = _WIDTH - _LABELS - _NUMBERS
    yield _open(title, _ROW * len(rows) + 4)
    for index, (name, count) in enumerate(rows):
        middle = index * _ROW + _ROW // 2 + 2
        yield _text(_LABELS - 8, middle + 5, name, "end")
        length = round(room * (count or 0) / most, 1)
        if count:
            yield (
                f'<rect class="bar" x="{_LABELS}" y="{middle - 9}" '
                f'width="{length}" height="18" rx="2"/>'
            )
        yield _text(_LABELS + length + 6, middle + 5, _number(count), "start")
    yield "</svg>"


def _columns(title: str, rows: Sequence[tuple[str, int | None]]) -> Iterator[str]:
    most = max((count or 0 for _, count in rows), default=0) or 1
    step = _WIDTH / max(len(rows), 1)
    width = round(min(step * 0.7, 60), 1)
    # Where there are many, every second or third name is enough.
    every = -(-len(rows) // _MOST_LABELS)
    yield _open(title, _HEIGHT)
    yield f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{_BASE}" y2="{_BASE}"/>'
    for index, (name, count) in enumerate(rows):
        middle = round(step * (index + 0.5), 1)
        height = round((_BASE - 30) * (count or 0) / most, 1)
        if count:
            yield (
                f'<rect class="bar" x="{round(middle - width / 2, 1)}" '
                f'y="{_BASE - height}" width="{width}" height="{height}" rx="2"/>'
            )
        yield _text(middle, _BASE - height - 6, _number(count), "middle")
        if index % every == 0:
            year, _, month = name.rpartition("年")
            yield _text(middle, _BASE + 18, month or year, "middle")
            is_new = index == 0 or rows[index - every][0].rpartition("年")[0] != year
            if year and month and is_new:
                yield _text(middle, _BASE + 38, f"{year}年", "middle")
    yield "</svg>"


def _open(title: str, height: int) -> str:
    return (
        f'<svg role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">'
        f"<title>{escape(title)}</title>"
    )


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _number(count: int | None) -> str:
    return "＊" if count is None else f"{count:,}"
