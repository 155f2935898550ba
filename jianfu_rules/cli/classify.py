"""``jianfu classify``: every record of some files."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.classify_output import Output, choose_kind, open_output_of
from jianfu_rules.cli.classify_run import Run, Source
from jianfu_rules.cli.file_options import (
    AllOption,
    DateFieldOption,
    DryRunOption,
    EncodingOption,
    FilesArgument,
    IdFieldOption,
    InputFormatOption,
    OutputFormatOption,
    OutputOption,
    PartOption,
    PlaceFieldOption,
    QuietOption,
    RecursiveOption,
    RestartOption,
    ResumeOption,
    SheetOption,
    StrictOption,
    TemplateOption,
    TextFieldOption,
    UnitFieldOption,
    WholeFileOption,
    WorkersOption,
)
from jianfu_rules.cli.interrupts import Interrupts
from jianfu_rules.cli.loading import load_classifier
from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.part_options import read_part_options
from jianfu_rules.cli.privacy_options import KeepPersonalDataOption, hider
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.parallel.cores import core_count
from jianfu_rules.records.encodings import named_encoding
from jianfu_rules.records.inputs import find_inputs
from jianfu_rules.records.writing import check_output

app = new_app(say("classify"))


@app.command(cls=SpokenCommand, help=say("classify"))
def classify(
    files: FilesArgument,
    output_format: OutputFormatOption = None,
    output: OutputOption = None,
    template: TemplateOption = None,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    part: PartOption = None,
    date_field: DateFieldOption = None,
    place_field: PlaceFieldOption = None,
    unit_field: UnitFieldOption = None,
    input_format: InputFormatOption = None,
    sheet: SheetOption = None,
    recursive: RecursiveOption = False,
    encoding: EncodingOption = None,
    whole_file: WholeFileOption = False,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    resume: ResumeOption = False,
    restart: RestartOption = False,
    workers: WorkersOption = 1,
    dry_run: DryRunOption = False,
    show_all: AllOption = False,
    keep_personal_data: KeepPersonalDataOption = False,
    quiet: QuietOption = False,
    strict: StrictOption = False,
) -> None:
    """Classify the records of *files* and write the results."""
    target = None if output is None or str(output) == "-" else output
    kind = choose_kind(output_format, target, template)
    if target:
        check_output(target, files)
    if encoding:
        named_encoding(encoding, b"")
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
    hide = hider(keep_personal_data, log)
    inputs = find_inputs(files, log, recursive=recursive, leave_out=target)
    if dry_run:
        from jianfu_rules.cli.dry_run import describe_inputs

        raise typer.Exit(describe_inputs(inputs, source, log))
    layout = None
    if template:
        from jianfu_rules.records.templates import read_template

        layout = read_template(template)
    wanted = Output(
        kind,
        target,
        layout,
        resume=resume,
        restart=restart,
        show_all=show_all,
        keep=hide.keep,
    )
    wanted.check(inputs)
    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    run = Run(classifier, inputs, source, log, workers or core_count())
    options = {
        **source.options(),
        "--format": kind,
        "--template": layout.digest if layout else None,
        "--noise": noise.value,
        "--no-model": no_model,
        "--model": None if model is None else str(model),
        "--lang": spoken(),
        "--keep-personal-data": hide.keep,
    }
    interrupts = Interrupts()
    try:
        with (
            interrupts.installed(),
            open_output_of(wanted, run, options) as writer,
        ):
            run.classify_inputs(
                writer, interrupts, is_on_terminal=_is_on_terminal(target)
            )
    except KeyboardInterrupt:
        run.say_interrupted(wanted.kept_in(run))
        raise typer.Exit(exit_codes.INTERRUPTED) from None
    run.finish(target, has_summary=kind == "table" and target is None)
    raise typer.Exit(run.exit_code(strict=strict))


def _is_on_terminal(target: Path | None) -> bool:
    return target is None and sys.stdout.isatty()
