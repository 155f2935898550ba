"""Write the records of files again, in their own columns, with some changes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Annotated, NamedTuple

import typer

from jianfu_rules.cli.rules_on_files import FileRecords, open_target
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import safe_cell

CopiedFilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=say("metavar.files"), help=say("redact.files"), show_default=False
    ),
]


class Copy(NamedTuple):
    """A record with its columns; ``id_name`` is empty where the file has no ids."""

    record: Record
    fields: dict[str, object]
    text_name: str
    id_name: str


class RecordCopies:
    """The records of files, kept on disk until the last one is known.

    Parameters
    ----------
    records : FileRecords
    """

    def __init__(self, records: FileRecords) -> None:
        self.records = records
        self.names: dict[str, None] = {}
        self._seen: dict[str, object] = {}
        records.settings["seen"] = self._seen
        # Closed by __exit__.
        self._spool = TemporaryFile(  # noqa: SIM115
            "w+", encoding="utf-8", errors="surrogatepass"
        )

    def __enter__(self) -> RecordCopies:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spool.close()

    def read(self) -> Iterator[Copy]:
        """Yield every record with its columns by name."""
        for record in self.records:
            columns = self._seen.get("columns")
            named = dict(columns) if isinstance(columns, tuple) else {}
            id_name = named.get("id", "")
            text_name = named.get("text", "text")
            fields: dict[str, object] = {id_name: record.id} if id_name else {}
            fields[text_name] = record.text
            yield Copy(record, {**fields, **record.extra}, text_name, id_name)

    def keep(self, fields: dict[str, object]) -> None:
        """Put the columns of a record aside, in order."""
        self.names.update(dict.fromkeys(fields))
        self._spool.write(json.dumps(fields, ensure_ascii=False) + "\n")

    def kept(self) -> Iterator[dict[str, object]]:
        """Yield what was put aside."""
        self._spool.seek(0)
        for line in self._spool:
            yield json.loads(line)


def check_suffix(output: Path | None, known: tuple[str, ...]) -> str:
    """Return the format that the name of the output promises.

    Raises
    ------
    InputError
        Where it promises none of *known* (JF753).
    """
    if output is None:
        return known[0]
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in known:
        values = {
            "suffix": output.suffix,
            "known": " / ".join(f".{name}" for name in known),
        }
        raise InputError(Problem("JF753", values))
    return suffix


def write_copies(
    target: Path | None,
    kind: str,
    names: list[str],
    rows: Iterator[dict[str, object]],
    text_name: str,
) -> None:
    """Write records as lines of text, rows of a table or lines of JSON."""
    with open_target(target, "json" if kind == "jsonl" else kind) as stream:
        if kind == "csv":
            writer = csv.writer(stream)
            writer.writerow([safe_cell(name) for name in names])
            for row in rows:
                writer.writerow([safe_cell(_shown(row.get(n, ""))) for n in names])
            return
        for row in rows:
            if kind == "jsonl":
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                lines = str(row.get(text_name, "")).splitlines()
                stream.write(" ".join(lines) + "\n")


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
