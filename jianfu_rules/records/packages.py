"""Zip files from outside: what they hold, within bounds, and what kind they are.

Workbooks, Word documents and archives are all zip files. The sizes of the directory
bind: `zipfile` gives out no more bytes of an entry than the directory promises.
"""

from __future__ import annotations

import zipfile
from io import RawIOBase
from typing import BinaryIO

from jianfu_rules.errors import InputError, Problem

MAX_ENTRIES = 10_000
MAX_ENTRY_BYTES = 2 << 30
MAX_TOTAL_BYTES = 8 << 30
MAX_RATIO = 300
"""Real workbooks and text shrink to a tenth or a fiftieth; bombs to a thousandth."""

_HARMLESS_BYTES = 64 << 20
_ZIP_ERRORS = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError)


def open_package(stream: BinaryIO | RawIOBase, file: str, kind: str) -> zipfile.ZipFile:
    """Open a zip file whose directory is within the bounds.

    Parameters
    ----------
    stream : binary file
        Seekable.
    file : str
        The name as shown to people.
    kind : str
        What it is said to be, such as ``xlsx``.

    Raises
    ------
    InputError
        Not a zip file, or cut short (JF671); too many or too large entries (JF681).
    """
    stream.seek(0)
    try:
        package = zipfile.ZipFile(stream)
    except _ZIP_ERRORS as error:
        raise broken(file, kind, error) from None
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES:
        raise _too_large(file, f"{len(entries):,} > {MAX_ENTRIES:,}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL_BYTES:
        raise _too_large(file, f"{total >> 20:,} MB > {MAX_TOTAL_BYTES >> 20:,} MB")
    for entry in entries:
        if entry.file_size > MAX_ENTRY_BYTES:
            raise _too_large(file, f"{entry.filename}: {entry.file_size >> 20:,} MB")
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > _HARMLESS_BYTES and ratio > MAX_RATIO:
            raise _too_large(file, f"{entry.filename}: {ratio} : 1")
    return package


def kind_of_package(stream: BinaryIO, file: str) -> str:
    """Return ``xlsx``, ``docx`` or ``zip``."""
    with open_package(stream, file, "zip") as package:
        names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else "zip"


def broken(file: str, kind: str, error: Exception) -> InputError:
    """Return the error for a file that is not what it should be."""
    first_line = (str(error).splitlines() or [""])[0]
    detail = f"{type(error).__name__}: {first_line}"[:200]
    return InputError(Problem("JF671", {"path": file, "kind": kind, "detail": detail}))


def _too_large(file: str, detail: str) -> InputError:
    return InputError(Problem("JF681", {"path": file, "detail": detail}))
