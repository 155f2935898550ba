"""Why a text is no complaint of a symptom: what was missing, void, dropped or weak."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.authoring.plainsearch import PlainSearch, shorten_phrase
from jianfu_rules.authoring.whynot import WhyNot, explain_absence, find_symptom
from jianfu_rules.authoring.whynot_text import (
    _say_feature,
    absence_dict,
    render_absence,
)
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError

RULES = {
    "qun": "phrases: [<群>…<太多>]\nstrength: strong",
    "shu": "phrases: ['<数字≥5>（多）个<群>']",
    "daka": "phrases: [天天打卡]\nunless: [景区]\nexceptions: [天天打卡机]",
    "fen": "phrases: [积分]\nonly_with: [村干部, 镇干部]\nunless_anywhere: [超市]",
    "jietu": "phrases: [截图]\nstrength: weak",
    "cui": "together: [催办, 半夜]",
    "hao": "phrases: [好<群>]\nstance: remedy",
}
CUES = """\
- {id: congbu, effect: deny, phrases: [从不]}
- {id: bude, effect: policy, phrases: [不得]}
- {id: leisi, effect: burden, phrases: [累死], direction: both, reach: sentence}
"""


@pytest.fixture
def why(load: Callable[..., Classifier]) -> Callable[..., WhyNot]:
    classifier = load(RULES, CUES, {"hui": "phrases: [会多]"})

    def ask(text: str, symptom: str = "zhijian") -> WhyNot:
        result = classifier.classify(text)
        return explain_absence(classifier, result, symptom)[0]

    return ask


Why = Callable[..., WhyNot]


def said(absence: WhyNot, lang: str = "zh") -> list[str]:
    return [line.strip() for line in render_absence(absence, lang).splitlines()]


def test_what_stood_and_what_was_absent(why: Why) -> None:
    absence = why("工作群安静")
    (look,) = [x for x in absence.nearest if x.rule.id == "zhijian.qun"]
    assert look.share == 0.5
    assert [(p.shown, p.found) for p in look.pieces] == [
        ("<群>", ("工作群", "群")),
        ("<太多>", ()),
    ]
    assert (
        "1. zhijian.qun「名称」 <群>…<太多>  1/2：有 <群>（工作群、群）；"
        "缺 <太多>（如 太多、过多）"
    ) in said(absence)


def test_side_by_side_or_not_at_all(why: Why) -> None:
    (look,) = [x for x in why("三个工作群").nearest if x.rule.id == "zhijian.shu"]
    assert [(p.shown, p.found) for p in look.pieces] == [
        ("<数字≥5>", ()),
        ("个<群>", ("个工作群",)),
    ]
    assert look.pieces[0].examples == ("三",)
    assert look.share == pytest.approx(2 / 3)
    assert any("缺 <数字≥5>（文字里的数字：三）" in x for x in said(why("三个工作群")))


def test_all_words_but_apart(why: Why) -> None:
    absence = why("太多的事，都在群里")
    assert absence.nearest[0].share == 1
    assert not absence.nearest[0].is_complete
    assert any("词都有，但次序不对" in line for line in said(absence))
    absence = why("催办了。半夜才睡。")
    assert absence.nearest[0].rule.id == "zhijian.cui"
    assert not absence.voids


def test_near_rules_could_have_made_a_complaint(why: Why) -> None:
    assert all(x.rule.id != "zhijian.hao" for x in why("好群").nearest)


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("到景区天天打卡", "unless", ("景区",)),
        ("买了天天打卡机", "exceptions", ("天天打卡机",)),
        ("我们要积分", "only_with", ("村干部", "镇干部")),
        ("村干部管着积分超市", "unless_anywhere", ("超市",)),
    ],
)
def test_a_void_rule_says_by_what(
    why: Why, text: str, field: str, words: tuple[str, ...]
) -> None:
    (void,) = why(text).voids
    assert (void.field, void.words) == (field, words)
    assert any(f"（{field}）" in line for line in said(why(text)))


def test_a_word_with_a_slip_may_make_a_rule_void(why: Why) -> None:
    # 积 sounds like 机, so that the exception holds.
    (void,) = why("天天打卡积满分").voids
    assert void.field == "slip"
    assert any("--noise off" in line for line in said(why("天天打卡积满分")))


def test_void_holds_for_its_sentence_only(why: Why) -> None:
    assert why("景区很远。天天打卡，不得了").label is not None


def test_weak_evidence_and_what_would_lift_it(why: Why) -> None:
    absence = why("还要截图")
    assert absence.score == pytest.approx(0.3)
    # 0.3 and the bonus of 0.25 are 0.475: a burden told is not enough.
    assert [(x.kind, x.score) for x in absence.lifts] == [("weak", 0.51)]
    assert "够分的办法：再有一条弱证据，到 0.51 分" in said(absence)


def test_a_burden_is_offered_once(load: Callable[..., Classifier]) -> None:
    taxonomy = (
        "kind: taxonomy\nstrengths: {weak: 0.3, medium: 0.6}\nthreshold: 0.5\n"
        "burden_bonus: 0.3\nsymptoms:\n  - {id: zhijian, name: 负担, about: 群}\n"
    )
    rules = {"jietu": "phrases: [截图]\nstrength: weak"}
    classifier = load(rules, CUES, files={"taxonomy.yml": taxonomy})
    result = classifier.classify("还要截图")
    (absence,) = explain_absence(classifier, result, "负担")
    assert [x.kind for x in absence.lifts] == ["burden", "weak"]
    lifted = classifier.classify("还要截图，累死")
    assert lifted.labels[0].score == absence.lifts[0].score


def test_denied_by_a_cue_that_is_shown(why: Why) -> None:
    absence = why("从不天天打卡")
    assert absence.dropped[0].kind == "deny"
    assert "“天天打卡”  被否认（congbu）：“从不”第 1–2 字  [zhijian.daka]" in said(
        absence
    )


def test_another_stance_and_its_cue(why: Why) -> None:
    absence = why("不得天天打卡")
    lines = said(absence)
    assert absence.label is not None
    score = f"{absence.label.score:.2f}"
    assert f"说到了，但立场是“要求部署”（{score} 分）：" in lines
    assert "“天天打卡”；语境词 bude“不得”（第 1–2 字）" in lines
    assert "“好群”；规则 zhijian.hao 写定了立场“已经整改”" in said(why("好群"))


def test_a_complaint_needs_no_reason(why: Why) -> None:
    absence = why("工作群太多")
    assert absence.is_complaint
    assert said(absence)[1] == "已经判为反映问题，见上面的理由。"


def test_nothing_near(why: Why) -> None:
    assert said(why("路灯坏了"))[1:] == ["没有一条规则的词语出现在文字里。"]


def test_a_reply_in_the_text_is_not_searched(why: Why) -> None:
    assert not why("路灯坏了。\n【答复】工作群里已经说了").nearest


def test_all_symptoms_that_are_no_complaint(load: Callable[..., Classifier]) -> None:
    classifier = load(RULES, CUES, {"hui": "phrases: [会多]"})
    result = classifier.classify("工作群太多")
    found = explain_absence(classifier, result, "all")
    assert [x.symptom.id for x in found] == ["huiyi"]


def test_an_unknown_symptom_names_the_nearest(why: Why) -> None:
    with pytest.raises(InputError) as caught:
        why("工作群", "指尖")
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["near"]) == ("JF692", "指尖负担")
    with pytest.raises(InputError) as caught:
        why("工作群", "路灯")
    assert caught.value.problems[0].code == "JF693"


def test_a_symptom_by_name(load: Callable[..., Classifier]) -> None:
    ruleset = load(RULES).ruleset
    assert find_symptom(ruleset, "指尖负担") is find_symptom(ruleset, "zhijian")


@pytest.mark.parametrize(
    "text",
    [
        "工作群安静",
        "三个工作群",
        "我们要积分",
        "还要截图",
        "从不天天打卡",
        "不得天天打卡",
    ],
)
def test_json_and_english(why: Why, text: str) -> None:
    absence = why(text)
    values = absence_dict(absence)
    assert json.loads(json.dumps(values)) == values
    assert values["symptom"] == "zhijian"
    english = render_absence(absence, "en")
    assert english.startswith("Why this is no complaint of")
    assert "；" not in english
    assert "规则" not in english


@pytest.fixture(scope="module")
def national() -> Classifier:
    return Classifier.load()


@pytest.mark.parametrize(
    "text", ["路灯坏了三天没人来修", "单位的工作群很安静", "公园里的健身器材生锈了"]
)
def test_what_the_model_thinks_fits_the_verdict(
    national: Classifier, text: str
) -> None:
    result = national.classify(text)
    for absence in explain_absence(national, result, "all"):
        view = absence.model
        assert view is not None
        if not result.labels:
            assert any(w < n for w, n in zip(view.weighed, view.needs, strict=True))
        assert all(share > 0 for _, share in view.speaks_for)
        assert all(share < 0 for _, share in view.speaks_against)
        assert "统计模型：" in render_absence(absence)
        assert "The model:" in render_absence(absence, "en")


def test_the_model_is_not_asked_what_a_cue_denies(national: Classifier) -> None:
    result = national.classify("我们这里没有文山会海")
    assert [d.kind for d in result.dropped][:1] == ["deny"]
    (absence,) = explain_absence(national, result, "文山会海")
    assert absence.model is not None
    assert absence.model.is_barred
    assert "没有问它" in render_absence(absence)


def test_without_a_model_nothing_is_said_of_it(why: Why) -> None:
    assert why("工作群安静").model is None


def test_features_are_shown_as_people_know_them() -> None:
    assert _say_feature("词表:群名词 → 语境:plead") == "<群名词> → <plead>"
    assert _say_feature(" 填表") == "“｜填表”"


def test_a_phrase_of_many_words_is_cut() -> None:
    assert shorten_phrase("<a|b|c|d|e>…<x|y>") == "<a|b|c|d|…>…<x|y>"


PIECES = [
    "群",
    "工作群",
    "太多",
    "过多",
    "五",
    "三十多",
    "个",
    "天天打卡",
    "景区",
    "机",
    "积分",
    "村干部",
    "截图",
    "催办",
    "半夜",
    "，",
    "。",
]


@pytest.mark.parametrize("seed", range(40))
def test_plain_search_agrees_with_the_engine(
    rule_dir: Callable[..., Path], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    text = "".join(chance.choices(PIECES, k=12))
    classifier = Classifier.load(rule_dir(RULES), noise="off")
    result = classifier.classify(text)
    seen = {e.match.rule_id for x in result.labels for e in x.evidence}
    seen |= {d.match.rule_id for d in result.dropped}
    search = PlainSearch(classifier.ruleset, text)
    (absence,) = explain_absence(classifier, result, "zhijian")
    void = {v.rule.id for v in absence.voids}
    assert all(v.field != "slip" for v in absence.voids)
    for rule in classifier.ruleset.rules:
        if rule.id not in void:
            assert search.nearness(rule).is_complete == (rule.id in seen), text
