"""``classify --part`` and ``explain --why-not``, as a person calls them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

RULES = {
    "qun": "phrases: [<群>…<太多>]\nstrength: strong",
    "daka": "phrases: [打卡]\nunless: [景区]",
}
CUES = "- {id: yijian, effect: remedy, phrases: [取消了], direction: both}\n"
CSV = (
    "编号,标题,诉求内容,答复内容\n"
    "7,工作群太多,天天要打卡,取消了打卡\n"
    "8,路灯,路灯坏了,工作群太多一事也已收悉\n"
    "9,路灯,天天要打卡,\n"
)


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    monkeypatch.setenv("JIANFU_RULES", str(rule_dir(RULES, CUES)))


def jianfu(*words, given=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        input=given,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


def lines_of(done):
    return {x["id"]: x for x in map(json.loads, done.stdout.splitlines())}


@pytest.fixture
def tickets(tmp_path):
    path = tmp_path / "工单.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_columns_of_parts_are_guessed_and_said(tickets):
    done = jianfu("classify", tickets, "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    assert "JF627" in done.stderr
    assert "“标题”（标题 title）、“答复内容”（答复 reply）" in done.stderr
    found = lines_of(done)
    (label,) = found["7"]["labels"]
    assert label["stance"] == "complaint"
    assert [(e["part"], e["text"], e["start"]) for e in label["evidence"]] == [
        ("title", "工作群太多", 0),
        ("body", "打卡", 3),
    ]
    assert found["7"]["dropped"][0]["part"] == "reply"
    assert not found["8"]["is_complaint"]
    assert found["8"]["labels"][0]["stance"] == "mention"
    assert found["9"]["labels"][0]["evidence"][0]["part"] == "body"


def test_columns_that_are_named_and_one_left_out(tickets):
    words = ("--part", "答复=标题", "--part", "reply=答复内容", "--part", "title=")
    done = jianfu("classify", tickets, "-f", "jsonl", *words)
    assert done.returncode == 0, done.stderr
    assert "JF627" not in done.stderr
    (label,) = lines_of(done)["7"]["labels"]
    assert [e["part"] for e in label["evidence"]] == ["body"]


def test_the_body_by_part(tickets):
    done = jianfu("classify", tickets, "-f", "jsonl", "--part", "body=标题")
    assert "JF622" not in done.stderr
    assert [
        e["text"] for x in lines_of(done)["7"]["labels"] for e in x["evidence"]
    ] == [
        "工作群太多",
        "打卡",
    ]


def test_csv_and_table_name_the_parts(tickets):
    rows = list(
        csv.DictReader(
            io.StringIO(
                jianfu("classify", tickets, "-f", "csv").stdout.lstrip("\ufeff")
            )
        )
    )
    assert (rows[0]["evidence"], rows[0]["parts"]) == ("工作群太多；打卡", "标题；正文")
    assert rows[1]["parts"] == "答复"
    table = jianfu("classify", tickets).stdout
    assert "标题：【工作群太多】" in table
    assert "正文：天天要【打卡】" in table


def test_fields_of_json_lines(tmp_path):
    path = tmp_path / "a.jsonl"
    records = [
        {"id": "1", "text": "路灯坏了", "reply": "打卡一事收悉"},
        {"id": "2", "text": "天天打卡", "reply": None},
        {"id": "3", "text": "天天打卡", "reply": 5},
    ]
    text = "\n".join(json.dumps(r, ensure_ascii=False) for r in records)
    path.write_text(text, encoding="utf-8")
    done = jianfu("classify", path, "-f", "jsonl")
    assert done.returncode == 0, done.stderr
    found = lines_of(done)
    assert [found[x]["is_complaint"] for x in "123"] == [False, True, True]
    assert done.stderr.count("JF649") == 1
    assert "part" not in found["2"]["labels"][0]["evidence"][0]


def test_a_marked_reply_in_plain_text():
    text = "路灯坏了。　　【答复】工作群太多一事已收悉。\n"
    done = jianfu("classify", "-", "-f", "jsonl", given=text)
    (line,) = map(json.loads, done.stdout.splitlines())
    (evidence,) = line["labels"][0]["evidence"]
    assert evidence["part"] == "reply"
    assert text[evidence["start"] : evidence["end"]] == evidence["text"] == "工作群太多"
    assert not line["is_complaint"]


@pytest.mark.parametrize(
    ("option", "code"), [("答复内容", "JF629"), ("answer=答复内容", "JF628")]
)
def test_a_wrong_part_option(tickets, option, code):
    done = jianfu("classify", tickets, "--part", option)
    assert done.returncode == 2
    assert code in done.stderr
    assert "Traceback" not in done.stderr


def test_a_column_of_a_part_that_is_not_there(tickets):
    done = jianfu("classify", tickets, "--part", "reply=答复内客", "--id-field", "号")
    assert done.returncode == 4
    assert "答复内容" in done.stderr
    assert "“号”" in done.stderr


def test_why_not():
    done = jianfu("explain", "景区里打卡，工作群安静", "--why-not", "指尖负担")
    assert done.returncode == 0, done.stderr
    assert "为什么没有判为“指尖负担”（zhijian）" in done.stdout
    assert "同一句里有“景区”（unless）" in done.stdout
    assert "缺 <太多>（如 太多、过多）" in done.stdout


def test_why_not_in_english():
    words = ("--why-not", "all", "--lang", "en")
    done = jianfu("explain", "景区里打卡", *words)
    assert "Why this is no complaint of “会议负担” (huiyi):" in done.stdout
    assert "“景区” stands in the sentence (unless)" in done.stdout


def test_why_not_as_json():
    words = ("--why-not", "zhijian", "--format", "json")
    done = jianfu("explain", "取消了打卡", *words)
    values = json.loads(done.stdout)
    assert values["labels"][0]["evidence"][0]["cues"][0]["cue"] == "yijian"
    (absence,) = values["why_not"]
    assert absence["stance"] == "remedy"
    assert absence["causes"][0]["cues"][0]["text"] == "取消了"


def test_why_not_of_no_symptom():
    done = jianfu("explain", "工作群安静", "--why-not", "指尖")
    assert done.returncode == 2
    assert "JF692" in done.stderr
    assert "指尖负担" in done.stderr
