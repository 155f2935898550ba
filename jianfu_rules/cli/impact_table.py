"""The comparison of two rule sets for the eye: the summary, then the flips."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.table import Table
from rich.text import Text

from jianfu_rules.authoring.impact import FLIP_KINDS, SIDES
from jianfu_rules.cli.impact_words import cause_words, change_line, summary
from jianfu_rules.cli.plain_table import new_table
from jianfu_rules.cli.snippets import cut_snippet
from jianfu_rules.cli.table import new_console, print_plainly
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from rich.console import Console

    from jianfu_rules.authoring.impact import Flip, Impact

_RESPONSIBLE_ROWS = 15
_SNIPPET_CELLS = 150


def print_impact(impact: Impact, sides: tuple[str, str], stream: TextIO) -> None:
    """Print the summary first, then the flips with what is responsible."""
    console = new_console(stream)
    _say(console, say("impact.sides", old=sides[0], new=sides[1]))
    _say(console, summary(impact))
    if impact.old.digest == impact.new.digest:
        _say(console, say("impact.same_rules"))
    if not impact.flip_count:
        _say(console, say("impact.no_flips"))
        return
    for title, table in _tables(impact, console):
        _say(console, "")
        _say(console, title)
        print_plainly(console, table)
    _say(console, "")
    if len(impact.flips) < impact.flip_count:
        cut = say("impact.cut", shown=len(impact.flips), all=impact.flip_count)
        _say(console, cut)
    for flip in impact.flips:
        _print_flip(console, flip)


def _say(console: Console, line: str) -> None:
    console.print(Text(line), soft_wrap=True)


def _tables(impact: Impact, console: Console) -> list[tuple[str, Table]]:
    kinds = new_table(console, say("impact.kinds"), "#" + say("impact.count"))
    for kind in FLIP_KINDS:
        if impact.kinds[kind]:
            kinds.add_row(say(f"impact.kind.{kind}"), f"{impact.kinds[kind]:,}")
    moves = new_table(
        console,
        say("table.symptom"),
        say("impact.before"),
        say("impact.after"),
        "#" + say("impact.count"),
    )
    for (symptom, before, after), count in impact.moves.most_common():
        stances = say(f"stance.{before}"), say(f"stance.{after}")
        moves.add_row(impact.symptom_name(symptom), *stances, f"{count:,}")
    rules = new_table(console, "", say("impact.rule"), "#" + say("impact.count"))
    for (side, rule), count in impact.rules.most_common(_RESPONSIBLE_ROWS):
        rules.add_row(say(f"impact.{side}"), rule, f"{count:,}")
    return [
        (say("impact.by_kind"), kinds),
        (say("impact.by_symptom"), moves),
        (say("impact.by_rule"), rules),
    ]


def _print_flip(console: Console, flip: Flip) -> None:
    kinds = "、".join(say(f"impact.kind.{kind}") for kind in flip.kinds)
    _say(console, f"\n{flip.id}  {kinds}")
    for side in SIDES:
        shown = Text(f"  {say(f'impact.{side}')}  ")
        for piece, is_on in cut_snippet(flip.text, flip.spans[side], _SNIPPET_CELLS):
            if is_on:
                shown.append(f"【{piece}】", style="bold")
            else:
                shown.append(piece)
        console.print(shown, soft_wrap=True)
    for change in flip.changes:
        _say(console, f"    {change_line(change)}")
        for witness in change.witnesses:
            parts = (
                say(f"impact.{witness.side}"),
                witness.rule,
                f"“{witness.quote}”",
                say(f"stance.{witness.stance}"),
                say("impact.phrase", phrase=witness.phrase),
                cause_words(witness),
            )
            _say(console, "      " + " · ".join(parts))
        if not change.witnesses:
            _say(console, "      " + say("impact.elsewhere"))
