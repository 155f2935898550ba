"""What a phrase, and a rule around it, sees in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.pipeline import scanning
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment

Quotes = Callable[[str, str], list[str]]

NEAR = "phrases: [<群>…<太多>]"
FAR = "phrases: [<群>……<太多>]"
ACROSS = "phrases: ['<群>…太多。<每天>报']"
# So many ways that they are not written out when the rules are compiled.
WAYS = "<开会|会又|甲|乙|丙|丁|戊><又开|开|己|庚|辛|壬|癸>"


@pytest.mark.parametrize(
    ("body", "text", "found"),
    [
        pytest.param(NEAR, "群太多", ["群太多"], id="gap-may-be-empty"),
        pytest.param(
            NEAR, "群一二三四五六七八太多", ["群一二三四五六七八太多"], id="gap-8"
        ),
        pytest.param(NEAR, "群甲乙丙丁戊己庚辛壬太多", [], id="gap-9-is-too-far"),
        pytest.param(NEAR, "群里，消息太多", [], id="gap-stops-at-comma"),
        pytest.param(NEAR, "群里、表里太多", ["群里、表里太多"], id="gap-passes-、"),
        pytest.param(NEAR, "手机里有群。太多", [], id="gap-stops-at-full-stop"),
        pytest.param(NEAR, "有群，太多", [], id="no-gap-over-a-comma-alone"),
        pytest.param(NEAR, "工作群 太多了", [], id="blank-for-a-comma"),
        pytest.param(
            "phrases: [<群>太多]", "工作群 太多了", ["工作群太多"], id="side-by-side"
        ),
        pytest.param(FAR, "群里，消息太多", ["群里，消息太多"], id="far-passes-comma"),
        pytest.param(FAR, "建了群。消息太多", [], id="far-stops-at-full-stop"),
        pytest.param(FAR, "建了群！消息太多", [], id="far-stops-at-!"),
        pytest.param(FAR, "建了群\n消息太多", [], id="far-stops-at-line-end"),
        pytest.param(
            FAR, "群" + "天" * 24 + "太多", ["群" + "天" * 24 + "太多"], id="far-24"
        ),
        pytest.param(FAR, "群" + "天" * 25 + "太多", [], id="far-25-is-too-far"),
        pytest.param(NEAR, "工作群太多", ["工作群太多"], id="longest-word-of-a-list"),
        pytest.param(NEAR, "群里的群太多", ["群太多"], id="nearest-word-before-gap"),
        pytest.param(
            NEAR,
            "群太多太多",
            ["群太多太多"],
            id="of-nested-hits-the-longest",
        ),
        pytest.param(
            NEAR, "群太多，群过多", ["群太多", "群过多"], id="one-hit-a-clause"
        ),
        pytest.param(NEAR, "太多人建群太多", ["群太多"], id="end-before-the-beginning"),
        pytest.param(
            NEAR,
            "群" * 10 + "甲乙丙丁戊己庚辛太多",
            ["群甲乙丙丁戊己庚辛太多"],
            id="gap-8-after-many",
        ),
        pytest.param(
            NEAR,
            "群" * 10 + "甲乙丙丁戊己庚太多",
            ["群甲乙丙丁戊己庚太多"],
            id="gap-7-after-many",
        ),
        pytest.param(
            NEAR, "群" * 10 + "甲乙丙丁戊己庚辛壬太多", [], id="gap-9-after-many"
        ),
        pytest.param(
            "phrases: ['群，…太多']", "群，太多", ["群，太多"], id="own-comma-then-gap"
        ),
        pytest.param(
            "phrases: ['群，…太多']",
            "群，大家，太多",
            [],
            id="gap-after-own-comma-stops",
        ),
        pytest.param(
            "phrases: [<里|群里太>…<太多|多>]",
            "群里太多",
            ["里太多"],
            id="shortest-to-each-end",
        ),
        pytest.param(
            f"phrases: [<群|里开>…{WAYS}]",
            "群里开会又开",
            ["里开会又开"],
            id="shortest-over-two-ways-behind-a-gap",
        ),
    ],
)
def test_gap(quotes: Quotes, body: str, text: str, found: list[str]) -> None:
    assert quotes(body, text) == found


@pytest.mark.parametrize(
    ("body", "text", "found"),
    [
        pytest.param("phrases: [群（实在）太多]", "群太多", ["群太多"], id="left-out"),
        pytest.param(
            "phrases: [群（实在）太多]", "群实在太多", ["群实在太多"], id="there"
        ),
        pytest.param(
            "phrases: [群（实在）太多]", "群真的太多", [], id="something-else"
        ),
        pytest.param(
            "phrases: [<填|报>表]", "天天填表报表", ["填表", "报表"], id="options"
        ),
        pytest.param("phrases: [<填|报>表]", "天天交表", [], id="no-option"),
        pytest.param(
            "phrases: [<群>太多]", "说太多，群太多", ["群太多"], id="end-alone-first"
        ),
        pytest.param(
            "phrases: [<会|开会又|甲|乙|丙|丁|戊><又开|开|己|庚|辛|壬|癸>]",
            "开会又开",
            ["开会又开"],
            id="longest-of-two-ways",
        ),
        pytest.param(
            f"phrases: [{WAYS}]",
            "开会又开",
            ["开会又开"],
            id="longest-of-two-ways-found-first",
        ),
        pytest.param(
            "phrases: [群, 太多]", "群太多", ["群", "太多"], id="words-side-by-side"
        ),
        pytest.param(
            "phrases: [<群|表>太多]", "微信群太多", ["微信群太多"], id="list-or-word"
        ),
        pytest.param(
            "phrases: [群太多, 群过多]", "群过多", ["群过多"], id="any-phrase"
        ),
        pytest.param(
            "phrases: [層層開會]", "层层开会", ["层层开会"], id="rule-is-folded"
        ),
        pytest.param(
            "phrases: [层层开会]", "層層開會", ["层层开会"], id="text-is-folded"
        ),
        pytest.param(
            "phrases: [填APP]", "填ａｐｐ", ["填app"], id="letters-are-folded"
        ),
    ],
)
def test_words(quotes: Quotes, body: str, text: str, found: list[str]) -> None:
    assert quotes(body, text) == found


@pytest.mark.parametrize(
    ("condition", "text", "found"),
    [
        ("<数字>", "三个群", ["三个群"]),
        ("<数字>", "多个群", []),
        ("<数字≥5>", "五个群", ["五个群"]),
        ("<数字≥5>", "四个群", []),
        ("<数字≥5>", "12个群", ["12个群"]),
        ("<数字≥5>", "1,068个群", ["1,068个群"]),
        ("<数字≥5>", "十几个群", ["十几个群"]),
        ("<数字≥5>", "四十多个群", ["四十多个群"]),
        ("<数字≥5>", "晚上三个群", []),
        ("<数字≥5>", "三五个群", ["三五个群"]),
        ("<数字≤3>", "两三个群", ["两三个群"]),
        ("<数字≤3>", "五个群", []),
        ("<数字=1>", "一个群", ["一个群"]),
    ],
)
def test_number(quotes: Quotes, condition: str, text: str, found: list[str]) -> None:
    assert quotes(f"phrases: [{condition}个<群>]", text) == found


@pytest.mark.parametrize(
    ("body", "text", "found"),
    [
        pytest.param(ACROSS, "群里太多。天天报", ["群里太多。天天报"], id="there"),
        pytest.param(ACROSS, "群里太多。天天看", [], id="half-of-it"),
        pytest.param(ACROSS, "天天报。群里太多", [], id="other-order"),
        pytest.param(ACROSS, "里面太多。天天报", [], id="without-its-beginning"),
        pytest.param(
            "phrases: ['<群>…太多。别建群', '<群>…太多。<每天>报']",
            "群里太多。天天报",
            ["群里太多。天天报"],
            id="the-second-of-two",
        ),
        pytest.param(
            "phrases: ['太多。']", "群太多。天天报", ["太多。"], id="sign-at-the-end"
        ),
        pytest.param(
            "phrases: ['太多。…<每天>报']",
            "忙。群太多。就天天报",
            ["太多。就天天报"],
            id="sign-then-gap",
        ),
        pytest.param(
            "phrases: ['。<每天>报']", "群太多。天天报", ["。天天报"], id="sign-first"
        ),
    ],
)
def test_a_phrase_with_the_sign_that_ends_a_sentence(
    quotes: Quotes, body: str, text: str, found: list[str]
) -> None:
    assert quotes(body, text) == found


def test_number_at_the_end_of_a_phrase(quotes: Quotes) -> None:
    assert quotes("phrases: [完成<数字≥3>]", "本月完成五项") == ["完成五"]


def test_number_alone_is_found_without_any_word(quotes: Quotes) -> None:
    assert quotes("phrases: [<数字≥100>]", "填了260项") == ["260"]


WORD_FILES = {
    "words/a.yml": "kind: words\nwords:\n  群: [群, <各种群>]\n  各种群: [微信群, <更多群>]\n",
    "words/b.yml": "kind: words\nwords:\n  更多群: [网格群]\n",
    "words/shared.yml": "kind: words\nwords:\n  太多: [太多]\n",
}


@pytest.mark.parametrize("text", ["群太多", "微信群太多", "网格群太多"])
def test_lists_inside_lists(load: Callable[..., Classifier], text: str) -> None:
    classifier = load({"r": "phrases: [<群>太多]"}, files=WORD_FILES)
    assert [e.quote for e in classifier.classify(text).labels[0].evidence] == [text]


def test_a_list_of_the_file_may_hold_the_shared_one(
    load: Callable[..., Classifier],
) -> None:
    own = "kind: symptom\nsymptom: zhijian\nname: 测试\nwords:\n  群: [<群>, 连队圈]\n"
    own += "rules:\n  - id: r\n    name: 名\n    phrases: [<群>太多]\n"
    own += "    should_match: [群太多]\n    should_not_match: [没有]\n"
    classifier = load(files={"national/zhijian.yml": own})
    assert classifier.classify("连队圈太多").labels
    assert classifier.classify("微信群太多").labels


@pytest.mark.parametrize(
    ("within", "text", "found"),
    [
        ("clause", "每天都要打卡", ["每天都要打卡"]),
        ("clause", "每天，都要打卡", []),
        ("sentence", "每天，都要打卡", ["每天，都要打卡"]),
        ("sentence", "打卡的事每天有", ["打卡的事每天"]),
        ("sentence", "每天。都要打卡", []),
        ("text", "每天。都要打卡", ["每天。都要打卡"]),
        ("text", "每天都忙", []),
    ],
)
def test_together(quotes: Quotes, within: str, text: str, found: list[str]) -> None:
    assert quotes(f"together: [<每天>, 打卡]\nwithin: {within}", text) == found


def test_together_takes_the_shortest_span(quotes: Quotes) -> None:
    body = "together: [每天, 打卡, 截图]\nwithin: text"
    assert quotes(body, "打卡每天有，截图打卡每天做，每天") == ["截图打卡每天"]


def test_together_takes_the_first_of_equal_spans(quotes: Quotes) -> None:
    body = "together: [每天, 打卡]\nwithin: text"
    assert quotes(body, "打卡每天，忙，每天打卡") == ["打卡每天"]


def test_together_gives_one_span_for_each_unit(quotes: Quotes) -> None:
    body = "together: [<每天>, 打卡]"
    assert quotes(body, "每天打卡。忙。打卡每天。") == ["每天打卡", "打卡每天"]


def test_phrases_and_together_are_alternatives(quotes: Quotes) -> None:
    body = "phrases: [打卡]\ntogether: [打卡, 截图]"
    assert quotes(body, "上班打卡") == ["打卡"]
    assert quotes(body, "打卡还要截图") == ["打卡还要截图"]


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        pytest.param("exceptions: [家长群]", "家长群太多", [], id="exception-overlaps"),
        pytest.param(
            "exceptions: [家长群]",
            "家长群安静，微信群太多",
            ["微信群太多"],
            id="elsewhere",
        ),
        pytest.param(
            "exceptions: [消息]", "群太多消息", ["群太多"], id="exception-beside-it"
        ),
        pytest.param("unless: [邻居]", "邻居说群太多", [], id="unless-in-sentence"),
        pytest.param("unless: [邻居]", "群太多，邻居说", [], id="unless-after"),
        pytest.param(
            "unless: [邻居]", "邻居来了。群太多", ["群太多"], id="other-sentence"
        ),
        pytest.param("unless: [<邻居|同学>…建]", "邻居自己建的群太多", [], id="phrase"),
        pytest.param("unless_anywhere: [邻居]", "邻居来了。群太多", [], id="anywhere"),
        pytest.param("unless_anywhere: [邻居]", "群太多", ["群太多"], id="nowhere"),
        pytest.param("only_with: [村]", "群太多", [], id="only-with-missing"),
        pytest.param(
            "only_with: [村]", "村里忙。群太多", ["群太多"], id="only-with-there"
        ),
    ],
)
def test_conditions(quotes: Quotes, field: str, text: str, found: list[str]) -> None:
    assert quotes(f"phrases: [<群>太多]\n{field}", text) == found


@pytest.mark.parametrize(
    ("field", "text", "is_found"),
    [
        ("unless", "邻居说群太多", False),
        ("unless_anywhere", "邻居来了。群太多", False),
        ("only_with", "群太多", False),
        ("only_with", "邻居来了。群太多", True),
    ],
)
def test_a_condition_may_be_the_phrases_of_another_rule(
    load: Callable[..., Classifier], field: str, text: str, is_found: bool
) -> None:
    rules = {
        "first": "phrases: [邻居]\nstrength: strong",
        "second": f"phrases: [群太多]\nstrength: strong\n{field}: [邻居]",
    }
    labels = load(rules).classify(text).labels
    quoted = [e.quote for label in labels for e in label.evidence]
    assert ("群太多" in quoted) is is_found


def test_an_exception_may_be_the_phrases_of_another_rule(
    load: Callable[..., Classifier],
) -> None:
    rules = {
        "first": "phrases: [家长群]\nstrength: strong",
        "second": "phrases: [群太多]\nstrength: strong\nexceptions: [家长群]",
    }
    (label,) = load(rules).classify("家长群太多").labels
    assert [e.quote for e in label.evidence] == ["家长群"]


def test_a_rule_that_finds_nothing_leaves_the_sentence_to_the_next(
    load: Callable[..., Classifier],
) -> None:
    rules = {"a": f"{NEAR}\nstrength: strong", "b": "phrases: [打卡]\nstrength: strong"}
    (label,) = load(rules).classify("太多群要打卡").labels
    assert [e.quote for e in label.evidence] == ["打卡"]


def test_a_rule_without_phrases_finds_those_of_no_other(quotes: Quotes) -> None:
    assert quotes("together: [每天, 打卡]", "每天打卡，不得迟到") == ["每天打卡"]


def test_a_cue_that_ends_a_sentence_is_found_once(
    load: Callable[..., Classifier],
) -> None:
    cues = "- id: q\n  effect: policy\n  phrases: ['不得。']\n"
    classifier = load({"r": "phrases: [群太多]"}, cues)
    ntext = normalize("不得。群太多")
    scan = scan_text(classifier.rules, ntext.text, segment(ntext))
    assert [(hit.start, hit.end) for _, hit in find_matches(scan)[1]] == [(0, 3)]


def test_nested_hits_of_one_rule_keep_the_longest(quotes: Quotes) -> None:
    body = "phrases: [群太多, 微信群太多, 太多]"
    assert quotes(body, "微信群太多") == ["微信群太多"]


def test_hits_that_only_overlap_are_both_kept(quotes: Quotes) -> None:
    assert quotes("phrases: [群太多, 太多消息]", "群太多消息") == ["群太多", "太多消息"]


def test_a_budget_ends_the_scan_and_the_result_says_so(
    load: Callable[..., Classifier], monkeypatch: pytest.MonkeyPatch
) -> None:
    classifier = load({"r": "phrases: [群太多]\nstrength: strong"})
    text = "群太多。" * 20
    assert classifier.classify(text).complete
    monkeypatch.setattr(scanning, "MAX_HITS", 5)
    result = classifier.classify(text)
    assert not result.complete
    assert len(result.reasons) == 1
    assert result.labels


def test_rules_without_any_hit_find_nothing(quotes: Quotes) -> None:
    assert quotes("phrases: [群太多]", "") == []
    assert quotes("phrases: [群太多]", "天气很好") == []
