"""Candidates from texts in which phrases are planted."""

from __future__ import annotations

import time

import pytest
import yaml

from jianfu_rules.authoring.discovery import Sample, discover
from jianfu_rules.authoring.drafting import contexts, counterexample, draft_rule
from jianfu_rules.authoring.patterns import PatternFinder
from jianfu_rules.authoring.ruletests import run_cases
from jianfu_rules.authoring.samples import judged_sample, reviews, unjudged_sample
from jianfu_rules.authoring.wordfinding import (
    count_runs,
    find_words,
    frequent_runs,
    is_wordlike,
)
from jianfu_rules.classifier import Classifier
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.records.record import Record
from jianfu_rules.ruleset.reading import read_rules

RULES = {"r": "strength: strong\nphrases: [<群>…<太多>]\n"}
PLACES = "东西南北上下前后左右高低大小新老"
MISSED = [
    f"{c}{d}晒步数榜{d}{c}，躲不掉" for c, d in zip(PLACES, PLACES[::-1], strict=True)
]
OTHERS = [f"{c}街的路灯坏掉了，请尽快修好" for c in PLACES] * 3


def make(text, symptoms=(), missed=(), number=0, **more):
    folded = normalize(text).text
    return Sample(
        f"t{number}", text, folded, frozenset(symptoms), frozenset(missed), **more
    )


@pytest.fixture
def ruleset(rule_dir):
    return read_rules(rule_dir(RULES))


@pytest.fixture
def samples():
    missed = [make(t, ["zhijian"], ["zhijian"], n) for n, t in enumerate(MISSED)]
    others = [make(t, number=100 + n) for n, t in enumerate(OTHERS)]
    return missed + others


def phrases(discovery):
    return [candidate.phrase for candidate in discovery.candidates]


def test_a_planted_phrase_is_found_whole_and_once(samples, ruleset):
    found = discover(samples, ruleset, symptoms=["zhijian"], min_count=3)
    # 躲不掉 stands in the same texts and would tell nothing more.
    assert phrases(found) == ["晒步数榜"]
    best = found.candidates[0]
    assert (best.symptom, best.right, best.count) == ("zhijian", 16, 16)
    assert len(best.missed) == 16
    assert best.score > 3


def test_what_all_texts_say_is_no_candidate(ruleset):
    texts = [make(t, ["zhijian"], ["zhijian"]) for t in MISSED]
    texts += [make(t) for t in MISSED]
    found = discover(texts, ruleset, symptoms=["zhijian"])
    assert not found.candidates


def test_what_the_rules_know_is_left_out(samples, rule_dir):
    body = "strength: weak\nphrases: [晒步数榜]\nshould_match: [晒步数榜]\nshould_not_match: [无]\n"
    known = read_rules(rule_dir({"r": body}))
    found = discover(samples, known, symptoms=["zhijian"])
    assert "晒步数榜" not in phrases(found)


def test_words_of_a_shared_list_are_generalised(ruleset):
    # Three words of one list, each of them too rare by itself.
    wanted = [
        make(f"{c}村{word}{c}晨练码{d}", ["zhijian"], ["zhijian"])
        for c, d in zip(PLACES[:4], PLACES[4:], strict=False)
        for word in ("工作群", "微信群")
    ]
    rest = [make(t) for t in OTHERS]
    rest += [make(f"{c}小区的工作群通知停水") for c in PLACES]
    rest += [make(f"{c}公园晨练码{c}广告") for c in PLACES]
    found = discover(wanted + rest, ruleset, symptoms=["zhijian"], min_count=5)
    assert any(p.startswith("<群>…") and "晨练码" in p for p in phrases(found))


def test_open_texts_count_by_their_signs_only(ruleset):
    signs = [make(t, ["zhijian"], is_open=True) for t in MISSED[:12]]
    silent = [make(t, is_open=True) for t in MISSED[12:]]
    rest = [make(t) for t in OTHERS]
    found = discover(signs + silent + rest, ruleset, symptoms=["zhijian"])
    best = found.candidates[0]
    assert (best.right, best.count, len(best.missed)) == (12, 12, 16)


def test_runs_freedom_and_cohesion():
    texts = ["甲晒榜乙", "丙晒榜丁", "晒榜"]
    runs = frequent_runs(texts, 3)
    assert runs == {"晒", "榜", "晒榜"}
    counts = count_runs(texts, runs)
    assert (counts.frequency["晒榜"], counts.total) == (3, 10)
    # Three different neighbours on each side, an edge among them: log2(3).
    assert counts.freedom("晒榜") == pytest.approx(1.585, abs=1e-3)
    assert counts.cohesion("晒榜") == pytest.approx(1.737, abs=1e-3)


@pytest.mark.parametrize(
    "word", ["三张表", "王主任", "朝阳小区", "因为", "的步数", "晒在", "张某"]
)
def test_numbers_names_and_filler_are_no_words(word):
    assert not is_wordlike(word)


def test_torn_words_are_no_words():
    # 步数 always follows 晒 here, so that it is not free.
    texts = [f"{c}晒步数{d}" for c, d in zip(PLACES, PLACES[::-1], strict=True)]
    found = find_words([*texts, *OTHERS], texts, frozenset(), 3)
    assert "步数" not in found
    assert "晒步数" in found


def test_a_piece_of_a_listed_word_is_no_pattern():
    finder = PatternFinder({"群": ("工作群",)}, ["作群"])
    assert [p.pattern for p in finder.find("我们的工作群很吵")] == ["<群>"]


