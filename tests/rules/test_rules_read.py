"""The shipped rules can be read, and every rule proves itself by examples."""

from __future__ import annotations

from collections import Counter

import pytest

from jianfu_rules.model import STANCES, UNSAID, Ruleset
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules

SYMPTOM_COUNT = 11


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return read_rules(find_rules().root)


def test_eleven_symptoms_and_the_general_one_are_there(ruleset: Ruleset) -> None:
    ids = [s.id for s in ruleset.taxonomy.symptoms]
    assert len(ids) == SYMPTOM_COUNT + 1
    assert ids[-1] == "general"


def test_every_symptom_has_rules_words_about_it_and_a_policy(ruleset: Ruleset) -> None:
    rules = Counter(rule.symptom for rule in ruleset.rules)
    for symptom in ruleset.taxonomy.symptoms:
        assert rules[symptom.id], symptom.id
        assert symptom.about, symptom.id
        assert symptom.not_this, symptom.id
        assert symptom.policies, symptom.id


def test_every_rule_has_examples_and_counterexamples(ruleset: Ruleset) -> None:
    lacking = [
        rule.id
        for rule in ruleset.rules
        if {case.expected for case in rule.cases if not case.known_gap} != {True, False}
    ]
    assert lacking == []


def test_every_cue_but_pseudo_ones_has_examples(ruleset: Ruleset) -> None:
    lacking = [c.id for c in ruleset.cues if not c.cases and c.effect != "pseudo"]
    assert lacking == []


def test_no_example_is_given_twice_in_one_rule(ruleset: Ruleset) -> None:
    doubled = [
        (rule.id, text)
        for rule in ruleset.rules
        for text, count in Counter(case.text for case in rule.cases).items()
        if count > 1
    ]
    assert doubled == []


def test_the_words_of_strength_stand_for_numbers_in_order(ruleset: Ruleset) -> None:
    strengths = ruleset.taxonomy.strengths
    assert 0 < strengths["weak"] < strengths["medium"] < strengths["strong"] < 1
    assert 0 < ruleset.taxonomy.threshold < 1


def test_fixed_stances_are_known(ruleset: Ruleset) -> None:
    assert {rule.alone for rule in ruleset.rules} <= {*STANCES, UNSAID}
    assert {rule.stance for rule in ruleset.rules} <= {*STANCES, ""}
