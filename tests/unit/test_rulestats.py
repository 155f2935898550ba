"""The counts of rules on a handful of texts that can be counted by eye."""

from __future__ import annotations

import json

import pytest

from jianfu_rules.authoring.rulestats import RuleStats
from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.scorecard import LabelledCase

RULES = {
    "qun": "strength: strong\nphrases: [<群>…<太多>, 群多得数不清]\n",
    "liao": "strength: strong\nphrases: [工作群…太多]\n",
    "ruo": "strength: weak\nphrases: [每天看手机]\n",
    "si": "phrases: [从来没人说的话]\n",
}
HUIYI = {"hui": "strength: strong\nphrases: [太多的会]\n"}


@pytest.fixture
def classifier(rule_dir):
    return Classifier.load(rule_dir(RULES, huiyi=HUIYI), fallback=None)


@pytest.fixture
def count(classifier):
    def run(*texts, cases=None):
        stats = RuleStats(classifier.ruleset, with_labels=cases is not None)
        for number, text in enumerate(texts):
            case = cases[number] if cases else None
            stats.add(classifier.classify(text), case)
        return stats

    return run


def test_records_matches_and_alone(count):
    stats = count("微信群太多。微信群过多。", "工作群太多", "天气很好")
    qun, liao = stats.rules["zhijian.qun"], stats.rules["zhijian.liao"]
    assert (qun.records, qun.matches, qun.alone) == (2, 3, 1)
    assert (liao.records, liao.matches, liao.alone) == (1, 1, 0)
    assert qun.overlap == {"zhijian.liao": 1}
    assert liao.overlap == {"zhijian.qun": 1}
    assert (stats.record_count, stats.labelled_count) == (3, 2)


def test_conflict_is_the_same_place_read_as_another_symptom(count):
    stats = count("微信群太多的会")
    assert stats.rules["zhijian.qun"].conflict == {"huiyi.hui": 1}
    assert stats.rules["huiyi.hui"].conflict == {"zhijian.qun": 1}
    assert not stats.rules["huiyi.hui"].overlap


def test_weak_matches_are_dropped_with_the_reason_without_figures(count):
    stats = count("每天看手机", "每天看手机")
    weak = stats.rules["zhijian.ruo"]
    assert (weak.records, weak.matches, weak.is_dead) == (0, 2, False)
    assert weak.dropped == {"证据不够": 2}


def test_what_never_speaks(count):
    stats = count("工作群太多")
    assert stats.rules["zhijian.si"].is_dead
    assert stats.rules["zhijian.qun"].dead_phrases == ["群多得数不清"]
    words = {name: gone for _, name, gone in stats.unseen_words()}
    assert words == {
        "群": ["微信群"],
        "太多": ["过多"],
        "每天": ["每天", "天天", "一天"],
    }


def test_precision_of_symptom_and_of_complaint(count):
    cases = [
        LabelledCase("1", "", {"zhijian": "complaint"}),
        LabelledCase("2", "", {"zhijian": "remedy"}),
        LabelledCase("3", "", {}),
        LabelledCase("4", "", {}, optional=frozenset({"zhijian"})),
        LabelledCase("5", "", {}, is_debatable=True),
    ]
    stats = count(*["微信群太多"] * 5, cases=cases)
    qun = stats.rules["zhijian.qun"]
    assert (qun.symptom_right.right, qun.symptom_right.count) == (2, 3)
    assert (qun.complaint_right.right, qun.complaint_right.count) == (1, 3)
    assert not qun.is_noisy


def test_noisy_is_beyond_doubt(count):
    stats = count(*["微信群太多"] * 9, cases=[LabelledCase("", "", {})] * 9)
    assert stats.rules["zhijian.qun"].is_noisy
    few = count("微信群太多", cases=[LabelledCase("", "", {})])
    assert not few.rules["zhijian.qun"].is_noisy


def test_a_dropped_match_that_people_wanted(count):
    cases = [LabelledCase("1", "", {"zhijian": "complaint"})]
    assert count("每天看手机", cases=cases).rules["zhijian.ruo"].missed == 1


def test_layers_and_json(count):
    stats = count("工作群太多")
    assert stats.layers()["national"]["rules"] == 5
    values = stats.to_dict(list(stats.rules.values()))
    assert json.loads(json.dumps(values)) == values
    assert "precision" not in values["rules"][0]
