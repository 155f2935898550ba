"""Read records from files: the one door for all formats."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.delimited import read_delimited
from jianfu_rules.records.encodings import (
    Line,
    decode_lines,
    find_encoding,
    named_encoding,
)
from jianfu_rules.records.jsonlines import read_json_lines
from jianfu_rules.records.plaintext import read_text_lines, read_whole_text
from jianfu_rules.records.record import Reading, Record, Report

INPUT_FORMATS = ("txt", "csv", "tsv", "jsonl")
STDIN_NAME = "stdin"
_SUFFIX_FORMATS = {
    "": "txt",
    ".txt": "txt",
    ".text": "txt",
    ".log": "txt",
    ".md": "txt",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}
_SPOOL_BYTES = 16 << 20
_SAMPLE_BYTES = 8


def read_records(
    path: str | os.PathLike[str],
    *,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    whole_file: bool = False,
    encoding: str | None = None,
    report: Report | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Record]:
    r"""Read the records of one file, in order, without holding it in memory.

    Parameters
    ----------
    path : path
        ``-`` is the standard input.
    input_format : {'txt', 'csv', 'tsv', 'jsonl'}, optional
        Told by the name of the file where not given.
    text_field, id_field : str, optional
        Columns or fields; guessed by their usual names where not given.
    whole_file : bool
        Take the file as one text.
    encoding : str, optional
        Found by `records.encodings` where not given.
    report : callable, optional
        Called with every note and warning (`Problem`).
    on_bytes : callable, optional
        Called with the number of bytes of every piece read, for a progress bar.

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
    file = STDIN_NAME if str(path) == "-" else os.fspath(path)
    reading = Reading(file, text_field, id_field, report or _say_nothing)
    suffix = "" if file == STDIN_NAME else Path(file).suffix.lower()
    kind = input_format or _SUFFIX_FORMATS.get(suffix, "txt")
    found_any = False
    try:
        with _open_source(path, file) as stream:
            lines = _decode(stream, file, encoding, reading.report, on_bytes)
            if not input_format and suffix not in _SUFFIX_FORMATS:
                values = {"suffix": suffix}
                note = Problem("JF614", values, SourceRef(file), severity="note")
                reading.report(note)
            for record in _read(lines, reading, "whole" if whole_file else kind):
                found_any = True
                yield record
    except OSError as error:
        values = {"path": file, "detail": error.strerror or str(error)}
        raise InputError(Problem("JF604", values)) from error
    if not found_any:
        is_table = kind in {"csv", "tsv"} and not whole_file
        raise InputError(Problem("JF607" if is_table else "JF606", {"path": file}))


def decode_whole(stream: BinaryIO, file: str) -> str:
    """Decode a short input such as the standard input of ``explain``.

    Raises
    ------
    InputError
        Where it is empty, binary, or a line of it cannot be decoded.
    """
    with _spooled(stream) as copy:
        lines = list(_decode(copy, file, None, _say_nothing, None))
    problems = [line.problem for line in lines if line.problem]
    if problems:
        raise InputError(*problems)
    return "".join(line.text for line in lines)


def _say_nothing(problem: Problem) -> None:
    """Take a note or warning that nobody asked for."""


def _read(lines: Iterator[Line], reading: Reading, kind: str) -> Iterator[Record]:
    if kind == "whole":
        return read_whole_text(lines, reading)
    if kind == "jsonl":
        return read_json_lines(lines, reading)
    if kind in {"csv", "tsv"}:
        return read_delimited(lines, reading, "\t" if kind == "tsv" else ",")
    return read_text_lines(lines, reading)


def _decode(
    stream: BinaryIO,
    file: str,
    encoding_name: str | None,
    report: Report,
    on_bytes: Callable[[int], None] | None,
) -> Iterator[Line]:
    if encoding_name:
        encoding = named_encoding(encoding_name, stream.read(_SAMPLE_BYTES))
    else:
        encoding = find_encoding(stream, file)
        if not encoding.is_plain:
            source = SourceRef(file)
            values = {"encoding": encoding.name}
            report(Problem("JF611", values, source, severity="note"))
    return decode_lines(stream, encoding, file, on_bytes)


@contextmanager
def _open_source(path: str | os.PathLike[str], file: str) -> Iterator[BinaryIO]:
    """Open a file, or a seekable copy of what can be read only once."""
    if str(path) == "-":
        with _spooled(sys.stdin.buffer) as copy:
            yield copy
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 -- closed below
    except FileNotFoundError:
        raise InputError(_missing_file(file)) from None
    except (IsADirectoryError, PermissionError):
        # Windows says "permission" for a folder.
        code = "JF602" if Path(path).is_dir() else "JF603"
        raise InputError(Problem(code, {"path": file})) from None
    with stream:
        if stream.seekable():
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
