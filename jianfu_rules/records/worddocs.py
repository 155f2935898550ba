"""Read Word documents (.docx): their paragraphs and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.columns import guess_text_field
from jianfu_rules.records.extras import need
from jianfu_rules.records.packages import broken, open_package
from jianfu_rules.records.record import Reading, Record
from jianfu_rules.records.rows import Columns

_DOCUMENT = "word/document.xml"
_MAX_DOCUMENT_BYTES = 200 << 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HOLDERS = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}
# The old form of what stands beside it in the new, and what was struck out.
_NOT_SHOWN = {f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"}
_TEXTS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}

Block = tuple[str, list[list[str]]]
"""A paragraph (its text, no rows) or a table (no text, its rows)."""


def read_document(
    stream: BinaryIO, reading: Reading, *, whole: bool = False
) -> Iterator[Record]:
    """Yield a record for every paragraph and every row of a table.

    Parameters
    ----------
    stream : binary file
        Seekable.
    reading : Reading
        Its columns hold for tables whose first row names them.
    whole : bool
        Take the document as one text.

    Raises
    ------
    InputError
        No sound document (JF671) or too large a one (JF681).
    """
    blocks = list(_blocks(_parse(stream, reading.file)))
    if whole:
        pieces = [
            "\n".join("\t".join(row) for row in rows) if rows else text
            for text, rows in blocks
        ]
        text = "\n".join(piece for piece in pieces if piece.strip())
        if text:
            yield Record(reading.file, text, reading.file)
        return
    note = Problem("JF677", {}, SourceRef(reading.file), severity="note")
    reading.report(note)
    paragraph = table = 0
    for text, rows in blocks:
        if rows:
            table += 1
            yield from _read_table(rows, f"{reading.file}:T{table}", reading)
        else:
            paragraph += 1
            place = f"{reading.file}:{paragraph}"
            if text.strip():
                yield Record(place, text, place)


def _read_table(rows: list[list[str]], name: str, reading: Reading) -> Iterator[Record]:
    header = [cell.strip() for cell in rows[0]]
    columns = None
    if len(header) > 1 and (reading.text_field in header or guess_text_field(header)):
        columns = Columns.choose(header, reading)
    for number, cells in enumerate(rows, start=1):
        place = f"{name}:{number}"
        if columns is None:
            text = "\t".join(cells)
            if text.strip():
                yield Record(place, text, place)
        elif number > 1 and any(cell.strip() for cell in cells):
            yield columns.record(cells, place)


def _parse(stream: BinaryIO, file: str) -> Any:
    parser = need("defusedxml.ElementTree", "docx")
    with open_package(stream, file, "docx") as package:
        try:
            size = package.getinfo(_DOCUMENT).file_size
            if size > _MAX_DOCUMENT_BYTES:
                values = {"path": file, "detail": f"{size >> 20:,} MB"}
                raise InputError(Problem("JF681", values))
            with package.open(_DOCUMENT) as document:
                root = parser.parse(document).getroot()
        except InputError:
            raise
        except Exception as error:  # damaged, encrypted, or made to do harm
            raise broken(file, "docx", error) from None
    return root


def _blocks(root: Any) -> Iterator[Block]:
    body = root.find(f"{_W}body")
    waiting = list(reversed(body)) if body is not None else []
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            yield _text_of(element), []
        elif element.tag == f"{_W}tbl":
            rows = [
                [_text_of(cell) for cell in row.iter(f"{_W}tc")]
                for row in element.iter(f"{_W}tr")
            ]
            if rows:
                yield "", rows
        elif element.tag in _HOLDERS:
            waiting.extend(reversed(element))


def _text_of(element: Any) -> str:
    """Return the text that is shown; no recursion, for depth is the file's choice."""
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        found = waiting.pop()
        if found.tag in _NOT_SHOWN:
            continue
        if found.tag == f"{_W}t":
            pieces.append(found.text or "")
        elif found.tag in _TEXTS:
            pieces.append(_TEXTS[found.tag])
        elif found.tag == f"{_W}p" and found is not element and pieces:
            pieces.append("\n")
        waiting.extend(reversed(found))
    return "".join(pieces)
