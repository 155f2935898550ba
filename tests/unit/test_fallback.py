"""The model beside the rules: features, the file, and who has the say."""

from __future__ import annotations

import base64
import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import FallbackError
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.consulting import Consultant
from jianfu_rules.fallback.estimator import (
    MIDDLE,
    STANCES,
    STEPS,
    Estimator,
    bundled_estimator,
    dump_estimator,
    lay_out,
    parse_estimator,
    probability,
    read_estimator,
)
from jianfu_rules.fallback.evidence import (
    LEAST_ANY,
    LEAST_ONE,
    LEAST_TOP,
    MODEL_ANY,
    MODEL_ONE,
    SILENT_ANY,
    SILENT_ONE,
)
from jianfu_rules.fallback.features import (
    MAX_CHARS,
    ConceptFinder,
    TextView,
    pair_names,
    runs_of,
    weigh_view,
)

RULES = {
    "qun": "strength: strong\nphrases: [工作群太多]",
    "shu": "strength: strong\nphrases: [群多得数不清]",
    "jingzhi": "strength: strong\nstance: remedy\nphrases: [群清理了]",
    "ruo": "strength: weak\nphrases: [群里的话]",
}
FEATURES = {"填": 0, "表": 1}
STANCE_LANES = len(STANCES)


def estimator(complains: float, symptom: float = -9.0, **stances: float) -> Estimator:
    """Return a model of two features that gives every text about the same log-odds.

    填 and 表 speak for the symptom; what they do to the log-odds of any text is too
    little to matter here.
    """
    row = [0, 40, 0, *[0] * STANCE_LANES]
    bias = [complains, symptom, 0.0, *(stances.get(s, 0.0) for s in STANCES)]
    return Estimator(
        FEATURES,
        [1.0, 1.0],
        ["zhijian"],
        lay_out(row * 2),
        bias,
        0.001,
        {"any": [1.0, 0.0, 0.0, 0.0], "symptom": [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]},
        "sha256:test",
    )


@pytest.fixture
def judge(load):
    def run(text, complains, symptom=-9.0, *, stances=None, **kwargs):
        classifier = load(RULES, **kwargs)
        classifier.consultant = Consultant(
            estimator(complains, symptom, **(stances or {})),
            TextConcepts(classifier.rules),
        )
        return classifier.classify(text)

    return run


def odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def silent(least_any: float, least_one: float = 0.5) -> tuple[float, float]:
    """Return the model's log-odds that come to these where rules are silent."""
    any_odds = (odds(least_any) - SILENT_ANY) / MODEL_ANY
    return any_odds, (odds(least_one) - SILENT_ONE) / MODEL_ONE


def test_the_model_confirms(judge):
    label = judge("工作群太多", 2.0, 2.0).labels[0]
    assert (label.stance, label.source) == ("complaint", "both")


def test_the_model_doubts_and_the_evidence_is_kept_with_the_reason(judge):
    result = judge("工作群太多", -4.0, 2.0)
    assert result.labels == ()
    (dropped,) = result.dropped
    assert (dropped.quote, dropped.kind) == ("工作群太多", "doubted")
    assert dropped.value < LEAST_ANY
    assert "统计模型" in dropped.reason


def test_the_model_may_doubt_one_symptom_alone(judge):
    result = judge("工作群太多", 4.0, -9.0)
    assert result.labels == ()
    assert result.dropped[0].value < LEAST_TOP


def test_what_rules_find_outweighs_a_lukewarm_model(judge):
    lukewarm = odds(0.4)
    assert judge("工作群太多", lukewarm, 0.0).is_complaint
    assert not judge("天天填表到半夜", lukewarm, 0.0).labels


def test_two_rules_outweigh_more_than_one(judge):
    doubtful = next(
        x / 20 for x in range(-60, 0) if judge("工作群太多", x / 20, 0.0).labels
    )
    assert not judge("工作群太多", doubtful - 0.1, 0.0).labels
    assert judge("工作群太多，群多得数不清", doubtful - 0.1, 0.0).is_complaint


def test_the_model_names_a_symptom_where_rules_are_silent(judge):
    text = "天气很好，天天填表到半夜。"
    result = judge(text, *silent(LEAST_ANY + 0.1, 0.7))
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
    assert label.score == pytest.approx(0.7, abs=0.02)
    assert result.decided_by == "fallback"


def test_the_model_is_silent_where_it_is_unsure(judge):
    assert judge("天天填表", *silent(LEAST_ANY - 0.05, 0.9)).labels == ()


def test_the_likeliest_symptom_is_named_unless_all_are_unlikely(judge):
    below = (LEAST_ONE + LEAST_TOP) / 2
    assert judge("天气很好", *silent(0.9, below)).is_complaint
    assert judge("天气很好", *silent(0.9, LEAST_TOP / 2)).labels == ()


def test_faint_evidence_of_rules_counts(judge):
    any_odds, one = silent(0.9, LEAST_TOP - 0.01)
    assert not judge("天气很好", any_odds, one).labels
    assert judge("群里的话", any_odds, one).is_complaint


def test_the_model_settles_the_stance_of_what_is_no_complaint(judge):
    text = "群清理了"
    assert judge(text, -4.0).stances == {"zhijian": "remedy"}
    assert judge(text, -4.0, stances={"policy": 0.1}).stances == {"zhijian": "remedy"}
    result = judge(text, -4.0, stances={"policy": 0.9})
    assert result.stances == {"zhijian": "policy"}
    assert result.labels[0].source == "rules"


