"""rules test, list, show and where, evaluate and explain, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

RULE = {"tai_duo": "strength: strong\nphrases: [<群>…<太多>]\n"}


def jianfu(*args, env=None, given=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        input=given,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        check=False,
    )


GOOD = "should_match: [工作群实在太多]\nshould_not_match: [群里安静]\n"
BAD = "should_match: [工作群不多]\nshould_not_match: [工作群太多]\n"


def test_examples_that_hold(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    done = jianfu("rules", "test", "--rules", rules)
    assert done.returncode == 0, done.stderr
    assert "1 条规则、1 个语境词，2 个例子：成立 2，不成立 0" in done.stdout


def test_examples_that_do_not_hold_are_findings(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + BAD})
    done = jianfu("rules", "test", "--rules", rules)
    assert done.returncode == 1
    assert "JF401" in done.stderr
    assert "JF402" in done.stderr
    assert "不成立 2" in done.stdout


def test_a_known_gap_that_closes_is_a_finding(rule_dir):
    gap = "should_match: [{text: 工作群太多, known_gap: 认不出}]\nshould_not_match: [无]\n"
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + gap})
    done = jianfu("rules", "test", "--rules", rules)
    assert done.returncode == 1
    assert "JF405" in done.stderr


def test_list_and_show(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    listed = jianfu("rules", "list", "--rules", rules)
    assert listed.stdout == "zhijian.tai_duo  强  名称\n"
    shown = jianfu("rules", "show", "zhijian.tai_duo", "--rules", rules)
    assert "zhijian.yml:5" in shown.stdout
    assert "<群>…<太多>" in shown.stdout
    assert "工作群实在太多" in shown.stdout


def test_an_unknown_rule_names_the_nearest(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    done = jianfu("rules", "show", "zhijian.taiduo", "--rules", rules)
    assert done.returncode == 3
    assert "JF503" in done.stderr
    assert "zhijian.tai_duo" in done.stderr


def test_where(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    assert "由 --rules 指定" in jianfu("rules", "where", "--rules", rules).stdout
    done = jianfu("rules", "where", env={"JIANFU_RULES": str(rules)})
    assert "JIANFU_RULES" in done.stdout


def test_rules_that_are_not_there(tmp_path):
    done = jianfu("rules", "test", "--rules", tmp_path)
    assert done.returncode == 3
    assert "JF502" in done.stderr


def test_broken_rules_are_all_reported_and_exit_3(rule_dir):
    rules = rule_dir({"tai_duo": "phrases: [<没有>太多, <群]\n" + GOOD})
    done = jianfu("classify", "-", "--rules", rules, given="群太多")
    assert done.returncode == 3
    assert "JF203" in done.stderr
    assert "JF210" in done.stderr
    assert "Traceback" not in done.stderr


def test_evaluate(rule_dir, tmp_path):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    cases = tmp_path / "cases.jsonl"
    lines = [
        {"id": "1", "text": "工作群太多", "labels": {"zhijian": "complaint"}},
        {"id": "2", "text": "工作群过多", "labels": {}},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    cases.write_text(text, encoding="utf-8")
    done = jianfu("evaluate", cases, "--rules", rules, "--errors", "3")
    assert done.returncode == 0, done.stderr
    assert "F1 宏平均 0.667" in done.stdout
    assert "误报 1.000" in done.stdout
    assert "多报：指尖负担" in done.stdout


def test_evaluate_scores_burden_figures_where_they_are_labelled(rule_dir, tmp_path):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    figures = [
        {"text": "五个群", "what": "工作群", "value": 5, "per": "day"},
        {"text": "三张纸条", "what": "纸条", "value": 3, "per": None},
    ]
    text = "每天看五个群，还有三张纸条"
    line = {"text": text, "labels": {}, "quantities": figures}
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    done = jianfu("evaluate", cases, "--rules", rules)
    assert done.returncode == 0, done.stderr
    last = done.stdout.splitlines()[-1]
    assert last.startswith("负担数字（1 条里的 2 个）")
    assert "召回 0.500" in last
    assert last.endswith("1/1")


def test_evaluate_without_a_file(tmp_path):
    done = jianfu("evaluate", tmp_path / "none.jsonl")
    assert done.returncode == 4
    assert "JF506" in done.stderr


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_explain_needs_text(text):
    done = jianfu("explain", text)
    assert done.returncode == 2
    assert "JF691" in done.stderr


def test_explain_shows_rule_cue_and_sum(rule_dir):
    rules = rule_dir({"tai_duo": RULE["tai_duo"] + GOOD})
    done = jianfu("explain", "不得让工作群太多", "--rules", rules)
    assert done.returncode == 0
    assert "zhijian.tai_duo" in done.stdout
    assert "语境词 bude 决定了立场：要求部署" in done.stdout
    assert "分数：1 − (1−0.9)" in done.stdout