def test_a_pair_does_not_cross_a_space_that_stands_for_a_comma():
    finder = PatternFinder({"群": ("工作群",), "多": ("太多",)}, [])
    ntext = normalize("又建工作群 太多表格了")
    whole = {p.pattern for p in finder.find(ntext.text)}
    cut = {p.pattern for p in finder.find(ntext.text, ntext.breaks)}
    assert whole - cut == {"<群>…<多>"}


def test_contexts_and_counterexample(samples, ruleset):
    found = discover(samples, ruleset, symptoms=["zhijian"])
    candidate = found.candidates[0]
    seen = list(contexts(candidate, samples, found.finder, 3))
    assert len(seen) == 3
    for context in seen:
        whole = next(s.text for s in samples if s.id == context.id)
        assert context.before + context.found + context.after in whole
        assert context.sentence in whole
    against = counterexample(candidate, samples, found.finder)
    assert against in {s.text for s in samples if not s.symptoms}


def test_a_draft_loads_and_its_examples_hold(samples, rule_dir, ruleset):
    found = discover(samples, ruleset, symptoms=["zhijian"])
    candidate = found.candidates[0]
    seen = list(contexts(candidate, samples, found.finder, 2))
    against = counterexample(candidate, samples, found.finder)
    draft = draft_rule(candidate, [c.sentence for c in seen], [against], [])
    (values,) = yaml.safe_load(draft)
    assert values["strength"] == "weak"
    head = "kind: symptom\nsymptom: zhijian\nname: 试\nrules:\n"
    root = rule_dir(files={"national/zhijian.yml": head + draft + "\n"})
    results = list(run_cases(Classifier.load(root, fallback=None)))
    assert len(results) == 3
    assert [r.problem for r in results] == [None] * 3


def test_ids_of_drafts_are_free():
    candidate = discover_one("<群>…盖章")
    first = draft_rule(candidate, ["群里盖章"], ["无"], [])
    second = draft_rule(candidate, ["群里盖章"], ["无"], ["zhijian.qun_gai_zhang"])
    assert "id: qun_gai_zhang\n" in first
    assert "id: qun_gai_zhang_2\n" in second


def test_quotes_in_examples_are_written_so_that_yaml_reads_them_back():
    nasty = "他说：'别: 填 #了' [算了]"
    draft = draft_rule(discover_one("别填"), [nasty], ["- 无"], [])
    (values,) = yaml.safe_load(draft)
    assert values["should_match"] == [nasty]
    assert values["should_not_match"] == ["- 无"]


def discover_one(phrase):
    from jianfu_rules.authoring.discovery import Candidate

    return Candidate(phrase, "zhijian", 4.0, (0,), 1, 1)


def test_samples_of_verdicts(rule_dir):
    weak = {**RULES, "w": "strength: weak\nphrases: [盯着步数]\n"}
    classifier = Classifier.load(rule_dir(weak), fallback=None)
    found = classifier.classify("工作群太多")
    assert unjudged_sample("1", found, classifier.symptom_of).symptoms == {"zhijian"}
    sign = unjudged_sample("2", classifier.classify("盯着步数"), classifier.symptom_of)
    assert (sign.is_open, sign.symptoms) == (True, {"zhijian"})
    judged = judged_sample("3", {"zhijian": "complaint"}, classifier.classify("晒榜"))
    assert judged.missed == {"zhijian"}
    assert judged_sample("4", {"zhijian": "complaint"}, found).missed == frozenset()


def test_the_reply_of_the_office_is_no_source(rule_dir):
    classifier = Classifier.load(rule_dir(RULES), fallback=None)
    result = classifier.classify_record({"body": "天天晒榜", "reply": "感谢来信"})
    assert unjudged_sample("1", result, classifier.symptom_of).text == "天天晒榜"


def test_reviews_in_both_shapes(ruleset):
    rows = [
        Record("1", "甲", "a:2", extra={"symptom": "指尖负担", "stance": "反映问题"}),
        Record("1", "甲", "a:3", extra={"symptom": "huiyi", "stance": "remedy"}),
        Record("2", "乙", "a:4", extra={"symptom": "", "stance": ""}),
        Record("3", "丙", "a:5", extra={"labels": {"huiyi": "policy"}}),
        Record("4", "丁", "a:6", extra={"symptom": "没有的", "stance": "remedy"}),
        Record("5", "戊", "a:7", extra={}),
    ]
    labels, records, problems = reviews(rows, ruleset.taxonomy)
    assert labels == {
        "1": {"zhijian": "complaint", "huiyi": "remedy"},
        "2": {},
        "3": {"huiyi": "policy"},
    }
    assert list(records) == ["1", "2", "3"]
    assert [(p.code, p.source.line) for p in problems] == [("JF714", 6), ("JF714", 7)]


@pytest.mark.slow
def test_twenty_thousand_records_are_quick(ruleset):
    words = [
        "检查",
        "台账",
        "报表",
        "步数",
        "群里",
        "通知",
        "签字",
        "照片",
        "材料",
        "会议",
        "村里",
        "领导",
        "走访",
        "系统",
    ]
    texts = []
    for n in range(20_000):
        picked = [words[(n * 7 + k * (n % 5 + 1)) % len(words)] for k in range(24)]
        texts.append("，".join(f"{w}{chr(0x4E00 + n * 31 % 3000)}" for w in picked))
    samples = [
        make(t, ["zhijian"] if n % 3 else [], is_open=n % 2 == 0, number=n)
        for n, t in enumerate(texts)
    ]
    start = time.process_time()
    discover(samples, ruleset, symptoms=["zhijian"])
    assert time.process_time() - start < 45