def test_the_model_may_hear_a_complaint_in_what_rules_take_for_relief(judge):
    label = judge("群清理了", 4.0, 4.0).labels[0]
    assert (label.stance, label.source) == ("complaint", "model")


def test_the_model_never_brings_back_what_a_cue_denies(judge):
    cues = "- id: meiyou\n  effect: deny\n  phrases: [没有]\n"
    result = judge("没有工作群太多", 4.0, 4.0, cues=cues)
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


def cut_short(data: dict[str, object]) -> None:
    raw = base64.b64decode(str(data["weights"]))
    data["weights"] = base64.b64encode(raw[:-2]).decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(format=1),
        lambda d: d.pop("weights"),
        lambda d: d.update(weights="AAAA"),
        lambda d: d.update(weights="!"),
        cut_short,
        lambda d: d.update(idf="AAA="),
        lambda d: d.update(bias=[]),
        lambda d: d.update(mixes={}),
        lambda d: d.update(symptoms=[]),
        lambda d: d.update(features=[["填"], "表"]),
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


def test_runs_and_their_weights():
    assert sorted(runs_of("填40张")) == ["0", "0张", "填", "填0", "填0张", "张"]
    places, values = weigh_view(TextView("填表a填表", [], ()), FEATURES, [2.0, 1.0])
    assert places == [0, 1]
    assert values[0] == pytest.approx(2 * values[1])
    assert math.hypot(*values) == pytest.approx(1.0)
    assert weigh_view(TextView("", [], ()), FEATURES, [2.0, 1.0]) == ([], [])


def test_only_so_much_of_a_text_is_read():
    assert sum(1 for _ in runs_of("填" * MAX_CHARS * 2)) == 3 * MAX_CHARS - 3


def test_pairs_stay_in_their_sentence_and_keep_their_order():
    marks = [(0, 2, "谁"), (2, 4, "什么"), (5, 7, "多少")]
    assert pair_names(TextView("上级报表。太多", marks, [0, 5])) == {("谁", "什么")}
    assert ("多少", "谁") not in pair_names(TextView("上级报表，太多", marks, [0]))
    overlapping = [(0, 3, "谁"), (1, 3, "什么")]
    assert pair_names(TextView("上级报", overlapping, [0])) == set()


def test_concepts_are_found_folded():
    finder = ConceptFinder({"群": ["工作群", "群"], "会": ["會議"]})
    assert finder.find("工作群里开会议") == [(0, 3, "词表:群"), (5, 7, "词表:会")]
    assert ConceptFinder({}).find("工作群") == []


@given(
    st.lists(st.lists(st.integers(-2047, 2047), min_size=6, max_size=6), min_size=2),
    st.text("填表好", max_size=40),
)
def test_lanes_sum_like_numbers(rows, text):
    rows = rows[:2]
    model = replace(estimator(0.25), weights=lay_out(w for row in rows for w in row))
    places, values = model.vector(TextView(text, [], ()))
    got = model.scores((places, values))
    bias = [0.25, -9.0, 0.0, 0.0, 0.0, 0.0]
    wanted = [
        sum(rows[p][lane] * v for p, v in zip(places, values, strict=True))
        * model.scale
        / STEPS
        + bias[lane]
        for lane in range(6)
    ]
    found = [got.complains, *got.own, *got.topics, *got.stances]
    assert found == pytest.approx(wanted, abs=1e-9)


def test_the_heaviest_text_does_not_overflow_a_lane():
    model = bundled_estimator()
    assert model is not None
    every = "".join(name for name in model.features if len(name) <= 3)
    runs = [place for name, place in model.features.items() if len(name) <= 3]
    size = math.isqrt(len(runs)) + 1
    # All runs of one text with equal weight have the largest sum of values.
    values = [STEPS // size + 1] * len(runs)
    heaviest = replace(model, weights=lay_out([MIDDLE - 1] * (len(model.weights) // 4)))
    scores = heaviest.scores((runs, values))
    wanted = (MIDDLE - 1) * sum(values) * model.scale / STEPS + model.bias[0]
    assert scores.complains == pytest.approx(wanted)
    model.opinion(TextView(every, [], ()))


def test_shares_add_up_to_the_score():
    model = bundled_estimator()
    assert model is not None
    vector = model.vector(TextView("天天填表到半夜，没空下村", [], ()))
    shares = model.shares(None, vector)
    score = model.scores(vector).complains - model.bias[0]
    assert sum(share for share, _ in shares) == pytest.approx(score)
    assert shares == sorted(shares)


def test_probability_is_bounded():
    assert 0 < probability(-1e9) < 1e-9
    assert 1 - 1e-9 < probability(1e9) < 1


def test_the_bundled_model_fits_the_shipped_rules():
    model = bundled_estimator()
    assert model is not None
    ruleset = Classifier.load(fallback=None).ruleset
    assert model.symptoms == [s.id for s in ruleset.taxonomy.symptoms if s.is_scored]
    lists = {"词表:" + name for name in ruleset.words[""]}
    cues = {"语境:" + cue.id for cue in ruleset.cues}
    concepts = {
        name
        for feature in model.features
        if len(feature) > 3
        for name in feature.split(" → ")
    }
    assert concepts <= lists | cues
