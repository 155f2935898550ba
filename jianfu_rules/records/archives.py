"""Files in zip archives: their names, within bounds, and their content."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from shutil import copyfileobj
from typing import BinaryIO

from jianfu_rules.errors import Problem
from jianfu_rules.records.packages import broken, open_package

_SPOOL_BYTES = 16 << 20
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_LITTER = ("__MACOSX/", ".", "~$", "Thumbs.db", "desktop.ini")


def member_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; zip programs in China write GBK unmarked.

    Examples
    --------
    >>> entry = zipfile.ZipInfo("工单.csv".encode("gbk").decode("cp437"))
    >>> member_name(entry)
    '工单.csv'
    """
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return entry.filename


def list_members(stream: BinaryIO, file: str) -> list[tuple[str, int, Problem | None]]:
    """Return name, size and what forbids reading, of every file, sorted by name.

    Parameters
    ----------
    stream : binary file
        Seekable.
    file : str
        The name of the archive as shown to people.

    Raises
    ------
    InputError
        Not a zip file (JF671), or out of bounds (JF681).
    """
    members = []
    with open_package(stream, file, "zip") as package:
        for entry in package.infolist():
            name = member_name(entry)
            path = PurePosixPath(name.replace("\\", "/"))
            if entry.is_dir() or path.name.startswith(_LITTER):
                continue
            if name.startswith("__MACOSX/"):
                continue
            problem = None
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
                problem = Problem("JF682", {"name": name})
            elif path.suffix.lower() == ".zip":
                problem = Problem("JF683", {"path": f"{file}/{name}"})
            elif entry.flag_bits & _ENCRYPTED:
                problem = Problem("JF684", {"path": f"{file}/{name}"})
            members.append((name, entry.file_size, problem))
    return sorted(members, key=lambda member: member[0])


@contextmanager
def open_member(stream: BinaryIO, file: str, name: str) -> Iterator[BinaryIO]:
    """Open a file of an archive as a seekable copy; nothing is unpacked by name.

    Raises
    ------
    InputError
        Damaged (JF671), or no longer there.
    """
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES) as copy:
        with open_package(stream, file, "zip") as package:
            entries = {member_name(entry): entry for entry in package.infolist()}
            try:
                with package.open(entries[name]) as member:
                    copyfileobj(member, copy, 1 << 20)
            except Exception as error:  # zlib and zipfile fail in many ways
                raise broken(f"{file}/{name}", "zip", error) from None
        copy.seek(0)
        yield copy  # type: ignore[misc]
