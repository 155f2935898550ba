"""``jianfu rules new``: begin a symptom or a rule, from options or by questions."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem, render_problem

if TYPE_CHECKING:
    from jianfu_rules.authoring.scaffolding import NewRule, Scaffold

app = new_app(say("rules.new"), group=True)

SymptomOption = Annotated[
    str,
    typer.Option("--symptom", metavar=say("metavar.id"), help=say("new.symptom")),
]
NameOption = Annotated[
    str, typer.Option("--name", metavar=say("metavar.words"), help=say("new.name"))
]
PhraseOption = Annotated[
    str, typer.Option("--phrase", metavar=say("metavar.phrase"), help=say("new.phrase"))
]
YesOption = Annotated[
    list[str] | None,
    typer.Option("--yes-example", metavar=say("metavar.sentence"), help=say("new.yes")),
]
NoOption = Annotated[
    list[str] | None,
    typer.Option("--no-example", metavar=say("metavar.sentence"), help=say("new.no")),
]
IdOption = Annotated[
    str, typer.Option("--id", metavar=say("metavar.id"), help=say("new.id"))
]


@app.command("rule", cls=SpokenCommand, help=say("rules.new.rule"))
def begin_rule(
    symptom: SymptomOption = "",
    name: NameOption = "",
    phrase: PhraseOption = "",
    yes_examples: YesOption = None,
    no_examples: NoOption = None,
    rule_id: IdOption = "",
    file: Annotated[
        Path | None,
        typer.Option("--in", metavar=say("metavar.file"), help=say("new.file")),
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Append a rule to the file of a symptom."""
    from jianfu_rules.authoring.scaffolding import new_rule
    from jianfu_rules.cli.rules_lint import rules_above

    if file is not None and not file.is_file():
        refuse(Problem("JF601", {"path": str(file)}))
    root = own_rules(rules or (rules_above(file) if file else None))
    symptom = asked("--symptom", "new.symptom", symptom)
    rule = _asked_rule(name, phrase, yes_examples, no_examples, rule_id)
    _report(lambda: new_rule(root, symptom, rule, file))


@app.command("symptom", cls=SpokenCommand, help=say("rules.new.symptom"))
def begin_symptom(
    symptom: SymptomOption = "",
    symptom_name: Annotated[
        str,
        typer.Option(
            "--symptom-name",
            metavar=say("metavar.words"),
            help=say("new.symptom_name"),
        ),
    ] = "",
    about: Annotated[
        str,
        typer.Option("--about", metavar=say("metavar.words"), help=say("new.about")),
    ] = "",
    name: NameOption = "",
    phrase: PhraseOption = "",
    yes_examples: YesOption = None,
    no_examples: NoOption = None,
    rule_id: IdOption = "",
    rules: RulesOption = None,
) -> None:
    """Write the file of a symptom with its first rule."""
    from jianfu_rules.authoring.scaffolding import new_symptom

    root = own_rules(rules)
    symptom = asked("--symptom", "new.symptom", symptom)
    symptom_name = asked("--symptom-name", "new.symptom_name", symptom_name)
    about = asked("--about", "new.about", about)
    rule = _asked_rule(name, phrase, yes_examples, no_examples, rule_id)
    _report(lambda: new_symptom(root, symptom, symptom_name, about, rule))


@app.command("overlay", cls=SpokenCommand, help=say("rules.new.overlay"))
def begin_overlay(
    locality: Annotated[
        str,
        typer.Option(
            "--locality", metavar=say("metavar.locality"), help=say("new.locality")
        ),
    ] = "",
    locality_name: Annotated[
        str,
        typer.Option(
            "--locality-name",
            metavar=say("metavar.words"),
            help=say("new.locality_name"),
        ),
    ] = "",
    symptom: SymptomOption = "",
    name: NameOption = "",
    phrase: PhraseOption = "",
    yes_examples: YesOption = None,
    no_examples: NoOption = None,
    rule_id: IdOption = "",
    rules: RulesOption = None,
) -> None:
    """Write the file of a locality with its first rule."""
    from jianfu_rules.authoring.scaffolding import new_overlay
    from jianfu_rules.ruleset.overlays import MAX_LEVELS, is_locality

    root = overlay_root(rules)
    locality = asked("--locality", "new.locality", locality)
    if not is_locality(locality):
        refuse(Problem("JF315", {"value": locality, "levels": MAX_LEVELS}))
    locality_name = asked("--locality-name", "new.locality_name", locality_name)
    symptom = asked("--symptom", "new.symptom", symptom)
    rule = _asked_rule(name, phrase, yes_examples, no_examples, rule_id)
    _report(lambda: new_overlay(root, locality, locality_name, symptom, rule))


def overlay_root(given: Path | None) -> Path:
    """Return the folder that holds the overlays to write to."""
    if given is not None:
        return given
    from jianfu_rules.ruleset.where import OWN_FOLDER, find_rules

    place = find_rules(None)
    if place.how == "package":
        return Path.cwd() / OWN_FOLDER
    return Path(str(place.root))


def _asked_rule(
    name: str,
    phrase: str,
    yes_examples: list[str] | None,
    no_examples: list[str] | None,
    rule_id: str,
) -> NewRule:
    from jianfu_rules.authoring.scaffolding import NewRule

    return NewRule(
        name=asked("--name", "new.name", name),
        phrase=asked("--phrase", "new.phrase", phrase),
        yes_examples=all_asked("--yes-example", "new.yes", yes_examples),
        no_examples=all_asked("--no-example", "new.no", no_examples),
        id=rule_id,
    )


def _report(begin: Callable[[], Scaffold]) -> None:
    try:
        written = begin()
    except InputError as error:
        refuse(*error.problems)
    print(say("new.written", path=written.path, line=written.line))
    print(say("new.next", path=written.path))


def own_rules(given: Path | None) -> Path:
    """Return the rule directory to write to, never the installed one."""
    from jianfu_rules.ruleset.where import find_rules

    place = find_rules(given)
    if place.how == "package" or not isinstance(place.root, Path):
        refuse(Problem("JF443", {"path": str(place.root)}))
    return Path(str(place.root))


def asked(option: str, question: str, given: str) -> str:
    """Return what was given, or ask a person at a terminal."""
    if given.strip():
        return given.strip()
    if not sys.stdin.isatty():
        refuse(Problem("JF444", {"option": option}))
    answer = ""
    while not answer.strip():
        answer = input(say(question) + (": " if spoken() == "en" else "："))
    return answer.strip()


def all_asked(option: str, question: str, given: list[str] | None) -> tuple[str, ...]:
    """Return what was given, or ask for one."""
    if given:
        return tuple(given)
    return (asked(option, question, ""),)


def refuse(*problems: Problem) -> NoReturn:
    """Say what is missing and leave with the code for wrong use."""
    for problem in problems:
        print(render_problem(problem, spoken()), file=sys.stderr)
    raise typer.Exit(exit_codes.WRONG_USE)
