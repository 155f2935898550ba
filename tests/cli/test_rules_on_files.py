"""rules impact, stats and discover as processes, on small files."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import yaml

from jianfu_rules.classifier import Classifier
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules

STRONG = "strength: strong\nphrases: [<群>…<太多>]\n"
NASTY = "<script>alert('1')</script>&amp;我们的工作群太多\u202e"
NEARLY_ALL = "东西南北上下前后左右高低大小新老"


def jianfu(*args, env=None, given=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        input=given,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        check=False,
    )


@pytest.fixture
def sides(rule_dir):
    """Return two rule directories: with a rule, and with that rule made weak."""
    return rule_dir({"r": STRONG}), rule_dir({"r": STRONG.replace("strong", "weak")})


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "工单.csv"
    rows = [("编号", "诉求内容"), ("a", "我们的工作群太多"), ("b", "天气很好")]
    rows += [("=c", NASTY)]
    with path.open("w", encoding="gbk", errors="replace", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


class Page(HTMLParser):
    """Collects the tags, attributes and text of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.said, self.marks = [], [], "", []
        self.open = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        names = {"src", "href", "action", "data", "background", "poster"}
        self.links += [v for k, v in attrs if k in names or k.startswith("on")]
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.said += data
        if "mark" in self.open:
            self.marks.append(data)


def test_impact_as_a_table(sides, records):
    done = jianfu("rules", "impact", *sides, "--on", records)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1] == "3 条记录，结论变了 2 条；反映问题 2 → 0"
    assert "不再算反映问题     2" in done.stdout
    assert "【工作群太多】" in done.stdout
    assert "zhijian.r" in done.stdout
    assert "另一边没有采用：证据不够" in done.stdout
    assert done.stdout.index("按变化") < done.stdout.index("【")


def test_impact_as_json(sides, records, tmp_path):
    out = tmp_path / "变化.json"
    done = jianfu("rules", "impact", *sides, "--on", records, "-o", out)
    assert done.returncode == 0, done.stderr
    values = json.loads(out.read_text(encoding="utf-8"))
    assert (values["records"], values["flips"]) == (3, 2)
    assert values["kinds"]["complaint-lost"] == 2
    flip = values["listed"][0]
    (witness,) = flip["changes"][0]["witnesses"]
    assert flip["text"][witness["start"] : witness["end"]] == witness["text"]
    assert witness["cause"] == "dropped"


def test_impact_as_a_page(sides, records, tmp_path):
    out = tmp_path / "变化.html"
    done = jianfu("rules", "impact", *sides, "--on", records, "-o", out)
    assert done.returncode == 0, done.stderr
    text = out.read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert "script" not in page.tags
    assert page.links == []
    assert "http" not in text.replace("http-equiv", "")
    assert "<script>alert('1')</script>&amp;我们的" in page.said
    assert "\u202e" not in text
    assert page.marks == ["工作群太多"] * 2
    assert page.tags.count("article") == 2
    assert page.tags.count("input") == 3
    assert '<meta charset="utf-8">' in text


def test_a_page_in_english_without_flips(sides, records):
    old, _ = sides
    args = ("rules", "impact", old, old, "--on", records, "-f", "html", "--lang", "en")
    page = Page(jianfu(*args).stdout)
    assert "No verdict differs." in page.said
    assert "The rules of both sides are the same." in page.said


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("complaint-lost", 1), ("any", 1), ("complaint-gained", 0), ("stance-changed", 0)],
)
def test_fail_on(sides, records, wanted, code):
    done = jianfu("rules", "impact", *sides, "--on", records, "--fail-on", wanted)
    assert done.returncode == code


def test_the_limit_keeps_the_counts(sides, records):
    done = jianfu("rules", "impact", *sides, "--on", records, "--limit", 1)
    assert "结论变了 2 条" in done.stdout
    assert "只列出前 1 条，共 2 条" in done.stdout


def test_a_side_that_is_not_there_is_wrong_use(sides, records, tmp_path):
    done = jianfu("rules", "impact", tmp_path / "没有", sides[0], "--on", records)
    assert done.returncode == 2
    assert "JF710" in done.stderr
    assert "national" in done.stderr


def test_the_model_that_knows_only_the_bundled_rules(sides, records):
    done = jianfu("rules", "impact", *sides, "--on", records, "--with-model")
    assert done.returncode == 0
    assert "JF711" in done.stderr
    assert "结论变了 2 条" in done.stdout


