"""``jianfu explain``: one text and the reason of every decision."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from jianfu_rules.cli.options import (
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem

app = new_app(say("explain"))


@app.command(cls=SpokenCommand, help=say("explain"))
def explain(
    text: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.text"), help=say("explain.text"), show_default=False
        ),
    ],
    rules: RulesOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
) -> None:
    """Print the explanation of one text."""
    from jianfu_rules.cli.loading import load_classifier
    from jianfu_rules.pipeline.explaining import render_explanation

    if text == "-":
        from jianfu_rules.records.reading import STDIN_NAME, decode_whole

        text = decode_whole(sys.stdin.buffer, STDIN_NAME)
    if not text.strip():
        raise InputError(Problem("JF691"))
    classifier = load_classifier(rules, noise, no_model=no_model)
    result = classifier.classify(text)
    print(render_explanation(result, classifier.ruleset, spoken()))
