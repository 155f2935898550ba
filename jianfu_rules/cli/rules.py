"""``jianfu rules``: look at the rules that are in use, and run their examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.options import LocalityOption, RulesOption
from jianfu_rules.cli.rules_discover import show_candidates
from jianfu_rules.cli.rules_fmt import format_files
from jianfu_rules.cli.rules_impact import show_impact
from jianfu_rules.cli.rules_init import init
from jianfu_rules.cli.rules_lint import lint
from jianfu_rules.cli.rules_new import app as new_rules
from jianfu_rules.cli.rules_resolve import resolve
from jianfu_rules.cli.rules_schema import show_schema
from jianfu_rules.cli.rules_stats import show_stats
from jianfu_rules.cli.rules_where import show_places
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import Problem, ResourceError, render_problem

if TYPE_CHECKING:
    from jianfu_rules.model import Rule, Ruleset

app = new_app(say("rules"), group=True)
app.command("lint", cls=SpokenCommand, help=say("rules.lint"))(lint)
app.command("fmt", cls=SpokenCommand, help=say("rules.fmt"))(format_files)
app.command("schema", cls=SpokenCommand, help=say("rules.schema"))(show_schema)
app.command("init", cls=SpokenCommand, help=say("rules.init"))(init)
app.command("resolve", cls=SpokenCommand, help=say("rules.resolve"))(resolve)
app.command("where", cls=SpokenCommand, help=say("rules.where"))(show_places)
app.add_typer(new_rules, name="new", help=say("rules.new"))
app.command("impact", cls=SpokenCommand, help=say("rules.impact"))(show_impact)
app.command("stats", cls=SpokenCommand, help=say("rules.stats"))(show_stats)
app.command("discover", cls=SpokenCommand, help=say("rules.discover"))(show_candidates)


@app.command("test", cls=SpokenCommand, help=say("rules.test"))
def test_rules(
    rules: RulesOption = None,
    locality: LocalityOption = None,
    only: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.rule"), help=say("rules.test.only"), show_default=False
        ),
    ] = "",
) -> None:
    """Run the examples of the rules and cues; exit 1 where one does not hold."""
    from jianfu_rules.authoring.localtests import run_all_cases
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.collector import paused_collector

    classifier = Classifier.load(rules, fallback=None, locality=locality)
    with paused_collector():
        results = [r for r in run_all_cases(classifier) if r.owner.id.startswith(only)]
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
    locality: LocalityOption = None,
    only: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.rule"), help=say("rules.list.only"), show_default=False
        ),
    ] = "",
) -> None:
    """Print a line for each rule."""
    from jianfu_rules.model_layers import NATIONAL
    from jianfu_rules.pipeline.explaining import STRENGTH_NAMES

    ruleset = _read(rules, locality)
    found = [r for r in ruleset.rules if r.id.startswith(only)]
    if not found:
        raise _no_rule(ruleset, only)
    width = max(len(r.id) for r in found)
    for rule in found:
        strength = STRENGTH_NAMES[spoken()][rule.strength]
        layer = ruleset.layer_names.get(rule.layer, rule.layer)
        mark = f"  （{layer}）" if rule.layer != NATIONAL else ""
        print(f"{rule.id:<{width}}  {strength}  {rule.name}{mark}")


@app.command("show", cls=SpokenCommand, help=say("rules.show"))
def show_rule(
    rule_id: Annotated[
        str, typer.Argument(metavar=say("metavar.rule"), help=say("rules.show.id"))
    ],
    rules: RulesOption = None,
    locality: LocalityOption = None,
) -> None:
    """Print one rule in full."""
    ruleset = _read(rules, locality)
    known = (*ruleset.rules, *ruleset.disabled)
    rule = next((r for r in known if r.id == rule_id), None)
    if rule is None:
        raise _no_rule(ruleset, rule_id)
    print("\n".join(_rule_lines(ruleset, rule)))


def _read(rules: Path | None, locality: str | None) -> Ruleset:
    from jianfu_rules.ruleset.localities import load_rules
    from jianfu_rules.ruleset.where import find_rules

    return load_rules(find_rules(rules), locality)


def _no_rule(ruleset: Ruleset, value: str) -> ResourceError:
    from jianfu_rules.ruleset.checking import nearest

    near = nearest(value, [r.id for r in ruleset.rules])
    return ResourceError(Problem("JF503", {"value": value, "suggestion": near}))


def _rule_lines(ruleset: Ruleset, rule: Rule) -> list[str]:
    from jianfu_rules.cli.layer_lines import history_lines, rule_head
    from jianfu_rules.pipeline.explaining import STANCE_NAMES
    from jianfu_rules.ruleset.schema import RULE_PHRASES

    lang = spoken()
    lines = [rule_head(ruleset, rule), *history_lines(ruleset, rule)]
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
