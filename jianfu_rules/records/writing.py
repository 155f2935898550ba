"""Write results: JSON Lines and CSV, whole or not at all."""

from __future__ import annotations

import codecs
import csv
import errno
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import PART_NAMES, Classification
from jianfu_rules.records.cells import escape
from jianfu_rules.records.record import ABOUT_NAMES, Record

JSON_ESCAPE = "jianfu.json_escape"
"""Name of a codec error handler that writes ``\\uXXXX`` for what does not fit."""

CSV_COLUMNS = (
    "id",
    "text",
    "symptom",
    "name",
    "stance",
    "score",
    "evidence",
    "rules",
    "error",
    "parts",
    *ABOUT_NAMES,
)
# Excel in China and Japan takes the full-width signs for the others.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_UNPRINTABLE = re.compile("[\0\ud800-\udfff]")
_PARTIAL_SUFFIX = ".partial"


class Sink(Protocol):
    """What results are written to."""

    def write(self, text: str, /) -> int | None:
        """Take some text."""


def _escape_for_json(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    escaped = []
    for char in error.object[error.start : error.end]:
        units = char.encode("utf-16-be", "surrogatepass")
        pairs = zip(units[::2], units[1::2], strict=True)
        escaped += [f"\\u{high:02x}{low:02x}" for high, low in pairs]
    return "".join(escaped), error.end


codecs.register_error(JSON_ESCAPE, _escape_for_json)


def error_dict(record: Record, ruleset: str, lang: str = "zh") -> dict[str, Any]:
    """Return the output line of a record that could not be classified.

    Parameters
    ----------
    record : Record
        With ``error`` set.
    ruleset : str
        Digest of the rules, as in every other line.
    lang : {'zh', 'en'}
    """
    if record.error is None:
        raise ValueError(record.id)
    return {
        "id": record.id,
        "error": {
            "code": record.error.code,
            "message": record.error.message(lang),
            "place": record.place,
        },
        "is_complaint": False,
        "complete": False,
        "reasons": [record.error.code],
        "labels": [],
        "facts": [],
        "breaches": [],
        "dropped": [],
        "ruleset": ruleset,
    }


class JsonLinesWriter:
    """Write one JSON object a line, in the order of the records.

    Parameters
    ----------
    stream : text file
        Opened with ``errors=JSON_ESCAPE``, so that half characters and consoles
        of small repertoires get escapes and every line stays valid JSON.
    ruleset : str
        Digest of the rules.
    lang : {'zh', 'en'}
    """

    def __init__(self, stream: Sink, ruleset: str, lang: str = "zh") -> None:
        self.stream = stream
        self.ruleset = ruleset
        self.lang = lang

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        if classification is None:
            values = error_dict(record, self.ruleset, self.lang)
        else:
            values = classification.to_dict(record.id)
        if record.about:
            values["about"] = dict(record.about)
        self.stream.write(json.dumps(values, ensure_ascii=False) + "\n")


class CsvWriter:
    """Write one row a label; a record without label is a row of its own.

    Parameters
    ----------
    stream : text file
        Opened with ``newline=""``; its encoding decides on the mark for Excel.
    lang : {'zh', 'en'}
    with_header : bool
        False where the rows go on from those of an earlier run.
    """

    def __init__(
        self, stream: Sink, lang: str = "zh", *, with_header: bool = True
    ) -> None:
        self.writer = csv.writer(stream)
        self.lang = lang
        if with_header:
            self.writer.writerow(CSV_COLUMNS)

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        head = [safe_cell(record.id), safe_cell(record.text)]
        about = [safe_cell(record.about.get(what, "")) for what in ABOUT_NAMES]
        if classification is None or not classification.labels:
            error = record.error.message(self.lang) if record.error else ""
            code = f"{record.error.code} " if record.error else ""
            self.writer.writerow([*head, *[""] * 6, code + error, "", *about])
            return
        for label in classification.labels:
            quotes = dict.fromkeys((e.quote, e.part) for e in label.evidence)
            rules = dict.fromkeys(e.match.rule_id for e in label.evidence)
            cells = [
                label.symptom,
                label.name,
                label.stance,
                f"{label.score:.4g}",
                safe_cell("；".join(quote for quote, _ in quotes)),
                "；".join(rules),
                "",
                say_parts([part for _, part in quotes], self.lang),
            ]
            self.writer.writerow([*head, *cells, *about])


def say_parts(parts: list[str], lang: str) -> str:
    """Name the part of each quote; nothing for a text of one piece.

    Examples
    --------
    >>> say_parts(["title", "body"], "zh")
    '标题；正文'
    >>> say_parts(["", ""], "zh")
    ''
    """
    if not any(parts):
        return ""
    return "；".join(PART_NAMES.get(p, p) if lang == "zh" else p for p in parts)


def printable(text: str) -> str:
    r"""Write NUL and half characters, which few programs can read, as ``_xHHHH_``.

    Examples
    --------
    >>> printable("a\0")
    'a_x0000_'
    """
    return escape(text, _UNPRINTABLE)


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula, or choking on a NUL.

    No two texts give the same cell: one that begins with apostrophes before an
    equals sign gets one more.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(...)")
    "'=HYPERLINK(...)"
    >>> safe_cell("一天五个群")
    '一天五个群'
    """
    text = printable(text)
    return "'" + text if _FORMULA.match(text) else text


def check_output(path: Path, inputs: list[str]) -> None:
    """Refuse an output that cannot be written, before any work is done.

    Raises
    ------
    InputError
        No such folder (JF650), a folder itself (JF651) or an input (JF652).
    """
    if not path.parent.is_dir():
        raise InputError(Problem("JF650", {"path": str(path.parent)}))
    if path.is_dir():
        detail = os.strerror(errno.EISDIR)
        raise InputError(Problem("JF651", {"path": str(path), "detail": detail}))
    for name in inputs:
        is_file = name != "-" and path.exists() and Path(name).exists()
        if is_file and path.samefile(name):
            raise InputError(Problem("JF652", {"path": str(path)}))


@contextmanager
def open_output(path: Path, *, encoding: str, errors: str) -> Iterator[TextIO]:
    """Open a file that appears under its name only when all is written.

    On Ctrl-C what was written is kept beside it, see `partial_path`.

    Parameters
    ----------
    path : Path
    encoding, errors : str
        As for `open`.

    Raises
    ------
    InputError
        Where the system refuses to open, write or rename (JF651).
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        # A device or a pipe cannot be renamed onto.
        with _writing(path), target.open("w", encoding=encoding, errors=errors) as out:
            yield out
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with _writing(path):
        try:
            with temporary.open(
                "x", encoding=encoding, errors=errors, newline=""
            ) as stream:
                yield stream
            temporary.replace(target)
        except KeyboardInterrupt:
            temporary.replace(partial_path(target))
            raise
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def partial_path(path: Path) -> Path:
    """Return where an interrupted output is kept."""
    target = path.resolve()
    return target.with_name(target.name + _PARTIAL_SUFFIX)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        values = {"path": str(path), "detail": error.strerror or str(error)}
        raise InputError(Problem("JF651", values)) from error
