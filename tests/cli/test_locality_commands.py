"""rules init, resolve, where; --locality, --date and --date-field, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

OVERLAY = """\
kind: overlay
locality: yunxi
name: 云溪县
version: 1
reviewed: 2026-11-20
disable:
  - {rule: zhijian.huifu@, reason: 系统自动加注}
override:
  - rule: zhijian.tai_duo@
    reason: 便民群由居民自建
    strength: medium
    add_unless: [便民群]
add:
  - id: luru
    symptom: zhijian
    name: 重复录入
    strength: strong
    phrases: [云溪通又要录]
    valid_from: 2025-01-01
    should_match: [云溪通又要录]
    should_not_match: [云溪通很好]
"""
RULES = {
    "tai_duo": "strength: strong\nphrases: [<群>…<太多>]\n"
    "should_match: [工作群实在太多]\nshould_not_match: [群里安静]\n",
    "huifu": "strength: strong\nphrases: [收到请回复]\n"
    "should_match: [收到请回复]\nshould_not_match: [快递到了]\n",
}


@pytest.fixture
def rules(rule_dir) -> Path:
    root = rule_dir(RULES)
    (root / "localities").mkdir()
    text = OVERLAY.replace("@", "@1")
    (root / "localities" / "yunxi.yml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def jianfu(tmp_path):
    """Return a runner in an empty folder, of a user without rules of their own."""
    work = tmp_path / "work"
    work.mkdir()

    def run(*args, given=None):
        home = {
            name: str(tmp_path / "home")
            for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA", "USERPROFILE")
        }
        env = {k: v for k, v in os.environ.items() if not k.startswith("JIANFU")}
        return subprocess.run(
            [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
            capture_output=True,
            encoding="utf-8",
            input=given,
            cwd=work,
            env={**env, **home, "PYTHONUTF8": "1"},
            check=False,
        )

    run.work = work
    return run


def test_resolve_shows_layers_acts_and_notes(jianfu, rules):
    done = jianfu("rules", "resolve", "--locality", "云溪", "--rules", rules)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("全国 → 云溪县\n2 条规则有效，1 条停用")
    assert "停用  zhijian.huifu  系统自动加注  :7" in done.stdout
    assert "新增  yunxi.luru  重复录入" in done.stdout
    assert "没有要看的。" in done.stdout


def test_resolve_without_a_locality_is_wrong_use(jianfu, rules):
    done = jianfu("rules", "resolve", "--rules", rules)
    assert done.returncode == 2
    assert "缺少选项：--locality" in done.stderr


def test_show_tells_the_history_by_layer(jianfu, rules):
    show = ("rules", "show", "zhijian.tai_duo", "--rules", rules)
    done = jianfu(*show, "--locality", "yunxi")
    head, national, local = done.stdout.splitlines()[:3]
    assert head == "名称  [zhijian.tai_duo]  中（全国：强）"
    assert national.startswith("  全国 ")
    assert "zhijian.yml:5" in national
    assert local.startswith("  云溪县 修改（strength、add_unless）")
    assert local.endswith("yunxi.yml:9  便民群由居民自建")
    off = jianfu(
        "rules", "show", "zhijian.huifu", "--rules", rules, "--locality", "yunxi"
    )
    assert off.stdout.splitlines()[0].endswith("（已停用）")
    assert "云溪县" not in jianfu(*show).stdout


def test_list_marks_what_the_locality_shaped(jianfu, rules):
    listed = jianfu("rules", "list", "--rules", rules, "--locality", "yunxi").stdout
    assert listed.splitlines() == [
        "zhijian.tai_duo  中  名称  （云溪县）",
        "yunxi.luru       强  重复录入  （云溪县）",
    ]


def test_test_runs_the_examples_of_all_layers(jianfu, rules):
    run = ("rules", "test", "--rules", rules, "--locality", "yunxi")
    done = jianfu(*run)
    assert done.returncode == 0, done.stderr
    assert "2 条规则、1 个语境词，4 个例子：成立 4" in done.stdout
    path = rules / "localities" / "yunxi.yml"
    text = path.read_text(encoding="utf-8").replace("[便民群]", "[工作群]")
    path.write_text(text, encoding="utf-8")
    done = jianfu(*run)
    assert done.returncode == 1
    assert "JF350" in done.stderr


def test_classify_and_explain_by_the_rules_of_a_locality(jianfu, rules):
    text = "云溪通又要录，便民群太多"
    asked = ("classify", "-", "--rules", rules, "--format", "jsonl")
    plain = json.loads(jianfu(*asked, given=text).stdout)
    local = json.loads(jianfu(*asked, "--locality", "yunxi", given=text).stdout)
    assert [e["rule"] for e in plain["labels"][0]["evidence"]] == ["zhijian.tai_duo"]
    (evidence,) = local["labels"][0]["evidence"]
    assert (evidence["rule"], evidence["layer"]) == ("yunxi.luru", "yunxi")
    assert plain["ruleset"] != local["ruleset"]
    said = jianfu("explain", text, "--rules", rules, "--locality", "yunxi").stdout
    assert "云溪县的规则" in said


def test_the_day_of_a_text_decides(jianfu, rules):
    explain = ("explain", "云溪通又要录", "--rules", rules, "--locality", "yunxi")
    assert "在反映问题" in jianfu(*explain, "--date", "2025年1月1日").stdout
    assert "没有发现" in jianfu(*explain, "--date", "2024-12-31").stdout
    done = jianfu(*explain, "--date", "去年")
    assert (done.returncode, "JF346" in done.stderr) == (2, True)


def test_a_column_of_days(jianfu, rules):
    rows = (
        "内容,日期\n云溪通又要录,2024-12-31\n云溪通又要录,2025/1/1\n云溪通又要录,去年\n"
    )
    (jianfu.work / "a.csv").write_text(rows, encoding="utf-8")
    classify = ("classify", "a.csv", "--rules", rules, "--locality", "yunxi")
    done = jianfu(*classify, "--date-field", "日期", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    found = [json.loads(line)["is_complaint"] for line in done.stdout.splitlines()]
    assert found == [False, True, True]
    assert "JF348" in done.stderr
    done = jianfu(*classify, "--date-field", "时间", "--format", "jsonl")
    assert done.returncode == 4
    assert "JF620" in done.stderr
    assert "日期" in done.stderr


def test_unknown_localities_name_the_nearest(jianfu, rules):
    done = jianfu("explain", "群太多", "--rules", rules, "--locality", "yunxii")
    assert done.returncode == 3
    assert "是不是“yunxi”" in done.stderr


def test_evaluate_by_the_rules_of_a_locality(jianfu, rules):
    case = {"id": "1", "text": "云溪通又要录", "labels": {"zhijian": "complaint"}}
    (jianfu.work / "c.jsonl").write_text(json.dumps(case), encoding="utf-8")
    run = ("evaluate", "c.jsonl", "--rules", rules)
    assert "召回 0.000" in jianfu(*run).stdout
    assert "召回 1.000" in jianfu(*run, "--locality", "yunxi").stdout


def test_init_writes_an_overlay_that_works_at_once(jianfu):
    done = jianfu("rules", "init", "浙江省/杭州市", "--project")
    assert done.returncode == 0, done.stderr
    path = jianfu.work / "jianfu-rules/localities/zhejiang/hangzhou.yml"
    assert str(path) in done.stdout
    text = path.read_text(encoding="utf-8")
    assert "name: 杭州市\n" in text
    tested = jianfu("rules", "test", "zhejiang/hangzhou.shili", "--locality", "杭州市")
    assert tested.returncode == 0, tested.stderr
    assert "成立 2，不成立 0" in tested.stdout
    said = jianfu("rules", "where").stdout
    assert f"{path.parents[1]}（当前文件夹，1 份）" in said
    again = jianfu("rules", "init", "浙江省/杭州市", "--project")
    assert again.returncode == 3
    assert "JF342" in again.stderr
    assert path.read_text(encoding="utf-8") == text


def test_init_in_a_folder_of_ones_own(jianfu):
    done = jianfu("rules", "init", "云台县", "--id", "yuntai", "--dir", "mine")
    assert done.returncode == 0, done.stderr
    assert "rules test --locality yuntai --rules mine" in done.stdout
    listed = jianfu("rules", "list", "yuntai", "--locality", "云台", "--rules", "mine")
    assert listed.stdout.startswith("yuntai.shili")
    alone = jianfu("explain", "工作群太多", "--rules", "mine")
    assert alone.returncode == 3
    assert "JF341" in alone.stderr


def test_init_in_the_folder_of_the_user(jianfu):
    done = jianfu("rules", "init", "江苏省/徐州市")
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.splitlines()[0].partition("：")[2])
    assert path.is_file()
    assert path.parts[-4:] == ("jianfu-rules", "localities", "jiangsu", "xuzhou.yml")
    text = "样例政务通录完，样例网格通又录一遍，苦不堪言"
    assert "徐州市的规则" in jianfu("explain", text, "--locality", "徐州").stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("四川省/乐山市",), "JF344"),
        (("Hangzhou",), "JF315"),
        (("云台县", "--id", "云台"), "JF315"),
    ],
)
def test_init_needs_an_id(jianfu, words, code):
    done = jianfu("rules", "init", *words)
    assert done.returncode == 3
    assert code in done.stderr


def test_init_where_nothing_can_be_written(jianfu):
    (jianfu.work / "mine").write_text("", encoding="utf-8")
    done = jianfu("rules", "init", "云台县", "--id", "yuntai", "--dir", "mine")
    assert done.returncode == 3
    assert "JF343" in done.stderr


def test_english(jianfu, rules):
    run = ("rules", "resolve", "--locality", "yunxi", "--rules", rules, "--lang", "en")
    out = jianfu(*run).stdout
    assert "2 rules in force, 1 disabled" in out
    assert "Nothing to look at." in out
