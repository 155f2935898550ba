"""Read workbooks (.xlsx) row by row, sheet by sheet."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any, BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.cells import show_value
from jianfu_rules.records.columns import guess_text_field
from jianfu_rules.records.extras import need
from jianfu_rules.records.packages import broken, open_package
from jianfu_rules.records.record import Reading, Record
from jianfu_rules.records.rows import Columns
from jianfu_rules.records.streams import CountedStream

_MAX_ROWS = 1 << 20
"""A sheet has no more; a forged row number must not make the reader count for days."""

_HEADER_ROWS = 20
_HEADER_CELL_CHARS = 30
_UNCLEAR = {"JF620", "JF621", "JF623", "JF626"}

Row = tuple[int, list[str]]
"""Its number, from one, and its cells without the empty ones at the end."""


def read_workbook(
    stream: BinaryIO | CountedStream, reading: Reading, *, whole: bool = False
) -> Iterator[Record]:
    """Yield a record for every row below the header of every sheet.

    Parameters
    ----------
    stream : binary file
        Seekable.
    reading : Reading
        With a ``sheet`` only that one is read.
    whole : bool
        Take the workbook as one text, its cells set off by tabs.

    Raises
    ------
    InputError
        No sound workbook (JF671, JF681), no such sheet (JF674), or no sheet with a
        text column.
    """
    need("defusedxml", "xlsx")
    openpyxl = need("openpyxl", "xlsx")
    open_package(stream, reading.file, "xlsx").close()
    if isinstance(stream, CountedStream):
        # A sheet that does not say its size is read through to find it.
        stream.is_counting = False
    try:
        with warnings.catch_warnings():
            # About styles and extensions, which are of no interest here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    except Exception as error:  # the file is not ours, nor is the library
        raise broken(reading.file, "xlsx", error) from None
    if isinstance(stream, CountedStream):
        stream.is_counting = True
    try:
        sheets = _wanted_sheets(book, reading)
        read = _read_whole if whole else _read_sheets
        yield from read(sheets, reading, is_one=len(book.sheetnames) == 1)
    finally:
        book.close()


def _wanted_sheets(book: Any, reading: Reading) -> list[Any]:
    # A sheet of a chart alone has no rows.
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
    if reading.sheet is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.title == reading.sheet]
    if not found:
        names = [sheet.title for sheet in sheets]
        near = get_close_matches(reading.sheet, names, n=1, cutoff=0.4)
        known = "、".join(near + [name for name in names if name not in near])
        values = {"path": reading.file, "sheet": reading.sheet, "known": known}
        raise InputError(Problem("JF674", values))
    return found


def _read_sheets(
    sheets: list[Any], reading: Reading, *, is_one: bool
) -> Iterator[Record]:
    unclear: list[tuple[Problem, InputError]] = []
    is_any_read = False
    for sheet in sheets:
        rows = _rows(sheet, reading.file)
        first = list(islice(rows, _HEADER_ROWS))
        if not first:
            continue
        at = _header_index(first, reading)
        number, header = first[at]
        names = [cell.strip() for cell in header]
        try:
            columns = Columns.choose(names, reading)
        except InputError as error:
            if not _UNCLEAR.issuperset(p.code for p in error.problems):
                raise
            values = {"sheet": sheet.title, "known": "、".join(filter(None, names))}
            source = SourceRef(reading.file)
            skipped = Problem("JF676", values, source, severity="warning")
            unclear.append((skipped, error))
            continue
        is_any_read = True
        if number != 1:
            values = {"sheet": sheet.title, "row": number}
            source = SourceRef(reading.file, number, 1)
            reading.report(Problem("JF675", values, source, severity="note"))
        file = reading.file if is_one else f"{reading.file}:{sheet.title}"
        for number, cells in chain(first[at + 1 :], rows):
            yield columns.record(cells, f"{file}:{number}")
    if unclear and not is_any_read:
        raise unclear[0][1]
    for skipped, _ in unclear:
        reading.report(skipped)


def _read_whole(
    sheets: list[Any], reading: Reading, *, is_one: bool
) -> Iterator[Record]:
    lines = (
        "\t".join(cells) for sheet in sheets for _, cells in _rows(sheet, reading.file)
    )
    text = "\n".join(lines)
    if text.strip():
        yield Record(reading.file, text, reading.file)


def _header_index(rows: list[Row], reading: Reading) -> int:
    """Return which of the first rows names the columns; titles stand above it.

    A row that has the named columns, else the first of short cells with a usual
    name of the text, else the first with more than one cell.
    """
    named = {reading.text_field, reading.id_field} - {None}
    for index, (_, cells) in enumerate(rows):
        names = [cell.strip() for cell in cells]
        if named and named.issubset(names):
            return index
        is_short = all(len(name) <= _HEADER_CELL_CHARS for name in names)
        if not named and is_short and guess_text_field(list(filter(None, names))):
            return index
    several = (
        i for i, (_, cells) in enumerate(rows) if len(list(filter(None, cells))) > 1
    )
    return next(several, 0)


def _rows(sheet: Any, file: str) -> Iterator[Row]:
    """Yield the rows that are not empty."""
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    for number, row in enumerate(_guarded(sheet.iter_rows(), file), start=1):
        if number > _MAX_ROWS:
            raise broken(file, "xlsx", ValueError(f"row > {_MAX_ROWS:,}"))
        cells = [
            "" if cell.value is None else show_value(cell.value, cell.number_format)
            for cell in row
        ]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield number, cells


def _guarded(rows: Iterable[Any], file: str) -> Iterator[Any]:
    """Turn whatever the library raises at a damaged sheet into one message."""
    waiting = iter(rows)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(waiting)
        except StopIteration:
            return
        except Exception as error:  # damaged XML fails in many ways
            raise broken(file, "xlsx", error) from None
        yield row
