"""Load the classifier with the options that commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu_rules.cli.wording import LANGUAGES, WORDS, spoken
from jianfu_rules.errors import FallbackError, InputError, Problem, render_problem

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.cli.options import Noise


def load_classifier(
    rules: Path | None,
    noise: Noise,
    *,
    no_model: bool,
    locality: str | None = None,
    model: Path | None = None,
) -> Classifier:
    """Load the rules of *rules*, else those that come along, and the model.

    The overlays of *locality* are merged in; the model is that of the file *model*,
    else the one that comes along.

    Imported here, so that help costs no rules.

    Raises
    ------
    FallbackError
        Where the model of the file was made for other symptoms.
    InputError
        Where a model is given and refused at once (JF724).
    """
    from jianfu_rules.classifier import Classifier

    if model is not None and no_model:
        said = [
            WORDS["evaluate.one_way"][lang].format(one="--model", other="--no-model")
            for lang in LANGUAGES
        ]
        values = {"detail": tuple(said), "command": "jianfu"}
        raise InputError(Problem("JF724", values))
    fallback: str | Path | None = None if no_model else model or "bundled"
    classifier = Classifier.load(
        rules, noise=noise.value, fallback=fallback, locality=locality
    )
    if model is not None and classifier.consultant is not None:
        from jianfu_rules.fallback.binding import check_binding

        problems = check_binding(classifier.consultant.estimator, classifier.rules)
        errors = [p for p in problems if p.severity == "error"]
        if errors:
            raise FallbackError(*errors)
        for problem in problems:
            print(render_problem(problem, spoken()), file=sys.stderr)
    return classifier
