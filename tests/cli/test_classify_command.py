"""``jianfu`` as a person calls it: real processes, consoles, pipes, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from jianfu_rules.cli import classify as command
from jianfu_rules.cli.main import run
from jianfu_rules.model import Classification, Evidence, Label, Match, Span

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main"]
TEXT = "我是村干部，一天要在五个群里打卡，还要截图发到群里。"


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    """Let the command find rules made for the test, in its process and others."""
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))


def jianfu(
    *words: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
    )


def json_of(done: subprocess.CompletedProcess[bytes]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


class FakeClassifier:
    """Finds 打卡; a few texts make it fail, stop or run short."""

    rules = SimpleNamespace(digest="sha256:fake")

    @classmethod
    def load(cls, rules: object, noise: object, **_: object) -> FakeClassifier:
        return cls()

    def classify(self, text: str, **_: object) -> Classification:
        if text == "fail":
            raise ZeroDivisionError("第一行\n第二行")
        if text == "stop":
            raise KeyboardInterrupt
        if text == "long":
            return Classification(text, complete=False, reasons=("too_long",))
        at = text.find("打卡")
        if at < 0:
            return Classification(text)
        match = Match("s.r", "打卡", Span(at, at + 2))
        found = (Evidence(match, "complaint", 0.9, "打卡"),)
        label = Label("s", "指尖上的形式主义", "complaint", 0.9, found)
        return Classification(text, (label,), ruleset="sha256:fake")


@pytest.fixture
def call(monkeypatch, capsys, tmp_path):
    """Call the command in this process with a classifier made for the test."""
    monkeypatch.setattr(command, "load_classifier", FakeClassifier.load)

    def call(lines: str, *options: str) -> SimpleNamespace:
        path = tmp_path / "a.txt"
        path.write_text(lines, encoding="utf-8")
        with pytest.raises(SystemExit) as left:
            run(["classify", str(path), *options])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code, out=out, err=err)

    return call


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("gbk"), "GB18030"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "BOM"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16"),
    ],
)
def test_every_encoding_gives_the_same_result(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    done = jianfu("classify", path, "--format", "jsonl")
    assert done.returncode == 0, done.stderr.decode()
    (line,) = json_of(done)
    assert line["id"] == f"{path}:1"
    assert line["complete"] is True
    assert line["is_complaint"] is True
    for label in line["labels"]:
        for found in label["evidence"]:
            assert TEXT[found["start"] : found["end"]] == found["text"]
    assert said in done.stderr.decode()


@pytest.mark.parametrize("stdin", ["只是一句话", " ", "a" * 1_000_000])
def test_any_text_from_standard_input_is_answered(stdin: str) -> None:
    done = jianfu("classify", "-", "--format", "jsonl", stdin=stdin.encode())
    if stdin.strip():
        assert done.returncode == 0, done.stderr.decode()
        assert json_of(done)[0]["id"] == "stdin:1"
    else:
        assert done.returncode == 4
        assert "JF606" in done.stderr.decode()


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, binary, empty = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    good.write_text(TEXT, encoding="utf-8")
    binary.write_bytes(bytes(range(256)) * 4)
    empty.write_bytes(b"")
    missing = tmp_path / "zhuanban-2024.csv"
    folder = tmp_path / "folder"
    folder.mkdir()
    files = [binary, empty, folder, missing, good]
    done = jianfu("classify", *files, "-f", "jsonl")
    assert done.returncode == 4
    assert len(json_of(done)) == 1
    for code in ("JF608", "JF605", "JF685", "JF601"):
        assert code in done.stderr.decode()


def test_records_that_cannot_be_read_are_lines_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id":1,"text":"a\\ud800"}\n{bad\n{"id":3}\n{"id":4,"text":""}\n')
    done = jianfu("classify", path, "-f", "jsonl")
    lines = json_of(done)
    assert [line["id"] for line in lines] == ["1", f"{path}:2", "3", "4"]
    codes = [line.get("error", {}).get("code") for line in lines]
    assert codes == [None, "JF640", "JF642", None]
    assert done.returncode == 4


def test_a_missing_column_names_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,反映情况\n1,打卡\n", encoding="gbk")
    done = jianfu("classify", path)
    assert done.returncode == 4
    assert "反映情况" in done.stderr.decode()


def test_csv_for_excel_is_written_whole(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text(f"id,text\n=1,{TEXT}\n2,-好\n", encoding="gbk")
    done = jianfu("classify", source, "--output", target)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
    assert {row["id"] for row in rows} == {"'=1", "2"}
    assert rows[-1]["text"] == "'-好"
    assert str(target) in done.stderr.decode()
    assert sorted(p.name for p in tmp_path.glob("*.*")) == ["a.csv", "b.csv"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.parametrize("kind", ["table", "jsonl", "csv"])
def test_no_console_breaks_on_a_character(
    tmp_path: Path, encoding: str, kind: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "😀\n", encoding="utf-8")
    done = jianfu("classify", path, "-f", kind, "--all", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode(encoding)
    if kind == "jsonl":
        json.loads(text)


def test_the_table_is_plain_and_aligned_where_there_is_no_terminal(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TEXT}\n天气很好\n", encoding="utf-8")
    done = jianfu("classify", path, "--all")
    text = done.stdout.decode()
    assert "\x1b" not in text
    assert "─" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert "读到 2 条" in text


def test_a_reader_who_leaves_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{TEXT}\n" * 20_000, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "classify", str(path), "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
def test_ctrl_c_says_how_far_it_came_and_keeps_it(tmp_path: Path) -> None:
    path, target = tmp_path / "a.txt", tmp_path / "b.jsonl"
    path.write_text(f"{TEXT}\n" * 1_000_000, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "classify", str(path), "-o", str(target)],
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("b.jsonl.journal")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "JF696" in errors.decode()
    assert "Traceback" not in errors.decode()
    assert not target.exists()
    assert (tmp_path / "b.jsonl.partial").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["classify"], "缺少参数：文件…"),
        (["clasify"], "没有叫“clasify”的命令"),
        (["classify", "a", "--formt", "x"], "没有叫“--formt”的选项"),
        (["classify", "a", "--format", "xml"], "--format 不能是“xml”"),
        (["classify", "a", "--output"], "--output 后面缺少值"),
        (["explain", "a", "b"], "多出的参数：b"),
        (["explain", "  "], "没有给出要解释的文字"),
        (["--lang", "fr"], "--lang"),
        (["rules"], "没有写命令"),
        (["classify", "a", "-o", "no/such/x.csv"], "文件夹不存在"),
        (["classify", "a", "-o", "x.doc"], "写不了“.doc”格式"),
        (["classify", "a", "--encoding", "foo"], "没有叫“foo”的编码"),
    ],
)
def test_wrong_use_is_explained_in_chinese(words: list[str], said: str) -> None:
    done = jianfu(*words)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_unreadable_rules_are_exit_code_3(tmp_path: Path) -> None:
    done = jianfu("classify", "-", "--rules", tmp_path, stdin=b"x")
    assert done.returncode == 3
    assert "JF502" in done.stderr.decode()


@pytest.mark.parametrize("words", [[], ["--help"], ["classify", "--help"]])
def test_help_is_in_the_language_that_was_asked_for(words: list[str]) -> None:
    chinese = jianfu(*words)
    english = jianfu("--lang", "en", *words)
    assert (chinese.returncode, english.returncode) == (0, 0)
    assert chinese.stdout.decode().startswith("用法：jianfu")
    assert english.stdout.decode().startswith("Usage: jianfu")
    for phrase in ("Options", "Usage", "Show this message"):
        assert phrase not in chinese.stdout.decode()
    assert not any("\u4e00" <= char <= "\u9fff" for char in english.stdout.decode())


def test_the_language_may_stand_anywhere() -> None:
    done = jianfu("classify", "none.txt", "--lang=en", "-q")
    assert "no such file" in done.stderr.decode()


def test_help_and_version_load_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from jianfu_rules.cli.main import run\n"
        "try: run(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'yaml', 'rich.table', 'jieba', 'ahocorasick_rs', 'numpy'}\n"
        "sys.exit(repr(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert "Python" in jianfu("version").stdout.decode()


def test_explain_answers_an_argument_and_standard_input() -> None:
    said = jianfu("explain", TEXT)
    piped = jianfu("explain", "-", stdin=TEXT.encode("gbk"))
    assert (said.returncode, piped.returncode) == (0, 0), said.stderr.decode()
    assert said.stdout == piped.stdout
    assert jianfu("explain", "-").returncode == 4


def test_rules_where_names_the_place() -> None:
    assert "rules" in jianfu("rules", "where").stdout.decode()


def test_a_failure_on_one_record_costs_that_record_only(call) -> None:
    done = call("打卡\nfail\n打卡\n", "-f", "jsonl")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["is_complaint"] for line in lines] == [True, False, True]
    assert lines[1]["error"]["code"] == "JF661"
    assert "ZeroDivisionError: 第一行" in done.err
    assert "Traceback" not in done.err
    assert done.code == 4


def test_strict_makes_incomplete_results_an_exit_code(call) -> None:
    assert call("long\n").code == 0
    done = call("long\n", "--strict")
    assert done.code == 5
    assert "JF662" in done.err


def test_unread_input_weighs_more_than_incomplete_work(call) -> None:
    assert call("long\nfail\n", "--strict").code == 4


def test_ctrl_c_on_the_way_to_a_table_shows_what_is_done(call) -> None:
    done = call("打卡\nstop\n打卡\n")
    assert done.code == 130
    assert "已完成 1 条" in done.err
    assert "【打卡】" in done.out


def test_the_table_shows_stance_symptom_and_evidence(call) -> None:
    done = call("天天要打卡，很累\n天气\n")
    assert "反映问题" in done.out
    assert "天天要【打卡】，很累" in done.out
    assert "天气" not in done.out
    assert "--all" in done.out
    assert "天气" in call("天天要打卡，很累\n天气\n", "--all").out


def test_terminal_escapes_in_a_text_are_not_obeyed(call) -> None:
    assert "\x1b" not in call("打卡\x1b[2J\x1b]0;x\x07\n").out


def test_many_problems_of_one_kind_are_counted_not_listed(call) -> None:
    done = call("fail\n" * 50, "-f", "jsonl")
    assert done.err.count("ZeroDivisionError") == 10
    assert "另有 40 条" in done.err


def test_quiet_says_errors_only(call) -> None:
    done = call("打卡\n", "-q", "-f", "csv")
    assert (done.code, done.err) == (0, "")


def test_the_unexpected_is_one_line_with_a_code(call, monkeypatch) -> None:
    def broken(rules: object, noise: object, **_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(command, "load_classifier", broken)
    done = call("打卡\n")
    assert done.code == 70
    assert "JF699" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("JIANFU_DEBUG", "1")
    assert "Traceback" in call("打卡\n").err
