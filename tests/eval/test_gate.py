"""The scores on the development cases may not fall under their floors.

The same check as ``jianfu evaluate tests/eval/dev.jsonl --gate tests/eval/floors.json``;
the digest pins the cases, for floors mean nothing on other ones.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.gate import (
    USUAL,
    check_floors,
    digest_of,
    measure,
    read_floors,
)
from jianfu_rules.evaluation.report import scored_symptoms
from jianfu_rules.evaluation.scorecard import Scorecard, read_cases, score_cases

HERE = Path(__file__).parent
FILE = HERE / "floors.json"
FLOORS = read_floors(FILE)
CASES = HERE / FLOORS.cases


def card(classifier: Classifier) -> Scorecard:
    cases = read_cases(CASES)
    verdicts = [r.stances for r in classifier.classify_many(c.text for c in cases)]
    return score_cases(cases, verdicts, scored_symptoms(classifier))


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    together = Classifier.load()
    alone = Classifier(together.rules)
    return measure(FLOORS.figures, card(together), lambda: card(alone))


def test_floors_hold(figures):
    problems = check_floors(FLOORS, figures, digest_of(CASES), str(FILE))
    assert [p.message() for p in problems] == []


def test_the_usual_floors_are_laid():
    assert set(USUAL) <= set(FLOORS.figures)


def test_the_gate_would_notice(figures):
    raised = {name: 0.0 if "alarm" in name else 1.0 for name in FLOORS.figures}
    floors = type(FLOORS)(FLOORS.cases, "0" * 64, raised)
    problems = check_floors(floors, figures, digest_of(CASES), str(FILE))
    assert [p.code for p in problems] == ["JF720", *["JF722"] * len(raised)]
