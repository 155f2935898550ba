"""A run that was stopped, or killed, goes on: no record lost, none doubled."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main", "classify"]
TEXT = "我是村干部，一天要在五个群里打卡，还要截图发到群里。"
KILLER = """
import os, sys, time
from jianfu_rules.records import journal, resumable
from jianfu_rules.cli.main import run
from jianfu_rules.classifier import Classifier
resumable._CHECKPOINT_S = 0.02
slow = Classifier.classify
def classify(self, text, **options):
    time.sleep(0.001)
    return slow(self, text, **options)
Classifier.classify = classify
run(sys.argv[1:])
"""
"""The command as it is, with records that take a while and a busy journal."""


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


def jianfu(
    *words: str | Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )


def ids_of(path: Path) -> list[str]:
    if path.suffix == ".jsonl":
        return [json.loads(line)["id"] for line in path.read_text().splitlines()]
    if path.suffix == ".csv":
        text = path.read_text("utf-8-sig")
        return [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    if path.suffix == ".md":
        heads = [x for x in path.read_text("utf-8").splitlines() if x.startswith("## ")]
        return [head.removeprefix("## ").replace("\\", "") for head in heads]
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    rows = [row[0] for row in book["结果"].iter_rows(min_row=2, values_only=True)]
    book.close()
    return rows


def write_rows(path: Path, count: int, start: int = 0) -> list[str]:
    names = [f"t-{number}" for number in range(start, start + count)]
    rows = [f"{name},{TEXT if n % 3 else '天气'}\n" for n, name in enumerate(names)]
    path.write_text("id,text\n" + "".join(rows), encoding="utf-8")
    return names


def interrupted(tmp_path: Path, target: Path, *words: str, seconds: float = 1.0) -> str:
    """Run on a file that takes long, and press Ctrl-C once it is at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", KILLER, "classify", *words, "-o", str(target)],
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("*.journal")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors.decode()
    return errors.decode()


@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".md", ".xlsx"])
def test_ctrl_c_leaves_what_is_done_and_resume_does_the_rest(
    tmp_path: Path, suffix: str
) -> None:
    one, two, target = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / f"c{suffix}"
    names = write_rows(one, 200) + write_rows(two, 1500, start=200)
    said = interrupted(tmp_path, target, str(one), str(two), seconds=0.8)
    assert "JF696" in said and "--resume" in said and "Traceback" not in said
    assert not target.exists()
    (partial,) = tmp_path.glob(f"c{suffix}.partial*")
    journal = json.loads((tmp_path / f"c{suffix}.journal").read_text())
    done = sum(
        journal["progress"]["counts"][k]
        for k in ("complaint_count", "unlabelled_count")
    )
    assert 0 < done < len(names)
    assert partial.stat().st_size == journal["progress"]["offset"]
    if suffix == ".jsonl":
        lines = partial.read_text().splitlines()
        assert [json.loads(line)["id"] for line in lines] == names[:done]
    resumed = jianfu(one, two, "-o", target, "--resume")
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert "JF667" in resumed.stderr.decode()
    assert f"读到 {len(names):,} 条" in resumed.stderr.decode()
    assert ids_of(target) == names
    assert not list(tmp_path.glob("*.partial*")) and not list(
        tmp_path.glob("*.journal*")
    )
    whole = tmp_path / f"whole{suffix}"
    assert jianfu(one, two, "-o", whole).returncode == 0
    if suffix != ".xlsx":
        assert whole.read_bytes() == target.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx"])
def test_killed_twenty_times_at_random_and_still_every_record_once(
    tmp_path: Path, suffix: str
) -> None:
    source, target = tmp_path / "a.csv", tmp_path / f"b{suffix}"
    names = write_rows(source, 4000)
    chance = random.Random(7)
    command = [sys.executable, "-c", KILLER, "classify", str(source), "-o", str(target)]
    journal = tmp_path / f"b{suffix}.journal"
    offsets = [-1]

    def offset() -> int:
        if not journal.exists():
            return -1
        return json.loads(journal.read_text())["progress"]["offset"]

    for number in range(20):
        process = subprocess.Popen([*command, "--resume", "-q"], cwd=ROOT)
        if number % 4:
            # It is at work as soon as its journal says more than the last one.
            while offset() == offsets[-1] and process.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.1))
        else:
            time.sleep(chance.uniform(0, 1.0))
        assert process.poll() is None, "the file is too short for this machine"
        process.kill()
        process.wait(60)
        offsets.append(offset())
    assert offsets == sorted(offsets)
    assert len(set(offsets)) > 15
    done = jianfu(source, "-o", target, "--resume")
    assert done.returncode == 0, done.stderr.decode()
    assert ids_of(target) == names
    assert not list(tmp_path.glob("*.journal*"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--noise", "off"], "--noise"),
        (["--text-field", "id"], "--text-field"),
        (["--lang", "en"], "--lang"),
    ],
)
def test_other_options_are_no_resumption(
    tmp_path: Path, change: list[str], said: str
) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.jsonl"
    write_rows(source, 1500)
    interrupted(tmp_path, target, str(source), seconds=0.3)
    before = (tmp_path / "b.jsonl.partial").read_bytes()
    done = jianfu(source, "-o", target, "--resume", *change)
    assert done.returncode == 4
    assert "JF664" in done.stderr.decode() and said in done.stderr.decode()
    assert (tmp_path / "b.jsonl.partial").read_bytes() == before


