"""What the parts of a record may change: title, body, appeal, reply, signature."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError
from jianfu_rules.model import Classification

RULES = {
    "qun": "phrases: [<群>…<太多>]\nstrength: strong",
    "daka": "phrases: [打卡]",
    "jian": "phrases: [清理<群>]\nstance: remedy",
    "dianming": "phrases: [群负担]\nonly_with: [村干部]",
    "liang": "together: [填表, 催办]\nwithin: text",
}
CUES = """\
- {id: bude, effect: policy, phrases: [不得], direction: forward}
- {id: qing, effect: policy, phrases: [请求, 建议]}
- {id: quxiao, effect: remedy, phrases: [取消了, 取消], direction: both}
- {id: zhuanzai, effect: mention, phrases: [转载], reach: document}
- {id: leisi, effect: burden, phrases: [累死], direction: both, reach: sentence}
"""
BODY = "工作群太多。"


@pytest.fixture
def read(load: Callable[..., Classifier]) -> Callable[..., Classification]:
    classifier = load(RULES, CUES, {"hui": "phrases: [会多]"})
    return lambda **parts: classifier.classify_record(parts)


Read = Callable[..., Classification]


def test_a_reply_raises_no_complaint(read: Read) -> None:
    result = read(body="路灯坏了。", reply="您反映工作群太多一事收悉。")
    assert result.stances == {"zhijian": "mention"}
    (evidence,) = result.labels[0].evidence
    assert (evidence.part, evidence.quote) == ("reply", "工作群太多")
    assert not result.is_complaint


@pytest.mark.parametrize(
    ("reply", "stance"),
    [
        ("已清理工作群。", "remedy"),
        ("今后不得打卡。", "policy"),
        ("关于工作群太多的来信收到。", "mention"),
    ],
)
def test_a_reply_alone_has_its_own_stance(read: Read, reply: str, stance: str) -> None:
    assert read(reply=reply).stances == {"zhijian": stance}


@pytest.mark.parametrize("reply", ["已清理工作群。", "不得打卡。", "取消了打卡。"])
def test_a_reply_unmakes_no_complaint(read: Read, reply: str) -> None:
    result = read(body=BODY, reply=reply)
    (label,) = result.labels
    assert label == read(body=BODY).labels[0]
    assert [(d.part, d.kind) for d in result.dropped] == [("reply", "reply")]


def test_a_reply_settles_what_the_citizen_only_asked_for(read: Read) -> None:
    result = read(body="建议取消打卡。", reply="已清理工作群。")
    (label,) = result.labels
    assert label.stance == "remedy"
    assert [e.part for e in label.evidence] == ["body", "reply"]
    alone = read(body="建议取消打卡。").labels[0].score
    assert label.score == pytest.approx(1 - (1 - alone) * (1 - 0.6), abs=0.005)


def test_a_rule_that_sees_both_is_one_witness(read: Read) -> None:
    result = read(body="不得打卡。", reply="不得打卡。")
    assert result.labels[0].score == read(body="不得打卡。").labels[0].score
    assert len(result.labels[0].evidence) == 2


def test_title_and_body_are_read_together(read: Read) -> None:
    assert read(title="转载", body=BODY).stances == {"zhijian": "mention"}
    assert read(title="一名村干部的话", body="群负担重。").is_complaint
    result = read(title="天天填表", body="电话催办。")
    assert [(e.part, e.quote) for e in result.labels[0].evidence] == [
        ("body", "电话催办")
    ]


def test_a_reply_does_not_make_a_rule_hold_or_void(read: Read) -> None:
    assert not read(body="群负担重。", reply="村干部已知。").labels
    assert not read(body="天天填表。", reply="已催办。").labels
    assert read(body=BODY, reply="本报转载。").is_complaint


@pytest.mark.parametrize(
    "appeal",
    ["请求取消打卡。", "取消打卡。", "不得打卡。", "建议清理工作群。", "转载。"],
)
def test_an_appeal_does_not_turn_the_complaint(read: Read, appeal: str) -> None:
    assert read(body="天天打卡。", appeal=appeal).stances == {"zhijian": "complaint"}


def test_an_appeal_relieves_nothing(read: Read) -> None:
    assert read(body="路灯坏了。", appeal="取消打卡。").stances == {"zhijian": "policy"}


def test_an_appeal_that_tells_the_trouble_counts(read: Read) -> None:
    result = read(body="请看附件。", appeal="天天打卡，累死了，请求处理。")
    assert result.is_complaint
    assert {e.part for e in result.labels[0].evidence} == {"appeal"}


def test_an_appeal_alone_is_the_body(read: Read) -> None:
    assert read(appeal="工作群太多。").is_complaint
    assert read(appeal="转载：工作群太多。").stances == {"zhijian": "mention"}


def test_signature_and_courtesy_carry_nothing(read: Read) -> None:
    assert not read(body="路灯坏了。", signature="工作群太多协会").labels
    assert not read(body="尊敬的工作群太多领导：您好！路灯坏了。谢谢！").labels


def test_facts_name_their_part(read: Read) -> None:
    result = read(
        body="加了五个工作群。", reply="清理工作群三个群。", signature="九个群"
    )
    assert [(f.part, f.text) for f in result.facts] == [
        ("body", "五个工作群"),
        ("reply", "三个群"),
    ]


def test_the_order_of_the_parts_is_that_of_reading(read: Read) -> None:
    result = read(reply="不得打卡。", body=BODY, title="工作群太多")
    assert list(result.parts) == ["title", "body", "reply"]
    assert [e.part for e in result.labels[0].evidence] == ["title", "body"]


def test_output_names_parts_and_causes(read: Read) -> None:
    out = read(title="转载", body=BODY).to_dict()
    assert out["labels"][0]["evidence"][0]["part"] == "body"
    label = read(title="转载", body=BODY).labels[0]
    (cause,) = label.evidence[0].causes
    assert (cause.cue, cause.quote, cause.part) == ("zhuanzai", "转载", "title")


def test_a_body_alone_is_read_like_a_text(load: Callable[..., Classifier]) -> None:
    classifier = load(RULES, CUES)
    for text in (BODY, "不得打卡。", "转载：工作群太多", "天天打卡，累死"):
        plain = classifier.classify(text)
        record = classifier.classify_record({"body": text})
        assert record.stances == plain.stances
        assert [x.score for x in record.labels] == [x.score for x in plain.labels]


def test_marks_in_a_text(load: Callable[..., Classifier]) -> None:
    classifier = load(RULES, CUES)
    text = "路灯坏了。\n【答复】工作群太多一事已收悉。"
    result = classifier.classify(text)
    assert result.stances == {"zhijian": "mention"}
    (evidence,) = result.labels[0].evidence
    span = evidence.match.span
    assert evidence.part == "reply"
    assert text[span.start : span.end] == evidence.quote == "工作群太多"
    assert result.text_of("reply") == text


def test_evidence_of_one_text_stands_in_its_order(
    load: Callable[..., Classifier],
) -> None:
    text = "【答复】不得打卡。\n【正文】建议取消打卡。"
    (label,) = load(RULES, CUES).classify(text).labels
    assert [e.part for e in label.evidence] == ["reply", "body"]


def test_all_that_is_wrong_with_the_parts_is_told(read: Read) -> None:
    with pytest.raises(InputError) as caught:
        read(body=3, answer="好", reply=None)
    assert [p.code for p in caught.value.problems] == ["JF504", "JF509", "JF504"]


def test_no_parts_no_labels(read: Read) -> None:
    assert read().labels == ()
    assert read(body=" ", reply="").parts == {}
