"""``jianfu explain``: one text and the reason of every decision."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Annotated

import typer

from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.privacy_options import KeepPersonalDataOption, hider
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem

app = new_app(say("explain"))


class ExplainFormat(str, Enum):
    """How the explanation is written."""

    text = "text"
    json = "json"


@app.command(cls=SpokenCommand, help=say("explain"))
def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.text"), help=say("explain.text"), show_default=False
        ),
    ],
    why_not: Annotated[
        str | None,
        typer.Option(
            "--why-not",
            metavar=say("metavar.symptom"),
            help=say("explain.why_not"),
        ),
    ] = None,
    output_format: Annotated[
        ExplainFormat,
        typer.Option(
            "--format",
            "-f",
            metavar=say("metavar.format"),
            help=say("explain.format"),
        ),
    ] = ExplainFormat.text,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    text_date: Annotated[
        str | None,
        typer.Option("--date", metavar=say("metavar.date"), help=say("text_date")),
    ] = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    keep_personal_data: KeepPersonalDataOption = False,
) -> None:
    """Print the explanation of one text."""
    from jianfu_rules.cli.loading import load_classifier
    from jianfu_rules.pipeline.explaining import (
        explanation_dict,
        render_explanation,
    )

    if text == "-":
        from jianfu_rules.records.inputs import STDIN_NAME
        from jianfu_rules.records.reading import decode_whole

        text = decode_whole(sys.stdin.buffer, STDIN_NAME)
    if not text.strip():
        raise InputError(Problem("JF691"))
    hide = hider(keep_personal_data, ProblemLog(quiet=False))
    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    result = classifier.classify(text, text_date=text_date)
    if not hide.keep:
        from jianfu_rules.cli.classify_privacy import hide_quotes

        result = hide_quotes(result)
    absences = []
    if why_not is not None:
        from jianfu_rules.authoring.whynot import explain_absence

        absences = explain_absence(classifier, result, why_not)
    if output_format is ExplainFormat.json:
        import json

        values = explanation_dict(result, classifier.ruleset)
        if why_not is not None:
            from jianfu_rules.authoring.whynot_text import absence_dict

            values["why_not"] = [absence_dict(absence) for absence in absences]
        print(json.dumps(values, ensure_ascii=False, indent=2))
        return
    print(render_explanation(result, classifier.ruleset, spoken()))
    if absences:
        from jianfu_rules.authoring.whynot_text import render_absence

        for absence in absences:
            print("\n" + render_absence(absence, spoken()))
