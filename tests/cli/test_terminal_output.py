"""What a person at a terminal sees: colour, progress, help, words."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.cli import progress, wording
from jianfu_rules.cli.help_text import lay_out_rows, wrap
from jianfu_rules.cli.problem_log import ProblemLog, print_to_stderr
from jianfu_rules.cli.snippets import cut_snippet
from jianfu_rules.cli.table import TableWriter, new_console
from jianfu_rules.errors import Problem, display_width
from jianfu_rules.model import Classification
from jianfu_rules.records import Record

ROOT = Path(__file__).resolve().parents[2]
pty = pytest.importorskip("pty")


def at_a_terminal(*words: str) -> tuple[int, str]:
    """Run the command with all three streams on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "jianfu_rules.cli.main", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            # Linux says so when the other end is closed.
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(60), shown.decode()


def test_a_terminal_gets_colour_and_a_summary(tmp_path: Path, rule_dir) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    path = tmp_path / "a.txt"
    path.write_text("天天在五个群里打卡\n天气很好\n", encoding="gbk")
    code, shown = at_a_terminal("classify", str(path), "--rules", str(rules))
    assert code == 0, shown
    assert "\x1b[1;4;31m五个群里打卡\x1b[0m" in shown
    assert "━" in shown
    assert "GB18030" in shown
    assert "读到 2 条" in shown


def test_the_bar_comes_late_and_lets_problems_pass_above(monkeypatch, capsys) -> None:
    monkeypatch.setattr(progress, "_STEP_S", 0.0)
    log = ProblemLog(quiet=False)
    bar = progress.ProgressBar([__file__], log, is_wanted=True)
    bar.advance(1)
    assert log.echo is print_to_stderr
    monkeypatch.setattr(progress, "_PATIENCE_S", 0.0)
    bar.add_bytes(10)
    bar.advance(2)
    assert log.echo is not print_to_stderr
    log(Problem("JF636"))
    bar.stop()
    assert log.echo is print_to_stderr
    assert "JF636" in capsys.readouterr().err


def test_no_bar_where_none_is_wanted_and_no_total_for_missing_files() -> None:
    bar = progress.ProgressBar(["none", "-"], ProblemLog(quiet=True), is_wanted=False)
    bar.advance(1)
    bar.stop()
    assert bar.total_bytes is None


def test_long_ids_keep_their_end() -> None:
    stream = io.StringIO()
    writer = TableWriter(new_console(stream), show_all=True)
    for record_id in ("/a/b/" + "很长的名字" * 9 + ".csv:17", "x" * 40 + "末尾"):
        writer.write(Record(record_id, "天气", "a"), Classification("天气"))
    writer.flush()
    assert ".csv:17" in stream.getvalue()
    assert "末尾" in stream.getvalue()
    assert "/a/b" not in stream.getvalue()


def test_batches_of_rows_stand_in_line() -> None:
    stream = io.StringIO()
    writer = TableWriter(new_console(stream), show_all=True)
    for number in range(100):
        writer.write(Record(f"{number:04}", "天气", "a"), Classification("天气"))
    writer.flush()
    lines = stream.getvalue().splitlines()
    assert len(lines) == 101
    assert len({display_width(line) for line in lines[1:]}) == 1


@given(
    st.text("天一。\n\t\x1b ab", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
    st.integers(10, 60),
)
def test_a_snippet_fits_and_holds_nothing_a_terminal_obeys(
    text: str, ends: list[tuple[int, int]], cells: int
) -> None:
    spans = [(min(pair), min(max(pair), len(text))) for pair in ends]
    spans = [(start, end) for start, end in spans if start < end]
    pieces = cut_snippet(text, spans, cells)
    shown = "".join(piece for piece, _ in pieces)
    assert display_width(shown) <= cells + 2
    assert not set(shown) & set("\x1b\n\t")
    if spans and cells > 2 and any(text[s:e].strip() for s, e in spans[:1]):
        assert pieces


def test_a_snippet_joins_evidence_that_stands_far_apart() -> None:
    text = "打卡" + "一" * 60 + "填表"
    pieces = cut_snippet(text, [(62, 64), (0, 2)], 200)
    assert [piece for piece, is_on in pieces if is_on] == ["打卡", "填表"]
    assert "…" in "".join(piece for piece, _ in pieces)
    assert cut_snippet("打卡打卡", [(0, 3), (2, 4)], 9) == [("打卡打卡", True)]


@given(st.text("天。（） abc", max_size=60), st.integers(12, 40))
def test_wrapped_lines_keep_all_words(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_a_long_name_gets_a_line_of_its_own() -> None:
    rows = list(lay_out_rows("选项：", [("--a-very-long-option 名字名字名", "话")], 80))
    assert [row.strip() for row in rows] == [
        "选项：",
        "--a-very-long-option 名字名字名",
        "话",
    ]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Missing argument 'FILES...'", "缺少参数：FILES..."),
        ("Missing option '--x'.", "缺少选项：--x"),
        ("No such command 'x'.", "没有叫“x”的命令"),
        ("No such option '--x'.", "没有叫“--x”的选项"),
        ("Got unexpected extra arguments (b c)", "多出的参数：b c"),
        ("Option '--x' does not take a value.", "--x 后面不用写值"),
        ("Invalid value for '--x': is bad", "--x 的值不对：is bad"),
        ("something new", "something new"),
    ],
)
def test_the_parsers_english_is_put_into_chinese(
    monkeypatch, english: str, chinese: str
) -> None:
    monkeypatch.setattr(wording, "_spoken", "zh")
    assert wording.say_usage_error(english) == chinese
    monkeypatch.setattr(wording, "_spoken", "en")
    assert wording.say_usage_error(english) == english


def test_everything_is_said_in_both_languages() -> None:
    assert all(set(words) == set(wording.LANGUAGES) for words in wording.WORDS.values())
