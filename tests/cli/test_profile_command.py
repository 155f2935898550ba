"""``jianfu profile`` as a person calls it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _small_rules(rule_dir, monkeypatch) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [五个群里打卡]"})
    monkeypatch.setenv("JIANFU_RULES", str(rules))
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    rows = [f"t{n},一天要在五个群里打卡" + "，真累" * n for n in range(30)]
    path.write_text("id,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def jianfu(*words: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", "profile", *map(str, words)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_table_names_stages_rules_and_records(records: Path) -> None:
    code, out, errors = jianfu(records, "--top", "3")
    assert code == 0, errors
    for words in ("30 条", "折叠", "负担数字", "zhijian.daka", "最慢的记录"):
        assert words in out
    assert sum(line.startswith("t") for line in out.splitlines()) == 3
    code, out, _ = jianfu(records, "--lang", "en", "--top", "0")
    assert code == 0 and "quantities" in out and "zhijian.daka" not in out


def test_json_holds_the_same(records: Path) -> None:
    code, out, _ = jianfu(records, "-f", "json", "--limit", "10", "-q")
    values = json.loads(out)
    assert code == 0 and values["text_count"] == 10
    assert {"stage", "seconds", "share", "calls"} <= set(values["stages"][0])
    assert values["rules"][0]["rule"] == "zhijian.daka"
    assert values["rules"][0]["tries"] >= 10
    slowest = values["slowest"]
    assert {text["id"] for text in slowest} == {f"t{n}" for n in range(10)}
    assert slowest[0]["place"].startswith(str(records))


def test_what_cannot_be_read_is_told(records: Path, tmp_path: Path) -> None:
    code, out, errors = jianfu(records, tmp_path / "b.csv")
    assert code == 4 and "没有这个文件" in errors and "30 条" in out
    code, out, errors = jianfu(tmp_path / "b.csv")
    assert (code, out) == (4, "") and "Traceback" not in errors
