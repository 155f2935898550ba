"""Read records from files: the one door for all formats."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.archives import list_members, open_member
from jianfu_rules.records.delimited import read_delimited
from jianfu_rules.records.encodings import (
    Line,
    decode_lines,
    find_encoding,
    named_encoding,
)
from jianfu_rules.records.inputs import InputFile
from jianfu_rules.records.jsonlines import read_json_lines
from jianfu_rules.records.kinds import (
    OFFICE_KINDS,
    SUFFIX_KINDS,
    TEXT_KINDS,
    find_kind,
)
from jianfu_rules.records.plaintext import read_text_lines, read_whole_text
from jianfu_rules.records.record import Reading, Record, Report
from jianfu_rules.records.streams import CountedStream

INPUT_FORMATS = (*TEXT_KINDS, *OFFICE_KINDS)
_SPOOL_BYTES = 16 << 20
_SAMPLE_BYTES = 8


def read_records(
    path: str | os.PathLike[str] | InputFile,
    *,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    part_fields: Mapping[str, str] | None = None,
    about_fields: Mapping[str, str] | None = None,
    sheet: str | None = None,
    whole_file: bool = False,
    encoding: str | None = None,
    report: Report | None = None,
    on_bytes: Callable[[int], None] | None = None,
    seen: dict[str, object] | None = None,
) -> Iterator[Record]:
    r"""Read the records of one file, in order, without holding it in memory.

    Parameters
    ----------
    path : path or InputFile
        ``-`` is the standard input. Of a zip archive all files are read in turn.
    input_format : {'txt', 'csv', 'tsv', 'jsonl', 'xlsx', 'docx', 'pdf'}, optional
        Told by the content and the name of the file where not given.
    text_field, id_field : str, optional
        Columns or fields; guessed by their usual names where not given.
    part_fields : mapping of str to str, optional
        Columns or fields of the other parts (title, appeal, reply, signature);
        guessed as well where not given; an empty name leaves a part out.
    about_fields : mapping of str to str, optional
        Columns of date, place and unit, in the same way.
    sheet : str, optional
        The one sheet of a workbook to read; all where not given.
    whole_file : bool
        Take the file as one text.
    encoding : str, optional
        Found by `records.encodings` where not given.
    report : callable, optional
        Called with every note and warning (`Problem`).
    on_bytes : callable, optional
        Called with the number of bytes of every piece read, for a progress bar.
    seen : dict, optional
        Filled with what was found out about the file; see `Reading`.

    Yields
    ------
    Record
        One that could not be read has ``error`` set; none is left out but blank
        lines and empty rows.

    Raises
    ------
    InputError
        Where nothing of the file, or nothing more of it, can be read.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.csv"
    ...     _ = path.write_text("id,内容\n7,天天打卡\n", encoding="gbk")
    ...     [(record.id, record.text) for record in read_records(path)]
    [('7', '天天打卡')]
    """
    source = path if isinstance(path, InputFile) else InputFile(os.fspath(path))
    if source.problem:
        raise InputError(source.problem)
    reading = Reading(
        source.name,
        text_field,
        id_field,
        report or _say_nothing,
        part_fields or {},
        about_fields or {},
        sheet,
        {} if seen is None else seen,
    )
    found_any = False
    kind = "txt"
    try:
        with _open_source(source) as stream:
            kind = input_format or find_kind(
                stream, source.name, source.suffix, reading.report
            )
            reading.seen["kind"] = kind
            if kind == "zip":
                options = {
                    "text_field": text_field,
                    "id_field": id_field,
                    "part_fields": part_fields,
                    "about_fields": about_fields,
                    "sheet": sheet,
                    "whole_file": whole_file,
                    "encoding": encoding,
                    "report": report,
                    "on_bytes": on_bytes,
                }
                yield from _read_archive(stream, source, options)
                return
            if kind in OFFICE_KINDS:
                counted = CountedStream(stream, on_bytes)
                records = _OFFICE_READERS[kind](counted, reading, whole_file)
            else:
                lines = _decode(stream, reading, encoding, on_bytes)
                records = _read_text(lines, reading, "whole" if whole_file else kind)
            for record in records:
                found_any = True
                yield record
    except OSError as error:
        values = {"path": source.name, "detail": error.strerror or str(error)}
        raise InputError(Problem("JF604", values)) from error
    if not found_any:
        is_table = kind in {"csv", "tsv", "xlsx"} and not whole_file
        code = "JF607" if is_table else "JF606"
        raise InputError(Problem(code, {"path": source.name}))


def decode_whole(stream: BinaryIO, file: str) -> str:
    """Decode a short input such as the standard input of ``explain``.

    Raises
    ------
    InputError
        Where it is empty, binary, or a line of it cannot be decoded.
    """
    reading = Reading(file, None, None, _say_nothing)
    with _spooled(stream) as copy:
        lines = list(_decode(copy, reading, None, None))
    problems = [line.problem for line in lines if line.problem]
    if problems:
        raise InputError(*problems)
    return "".join(line.text for line in lines)


def _say_nothing(problem: Problem) -> None:
    """Take a note or warning that nobody asked for."""


def _read_text(lines: Iterator[Line], reading: Reading, kind: str) -> Iterator[Record]:
    if kind == "whole":
        return read_whole_text(lines, reading)
    if kind == "jsonl":
        return read_json_lines(lines, reading)
    if kind in {"csv", "tsv"}:
        return read_delimited(lines, reading, "\t" if kind == "tsv" else ",")
    return read_text_lines(lines, reading)


def _read_xlsx(stream: Any, reading: Reading, whole: bool) -> Iterator[Record]:
    from jianfu_rules.records.sheets import read_workbook

    return read_workbook(stream, reading, whole=whole)


def _read_docx(stream: Any, reading: Reading, whole: bool) -> Iterator[Record]:
    from jianfu_rules.records.worddocs import read_document

    return read_document(stream, reading, whole=whole)


def _read_pdf(stream: Any, reading: Reading, whole: bool) -> Iterator[Record]:
    from jianfu_rules.records.pdfs import read_pdf

    return read_pdf(stream, reading, whole=whole)


_OFFICE_READERS = {"xlsx": _read_xlsx, "docx": _read_docx, "pdf": _read_pdf}


def _read_archive(
    stream: BinaryIO, source: InputFile, options: dict[str, Any]
) -> Iterator[Record]:
    if source.member:
        raise InputError(Problem("JF683", {"path": source.name}))
    members = [
        member
        for member in list_members(stream, source.name)
        if member[2] or Path(member[0]).suffix.lower() in SUFFIX_KINDS
    ]
    if not members:
        known = " ".join(suffix for suffix in SUFFIX_KINDS if suffix)
        raise InputError(Problem("JF685", {"path": source.name, "known": known}))
    for name, size, problem in members:
        yield from read_records(InputFile(source.path, name, size, problem), **options)


def _decode(
    stream: BinaryIO,
    reading: Reading,
    encoding_name: str | None,
    on_bytes: Callable[[int], None] | None,
) -> Iterator[Line]:
    stream.seek(0)
    file = reading.file
    if encoding_name:
        encoding = named_encoding(encoding_name, stream.read(_SAMPLE_BYTES))
    else:
        encoding = find_encoding(stream, file)
        if not encoding.is_plain:
            values = {"encoding": encoding.name}
            advised = Problem("JF673", values, SourceRef(file), severity="warning")
            known = Problem("JF611", values, SourceRef(file), severity="note")
            reading.report(advised if encoding.is_advised else known)
    reading.seen["encoding"] = encoding.name
    return decode_lines(stream, encoding, file, on_bytes)


@contextmanager
def _open_source(source: InputFile) -> Iterator[BinaryIO]:
    """Open a file, or a seekable copy of what can be read only once."""
    if source.path == "-":
        with _spooled(sys.stdin.buffer) as copy:
            yield copy
        return
    path = Path(source.path)
    try:
        stream = path.open("rb")  # noqa: SIM115 -- closed below
    except FileNotFoundError:
        raise InputError(_missing_file(source.path)) from None
    except (IsADirectoryError, PermissionError):
        # Windows says "permission" for a folder.
        code = "JF602" if path.is_dir() else "JF603"
        raise InputError(Problem(code, {"path": source.path})) from None
    with stream:
        if source.member:
            with open_member(stream, source.path, source.member) as copy:
                yield copy
        elif stream.seekable():
            yield stream
        else:
            with _spooled(stream) as copy:
                yield copy


@contextmanager
def _spooled(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Copy a pipe: its encoding can be judged only when all of it is there."""
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as copy:
        copyfileobj(stream, copy)
        copy.seek(0)
        yield copy  # type: ignore[misc]


def _missing_file(file: str) -> Problem:
    folder = Path(file).parent
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        names = []
    near = get_close_matches(Path(file).name, names, n=1, cutoff=0.6)
    if near:
        return Problem("JF618", {"path": file, "near": str(folder / near[0])})
    return Problem("JF601", {"path": file})
