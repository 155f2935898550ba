"""Office files in and out, as a person at an office calls the command."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jianfu_rules.model import Classification, Evidence, Label, Match, Span
from jianfu_rules.records import CsvWriter, JsonLinesWriter, Record, read_records
from jianfu_rules.records.cells import unescape
from jianfu_rules.records.markdown import MarkdownWriter
from jianfu_rules.records.templates import TemplateWriter, read_template
from jianfu_rules.records.workbooks import SpoolWriter, make_workbook
from jianfu_rules.records.writing import JSON_ESCAPE

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main", "classify"]
TEXT = "我是村干部，一天要在五个群里打卡，还要截图发到群里。"
STANCES = {
    "complaint": "反映问题",
    "remedy": "已经整改",
    "policy": "要求部署",
    "mention": "提到",
}


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))


def jianfu(
    *words: str | Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=300,
    )


def save_sheet(path: Path, rows: list[list[object]], title: str = "工单") -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def result(text: str) -> Classification:
    if not text:
        return Classification(text)
    match = Match("s.r", text[:2], Span(0, min(2, len(text))))
    found = (Evidence(match, "complaint", 0.9, text[:2]),)
    return Classification(text, (Label("s", "症状", "complaint", 0.9, found),))


def test_a_workbook_goes_in_and_a_workbook_comes_out(tmp_path: Path) -> None:
    rows = [
        ["编号", "诉求内容", "区县"],
        ["=1", TEXT, "东"],
        ["b", "天气", "西"],
        ["c", "=1+1"],
    ]
    source = save_sheet(tmp_path / "a.xlsx", rows)
    # A formula without a value reads as an empty cell.
    target = tmp_path / "b.xlsx"
    done = jianfu(source, "-o", target)
    assert done.returncode == 0, done.stderr.decode()
    book = openpyxl.load_workbook(target, rich_text=True)
    assert book.sheetnames == ["汇总", "结果"]
    sheet = book["结果"]
    assert sheet.freeze_panes == "C2"
    assert (
        sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}4"
    )
    ids = list(sheet["A"])[1:]
    assert {cell.data_type for cell in ids} == {"s"}
    rich = sheet["B2"].value
    assert str(rich) == TEXT
    coloured = [block for block in rich if getattr(block.font, "color", None)]
    assert [block.text for block in coloured] == ["五个群里打卡"]
    assert [c.value for c in sheet[2]][8:11] == [None, "东", None]
    summary = {row[0].value: row[1].value for row in book["汇总"].iter_rows()}
    assert (summary["读到"], summary["反映问题"]) == (3, 1)


def test_dry_run_tells_what_would_be_read_and_reads_no_rules(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(
        "编号,留言内容,受理时间\n1,甲,2024-01-02\n".encode("gbk")
    )
    save_sheet(tmp_path / "b.xlsx", [["id", "text"], [1, "甲"], [2, "乙"]])
    (tmp_path / "c.jsonl").write_text('{"text": "x"}\n{bad\n')
    done = jianfu(tmp_path, "--dry-run", "--rules", tmp_path / "none")
    out = done.stdout.decode().splitlines()
    assert out[0].endswith(
        "a.csv：csv · GB18030（GBK） · 正文=留言内容 · 编号=编号 · 日期=受理时间，1 条"
    )
    assert out[1].endswith("b.xlsx：xlsx · 正文=text · 编号=id，2 条")
    assert out[2].endswith("c.jsonl：jsonl · UTF-8 · 正文=text，2 条（读不了 1 条）")
    assert out[3] == "共 3 个文件，5 条记录，没有分析。"
    assert done.returncode == 4
    assert sorted(p.name for p in tmp_path.iterdir()) >= ["a.csv", "b.xlsx", "c.jsonl"]


def test_a_template_lays_out_the_results(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text(f"id,text\n<b>,{TEXT}\n2,${{id}} $$ 天气\n", encoding="utf-8")
    layout = tmp_path / "t.html"
    layout.write_text(
        "<h1>$$</h1>\n%% 每条\n<p id='${编号}'>${原文}${标签}</p>\n"
        "%% 标签\n<i>${症状}：${证据}</i>\n%% 结尾\n<b>${总数}/${complaints}</b>\n",
        encoding="gbk",
    )
    target = tmp_path / "out.html"
    done = jianfu(source, "--template", layout, "-o", target)
    assert done.returncode == 0, done.stderr.decode()
    assert target.read_text("utf-8") == (
        "<h1>$</h1>\n"
        f"<p id='&lt;b&gt;'>{TEXT}<i>指尖负担：五个群里打卡</i>\n</p>\n"
        "<p id='2'>${id} $$ 天气</p>\n"
        "<b>2/1</b>\n"
    )


def test_all_that_is_wrong_with_a_template_is_said_at_once(tmp_path: Path) -> None:
    layout = tmp_path / "t.txt"
    layout.write_text("${编好} $x\n%% 每条\n${a.b}\n%% 每条\n%% if\n", encoding="utf-8")
    done = jianfu("-", "--template", layout, stdin=b"x")
    said = done.stderr.decode()
    assert done.returncode == 2
    assert (
        f"{layout}:1:1" in said and f"{layout}:1:7" in said and f"{layout}:3:1" in said
    )
    assert [said.count(code) for code in ("JF654", "JF655", "JF656")] == [2, 1, 2]
    for words in (["--template", str(layout), "-f", "csv"], ["-f", "xlsx"]):
        done = jianfu("-", *words, stdin=b"x")
        assert done.returncode == 2
        assert "Traceback" not in done.stderr.decode()


def test_damaged_files_are_messages_and_the_others_are_read(tmp_path: Path) -> None:
    good = save_sheet(tmp_path / "good.xlsx", [["id", "text"], ["7", TEXT]])
    (tmp_path / "cut.xlsx").write_bytes(good.read_bytes()[:-300])
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n1 0 obj<<")
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.csv", b"0" * (80 << 20))
    names = ("cut.xlsx", "old.xls", "bad.pdf", "bomb.zip", "good.xlsx")
    done = jianfu(*(tmp_path / name for name in names), "-f", "jsonl")
    said = done.stderr.decode()
    assert done.returncode == 4
    assert [json.loads(x)["id"] for x in done.stdout.decode().splitlines()] == ["7"]
    assert "Traceback" not in said
    for code in ("JF671", "JF616", "JF681"):
        assert code in said


def test_the_output_in_a_folder_is_not_read_the_next_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    target = tmp_path / "out.csv"
    for _ in range(2):
        done = jianfu(tmp_path, "-o", target)
        assert done.returncode == 0, done.stderr.decode()
        rows = list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"))))
        assert [Path(row["id"]).name for row in rows] == ["a.txt:1"]


NASTY = (
    st.one_of(
        st.text(max_size=12),
        st.text(
            st.sampled_from(
                "=+-@'\"\n\r\t\0\ufeff\ud800\udc00,;|*_`#<>&\\$ {}x0041_＝ "
            ),
            max_size=12,
        ),
        st.sampled_from(
            [
                "=cmd|' /C calc'!A0",
                "'=1",
                "''",
                "_x0000_",
                "_x005F_x0041_",
                "\ud83d",
                "${id}",
            ]
        ),
    )
    .filter(bool)
    .map(
        # Two halves side by side are a whole one, in JSON as elsewhere.
        lambda text: text.encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "surrogatepass"
        )
    )
)
IDS = st.lists(NASTY, min_size=1, max_size=6)


def plain_cell(cell: str) -> str:
    """Undo `safe_cell`, as docs/files.md says."""
    if re.match("'+[=+\\-@\t\r\n＝＋－＠]", cell):
        cell = cell[1:]
    return unescape(cell)


def plain_markdown(line: str) -> str:
    """Undo `escape_markdown`, as a reader of Markdown does."""

    def plain(found: re.Match[str]) -> str:
        return chr(int(found[1])) if found[1] else found[2]

    return unescape(re.sub(r"&#(\d+);|\\(.)", plain, line, flags=re.S))


@given(IDS)
def test_ids_survive_json_lines(ids: list[str]) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", errors=JSON_ESCAPE, newline="")
    writer = JsonLinesWriter(stream, "d")
    for name in ids:
        writer.write(Record(name, "打卡", "a:1"), result("打卡"))
    stream.flush()
    lines = raw.getvalue().decode().removesuffix("\n").split("\n")
    assert [json.loads(line)["id"] for line in lines] == ids


@given(IDS)
def test_ids_survive_csv(ids: list[str]) -> None:
    sheet = io.StringIO(newline="")
    writer = CsvWriter(sheet)
    for name in ids:
        writer.write(Record(name, name, "a:1"), result("打卡"))
    data = sheet.getvalue().encode("utf-8")
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [plain_cell(row["id"]) for row in rows] == ids
    assert not any(re.match("[=+\\-@\t\r\n＝＋－＠]", row["id"]) for row in rows)


@given(IDS)
def test_ids_survive_markdown(ids: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = MarkdownWriter(out, STANCES)
    for name in ids:
        writer.write(Record(name, name, "a:1"), result(name))
    text = out.getvalue().encode("utf-8").decode()
    heads = [x[3:] for x in text.split("\n") if x.startswith("## ")]
    assert [plain_markdown(head) for head in heads] == ids


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(IDS)
def test_ids_survive_a_template(tmp_path: Path, ids: list[str]) -> None:
    layout = tmp_path / "t.html"
    layout.write_text("<td>${编号}</td>", encoding="utf-8")
    out = io.StringIO(newline="")
    writer = TemplateWriter(out, read_template(layout), "d", STANCES)
    for name in ids:
        writer.write(Record(name, name, "a:1"), result(name))
    text = out.getvalue().encode("utf-8").decode()
    found = re.findall("<td>(.*?)</td>", text, re.S)
    assert [unescape(html.unescape(x)) for x in found] == ids


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(IDS)
def test_ids_and_texts_survive_a_workbook(tmp_path: Path, ids: list[str]) -> None:
    spool, target = tmp_path / "s.jsonl", tmp_path / "out.xlsx"
    with spool.open("w", encoding="utf-8") as stream:
        writer = SpoolWriter(stream, "d")
        for name in ids:
            writer.write(Record(name, name + "打卡", "a:1"), result(name + "打卡"))
    make_workbook(spool, target, STANCES, [("文件", "=x")], pytest.fail)
    records = list(read_records(target, sheet="结果"))
    # Blanks around an id are no part of it for the reader of any table.
    stripped = [name.strip() for name in ids]
    assert [r.id for r, s in zip(records, stripped, strict=True) if s] == [
        s for s in stripped if s
    ]
    assert [record.text for record in records] == [name + "打卡" for name in ids]


def test_the_same_ids_come_out_of_every_format(tmp_path: Path) -> None:
    ids = [
        "=cmd",
        "'=1",
        "a\nb",
        'q"x',
        "\ufeffy",
        "n\0l",
        "\ud800h",
        "_x0041_",
        "p|q*",
    ]
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": name, "text": TEXT}) for name in ids]
    source.write_text("\n".join(lines), encoding="ascii")
    layout = tmp_path / "t.html"
    layout.write_text("<td>${id}</td>", encoding="utf-8")
    for suffix in ("jsonl", "csv", "md", "xlsx"):
        done = jianfu(source, "-o", tmp_path / f"out.{suffix}")
        assert done.returncode == 0, done.stderr.decode()
    done = jianfu(source, "--template", layout, "-o", tmp_path / "out.html")
    assert done.returncode == 0, done.stderr.decode()
    text = (tmp_path / "out.jsonl").read_text("utf-8")
    assert [json.loads(line)["id"] for line in text.splitlines()] == ids
    sheet = io.StringIO(
        (tmp_path / "out.csv").read_bytes().decode("utf-8-sig"), newline=""
    )
    rows = csv.DictReader(sheet)
    assert [plain_cell(row["id"]) for row in rows] == ids
    text = (tmp_path / "out.md").read_bytes().decode()
    heads = [x[3:] for x in text.split("\n") if x.startswith("## ")]
    assert [plain_markdown(head) for head in heads] == ids
    text = (tmp_path / "out.html").read_bytes().decode()
    found = re.findall("<td>(.*?)</td>", text, re.S)
    assert [unescape(html.unescape(x)) for x in found] == ids
    records = read_records(tmp_path / "out.xlsx", sheet="结果")
    assert [record.id for record in records] == ids


def test_a_long_text_is_cut_in_a_cell_and_said(tmp_path: Path) -> None:
    spool, target = tmp_path / "s.jsonl", tmp_path / "out.xlsx"
    long = "打卡" + "群" * 40_000
    said = []
    with spool.open("w", encoding="utf-8") as stream:
        SpoolWriter(stream, "d").write(Record("7", long, "a:1"), result(long))
    make_workbook(spool, target, STANCES, [], said.append)
    assert [problem.code for problem in said] == ["JF658"]
    (record,) = read_records(target, sheet="结果")
    assert len(record.text) == 32_767
    assert record.text.startswith("打卡群") and record.text.endswith("…")


GROWTH = """
import resource, sys
from types import SimpleNamespace
from jianfu_rules.cli import classify as command
from jianfu_rules.model import Classification
from jianfu_rules.cli.main import run
class Fake:
    rules = SimpleNamespace(digest="d")
    def classify(self, text, **_):
        return Classification(text)
command.load_classifier = lambda *a, **k: Fake()
source, rows = sys.argv[1:]
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try: run(["classify", source + ".small", "-o", source + ".1.jsonl", "-q"])
except SystemExit: pass
before = peak()
try: run(["classify", source, "-o", source + ".2.jsonl", "-q"])
except SystemExit: pass
print(peak() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="units of ru_maxrss differ")
def test_a_long_table_is_read_in_flat_memory(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    row = "群" * 100
    with source.open("w", encoding="utf-8") as stream:
        stream.write("id,text\n")
        stream.writelines(f"{n},{row}\n" for n in range(200_000))
    (tmp_path / "a.csv.small").write_text("id,text\n1,x\n")
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(source), "200000"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=300,
    )
    with (tmp_path / "a.csv.2.jsonl").open() as lines:
        assert sum(1 for _ in lines) == 200_000
    # 60 MB of text; the pieces that are read are of one MB.
    assert int(done.stdout) < 30_000, "kB"
