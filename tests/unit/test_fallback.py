"""The model beside the rules: features, the file, and who has the say."""

from __future__ import annotations

import json
import math
from array import array

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import FallbackError
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.consulting import ADD, KEEP, Consultant
from jianfu_rules.fallback.estimator import (
    ANY,
    Estimator,
    bundled_estimator,
    dump_estimator,
    parse_estimator,
    read_estimator,
)
from jianfu_rules.fallback.features import ConceptFinder, count_runs, weigh_runs

RULES = {
    "qun": "strength: strong\nphrases: [工作群太多]",
    "shu": "strength: strong\nphrases: [群多得数不清]",
    "jingzhi": "strength: strong\nstance: remedy\nphrases: [群清理了]",
}


def estimator(bias: float, symptom_bias: float = -9.0) -> Estimator:
    """Return a model that gives every text the same odds, but for one clause."""
    features = {"填": 0, "表": 1}
    return Estimator(
        features,
        {"填": 1.0, "表": 1.0},
        {ANY: array("h", [100, 100]), "zhijian": array("h", [100, 100])},
        {ANY: bias, "zhijian": symptom_bias},
        0.001,
        "sha256:test",
    )


@pytest.fixture
def judge(load):
    def run(text, bias, symptom_bias=-9.0, **kwargs):
        classifier = load(RULES, **kwargs)
        classifier.consultant = Consultant(
            estimator(bias, symptom_bias), TextConcepts(classifier.rules)
        )
        return classifier.classify(text)

    return run


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def test_the_model_confirms(judge):
    label = judge("工作群太多", odds(0.9)).labels[0]
    assert (label.stance, label.source) == ("complaint", "both")


def test_the_model_is_of_no_opinion(judge):
    label = judge("工作群太多", odds(0.3)).labels[0]
    assert (label.stance, label.source) == ("complaint", "rules")


def test_the_model_doubts_and_the_evidence_is_kept_with_the_reason(judge):
    result = judge("工作群太多", odds(KEEP - 0.05))
    assert result.labels == ()
    assert [d.quote for d in result.dropped] == ["工作群太多"]
    assert "统计模型" in result.dropped[0].reason


def test_what_two_strong_rules_say_stands(judge):
    result = judge("工作群太多，群多得数不清", odds(0.01))
    assert result.stances == {"zhijian": "complaint"}
    assert result.labels[0].source == "rules"


def test_the_model_does_not_touch_what_is_no_complaint(judge):
    result = judge("群清理了", odds(0.99), symptom_bias=odds(0.99))
    assert result.stances == {"zhijian": "remedy"}
    assert judge("群清理了", odds(0.01)).stances == {"zhijian": "remedy"}


def test_the_model_names_a_symptom_where_rules_are_silent(judge):
    text = "天气很好，天天填表到半夜。"
    result = judge(text, odds(ADD + 0.1), symptom_bias=odds(0.7))
    (label,) = result.labels
    assert (label.symptom, label.stance, label.source) == (
        "zhijian",
        "complaint",
        "model",
    )
    (evidence,) = label.evidence
    assert evidence.quote == "天天填表到半夜"
    span = evidence.match.span
    assert text[span.start : span.end] == evidence.quote
    assert result.decided_by == "fallback"


def test_the_model_is_silent_where_it_is_unsure(judge):
    assert judge("天天填表", odds(ADD - 0.1), symptom_bias=odds(0.9)).labels == ()


def test_the_model_never_brings_back_what_a_cue_denies(judge):
    cues = "- id: meiyou\n  effect: deny\n  phrases: [没有]\n"
    result = judge("没有工作群太多", odds(0.99), symptom_bias=odds(0.99), cues=cues)
    assert result.labels == ()
    assert "被否认" in result.dropped[0].reason


def test_rules_alone_where_asked_for(rule_dir):
    assert Classifier.load(fallback=None).consultant is None
    assert Classifier.load(rule_dir(RULES)).consultant is None


def test_a_model_file_goes_round(tmp_path):
    path = tmp_path / "model.json"
    path.write_text(dump_estimator(estimator(-1.5)), encoding="utf-8")
    again = read_estimator(path)
    assert again == estimator(-1.5)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(format=2),
        lambda d: d.pop("weights"),
        lambda d: d["weights"].update(any="AAAA"),
        lambda d: d["weights"].update(any="!"),
        lambda d: d.update(idf=[1]),
        lambda d: d.update(bias={}),
    ],
)
def test_a_broken_model_file_is_said(change):
    data = json.loads(dump_estimator(estimator(0)))
    change(data)
    with pytest.raises(FallbackError, match="JF507"):
        parse_estimator(json.dumps(data))


@pytest.mark.parametrize("content", ["", "[]", "{", "null", '{"format": 1}'])
def test_what_is_no_model_file_is_said(content):
    with pytest.raises(FallbackError, match="JF507"):
        parse_estimator(content)


def test_a_missing_model_file_is_said(tmp_path):
    with pytest.raises(FallbackError, match="JF507"):
        read_estimator(tmp_path / "none.json")


def test_runs_are_counted_and_weighed():
    counts = count_runs("填表a填表")
    assert counts["填表"] == 2
    assert counts["表 填"] == 1
    weights = weigh_runs(counts, {"填表": 2.0, "填": 1.0})
    assert set(weights) == {"填表", "填"}
    assert math.isclose(sum(w * w for w in weights.values()), 1.0)
    assert weigh_runs({}, {}) == {}


def test_concepts_are_found_folded():
    finder = ConceptFinder({"群": ["工作群", "群"], "会": ["會議"]})
    assert finder.find("工作群里开会议") == {"词表:群", "词表:会"}
    assert ConceptFinder({}).find("工作群") == set()


def test_the_bundled_model_fits_the_shipped_rules():
    model = bundled_estimator()
    assert model is not None
    ruleset = Classifier.load(fallback=None).ruleset
    symptoms = {s.id for s in ruleset.taxonomy.symptoms if s.is_scored}
    assert set(model.weights) == symptoms | {ANY}
    lists = {"词表:" + name for name in ruleset.words[""]}
    cues = {"语境:" + cue.id for cue in ruleset.cues}
    concepts = {name for name in model.features if ":" in name}
    assert concepts <= lists | cues
