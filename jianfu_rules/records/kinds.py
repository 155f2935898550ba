"""What kind of file it is, told by its content first and its name second."""

from __future__ import annotations

from typing import BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.packages import kind_of_package
from jianfu_rules.records.record import Report

SUFFIX_KINDS = {
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
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".docx": "docx",
    ".pdf": "pdf",
    ".zip": "zip",
}
TEXT_KINDS = ("txt", "csv", "tsv", "jsonl")
OFFICE_KINDS = ("xlsx", "docx", "pdf")

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SUFFIXES = (".xls", ".et", ".doc", ".wps")
_HEAD_BYTES = 1024


def find_kind(stream: BinaryIO, file: str, suffix: str, report: Report) -> str:
    """Return the kind of a file: one of `TEXT_KINDS`, `OFFICE_KINDS` or ``zip``.

    Parameters
    ----------
    stream : binary file
        Seekable; left at any position.
    file : str
        The name as shown to people.
    suffix : str
        What its name ends in, in small letters.
    report : callable
        Told where the suffix is unknown (JF614) or wrong (JF619).

    Raises
    ------
    InputError
        Old Office files (JF616, JF672), encrypted ones (JF670), or a name that
        promises what the content is not (JF671).
    """
    stream.seek(0)
    head = stream.read(_HEAD_BYTES)
    known = SUFFIX_KINDS.get(suffix)
    found = ""
    if head.startswith(_OLD_OFFICE):
        code = "JF670" if known in OFFICE_KINDS else "JF616"
        raise InputError(Problem(code, {"path": file}))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = kind_of_package(stream, file)
    elif head.startswith(b"%PDF-"):
        found = "pdf"
    source = SourceRef(file)
    if found:
        if found != known:
            values = {"path": file, "suffix": suffix, "kind": found}
            report(Problem("JF619", values, source, severity="warning"))
        return found
    if suffix in _OLD_SUFFIXES and head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise InputError(Problem("JF672", {"path": file}))
    if known is None:
        report(Problem("JF614", {"suffix": suffix}, source, severity="note"))
        return "txt"
    if known not in TEXT_KINDS and head:
        detail = ("内容是别的东西", "it holds something else")
        wrong = {"path": file, "kind": known, "detail": detail}
        raise InputError(Problem("JF671", wrong))
    return known if known in TEXT_KINDS else "txt"
