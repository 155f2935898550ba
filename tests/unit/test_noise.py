"""Words with one wrong character: what is found, what is not, and where."""

from __future__ import annotations

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import WordMarks
from jianfu_rules.pipeline.matching import find_matches, mended_text
from jianfu_rules.pipeline.noise import alike_cost, find_noisy, is_edit
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.ruleset.automaton import build_automaton
from jianfu_rules.ruleset.noise import (
    NOISE_PROFILES,
    build_noise_index,
    may_be_noisy,
)
from jianfu_rules.ruleset.sounds import sounds_alike

WORDS = [
    "文山会海", "形式主义", "以表抗疫", "指尖上的形式主义", "台账", "一个人的", "涨价通知",
]  # fmt: skip
MARKS = WordMarks(pinyin=("形式主义", "台账"), initials=("形式主义",))


def found(text: str, noise: str = "all") -> list[tuple[str, str, str]]:
    index = build_noise_index(WORDS, NOISE_PROFILES[noise], MARKS)
    return [
        (WORDS[hit.literal], text[hit.start : hit.end], hit.kind)
        for hit in find_noisy(index, text, build_automaton(WORDS))
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
        ("又补台涨了", "台账", "台涨", "homophone"),  # 涨 makes no word here
        ("是一个仁的", "一个人的", "一个仁的", "homophone"),
        ("闻山会嗨", "文山会海", "闻山会嗨", "homophone"),  # one in each half
        ("都是形式注意", "形式主义", "形式注意", "homophone"),
        ("痕多长价通知", "涨价通知", "长价通知", "homophone"),  # read second
        ("形弋工主义", "形式主义", "形弋工主义", "split"),
        ("贝长台贝长", "台账", "台贝长", "split"),
        ("搞xingshizhuyi啊", "形式主义", "xingshizhuyi", "pinyin"),
        ("搞xing shi zhu yi啊", "形式主义", "xing shi zhu yi", "pinyin"),
        ("又是xszy", "形式主义", "xszy", "pinyin"),
        ("taizhang太多", "台账", "taizhang", "pinyin"),
    ],
)
def test_a_slip(text, word, seen, kind):
    assert (word, seen, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("文山会海", id="no-slip"),
        pytest.param("山东会海洋", id="other-words"),
        pytest.param("闻删汇海", id="more-wrong-than-right"),
        pytest.param("tz太多", id="initials-not-allowed"),
        pytest.param("xingshizhuyis", id="pinyin-in-a-longer-word"),
        pytest.param("抬账", id="too-short"),
        pytest.param("一个在的", id="function-characters"),
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


def test_the_cost_of_a_slip_is_its_wrong_characters():
    assert alike_cost("文山会海", "闻山会海", "homophone") == 1
    assert alike_cost("文山会海", "闻山会嗨", "homophone") == 2
    assert alike_cost("文山会海", "文山大海", "homophone") == 0
    assert alike_cost("形式主义", "形式王义", "shape") == 1
    assert not is_edit("文山会海", "文山大海")


@pytest.mark.parametrize(
    ("word", "may"),
    [("情况说明", True), ("没有意见", True), ("台账", False), ("app打卡签到", False)],
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


def kinds_found(classify, text, *bodies):
    """Return words and kind of each piece of evidence, for rules of these fields."""
    rules = {f"r{n}": f"strength: strong\n{body}" for n, body in enumerate(bodies)}
    (label,) = classify(text, rules).labels
    return [(e.quote, e.match.kind) for e in label.evidence]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("文山汇海还要打卡", [("文山汇海还要打卡", "homophone")]),
        ("打卡还要文山汇海", [("打卡还要文山汇海", "homophone")]),
        ("打卡文山会海文山汇海", [("打卡文山会海", "exact")]),
    ],
)
def test_words_together_rest_on_the_slips_between_them(classify, text, evidence):
    assert kinds_found(classify, text, "together: [文山会海, 打卡]") == evidence


def test_each_hit_has_its_own_slip(classify):
    assert kinds_found(
        classify, "文山汇海，形式王义", "phrases: [文山会海]", "phrases: [形式主义]"
    ) == [("文山汇海", "homophone"), ("形式王义", "shape")]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("群…太多", "群里文山汇海太多"), ("<数字≥5>个…太多", "八个文山汇海太多")],
)
def test_a_slip_in_a_gap_is_none_of_the_phrase(classify, phrase, text):
    found_kinds = kinds_found(
        classify, text, f"phrases: [{phrase}]", "phrases: [文山会海]"
    )
    assert found_kinds == [(text, "exact"), ("文山汇海", "homophone")]


def test_a_rule_may_do_without_slips_where_others_have_them(classify):
    text = "文山汇海，文山会海，形式注意"
    assert kinds_found(
        classify, text, "phrases: [文山会海]\nnoise: off", "phrases: [形式主义]"
    ) == [("文山会海", "exact"), ("形式注意", "homophone")]


def test_the_mended_text_has_the_words_as_they_should_be(load):
    rules = load({"r": "phrases: [文山会海, 台账]"}).rules

    def mended(text):
        scan = scan_text(rules, text, segment(normalize(text)))
        return mended_text(scan, find_matches(scan)[0])

    assert mended("整天文山汇海，累") == "整天文山会海，累"
    assert mended("整天文山会海，累") == "整天文山会海，累"
    # A slip of another length stays, so that offsets do.
    assert mended("整天补台贝长") == "整天补台贝长"


def test_a_doubtful_word_is_evidence_only_as_part_of_a_phrase(classify):
    text = "天天抱表了"  # 抱 is a word of its own, so 抱表 may be what is meant
    assert not classify(text, {"r": "strength: strong\nphrases: [报表]"}).labels
    assert kinds_found(classify, text, "phrases: [天天…报表]") == [
        ("天天抱表", "homophone")
    ]
