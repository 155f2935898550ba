"""Read CSV and TSV: strict first, then whatever can be saved of an odd row."""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.encodings import Line
from jianfu_rules.records.record import Reading, Record
from jianfu_rules.records.rows import Columns

_MAX_ROW_LINES = 1000
"""A quoted field of more lines than this is taken for a quote left open; without
a limit one stray quote would swallow the rest of the file."""

_OTHER_DELIMITERS = ("\t", ";", "|")


class _RunsOnError(csv.Error):
    """A quoted field that does not end within `_MAX_ROW_LINES`."""


@dataclass(slots=True)
class _Row:
    line_number: int
    cells: list[str]
    problem: Problem | None = None
    is_mended: bool = False


class _LineFeed:
    """The lines that `csv.reader` takes, with those of the present row at hand."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = iter(lines)
        self.waiting: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MAX_ROW_LINES:
            raise _RunsOnError
        line = self.waiting.popleft() if self.waiting else next(self.lines)
        self.taken.append(line)
        # Python 3.10 cannot read a NUL at all.
        return line.text.replace("\0", " ")

    def give_back(self) -> None:
        """Let all lines of the present row but its first be read again."""
        self.waiting.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def read_delimited(
    lines: Iterable[Line], reading: Reading, delimiter: str
) -> Iterator[Record]:
    """Yield a record for every row below the header that is not empty.

    Parameters
    ----------
    lines : iterable of Line
        With their line ends: a quoted field may hold some.
    reading : Reading
    delimiter : str
        What the file name promises; another one is taken, and said, where the
        header shows it.

    Raises
    ------
    InputError
        A header that cannot be read, or without the text column.
    """
    # The limit belongs to the whole process; Windows has room for 32 bits only.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    feed = _LineFeed(lines)
    delimiter = _find_delimiter(feed, reading, delimiter)
    columns: Columns | None = None
    for row in _read_rows(feed, delimiter, reading):
        if row.problem is None and not any(cell.strip() for cell in row.cells):
            continue
        if columns is None:
            if row.problem:
                raise InputError(row.problem)
            if row.is_mended:
                source = SourceRef(reading.file, row.line_number, 1)
                reading.report(Problem("JF631", {}, source, severity="warning"))
            header = [cell.strip().lstrip("\ufeff") for cell in row.cells]
            while header and not header[-1]:
                header.pop()
            columns = Columns.choose(header, reading)
        else:
            yield _record(row, columns, reading, delimiter)
    if columns is None:
        raise InputError(Problem("JF606", {"path": reading.file}))


def _record(row: _Row, columns: Columns, reading: Reading, delimiter: str) -> Record:
    """Make a record of a row; what is odd about it is reported."""
    place = f"{reading.file}:{row.line_number}"
    cells = row.cells
    problem = row.problem
    warning = "JF631" if row.is_mended else ""
    text_index, wanted = columns.text_index, len(columns.names)
    values = {"got": len(cells), "wanted": wanted}
    source = SourceRef(reading.file, row.line_number, 1)
    if row.is_mended and len(cells) != wanted:
        problem = problem or Problem("JF630", {}, source)
    elif any(cell.strip() for cell in cells[wanted:]):
        if text_index == wanted - 1:
            cells = [*cells[:text_index], delimiter.join(cells[text_index:])]
            warning = "JF635"
        else:
            problem = problem or Problem("JF634", values, source)
    elif len(cells) < wanted:
        if text_index < len(cells):
            warning = "JF633"
        else:
            problem = problem or Problem("JF632", values, source)
    if warning and not problem:
        reading.report(Problem(warning, values, source, severity="warning"))
    return columns.record(cells, place, problem)


def _find_delimiter(feed: _LineFeed, reading: Reading, delimiter: str) -> str:
    """Look at the header for a delimiter other than the promised one."""
    first = next(feed.lines, None)
    if first is None:
        return delimiter
    text = first.text.strip().lstrip("\ufeff")
    if text.lower().startswith("sep=") and len(text) <= len("sep=") + 1:
        # Excel's own way to name the delimiter; the line is no header.
        found = text[len("sep=") :] or "\t"
    else:
        feed.waiting.append(first)
        if delimiter in text:
            return delimiter
        found = next((d for d in (",", *_OTHER_DELIMITERS) if d in text), delimiter)
    if found != delimiter:
        values = {"delimiter": "Tab" if found == "\t" else f"“{found}”"}
        source = SourceRef(reading.file)
        reading.report(Problem("JF625", values, source, severity="note"))
    return found


def _read_rows(feed: _LineFeed, delimiter: str, reading: Reading) -> Iterator[_Row]:
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            # Only the first line is given up; the others may be rows of their own.
            feed.give_back()
            cells = _mend_row(feed.taken[0].text, delimiter)
            row = _Row(feed.taken[0].number, cells, is_mended=True)
        else:
            row = _Row(feed.taken[0].number, cells)
        for line in feed.taken:
            if "\0" in line.text:
                source = SourceRef(reading.file, line.number, line.text.index("\0") + 1)
                reading.report(Problem("JF636", {}, source, severity="warning"))
            row.problem = row.problem or line.problem
        yield row


def _mend_row(text: str, delimiter: str) -> list[str]:
    """Read one physical line as leniently as may be; nothing where that fails."""
    try:
        rows = list(csv.reader([text.replace("\0", " ")], delimiter=delimiter))
    except csv.Error:
        return []
    cells = rows[0] if rows else []
    return [*cells[:-1], cells[-1].rstrip("\r\n")] if cells else []
