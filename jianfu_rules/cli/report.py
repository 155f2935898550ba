"""``jianfu report``: a batch of records as one report for people."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from jianfu_rules.cli.classify_run import Source
from jianfu_rules.cli.file_options import (
    DateFieldOption,
    EncodingOption,
    FilesArgument,
    IdFieldOption,
    InputFormatOption,
    PartOption,
    PlaceFieldOption,
    QuietOption,
    RecursiveOption,
    SheetOption,
    TextFieldOption,
    UnitFieldOption,
    WholeFileOption,
    WorkersOption,
)
from jianfu_rules.cli.loading import load_classifier
from jianfu_rules.cli.options import (
    LocalityOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.part_options import read_part_options
from jianfu_rules.cli.privacy_options import KeepPersonalDataOption, hider
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.progress import ProgressBar
from jianfu_rules.cli.rules_on_files import Losses, check_target, open_target
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.parallel.cores import core_count
from jianfu_rules.parallel.failures import Failure, failure_problem
from jianfu_rules.records.inputs import InputFile, find_inputs
from jianfu_rules.records.record import ABOUT_NAMES

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.duplicates import DuplicateFinder
    from jianfu_rules.model import Ruleset
    from jianfu_rules.records.record import Record
    from jianfu_rules.report.comparing import Comparison
    from jianfu_rules.report.entry import Entry
    from jianfu_rules.report.gathering import Gathering
    from jianfu_rules.report.method import Origin
    from jianfu_rules.report.summary import Report

app = new_app(say("report"))


class ReportFormat(str, Enum):
    """How the report is written."""

    html = "html"
    docx = "docx"
    xlsx = "xlsx"
    json = "json"


_SUFFIXES = {f".{kind.value}": kind for kind in ReportFormat}
_SUFFIXES.update({".htm": ReportFormat.html, "": ReportFormat.html})
_OFFICE = (ReportFormat.docx, ReportFormat.xlsx)


_DIMENSIONS = {"date": "month", "place": "place", "unit": "unit"}


@app.command(cls=SpokenCommand, help=say("report"))
def report(
    files: FilesArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar=say("metavar.file"), help=say("report.output")
        ),
    ] = None,
    output_format: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("report.format")
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar=say("metavar.title"), help=say("report.title")),
    ] = None,
    date_field: DateFieldOption = None,
    place_field: PlaceFieldOption = None,
    unit_field: UnitFieldOption = None,
    compare: Annotated[
        Path | None,
        typer.Option(
            "--compare", metavar=say("metavar.file"), help=say("report.compare")
        ),
    ] = None,
    k: Annotated[
        int,
        typer.Option("--k", min=1, metavar=say("metavar.k"), help=say("report.k")),
    ] = 5,
    keep_personal_data: KeepPersonalDataOption = False,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    part: PartOption = None,
    input_format: InputFormatOption = None,
    sheet: SheetOption = None,
    recursive: RecursiveOption = False,
    encoding: EncodingOption = None,
    whole_file: WholeFileOption = False,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    workers: WorkersOption = 1,
    quiet: QuietOption = False,
) -> None:
    """Classify the records, or read their verdicts, and write the report."""
    from jianfu_rules.report.reading import is_result_file

    target = check_target(output, files)
    kind = _choose_format(output_format, target)
    last = None
    if compare is not None:
        from jianfu_rules.report.comparing import read_last

        # Before any work is done.
        last = read_last(compare)
    about = {"date": date_field, "place": place_field, "unit": unit_field}
    source = Source(
        input_format.value if input_format else None,
        text_field,
        id_field,
        read_part_options(part or ()),
        {what: name for what, name in about.items() if name is not None},
        sheet,
        encoding,
        whole_file,
    )
    log = ProblemLog(quiet=quiet)
    results = [file for file in files if is_result_file(file)]
    rest = [file for file in files if file not in results]
    inputs = find_inputs(rest, log, recursive=recursive, leave_out=target)
    hide = hider(keep_personal_data, log)
    run = _Run(source, results, inputs, log, hide, workers or core_count())
    if inputs:
        run.classifier = load_classifier(
            rules, noise, no_model=no_model, locality=locality
        )
        ruleset = run.classifier.ruleset
    else:
        ruleset = _read_ruleset(rules, locality)
    finished = run.gather(ruleset, rules, k)
    comparison = None
    if last is not None:
        from jianfu_rules.report.comparing import compare as compare_reports

        comparison = compare_reports(finished, last)
    origin = _origin(title, files, is_kept=keep_personal_data)
    _write(finished, origin, comparison, kind, target)
    run.lost.say_what_was_lost()
    if target is not None and not quiet:
        log.echo(say("summary.written", path=target))
    raise typer.Exit(run.lost.exit_code)


class _Read(NamedTuple):
    """A record that can be classified, its day, and its dimensions."""

    record: Record
    day: str
    where: dict[str, str]


@dataclass(slots=True)
class _Run:
    """One call of the command: what is read, hidden and counted."""

    source: Source
    results: list[str]
    inputs: list[InputFile]
    log: ProblemLog
    hide: Any
    workers: int
    classifier: Classifier | None = None
    finder: DuplicateFinder | None = None
    lost: Losses = field(init=False)

    def __post_init__(self) -> None:
        self.lost = Losses(self.log)

    def gather(self, ruleset: Ruleset, rules: Path | None, k: int) -> Report:
        """Read everything and return what may be shown.

        Raises
        ------
        InputError
            Where there is not one record that can be used (JF769).
        """
        from jianfu_rules.duplicates import DuplicateFinder
        from jianfu_rules.report.gathering import Gathering
        from jianfu_rules.report.rulenames import rule_names
        from jianfu_rules.report.summary import summarize
        from jianfu_rules.ruleset.where import find_rules

        gathering = Gathering(self._hide)
        # Texts are compared only where all are known.
        self.finder = None if self.results else DuplicateFinder()
        for entry in self._entries():
            gathering.add(entry)
        self.log.close()
        if not gathering.record_count:
            raise InputError(Problem("JF769"))
        gathering.unreadable_count += self.lost.unreadable_count
        self._say_what_is_odd(gathering, ruleset)
        leaders = self.finder.groups() if self.finder is not None else None
        names = rule_names(ruleset, find_rules(rules).root)
        return summarize(gathering, names, leaders, k)

    def _entries(self) -> Iterator[Entry]:
        from jianfu_rules.report.entry import Entry
        from jianfu_rules.report.reading import (
            read_results,
            source_of,
            text_for_copies,
        )

        for file in self.results:
            for entry in read_results(file, self.source.about_fields, self.log):
                if entry is None:
                    self.lost.unreadable_count += 1
                else:
                    yield entry
        is_wanted = not self.log.quiet and sys.stderr.isatty()
        bar = ProgressBar(self.inputs, self.log, is_wanted=is_wanted)
        try:
            with ExitStack() as stack:
                for read, verdict in self._judged(self._readable(bar), stack):
                    if isinstance(verdict, Failure):
                        source = source_of(read.record)
                        self._refuse(failure_problem(verdict, source))
                        continue
                    if self.finder is not None:
                        self.finder.add(text_for_copies(read.record))
                    texts = read.record.parts or {"": read.record.text}
                    yield Entry(read.record.id, verdict, texts, read.where)
        finally:
            bar.stop()

    def _readable(self, bar: ProgressBar) -> Iterator[_Read]:
        """Yield the records that can be classified, input by input."""
        from jianfu_rules.report.reading import find_where, source_of

        count = 0
        for name in self.inputs:
            try:
                for record in self.source.read(name, self.log, on_bytes=bar.add_bytes):
                    count += 1
                    bar.advance(count)
                    if record.error is not None:
                        self._refuse(record.error)
                        continue
                    source = source_of(record)
                    day, where = find_where(record.about, source, self.log)
                    if "date" not in self.source.about_fields:
                        # As in classify: a guessed column does not choose the rules.
                        day = ""
                    yield _Read(record, day, where)
            except InputError as error:
                self.lost.failed_files.append(name.name)
                for problem in error.problems:
                    self.log(problem)

    def _judged(
        self, records: Iterator[_Read], stack: ExitStack
    ) -> Iterator[tuple[_Read, Any]]:
        """Yield every record with its verdict, or with what kept it from one."""
        if not self.inputs:
            return
        from jianfu_rules.cli import classify_work as shared
        from jianfu_rules.parallel.pool import Work, WorkerPool

        assert self.classifier is not None  # noqa: S101  loaded where there are inputs
        if self.workers == 1:
            judge = shared.start_verdicts(self.classifier)
            for read in records:
                try:
                    verdict: Any = judge(shared.Payload(read.record, read.day))
                except Exception as error:  # one text must not cost the rest
                    verdict = Failure.of(error)
                yield read, verdict
            return
        work = Work(shared.start_verdicts, (self.classifier,))
        pool = stack.enter_context(WorkerPool[_Read](self.workers, work, self.log))
        yield from pool.map(
            records,
            lambda read: shared.payload_of(read.record, read.day),
            shared.char_count,
        )

    def _refuse(self, problem: Problem) -> None:
        self.lost.unreadable_count += 1
        self.log(problem)

    def _hide(self, text: str, spans: Any) -> tuple[str, Any]:
        shown = self.hide.redact(text, spans=spans)
        return shown.text, shown.spans

    def _say_what_is_odd(self, gathering: Gathering, ruleset: Ruleset) -> None:
        for digest in gathering.digests:
            if digest != ruleset.digest:
                shown = {"digest": digest[:19]}
                self.log(Problem("JF768", shown, severity="warning"))
        for name in self.source.about_fields:
            if _DIMENSIONS[name] not in gathering.dimensions:
                what = (ABOUT_NAMES[name], name)
                values = {"what": what, "option": f"--{name}-field"}
                self.log(Problem("JF764", values, severity="warning"))


def _read_ruleset(rules: Path | None, locality: str | None) -> Ruleset:
    """Read the rules for their names alone: nothing is classified."""
    from jianfu_rules.ruleset.localities import load_rules
    from jianfu_rules.ruleset.where import find_rules

    return load_rules(find_rules(rules), locality)


def _choose_format(wanted: ReportFormat | None, target: Path | None) -> ReportFormat:
    suffix = target.suffix.lower() if target else ""
    kind = wanted or _SUFFIXES.get(suffix)
    if kind is None:
        raise InputError(Problem("JF767", {"suffix": suffix}))
    if kind in _OFFICE:
        if target is None:
            raise InputError(Problem("JF766", {"format": kind.value}))
        from jianfu_rules.report.office import check_office

        check_office(kind.value)
    return kind


def _origin(title: str | None, files: list[str], *, is_kept: bool) -> Origin:
    from datetime import date

    from jianfu_rules import __version__
    from jianfu_rules.report.method import Origin

    return Origin(
        title or say("report.default_title"),
        date.today().isoformat(),
        __version__,
        tuple("stdin" if file == "-" else Path(file).name for file in files),
        is_kept,
    )


def _write(
    finished: Report,
    origin: Origin,
    comparison: Comparison | None,
    kind: ReportFormat,
    target: Path | None,
) -> None:
    if kind in _OFFICE and target is not None:
        from jianfu_rules.report.office import write_office

        write_office(target, kind.value, finished, origin, comparison)
        return
    with open_target(target, kind.value) as stream:
        if kind is ReportFormat.json:
            import json

            from jianfu_rules.report.data import report_data
            from jianfu_rules.report.tables import report_tables

            tables = report_tables(finished, comparison)
            values = report_data(finished, origin, tables)
            stream.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        else:
            from jianfu_rules.report.page import report_page

            for piece in report_page(finished, origin, comparison):
                stream.write(piece)
