"""The counts of the rules for the eye."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.text import Text

from jianfu_rules.cli.plain_table import new_table
from jianfu_rules.cli.table import new_console, print_plainly
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from rich.console import Console

    from jianfu_rules.authoring.rulestats import Precision, RuleCount, RuleStats

_DETAILED_RULES = 10
_SHOWN_NEIGHBOURS = 5
_SHOWN_WORDS = 12
_SHOWN_LISTS = 30


def print_stats(
    stats: RuleStats, counts: list[RuleCount], limit: int, stream: TextIO
) -> None:
    """Print the summary, the rules, and where they are few, each in detail.

    Parameters
    ----------
    stats : RuleStats
    counts : list of RuleCount
        The rules to show, in their order.
    limit : int
        Rows at most; 0 for all.
    stream : text file
    """
    console = new_console(stream)
    _say(console, _summary(stats, counts))
    _print_layers(console, stats)
    shown = counts[:limit] if limit else counts
    _say(console, "")
    _print_rules(console, stats, shown)
    if len(shown) < len(counts):
        _say(console, say("stats.cut", shown=len(shown), all=len(counts)))
    if len(counts) <= _DETAILED_RULES:
        for count in counts:
            _print_details(console, stats, count)
    else:
        _print_lists(console, stats, counts)


def _say(console: Console, line: str) -> None:
    console.print(Text(line), soft_wrap=True)


def _summary(stats: RuleStats, counts: list[RuleCount]) -> str:
    line = say(
        "stats.summary",
        records=f"{stats.record_count:,}",
        labelled=f"{stats.labelled_count:,}",
        rules=len(counts),
        dead=sum(c.is_dead for c in counts),
        phrases=sum(len(c.dead_phrases) for c in counts),
    )
    if stats.with_labels:
        line += say("stats.noisy", n=sum(c.is_noisy for c in counts))
    return line


def _print_layers(console: Console, stats: RuleStats) -> None:
    layers = stats.layers()
    if len(layers) < 2:
        return
    table = new_table(
        console,
        say("stats.layer"),
        *(f"#{say(f'stats.{name}')}" for name in ("rules", "dead", "hits", "matches")),
    )
    for layer, count in layers.items():
        table.add_row(
            layer,
            *(f"{count[name]:,}" for name in ("rules", "dead", "records", "matches")),
        )
    _say(console, "")
    print_plainly(console, table)


def _print_rules(console: Console, stats: RuleStats, counts: list[RuleCount]) -> None:
    names = ["records", "alone", "overlap", "conflict", "dropped"]
    if not stats.with_labels:
        # With labels the precision takes their place in the width of a screen.
        names[1:1] = ["share", "matches"]
    columns = [say("impact.rule"), *(f"#{say(f'stats.{name}')}" for name in names)]
    if stats.with_labels:
        columns += [f"#{say('stats.precision')}", f"#{say('stats.complaint')}"]
    table = new_table(console, *columns, "")
    for count in counts:
        share = count.records / stats.record_count if stats.record_count else 0.0
        figures = {
            "records": f"{count.records:,}",
            "share": f"{share:.1%}",
            "matches": f"{count.matches:,}",
            "alone": f"{count.alone:,}",
            "overlap": f"{max(count.overlap.values(), default=0):,}",
            "conflict": f"{max(count.conflict.values(), default=0):,}",
            "dropped": f"{count.dropped.total():,}",
        }
        cells = [count.rule.id, *(figures[name] for name in names)]
        if stats.with_labels:
            cells += [_bounds(count.symptom_right), _bounds(count.complaint_right)]
        table.add_row(*cells, _flags(stats, count))
    print_plainly(console, table)


def _bounds(precision: Precision) -> str:
    if precision.share is None:
        return "·"
    low, high = precision.bounds
    return f"{precision.share:.2f} {low:.2f}–{high:.2f}"


def _flags(stats: RuleStats, count: RuleCount) -> str:
    if count.is_dead:
        return say("stats.flag.dead")
    return say("stats.flag.noisy") if stats.with_labels and count.is_noisy else ""


def _print_details(console: Console, stats: RuleStats, count: RuleCount) -> None:
    rule = count.rule
    place = f"{rule.layer}  {rule.source.file}:{rule.source.line}"
    _say(console, f"\n{rule.id}  {rule.name}  {place}")
    for name in ("overlap", "conflict", "dropped"):
        counter = getattr(count, name)
        if counter:
            shown = counter.most_common(_SHOWN_NEIGHBOURS)
            said = "、".join(f"{key} {n}" for key, n in shown)
            _say(console, f"  {say(f'stats.{name}.long')}{said}")
    if stats.with_labels and count.missed:
        _say(console, "  " + say("stats.missed", n=count.missed))
    if count.dead_phrases:
        _say(console, "  " + say("stats.dead_phrases", n=len(count.dead_phrases)))
        for phrase in count.dead_phrases:
            _say(console, f"    {phrase}")


def _print_lists(console: Console, stats: RuleStats, counts: list[RuleCount]) -> None:
    """Print what never spoke: rules, and words of the lists."""
    dead = [c.rule.id for c in counts if c.is_dead]
    if dead:
        _say(console, "\n" + say("stats.dead_rules", n=len(dead)))
        for rule_id in dead:
            _say(console, f"  {rule_id}")
    unseen = list(stats.unseen_words())
    if not unseen:
        return
    total = sum(len(words) for _, _, words in unseen)
    _say(console, "\n" + say("stats.unseen", n=total))
    unseen.sort(key=lambda item: -len(item[2]))
    for scope, name, words in unseen[:_SHOWN_LISTS]:
        shown = "、".join(words[:_SHOWN_WORDS])
        more = "…" if len(words) > _SHOWN_WORDS else ""
        place = f"{Path(scope).name} " if scope else ""
        _say(console, f"  {place}<{name}> {len(words)}：{shown}{more}")
    if len(unseen) > _SHOWN_LISTS:
        _say(console, "  " + say("stats.more_lists", n=len(unseen) - _SHOWN_LISTS))
