"""``jianfu classify``: every record of some files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TextIO

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.loading import load_classifier
from jianfu_rules.cli.options import (
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.progress import ProgressBar
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.streams import is_utf8, set_stream
from jianfu_rules.cli.tally import Tally
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import Classification, SourceRef
from jianfu_rules.records.encodings import named_encoding
from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import (
    JSON_ESCAPE,
    CsvWriter,
    JsonLinesWriter,
    check_output,
    open_output,
    partial_path,
)

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier

app = new_app(say("classify"))


class OutputFormat(str, Enum):
    """How results are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class InputFormat(str, Enum):
    """How files are read."""

    txt = "txt"
    csv = "csv"
    tsv = "tsv"
    jsonl = "jsonl"


class ResultWriter(Protocol):
    """What all three formats can do."""

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""


@dataclass(frozen=True, slots=True)
class Source:
    """What to read and how."""

    files: list[str]
    input_format: str | None
    text_field: str | None
    id_field: str | None
    encoding: str | None
    whole_file: bool


_OUTPUT_SUFFIXES = {
    ".csv": OutputFormat.csv,
    ".jsonl": OutputFormat.jsonl,
    ".ndjson": OutputFormat.jsonl,
    ".txt": OutputFormat.table,
    "": OutputFormat.table,
}


@app.command(cls=SpokenCommand, help=say("classify"))
def classify(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=say("metavar.files"),
            help=say("classify.files"),
            show_default=False,
        ),
    ],
    output_format: Annotated[
        OutputFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar=say("metavar.format"),
            help=say("classify.format"),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=say("metavar.file"),
            help=say("classify.output"),
        ),
    ] = None,
    text_field: Annotated[
        str | None,
        typer.Option(
            "--text-field",
            metavar=say("metavar.name"),
            help=say("classify.text_field"),
        ),
    ] = None,
    id_field: Annotated[
        str | None,
        typer.Option(
            "--id-field", metavar=say("metavar.name"), help=say("classify.id_field")
        ),
    ] = None,
    input_format: Annotated[
        InputFormat | None,
        typer.Option(
            "--input-format",
            metavar=say("metavar.format"),
            help=say("classify.input_format"),
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar=say("metavar.encoding"),
            help=say("classify.encoding"),
        ),
    ] = None,
    whole_file: Annotated[
        bool, typer.Option("--whole-file", help=say("classify.whole_file"))
    ] = False,
    rules: RulesOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    show_all: Annotated[bool, typer.Option("--all", help=say("classify.all"))] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=say("classify.quiet"))
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=say("classify.strict"))
    ] = False,
) -> None:
    """Classify the records of *files* and write the results."""
    target = None if output is None or str(output) == "-" else output
    kind = _choose_format(output_format, target)
    if target:
        check_output(target, files)
    if encoding:
        named_encoding(encoding, b"")
    source = Source(
        files,
        input_format.value if input_format else None,
        text_field,
        id_field,
        encoding,
        whole_file,
    )
    run = _Run(
        load_classifier(rules, noise, no_model=no_model),
        source,
        ProblemLog(quiet=quiet),
    )
    try:
        with _open_writer(kind, target, run, show_all=show_all) as writer:
            run.classify_files(writer, is_on_terminal=_is_on_terminal(target))
    except KeyboardInterrupt:
        run.say_interrupted(target)
        raise typer.Exit(exit_codes.INTERRUPTED) from None
    run.finish(target, has_summary=kind is OutputFormat.table and target is None)
    raise typer.Exit(run.exit_code(strict=strict))


