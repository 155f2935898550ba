"""rules lint, fmt, schema and new, as processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

GOOD = """\
phrases: [群太多]
should_match: [工作群太多, 微信群太多]
should_not_match: [山上羊群太少]
"""
DOUBTFUL = GOOD.replace("[群太多]", "[群太多, 群太多]")
WRONG = GOOD.replace("[群太多]", "[群太多, 工·作·群]")


def jianfu(*args, env=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        check=False,
        cwd=cwd,
    )


@pytest.mark.parametrize(
    ("body", "options", "code"),
    [
        (GOOD, [], 0),
        (GOOD, ["--strict"], 0),
        (DOUBTFUL, [], 0),
        (DOUBTFUL, ["--strict"], 1),
        (WRONG, [], 1),
        (GOOD, ["--format", "xml"], 2),
        (GOOD, ["没有的.yml"], 2),
        (GOOD + "\tname: 一\n", [], 3),
    ],
)
def test_exit_codes_of_lint(rule_dir, body, options, code):
    done = jianfu("rules", "lint", "--rules", rule_dir({"qun": body}), *options)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_directory_that_is_not_there(tmp_path):
    done = jianfu("rules", "lint", "--rules", tmp_path)
    assert done.returncode == 3
    assert "JF502" in done.stderr


def test_findings_show_place_line_caret_and_cure(rule_dir):
    done = jianfu("rules", "lint", "--rules", rule_dir({"qun": WRONG}))
    assert "zhijian.yml:7:20  错误 JF410" in done.stdout
    assert "    7 |     phrases: [群太多, 工·作·群]\n" in done.stdout
    assert "      |                       ^^^^^^^^\n" in done.stdout
    assert "写成“工作群”。" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("5 个文件：错误 1，提醒 0")


def test_findings_in_english(rule_dir):
    root = rule_dir({"qun": WRONG})
    done = jianfu("--lang", "en", "rules", "lint", "--rules", root)
    assert "error JF410  this phrase can never match" in done.stdout
    assert "5 files: 1 errors, 0 warnings" in done.stdout


def test_only_the_named_files_are_told_of(rule_dir):
    root = rule_dir({"qun": WRONG}, huiyi={"hui": DOUBTFUL})
    done = jianfu("rules", "lint", root / "national/huiyi.yml")
    assert done.returncode == 0
    assert "JF416" in done.stdout
    assert "JF410" not in done.stdout
    done = jianfu("rules", "lint", "national", cwd=root)
    assert done.returncode == 1
    assert "JF410" in done.stdout
    assert "JF416" in done.stdout


def test_a_file_outside_the_rule_directory_is_wrong_use(rule_dir, tmp_path):
    other = tmp_path / "别处.yml"
    other.write_text("kind: symptom\n", encoding="utf-8")
    done = jianfu("rules", "lint", "--rules", rule_dir({"qun": GOOD}), other)
    assert done.returncode == 2
    assert "JF437" in done.stderr


def test_notes_of_a_kind_are_cut_short_unless_all_are_wanted(rule_dir):
    words = ", ".join(["群太多", *(f"群太多{n}" for n in "一二三四五")])
    root = rule_dir({"qun": GOOD.replace("[群太多]", f"[{words}]")})
    done = jianfu("rules", "lint", "--rules", root)
    assert done.stdout.count("说明 JF415") == 3
    assert "另有 2 条 JF415" in done.stdout
    done = jianfu("rules", "lint", "--rules", root, "--all")
    assert done.stdout.count("说明 JF415") == 5


def test_json_and_sarif_hold_every_finding(rule_dir):
    root = rule_dir({"qun": WRONG})
    done = jianfu("rules", "lint", "--rules", root, "--format", "json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["findings"]
    dead = next(f for f in found if f["code"] == "JF410")
    assert (dead["line"], dead["column"], dead["end_column"]) == (7, 20, 25)
    assert dead["severity"] == "error"
    assert set(dead["message"]) == {"zh", "en"}
    done = jianfu("rules", "lint", "--rules", root, "--format", "sarif")
    results = json.loads(done.stdout)["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == [f["code"] for f in found]


def test_deep_looks_deeper(rule_dir):
    root = rule_dir({"qun": GOOD.replace("[群太多]", "[群太多, 会太长]")})
    assert "JF431" not in jianfu("rules", "lint", "--rules", root).stdout
    deep = jianfu("rules", "lint", "--rules", root, "--deep")
    assert "JF431" in deep.stdout
    assert deep.returncode == 0


def test_fmt_checks_and_writes(rule_dir):
    root = rule_dir({"qun": GOOD})
    path = root / "national/zhijian.yml"
    path.write_text(path.read_text("utf-8") + "# 尾\n\n\n", encoding="utf-8")
    before = path.read_bytes()
    done = jianfu("rules", "fmt", "--check", path)
    assert done.returncode == 1
    assert "JF440" in done.stdout
    assert path.read_bytes() == before
    assert jianfu("rules", "fmt", root).returncode == 0
    assert jianfu("rules", "fmt", "--check", root).returncode == 0
    assert "# 尾" in path.read_text("utf-8")
    assert not list(root.rglob("*.partial"))


def test_fmt_leaves_broken_files_alone_and_does_the_others(rule_dir):
    root = rule_dir({"qun": GOOD}, files={"words/a.yml": "kind: words\nwords：\n"})
    done = jianfu("rules", "fmt", root)
    assert done.returncode == 3
    assert "JF103" in done.stderr
    assert (root / "words/a.yml").read_text("utf-8") == "kind: words\nwords：\n"
    assert jianfu("rules", "fmt", "--check", root / "national").returncode == 0
    assert jianfu("rules", "fmt", root / "没有").returncode == 2


def test_schema_is_printed_and_written(tmp_path):
    done = jianfu("rules", "schema", "symptom")
    assert json.loads(done.stdout)["properties"]["kind"]["const"] == "symptom"
    assert jianfu("rules", "schema", "-o", tmp_path / "s").returncode == 0
    whole = json.loads((tmp_path / "s/rules.json").read_text("utf-8"))
    assert json.loads(jianfu("rules", "schema").stdout) == whole
    done = jianfu("rules", "schema", "symptm")
    assert done.returncode == 2
    assert "是不是“symptom”" in done.stderr


NEW = ("--name", "每天打卡", "--phrase", "<每天>打卡")
EXAMPLES = ("--yes-example", "我们天天打卡", "--no-example", "从不打卡")


def test_a_new_rule_lints_and_tests_green_at_once(rule_dir):
    root = rule_dir({"qun": GOOD})
    path = root / "national/zhijian.yml"
    symptom = ("--symptom", "zhijian", "--in", path)
    done = jianfu("rules", "new", "rule", *symptom, *NEW, *EXAMPLES)
    assert done.returncode == 0, done.stderr
    assert "读得通，例子都成立" in done.stdout
    assert jianfu("rules", "lint", "--strict", path).returncode == 0
    assert jianfu("rules", "test", "--rules", root).returncode == 0


def test_a_new_rule_that_does_not_hold_is_not_written(rule_dir):
    root = rule_dir({"qun": GOOD})
    before = (root / "national/zhijian.yml").read_bytes()
    bad = ("--yes-example", "没有", "--no-example", "每天打卡")
    options = ("--rules", root, "--symptom", "zhijian")
    done = jianfu("rules", "new", "rule", *options, *NEW, *bad)
    assert done.returncode == 3
    assert "JF401" in done.stderr
    assert "JF402" in done.stderr
    assert (root / "national/zhijian.yml").read_bytes() == before


def test_a_new_symptom_and_a_new_locality(rule_dir):
    root = rule_dir({"qun": GOOD})
    named = ("--symptom", "daka", "--symptom-name", "打卡", "--about", "打卡太多")
    done = jianfu("rules", "new", "symptom", "--rules", root, *named, *NEW, *EXAMPLES)
    assert done.returncode == 0, done.stderr
    where = ("--locality", "anhui", "--locality-name", "安徽省", "--symptom", "daka")
    done = jianfu("rules", "new", "overlay", "--rules", root, *where, *NEW, *EXAMPLES)
    assert done.returncode == 0, done.stderr
    assert jianfu("rules", "lint", "--strict", "--rules", root).returncode == 0
    done = jianfu("rules", "new", "overlay", "--rules", root, *where, *NEW, *EXAMPLES)
    assert done.returncode == 2
    assert "JF445" in done.stderr


@pytest.mark.parametrize("kind", ["rule", "symptom", "overlay"])
def test_what_is_missing_is_named_away_from_a_terminal(rule_dir, kind):
    done = jianfu("rules", "new", kind, "--rules", rule_dir({"qun": GOOD}))
    assert done.returncode == 2
    assert "JF444" in done.stderr


def test_a_locality_that_is_no_pinyin(rule_dir):
    root = rule_dir({"qun": GOOD})
    done = jianfu("rules", "new", "overlay", "--rules", root, "--locality", "安徽")
    assert done.returncode == 2
    assert "JF315" in done.stderr
