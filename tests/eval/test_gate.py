"""The scores on the development cases may not fall under their floors.

The digest pins the cases: floors mean nothing on other ones.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.scorecard import Scorecard, read_cases, score_cases

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
CASES = HERE / FLOORS["cases"]


def card(fallback: str | None) -> Scorecard:
    classifier = Classifier.load(fallback=fallback)
    cases = read_cases(CASES)
    verdicts = [r.stances for r in classifier.classify_many(c.text for c in cases)]
    symptoms = classifier.ruleset.taxonomy.symptoms
    return score_cases(cases, verdicts, [s.id for s in symptoms if s.is_scored])


@pytest.fixture(scope="module")
def together() -> Scorecard:
    return card("bundled")


def test_the_cases_are_the_ones_that_the_floors_were_set_on():
    digest = hashlib.sha256(CASES.read_bytes()).hexdigest()
    assert digest == FLOORS["sha256"]


def test_floors(together):
    assert together.macro_f1 >= FLOORS["macro_f1"]
    assert together.complaint.f1 >= FLOORS["is_complaint_f1"]
    assert together.stance_accuracy >= FLOORS["stance_accuracy"]
    assert together.false_alarm_rate <= FLOORS["false_alarm_rate"]


def test_floor_of_the_rules_alone():
    assert card(None).macro_f1 >= FLOORS["rules_alone_macro_f1"]
