"""One run of ``jianfu classify``: read, classify, count, and say what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jianfu_rules.authoring.wholetext import classify_whole
from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.progress import ProgressBar
from jianfu_rules.cli.tally import Tally
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import Classification, SourceRef
from jianfu_rules.records.dates import find_day
from jianfu_rules.records.inputs import InputFile
from jianfu_rules.records.journal import Progress
from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.cli.interrupts import Interrupts
    from jianfu_rules.records.resumable import ResumableOutput


class ResultWriter(Protocol):
    """What all formats can do."""

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""


@dataclass(frozen=True, slots=True)
class Source:
    """How to read the inputs; as for `read_records`."""

    input_format: str | None
    text_field: str | None
    id_field: str | None
    part_fields: dict[str, str]
    about_fields: dict[str, str]
    sheet: str | None
    encoding: str | None
    whole_file: bool

    def options(self) -> dict[str, Any]:
        """Return the options as people write them, for the journal of a run."""
        return {
            "--input-format": self.input_format,
            "--text-field": self.text_field,
            "--id-field": self.id_field,
            "--part": dict(sorted(self.part_fields.items())),
            "--date-field": self.about_fields.get("date"),
            "--place-field": self.about_fields.get("place"),
            "--unit-field": self.about_fields.get("unit"),
            "--sheet": self.sheet,
            "--encoding": self.encoding,
            "--whole-file": self.whole_file,
        }

    def read(
        self, file: InputFile, log: ProblemLog, **options: Any
    ) -> Iterator[Record]:
        """Read the records of one input."""
        return read_records(
            file,
            input_format=self.input_format,
            text_field=self.text_field,
            id_field=self.id_field,
            part_fields=self.part_fields,
            about_fields=self.about_fields,
            sheet=self.sheet,
            whole_file=self.whole_file,
            encoding=self.encoding,
            report=log,
            **options,
        )


class Run:
    """What is read, counted and said.

    Parameters
    ----------
    classifier : Classifier
    inputs : sequence of InputFile
    source : Source
    log : ProblemLog

    Attributes
    ----------
    output : ResumableOutput, optional
        Told of every record that is done.
    """

    def __init__(
        self,
        classifier: Classifier,
        inputs: Sequence[InputFile],
        source: Source,
        log: ProblemLog,
    ) -> None:
        self.classifier = classifier
        self.inputs = inputs
        self.source = source
        self.log = log
        self.tally = Tally()
        self.output: ResumableOutput | None = None
        self.input_index = self.record_count = 0

    def go_on_from(self, progress: Progress) -> None:
        """Take up where an earlier run was stopped."""
        self.input_index = progress.input_index
        self.record_count = progress.record_count
        if progress.counts:
            self.tally = Tally.from_dict(progress.counts)
            self.log.warning_count = progress.counts["warning_count"]

    def progress(self) -> Progress:
        """Return how far the run is; its output knows the offset."""
        return Progress(
            input_index=self.input_index,
            record_count=self.record_count,
            counts={**self.tally.to_dict(), "warning_count": self.log.warning_count},
        )

    def classify_inputs(
        self, writer: ResultWriter, interrupts: Interrupts, *, is_on_terminal: bool
    ) -> None:
        """Classify all records; an input that fails does not stop the others."""
        is_wanted = not (self.log.quiet or is_on_terminal) and sys.stderr.isatty()
        bar = ProgressBar(self.inputs, self.log, is_wanted=is_wanted)
        bar.earlier_count = self.tally.record_count
        try:
            while self.input_index < len(self.inputs):
                self._classify_input(
                    self.inputs[self.input_index], writer, interrupts, bar
                )
        finally:
            bar.stop()

    def _classify_input(
        self,
        file: InputFile,
        writer: ResultWriter,
        interrupts: Interrupts,
        bar: ProgressBar,
    ) -> None:
        failed = False
        try:
            for record in self._records(file, bar):
                done, result = self._classify(record)
                with interrupts.held() if self.output else nullcontext():
                    writer.write(done, result)
                    self._flush()
                    self.tally.add(done, result)
                    self.record_count += 1
                    self._mark()
                bar.advance(self.tally.record_count)
        except InputError as error:
            failed = True
            for problem in error.problems:
                self.log(problem)
        with interrupts.held() if self.output else nullcontext():
            if failed:
                self.tally.failed_files.append(file.name)
            self.input_index += 1
            self.record_count = 0
            self._mark()

    def _flush(self) -> None:
        if self.output is not None:
            self.output.flush()

    def _mark(self) -> None:
        if self.output is not None:
            self.output.mark()

    def _records(self, file: InputFile, bar: ProgressBar) -> Iterator[Record]:
        records = self.source.read(file, self.log, on_bytes=bar.add_bytes)
        # What was said of the records that are done is not said again.
        self.log.is_muted = self.record_count > 0
        try:
            for _ in islice(records, self.record_count):
                pass
        finally:
            self.log.is_muted = False
        return records

    def _classify(self, record: Record) -> tuple[Record, Classification | None]:
        result = None
        if record.error is None:
            day = find_day(record, self.source.about_fields.get("date"), self.log)
            try:
                result = classify_whole(self.classifier, record, day)
            except Exception as error:  # one text must not cost the rest
                record = replace(record, error=_failure(error, record))
        if record.error is not None:
            self.log(record.error)
        return record, result

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

    def say_interrupted(self, kept_in: Path | None) -> None:
        """Say how far the work came, and where it is kept."""
        values: dict[str, object] = {"count": self.tally.record_count}
        code = "JF697"
        if kept_in is not None:
            values["path"] = kept_in
            is_resumable = self.output and all(f.path != "-" for f in self.inputs)
            code = "JF696" if is_resumable else "JF698"
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