def test_a_changed_input_or_rule_is_no_resumption(tmp_path: Path, rule_dir) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.jsonl"
    names = write_rows(source, 1500)
    interrupted(tmp_path, target, str(source), seconds=0.3)
    other = rule_dir({"daka": "strength: strong\nphrases: [群里打卡]"})
    done = jianfu(source, "-o", target, "--resume", "--rules", other)
    assert "JF664" in done.stderr.decode() and "--rules" in done.stderr.decode()
    with source.open("a") as stream:
        stream.write("new,row\n")
    done = jianfu(source, "-o", target, "--resume")
    assert done.returncode == 4
    assert "a.csv" in done.stderr.decode()
    anew = jianfu(source, "-o", target, "--restart")
    assert anew.returncode == 0
    assert ids_of(target) == [*names, "new"]
    assert not list(tmp_path.glob("*.journal*"))


@pytest.mark.parametrize("loses_journal", [False, True])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_rerun_does_not_drop_what_was_done(
    tmp_path: Path, suffix: str, loses_journal: bool
) -> None:
    source, target = tmp_path / "a.csv", tmp_path / f"b{suffix}"
    names = write_rows(source, 1500)
    interrupted(tmp_path, target, str(source), seconds=0.5)
    if loses_journal:
        target.with_name(target.name + ".journal").unlink()
    kept = {path: path.read_bytes() for path in tmp_path.glob("b*")}
    assert any(b"t-10" in data for data in kept.values())
    for words in [(), *([("--resume",)] if loses_journal else [])]:
        done = jianfu(source, "-o", target, *words)
        said = done.stderr.decode()
        assert done.returncode == 4 and "Traceback" not in said
        assert "JF688" in said and "--resume" in said and "--restart" in said
        assert {path: path.read_bytes() for path in tmp_path.glob("b*")} == kept
    both = jianfu(source, "-o", target, "--resume", "--restart")
    assert both.returncode == 2 and "JF659" in both.stderr.decode()
    anew = jianfu(source, "-o", target, "--restart")
    assert anew.returncode == 0, anew.stderr.decode()
    assert ids_of(target) == names
    assert [p.name for p in tmp_path.glob("b*")] == [target.name]


def test_personal_data_kept_or_hidden_is_no_resumption(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.jsonl"
    write_rows(source, 1500)
    interrupted(tmp_path, target, str(source), seconds=0.3)
    done = jianfu(source, "-o", target, "--resume", "--keep-personal-data")
    assert "JF664" in done.stderr.decode()
    assert "--keep-personal-data" in done.stderr.decode()


def test_a_broken_journal_is_told_and_not_trusted(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.jsonl"
    write_rows(source, 3)
    (tmp_path / "b.jsonl.journal").write_text('{"version": 1')
    done = jianfu(source, "-o", target, "--resume")
    assert done.returncode == 4
    assert "JF669" in done.stderr.decode()


def test_resume_without_an_interrupted_run_begins_anew_and_says_so(
    tmp_path: Path,
) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    names = write_rows(source, 3)
    done = jianfu(source, "-o", target, "--resume")
    assert done.returncode == 0
    assert "JF666" in done.stderr.decode()
    assert ids_of(target) == names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "-o", "b.jsonl"], "标准输入"),
        (["a.csv"], "--output"),
        (["a.csv", "-o", "b.txt"], "表格"),
    ],
)
def test_where_resume_is_of_no_use_it_is_refused(
    tmp_path: Path, words: list[str], said: str
) -> None:
    write_rows(tmp_path / "a.csv", 3)
    placed = [str(tmp_path / w) if "." in w else w for w in words]
    done = jianfu(*placed, "--resume", stdin=b"x")
    assert done.returncode == 2
    assert "JF665" in done.stderr.decode() and said in done.stderr.decode()


def test_two_runs_do_not_write_the_same_output(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    write_rows(source, 3)
    with (tmp_path / "b.csv.partial").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = jianfu(source, "-o", target)
    assert done.returncode == 4
    assert "JF668" in done.stderr.decode()


def test_standard_input_goes_into_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "b.xlsx"
    done = jianfu("-", "-o", target, stdin=f"{TEXT}\n天气\n".encode())
    assert done.returncode == 0, done.stderr.decode()
    assert ids_of(target) == ["stdin:1", "stdin:2"]
    assert [p.name for p in tmp_path.glob("b.*")] == ["b.xlsx"]
