"""What the commands share that try rules on the records of files."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.progress import ProgressBar
from jianfu_rules.cli.streams import is_utf8, set_stream
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError
from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import JSON_ESCAPE, check_output, open_output

_Format = TypeVar("_Format", bound=Enum)

OnOption = Annotated[
    list[str],
    typer.Option(
        "--on", metavar=say("metavar.files"), help=say("on_files"), show_default=False
    ),
]
MoreFilesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=say("on_files.more.name"), help=say("on_files.more"), show_default=False
    ),
]
OnlyOption = Annotated[
    str,
    typer.Option("--only", metavar=say("metavar.rule"), help=say("on_files.only")),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar=say("metavar.file"), help=say("on_files.output")
    ),
]


class Losses:
    """What of the input could not be used.

    Parameters
    ----------
    log : ProblemLog
    """

    def __init__(self, log: ProblemLog) -> None:
        self.log = log
        self.unreadable_count = 0
        self.failed_files: list[str] = []

    def say_what_was_lost(self) -> None:
        """Say on stderr how much of the input is not in the result."""
        if self.unreadable_count:
            self.log.echo(say("on_files.unreadable", n=f"{self.unreadable_count:,}"))
        if self.failed_files:
            self.log.echo(say("summary.failed", files="、".join(self.failed_files)))

    @property
    def exit_code(self) -> int:
        """Return 4 where some input could not be read."""
        has_lost = self.failed_files or self.unreadable_count
        return exit_codes.INPUT if has_lost else exit_codes.OK


class FileRecords(Losses):
    """The records of some files; what cannot be read is said, counted and left out.

    Parameters
    ----------
    files : list of str
    text_field, id_field, encoding : str, optional
        As for `read_records`.
    quiet : bool
        Say errors only.
    """

    def __init__(
        self,
        files: list[str],
        text_field: str | None,
        id_field: str | None,
        encoding: str | None,
        *,
        quiet: bool,
    ) -> None:
        super().__init__(ProblemLog(quiet=quiet))
        self.files = files
        self.settings: dict[str, Any] = {
            "text_field": text_field,
            "id_field": id_field,
            "encoding": encoding,
        }
        self.read_count = 0

    def __iter__(self) -> Iterator[Record]:
        """Yield the records that can be classified, file by file."""
        is_wanted = not self.log.quiet and sys.stderr.isatty()
        bar = ProgressBar(self.files, self.log, is_wanted=is_wanted)
        try:
            for file in self.files:
                try:
                    yield from self._of_file(file, bar)
                except InputError as error:
                    self.failed_files.append(file)
                    for problem in error.problems:
                        self.log(problem)
        finally:
            bar.stop()
            self.log.close()

    def _of_file(self, file: str, bar: ProgressBar) -> Iterator[Record]:
        for record in read_records(
            file, **self.settings, report=self.log, on_bytes=bar.add_bytes
        ):
            self.read_count += 1
            bar.advance(self.read_count)
            if record.error is not None:
                self.refuse(record)
            else:
                yield record

    def refuse(self, record: Record) -> None:
        """Say and count a record that cannot be used."""
        self.unreadable_count += 1
        if record.error is not None:
            self.log(record.error)


def check_target(output: Path | None, inputs: list[str]) -> Path | None:
    """Return where to write, None for the standard output; see `check_output`."""
    if output is None or str(output) == "-":
        return None
    check_output(output, inputs)
    return output


def choose_format(
    asked: _Format | None,
    target: Path | None,
    suffixes: Mapping[str, _Format],
    default: _Format,
) -> _Format:
    """Return the format that was asked for, or that the name of the output means."""
    suffix = target.suffix.lower() if target else ""
    return asked or suffixes.get(suffix, default)


@contextmanager
def open_target(target: Path | None, kind: str) -> Iterator[TextIO]:
    """Open the output, or the standard output, as the format needs it."""
    errors = JSON_ESCAPE if kind == "json" else "backslashreplace"
    if target is not None:
        encoding = "utf-8-sig" if kind == "csv" else "utf-8"
        with open_output(target, encoding=encoding, errors=errors) as stream:
            yield stream
        return
    settings: dict[str, str | None] = {"newline": "" if kind == "csv" else None}
    if kind == "html":
        # The page names its encoding.
        settings["encoding"] = "utf-8"
    set_stream(sys.stdout, errors=errors, **settings)
    if kind == "csv" and is_utf8(sys.stdout) and not sys.stdout.isatty():
        # Redirected to a file, it will be opened in Excel.
        sys.stdout.write("\ufeff")
    yield sys.stdout
