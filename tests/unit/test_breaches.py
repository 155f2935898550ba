"""Figures of complaints against limits, and the documents that are cited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError
from jianfu_rules.textdates import read_day

POLICIES = """\
kind: policies
policies:
  - id: guiding
    title: 《若干规定》
    date: 2024-08
    articles: {五: 应用要少, 六: 会议要短}
    limits:
      - {id: shichang, what: 会议时长, max: 90, unit: 分钟, article: 六}
      - {id: jianghua, what: 讲话时长, max: 1, unit: 小时}
      - {id: yeshu, what: 文件页数, max: 10, unit: 页}
      - {id: jianbao, what: 简报, max: 1, unit: 期, per: week}
      - {id: jiancha, what: 检查, max: 2, per: week, scope: [村, 社区]}
      - {id: qun, what: 工作群, max: 3, unit: 个, valid_to: 2025-12-31}
      - {id: huodong, what: 活动, max: 6, unit: 次}
  - id: jiu
    title: 《旧规定》
    date: 2019
"""
RULE = {
    "ku": "strength: strong\npolicy: [guiding#五, jiu]\nphrases: [苦不堪言]\n",
    "xin": "strength: strong\nvalid_from: 2025-01-01\nvalid_to: 2025-12-31\n"
    "phrases: [新说法]\n",
}
CUES = """\
- {id: jian, effect: remedy, phrases: [压到, 减到], direction: both}
"""


@pytest.fixture
def classifier(load: Callable[..., Classifier]) -> Classifier:
    return load(RULE, cues=CUES, files={"policies.yml": POLICIES})


@pytest.mark.parametrize(
    ("text", "limit", "value"),
    [
        ("开了三个小时的会", "guiding.shichang", 180),
        ("会议一开就是两个半小时", "guiding.shichang", 150),
        ("一个会开了100分钟", "guiding.shichang", 100),
        ("领导讲了两个多小时", "guiding.jianghua", 2),
        ("一份通知十五页", "guiding.yeshu", 15),
        ("每周三期简报", "guiding.jianbao", 3),
        ("村里每周迎接五次检查", "guiding.jiancha", 5),
        ("我有五个工作群", "guiding.qun", 5),
    ],
)
def test_breaches(classifier: Classifier, text: str, limit: str, value: float) -> None:
    result = classifier.classify(f"{text}，苦不堪言")
    (breach,) = result.breaches
    assert (breach.limit, breach.value, breach.policy) == (limit, value, "guiding")
    assert breach.fact in result.facts
    assert breach.fact.text in breach.text
    assert "《若干规定》" in breach.text


@pytest.mark.parametrize(
    "text",
    [
        "开了一个小时的会，苦不堪言",
        "会议一开就是90分钟，苦不堪言",
        "开了三个小时的会",
        "每天都会花三个小时填表，苦不堪言",
        "排队等了三个小时的机会，苦不堪言",
        "材料十五页，苦不堪言",
        "每月三期简报，苦不堪言",
        "三期简报，苦不堪言",
        "厂里每周迎接五次检查，苦不堪言",
        "会议从三个小时压到一小时，别的还是苦不堪言",
        "这三项任务多达八项任务，苦不堪言",
    ],
)
def test_what_is_not_certain_is_no_breach(classifier: Classifier, text: str) -> None:
    assert classifier.classify(text).breaches == ()


def test_a_limit_is_in_force_from_the_end_of_what_its_date_may_mean(
    classifier: Classifier,
) -> None:
    text = "我有五个工作群，苦不堪言"

    def limits(day: str | None) -> list[str]:
        return [b.limit for b in classifier.classify(text, text_date=day).breaches]

    assert limits(None) == ["guiding.qun"]
    assert limits("2024-08-30") == []
    assert limits("2024-09-01") == ["guiding.qun"]
    assert limits("2025-12-31") == ["guiding.qun"]
    assert limits("2026年1月1日") == []


def test_rules_have_their_days(classifier: Classifier) -> None:
    def found(day: str | None) -> bool:
        return classifier.classify("这是新说法", text_date=day).is_complaint

    days = [None, "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"]
    assert [found(day) for day in days] == [True, False, True, True, False]


def test_documents_are_cited_that_were_there(classifier: Classifier) -> None:
    def cited(day: str | None) -> tuple[str, ...]:
        return classifier.classify("苦不堪言", text_date=day).labels[0].policies

    assert cited(None) == ("guiding#五", "jiu")
    assert cited("2023-05-01") == ("jiu",)
    assert cited("2018-05-01") == ()


def test_without_a_document_of_the_rule_that_of_the_symptom(
    classifier: Classifier,
) -> None:
    assert classifier.classify("新说法").labels[0].policies == ("guiding#五",)


def test_the_contract(classifier: Classifier) -> None:
    out = classifier.classify("我有五个工作群，苦不堪言").to_dict()
    (breach,) = out["breaches"]
    assert breach == {
        "limit": "guiding.qun",
        "fact": "五个工作群",
        "start": 2,
        "end": 7,
        "value": 5.0,
        "max": 3.0,
        "unit": "个",
        "policy": "guiding",
        "article": "",
        "text": "“五个工作群”：工作群5个，超过3个（《若干规定》）",
    }
    assert out["labels"][0]["policies"] == ["guiding#五", "jiu"]


def test_a_reply_breaks_no_limit(classifier: Classifier) -> None:
    parts = {"body": "苦不堪言。", "reply": "你处五个工作群。"}
    result = classifier.classify_record(parts)
    assert result.is_complaint
    assert result.breaches == ()
    own = classifier.classify_record({"body": "我有五个工作群，苦不堪言。"})
    assert [b.fact.part for b in own.breaches] == ["body"]
    assert own.to_dict()["breaches"][0]["part"] == "body"


@pytest.mark.parametrize(
    "value", ["2024-8-6", "2024/08/06", "2024.8.6", "20240806", " 2024年8月6日 9:30 "]
)
def test_days_as_people_write_them(value: str) -> None:
    assert read_day(value) == "2024-08-06"


@pytest.mark.parametrize(
    "value", ["2024-13-01", "2023-02-29", "昨天", "2024-08", "24-8-6"]
)
def test_what_is_no_day(value: str) -> None:
    with pytest.raises(InputError, match="JF346"):
        read_day(value)


def test_no_day() -> None:
    assert [read_day(v) for v in (None, "", "  ")] == ["", "", ""]
