"""The options of ``jianfu classify`` that say what to read and what to write."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from jianfu_rules.cli.wording import say


class OutputFormat(str, Enum):
    """How results are written; a template comes by an option of its own."""

    table = "table"
    xlsx = "xlsx"
    csv = "csv"
    jsonl = "jsonl"
    md = "md"


class InputFormat(str, Enum):
    """How files are read."""

    txt = "txt"
    csv = "csv"
    tsv = "tsv"
    jsonl = "jsonl"
    xlsx = "xlsx"
    docx = "docx"
    pdf = "pdf"


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=say("metavar.files"), help=say("classify.files"), show_default=False
    ),
]

OutputFormatOption = Annotated[
    OutputFormat | None,
    typer.Option(
        "--format", "-f", metavar=say("metavar.format"), help=say("classify.format")
    ),
]

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar=say("metavar.file"), help=say("classify.output")
    ),
]

TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar=say("metavar.file"), help=say("classify.template")
    ),
]

TextFieldOption = Annotated[
    str | None,
    typer.Option(
        "--text-field", metavar=say("metavar.name"), help=say("classify.text_field")
    ),
]

IdFieldOption = Annotated[
    str | None,
    typer.Option(
        "--id-field", metavar=say("metavar.name"), help=say("classify.id_field")
    ),
]

PartOption = Annotated[
    list[str] | None,
    typer.Option(
        "--part",
        metavar=say("metavar.part"),
        help=say("classify.part"),
        show_default=False,
    ),
]

DateFieldOption = Annotated[
    str | None,
    typer.Option(
        "--date-field", metavar=say("metavar.name"), help=say("classify.date_field")
    ),
]

PlaceFieldOption = Annotated[
    str | None,
    typer.Option(
        "--place-field", metavar=say("metavar.name"), help=say("classify.place_field")
    ),
]

UnitFieldOption = Annotated[
    str | None,
    typer.Option(
        "--unit-field", metavar=say("metavar.name"), help=say("classify.unit_field")
    ),
]

InputFormatOption = Annotated[
    InputFormat | None,
    typer.Option(
        "--input-format",
        metavar=say("metavar.format"),
        help=say("classify.input_format"),
    ),
]

SheetOption = Annotated[
    str | None,
    typer.Option("--sheet", metavar=say("metavar.sheet"), help=say("classify.sheet")),
]

RecursiveOption = Annotated[
    bool, typer.Option("--recursive", "-r", help=say("classify.recursive"))
]

EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar=say("metavar.encoding"), help=say("classify.encoding")
    ),
]

WholeFileOption = Annotated[
    bool, typer.Option("--whole-file", help=say("classify.whole_file"))
]

ResumeOption = Annotated[bool, typer.Option("--resume", help=say("classify.resume"))]

RestartOption = Annotated[bool, typer.Option("--restart", help=say("classify.restart"))]

WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers",
        min=0,
        metavar=say("metavar.workers"),
        help=say("classify.workers"),
        show_default=False,
    ),
]

DryRunOption = Annotated[bool, typer.Option("--dry-run", help=say("classify.dry_run"))]

AllOption = Annotated[bool, typer.Option("--all", help=say("classify.all"))]

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help=say("classify.quiet"))]

StrictOption = Annotated[bool, typer.Option("--strict", help=say("classify.strict"))]
