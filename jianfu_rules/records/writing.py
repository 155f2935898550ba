"""Write results: JSON Lines and CSV, whole or not at all."""

from __future__ import annotations

import codecs
import csv
import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import Classification
from jianfu_rules.records.record import Record

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
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_PARTIAL_SUFFIX = ".partial"


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

    def __init__(self, stream: TextIO, ruleset: str, lang: str = "zh") -> None:
        self.stream = stream
        self.ruleset = ruleset
        self.lang = lang

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        if classification is None:
            values = error_dict(record, self.ruleset, self.lang)
        else:
            values = classification.to_dict(record.id)
        self.stream.write(json.dumps(values, ensure_ascii=False) + "\n")


class CsvWriter:
    """Write one row a label; a record without label is a row of its own.

    Parameters
    ----------
    stream : text file
        Opened with ``newline=""``; its encoding decides on the mark for Excel.
    lang : {'zh', 'en'}
    """

    def __init__(self, stream: TextIO, lang: str = "zh") -> None:
        self.writer = csv.writer(stream)
        self.lang = lang
        self.writer.writerow(CSV_COLUMNS)

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        head = [safe_cell(record.id), safe_cell(record.text)]
        if classification is None or not classification.labels:
            error = record.error.message(self.lang) if record.error else ""
            code = f"{record.error.code} " if record.error else ""
            self.writer.writerow([*head, *[""] * 6, code + error])
            return
        for label in classification.labels:
            quotes = dict.fromkeys(e.quote for e in label.evidence)
            rules = dict.fromkeys(e.match.rule_id for e in label.evidence)
            cells = [
                label.symptom,
                label.name,
                label.stance,
                f"{label.score:.4g}",
                safe_cell("；".join(quotes)),
                "；".join(rules),
                "",
            ]
            self.writer.writerow([*head, *cells])


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula, or choking on a NUL.

    Examples
    --------
    >>> safe_cell("=HYPERLINK(...)")
    "'=HYPERLINK(...)"
    >>> safe_cell("一天五个群")
    '一天五个群'
    """
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


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
