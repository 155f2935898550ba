"""One run of ``jianfu classify``: read, classify, count, and say what happened."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jianfu_rules.authoring.wholetext import classify_whole
from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.progress import ProgressBar
from jianfu_rules.cli.tally import Tally
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import Classification, SourceRef
from jianfu_rules.parallel.failures import Failure, failure_problem
from jianfu_rules.records.dates import find_day
from jianfu_rules.records.inputs import InputFile
from jianfu_rules.records.journal import Progress
from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record, Report

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.cli.interrupts import Interrupts
    from jianfu_rules.cli.result_writers import Layout
    from jianfu_rules.records.resumable import ResumableOutput
    from jianfu_rules.records.writing import Sink


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

    def read(self, file: InputFile, log: Report, **options: Any) -> Iterator[Record]:
        """Read the records of one input; *log* is told of notes and warnings."""
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


@dataclass(frozen=True, slots=True)
class Step:
    """A record, or the end of an input, and what was said since the one before.

    It is said when the step has its turn, for the reading may be ahead of that.
    """

    record: Record | None = None
    day: str = ""
    said: Sequence[Problem] = field(default_factory=tuple)
    ended: str = ""
    failed: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether it holds a text to classify."""
        return self.record is not None and self.record.error is None


class Run:
    """What is read, counted and said.

    Parameters
    ----------
    classifier : Classifier
    inputs : sequence of InputFile
    source : Source
    log : ProblemLog
    workers : int
        Processes that share the work; 1 for this one alone.

    Attributes
    ----------
    output : ResumableOutput, optional
        Told of every record that is done.
    sink : Sink
        What the writer writes to.
    layout : Layout, optional
        How records are written; None where only the writer can write them.
    """

    def __init__(
        self,
        classifier: Classifier,
        inputs: Sequence[InputFile],
        source: Source,
        log: ProblemLog,
        workers: int = 1,
    ) -> None:
        self.classifier = classifier
        self.inputs = inputs
        self.source = source
        self.log = log
        self.tally = Tally()
        self.workers = workers
        self.output: ResumableOutput | None = None
        self.sink: Sink | None = None
        self.layout: Layout | None = None
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
            with ExitStack() as stack:
                for step, result in self._results(self._steps(bar), stack):
                    for problem in step.said:
                        self.log(problem)
                    with interrupts.held() if self.output else nullcontext():
                        if step.record is None:
                            self._end_input(step)
                        else:
                            self._write(writer, step.record, result)
                    bar.advance(self.tally.record_count)
        finally:
            bar.stop()

    def _steps(self, bar: ProgressBar) -> Iterator[Step]:
        """Yield what is left to do, input by input."""
        done_count = self.record_count
        for file in self.inputs[self.input_index :]:
            yield from self._steps_of(file, done_count, bar)
            done_count = 0

    def _steps_of(
        self, file: InputFile, done_count: int, bar: ProgressBar
    ) -> Iterator[Step]:
        date_field = self.source.about_fields.get("date")
        said: list[Problem] = []
        try:
            records = self.source.read(file, said.append, on_bytes=bar.add_bytes)
            for _ in islice(records, done_count):
                pass
            if done_count:
                self._note_silently(said)
                said.clear()
            for record in records:
                day = ""
                if record.error is None:
                    day = find_day(record, date_field, said.append)
                yield Step(record, day, tuple(said))
                said.clear()
        except InputError as error:
            yield Step(said=(*said, *error.problems), ended=file.name, failed=True)
        else:
            yield Step(said=tuple(said), ended=file.name)

    def _note_silently(self, problems: Sequence[Problem]) -> None:
        """Take note of what was said of the records that are done."""
        self.log.is_muted = True
        for problem in problems:
            self.log(problem)
        self.log.is_muted = False

    def _results(
        self, steps: Iterator[Step], stack: ExitStack
    ) -> Iterator[tuple[Step, Any]]:
        """Yield every step with its result, None where it has none."""
        if self.workers == 1 or self.input_index == len(self.inputs):
            for step in steps:
                yield step, self._classify(step)
            return
        from jianfu_rules.cli.classify_work import char_count, payload_of, work_of
        from jianfu_rules.parallel.pool import WorkerPool

        def payload(step: Step) -> Any:
            readable = step.record if step.is_readable else None
            return None if readable is None else payload_of(readable, step.day)

        work = work_of(self.classifier, self.layout, spoken())
        # Ended by the caller, who may be interrupted while this waits to go on.
        pool = stack.enter_context(WorkerPool[Step](self.workers, work, self.log))
        yield from pool.map(steps, payload, char_count)

    def _classify(self, step: Step) -> Classification | Failure | None:
        if step.record is None or step.record.error is not None:
            return None
        try:
            return classify_whole(self.classifier, step.record, step.day)
        except Exception as error:  # one text must not cost the rest
            return Failure.of(error)

    def _write(self, writer: ResultWriter, record: Record, result: Any) -> None:
        """Write and count a record with its result."""
        told = result
        if isinstance(result, Failure):
            record = replace(record, error=failure_problem(result, _source_of(record)))
            told = None
        if record.error is not None:
            self.log(record.error)
        if told is None or isinstance(told, Classification):
            writer.write(record, told)
        elif self.sink is not None:
            self.sink.write(result.text)
            told = result.outline()
        if self.output is not None:
            self.output.flush()
        self.tally.add(record, told)
        self.record_count += 1
        if self.output is not None:
            self.output.mark()

    def _end_input(self, step: Step) -> None:
        if step.failed:
            self.tally.failed_files.append(step.ended)
        self.input_index += 1
        self.record_count = 0
        if self.output is not None:
            self.output.mark()

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


def _source_of(record: Record) -> SourceRef:
    file, _, line = record.place.rpartition(":")
    return SourceRef(file, int(line), 1) if line.isdigit() else SourceRef(record.place)
