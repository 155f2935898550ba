"""Full disks, closed pipes, missing homes, broken files: a code, and nothing lost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_rules.data import read_file

FULL = Path("/dev/full")
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main"]
LINE = "天天填表，工作群太多，第{}次。\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here"),
]


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    rules = rule_dir({"qun": "strength: strong\nphrases: [<群><太多>]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("".join(LINE.format(n) for n in range(300)), encoding="utf-8")
    return path


def jianfu(
    *words: str | Path,
    env: dict[str, str] | None = None,
    **more: object,
) -> subprocess.CompletedProcess[bytes]:
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"} if env is None else env,
        timeout=120,
        **streams,  # type: ignore[call-overload]
    )


def small_files() -> None:
    """Let the process write no file past 16 KB, as on a disk that is nearly full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


@pytest.mark.parametrize(
    "words",
    [
        ["classify", "-f", "jsonl"],
        ["classify", "-f", "csv"],
        ["classify"],
    ],
)
def test_a_full_standard_output_is_told(words: list[str], texts: Path) -> None:
    with FULL.open("wb") as full:
        done = jianfu(*words, texts, stdout=full)
    assert done.returncode == 4
    said = done.stderr.decode()
    assert "JF698" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "words", [["--help"], ["rules", "list"], ["explain", "群太多"]]
)
def test_a_full_output_of_any_command_is_told(words: list[str]) -> None:
    with FULL.open("wb") as full:
        done = jianfu(*words, stdout=full)
    assert (done.returncode, b"JF698" in done.stderr) == (4, True)


def test_where_nothing_can_be_said_the_exit_code_says_it(texts: Path) -> None:
    with FULL.open("wb") as full:
        done = jianfu("classify", texts, stdout=full, stderr=full)
        lost = jianfu("classify", "no such file", stdout=full, stderr=full)
    assert (done.returncode, lost.returncode) == (4, 4)


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "md", "xlsx"])
def test_a_full_disk_keeps_what_is_done_and_resume_does_the_rest(
    suffix: str, texts: Path, tmp_path: Path
) -> None:
    out, whole = tmp_path / f"b.{suffix}", tmp_path / f"c.{suffix}"
    stopped = jianfu("classify", texts, "-o", out, preexec_fn=small_files)
    assert (stopped.returncode, b"JF651" in stopped.stderr) == (2, True)
    assert not out.exists()
    assert list(tmp_path.glob(f"b.{suffix}.partial*"))
    resumed = jianfu("classify", texts, "-o", out, "--resume")
    assert resumed.returncode == 0, resumed.stderr.decode()
    assert jianfu("classify", texts, "-o", whole).returncode == 0
    if suffix != "xlsx":  # a workbook carries the second it was made in
        assert out.read_bytes() == whole.read_bytes()


def test_an_output_that_may_not_be_written_is_told(texts: Path) -> None:
    done = jianfu("classify", texts, "-o", "/proc/a.jsonl")
    assert (done.returncode, b"JF651" in done.stderr) == (2, True)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_model_cut_short_is_told(share: float, tmp_path: Path) -> None:
    content = read_file("fallback.json")
    model = tmp_path / "model.json"
    # Within a character, too: the file is Chinese for a good part.
    for end in range(int(len(content) * share), int(len(content) * share) + 3):
        model.write_bytes(content[:end])
        done = jianfu("explain", "群太多", "--model", model)
        assert (done.returncode, b"JF507" in done.stderr) == (3, True)


@pytest.mark.parametrize("cache", ["/proc/nowhere", __file__])
def test_a_cache_that_cannot_be_used_costs_time_only(cache: str) -> None:
    env = {**os.environ, "JIANFU_CACHE": cache, "PYTHONIOENCODING": "utf-8"}
    del env["JIANFU_RULES"]
    done = jianfu("explain", "群太多了", "-f", "json", env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["complete"] is True


@pytest.mark.parametrize("env", [{}, {"HOME": "/nowhere", "TMPDIR": "/nowhere"}])
def test_no_home_is_needed(env: dict[str, str]) -> None:
    env["JIANFU_RULES"] = os.environ["JIANFU_RULES"]
    done = jianfu("explain", "群太多了", env=env)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


def test_a_reader_that_leaves_is_no_failure(texts: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = jianfu("classify", "-f", "jsonl", texts, stdout=pipe)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2)])
def test_streams_that_are_closed_are_no_failure(
    closed: tuple[int, ...], texts: Path
) -> None:
    def close() -> None:
        for number in closed:
            os.close(number)

    done = jianfu("classify", "-f", "jsonl", texts, preexec_fn=close)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_compiled_rules_from_the_future_are_used_as_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIANFU_CACHE", str(tmp_path))
    monkeypatch.delenv("JIANFU_RULES")
    first = jianfu("explain", "工作群太多", "-f", "json")
    kept = list(tmp_path.glob("*.json"))
    assert kept
    for path in kept:
        os.utime(path, (4_000_000_000, 4_000_000_000))
    assert jianfu("explain", "工作群太多", "-f", "json").stdout == first.stdout


@pytest.mark.parametrize("strict", [True, False])
def test_a_text_past_the_budget_says_so(strict: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("工作群太多，" + "天" * 200_000 + "\n群太多\n", encoding="utf-8")
    words = ["--strict"] if strict else []
    done = jianfu("classify", path, "-f", "jsonl", *words)
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.returncode == (5 if strict else 0)
    assert (first["complete"], second["complete"]) == (False, True)
    assert "200,000" in first["reasons"][0]
    assert first["labels"]
