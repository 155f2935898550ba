"""``jianfu evaluate``: the scorecard on labelled cases."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import WORDS, say
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.evaluation.scorecard import LabelledCase, Scorecard

app = new_app(say("evaluate"))


class Plant(str, Enum):
    """The kinds of slips to plant; those of ``evaluation.robustness``, or all."""

    homophone = "homophone"
    shape = "shape"
    separator = "separator"
    traditional = "traditional"
    all = "all"


class ReportFormat(str, Enum):
    """How the scorecard is written."""

    table = "table"
    json = "json"


@app.command(cls=SpokenCommand, help=say("evaluate"))
def evaluate(
    cases: Annotated[
        Path | None,
        typer.Argument(
            metavar=say("metavar.file"), help=say("evaluate.cases"), show_default=False
        ),
    ] = None,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", metavar=say("metavar.against"), help=say("evaluate.against")
        ),
    ] = None,
    coders: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            "--coders", metavar=say("metavar.two_files"), help=say("evaluate.coders")
        ),
    ] = None,
    gate: Annotated[
        Path | None,
        typer.Option("--gate", metavar=say("metavar.file"), help=say("evaluate.gate")),
    ] = None,
    update_floors: Annotated[
        bool, typer.Option("--update-floors", help=say("evaluate.update_floors"))
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help=say("evaluate.lower_floors"))
    ] = False,
    plant: Annotated[
        Plant | None,
        typer.Option(
            "--plant", metavar=say("metavar.plant"), help=say("evaluate.plant")
        ),
    ] = None,
    error_count: Annotated[
        int,
        typer.Option(
            "--errors", min=0, metavar=say("metavar.count"), help=say("evaluate.errors")
        ),
    ] = 0,
    output_format: Annotated[
        ReportFormat,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("evaluate.format")
        ),
    ] = ReportFormat.table,
) -> None:
    """Classify the cases and print how right the verdicts are."""
    is_json = output_format is ReportFormat.json
    if update_floors and gate is None:
        _refuse("evaluate.no_gate", option="--update-floors", needs="--gate")
    if lower_floors and not update_floors:
        _refuse("evaluate.no_gate", option="--lower-floors", needs="--update-floors")
    if plant is not None and is_json:
        _refuse("evaluate.one_way", one="--plant", other="--format json")
    if coders is not None:
        if cases is not None:
            _refuse("evaluate.one_way", one="--coders", other=str(cases))
        _show_agreement(coders, rules, locality, is_json=is_json)
        return
    if cases is None:
        _refuse("evaluate.no_cases")
    _show_report(
        cases,
        load=(rules, locality, noise, no_model, model),
        against=against,
        floors=(gate, update_floors, lower_floors),
        plant=plant,
        error_count=error_count,
        is_json=is_json,
    )


def _refuse(key: str, **values: str) -> NoReturn:
    said = WORDS[key]["zh"].format(**values), WORDS[key]["en"].format(**values)
    problem = Problem("JF724", {"detail": said, "command": "jianfu evaluate"})
    raise InputError(problem)


def _read(path: Path) -> list[LabelledCase]:
    from jianfu_rules.evaluation.scorecard import read_cases

    if not path.is_file():
        raise InputError(Problem("JF506", {"path": str(path)}))
    return read_cases(path)


def _show_report(
    cases: Path,
    *,
    load: tuple[Path | None, str | None, Noise, bool, Path | None],
    against: str | None,
    floors: tuple[Path | None, bool, bool],
    plant: Plant | None,
    error_count: int,
    is_json: bool,
) -> None:
    from jianfu_rules.classifier import Classifier as AnyClassifier
    from jianfu_rules.cli.evaluate_beside import (
        Against,
        comparison_dict,
        comparison_lines,
        keep_gate,
    )
    from jianfu_rules.cli.evaluate_lines import error_lines, report_lines
    from jianfu_rules.cli.loading import load_classifier
    from jianfu_rules.evaluation.report import report_on
    from jianfu_rules.evaluation.scorecard import score_cases

    rules, locality, noise, no_model, model = load
    settings = {
        "noise": noise.value,
        "fallback": None if no_model else "bundled",
        "locality": locality,
    }
    other = Against(against, settings) if against is not None else None
    labelled = _read(cases)
    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    results = list(classifier.classify_many(c.text for c in labelled))
    report = report_on(classifier, labelled, results)
    card = report.card
    comparison = other and other.compare(classifier, labelled, card)
    ruleset = classifier.rules.outline
    names = {s.id: s.name for s in ruleset.taxonomy.symptoms}
    if is_json:
        values = report.to_dict()
        if comparison:
            values["against"] = comparison_dict(comparison, str(against))
        print(json.dumps(values, ensure_ascii=False, indent=2))
    else:
        rule_names = {rule.id: rule.name for rule in ruleset.rules}
        print("\n".join(report_lines(report, names, rule_names)))
        if comparison:
            print("\n".join(comparison_lines(comparison, str(against))))
        if plant is not None:
            print("\n".join(_planted_lines(classifier, labelled, card, plant)))
        pairs = zip(card.outcomes, report.results, strict=True)
        result_of = {id(outcome.case): result for outcome, result in pairs}
        for error in card.errors[:error_count]:
            result = result_of[id(error[0])]
            for line in error_lines(error, result, names, classifier.symptom_of):
                print(line)
    path, update, lower = floors
    if path is not None:

        def rules_alone() -> Scorecard:
            alone = AnyClassifier(classifier.rules)
            found = alone.classify_many(c.text for c in labelled)
            return score_cases(
                labelled, (r.stances for r in found), list(card.symptoms)
            )

        code, lines = keep_gate(
            path, cases, card, rules_alone, update=update, lower=lower
        )
        for line in lines:
            # Standard output is one JSON value, or for people.
            typer.echo(line, err=is_json)
        if code != exit_codes.OK:
            raise typer.Exit(code)


def _show_agreement(
    coders: tuple[Path, Path],
    rules: Path | None,
    locality: str | None,
    *,
    is_json: bool,
) -> None:
    from jianfu_rules.cli.evaluate_beside import agreement_dict, agreement_lines
    from jianfu_rules.cli.loading import load_classifier
    from jianfu_rules.evaluation.agreement import agreement
    from jianfu_rules.evaluation.report import scored_symptoms

    one, other = ({case.id: case for case in _read(path)} for path in coders)
    classifier = load_classifier(rules, Noise.off, no_model=True, locality=locality)
    lone = len(one.keys() ^ other.keys())
    if not one.keys() & other.keys():
        values = {"file": str(coders[1]), "ids": "、".join(list(one)[:3]) or "—"}
        raise InputError(Problem("JF723", values))
    found = agreement(one, other, scored_symptoms(classifier))
    names = {s.id: s.name for s in classifier.rules.taxonomy.symptoms}
    if is_json:
        print(json.dumps(agreement_dict(found, lone), ensure_ascii=False, indent=2))
    else:
        print("\n".join(agreement_lines(found, names, lone)))


def _planted_lines(
    classifier: Classifier, cases: list[LabelledCase], clean: Scorecard, plant: Plant
) -> list[str]:
    from jianfu_rules.evaluation.robustness import KINDS, classify_noisy
    from jianfu_rules.evaluation.scorecard import score_cases

    lines = [say("evaluate.planted.head")]
    for kind in KINDS if plant is Plant.all else (plant.value,):
        verdicts, count, spared = classify_noisy(
            classifier, [c.text for c in cases], kind
        )
        card = score_cases(cases, [v.stances for v in verdicts], list(clean.symptoms))
        kept = card.macro_f1 / clean.macro_f1 if clean.macro_f1 else 0.0
        lines.append(
            f"{kind:<12}  {count:6}  {spared:6}  {card.macro_f1:6.3f}  {kept:6.1%}  "
            f"{card.complaint.f1:6.3f}"
        )
    return lines
