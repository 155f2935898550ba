"""``jianfu redact`` and ``jianfu dedup``, as a person calls them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from jianfu_rules.cli.privacy_options import hider
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.wording import speak

CSV = (
    "编号,姓名,联系电话,留言内容,金额\n"
    "7,王小明,88123456,我是王小明，家住锦绣花园3栋2单元501，找李主任三次,300\n"
    '8,,,"天天填表，填了又填，填了一上午",\n'
    "9,,,天天填表填了又填填了一上午！,\n"
)


def jianfu(*words, given=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        input=given,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )


def test_a_table_keeps_its_columns_and_loses_its_persons(tmp_path) -> None:
    source, target = tmp_path / "工单.csv", tmp_path / "外发.csv"
    source.write_text(CSV, encoding="gb18030")
    done = jianfu("redact", source, "-o", target)
    assert done.returncode == 0, done.stderr
    assert "处理 3 条，其中 1 条有个人信息：姓名 3、" in done.stderr
    assert "请人再看一遍" in done.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert rows[0] == {
        "编号": "7",
        "姓名": "［姓名1］",
        "联系电话": "［电话号1］",
        "留言内容": "我是［姓名1］，家住［住址1］，找［姓名2］主任三次",
        "金额": "300",
    }
    assert rows[2]["留言内容"] == "天天填表填了又填填了一上午！"


def test_lines_of_text_from_the_standard_input() -> None:
    given = "我叫赵丽，电话13812345678\n工单编号：202403150012345，没人管\n"
    done = jianfu("redact", "-", "-q", given=given)
    assert (
        done.stdout
        == "我叫［姓名1］，电话［手机号1］\n工单编号：202403150012345，没人管\n"
    )
    done = jianfu("redact", "-", "-q", "--tickets", "--only", "手机号", given=given)
    assert done.stdout == "我叫赵丽，电话［手机号1］\n工单编号：［工单号1］，没人管\n"


def test_nested_fields_of_json_lines(tmp_path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    record = {
        "id": 3,
        "text": "路坏了",
        "来电人": {"姓名": "孙伟", "电话": ["8812345"]},
    }
    source.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    assert jianfu("redact", source, "-o", target).returncode == 0
    out = json.loads(target.read_text(encoding="utf-8"))
    assert out["来电人"] == {"姓名": "［姓名1］", "电话": ["［电话号1］"]}
    assert out["text"] == "路坏了"


def test_nothing_found_is_said() -> None:
    done = jianfu("redact", "-", given="路坏了\n")
    assert "处理 1 条，没有找到个人信息" in done.stderr


def test_unknown_kinds_and_formats_are_told(tmp_path) -> None:
    done = jianfu("redact", "-", "--only", "phones", given="路坏了\n")
    assert done.returncode == 2
    assert done.stderr.startswith(
        "错误 JF752  没有叫“phones”的个人信息\n  可以写：name、"
    )
    done = jianfu("dedup", "-", "-o", tmp_path / "a.docx", given="路坏了\n")
    assert done.returncode == 2
    assert done.stderr == (
        "错误 JF753  不知道按什么格式写：后缀是“.docx”\n"
        "  把输出文件的后缀写成 .csv / .jsonl。\n"
    )


def test_a_file_that_is_not_there_is_told_and_counts(tmp_path) -> None:
    done = jianfu("redact", tmp_path / "没有.txt", "-o", tmp_path / "b.txt")
    assert done.returncode == 4
    assert "JF601" in done.stderr


def test_dedup_adds_a_column_and_loses_no_record(tmp_path) -> None:
    source, target = tmp_path / "工单.csv", tmp_path / "组.csv"
    source.write_text(
        "编号,留言内容\n7,桥坏了\n8,天天填表填了又填填了一上午\n9,天天填表，填了又填，填了一上午！\n",
        encoding="utf-8",
    )
    done = jianfu("dedup", source, "-o", target)
    assert done.returncode == 0, done.stderr
    assert "3 条里有 1 组重复，共 1 条是别人的副本；不同的有 2 条" in done.stderr
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [(row["编号"], row["重复于"]) for row in rows] == [
        ("7", ""),
        ("8", "8"),
        ("9", "8"),
    ]


def test_dedup_in_english(tmp_path) -> None:
    target = tmp_path / "b.jsonl"
    done = jianfu(
        "--lang", "en", "dedup", "-", "-o", target, given="路坏了\n路坏了。\n"
    )
    assert "2 records: 1 groups, 1 copies, 1 different" in done.stderr
    rows = [
        json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()
    ]
    assert {row["duplicate_of"] for row in rows} == {"stdin:1"}


def test_the_option_of_other_commands_warns_when_data_is_kept(capsys) -> None:
    speak("zh")
    text = "我叫赵丽"
    hide = hider(False, ProblemLog(quiet=False))
    assert hide(text) == "我叫［姓名1］"
    assert hide.redact(text, spans=[(2, 4)]).spans == ((2, 7),)
    assert capsys.readouterr().err == ""
    keep = hider(True, ProblemLog(quiet=False))
    assert keep(text) == text
    assert keep.redact(text, spans=[(2, 4)]).spans == ((2, 4),)
    assert capsys.readouterr().err.startswith("提醒 JF751  结果里有没有遮盖的姓名")


WORK = (
    "编号,标题,诉求内容,地区\n"
    "1,王小明来信,我是王小明，电话13812345678，每天填表打卡，王小明苦不堪言。,金田村三组12号\n"
    "2,,联系人：赵丽,x\n"
    "3,,一天要在五个群里打卡。,\n"
)
PHRASES = {"biao": "strength: strong\nphrases: [小明苦不堪言]"}
SECRETS = ("王小明", "13812345678", "赵丽", "金田村")


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "md", "txt", "xlsx", "html"])
def test_results_show_no_personal_data_unless_told_to(
    tmp_path, suffix, rule_dir, monkeypatch
) -> None:
    monkeypatch.setenv("JIANFU_RULES", str(rule_dir(PHRASES)))
    source = tmp_path / "工单.csv"
    source.write_text(WORK, encoding="utf-8")
    layout = tmp_path / "layout.html"
    layout.write_text("${编号} ${原文} ${地区} ${证据}\n", encoding="utf-8")
    more = ["--template", layout] if suffix == "html" else []

    def shown(name: str, *words: str) -> tuple[str, str]:
        target = tmp_path / f"{name}.{suffix}"
        done = jianfu("classify", source, "-o", target, *more, *words, "--all")
        assert done.returncode == 0, done.stderr
        if suffix == "xlsx":
            import openpyxl

            rows = openpyxl.load_workbook(target)["结果"].iter_rows(values_only=True)
            return "\n".join(map(str, rows)), done.stderr
        return target.read_text(encoding="utf-8"), done.stderr

    hidden, said = shown("hidden")
    assert not [secret for secret in SECRETS if secret in hidden]
    assert "苦不堪" in hidden and "JF751" not in said
    two, _ = shown("two", "--workers", "2")
    # The table says how long it took.
    assert two.partition("用时")[0] == hidden.partition("用时")[0]
    kept, said = shown("kept", "--keep-personal-data")
    assert "小明苦不堪" in kept and "JF751" in said


def test_offsets_of_json_lines_stay_those_of_the_text(
    tmp_path, rule_dir, monkeypatch
) -> None:
    monkeypatch.setenv("JIANFU_RULES", str(rule_dir(PHRASES)))
    text = "王小明同志电话13812345678，要求每天填表打卡，王小明苦不堪言。"
    source = tmp_path / "a.txt"
    source.write_text(text, encoding="utf-8")

    def evidence(*words: str) -> list[dict[str, object]]:
        done = jianfu("classify", source, "-f", "jsonl", *words)
        labels = json.loads(done.stdout)["labels"]
        return [e for label in labels for e in label["evidence"]]

    hidden, kept = evidence(), evidence("--keep-personal-data")
    places = [(e["start"], e["end"], e["rule"]) for e in kept]
    assert [(e["start"], e["end"], e["rule"]) for e in hidden] == places
    assert all(e["text"] == text[e["start"] : e["end"]] for e in kept)
    assert any("小明" in e["text"] for e in kept)
    assert all("小明" not in e["text"] for e in hidden)


def test_profile_and_explain_hide_the_text(tmp_path, rule_dir, monkeypatch) -> None:
    monkeypatch.setenv("JIANFU_RULES", str(rule_dir(PHRASES)))
    text = "王小明要求每天填表打卡，王小明苦不堪言。"
    source = tmp_path / "a.txt"
    source.write_text(text + "\n联系人：赵丽\n", encoding="utf-8")
    for words in (["profile", source], ["explain", text]):
        assert "小明" not in jianfu(*words).stdout
        kept = jianfu(*words, "--keep-personal-data")
        assert "小明" in kept.stdout and "JF751" in kept.stderr


def test_a_problem_quotes_no_personal_data(tmp_path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("赵丽13812345678,来信\n一,二\n", encoding="utf-8")
    done = jianfu("classify", source, "--text-field", "没有的列")
    assert done.returncode == 4
    assert "13812345678" not in done.stderr and "［手机号1］" in done.stderr
