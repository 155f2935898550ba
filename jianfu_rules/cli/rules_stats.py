"""``jianfu rules stats``: what each rule does on files."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.options import LocalityOption, Noise, NoiseOption, RulesOption
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
    MoreFilesArgument,
    OnlyOption,
    OnOption,
    OutputOption,
    check_target,
    choose_format,
    open_target,
)
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from jianfu_rules.authoring.rulestats import Precision, RuleCount, RuleStats

CSV_COLUMNS = (
    "rule",
    "name",
    "symptom",
    "strength",
    "layer",
    "records",
    "share",
    "matches",
    "alone",
    "overlap",
    "conflict",
    "dropped",
    "dropped_why",
    "dead",
    "dead_phrases",
)
CSV_LABEL_COLUMNS = (
    "noisy",
    "right",
    "judged",
    "precision",
    "low",
    "high",
    "complaint_right",
    "complaint_judged",
    "complaint_precision",
    "complaint_low",
    "complaint_high",
    "missed_by_dropping",
)


class StatsFormat(str, Enum):
    """How the counts are written."""

    table = "table"
    csv = "csv"
    json = "json"


class SortKey(str, Enum):
    """What the rules are sorted by."""

    records = "records"
    matches = "matches"
    alone = "alone"
    overlap = "overlap"
    conflict = "conflict"
    dropped = "dropped"
    precision = "precision"
    rule = "rule"


_SUFFIXES = {".csv": StatsFormat.csv, ".json": StatsFormat.json}


def show_stats(
    on: OnOption,
    more: MoreFilesArgument = None,
    gold: Annotated[bool, typer.Option("--gold", help=say("stats.gold"))] = False,
    only: OnlyOption = "",
    sort: Annotated[
        SortKey | None,
        typer.Option("--sort", metavar=say("stats.key"), help=say("stats.sort")),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=0, metavar=say("metavar.count"), help=say("stats.limit")
        ),
    ] = 40,
    output_format: Annotated[
        StatsFormat | None,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("stats.format")
        ),
    ] = None,
    output: OutputOption = None,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Classify the records by the rules alone and write what each rule did."""
    from jianfu_rules.authoring.gold import case_of
    from jianfu_rules.authoring.rulestats import RuleStats
    from jianfu_rules.authoring.wholetext import classify_whole
    from jianfu_rules.cli.loading import load_classifier

    if sort is SortKey.precision and not gold:
        raise InputError(Problem("JF713"))
    files = [*on, *(more or ())]
    target = check_target(output, files)
    kind = choose_format(output_format, target, _SUFFIXES, StatsFormat.table)
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    classifier = load_classifier(rules, noise, no_model=True, locality=locality)
    stats = RuleStats(classifier.ruleset, with_labels=gold)
    for record in records:
        case = case_of(record) if gold else None
        if isinstance(case, Problem):
            records.refuse(replace(record, error=case))
            continue
        stats.add(classify_whole(classifier, record), case)
    key = sort or (SortKey.precision if gold else SortKey.records)
    counts = sort_counts(
        [c for c in stats.rules.values() if c.rule.id.startswith(only)], key
    )
    with open_target(target, kind.value) as stream:
        if kind is StatsFormat.json:
            values = stats.to_dict(counts)
            stream.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        elif kind is StatsFormat.csv:
            _write_csv(stats, counts, stream)
        else:
            from jianfu_rules.cli.stats_table import print_stats

            print_stats(stats, counts, limit, stream)
    records.say_what_was_lost()
    if target is not None and not quiet:
        records.log.echo(say("summary.written", path=target))
    raise typer.Exit(records.exit_code)


def sort_counts(counts: list[RuleCount], key: SortKey) -> list[RuleCount]:
    """Return the rules in the order asked for, those to look at first."""

    def precise(count: RuleCount) -> tuple[object, ...]:
        # The rules that are surely wrong most often come first.
        bounds = count.complaint_right.bounds, count.symptom_right.bounds
        return min(high for _, high in bounds), -count.records, count.rule.id

    def large(count: RuleCount) -> tuple[object, ...]:
        if key in (SortKey.overlap, SortKey.conflict):
            value = max(getattr(count, key.value).values(), default=0)
        elif key is SortKey.dropped:
            value = count.dropped.total()
        else:
            value = getattr(count, key.value)
        return -value, -count.records, count.rule.id

    if key is SortKey.rule:
        return sorted(counts, key=lambda count: count.rule.id)
    return sorted(counts, key=precise if key is SortKey.precision else large)


def _write_csv(stats: RuleStats, counts: list[RuleCount], stream: TextIO) -> None:
    from jianfu_rules.records.writing import safe_cell

    writer = csv.writer(stream)
    labels = CSV_LABEL_COLUMNS if stats.with_labels else ()
    writer.writerow([*CSV_COLUMNS, *labels])
    for count in counts:
        values = count.to_dict(stats.record_count, with_labels=stats.with_labels)
        values |= {
            "overlap": _pairs(values["overlap"]),
            "conflict": _pairs(values["conflict"]),
            "dropped_why": _pairs(values["dropped"]),
            "dropped": count.dropped.total(),
            "dead": int(count.is_dead),
            "dead_phrases": "；".join(count.dead_phrases),
            "noisy": int(count.is_noisy),
        }
        for prefix, precision in (
            ("", count.symptom_right),
            ("complaint_", count.complaint_right),
        ):
            values |= _precision_cells(prefix, precision)
        writer.writerow(
            [safe_cell(str(values[name])) for name in (*CSV_COLUMNS, *labels)]
        )


def _precision_cells(prefix: str, precision: Precision) -> dict[str, object]:
    values = precision.to_dict()
    is_judged = precision.count > 0
    return {
        f"{prefix}right": values["right"],
        f"{prefix}judged": values["count"],
        f"{prefix}precision": values["share"] if is_judged else "",
        f"{prefix}low": values["low"] if is_judged else "",
        f"{prefix}high": values["high"] if is_judged else "",
    }


def _pairs(counts: dict[str, int]) -> str:
    return "；".join(f"{name} {count}" for name, count in counts.items())
