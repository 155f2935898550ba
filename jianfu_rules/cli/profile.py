"""``jianfu profile``: which stages, rules and texts take the time."""

from __future__ import annotations

import json
import sys
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    FilesArgument,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.loading import load_classifier
from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.privacy_options import Hider, KeepPersonalDataOption, hider
from jianfu_rules.cli.rules_on_files import FileRecords
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from jianfu_rules.profiling.measuring import Profile
    from jianfu_rules.records.record import Record

app = new_app(say("profile"))

_TEXT_START = 20


class ProfileFormat(str, Enum):
    """How the times are written."""

    table = "table"
    json = "json"


@app.command(cls=SpokenCommand, help=say("profile"))
def profile(
    files: FilesArgument,
    output_format: Annotated[
        ProfileFormat,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("profile.format")
        ),
    ] = ProfileFormat.table,
    top: Annotated[
        int,
        typer.Option(
            "--top", min=0, metavar=say("metavar.count"), help=say("profile.top")
        ),
    ] = 10,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=0, metavar=say("metavar.count"), help=say("profile.limit")
        ),
    ] = 2000,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    keep_personal_data: KeepPersonalDataOption = False,
    quiet: QuietOption = False,
) -> None:
    """Classify records with the clocks on and say where the time went."""
    from jianfu_rules.authoring.wholetext import classify_whole
    from jianfu_rules.profiling.measuring import profile as measure

    source = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    hide = hider(keep_personal_data, source.log)
    records = list(islice(source, limit or None))
    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    found = measure(
        classifier,
        records,
        lambda record: classify_whole(classifier, record),
        _length,
        text_limit=top,
    )
    if output_format is ProfileFormat.json:
        values = found.to_dict()
        for text in values["slowest"]:
            record = records[text["number"]]
            text.update(id=record.id, place=record.place)
        print(json.dumps(values, ensure_ascii=False, indent=2))
    elif records:
        _print_tables(found, records, top, hide)
    source.say_what_was_lost()
    raise typer.Exit(source.exit_code)


def _length(record: Record) -> int:
    return sum(map(len, record.parts.values())) or len(record.text)


def _print_tables(found: Profile, records: list[Record], top: int, hide: Hider) -> None:
    from jianfu_rules.cli.plain_table import new_table
    from jianfu_rules.cli.table import new_console

    console = new_console(sys.stdout)
    count = found.text_count
    values = {
        "records": f"{count:,}",
        "chars": f"{found.character_count / count:,.0f}",
        "micros": f"{found.seconds / count * 1e6:,.0f}",
        "rate": f"{count / found.seconds:,.0f}",
    }
    console.print(say("profile.sum", **values), highlight=False)
    table = new_table(
        console, say("profile.stage"), say("profile.micros"), "#%", say("profile.calls")
    )
    for stage in found.stages:
        table.add_row(
            say(f"stage.{stage.stage}"),
            f"{stage.seconds / count * 1e6:,.1f}",
            f"{stage.share:.1%}",
            f"{stage.calls / count:.2f}",
        )
    console.print()
    console.print(table)
    console.print()
    part = {"share": f"{found.tried_share:.0%}"}
    console.print(say("profile.rules", **part), highlight=False)
    table = new_table(
        console,
        say("profile.rule"),
        say("profile.field"),
        say("profile.tries"),
        say("profile.hits"),
        say("profile.micros"),
        "#%",
    )
    for rule in found.rules[:top]:
        table.add_row(
            rule.rule,
            "" if rule.field == "phrases" else rule.field,
            f"{rule.tries:,}",
            f"{rule.hits:,}",
            f"{rule.seconds / count * 1e6:,.2f}",
            f"{rule.share:.1%}",
        )
    console.print(table)
    console.print()
    table = new_table(
        console,
        say("profile.text"),
        "#" + say("profile.chars"),
        "#µs",
        say("profile.start"),
    )
    for text in found.slowest:
        record = records[text.number]
        start = " ".join(hide(record.text).split())[:_TEXT_START]
        table.add_row(
            record.id, f"{text.characters:,}", f"{text.seconds * 1e6:,.0f}", start
        )
    console.print(table)
