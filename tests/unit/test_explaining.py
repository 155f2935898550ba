"""The explanation names evidence, rule, cue, arithmetic, basis and what was dropped."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import EFFECTS, STANCES
from jianfu_rules.pipeline.citing import MAX_CITED
from jianfu_rules.pipeline.explaining import (
    STANCE_NAMES,
    STRENGTH_NAMES,
    explanation_dict,
    render_explanation,
)

RULES = {
    "daka": "phrases: [打卡]\nstrength: strong\npolicy: [guiding#六]",
    "qun": "phrases: [群太多]",
    "ruo": "phrases: [截图]\nstrength: weak",
}
CUES = (
    "- id: bude\n  effect: policy\n  phrases: [不得]\n"
    "- id: meiyou\n  effect: deny\n  phrases: [从不]\n"
)


@pytest.fixture
def explain(load: Callable[..., Classifier]) -> Callable[..., list[str]]:
    classifier = load(RULES, CUES, {"kai": "phrases: [会多]"})

    def run(text: str, lang: str = "zh") -> list[str]:
        result = classifier.classify(text)
        return render_explanation(result, classifier.ruleset, lang).splitlines()

    return run


def test_complaint(explain: Callable[..., list[str]]) -> None:
    lines = explain("群太多，天天打卡")
    assert lines[:10] == [
        "判断：这段话在反映问题。",
        "",
        "1. 指尖负担（zhijian）：反映问题，0.96 分",
        "  “群太多”",
        "    规则 zhijian.qun「名称」，证据中；没有语境词，按规则默认为“反映问题”",
        "  “打卡”",
        "    规则 zhijian.daka「名称」，证据强；没有语境词，按规则默认为“反映问题”",
        "    分数：1 − (1−0.6) × (1−0.9) = 0.96（各条规则独立作证）",
        "    依据：《若干规定》第六部分",
        "",
    ]
    assert lines[10].startswith("规则版本：sha256:")
    assert len(lines) == 11


def test_the_symptoms_own_basis_where_the_rule_has_none(
    explain: Callable[..., list[str]],
) -> None:
    assert "    依据：《若干规定》第五部分" in explain("群太多")
    assert not any("依据" in line for line in explain("会多"))


def test_cue_decides(explain: Callable[..., list[str]]) -> None:
    lines = explain("不得打卡")
    assert lines[0] == "判断：说到了这方面，但不是在反映问题。"
    cue = "语境词 bude 决定了立场：要求部署（“不得”第 1–2 字）"
    assert any(cue in line for line in lines)
    assert not any("依据" in line for line in lines)


def test_dropped(explain: Callable[..., list[str]]) -> None:
    lines = explain("从不打卡，只要截图")
    assert lines[0] == "判断：没有发现形式主义方面的内容。"
    at = lines.index("没有采用：")
    assert lines[at + 1 : at + 3] == [
        "  “打卡”  被否认（meiyou）：“从不”第 1–2 字  [zhijian.daka]",
        "  “截图”  证据不够（0.30，要 0.50）  [zhijian.ruo]",
    ]


def test_dropped_in_english(explain: Callable[..., list[str]]) -> None:
    lines = explain("从不打卡，只要截图", "en")
    at = lines.index("Not used:")
    assert lines[at + 1 : at + 3] == [
        "  “打卡”  denied: “从不” characters 1–2  [zhijian.daka]",
        "  “截图”  too little evidence (0.30)  [zhijian.ruo]",
    ]


def test_parts_are_named(load: Callable[..., Classifier]) -> None:
    classifier = load(
        RULES, "- {id: zz, effect: mention, phrases: [转], reach: document}"
    )
    result = classifier.classify_record({"title": "转", "body": "打卡"})
    said = render_explanation(result, classifier.ruleset)
    assert "  “打卡”（正文）" in said.splitlines()
    assert "语境词 zz 决定了立场：只是提到（“转”标题第 1 字）" in said
    assert "“转” title character 1" in render_explanation(
        result, classifier.ruleset, "en"
    )


def test_json_has_cues_and_their_places(load: Callable[..., Classifier]) -> None:
    classifier = load(RULES, CUES)
    result = classifier.classify("不得打卡。从不打卡")
    out = explanation_dict(result, classifier.ruleset)
    (evidence,) = out["labels"][0]["evidence"]
    assert evidence["cues"] == [
        {"cue": "bude", "effect": "policy", "text": "不得", "start": 0, "end": 2}
    ]
    assert (evidence["stance"], evidence["rule_name"]) == ("policy", "名称")
    assert out["dropped"][0]["kind"] == "deny"
    assert out["dropped"][0]["cues"][0]["start"] == 5
    assert json.loads(json.dumps(out)) == out


def test_incomplete(load: Callable[..., Classifier]) -> None:
    classifier = load(RULES)
    result = replace(
        classifier.classify("打卡"), complete=False, reasons=("太长", "太多")
    )
    lines = render_explanation(result, classifier.ruleset).splitlines()
    assert lines[1] == "注意：没有看完，原因：太长；太多"


def test_english(explain: Callable[..., list[str]]) -> None:
    lines = explain("不得打卡", "en")
    assert lines[0] == "Verdict: it speaks of formalism but does not complain."
    assert lines[2].startswith("1. 指尖负担 (zhijian): policy, score 0.9")


def test_basis_is_short(load: Callable[..., Classifier]) -> None:
    policies = "kind: policies\npolicies:\n" + "".join(
        f"  - {{id: p{n}, title: 《规定{n}》}}\n" for n in range(9)
    )
    rules = {
        "r": "phrases: [打卡]\npolicy: [" + ", ".join(f"p{n}" for n in range(9)) + "]"
    }
    taxonomy = (
        "kind: taxonomy\nstrengths: {medium: 0.6}\nthreshold: 0.5\nsymptoms:\n"
        "  - {id: zhijian, name: 负担, about: 群}\n"
    )
    files = {"policies.yml": policies, "taxonomy.yml": taxonomy}
    classifier = load(rules, files=files)
    said = render_explanation(classifier.classify("打卡"), classifier.ruleset)
    assert said.count("《规定") == MAX_CITED


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_stance_and_strength_has_a_name(lang: str) -> None:
    assert set(STANCE_NAMES[lang]) == set(STANCES)
    assert set(STRENGTH_NAMES[lang]) == {"strong", "medium", "weak"}
    assert len(set(EFFECTS)) == len(EFFECTS)
