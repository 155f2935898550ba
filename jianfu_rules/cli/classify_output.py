"""Where ``jianfu classify`` writes: the terminal, a pipe, or a file that can wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from jianfu_rules import __version__
from jianfu_rules.cli.classify_privacy import HidingWriter
from jianfu_rules.cli.classify_run import ResultWriter, Run
from jianfu_rules.cli.file_options import OutputFormat
from jianfu_rules.cli.result_writers import Layout, make_writer, stance_names
from jianfu_rules.cli.streams import is_utf8, set_stream
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records.inputs import InputFile
from jianfu_rules.records.journal import Bound
from jianfu_rules.records.resumable import ResumableOutput
from jianfu_rules.records.writing import (
    JSON_ESCAPE,
    open_output,
    partial_path,
)

if TYPE_CHECKING:
    from jianfu_rules.records.templates import Template

_SUFFIX_KINDS = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".md": "md",
    ".txt": "table",
    "": "table",
}


def choose_kind(
    wanted: OutputFormat | None, target: Path | None, template: Path | None
) -> str:
    """Return a name of `OutputFormat`, or ``template``.

    Raises
    ------
    InputError
        A suffix that tells no format (JF653), two layouts at once (JF659), or a
        workbook for the terminal (JF657).
    """
    if template is not None:
        if wanted is not None:
            values = {"option": "--template", "other": "--format"}
            raise InputError(Problem("JF659", values))
        return "template"
    suffix = target.suffix.lower() if target else ""
    if wanted is None and suffix not in _SUFFIX_KINDS:
        raise InputError(Problem("JF653", {"suffix": suffix}))
    kind = wanted.value if wanted else _SUFFIX_KINDS[suffix]
    if kind == "xlsx":
        if target is None:
            raise InputError(Problem("JF657"))
        from jianfu_rules.records.extras import need

        # Better now than after an hour of work.
        need("openpyxl", "xlsx")
    return kind


@dataclass(frozen=True, slots=True)
class Output:
    """What is to be written, and how."""

    kind: str
    target: Path | None
    template: Template | None
    resume: bool
    restart: bool
    show_all: bool
    keep: bool

    @property
    def is_file(self) -> bool:
        """Whether it is a file that can be renamed onto, not a device or a pipe."""
        return self.target is not None and (
            not self.target.exists() or self.target.is_file()
        )

    def why_not_resumable(self, inputs: Sequence[InputFile]) -> str:
        """Return the key of the reason; empty where a run can be gone on with."""
        if self.target is None:
            return "why.no_output"
        if any(file.path == "-" for file in inputs):
            return "why.stdin"
        if self.kind == "table":
            return "why.table"
        return "" if self.is_file else "why.device"

    def check(self, inputs: Sequence[InputFile]) -> None:
        """Refuse ``--resume`` where it can do nothing (JF665)."""
        why = self.why_not_resumable(inputs)
        if self.resume and why:
            raise InputError(Problem("JF665", {"why": say(why)}))
        if self.resume and self.restart:
            values = {"option": "--resume", "other": "--restart"}
            raise InputError(Problem("JF659", values))

    @property
    def partial(self) -> Path:
        """Where it stands until it is done; that of a workbook is JSON Lines."""
        if self.target is None:
            raise ValueError(self.kind)
        path = partial_path(self.target)
        return path.with_name(path.name + ".jsonl") if self.kind == "xlsx" else path

    def kept_in(self, run: Run) -> Path | None:
        """Return the file with what an interrupted run has done."""
        if self.target is None:
            return None
        path = self.partial if run.output else partial_path(self.target)
        return path if path.exists() else None


@contextmanager
def open_output_of(
    output: Output, run: Run, options: Mapping[str, Any]
) -> Iterator[ResultWriter]:
    """Open the output and yield its writer; what is at its end is written, too.

    Parameters
    ----------
    output : Output
    run : Run
    options : mapping of str to object
        All that shapes the output, for the journal.

    Raises
    ------
    InputError
        Where it cannot be written (JF651) or gone on with (JF664, JF668).
    """
    # A workbook is made of what such a file holds, so it always needs one.
    if output.kind != "xlsx" and output.why_not_resumable(run.inputs):
        with _open_stream(output) as stream, _writer(output, run, stream) as writer:
            yield writer
        return
    try:
        with _open_resumable(output, run, options) as writer:
            yield writer
    except BrokenPipeError:
        raise
    except OSError as error:
        detail = error.strerror or str(error)
        values = {"path": str(output.target), "detail": detail}
        raise InputError(Problem("JF651", values)) from error


@contextmanager
def _open_resumable(
    output: Output, run: Run, options: Mapping[str, Any]
) -> Iterator[ResultWriter]:
    target = output.target
    if target is None:
        raise ValueError(output.kind)
    rules = {"--rules": run.classifier.rules.digest, "jianfu": __version__}
    errors = JSON_ESCAPE if output.kind in {"jsonl", "xlsx"} else "backslashreplace"
    file = ResumableOutput(
        target,
        output.partial,
        Bound.of(run.inputs, {**options, **rules}),
        lambda text: text.encode("utf-8", errors),
        run.progress,
        (lambda: _make_workbook(output, run)) if output.kind == "xlsx" else None,
    )
    if output.resume:
        if file.find_progress():
            run.go_on_from(file.progress)
            values = {"count": f"{run.tally.record_count:,}"}
            run.log(Problem("JF667", values, severity="note"))
        else:
            values = {"path": str(file.journal)}
            run.log(Problem("JF666", values, severity="note"))
    elif output.restart:
        file.may_drop_old = True
    if file.progress.is_finished:
        run.input_index = len(run.inputs)
        yield _Nothing()
        file.finish_again()
        return
    file.open()
    run.output = file
    is_new = not file.progress.offset
    try:
        if is_new and output.kind == "csv":
            # For Excel, which takes a file without it for GBK.
            file.write("\ufeff")
        with _writer(output, run, file, is_new=is_new) as writer:
            file.flush()
            file.mark()
            yield writer
        file.finish()
    finally:
        file.stop()


class _Nothing:
    """Where an earlier run wrote all and died before it could say so."""

    def write(self, record: object, classification: object) -> None:
        """Take nothing, for nothing comes."""


def _make_workbook(output: Output, run: Run) -> None:
    from jianfu_rules.records.workbooks import make_workbook

    if output.target is None:
        raise ValueError(output.kind)
    names = "、".join(file.name for file in run.inputs)
    facts = (
        (say("fact.files"), names),
        (say("fact.rules"), run.classifier.rules.digest),
        (say("fact.version"), __version__),
    )
    make_workbook(
        output.partial,
        output.target.resolve(),
        stance_names(),
        facts,
        run.log,
        spoken(),
    )
    output.partial.unlink()


@contextmanager
def _writer(
    output: Output, run: Run, stream: Any, *, is_new: bool = True
) -> Iterator[ResultWriter]:
    """Yield the writer of a format, and let it write what comes last."""
    run.sink = stream
    if output.kind == "table":
        with _table_writer(output, run, stream) as table:
            yield table
        return
    digest = run.classifier.rules.digest
    layout = Layout(output.kind, output.template, digest, spoken(), output.keep)
    run.layout = layout
    writer = make_writer(layout, stream, with_header=is_new)
    yield writer
    tally = run.tally
    if output.kind == "md":
        from jianfu_rules.cli.table import summary_lines

        writer.finish(summary_lines(tally, run.log, with_time=False))
    elif output.kind == "template":
        writer.finish(
            {
                "total": tally.record_count,
                "complaints": tally.complaint_count,
                "others": tally.other_count,
                "unlabelled": tally.unlabelled_count,
                "unreadable": tally.unreadable_count,
            }
        )


@contextmanager
def _table_writer(output: Output, run: Run, stream: TextIO) -> Iterator[ResultWriter]:
    from jianfu_rules.cli.table import TableWriter, new_console, print_summary

    console = new_console(stream)
    writer = TableWriter(console, show_all=output.show_all)
    try:
        yield writer if output.keep else HidingWriter(writer, shows_text=True)
    finally:
        writer.flush()
    if not run.log.quiet:
        print_summary(console, run.tally, run.log)
        if run.tally.unlabelled_count and not output.show_all:
            console.print(say("summary.hidden"))


@contextmanager
def _open_stream(output: Output) -> Iterator[TextIO]:
    """Open what cannot be gone on with, in the encoding that the format needs."""
    errors = JSON_ESCAPE if output.kind in {"jsonl", "xlsx"} else "backslashreplace"
    is_csv = output.kind == "csv"
    if output.target:
        encoding = "utf-8-sig" if is_csv else "utf-8"
        with open_output(output.target, encoding=encoding, errors=errors) as stream:
            yield stream
        return
    set_stream(sys.stdout, errors=errors, newline="" if is_csv else None)
    if is_csv and is_utf8(sys.stdout) and not sys.stdout.isatty():
        # Redirected to a file, it will be opened in Excel.
        sys.stdout.write("\ufeff")
    yield sys.stdout
