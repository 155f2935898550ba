"""``jianfu classify --workers``: the bytes of one process, whatever happens to some."""

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

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main", "classify"]
TEXT = "我是村干部，一天要在五个群里打卡，还要截图发到群里。"
TROUBLE = """
import os, signal, time
from jianfu_rules.classifier import Classifier

whole = Classifier.classify

def classify(self, text, **options):
    if "夺命" in text and os.getppid() == int(os.environ["FIRST"]):
        os.kill(os.getpid(), signal.SIGKILL)
    if "出错" in text:
        raise ZeroDivisionError("这一条")
    if "慢" in text:
        time.sleep(0.003)
    return whole(self, text, **options)

Classifier.classify = classify
"""
"""What Python imports as it starts: some texts take long, fail, or kill a worker."""

on_posix = pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch, tmp_path) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


@pytest.fixture
def trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(TROUBLE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    # The process itself does not kill itself: `started` says which it is.
    monkeypatch.setenv("FIRST", "-1")


def started(*words: str | Path) -> subprocess.Popen[bytes]:
    """Start the command; FIRST tells the workers whose children they are."""
    script = (
        "import os, sys; os.environ['FIRST'] = str(os.getpid());"
        "from jianfu_rules.cli.main import run; run(['classify', *sys.argv[1:]])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )


def jianfu(*words: str | Path) -> tuple[int, str, str]:
    process = started(*words)
    out, errors = process.communicate(timeout=120)
    return process.returncode, out.decode(), errors.decode()


def write_rows(path: Path, count: int, special: dict[int, str] | None = None) -> None:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", "text", "日期"])
    for n in range(count):
        text = (special or {}).get(n) or (TEXT if n % 3 else f"天气{n}慢")
        rows.writerow([f"t-{n}", text, "2024-08-06" if n % 5 else "昨天"])
    path.write_text(out.getvalue(), encoding="utf-8")


def ids_of(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files of several kinds, with records and a file that cannot be read."""
    write_rows(tmp_path / "a.csv", 150)
    (tmp_path / "b.jsonl").write_text(
        '{"id": "b1", "text": "五个群里打卡", "title": "\\ud83d"}\n{"text"\n'
        '{"text": "=1+1"}\n',
        encoding="utf-8",
    )
    (tmp_path / "c.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (tmp_path / "d.txt").write_bytes("五个群里打卡\n天气\n".encode("gbk"))
    return [tmp_path / name for name in ("a.csv", "b.jsonl", "c.csv", "d.txt")]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "md", "template", "table"])
def test_bytes_and_messages_are_those_of_one_process(
    tmp_path: Path, files: list[Path], kind: str
) -> None:
    template = tmp_path / "t.html"
    template.write_text("%% 开头\n<p>\n%% 每条\n<h1>${编号}</h1>${原文}\n", "utf-8")
    options = ["--template", template] if kind == "template" else ["-f", kind]
    said, written = [], []
    for workers in (1, 2, 3):
        target = tmp_path / "out"
        code, out, errors = jianfu(
            *files, *options, "-o", target, "--workers", str(workers)
        )
        assert (code, out) == (4, "")
        said.append([line for line in errors.splitlines() if "用时" not in line])
        written.append(
            [
                x
                for x in target.read_bytes().splitlines()
                if b"\xe7\x94\xa8\xe6\x97\xb6" not in x
            ]
        )
    assert written[0] == written[1] == written[2] and len(written[0]) > 5
    assert said[0] == said[1] == said[2] and len(said[0]) > 5


def test_dates_and_places_travel(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", 100)
    outs = [
        jianfu(
            tmp_path / "a.csv", "--date-field", "日期", "-f", "jsonl", "--workers", n
        )
        for n in "012"
    ]
    codes, texts, errors = zip(*outs, strict=True)
    assert codes == (0, 0, 0)
    assert texts[0] == texts[1] == texts[2]
    # Ten as they come, and how many more in the end.
    assert all(e.count("JF348") == 11 and "JF660" in e for e in errors)


@pytest.mark.usefixtures("trouble")
def test_a_report_is_that_of_one_process(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", 150, {70: "出错"})
    (tmp_path / "b.jsonl").write_text('{"text": "五个群里打卡"}\n{"text"\n')
    made = []
    for workers in ("1", "2"):
        target = tmp_path / f"{workers}.json"
        words = ["report", "a.csv", "b.jsonl", "-o", target.name, "--k", "1"]
        done = subprocess.run(
            [*COMMAND[:-1], *words, "--workers", workers],
            capture_output=True,
            cwd=tmp_path,
            timeout=120,
        )
        assert done.returncode == 4, done.stderr.decode()
        assert b"ZeroDivisionError" in done.stderr
        made.append(json.loads(target.read_text("utf-8")))
    assert made[0] == made[1]


def test_half_a_number_of_workers_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("天气\n")
    for count in ("-1", "x", "1.5"):
        code, _, errors = jianfu(tmp_path / "a.txt", "--workers", count)
        assert code == 2 and "JF690" in errors and "Traceback" not in errors


@on_posix
@pytest.mark.usefixtures("trouble")
def test_a_text_that_kills_is_a_problem_of_its_own(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", 200, {70: "夺命", 90: "出错", 91: TEXT + "夺命"})
    target = tmp_path / "b.jsonl"
    code, _, errors = jianfu(tmp_path / "a.csv", "-o", target, "--workers", "2")
    assert code == 4 and "Traceback" not in errors
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [f"t-{n}" for n in range(200)]
    failed = {line["id"]: line["error"]["code"] for line in lines if "error" in line}
    assert failed == {"t-70": "JF780", "t-90": "JF661", "t-91": "JF780"}
    assert "a.csv:72:1  错误 JF780" in errors
    assert "a.csv:92:1  错误 JF661" in errors and "ZeroDivisionError: 这一条" in errors
    assert "JF781" in errors and "信号 9" in errors


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for path in found for word in path.read_text().split()]


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="who is whose child is read there"
)


@needs_proc
@pytest.mark.usefixtures("trouble")
def test_workers_killed_in_the_middle_and_the_bytes_are_the_same(
    tmp_path: Path,
) -> None:
    write_rows(tmp_path / "a.csv", 1500)
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert jianfu(tmp_path / "a.csv", "-o", one)[0] == 0
    process = started(tmp_path / "a.csv", "-o", two, "--workers", "2")
    killed: set[int] = set()
    partial = tmp_path / "two.jsonl.partial"
    last = 0
    while len(killed) < 3 and process.poll() is None:
        size = partial.stat().st_size if partial.exists() else 0
        fresh = [pid for pid in children_of(process.pid) if pid not in killed]
        if size > last + 100_000 and fresh:
            os.kill(fresh[-1], signal.SIGKILL)
            killed.add(fresh[-1])
            last = size
        time.sleep(0.005)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    # One that dies before it has work is replaced without a word.
    assert len(killed) == 3 and 1 <= errors.decode().count("JF781") <= 3
    assert two.read_bytes() == one.read_bytes()


@pytest.mark.slow
@needs_proc
@pytest.mark.usefixtures("trouble")
@pytest.mark.parametrize(("suffix", "again"), [(".jsonl", "3"), (".csv", "1")])
def test_ctrl_c_leaves_what_is_done_and_any_number_goes_on(
    tmp_path: Path, suffix: str, again: str
) -> None:
    write_rows(tmp_path / "a.csv", 1500)
    whole, target = tmp_path / f"whole{suffix}", tmp_path / f"b{suffix}"
    assert jianfu(tmp_path / "a.csv", "-o", whole)[0] == 0
    process = started(tmp_path / "a.csv", "-o", target, "--workers", "2")
    partial = tmp_path / f"b{suffix}.partial"
    while not partial.exists() or partial.stat().st_size < 30_000:
        assert process.poll() is None
        time.sleep(0.005)
    workers = children_of(process.pid)
    pressed = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert time.monotonic() - pressed < 5
    assert process.returncode == 130, errors.decode()
    assert "JF696" in errors.decode() and "Traceback" not in errors.decode()
    assert len(workers) == 2 and not any(Path(f"/proc/{p}").exists() for p in workers)
    assert whole.read_bytes().startswith(partial.read_bytes())
    code, _, said = jianfu(
        tmp_path / "a.csv", "-o", target, "--resume", "--workers", again
    )
    assert code == 0 and "JF667" in said
    assert target.read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("*.journal*"))


@pytest.mark.slow
@needs_proc
@pytest.mark.usefixtures("trouble")
def test_killed_itself_it_leaves_no_worker_and_goes_on(tmp_path: Path) -> None:
    write_rows(tmp_path / "a.csv", 1500)
    whole, target = tmp_path / "whole.jsonl", tmp_path / "b.jsonl"
    assert jianfu(tmp_path / "a.csv", "-o", whole)[0] == 0
    process = started(tmp_path / "a.csv", "-o", target, "--workers", "2")
    partial = tmp_path / "b.jsonl.partial"
    while not partial.exists() or partial.stat().st_size < 30_000:
        assert process.poll() is None
        time.sleep(0.005)
    workers = children_of(process.pid)
    process.kill()
    process.communicate(timeout=60)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    code, _, _ = jianfu(tmp_path / "a.csv", "-o", target, "--resume", "--workers", "2")
    assert code == 0
    assert target.read_bytes() == whole.read_bytes()
    assert len(ids_of(target)) == 1500


def test_rules_that_cannot_be_read_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("天气\n" * 100)
    monkeypatch.setenv("JIANFU_RULES", str(tmp_path / "nowhere"))
    code, _, errors = jianfu(tmp_path / "a.txt", "--workers", "2")
    assert code == 3 and errors.count("错误") == 1