def test_an_edited_copy_of_the_national_rules(tmp_path):
    copy = tmp_path / "rules"
    shutil.copytree(find_rules().root, copy)
    path = copy / "national" / "zhijian_xingshi.yml"
    text = path.read_text(encoding="utf-8")
    rule = "  - id: shi_yan_ci\n    name: 试\n    strength: strong\n"
    rule += "    phrases: [亮灯卡]\n    should_match: [办亮灯卡]\n"
    rule += "    should_not_match: [走路]\n"
    path.write_text(text.replace("rules:\n", "rules:\n" + rule, 1), encoding="utf-8")
    args = ("rules", "impact", "national", copy, "--on", "-", "-f", "json", "-q")
    done = jianfu(*args, given="局里让我们办亮灯卡\n")
    (flip,) = json.loads(done.stdout)["listed"]
    witnesses = [w for c in flip["changes"] for w in c["witnesses"]]
    assert [(w["rule"], w["cause"]) for w in witnesses] == [
        ("zhijian_xingshi.shi_yan_ci", "rule-added")
    ]


def test_bad_records_are_counted_and_left_out(sides, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "text": "工作群太多"}\n{"id": "2", \n', "utf-8")
    done = jianfu("rules", "impact", *sides, "--on", path)
    assert done.returncode == 4
    assert "JF640" in done.stderr
    assert "有 1 条没有读懂" in done.stderr
    assert done.stdout.splitlines()[1].startswith("1 条记录")


def test_several_files_after_on(sides, records, tmp_path):
    more = tmp_path / "b.txt"
    more.write_text("微信群过多\n", encoding="utf-8")
    done = jianfu("rules", "impact", *sides, "--on", records, more)
    assert done.stdout.splitlines()[1].startswith("4 条记录")


CASES = [
    {"id": "1", "text": "工作群太多", "labels": {"zhijian": "complaint"}},
    {"id": "2", "text": "微信群过多", "labels": {}},
    {"id": "3", "text": "天气很好", "labels": {}},
]


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.jsonl"
    lines = [json.dumps(case, ensure_ascii=False) for case in CASES]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_stats_with_labels_as_json(sides, cases):
    args = ("rules", "stats", "--on", cases, "--gold", "--rules", sides[0])
    done = jianfu(*args, "-f", "json", "-q")
    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    (rule,) = values["rules"]
    assert (rule["records"], rule["share"], rule["alone"]) == (2, 0.666667, 2)
    precision = rule["complaint_precision"]
    assert (precision["right"], precision["count"]) == (1, 2)
    assert (precision["low"], precision["high"]) == (0.0945, 0.9055)
    words = {item["list"]: item["words"] for item in values["unseen_words"]}
    assert words["每天"] == ["每天", "天天", "一天"]


def test_stats_as_csv_for_a_spreadsheet(sides, cases, tmp_path):
    out = tmp_path / "规则.csv"
    args = ("rules", "stats", "--on", cases, "--rules", sides[0], "-o", out)
    assert jianfu(*args).returncode == 0
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (row["rule"], row["records"], row["matches"]) == ("zhijian.r", "2", "2")
    assert "precision" not in row


def test_stats_as_a_table_with_details(sides, cases):
    done = jianfu("rules", "stats", "--on", cases, "--gold", "--rules", sides[1])
    assert "3 条记录，0 条有标签；1 条规则" in done.stdout
    assert "没有采用的原因：证据不够 2" in done.stdout
    assert "没有采用而漏掉了人工标签的：1 条" in done.stdout


def test_stats_of_records_without_labels(sides, records):
    done = jianfu("rules", "stats", "--on", records, "--gold", "--rules", sides[0])
    assert done.returncode == 4
    assert "JF712" in done.stderr
    sort = jianfu("rules", "stats", "--on", records, "--sort", "precision")
    assert sort.returncode == 2
    assert "JF713" in sort.stderr


@pytest.fixture
def missed(tmp_path):
    path = tmp_path / "missed.jsonl"
    turns = list(zip(NEARLY_ALL, NEARLY_ALL[::-1], strict=True))
    rows = [
        {"text": f"{c}{d}晒步数榜{d}{c}，躲不掉", "labels": {"zhijian": "complaint"}}
        for c, d in turns
    ]
    rows += [{"text": f"{c}街路灯坏了{d}", "labels": {}} for c, d in turns * 3]
    lines = [
        json.dumps({"id": f"r{n}", **row}, ensure_ascii=False)
        for n, row in enumerate(rows)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_discover_as_a_table_and_as_json(sides, missed):
    args = ("rules", "discover", "--on", missed, "--gold", "--rules", sides[0], "-q")
    done = jianfu(*args)
    assert done.returncode == 0, done.stderr
    assert "64 条记录，没认出的 16 条，候选 1 条" in done.stdout
    assert "1. 晒步数榜  指尖负担" in done.stdout
    assert done.stdout.count("【晒步数榜】") == 3
    values = json.loads(jianfu(*args, "-f", "json").stdout)
    (candidate,) = values["candidates"]
    assert (len(candidate["missed"]), candidate["right"]) == (16, 16)
    assert len(candidate["contexts"]) == 3


def test_the_draft_can_be_pasted(sides, missed):
    args = ("rules", "discover", "--on", missed, "--gold", "--rules", sides[0], "-q")
    draft = jianfu(*args, "-f", "yaml").stdout
    assert yaml.safe_load(draft)[0]["phrases"] == ["晒步数榜"]
    path = sides[0] / "national" / "zhijian.yml"
    path.write_text(path.read_text("utf-8") + draft, encoding="utf-8")
    added = next(r for r in read_rules(sides[0]).rules if r.id.endswith("bu_shu_bang"))
    tested = jianfu("rules", "test", added.id, "--rules", sides[0])
    assert tested.returncode == 0, tested.stderr
    assert "1 条规则" in tested.stdout
    # What was pasted is known now, and the next best comes up.
    assert "1. 躲不掉" in jianfu(*args).stdout


def test_discover_from_reviews(sides, missed, tmp_path):
    reviewed = tmp_path / "审核.csv"
    rows = [json.loads(line) for line in missed.read_text("utf-8").splitlines()]
    with reviewed.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "text", "symptom", "name", "stance"])
        for row in rows[:16]:
            writer.writerow([row["id"], row["text"], "指尖负担", "", "反映问题"])
        writer.writerow(["r20", "街上路灯", "不认得", "", ""])
    args = ("rules", "discover", "--on", missed, "--rules", sides[0], "-q")
    assert "候选 0 条" in jianfu(*args).stdout
    done = jianfu(*args, "--reviewed", reviewed)
    assert "1. 晒步数榜  指尖负担" in done.stdout
    assert "JF714" in done.stderr
    assert done.returncode == 4


