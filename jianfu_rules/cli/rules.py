"""``jianfu rules``: look at the rules that are in use, and run their examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import Problem, ResourceError, render_problem

if TYPE_CHECKING:
    from jianfu_rules.model import Rule, Ruleset

app = new_app(say("rules"), group=True)


@app.command("where", cls=SpokenCommand, help=say("rules.where"))
def show_place(rules: RulesOption = None) -> None:
    """Print where the rules come from and how they were found."""
    from jianfu_rules.ruleset.where import find_rules

    place = find_rules(rules)
    print(f"{place.root}（{say(f'how.{place.how}')}）")


@app.command("test", cls=SpokenCommand, help=say("rules.test"))
def test_rules(
    rules: RulesOption = None,
    only: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.rule"), help=say("rules.test.only"), show_default=False
        ),
    ] = "",
) -> None:
    """Run the examples of the rules and cues; exit 1 where one does not hold."""
    from jianfu_rules.authoring.ruletests import run_cases
    from jianfu_rules.classifier import Classifier

    classifier = Classifier.load(rules, fallback=None)
    results = [r for r in run_cases(classifier) if r.owner.id.startswith(only)]
    failed = [r.problem for r in results if r.problem is not None]
    for problem in failed:
        print(render_problem(problem, spoken()), file=sys.stderr)
    gaps = sum(r.is_known_gap and r.problem is None for r in results)
    ruleset = classifier.ruleset
    summary = say("rules.test.sum").format(
        rules=sum(r.id.startswith(only) for r in ruleset.rules),
        cues=sum(c.id.startswith(only) for c in ruleset.cues),
        cases=len(results),
        held=len(results) - len(failed) - gaps,
        failed=len(failed),
        gaps=gaps,
    )
    print(summary)
    if failed:
        raise typer.Exit(exit_codes.FINDINGS)


@app.command("list", cls=SpokenCommand, help=say("rules.list"))
def list_rules(
    rules: RulesOption = None,
    only: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.rule"), help=say("rules.list.only"), show_default=False
        ),
    ] = "",
) -> None:
    """Print a line for each rule."""
    from jianfu_rules.pipeline.explaining import STRENGTH_NAMES

    ruleset = _read(rules)
    found = [r for r in ruleset.rules if r.id.startswith(only)]
    if not found:
        raise _no_rule(ruleset, only)
    width = max(len(r.id) for r in found)
    for rule in found:
        strength = STRENGTH_NAMES[spoken()][rule.strength]
        print(f"{rule.id:<{width}}  {strength}  {rule.name}")


@app.command("show", cls=SpokenCommand, help=say("rules.show"))
def show_rule(
    rule_id: Annotated[
        str, typer.Argument(metavar=say("metavar.rule"), help=say("rules.show.id"))
    ],
    rules: RulesOption = None,
) -> None:
    """Print one rule in full."""
    ruleset = _read(rules)
    rule = next((r for r in ruleset.rules if r.id == rule_id), None)
    if rule is None:
        raise _no_rule(ruleset, rule_id)
    print("\n".join(_rule_lines(rule)))


def _read(rules: Path | None) -> Ruleset:
    from jianfu_rules.ruleset.reading import read_rules
    from jianfu_rules.ruleset.where import find_rules

    return read_rules(find_rules(rules).root)


def _no_rule(ruleset: Ruleset, value: str) -> ResourceError:
    from jianfu_rules.ruleset.checking import nearest

    near = nearest(value, [r.id for r in ruleset.rules])
    return ResourceError(Problem("JF503", {"value": value, "suggestion": near}))


def _rule_lines(rule: Rule) -> list[str]:
    from jianfu_rules.pipeline.explaining import STANCE_NAMES, STRENGTH_NAMES
    from jianfu_rules.ruleset.schema import RULE_PHRASES

    lang = spoken()
    head = f"{rule.name}  [{rule.id}]  {STRENGTH_NAMES[lang][rule.strength]}"
    lines = [head, f"  {rule.source.layer}  {rule.source.file}:{rule.source.line}"]
    for name in RULE_PHRASES:
        phrases = getattr(rule, name)
        if phrases:
            lines.append(f"  {say(f'field.{name}')}")
            lines += [f"    {phrase.text}" for phrase in phrases]
    for title, expected in (("field.hits", True), ("field.misses", False)):
        cases = [c for c in rule.cases if c.expected is expected]
        if cases:
            lines.append(f"  {say(title)}")
        for case in cases:
            stance = f"  → {STANCE_NAMES[lang][case.stance]}" if case.stance else ""
            gap = f"  （{case.known_gap}）" if case.known_gap else ""
            lines.append(f"    {case.text}{stance}{gap}")
    return lines
