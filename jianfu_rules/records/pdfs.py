"""Read PDF files that hold text, a record a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.extras import need
from jianfu_rules.records.packages import broken
from jianfu_rules.records.record import Reading, Record

# A line of a page ends where the paper does; only a stop is the end of a thought.
_LINE_BREAK = re.compile(r"(?<=[^\s。！？；：.!?;:])[ \t]*\n[ \t]*(?=[^\s])")
_LATIN = re.compile(r"[A-Za-z0-9,.]")


def read_pdf(
    stream: BinaryIO, reading: Reading, *, whole: bool = False
) -> Iterator[Record]:
    """Yield a record for every page that holds text.

    Parameters
    ----------
    stream : binary file
        Seekable.
    reading : Reading
    whole : bool
        Take the document as one text.

    Yields
    ------
    Record
        A page of pictures alone is a record with the error JF679.

    Raises
    ------
    InputError
        Not a sound PDF (JF671), or an encrypted one (JF680).
    """
    pages = _pages(stream, reading.file)
    if whole:
        yield from _read_whole(pages, reading)
        return
    note = Problem("JF678", {}, SourceRef(reading.file), severity="note")
    reading.report(note)
    for number, text, is_picture in pages:
        place = f"{reading.file}:{number}"
        if text.strip():
            yield Record(place, text, place)
        elif is_picture:
            yield Record(place, "", place, _scan(number, reading))


def _read_whole(
    pages: Iterator[tuple[int, str, bool]], reading: Reading
) -> Iterator[Record]:
    texts, scans = [], []
    for number, text, is_picture in pages:
        if text.strip():
            texts.append(text)
        elif is_picture:
            scans.append(_scan(number, reading))
    if texts:
        for problem in scans:
            reading.report(replace(problem, severity="warning"))
        yield Record(reading.file, "\n".join(texts), reading.file)
    elif scans:
        yield Record(reading.file, "", reading.file, scans[0])


def _scan(number: int, reading: Reading) -> Problem:
    return Problem("JF679", {"page": number}, SourceRef(reading.file, number, 1))


def join_lines(text: str) -> str:
    r"""Take out the line breaks of the layout, and keep those of the text.

    Examples
    --------
    >>> join_lines("每周报三\n张表。\n很累")
    '每周报三张表。\n很累'
    """

    def joint(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1], text[found.end()]
        is_latin = _LATIN.match(before) and _LATIN.match(after)
        return " " if is_latin else ""

    return _LINE_BREAK.sub(joint, text)


def _pages(stream: BinaryIO, file: str) -> Iterator[tuple[int, str, bool]]:
    """Yield number, text and whether there is a picture, of every page."""
    pypdf = need("pypdf", "pdf")
    # It tells a logger about every oddity, and the logger tells the terminal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(stream)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(Problem("JF680", {"path": file}))
        count = len(reader.pages)
    except InputError:
        raise
    except (pypdf.errors.DependencyError, pypdf.errors.FileNotDecryptedError):
        raise InputError(Problem("JF680", {"path": file})) from None
    except Exception as error:  # damaged files fail in many ways
        raise broken(file, "pdf", error) from None
    for number in range(1, count + 1):
        try:
            page = reader.pages[number - 1]
            text = join_lines(page.extract_text() or "")
            is_picture = not text.strip() and _has_picture(page)
        except Exception as error:  # what is wrong may show on any page
            raise broken(file, "pdf", error) from None
        yield number, text, is_picture


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    objects = resources.get("/XObject")
    objects = objects.get_object() if objects is not None else {}
    return any(
        objects[name].get_object().get("/Subtype") in {"/Image", "/Form"}
        for name in objects
    )
