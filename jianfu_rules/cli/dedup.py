"""``jianfu dedup``: which records are near copies of which."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
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
from jianfu_rules.cli.wording import say
from jianfu_rules.duplicates import DuplicateFinder

app = new_app(say("dedup"))


@app.command(cls=SpokenCommand, help=say("dedup"))
def dedup(
    files: CopiedFilesArgument,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar=say("metavar.file"), help=say("dedup.output")
        ),
    ] = None,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the records again with one column more."""
    target = check_target(output, files)
    kind = check_suffix(target, ("csv", "jsonl"))
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    finder = DuplicateFinder()
    ids: list[str] = []
    column = say("dedup.column")
    with RecordCopies(records) as copies:
        for copy in copies.read():
            finder.add(copy.record.text)
            ids.append(copy.record.id)
            copies.keep(copy.fields)
        leaders = array("L", finder.groups())
        names = [column, *copies.names]
        rows = _with_group(copies.kept(), ids, leaders, column)
        write_copies(target, kind, names, rows, "")
    if not quiet:
        _sum_up(leaders)
    records.say_what_was_lost()
    raise typer.Exit(records.exit_code)


def _with_group(
    rows: Iterator[dict[str, object]], ids: list[str], leaders: array[int], column: str
) -> Iterator[dict[str, object]]:
    """Put the id of the first record of its group before every record of a group."""
    firsts = {leader for place, leader in enumerate(leaders) if leader != place}
    for place, row in enumerate(rows):
        leader = leaders[place]
        yield {column: ids[leader] if leader in firsts else "", **row}


def _sum_up(leaders: array[int]) -> None:
    copies = sum(leader != place for place, leader in enumerate(leaders))
    groups = len({x for place, x in enumerate(leaders) if x != place})
    values = {
        "records": f"{len(leaders):,}",
        "groups": f"{groups:,}",
        "copies": f"{copies:,}",
        "different": f"{len(leaders) - copies:,}",
    }
    print(say("dedup.sum", **values), file=sys.stderr)
