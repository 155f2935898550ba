"""What ``jianfu evaluate`` holds against something else: other verdicts, floors."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.evaluate_lines import listed, pad
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import InputError, Problem, display_width, render_problem
from jianfu_rules.model import SourceRef

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.evaluation.agreement import Agreement
    from jianfu_rules.evaluation.comparing import Comparison
    from jianfu_rules.evaluation.scorecard import LabelledCase, Scorecard

NATIONAL = "national"


class Against:
    """The other side of a comparison.

    Parameters
    ----------
    name : str
        A rule directory, ``national``, or a file of verdicts.
    settings : dict
        How the rules of this side are loaded, beside the directory.
    """

    def __init__(self, name: str, settings: dict[str, Any]) -> None:
        self.name = name
        self.settings = settings
        self.place = Path(name)
        self.is_file = self.place.is_file()
        is_national = name == NATIONAL and not self.place.exists()
        if not is_national and not self.is_file and not self.place.is_dir():
            raise InputError(Problem("JF710", {"path": name}))
        self.rules = None if is_national else self.place

    def compare(
        self, classifier: Classifier, cases: Sequence[LabelledCase], card: Scorecard
    ) -> Comparison:
        """Return the comparison; the model is asked on both sides or on none."""
        from jianfu_rules.classifier import Classifier as AnyClassifier
        from jianfu_rules.evaluation.comparing import compare
        from jianfu_rules.evaluation.scorecard import score_cases

        symptoms = list(card.symptoms)
        if self.is_file:
            given = read_verdicts(self.place)
            ids = [c.id for c in cases if c.id not in given and not c.is_debatable]
            if ids:
                values = {"file": str(self.place), "ids": listed(ids)}
                raise InputError(Problem("JF723", values))
            verdicts = [given.get(case.id, {}) for case in cases]
            return compare(card, score_cases(cases, verdicts, symptoms))
        other = AnyClassifier.load(self.rules, **self.settings)
        if (classifier.consultant is None) != (other.consultant is None):
            values = {"rules": self.name}
            note = Problem("JF711", values, severity="warning")
            print(render_problem(note, spoken()), file=sys.stderr)
            card = _scored(AnyClassifier(classifier.rules), cases, symptoms)
            other = AnyClassifier(other.rules)
        return compare(card, _scored(other, cases, symptoms))


def _scored(
    classifier: Classifier, cases: Sequence[LabelledCase], symptoms: Sequence[str]
) -> Scorecard:
    from jianfu_rules.evaluation.scorecard import score_cases

    results = classifier.classify_many(c.text for c in cases)
    return score_cases(cases, (r.stances for r in results), symptoms)


def read_verdicts(path: Path) -> dict[str, dict[str, str]]:
    """Read the verdicts of ``jianfu classify --format jsonl`` by id.

    Raises
    ------
    InputError
        With every line that is no verdict (JF505).
    """
    from jianfu_rules.authoring.gold import labels_of

    found: dict[str, dict[str, str]] = {}
    problems = []
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                labels = labels_of(data["labels"])
                if labels is None:
                    raise ValueError("labels")
                found[str(data["id"])] = labels
            except (ValueError, KeyError, TypeError) as error:
                place = SourceRef(str(path), number, 1)
                problems.append(Problem("JF505", {"detail": str(error)}, place))
    if problems:
        raise InputError(*problems)
    return found


def comparison_lines(comparison: Comparison, there: str) -> Iterator[str]:
    """Yield the comparison for the reader."""
    yield say("evaluate.against.head", there=there)
    for name, here in comparison.here.items():
        low, high = comparison.gains.get(name, (0.0, 0.0))
        yield say(
            "evaluate.against.figure",
            name=name,
            here=here,
            there=comparison.there[name],
            gain=here - comparison.there[name],
            bounds=f"{low:+.3f}—{high:+.3f}",
        )
    yield say("evaluate.against.better", share=comparison.better_share)
    for kind in ("binary", "exact"):
        discord = getattr(comparison, kind)
        yield say(
            f"evaluate.against.{kind}",
            here=discord.here,
            there=discord.there,
            p="p < 0.001" if discord.p < 0.001 else f"p = {discord.p:.3f}",
        )
    for is_here, side in ((True, "evaluate.here"), (False, "evaluate.there")):
        ids = [case_id for case_id, won in comparison.changed if won is is_here]
        if ids:
            yield say("evaluate.against.ids", side=say(side), ids=listed(ids))


def comparison_dict(comparison: Comparison, there: str) -> dict[str, Any]:
    """Return the comparison as plain JSON-ready values."""
    values = asdict(comparison)
    for kind in ("binary", "exact"):
        values[kind]["p"] = getattr(comparison, kind).p
    return {"with": there, **values}


def agreement_lines(
    found: Agreement, names: Mapping[str, str], lone: int
) -> Iterator[str]:
    """Yield how far two coders agree, for the reader."""
    width = max(map(display_width, names.values()))
    yield say("evaluate.coders.head", indent=" " * width)
    for symptom, one in found.symptoms.items():
        yield (
            f"{pad(names[symptom], width)}  {one.both:6}  {one.one:6}  "
            f"{_number(one.named):>6}  {_number(one.complained):>8}"
        )
    yield say(
        "evaluate.coders.sum",
        count=found.case_count,
        exact=found.exact_count,
        complaint=_number(found.is_complaint),
        stances=found.stance_count,
        alpha=_number(found.stances),
    )
    if found.differing:
        yield say("evaluate.coders.differ", ids=listed(found.differing))
    if lone:
        yield say("evaluate.coders.lone", count=lone)


def agreement_dict(found: Agreement, lone: int) -> dict[str, Any]:
    """Return the agreement as JSON-ready values; null where it is undefined."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(inner) for key, inner in value.items()}
        is_undefined = isinstance(value, float) and math.isnan(value)
        return None if is_undefined else value

    return {**plain(asdict(found)), "on_one_side": lone}


def _number(value: float) -> str:
    return say("evaluate.unknown") if math.isnan(value) else f"{value:.3f}"


def keep_gate(
    path: Path,
    cases: Path,
    card: Scorecard,
    rules_alone: Any,
    *,
    update: bool,
    lower: bool,
) -> tuple[int, list[str]]:
    """Check the floors, and lay them anew where that is asked for.

    Returns
    -------
    code : int
        The exit code.
    lines : list of str
        For the reader; what does not hold goes to stderr.
    """
    from jianfu_rules.evaluation import gate
    from jianfu_rules.evaluation.figures import CEILINGS

    digest = gate.digest_of(cases)
    if update and not path.exists():
        empty = {name: float(name in CEILINGS) for name in gate.USUAL}
        floors = gate.Floors(cases.name, digest, empty)
    else:
        floors = gate.read_floors(path)
    figures = gate.measure(floors.figures, card, rules_alone)
    problems = gate.check_floors(floors, figures, digest, str(path))
    is_meant = update and lower and all(p.code != "JF721" for p in problems)
    if problems and not is_meant:
        for problem in problems:
            print(render_problem(problem, spoken()), file=sys.stderr)
        return exit_codes.FINDINGS, []
    if not update:
        return exit_codes.OK, [say("evaluate.gate.held", count=len(floors.figures))]
    now = gate.moved(floors, figures, lower=lower)
    now = replace(now, cases=cases.name, sha256=digest)
    gate.write_floors(path, now)
    lines = [
        say("evaluate.gate.moved", name=name, was=floors.figures[name], now=floor)
        for name, floor in now.figures.items()
        if floor != floors.figures[name]
    ]
    return exit_codes.OK, lines or [say("evaluate.gate.same")]