def test_discover_for_one_symptom(sides, missed):
    args = ("rules", "discover", "--on", missed, "--gold", "--rules", sides[0], "-q")
    assert "候选 1 条" in jianfu(*args, "--symptom", "指尖负担").stdout
    assert "候选 0 条" in jianfu(*args, "--symptom", "huiyi").stdout
    unknown = jianfu(*args, "--symptom", "huiyo")
    assert unknown.returncode == 2
    assert "JF716" in unknown.stderr
    assert "huiyi" in unknown.stderr


def test_labels_and_reviews_exclude_each_other(missed):
    done = jianfu("rules", "discover", "--on", missed, "--gold", "--reviewed", missed)
    assert done.returncode == 2
    assert "JF715" in done.stderr


@pytest.mark.parametrize("name", ["impact", "stats", "discover"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_marks_what_is_required(name, lang):
    done = jianfu("rules", name, "--help", "--lang", lang, env={"COLUMNS": "300"})
    assert done.returncode == 0
    said = "".join(done.stdout.split())
    on, more = (
        ("可以写多个。（必填）", "别的文件。选项")
        if lang == "zh"
        else (
            "maybeseveral.(required)",
            "afterthatof--on.Options",
        )
    )
    assert on in said
    assert more in said


def test_what_the_rules_of_a_locality_add():
    here = "zhejiang/hangzhou"
    local = Classifier.load(locality=here, fallback=None)
    plain = Classifier.load(fallback=None)
    text, rule = next(
        (case.text, rule.id)
        for rule in local.ruleset.rules
        if rule.layer == here
        for case in rule.cases
        if case.expected
        and any(
            e.match.rule_id == rule.id
            for label in local.classify(case.text).labels
            for e in label.evidence
        )
        and local.classify(case.text).stances != plain.classify(case.text).stances
    )
    args = ("rules", "impact", "national", "national", "--new-locality", here)
    done = jianfu(*args, "--on", "-", "-f", "json", "-q", given=text)
    values = json.loads(done.stdout)
    assert values["sides"]["new"] == f"national + {here}"
    witnesses = [
        (w["rule"], w["cause"])
        for flip in values["listed"]
        for change in flip["changes"]
        for w in change["witnesses"]
    ]
    assert (rule, "rule-added") in witnesses
    done = jianfu("rules", "stats", "--on", "-", "--locality", here, "-q", given=text)
    assert here in done.stdout
