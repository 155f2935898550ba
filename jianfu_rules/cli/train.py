"""``jianfu train``: a model of one's own, from labelled cases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem, display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jianfu_rules.authoring.selflabelling import SelfLabelled
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.evaluation.scorecard import LabelledCase
    from jianfu_rules.fallback.crossvalidation import HeldOut

app = new_app(say("train"))

_CASES = Path(__file__).parents[2] / "tests" / "eval"
SHIPPED = {
    _CASES / "train.jsonl": 1.0,
    _CASES / "blind-1.jsonl": 1.0,
    _CASES / "passages.jsonl": 2.0,
}
"""The cases of the source checkout, and what one of each counts; an installed package
has none. Passages are fewer, and more like what offices read than the short cases."""

GUESSED_WEIGHT = 0.3


@app.command(cls=SpokenCommand, help=say("train"))
def train(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar=say("metavar.file"),
            help=say("train.output"),
            show_default=False,
        ),
    ],
    cases: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=say("train.cases.name"),
            help=say("train.cases"),
            show_default=False,
        ),
    ] = None,
    unlabelled: Annotated[
        list[str] | None,
        typer.Option(
            "--unlabelled", metavar=say("metavar.file"), help=say("train.unlabelled")
        ),
    ] = None,
    weight: Annotated[
        float,
        typer.Option(
            "--weight",
            min=0.0,
            max=0.99,
            metavar=say("train.weight.name"),
            help=say("train.weight"),
        ),
    ] = GUESSED_WEIGHT,
    folds: Annotated[
        int,
        typer.Option(
            "--folds", min=0, metavar=say("train.folds.name"), help=say("train.folds")
        ),
    ] = 5,
    own_only: Annotated[
        bool, typer.Option("--own-only", help=say("train.own_only"))
    ] = False,
    rules: RulesOption = None,
    text_field: TextFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Train the model, say what it is worth, and write it."""
    from jianfu_rules.authoring.selflabelling import SelfLabelled
    from jianfu_rules.classifier import Classifier as AnyClassifier
    from jianfu_rules.fallback.crossvalidation import cross_validate
    from jianfu_rules.fallback.estimator import dump_estimator
    from jianfu_rules.fallback.training import check_library, prepare, train_estimator
    from jianfu_rules.records.writing import check_output, open_output
    from jianfu_rules.ruleset.where import find_rules

    check_library()
    check_output(output, [*map(str, cases or ()), *(unlabelled or ())])
    classifier = AnyClassifier.load(rules, fallback=None)
    counted = list(_read(cases or [], own_only=own_only, rules=rules))
    read = [case for case, _ in counted]
    guessed = SelfLabelled()
    records = FileRecords(unlabelled or [], text_field, None, encoding, quiet=quiet)
    if unlabelled:
        guessed = _label(records, classifier, read)
        _tell(say("train.guessed", **_told(guessed, weight)), quiet=quiet)
    material = prepare(
        read,
        classifier.rules,
        counts=[count for _, count in counted],
        guessed=guessed.cases,
        weight=weight,
        has_contrasts=not own_only and find_rules(rules).is_own,
    )
    if folds > 1:

        def report(done: int, count: int) -> None:
            _tell(say("train.fold", done=done, count=count), quiet=quiet)

        found = cross_validate(material, folds, report)
        names = {s.id: s.name for s in classifier.rules.taxonomy.symptoms}
        print("\n".join(_lines(found, names)))
    estimator = train_estimator(material)
    with open_output(output, encoding="utf-8", errors="strict") as stream:
        stream.write(dump_estimator(estimator) + "\n")
    _tell(
        say(
            "train.written",
            path=output,
            count=len(material.cases),
            features=f"{len(estimator.features):,}",
        ),
        quiet=quiet,
    )
    records.say_what_was_lost()
    raise typer.Exit(records.exit_code)


def _read(
    files: list[Path], *, own_only: bool, rules: Path | None
) -> Iterator[tuple[LabelledCase, float]]:
    from jianfu_rules.evaluation.scorecard import read_cases
    from jianfu_rules.ruleset.where import find_rules

    shipped: dict[Path, float] = {}
    # The shipped cases have the symptoms of the shipped rules.
    if not own_only and find_rules(rules).is_own:
        shipped = {file: count for file, count in SHIPPED.items() if file.is_file()}
    missing = [file for file in files if not file.is_file()]
    if missing:
        raise InputError(*(Problem("JF506", {"path": str(f)}) for f in missing))
    for file in [*shipped, *files]:
        for case in read_cases(file):
            yield case, shipped.get(file, 1.0)


def _label(
    records: FileRecords, classifier: Classifier, read: list[LabelledCase]
) -> SelfLabelled:
    from jianfu_rules.authoring.selflabelling import label_by_rules

    return label_by_rules(classifier, records, [case.text for case in read])


def _told(guessed: SelfLabelled, weight: float) -> dict[str, object]:
    from jianfu_rules.cli.wording import spoken
    from jianfu_rules.pipeline.explaining import STANCE_NAMES

    names = STANCE_NAMES[spoken()]
    return {
        "count": len(guessed.cases),
        "stances": "，".join(
            f"{names[s]} {n}" for s, n in guessed.stances.most_common()
        )
        or "—",
        "unsure": guessed.unsure,
        "known": guessed.known,
        "weight": weight,
    }


def _lines(found: HeldOut, names: dict[str, str]) -> Iterator[str]:
    from jianfu_rules.cli.evaluate_lines import pad

    yield say(
        "train.held_out",
        cases=found.case_count,
        folds=found.fold_count,
        groups=found.group_count,
    )
    width = max(map(display_width, names.values()))
    yield say("evaluate.head", indent=" " * width)
    for symptom, ratio in found.symptoms.items():
        yield (
            f"{pad(names[symptom], width)}  {ratio.hits + ratio.missed:5}  "
            f"{ratio.precision:5.3f}  {ratio.recall:5.3f}  {ratio.f1:5.3f}"
        )
    yield say(
        "train.held_out.sum",
        macro=found.macro_f1,
        p=found.complains.precision,
        r=found.complains.recall,
        f1=found.complains.f1,
        auc=found.auc,
        error=found.error,
    )


def _tell(words: str, *, quiet: bool) -> None:
    if not quiet:
        print(words, file=sys.stderr)
