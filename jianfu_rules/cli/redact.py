"""``jianfu redact``: a copy of some files without personal data."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.record_copies import (
    CopiedFilesArgument,
    RecordCopies,
    check_suffix,
    write_copies,
)
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
    check_target,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.redaction import DEFAULT_KINDS, KINDS, Redactor

app = new_app(say("redact"))


@app.command(cls=SpokenCommand, help=say("redact"))
def redact(
    files: CopiedFilesArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar=say("metavar.file"), help=say("redact.output")
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar=say("metavar.kind"),
            help=say("redact.only", kinds="、".join(KINDS)),
            show_default=False,
        ),
    ] = None,
    tickets: Annotated[
        bool, typer.Option("--tickets", help=say("redact.tickets"))
    ] = False,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Hide the personal data of the records and write them again."""
    target = check_target(output, files)
    kind = check_suffix(target, ("txt", "csv", "jsonl"))
    kinds = _check_kinds(only) or set(DEFAULT_KINDS)
    if tickets:
        kinds.add("ticket")
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    counts: Counter[str] = Counter()
    touched = 0
    text_name = "text"
    with RecordCopies(records) as copies:
        for copy in copies.read():
            text_name = copy.text_name
            hidden = _Fields(Redactor(kinds))
            copies.keep(
                {
                    name: value if name == copy.id_name else hidden.hide(name, value)
                    for name, value in copy.fields.items()
                }
            )
            touched += bool(hidden.counts)
            counts += hidden.counts
        write_copies(target, kind, list(copies.names), copies.kept(), text_name)
    if not quiet:
        _sum_up(records.read_count, touched, counts)
    records.say_what_was_lost()
    raise typer.Exit(records.exit_code)


class _Fields:
    """Hides the fields of one record: the same person has the same mark in all."""

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self.counts: Counter[str] = Counter()

    def hide(self, name: str, value: object) -> object:
        """Return a field without personal data; its name says what it may be."""
        if isinstance(value, dict):
            return {key: self.hide(str(key), inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.hide(name, inner) for inner in value]
        if not isinstance(value, str):
            return value
        label = f"{name}："
        out = self.redactor.redact(label + value)
        if any(place.start < len(label) for place in out.found):
            # The name of the column itself looks like data: do without it.
            label = ""
            out = self.redactor.redact(value)
        self.counts.update(out.kinds)
        return out.text[len(label) :]


def _check_kinds(only: list[str] | None) -> set[str]:
    marks = {mark: kind for kind, (mark, _) in KINDS.items()}
    problems = [
        Problem("JF752", {"kind": kind, "known": "、".join(KINDS)})
        for kind in only or ()
        if kind not in KINDS and kind not in marks
    ]
    if problems:
        raise InputError(*problems)
    return {marks.get(kind, kind) for kind in only or ()}


def _sum_up(count: int, touched: int, counts: Counter[str]) -> None:
    if not counts:
        print(say("redact.none", records=f"{count:,}"), file=sys.stderr)
    else:
        names = {kind: words[spoken() == "en"] for kind, words in KINDS.items()}
        shown = "、".join(f"{names[kind]} {n:,}" for kind, n in counts.most_common())
        values = {"records": f"{count:,}", "touched": f"{touched:,}", "kinds": shown}
        print(say("redact.sum", **values), file=sys.stderr)
    print(say("redact.look"), file=sys.stderr)
