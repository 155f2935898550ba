"""jianfu report as a process, on small rules and files."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys

import pytest

STRONG = "strength: strong\nphrases: [<群>…<太多>]\n"
TEXT = "我叫王小明，电话13800138000，我们的工作群太多"


def jianfu(*args, given=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        input=given,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture
def rules(rule_dir):
    return rule_dir({"r": STRONG})


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "工单.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("编号", "受理时间", "地区", "承办", "诉求内容"))
        for i in range(12):
            month = "2026年9月3日" if i < 6 else "2026/10/5"
            place = "甲镇" if i % 2 else "乙镇"
            told = f"{TEXT}，这是{'一二三四五六七八九十甲乙'[i] * 9}的话"
            writer.writerow((f"t{i}", month, place, "教育局", told))
        writer.writerow(("t99", "昨天", "甲镇", "教育局", "天气很好"))
    return path


def data_of(path):
    found = re.search(
        r'id="jianfu-report-data">(.*?)</script>', path.read_text(encoding="utf-8")
    )
    assert found
    return json.loads(found[1])


def test_a_page_with_months_places_and_no_personal_data(
    rules, records, tmp_path
) -> None:
    out = tmp_path / "报告.html"
    done = jianfu("report", records, "-o", out, "--rules", rules)
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    assert "王小明" not in page and "13800138000" not in page
    assert "工作群太多" in page
    data = data_of(out)
    assert (data["records"], data["complaints"]) == (13, 12)
    # One record has no month: another month is hidden, so that it stays unknown.
    assert data["months"]["2026年9月"] == {"records": None, "complaints": None}
    assert data["months"]["2026年10月"] == {"records": 6, "complaints": 6}
    assert set(data["places"]) == {"甲镇", "乙镇"}
    assert "JF761" in done.stderr and "“昨天”" in done.stderr
    assert str(out) in done.stderr


def test_personal_data_are_kept_where_that_is_wished(rules, records, tmp_path) -> None:
    out = tmp_path / "报告.html"
    done = jianfu(
        "report", records, "-o", out, "--rules", rules, "--keep-personal-data"
    )
    page = out.read_text(encoding="utf-8")
    assert "王小明" in page and "请勿外传" in page
    assert "JF751" in done.stderr


def test_results_give_the_same_counts_without_being_classified_again(
    rules, records, tmp_path
) -> None:
    results, out = tmp_path / "结果.jsonl", tmp_path / "报告.json"
    jianfu("classify", records, "-o", results, "--rules", rules)
    whole = jianfu("report", records, "-f", "json", "--rules", rules, "-q")
    done = jianfu("report", results, "-o", out, "--rules", rules)
    assert done.returncode == 0, done.stderr
    expected, got = json.loads(whole.stdout), json.loads(out.read_text("utf-8"))
    for name in ("records", "complaints", "symptoms", "months", "places", "rulesets"):
        assert got[name] == expected[name], name
    # The label of a line, not the text, decides.
    lines = results.read_text("utf-8").replace('"complaint"', '"remedy"')
    results.write_text(lines, encoding="utf-8")
    again = jianfu("report", results, "-f", "json", "--rules", rules, "-q")
    assert json.loads(again.stdout)["complaints"] == 0


def test_results_of_other_rules_and_broken_lines_are_said(
    rules, records, tmp_path
) -> None:
    results = tmp_path / "结果.jsonl"
    jianfu("classify", records, "-o", results, "--rules", rules)
    lines = results.read_text("utf-8").replace("sha256:", "sha256:f")
    results.write_text(lines + '{"id": "cut", "labels": [{\n{"a": 1}\n', "utf-8")
    done = jianfu("report", results, "-f", "json", "--rules", rules, "-q")
    assert done.returncode == 4
    assert done.stderr.count("JF765") == 2
    loud = jianfu("report", results, "-f", "json", "--rules", rules)
    assert "JF768" in loud.stderr
    assert json.loads(done.stdout)["records"] == 13


def test_a_dimension_that_nobody_tells_is_said(rules, tmp_path) -> None:
    results, source = tmp_path / "结果.jsonl", tmp_path / "a.txt"
    source.write_text("工作群太多\n" * 6, encoding="utf-8")
    jianfu("classify", source, "-o", results, "--rules", rules)
    done = jianfu(
        "report", results, "-f", "json", "--rules", rules, "--place-field", "地区"
    )
    assert done.returncode == 0
    assert "JF764" in done.stderr and "--place-field" in done.stderr


def test_comparing_with_the_page_of_last_month(rules, records, tmp_path) -> None:
    first, second = tmp_path / "九月.html", tmp_path / "十月.html"
    jianfu("report", records, "-o", first, "--rules", rules)
    done = jianfu("report", records, "-o", second, "--rules", rules, "--compare", first)
    assert done.returncode == 0, done.stderr
    assert "各症状占比的变化" in second.read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "code", "exit_code"),
    [
        (["-o", "a.pdf"], "JF767", 2),
        (["-f", "docx"], "JF766", 2),
        (["--compare", "none.html"], "JF762", 4),
        (["--compare", __file__], "JF763", 4),
        (["--date-field", "没有的列"], "JF769", 4),
    ],
)
def test_what_goes_wrong_is_told_by_its_code(
    args, code, exit_code, rules, records, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = jianfu("report", records, "--rules", rules, *args)
    assert done.returncode == exit_code, done.stderr
    assert code in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.pdf").exists()


def test_an_empty_file_makes_no_report(rules, tmp_path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "a.html"
    source.write_text("", encoding="utf-8")
    done = jianfu("report", source, "-o", out, "--rules", rules)
    assert done.returncode == 4
    assert "JF769" in done.stderr
    assert not out.exists()


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_office_files(suffix, rules, records, tmp_path) -> None:
    pytest.importorskip({"docx": "docx", "xlsx": "openpyxl"}[suffix])
    out = tmp_path / f"报告.{suffix}"
    done = jianfu("report", records, "-o", out, "--rules", rules, "-q")
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"PK")


def test_help_is_in_both_languages() -> None:
    assert "--compare" in jianfu("report", "--help").stdout
    english = jianfu("report", "--help", "--lang", "en").stdout
    assert "Hide counts below" in english
