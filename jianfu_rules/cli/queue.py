"""``jianfu queue``: the records that a person should look at, with the reasons."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
    check_target,
    open_target,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jianfu_rules.authoring.queueing import Item, Known, Queuer

app = new_app(say("queue"))


@app.command(cls=SpokenCommand, help=say("queue"))
def queue(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=say("metavar.files"), help=say("queue.files"), show_default=False
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar=say("metavar.file"),
            help=say("queue.output"),
            show_default=False,
        ),
    ],
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=1, metavar=say("metavar.count"), help=say("queue.limit")
        ),
    ] = 50,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", metavar=say("metavar.file"), help=say("queue.corpus")),
    ] = None,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Classify the records, choose those that teach most, and write the table."""
    from jianfu_rules.authoring.queueing import Queuer as AnyQueuer
    from jianfu_rules.cli.loading import load_classifier

    target = check_target(output, [*files, *([str(corpus)] if corpus else [])])
    known = _known(corpus) if corpus is not None else None
    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    queuer = AnyQueuer(classifier, known)
    for record in records:
        queuer.add(record)
    chosen = queuer.choose(limit)
    with open_target(target, "csv") as stream:
        _write(chosen, queuer.names, stream)
    if not quiet:
        _sum_up(chosen, queuer, records)
    records.say_what_was_lost()
    raise typer.Exit(records.exit_code)


def _known(corpus: Path) -> Known:
    """Return what is in the corpus; one that is not there yet is empty."""
    from jianfu_rules.authoring.queueing import Known
    from jianfu_rules.evaluation.scorecard import read_cases

    known = Known()
    if not corpus.exists():
        return known
    read_cases(corpus)  # says what is no case, and where
    with corpus.open(encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            data = json.loads(line)
            known.add(data["text"], str(data.get("unit", "")))
    return known


def _write(chosen: Sequence[Item], names: Mapping[str, str], stream: TextIO) -> None:
    from jianfu_rules.authoring import corrections as columns
    from jianfu_rules.records.writing import safe_cell

    writer = csv.writer(stream)
    writer.writerow(
        [
            columns.ID,
            columns.TEXT,
            "为什么请看",
            columns.NOW,
            "依据",
            columns.SYMPTOMS,
            columns.STANCE,
            columns.NOTE,
            columns.UNIT,
            "出处",
        ]
    )
    for item in chosen:
        quotes = dict.fromkeys(e.quote for x in item.result.labels for e in x.evidence)
        cells = [
            item.id,
            item.text,
            "；".join(say(f"queue.why.{r.kind}", **r.values) for r in item.reasons),
            columns.say_labels(item.result.stances, names),
            "；".join(quotes),
            "",
            "",
            "",
            item.unit,
            item.place,
        ]
        writer.writerow([safe_cell(cell) for cell in cells])


def _sum_up(chosen: Sequence[Item], queuer: Queuer, records: FileRecords) -> None:
    lines = [
        say(
            "queue.sum",
            read=f"{records.read_count:,}",
            chosen=len(chosen),
            known=queuer.known_count,
        )
    ]
    kinds = Counter(reason.kind for item in chosen for reason in item.reasons)
    for kind, count in kinds.most_common():
        lines.append(f"  {count:4}  " + say(f"queue.kind.{kind}"))
    lines.append(say("queue.next"))
    print("\n".join(lines), file=sys.stderr)
