"""Words with one wrong character: what is found, what is not, and where."""

from __future__ import annotations

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.pipeline.noise import find_noisy, slip_kind
from jianfu_rules.ruleset.noise import (
    NOISE_PROFILES,
    build_noise_index,
    may_be_noisy,
    sounds_alike,
)

WORDS = ["文山会海", "形式主义", "以表抗疫", "指尖上的形式主义", "台账", "一个人的"]


def found(text: str, noise: str = "all") -> list[tuple[str, str, str]]:
    index = build_noise_index(WORDS, NOISE_PROFILES[noise])
    return [
        (WORDS[hit.literal], text[hit.start : hit.end], hit.kind)
        for hit in find_noisy(index, text)
    ]


@pytest.mark.parametrize(
    ("text", "word", "seen", "kind"),
    [
        ("都是文山汇海", "文山会海", "文山汇海", "homophone"),
        ("闻山会海啊", "文山会海", "闻山会海", "homophone"),
        ("行式主义害人", "形式主义", "行式主义", "homophone"),
        ("形式主乂害人", "形式主义", "形式主乂", "homophone"),
        ("形式王义害人", "形式主义", "形式王义", "shape"),
        ("指间上的形式主义", "指尖上的形式主义", "指间上的形式主义", "homophone"),
    ],
)
def test_one_slip(text, word, seen, kind):
    assert (word, seen, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("文山会海", id="no-slip"),
        pytest.param("山东会海洋", id="other-words"),
        pytest.param("闻山会嗨", id="a-slip-in-each-half"),
        pytest.param("抬账", id="too-short"),
        pytest.param("一个仁的", id="function-characters"),
        pytest.param("文山x海", id="latin"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_slip(text):
    assert found(text) == []


def test_edits_only_in_long_words_and_only_where_asked_for():
    assert found("指尖上形式主义") == [("指尖上的形式主义", "指尖上形式主义", "edit")]
    assert found("指尖上的那形式主义") == [
        ("指尖上的形式主义", "指尖上的那形式主义", "edit")
    ]
    assert found("指尖上形式主义", "usual") == []


def test_an_added_character_at_the_edge_is_the_next_word():
    assert found("指尖上的形式主义了") == []


def test_profiles_choose_the_kinds():
    text = "文山汇海"
    assert found(text, "typed") == [("文山会海", "文山汇海", "homophone")]
    assert found(text, "ocr") == []


@pytest.mark.parametrize(
    ("a", "b", "is_alike"),
    [
        ("间", "尖", True),
        ("早", "造", True),  # z- alike, tones apart
        ("闪", "散", True),  # sh/s
        ("蓝", "南", True),  # l/n
        ("山", "伤", True),  # an/ang
        ("行", "航", True),  # one of two readings
        ("山", "水", False),
    ],
)
def test_sounds(a, b, is_alike):
    assert sounds_alike(a, b) is is_alike
    assert sounds_alike(b, a) is is_alike


def test_slip_kind_of_equal_words_is_empty():
    assert slip_kind("文山会海", "文山会海") == ""


@pytest.mark.parametrize(
    ("word", "may"),
    [("情况说明", True), ("没有意见", False), ("台账", False), ("app打卡签到", False)],
)
def test_words_that_are_looked_for(word, may):
    assert may_be_noisy(word) is may


def test_a_slip_in_a_text_is_evidence_with_its_kind_and_place(classify):
    text = "整天 文 山 汇 海 ！"
    rules = {"r": "strength: strong\nphrases: [文山会海]"}
    evidence = classify(text, rules).labels[0].evidence[0]
    assert evidence.match.kind == "homophone"
    span = evidence.match.span
    assert text[span.start : span.end] == evidence.quote == "文 山 汇 海"


def test_noise_off_finds_words_as_they_are_only(rule_dir):
    rules = rule_dir({"r": "strength: strong\nphrases: [文山会海]"})
    assert Classifier.load(rules, noise="usual").classify("文山汇海").labels
    assert not Classifier.load(rules, noise="off").classify("文山汇海").labels
