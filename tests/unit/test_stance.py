"""What cues do to the evidence in their scope, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import Classification
from jianfu_rules.pipeline import stance

Classify = Callable[..., Classification]

RULES = {"daka": "phrases: [打卡]\nstrength: strong"}
MEETING = {"kaihui": "phrases: [开会]\nstrength: strong"}


def cue(effect: str, more: str = "", words: str = "甲词") -> str:
    lines = [f"effect: {effect}", f"phrases: [{words}]", *more.splitlines()]
    return f"- id: {effect}\n" + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("effect", "stance"),
    [
        ("suppose", "policy"),
        ("policy", "policy"),
        ("remedy", "remedy"),
        ("mention", "mention"),
        ("quote", "mention"),
        ("reply", "mention"),
        ("burden", "complaint"),
        ("former", "complaint"),
        ("now", "complaint"),
        ("turn", "complaint"),
        ("scene", "complaint"),
        ("pseudo", "complaint"),
    ],
)
def test_effect(classify: Classify, effect: str, stance: str) -> None:
    result = classify("甲词打卡", RULES, cue(effect))
    assert result.stances == {"zhijian": stance}
    deciding = (effect,) if stance != "complaint" else ()
    assert result.labels[0].evidence[0].cues == deciding


@pytest.mark.parametrize(
    ("effect", "reason"),
    [("deny", "被否认（deny）"), ("outside", "说的是别的事（outside）")],
)
def test_effects_that_drop(classify: Classify, effect: str, reason: str) -> None:
    result = classify("甲词打卡", RULES, cue(effect))
    assert result.labels == ()
    assert [(d.quote, d.reason) for d in result.dropped] == [("打卡", reason)]


@pytest.mark.parametrize(
    ("direction", "text", "reached"),
    [
        ("forward", "甲词打卡", True),
        ("forward", "打卡甲词", False),
        ("backward", "打卡甲词", True),
        ("backward", "甲词打卡", False),
        ("both", "甲词打卡", True),
        ("both", "打卡甲词", True),
    ],
)
def test_direction(
    classify: Classify, direction: str, text: str, reached: bool
) -> None:
    result = classify(text, RULES, cue("policy", f"direction: {direction}"))
    assert result.stances == {"zhijian": "policy" if reached else "complaint"}


@pytest.mark.parametrize(
    ("reach", "text", "reached"),
    [
        ("words", "甲词一二三四五打卡", True),
        ("words", "甲词一二三四五六打卡", False),
        ("words", "甲词，打卡", False),
        ("clause", "甲词一二三四五六七八九打卡", True),
        ("clause", "甲词，打卡", False),
        ("sentence", "甲词，打卡", True),
        ("sentence", "甲词。打卡", False),
        ("paragraph", "甲词。打卡", True),
        ("paragraph", "甲词。\n打卡", False),
        ("document", "甲词。\n打卡", True),
        ("document", "打卡。\n甲词", True),
    ],
)
def test_reach(classify: Classify, reach: str, text: str, reached: bool) -> None:
    result = classify(text, RULES, cue("policy", f"reach: {reach}"))
    assert result.stances == {"zhijian": "policy" if reached else "complaint"}


@pytest.mark.parametrize(
    ("text", "reached"),
    [("甲词，打卡", True), ("甲词，止，打卡", False), ("甲词，打卡，止", True)],
)
def test_stops_at(classify: Classify, text: str, reached: bool) -> None:
    cues = cue("policy", "reach: sentence\nstops_at: [止]")
    result = classify(text, RULES, cues)
    assert result.stances == {"zhijian": "policy" if reached else "complaint"}


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("甲词，打卡", True),
        ("甲词，转，打卡", False),
        ("甲词转，打卡", False),
        ("打卡，转，甲词", False),
        ("甲词，打卡，转", True),
    ],
)
def test_a_turn_ends_every_scope(classify: Classify, text: str, reached: bool) -> None:
    cues = cue("policy", "reach: sentence\ndirection: both") + cue("turn", words="转")
    result = classify(text, RULES, cues)
    assert result.stances == {"zhijian": "policy" if reached else "complaint"}


@pytest.mark.parametrize(
    ("pseudo", "text", "stance"),
    [
        pytest.param("不甲词不", "不甲词不打卡", "complaint", id="longer-pseudo"),
        pytest.param("不甲词不", "甲词打卡", "policy", id="pseudo-not-there"),
        pytest.param("甲词打", "甲词打卡", "complaint", id="pseudo-into-the-evidence"),
        pytest.param("甲词", "甲词打卡", "complaint", id="the-same-words"),
        pytest.param("词打", "甲词打卡", "policy", id="pseudo-beside-the-cue"),
        pytest.param("不甲", "不甲词打卡", "complaint", id="cue-begins-in-the-pseudo"),
    ],
)
def test_pseudo_disarms(
    classify: Classify, pseudo: str, text: str, stance: str
) -> None:
    result = classify(text, RULES, cue("policy") + cue("pseudo", words=pseudo))
    assert result.stances == {"zhijian": stance}


def test_a_longer_cue_covers_a_shorter_one(classify: Classify) -> None:
    cues = cue("policy", words="不得") + cue("mention", words="不得已")
    assert classify("不得已打卡", RULES, cues).stances == {"zhijian": "mention"}
    assert classify("不得打卡", RULES, cues).stances == {"zhijian": "policy"}


def test_a_longer_cue_with_a_gap_does_not_cover(classify: Classify) -> None:
    cues = cue("policy", words="不得") + cue("mention", words="不得…了")
    assert classify("不得打卡了", RULES, cues).stances == {"zhijian": "policy"}


@pytest.mark.parametrize(
    ("direction", "words"), [("forward", "天天打卡"), ("backward", "打卡天天")]
)
def test_a_cue_does_not_reach_evidence_that_is_part_of_it(
    classify: Classify, direction: str, words: str
) -> None:
    result = classify(words, RULES, cue("policy", f"direction: {direction}", words))
    assert result.stances == {"zhijian": "complaint"}


def test_a_burden_word_does_not_cover_a_cue(classify: Classify) -> None:
    cues = cue("policy", words="不得") + cue("burden", words="不得已")
    assert classify("不得已打卡", RULES, cues).stances == {"zhijian": "policy"}


@pytest.mark.parametrize(
    ("more", "stances"),
    [
        ("only_for: [zhijian]", {"zhijian": "policy", "huiyi": "complaint"}),
        ("not_for: [zhijian]", {"zhijian": "complaint", "huiyi": "policy"}),
        ("", {"zhijian": "policy", "huiyi": "policy"}),
    ],
)
def test_symptoms_of_a_cue(
    classify: Classify, more: str, stances: dict[str, str]
) -> None:
    result = classify("甲词打卡开会", RULES, cue("policy", more), MEETING)
    assert result.stances == stances


def test_evidence_past_a_turn_is_not_of_the_cue_before_it(classify: Classify) -> None:
    rules = {"r": "phrases: [打卡……转圈]\nstrength: strong"}
    cues = cue("policy", "reach: sentence") + cue("turn", words="乙词")
    assert classify("甲词打卡，转圈", rules, cues).stances == {"zhijian": "policy"}
    told = classify("甲词打卡，乙词又转圈", rules, cues)
    assert told.stances == {"zhijian": "complaint"}


@pytest.mark.parametrize("text", ["打卡", "甲词打卡"])
def test_fixed_stance_stands(classify: Classify, text: str) -> None:
    rules = {"daka": RULES["daka"] + "\nstance: mention"}
    assert classify(text, rules, cue("policy")).stances == {"zhijian": "mention"}


def test_fixed_stance_can_still_be_denied(classify: Classify) -> None:
    rules = {"daka": RULES["daka"] + "\nstance: complaint"}
    assert classify("甲词打卡", rules, cue("deny")).labels == ()


@pytest.mark.parametrize(
    ("text", "stance"), [("打卡", "mention"), ("甲词打卡", "policy")]
)
def test_alone_is_the_stance_without_a_cue(
    classify: Classify, text: str, stance: str
) -> None:
    rules = {"daka": RULES["daka"] + "\nalone: mention"}
    assert classify(text, rules, cue("policy")).stances == {"zhijian": stance}


@pytest.mark.parametrize(
    ("first", "second", "stance"),
    [
        (("suppose", "clause"), ("policy", "clause"), "policy"),
        (("suppose", "clause"), ("remedy", "clause"), "policy"),
        (("policy", "clause"), ("remedy", "clause"), "policy"),
        (("remedy", "clause"), ("mention", "clause"), "remedy"),
        (("quote", "clause"), ("mention", "clause"), "mention"),
        (("policy", "document"), ("remedy", "clause"), "policy"),
        (("mention", "document"), ("remedy", "clause"), "remedy"),
        (("policy", "paragraph"), ("remedy", "sentence"), "remedy"),
        (("policy", "sentence"), ("remedy", "words"), "policy"),
    ],
)
def test_which_cue_decides(
    classify: Classify,
    first: tuple[str, str],
    second: tuple[str, str],
    stance: str,
) -> None:
    cues = cue(first[0], f"reach: {first[1]}") + cue(
        second[0], f"reach: {second[1]}", words="乙词"
    )
    assert classify("甲词乙词打卡", RULES, cues).stances == {"zhijian": stance}


def test_evidence_names_every_cue_with_the_deciding_effect(
    load: Callable[..., Classifier],
) -> None:
    cues = cue("policy") + "- id: also\n  effect: policy\n  phrases: [乙词]\n"
    result = load(RULES, cues).classify("甲词乙词打卡")
    assert result.labels[0].evidence[0].cues == ("policy", "also")


def test_the_work_grows_with_the_text_and_not_with_its_square(
    load: Callable[..., Classifier], monkeypatch: pytest.MonkeyPatch
) -> None:
    cues = cue("policy", "reach: sentence") + cue("mention", "reach: document", "乙词")
    classifier = load(RULES, cues)
    asked = []
    original = stance.reaches
    monkeypatch.setattr(
        stance, "reaches", lambda *args: asked.append(1) or original(*args)
    )
    counts = []
    for times in (10, 20):
        asked.clear()
        classifier.classify("甲词打卡，乙词。" * times)
        counts.append(len(asked))
    assert counts[1] == 2 * counts[0] > 0


def test_a_cue_at_the_start_of_the_evidence_reaches_it(classify: Classify) -> None:
    rules = {"r": "phrases: [不得打卡]\nstrength: strong"}
    result = classify("不得打卡", rules, cue("policy", words="不得"))
    assert result.stances == {"zhijian": "policy"}


@pytest.mark.parametrize(
    ("effect", "text", "stance"),
    [
        ("policy", "甲词打卡", "policy"),
        ("suppose", "甲词打卡", "policy"),
        ("remedy", "甲词打卡", "remedy"),
        ("mention", "甲词打卡", "remedy"),
        ("policy", "打卡", "remedy"),
    ],
)
def test_fixed_relief_yields_to_orders_near_it(
    classify: Classify, effect: str, text: str, stance: str
) -> None:
    rules = {"daka": RULES["daka"] + "\nstance: remedy"}
    assert classify(text, rules, cue(effect)).stances == {"zhijian": stance}


@pytest.mark.parametrize(
    ("effect", "text", "stances"),
    [
        ("policy", "甲词打卡", {"zhijian": "policy"}),
        ("remedy", "甲词打卡", {"zhijian": "remedy"}),
        ("mention", "甲词打卡", {}),
        ("policy", "打卡", {}),
    ],
)
def test_a_rule_that_says_nothing_alone(
    classify: Classify, effect: str, text: str, stances: dict[str, str]
) -> None:
    rules = {"daka": RULES["daka"] + "\nalone: nothing"}
    assert classify(text, rules, cue(effect)).stances == stances


@pytest.mark.parametrize(
    ("effect", "reach", "text", "score"),
    [
        ("policy", "clause", "甲词打卡", 0.7),
        ("policy", "sentence", "甲词打卡", 0.7),
        ("policy", "sentence", "甲词，打卡", 0.6),
        ("remedy", "sentence", "甲词，打卡", 0.7),
        ("mention", "clause", "甲词打卡", 0.6),
        ("policy", "clause", "打卡", 0.6),
    ],
)
def test_an_order_or_relief_near_it_is_a_witness(
    classify: Classify, effect: str, reach: str, text: str, score: float
) -> None:
    rules = {"daka": "phrases: [打卡]\nstrength: medium"}
    result = classify(text, rules, cue(effect, f"reach: {reach}"))
    assert result.labels[0].score == score


@pytest.mark.parametrize(
    ("text", "stance", "cues"),
    [
        ("打卡从八个减到三个", "remedy", ("数字下降",)),
        ("打卡从八个涨到二十个", "complaint", ("数字上升",)),
        ("以前一周打卡一次，现在一天打卡三次", "complaint", ("数字上升",)),
        ("甲词打卡从八个减到三个", "policy", ("policy",)),
        ("打卡。群从八个减到三个", "complaint", ()),
    ],
)
def test_figures_that_fall_or_rise(
    classify: Classify, text: str, stance: str, cues: tuple[str, ...]
) -> None:
    result = classify(text, RULES, cue("policy"))
    assert result.stances == {"zhijian": stance}
    assert result.labels[0].evidence[0].cues == cues


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("甲词打卡，乙词转圈", "complaint"),
        ("乙词转圈，甲词打卡", "complaint"),
        ("甲词打卡，转圈", "policy"),
    ],
)
def test_a_plea_beside_a_scene_is_a_complaint(
    classify: Classify, text: str, stance: str
) -> None:
    cues = cue("policy") + cue("scene", words="乙词")
    assert classify(text, RULES, cues).stances == {"zhijian": stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("甲词打卡。丙词", "remedy"),
        ("甲词打卡。乙词", "policy"),
        ("甲词打卡。乙词。丙词", "remedy"),
        ("甲词打卡。", "mention"),
    ],
)
def test_a_reply_stands_for_what_it_says_was_done(
    classify: Classify, text: str, stance: str
) -> None:
    cues = cue("reply", "reach: document")
    cues += cue("policy", words="乙词") + cue("remedy", words="丙词")
    assert classify(text, RULES, cues).stances == {"zhijian": stance}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("甲词打卡，乙词转圈", "remedy"),
        ("甲词打卡，转圈", "complaint"),
        ("甲词打卡，乙词转圈，丙词", "complaint"),
        ("甲词打卡，" + "一二三四五" * 6 + "乙词", "complaint"),
        ("乙词打卡", "complaint"),
    ],
)
def test_nowadays_leaves_former_trouble_behind(
    classify: Classify, text: str, stance: str
) -> None:
    cues = cue("former", "reach: clause") + cue("now", words="乙词")
    cues += cue("burden", words="丙词")
    assert classify(text, RULES, cues).stances == {"zhijian": stance}
