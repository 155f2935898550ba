"""One score and one stance for each symptom: what adds up, what stands at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jianfu_rules.model import Classification

Classify = Callable[..., Classification]

RULES = {
    "strong": "phrases: [强证]\nstrength: strong",
    "medium": "phrases: [中证]\nstrength: medium",
    "weak": "phrases: [弱证]\nstrength: weak",
    "weak2": "phrases: [弱据]\nstrength: weak",
    "weak3": "phrases: [弱由]\nstrength: weak",
}
BURDEN = "- id: fudan\n  effect: burden\n  phrases: [累死]\n  direction: both\n"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        pytest.param("强证", 0.9, id="strong"),
        pytest.param("中证", 0.6, id="medium"),
        pytest.param("强证，强证，强证", 0.9, id="a-rule-counts-once"),
        pytest.param("中证，弱证", 1 - 0.4 * 0.7, id="medium-and-weak"),
        pytest.param("弱证，弱据", 1 - 0.7 * 0.7, id="two-weak-ones"),
        pytest.param("强证，中证，弱证，弱据，弱由", 0.99, id="never-certain"),
        pytest.param("中证累死", 1 - 0.4 * 0.75, id="burden-adds"),
        pytest.param("中证累死，弱证累死", 1 - 0.4 * 0.7 * 0.75, id="burden-adds-once"),
        pytest.param("中证，累死", 0.6, id="burden-out-of-reach"),
    ],
)
def test_score(classify: Classify, text: str, score: float) -> None:
    (label,) = classify(text, RULES, BURDEN).labels
    assert label.score == pytest.approx(score, abs=0.005)


def test_too_weak_evidence_is_dropped_with_its_score(classify: Classify) -> None:
    result = classify("弱证", RULES, BURDEN)
    assert result.labels == ()
    assert result.decided_by == "nobody"
    assert [(d.quote, d.reason) for d in result.dropped] == [
        ("弱证", "证据不够（0.30，要 0.50）")
    ]
    (weak,) = result.dropped
    assert (weak.kind, weak.value) == ("weak", pytest.approx(0.3))


def test_weak_evidence_of_every_symptom_is_dropped_with_its_causes(
    classify: Classify,
) -> None:
    meeting = {"a": "phrases: [会多]\nstrength: weak"}
    dropped = classify("务必弱证。会多", RULES, CUES, meeting).dropped
    assert [(d.quote, [c.quote for c in d.causes]) for d in dropped] == [
        ("弱证", ["务必"]),
        ("会多", []),
    ]


def test_a_label_has_the_name_of_its_symptom_and_a_score_of_two_digits(
    classify: Classify,
) -> None:
    (label,) = classify("弱证累死，弱据", RULES, BURDEN).labels
    assert (label.name, label.score) == ("指尖负担", 0.63)  # 1 - 0.7 x 0.7 x 0.75


def test_burden_can_lift_over_the_threshold(classify: Classify) -> None:
    assert classify("弱证累死", RULES, BURDEN).labels == ()  # 1 - 0.7 x 0.75 = 0.475
    assert classify("弱证累死，弱据", RULES, BURDEN).labels


def test_mentions_do_not_make_a_weak_complaint_one(classify: Classify) -> None:
    rules = {
        **RULES,
        "name": "phrases: [名目]\nstrength: medium\nalone: mention",
    }
    assert classify("弱证，名目", rules, BURDEN).stances == {"zhijian": "mention"}
    assert classify("中证，名目", rules, BURDEN).stances == {"zhijian": "complaint"}


def test_the_score_at_the_threshold_is_enough(classify: Classify) -> None:
    taxonomy = (
        "kind: taxonomy\nstrengths: {medium: 0.5}\nthreshold: 0.5\nsymptoms:\n"
        "  - {id: zhijian, name: 负担, about: 群}\n"
    )
    result = classify("中证", {"r": RULES["medium"]}, files={"taxonomy.yml": taxonomy})
    assert [label.score for label in result.labels] == [0.5]


def test_a_complaint_at_the_threshold_stands_beside_a_mention(
    classify: Classify,
) -> None:
    taxonomy = (
        "kind: taxonomy\nstrengths: {medium: 0.5}\nthreshold: 0.5\nsymptoms:\n"
        "  - {id: zhijian, name: 负担, about: 群}\n"
    )
    rules = {
        "medium": RULES["medium"],
        "name": "phrases: [名目]\nstrength: medium\nalone: mention",
    }
    result = classify("中证，名目", rules, files={"taxonomy.yml": taxonomy})
    assert result.stances == {"zhijian": "complaint"}


def test_labels_come_best_first_then_in_the_order_of_the_taxonomy(
    classify: Classify,
) -> None:
    meeting = {"a": "phrases: [会多]\nstrength: strong"}
    best = classify("中证会多", RULES, "", meeting)
    assert [label.symptom for label in best.labels] == ["huiyi", "zhijian"]
    equal = classify("会多强证", RULES, "", meeting)
    assert [label.symptom for label in equal.labels] == ["zhijian", "huiyi"]


STANCES = {
    "c": "phrases: [叫苦]\nstrength: strong\nstance: complaint",
    "r": "phrases: [好了]\nstrength: strong\nstance: remedy",
    "p": "phrases: [规定]\nstrength: strong\nstance: policy",
    "m": "phrases: [提到]\nstrength: strong\nstance: mention",
    "f": "phrases: [难受]\nstrength: strong",
    "t": "phrases: [不便]\nstrength: medium",
    "o": "phrases: [牢骚]\nstrength: medium\nstance: complaint",
    "n": "phrases: [难受到眼下]\nstrength: strong",
}
CUES = (
    "- id: cengjing\n  effect: former\n  phrases: [从前]\n  reach: sentence\n"
    "- id: gaihao\n  effect: remedy\n  phrases: [改好]\n  direction: backward\n"
    "  reach: words\n"
    "- id: yaoqiu\n  effect: policy\n  phrases: [务必]\n  direction: forward\n"
    "  reach: words\n"
    "- id: jiaoku\n  effect: burden\n  phrases: [累死]\n  reach: words\n"
    "- id: yanxia\n  effect: now\n  phrases: [眼下]\n"
)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        pytest.param("叫苦，好了", "remedy", id="relief-after-trouble"),
        pytest.param("好了，叫苦", "complaint", id="trouble-after-relief"),
        pytest.param("叫苦，好了，叫苦", "complaint", id="trouble-at-the-end"),
        pytest.param("规定，叫苦", "complaint", id="trouble-outweighs-orders"),
        pytest.param("叫苦，规定", "complaint", id="orders-after-trouble"),
        pytest.param("叫苦，提到", "complaint", id="trouble-outweighs-names"),
        pytest.param("提到，规定，好了，改好", "remedy", id="relief-outweighs-orders"),
        pytest.param("提到，规定，好了", "policy", id="relief-only-among-orders"),
        pytest.param("提到，规定", "policy", id="orders-outweigh-names"),
        pytest.param("提到", "mention", id="names"),
        pytest.param(
            "从前难受，如今全都已经完完全全改好", "remedy", id="former-trouble"
        ),
        pytest.param(
            "从前难受，现在难受，后来都已经改好", "remedy", id="times-changed"
        ),
        pytest.param(
            "从前难受，现在难受，后来说改好，累死", "complaint", id="burden-at-the-end"
        ),
        pytest.param("说是已经改好，从前难受", "complaint", id="relief-told-first"),
        pytest.param(
            "难受，如今全都已经完完全全改好", "complaint", id="no-former-word"
        ),
        pytest.param("从前难受", "complaint", id="former-without-relief"),
        pytest.param(
            "不便，如今全都已经完完全全改好", "remedy", id="thin-before-relief"
        ),
        pytest.param("不便，往后大家务必注意", "policy", id="thin-before-orders"),
        pytest.param("不便累死，往后务必注意", "complaint", id="thin-with-a-burden"),
        pytest.param("难受，往后大家务必注意", "complaint", id="not-thin"),
        pytest.param("不便务必注意", "policy", id="thin-with-orders-at-once"),
        pytest.param(
            "务必牢骚，往后大家务必注意", "policy", id="thin-though-it-is-ordered"
        ),
        pytest.param("叫苦好了", "remedy", id="relief-at-once"),
        pytest.param("从前难受眼下清静", "remedy", id="former-trouble-now-at-once"),
        pytest.param(
            "从前难受" + "天" * 25 + "眼下清静", "remedy", id="former-trouble-now-soon"
        ),
        pytest.param(
            "从前难受" + "天" * 26 + "眼下清静", "complaint", id="now-is-too-far"
        ),
        pytest.param("从前难受到眼下", "complaint", id="former-trouble-until-now"),
        pytest.param("眼下说从前难受", "complaint", id="now-told-first"),
    ],
)
def test_what_stands_at_the_end(classify: Classify, text: str, stance: str) -> None:
    cues = (
        CUES if "现在" not in text else CUES.replace("reach: sentence", "reach: clause")
    )
    assert classify(text, STANCES, cues).stances == {"zhijian": stance}


@pytest.mark.parametrize("text", ["不便，会少了", "不便会少了"])
def test_a_thin_complaint_yields_to_the_relief_of_another_symptom(
    classify: Classify, text: str
) -> None:
    relief = {"a": "phrases: [会少了]\nstrength: strong\nstance: remedy"}
    result = classify(text, {"t": STANCES["t"]}, CUES, relief)
    assert result.stances == {"zhijian": "remedy", "huiyi": "remedy"}


@pytest.mark.parametrize(("undoes", "stance"), [("yes", "complaint"), ("no", "remedy")])
def test_relief_for_show_undoes_the_relief_of_the_others(
    classify: Classify, undoes: str, stance: str
) -> None:
    taxonomy = (
        "kind: taxonomy\nstrengths: {strong: 0.9}\nthreshold: 0.5\nsymptoms:\n"
        "  - {id: zhijian, name: 负担, about: 群}\n"
        f"  - {{id: huiyi, name: 走样, about: 改名, undoes_relief: {undoes}}}\n"
    )
    renamed = {"a": "phrases: [改了名]\nstrength: strong"}
    result = classify(
        "好了，改了名",
        {"r": STANCES["r"]},
        "",
        renamed,
        files={"taxonomy.yml": taxonomy},
    )
    assert result.stances == {"zhijian": stance, "huiyi": "complaint"}


def test_only_complaints_make_a_complaint(classify: Classify) -> None:
    assert classify("叫苦", STANCES).is_complaint
    assert not classify("好了，规定，提到", STANCES).is_complaint
