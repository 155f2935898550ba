"""``jianfu evaluate``: the scorecard on labelled cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.options import (
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from jianfu_rules.evaluation.scorecard import Scorecard

app = new_app(say("evaluate"))


@app.command(cls=SpokenCommand, help=say("evaluate"))
def evaluate(
    cases: Annotated[
        Path,
        typer.Argument(
            metavar=say("metavar.file"), help=say("evaluate.cases"), show_default=False
        ),
    ],
    rules: RulesOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    error_count: Annotated[
        int,
        typer.Option(
            "--errors", min=0, metavar=say("metavar.count"), help=say("evaluate.errors")
        ),
    ] = 0,
) -> None:
    """Classify the cases and print how right the verdicts are."""
    from jianfu_rules.cli.loading import load_classifier
    from jianfu_rules.evaluation.scorecard import read_cases, score_cases

    if not cases.is_file():
        raise InputError(Problem("JF506", {"path": str(cases)}))
    labelled = read_cases(cases)
    classifier = load_classifier(rules, noise, no_model=no_model)
    symptoms = classifier.ruleset.taxonomy.symptoms
    verdicts = [r.stances for r in classifier.classify_many(c.text for c in labelled)]
    card = score_cases(labelled, verdicts, [s.id for s in symptoms if s.is_scored])
    names = {s.id: s.name for s in symptoms}
    print("\n".join(_card_lines(card, names)))
    for case, missed, wrong in card.errors[:error_count]:
        print(f"\n{case.id}  {case.text}")
        print(
            say("evaluate.error").format(
                missed="、".join(names[s] for s in missed) or "—",
                wrong="、".join(names[s] for s in wrong) or "—",
            )
        )


def _card_lines(card: Scorecard, names: dict[str, str]) -> list[str]:
    from jianfu_rules.errors import display_width

    width = max(display_width(name) for name in names.values())
    lines = [say("evaluate.head").format(indent=" " * width)]
    for symptom, ratio in card.symptoms.items():
        name = names[symptom]
        lines.append(
            f"{name}{' ' * (width - display_width(name))}  "
            f"{ratio.hits + ratio.missed:5}  {ratio.precision:5.3f}  "
            f"{ratio.recall:5.3f}  {ratio.f1:5.3f}"
        )
    micro = card.micro
    lines.append(
        say("evaluate.sum").format(
            cases=card.case_count,
            macro=card.macro_f1,
            micro_p=micro.precision,
            micro_r=micro.recall,
            micro=micro.f1,
            p=card.complaint.precision,
            r=card.complaint.recall,
            f1=card.complaint.f1,
            stance=card.stance_accuracy,
            alarms=card.false_alarm_rate,
        )
    )
    return lines
