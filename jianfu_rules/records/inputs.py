"""Which files the words of a command line name: files, folders, patterns, archives."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.archives import list_members
from jianfu_rules.records.kinds import SUFFIX_KINDS
from jianfu_rules.records.record import Report

STDIN_NAME = "stdin"
_SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Parameters
    ----------
    path : str
        Where it is; ``-`` is the standard input.
    member : str
        Its name inside the archive *path*; empty for a file of its own.
    size : int, optional
        In bytes, where known.
    problem : Problem, optional
        Why it cannot be read, where that is known beforehand.
    """

    path: str
    member: str = ""
    size: int | None = None
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """The name as shown to people."""
        if self.path == "-":
            return STDIN_NAME
        return f"{self.path}/{self.member}" if self.member else self.path

    @property
    def suffix(self) -> str:
        """What its name ends in, in small letters."""
        if self.path == "-":
            return ""
        return PurePosixPath(self.member or Path(self.path).name).suffix.lower()


def find_inputs(
    words: Sequence[str],
    report: Report,
    *,
    recursive: bool = False,
    leave_out: Path | None = None,
) -> list[InputFile]:
    """Return the files that *words* name, those of a folder sorted by name.

    Parameters
    ----------
    words : sequence of str
        Files, folders, patterns such as ``*.csv``, zip files, or ``-``.
    report : callable
        Told which files of a folder are passed over.
    recursive : bool
        Look into the folders of a folder, too.
    leave_out : Path, optional
        The output, which may stand in a folder that is read.

    Returns
    -------
    list of InputFile
        What cannot be read has its ``problem``, so that the others can.
    """
    found: list[InputFile] = []
    for word in words:
        if word == "-":
            found.append(InputFile(word))
            continue
        path = Path(word)
        if path.is_dir():
            files = _files_of(path, report, recursive=recursive)
        elif not path.exists() and glob.has_magic(word):
            names = sorted(glob.glob(word, recursive=recursive))  # noqa: PTH207 -- Path.glob knows no root
            files = [Path(name) for name in names if Path(name).is_file()]
        else:
            found += _unpacked(word)
            continue
        out = leave_out.resolve() if leave_out else None
        files = [file for file in files if file.resolve() != out]
        if not files:
            known = " ".join(suffix for suffix in SUFFIX_KINDS if suffix)
            problem = Problem("JF685", {"path": word, "known": known})
            found.append(InputFile(word, problem=problem))
        for file in files:
            found += _unpacked(str(file))
    return found


def _files_of(folder: Path, report: Report, *, recursive: bool) -> list[Path]:
    """Return what can be read in a folder; hidden and lock files are no one's data."""
    found: list[Path] = []
    others: list[Path] = []
    for file in sorted(_walk(folder, recursive=recursive)):
        if file.name.startswith((".", "~$")):
            continue
        # A file without suffix is read where it is named, not where it lies about.
        is_known = file.suffix.lower() in SUFFIX_KINDS and file.suffix
        (found if is_known else others).append(file)
    if others:
        shown = "、".join(file.name for file in others[:_SHOWN_NAMES])
        shown += "…" if len(others) > _SHOWN_NAMES else ""
        values = {"path": str(folder), "count": len(others), "names": shown}
        source = SourceRef(str(folder))
        report(Problem("JF686", values, source, severity="note"))
    return found


def _walk(folder: Path, *, recursive: bool) -> Iterator[Path]:
    # Links to folders are not followed: they may lead in a circle.
    for root, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if recursive and not f.startswith(".")]
        yield from (Path(root, name) for name in names)


def _unpacked(word: str) -> list[InputFile]:
    """Return a file, or the files that a zip archive holds."""
    path = Path(word)
    try:
        size = path.stat().st_size
    except OSError:
        # Said when it is opened, with the nearest name.
        return [InputFile(word)]
    if path.suffix.lower() != ".zip" or not path.is_file():
        return [InputFile(word, size=size)]
    try:
        with path.open("rb") as stream:
            members = list_members(stream, word)
    except InputError as error:
        return [InputFile(word, problem=error.problems[0])]
    except OSError:
        return [InputFile(word, size=size)]
    kept = [
        InputFile(word, name, size, problem)
        for name, size, problem in members
        if problem or PurePosixPath(name).suffix.lower() in SUFFIX_KINDS
    ]
    if not kept:
        known = " ".join(suffix for suffix in SUFFIX_KINDS if suffix)
        problem = Problem("JF685", {"path": word, "known": known})
        return [InputFile(word, problem=problem)]
    return kept
