"""The queue, the corrections, and what the rules label by themselves."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from jianfu_rules.authoring.corrections import (
    NOW,
    STANCE,
    SYMPTOMS,
    CorrectionReader,
    merge_corpus,
    say_labels,
)
from jianfu_rules.authoring.queueing import Known, Queuer, units_of
from jianfu_rules.authoring.selflabelling import is_sure, label_by_rules
from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.weighing import Weighed, Weigher
from jianfu_rules.fallback.evidence import LEAST_ANY
from jianfu_rules.model import Classification
from jianfu_rules.records.record import Record

RULES = {
    "tai_duo": "strength: strong\nphrases: [<群>…<太多>]",
    "ruo": "strength: weak\nphrases: [群里的话]",
    "zhong": "strength: medium\nphrases: [群里刷屏]",
    "liang": "strength: strong\nphrases: [群多得数不清]",
}
HUIYI = {"hui": "strength: medium\nphrases: [会太多]"}
NAMES = {"zhijian": "指尖负担", "huiyi": "会议负担"}


@pytest.fixture
def classifier(load):
    return load(RULES, huiyi=HUIYI)


def record(text, number=1, **extra):
    return Record(str(number), text, f"q.csv:{number + 1}", extra=extra)


def queue(classifier, *texts, known=None):
    queuer = Queuer(classifier, known)
    for number, text in enumerate(texts):
        queuer.add(record(text, number))
    return queuer


def kinds(queuer, limit=9):
    return [[r.kind for r in item.reasons] for item in queuer.choose(limit)]


def test_scores_near_the_line_are_queued(classifier):
    queuer = queue(classifier, "群里刷屏", "工作群太多", "天气很好")
    assert kinds(queuer) == [["near_score"]]
    (item,) = queuer.choose(9)
    assert item.reasons[0].values == {"score": "0.60", "line": "0.50"}


def test_texts_that_were_reviewed_are_left_out(classifier):
    known = Known()
    known.add("群里 刷屏")
    queuer = queue(classifier, "群里刷屏", known=known)
    assert queuer.known_count == 1
    assert queuer.choose(9) == []


def test_units_are_new_only_beside_what_was_reviewed(classifier):
    known = Known()
    known.add("石桥镇的群太多")
    texts = ["石桥镇的工作群太多", "柳林镇的工作群太多", "我们镇的工作群太多"]
    assert kinds(queue(classifier, *texts, known=known)) == [["new_unit"]]
    assert kinds(queue(classifier, *texts)) == []
    queuer = Queuer(classifier, known)
    queuer.add(record("工作群太多", 承办单位="柳林镇"))
    (item,) = queuer.choose(1)
    assert (item.unit, item.reasons[0].values) == ("柳林镇", {"units": "柳林镇"})


def test_names_of_units():
    assert units_of("柳林镇和东关社区都要，那个村、全县不要") == ["柳林镇", "东关社区"]


def test_new_words_are_a_reason(classifier):
    known = "会议材料要准备好，工作群里通知大家按时参加学习"
    strange = "瓤蠡饕餮魑魅魍魉觊觎龃龉踽踽囹圄耄耋氤氲"
    queuer = queue(classifier, known, strange)
    assert kinds(queuer) == [["novel"]]


def test_rare_symptoms_are_a_reason(classifier):
    many = [f"工作群太多第{n}号" for n in range(20)]
    queuer = queue(classifier, *many, "昨天的会太多")
    assert ["rare", "near_score"] in kinds(queuer)
    assert all("rare" not in found for found in kinds(queue(classifier, "会太多")))


@pytest.mark.parametrize(
    ("text", "alone", "both", "symptom", "kind"),
    [
        ("天气很好", 0.8, 0.9, 0.9, "model_alone"),
        ("天气很好", 0.6, 0.9, 0.9, None),
        ("工作群太多", 0.1, 0.2, 0.1, "rules_alone"),
        ("工作群太多", 0.4, 0.9, 0.9, None),
        ("天气很好", 0.5, 0.58, 0.9, "near_any"),
        ("天气很好", 0.5, 0.8, 0.26, "near_one"),
        ("天气很好", 0.5, 0.4, 0.26, None),
    ],
)
def test_what_the_model_makes_worth_a_look(
    classifier, monkeypatch, text, alone, both, symptom, kind
):
    queuer = Queuer(classifier)
    odds = Weighed(alone, both, {"zhijian": symptom})
    monkeypatch.setattr(queuer.weigher, "weigh", lambda text, by_rules: odds)
    queuer.add(record(text))
    assert kinds(queuer) == ([[kind]] if kind else [])


def test_the_weigher_says_what_the_verdict_rests_on():
    classifier = Classifier.load()
    weigher = Weigher(classifier)
    for text in ("天天填表，填完又改，苦不堪言", "今天天气很好", "已清理工作群二十个"):
        odds = weigher.weigh(text, weigher.rules_alone.classify(text))
        says = classifier.classify(text).is_complaint
        assert odds is not None
        assert says <= (odds.any >= LEAST_ANY)
    assert Weigher(weigher.rules_alone).weigh("", Classification("")) is None


def test_the_reply_of_an_office_is_not_weighed():
    weigher = Weigher(Classifier.load())
    told = "每天填十几张表，苦不堪言。"
    whole = told + "\n【答复】已清理各类报表，基层负担减轻。"
    by_rules = weigher.rules_alone.classify(told)
    assert weigher.weigh(whole, by_rules).alone == pytest.approx(
        weigher.weigh(told, by_rules).alone, abs=0.05
    )


def test_the_same_text_comes_once_and_clusters_take_turns(classifier):
    same = [f"群里刷屏，天天如此，人人头疼，没有一天不响{n}" for n in range(5)]
    queuer = queue(classifier, *same, "会太多")
    chosen = queuer.choose(9)
    assert len(chosen) == 2
    assert {item.result.labels[0].symptom for item in chosen} == {"zhijian", "huiyi"}


def test_the_limit_holds(classifier):
    texts = [f"{c}{c}处群里刷屏{c}" for c in "甲乙丙丁戊己庚"]
    assert len(queue(classifier, *texts).choose(3)) == 3


def reader(classifier):
    return CorrectionReader(classifier.ruleset.taxonomy)


@pytest.mark.parametrize(
    ("symptoms", "stance", "labels"),
    [
        ("指尖负担", "反映问题", {"zhijian": "complaint"}),
        ("zhijian", "complaint", {"zhijian": "complaint"}),
        (
            "指尖负担、会议负担",
            "反映问题、已经整改",
            {"zhijian": "complaint", "huiyi": "remedy"},
        ),
        (
            "指尖负担，会议负担",
            "要求部署",
            {"zhijian": "policy", "huiyi": "policy"},
        ),
        ("指尖负担：只是提到；会议负担：反映问题", "", None),
        ("“指尖负担”", " 反映问题 ", {"zhijian": "complaint"}),
        ("无", "", {}),
        ("没有标签", "", {}),
    ],
)
def test_what_reviewers_write(classifier, symptoms, stance, labels):
    row = record("字", **{SYMPTOMS: symptoms, STANCE: stance})
    got = reader(classifier).read(row)
    assert got.labels == labels or got.labels == {
        "zhijian": "mention",
        "huiyi": "complaint",
    }
    assert not got.is_confirmed


@pytest.mark.parametrize("mark", ["对", "√", "OK"])
def test_the_verdict_is_confirmed(classifier, mark):
    row = record("字", **{SYMPTOMS: mark, NOW: "会议负担：已经整改"})
    got = reader(classifier).read(row)
    assert (got.labels, got.is_confirmed) == ({"huiyi": "remedy"}, True)


def test_rows_that_nobody_filled_in(classifier):
    assert reader(classifier).read(record("字", **{SYMPTOMS: " ", STANCE: ""})) is None


@pytest.mark.parametrize(
    ("symptoms", "stance", "codes"),
    [
        ("指尖负旦", "反映问题", ["JF725"]),
        ("指尖负旦、会义负担", "反应问题", ["JF725", "JF725", "JF725"]),
        ("指尖负担", "", ["JF726"]),
        ("", "反映问题", ["JF726"]),
        ("指尖负担、会议负担", "反映问题、反映问题、反映问题", ["JF726"]),
    ],
)
def test_what_cannot_be_understood(classifier, symptoms, stance, codes):
    row = record("字", 6, **{SYMPTOMS: symptoms, STANCE: stance})
    problems = reader(classifier).read(row)
    assert [p.code for p in problems] == codes
    assert {(p.source.file, p.source.line) for p in problems} == {("q.csv", 7)}


def test_a_wrong_name_is_answered_with_the_nearest(classifier):
    row = record("字", **{SYMPTOMS: "指尖负旦", STANCE: "反映问题"})
    (problem,) = reader(classifier).read(row)
    assert "指尖负担" in problem.message()


def test_what_a_queue_shows_can_be_read_back(classifier):
    labels = {"zhijian": "policy", "huiyi": "complaint"}
    row = record("字", **{SYMPTOMS: say_labels(labels, NAMES), STANCE: ""})
    assert reader(classifier).read(row).labels == labels


def test_the_mark_against_formulas_is_taken_off(classifier):
    row = record("'=一天五个群", **{SYMPTOMS: "无"})
    assert reader(classifier).read(row).text == "=一天五个群"


def corrections(classifier, *rows):
    return [
        reader(classifier).read(record(text, n, **{SYMPTOMS: s, STANCE: "反映问题"}))
        for n, (text, s) in enumerate(rows)
    ]


def test_the_corpus_keeps_what_it_has(classifier):
    old = '{"id": "0",  "text": "旧的", "labels": {}, "mine": 1}'
    given = corrections(classifier, ("群太多", "指尖负担"), ("会太多", "会议负担"))
    merged = merge_corpus([old, ""], "c", given, NAMES, replace=False)
    assert merged.lines[:2] == [old, ""]
    assert (merged.added, merged.same, merged.problems) == (2, 0, [])
    assert [json.loads(x)["id"] for x in merged.lines[2:]] == ["0_2", "1"]
    again = merge_corpus(merged.lines, "c", given, NAMES, replace=False)
    assert again.lines == merged.lines
    assert (again.added, again.same) == (0, 2)


def test_other_labels_are_refused_or_replace_the_old_ones(classifier):
    old = json.dumps(
        {"id": "o", "text": "群 太多", "labels": {}, "tags": ["post"], "unit": "甲镇"}
    )
    given = corrections(classifier, ("群太多", "指尖负担"))
    refused = merge_corpus([old], "c.jsonl", given, NAMES, replace=False)
    assert [p.code for p in refused.problems] == ["JF728"]
    assert refused.lines == [old]
    merged = merge_corpus([old], "c.jsonl", given, NAMES, replace=True)
    assert json.loads(merged.lines[0]) == {
        "id": "o",
        "text": "群太多",
        "labels": {"zhijian": "complaint"},
        "tags": ["post", "reviewed"],
        "unit": "甲镇",
    }


def test_two_rows_that_contradict_each_other(classifier):
    given = corrections(classifier, ("群太多", "指尖负担"), ("群太多", "会议负担"))
    merged = merge_corpus([], "c.jsonl", given, NAMES, replace=False)
    assert [p.code for p in merged.problems] == ["JF728"]


def test_rules_label_what_they_are_sure_of(classifier):
    texts = [
        "工作群太多，微信群过多，群多得数不清",
        "群里刷屏",
        "天气很好",
        "旧的群太多，群多得数不清",
    ]
    records = [record(text, n) for n, text in enumerate([*texts, texts[0]])]
    found = label_by_rules(classifier, records, ["旧的群太多，群多得数不清"])
    assert [case.labels for case in found.cases] == [{"zhijian": "complaint"}]
    assert (found.unsure, found.known) == (2, 2)
    assert found.stances == {"complaint": 1}


def test_rules_are_not_sure_where_anything_speaks_against(classifier):
    result = classifier.classify("工作群太多，群多得数不清")
    assert is_sure(result)
    assert not is_sure(replace(result, complete=False))
    (label,) = result.labels
    assert not is_sure(replace(result, labels=(replace(label, score=0.9),)))
    other = replace(label, symptom="huiyi", stance="policy")
    assert not is_sure(replace(result, labels=(label, other)))
    dropped = classifier.classify("群里的话").dropped
    assert dropped
    assert not is_sure(replace(result, dropped=dropped))