class _Run:
    """One call of the command: what is read, counted and said."""

    def __init__(self, classifier: Classifier, source: Source, log: ProblemLog) -> None:
        self.classifier = classifier
        self.source = source
        self.log = log
        self.tally = Tally()

    def classify_files(self, writer: ResultWriter, *, is_on_terminal: bool) -> None:
        """Classify all records; a file that fails does not stop the others."""
        is_wanted = not (self.log.quiet or is_on_terminal) and sys.stderr.isatty()
        bar = ProgressBar(self.source.files, self.log, is_wanted=is_wanted)
        try:
            for file in self.source.files:
                try:
                    for record in self._records(file, bar):
                        self._classify(record, writer)
                        bar.advance(self.tally.record_count)
                except InputError as error:
                    self.tally.failed_files.append(file)
                    for problem in error.problems:
                        self.log(problem)
        finally:
            bar.stop()

    def _records(self, file: str, bar: ProgressBar) -> Iterator[Record]:
        source = self.source
        return read_records(
            file,
            input_format=source.input_format,
            text_field=source.text_field,
            id_field=source.id_field,
            whole_file=source.whole_file,
            encoding=source.encoding,
            report=self.log,
            on_bytes=bar.add_bytes,
        )

    def _classify(self, record: Record, writer: ResultWriter) -> None:
        result = None
        if record.error is None:
            try:
                result = self.classifier.classify(record.text)
            except Exception as error:  # one text must not cost the rest
                record = replace(record, error=_failure(error, record))
        if record.error is not None:
            self.log(record.error)
        writer.write(record, result)
        self.tally.add(record, result)

    def finish(self, target: Path | None, *, has_summary: bool) -> None:
        """Say on stderr what is not said already."""
        tally = self.tally
        self.log.close()
        if tally.incomplete_count:
            reasons = ", ".join(sorted(tally.reasons))
            values = {"count": tally.incomplete_count, "reasons": reasons}
            self.log(Problem("JF662", values, severity="warning"))
        if self.log.quiet or has_summary:
            return
        from jianfu_rules.cli.table import summary_lines

        for line in summary_lines(tally, self.log):
            self.log.echo(line)
        if target:
            self.log.echo(say("summary.written", path=target))

    def say_interrupted(self, target: Path | None) -> None:
        """Say how far the work came, and where it is kept."""
        values: dict[str, object] = {"count": self.tally.record_count}
        code = "JF697"
        if target and partial_path(target).exists():
            values["path"] = partial_path(target)
            code = "JF698"
        self.log.echo("")
        self.log(Problem(code, values))

    def exit_code(self, *, strict: bool) -> int:
        """Return the exit code; unread input weighs more than incomplete work."""
        if self.tally.failed_files or self.tally.unreadable_count:
            return exit_codes.INPUT
        if strict and self.tally.incomplete_count:
            return exit_codes.INCOMPLETE
        return exit_codes.OK


def _failure(error: Exception, record: Record) -> Problem:
    first_line = (str(error).splitlines() or [""])[0]
    detail = f"{type(error).__name__}: {first_line}"
    file, _, line = record.place.rpartition(":")
    source = (
        SourceRef(file, int(line), 1) if line.isdigit() else SourceRef(record.place)
    )
    return Problem("JF661", {"detail": detail}, source)


def _choose_format(wanted: OutputFormat | None, target: Path | None) -> OutputFormat:
    if wanted is not None:
        return wanted
    suffix = target.suffix.lower() if target else ""
    if suffix not in _OUTPUT_SUFFIXES:
        raise InputError(Problem("JF653", {"suffix": suffix}))
    return _OUTPUT_SUFFIXES[suffix]


def _is_on_terminal(target: Path | None) -> bool:
    return target is None and sys.stdout.isatty()


@contextmanager
def _open_writer(
    kind: OutputFormat, target: Path | None, run: _Run, *, show_all: bool
) -> Iterator[ResultWriter]:
    """Open the output in the encoding that the format needs."""
    errors = JSON_ESCAPE if kind is OutputFormat.jsonl else "backslashreplace"
    if target:
        encoding = "utf-8-sig" if kind is OutputFormat.csv else "utf-8"
        opened = open_output(target, encoding=encoding, errors=errors)
    else:
        opened = _open_stdout(kind, errors)
    with opened as stream:
        if kind is OutputFormat.jsonl:
            digest = run.classifier.ruleset.digest
            yield JsonLinesWriter(stream, digest, spoken())
        elif kind is OutputFormat.csv:
            yield CsvWriter(stream, spoken())
        else:
            from jianfu_rules.cli.table import TableWriter, new_console, print_summary

            console = new_console(stream)
            writer = TableWriter(console, show_all=show_all)
            try:
                yield writer
            finally:
                writer.flush()
            if not run.log.quiet:
                print_summary(console, run.tally, run.log)
                if run.tally.unlabelled_count and not show_all:
                    console.print(say("summary.hidden"))


@contextmanager
def _open_stdout(kind: OutputFormat, errors: str) -> Iterator[TextIO]:
    newline = "" if kind is OutputFormat.csv else None
    set_stream(sys.stdout, errors=errors, newline=newline)
    if kind is OutputFormat.csv and is_utf8(sys.stdout) and not sys.stdout.isatty():
        # Redirected to a file, it will be opened in Excel.
        sys.stdout.write("\ufeff")
    yield sys.stdout
