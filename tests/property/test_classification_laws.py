"""Laws that hold for the verdict on any text."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Callable
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import Classification
from jianfu_rules.pipeline import stance
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.units import Hit
from jianfu_rules.ruleset.compiled import CompiledCue, CompiledRules

FILES = {
    "words/shared.yml": """\
kind: words
words:
  群: [群, 工作群, 微信群]
  太多: [太多, 过多]
""",
    "context/all.yml": """\
kind: cues
cues:
  - {id: bude, effect: policy, phrases: [不得, 严禁]}
  - {id: budebu, effect: pseudo, phrases: [不得不]}
  - {id: meiyou, effect: deny, phrases: [没有]}
  - {id: ruguo, effect: suppose, phrases: [如果], reach: sentence, stops_at: [就]}
  - {id: jianle, effect: remedy, phrases: [取消了, 减了], direction: both}
  - {id: congqian, effect: former, phrases: [从前], reach: sentence}
  - {id: dan, effect: turn, phrases: [但]}
  - {id: leisi, effect: burden, phrases: [累死, 没空], direction: both, reach: sentence}
  - {id: tongzhi, effect: mention, phrases: [转载], reach: document}
""",
    "context/policy.yml": """\
kind: cues
cues:
  - {id: yaoqiu, effect: policy, phrases: [要求], direction: both, reach: paragraph}
""",
    "national/zhijian.yml": """\
kind: symptom
symptom: zhijian
name: 指尖负担
rules:
  - id: qun
    name: 群太多
    strength: strong
    phrases: ["<群>…<太多>", "<数字≥5>（多）个<群>"]
    exceptions: [家长群]
    unless: [邻居]
    should_match: [群太多]
    should_not_match: [邻居群太多]
  - id: daka
    name: 打卡
    together: [打卡, <群>]
    should_match: [群里打卡]
    should_not_match: [打卡]
  - id: jietu
    name: 截图
    strength: weak
    phrases: [截图]
    should_match: [截图]
    should_not_match: [图]
""",
    "national/huiyi.yml": """\
kind: symptom
symptom: huiyi
name: 会议负担
rules:
  - id: hui
    name: 会太多
    phrases: ["会……<太多>", <数字>场会]
    only_with: [开会, 场会]
    should_match: [天天开会，太多]
    should_not_match: [会]
