"""What flips between two rule sets, and what is named as responsible."""

from __future__ import annotations

import json

import pytest

from jianfu_rules.authoring.impact import Impact
from jianfu_rules.classifier import Classifier

STRONG = "strength: strong\nphrases: [<群>…<太多>]\n"
TEXT = "我们的工作群太多"


@pytest.fixture
def compare(rule_dir):
    """Return a comparison of two rule directories on texts."""

    def run(old, new, *texts, limit=1000):
        sides = [
            Classifier.load(rule_dir(**side), fallback=None) for side in (old, new)
        ]
        impact = Impact(sides[0].ruleset, sides[1].ruleset, limit)
        for number, text in enumerate(texts):
            impact.add(str(number), *(side.classify(text) for side in sides))
        return impact

    return run


def only_witness(impact):
    (flip,) = impact.flips
    (change,) = flip.changes
    (witness,) = change.witnesses
    return flip, change, witness


def test_the_same_rules_change_nothing(compare):
    side = {"rules": {"r": STRONG}}
    impact = compare(side, side, TEXT, "天气很好")
    assert (impact.record_count, impact.flip_count) == (2, 0)
    assert impact.complaint_counts == {"before": 1, "after": 1}


def test_a_rule_that_goes(compare):
    other = "strength: strong\nphrases: [别的话]\n"
    impact = compare({"rules": {"r": STRONG}}, {"rules": {"s": other}}, TEXT)
    flip, change, witness = only_witness(impact)
    assert flip.kinds == ("complaint-lost", "label-lost")
    assert (change.before, change.after) == ("complaint", "none")
    assert (witness.side, witness.rule, witness.cause) == (
        "before",
        "zhijian.r",
        "rule-removed",
    )
    assert TEXT[witness.start : witness.end] == witness.quote == "工作群太多"
    assert impact.moves == {("zhijian", "complaint", "none"): 1}


def test_a_rule_that_comes(compare):
    other = "strength: strong\nphrases: [别的话]\n"
    impact = compare({"rules": {"s": other}}, {"rules": {"r": STRONG}}, TEXT)
    flip, _, witness = only_witness(impact)
    assert flip.kinds == ("complaint-gained", "label-gained")
    assert (witness.side, witness.cause) == ("after", "rule-added")


@pytest.mark.parametrize(
    ("new", "files", "cause"),
    [
        ("strength: strong\nphrases: [退群]\n", {}, "phrase-removed"),
        (STRONG + "unless: [我们]\n", {}, "rule-edited"),
        ("strength: weak\nphrases: [<群>…<太多>]\n", {}, "dropped"),
        (
            STRONG,
            {
                "words/shared.yml": "kind: words\nwords:\n  群: [钉钉群]\n"
                "  太多: [太多]\n  每天: [每天]\n"
            },
            "words",
        ),
    ],
)
def test_causes(compare, new, files, cause):
    impact = compare(
        {"rules": {"r": STRONG}}, {"rules": {"r": new}, "files": files}, TEXT
    )
    _, _, witness = only_witness(impact)
    assert witness.cause == cause
    assert bool(witness.detail) == (cause == "dropped")


def test_another_cue_changes_the_stance(compare):
    cue = "- id: bie\n  effect: policy\n  phrases: [我们的]\n"
    impact = compare(
        {"rules": {"r": STRONG}}, {"rules": {"r": STRONG}, "cues": cue}, TEXT
    )
    (flip,) = impact.flips
    assert flip.kinds == ("complaint-lost", "stance-changed")
    witnesses = flip.changes[0].witnesses
    assert [(w.side, w.stance, w.cause) for w in witnesses] == [
        ("before", "complaint", "cue"),
        ("after", "policy", "cue"),
    ]
    assert witnesses[0].detail == "bie"
    assert witnesses[1].cues == ("bie",)


def test_the_limit_keeps_the_counts(compare):
    other = "strength: strong\nphrases: [别的话]\n"
    impact = compare(
        {"rules": {"r": STRONG}}, {"rules": {"s": other}}, *[TEXT] * 5, limit=2
    )
    assert (impact.flip_count, len(impact.flips)) == (5, 2)
    assert impact.kinds["complaint-lost"] == 5


def test_to_dict_is_json(compare):
    other = "strength: strong\nphrases: [别的话]\n"
    impact = compare({"rules": {"r": STRONG}}, {"rules": {"s": other}}, TEXT)
    values = impact.to_dict()
    assert json.loads(json.dumps(values)) == values
    assert values["kinds"]["complaint-lost"] == 1
    assert values["listed"][0]["changes"][0]["witnesses"][0]["phrase"] == "<群>…<太多>"


def test_offsets_of_parts_are_those_of_the_whole_text(rule_dir):
    other = {"s": "strength: strong\nphrases: [别的话]\n"}
    before = Classifier.load(rule_dir({"r": STRONG}), fallback=None)
    after = Classifier.load(rule_dir(other), fallback=None)
    parts = {"title": "情况反映", "body": TEXT}
    impact = Impact(before.ruleset, after.ruleset)
    impact.add("1", before.classify_record(parts), after.classify_record(parts))
    flip, _, witness = only_witness(impact)
    assert flip.text[witness.start : witness.end] == "工作群太多"
    assert flip.spans["before"] == ((witness.start, witness.end),)
