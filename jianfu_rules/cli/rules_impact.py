"""``jianfu rules impact``: what a change of the rules does to the verdicts on files."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.file_options import (
    EncodingOption,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.options import Noise, NoiseOption
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
    MoreFilesArgument,
    OnOption,
    OutputOption,
    check_target,
    choose_format,
    open_target,
)
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from jianfu_rules.authoring.impact import Impact
    from jianfu_rules.classifier import Classifier

_Side = tuple[str, str | None]
"""The rules of one side as they were named, and the locality merged in."""

NATIONAL = "national"
"""Names the rules that come along, on either side."""


class ImpactFormat(str, Enum):
    """How the comparison is written."""

    table = "table"
    html = "html"
    json = "json"


class FailOn(str, Enum):
    """The differences that make the command fail; ``FLIP_KINDS`` of `impact`."""

    complaint_lost = "complaint-lost"
    complaint_gained = "complaint-gained"
    label_lost = "label-lost"
    label_gained = "label-gained"
    stance_changed = "stance-changed"
    any = "any"


_SUFFIXES = {".html": ImpactFormat.html, ".htm": ImpactFormat.html}
_SUFFIXES[".json"] = ImpactFormat.json


def show_impact(
    old: Annotated[
        str, typer.Argument(metavar=say("impact.old.name"), help=say("impact.old"))
    ],
    new: Annotated[
        str, typer.Argument(metavar=say("impact.new.name"), help=say("impact.new"))
    ],
    on: OnOption,
    more: MoreFilesArgument = None,
    output_format: Annotated[
        ImpactFormat | None,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("impact.format")
        ),
    ] = None,
    output: OutputOption = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=0, metavar=say("metavar.count"), help=say("impact.limit")
        ),
    ] = 1000,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option(
            "--fail-on", metavar=say("impact.kind"), help=say("impact.fail_on")
        ),
    ] = None,
    with_model: Annotated[
        bool, typer.Option("--with-model", help=say("impact.with_model"))
    ] = False,
    old_locality: Annotated[
        str | None,
        typer.Option(
            "--old-locality", metavar=say("metavar.locality"), help=say("impact.old_at")
        ),
    ] = None,
    new_locality: Annotated[
        str | None,
        typer.Option(
            "--new-locality", metavar=say("metavar.locality"), help=say("impact.new_at")
        ),
    ] = None,
    noise: NoiseOption = Noise.usual,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Classify the records by both rule sets and write what differs."""
    from jianfu_rules.authoring.impact import FLIP_KINDS, Impact
    from jianfu_rules.authoring.wholetext import classify_whole

    files = [*on, *(more or ())]
    target = check_target(output, files)
    kind = choose_format(output_format, target, _SUFFIXES, ImpactFormat.table)
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    sides = ((old, old_locality), (new, new_locality))
    before, after = _load_both(sides, noise, records, with_model=with_model)
    impact = Impact(before.ruleset, after.ruleset, limit)
    for record in records:
        impact.add(
            record.id, classify_whole(before, record), classify_whole(after, record)
        )
    with open_target(target, kind.value) as stream:
        _write(impact, kind, stream, (_called(sides[0]), _called(sides[1])), records)
    records.say_what_was_lost()
    if target is not None and not quiet:
        records.log.echo(say("summary.written", path=target))
    wanted = {k.value for k in fail_on or ()}
    if "any" in wanted:
        wanted.update(FLIP_KINDS)
    if any(impact.kinds[name] for name in wanted):
        raise typer.Exit(exit_codes.FINDINGS)
    raise typer.Exit(records.exit_code)


def _load_both(
    sides: tuple[_Side, _Side],
    noise: Noise,
    records: FileRecords,
    *,
    with_model: bool,
) -> tuple[Classifier, Classifier]:
    """Load both sides; the trained model on both or on none, so that it is fair."""
    from jianfu_rules.classifier import Classifier

    def load(side: _Side, *, asks: bool) -> Classifier:
        return Classifier.load(
            _place(side[0]),
            noise=noise.value,
            fallback="bundled" if asks else None,
            locality=side[1],
        )

    loaded = [load(side, asks=with_model) for side in sides]
    if with_model:
        without = [
            _called(side)
            for side, classifier in zip(sides, loaded, strict=True)
            if classifier.consultant is None
        ]
        if without:
            values = {"rules": "、".join(dict.fromkeys(without))}
            records.log(Problem("JF711", values, severity="warning"))
            loaded = [load(side, asks=False) for side in sides]
    return loaded[0], loaded[1]


def _called(side: _Side) -> str:
    """Return how a side is called, with its locality."""
    return " + ".join(filter(None, side))


def _place(side: str) -> Path | None:
    """Return the directory that one side names, None for the rules that come along."""
    if side == NATIONAL and not Path(side).is_dir():
        return None
    if not Path(side).is_dir():
        raise InputError(Problem("JF710", {"path": side}))
    return Path(side)


def _write(
    impact: Impact,
    kind: ImpactFormat,
    stream: TextIO,
    sides: tuple[str, str],
    records: FileRecords,
) -> None:
    if kind is ImpactFormat.json:
        values = {
            "sides": {"old": sides[0], "new": sides[1]},
            "unreadable": records.unreadable_count,
            "failed_files": records.failed_files,
            **impact.to_dict(),
        }
        stream.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
    elif kind is ImpactFormat.html:
        from jianfu_rules.cli.impact_page import page

        stream.write(page(impact, sides, records.unreadable_count, spoken()))
    else:
        from jianfu_rules.cli.impact_table import print_impact

        print_impact(impact, sides, stream)