""",
}
NEUTRAL = "。今日河水很清，柳枝垂到岸边。"

PIECES = (
    *(
        "群",
        "工作群",
        "微信群",
        "家长群",
        "太多",
        "过多",
        "打卡",
        "截图",
        "会",
        "开会",
        "场",
    ),
    *(
        "五",
        "三十多",
        "12",
        "1,068",
        "个",
        "邻居",
        "不得",
        "不得不",
        "没有",
        "如果",
        "就",
    ),
    *("取消了", "减了", "从前", "但", "累死", "没空", "转载", "要求", "河水", "岸边"),
    *"，。！？；：、\n“”\u200b\u3000😀",
    *("……", "工*作*群", "群太多", "會太多", "ＡＰＰ", "（qún）"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
any_text = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture(scope="module")
def rules(compiled: Callable[..., CompiledRules]) -> CompiledRules:
    return compiled(FILES)


@pytest.fixture(scope="module")
def classify(rules: CompiledRules) -> Callable[[str], Classification]:
    return Classifier(rules).classify


Classify = Callable[[str], Classification]


@given(st.one_of(texts, any_text))
@example("\ud83d群太多\udc4d，三十场会太多")
def test_quotes_are_cut_from_the_text_as_given(classify: Classify, text: str) -> None:
    result = classify(text)
    assert result.text == text
    found = [(e.match.span, e.quote) for x in result.labels for e in x.evidence]
    found += [(d.match.span, d.quote) for d in result.dropped]
    found += [(f.span, f.text) for f in result.facts]
    for span, quote in found:
        assert text[span.start : span.end] == quote != ""


@given(texts)
@example("截图，没有群太多")
def test_everything_comes_in_order(classify: Classify, text: str) -> None:
    result = classify(text)
    for label in result.labels:
        keys = [
            (e.match.span.start, e.match.span.end, e.match.rule_id)
            for e in label.evidence
        ]
        assert keys == sorted(keys)
        assert keys
    scores = [label.score for label in result.labels]
    assert scores == sorted(scores, reverse=True)
    dropped = [(d.match.span.start, d.match.span.end) for d in result.dropped]
    assert dropped == sorted(dropped)
    facts = [(f.span.start, f.span.end) for f in result.facts]
    assert facts == sorted(facts)


@given(texts)
def test_each_match_is_used_or_dropped_once(
    rules: CompiledRules, classify: Classify, text: str
) -> None:
    ntext = normalize(text)
    matches, _ = find_matches(scan_text(rules, ntext.text, segment(ntext)))
    seen = Counter(
        (m.rule.id, ntext.origin[h.start], ntext.origin[h.end - 1] + 1)
        for m, h in matches
    )
    result = classify(text)
    told = [e.match for label in result.labels for e in label.evidence]
    told += [d.match for d in result.dropped]
    assert Counter((m.rule_id, m.span.start, m.span.end) for m in told) == seen
    assert set(seen.values()) <= {1}


@given(texts)
def test_labels_are_one_to_a_symptom_with_scores_in_range(
    rules: CompiledRules, classify: Classify, text: str
) -> None:
    result = classify(text)
    threshold = rules.ruleset.taxonomy.threshold
    assert len(result.stances) == len(result.labels)
    for label in result.labels:
        assert threshold <= label.score < 1
        assert all(
            e.match.rule_id.startswith(label.symptom + ".") for e in label.evidence
        )
    assert result.decided_by == ("rules" if result.labels else "nobody")


@given(st.one_of(texts, any_text))
def test_no_text_raises_and_all_results_are_json(classify: Classify, text: str) -> None:
    out = classify(text).to_dict("id")
    assert json.loads(json.dumps(out)) == out


@given(texts)
def test_a_sentence_about_something_else_changes_no_label(
    classify: Classify, text: str
) -> None:
    # Whether a line was cut off at a margin is told by the length of its neighbours.
    text = text.replace("\n", "。")
    assert classify(text + NEUTRAL).labels == classify(text).labels


@given(texts)
def test_a_sentence_about_something_else_before_moves_the_offsets_only(
    classify: Classify, text: str
) -> None:
    text = text.replace("\n", "。")
    before, after = classify(text), classify(NEUTRAL + text)
    assert after.stances == before.stances
    shift = len(NEUTRAL)
    assert [e.match.span.start for x in after.labels for e in x.evidence] == [
        e.match.span.start + shift for x in before.labels for e in x.evidence
    ]


@given(texts)
def test_the_same_text_gets_the_same_verdict_also_after_pickling(
    rules: CompiledRules, text: str
) -> None:
    copied = pickle.loads(pickle.dumps(rules))
    first = Classifier(rules).classify(text)
    assert Classifier(rules).classify(text) == first
    assert Classifier(copied).classify(text) == first


@given(texts)
@example(
    "转载。不得不建群。但如果群太多就取消了，从前群太多。没有三场会太多\n要求开会太多"
)
def test_looking_at_near_cues_only_misses_none(classify: Classify, text: str) -> None:
    result = classify(text)
    with patch.object(stance._CuesByPlace, "of", lambda self, _: without_turns(self)):
        assert classify(text) == result


def without_turns(near: stance._CuesByPlace) -> list[tuple[CompiledCue, Hit]]:
    return [(cue, at) for cue, at in near.cues if cue.cue.effect != "turn"]


@given(texts)
@example("不得不得不得不，不得")
def test_a_covered_cue_is_disarmed_wherever_it_stands(
    rules: CompiledRules, text: str
) -> None:
    ntext = normalize(text)
    _, hits = find_matches(scan_text(rules, ntext.text, segment(ntext)))
    pseudo = [at for cue, at in hits if cue.cue.effect == "pseudo"]
    active = stance.active_cues(hits)
    assert active == [
        (cue, at)
        for cue, at in hits
        if cue.cue.effect != "pseudo"
        and not any(p.start <= at.start and at.end <= p.end for p in pseudo)
    ]


def test_the_pieces_reach_every_symptom_and_stance(classify: Classify) -> None:
    told = [
        "工作群太多",
        "不得建群，群太多",
        "取消了三场会",
        "转载：群太多",
        "没有群太多",
    ]
    stances = [classify(text).stances for text in told]
    assert stances == [
        {"zhijian": "complaint"},
        {"zhijian": "complaint"},
        {"huiyi": "remedy"},
        {"zhijian": "mention"},
        {},
    ]
