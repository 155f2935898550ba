"""The same text has the same result in every process, on every Python, anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.ruleset.where import find_rules

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEXTS = """\
我一个村干部加了四十多个工作群，每天光回“收到”就要一个小时，根本没空下村。
全区清理工作群211个，从原来的三十七个减到八个，基层轻松多了。
不得要求基层重复报送报表，严禁层层加码。
減(fù)負說了三年，工 作 群 反而從八個變成二十個，形式注意，文山汇海。
【诉求】希望少开会。【答复】您好，已取消各类打卡，感谢您的支持。
"""
PYTHONS = sorted(
    Path.home().glob(".pyenv/versions/3.1[0-3].*/bin/python"), key=lambda p: str(p)
)
_IN_ANOTHER = """\
import sys
sys.path[:0] = {paths!r}
from jianfu_rules.cli.main import run
run(["classify", "-", "-f", "jsonl", "-q"])
"""


def results(**env: str) -> bytes:
    """Return what ``jianfu classify`` writes for the texts in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", "classify", "-", "-f", "jsonl"],
        input=TEXTS.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", **env},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def usual() -> bytes:
    return results(PYTHONHASHSEED="0")


@pytest.mark.parametrize("seed", ["1", "4294967295", "random"])
@pytest.mark.parametrize("cache", ["off", ""])
def test_hash_seeds_change_nothing(seed: str, cache: str, usual: bytes) -> None:
    env = {"PYTHONHASHSEED": seed}
    if cache:
        env["JIANFU_CACHE"] = cache
    assert results(**env) == usual


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.UTF-8", "zh_CN.GB18030"])
def test_locales_and_clocks_change_nothing(locale: str, usual: bytes) -> None:
    assert results(LC_ALL=locale, LANG=locale, TZ="Asia/Shanghai") == usual


def test_compiling_gives_the_same_tables_in_every_process(tmp_path: Path) -> None:
    kept = []
    for seed in ("0", "7"):
        folder = tmp_path / seed
        results(PYTHONHASHSEED=seed, JIANFU_CACHE=str(folder))
        (file,) = folder.glob("*.json")
        kept.append((file.name, file.read_bytes()))
    assert kept[0] == kept[1]


def test_line_ends_of_windows_change_neither_digest_nor_result(tmp_path: Path) -> None:
    root = find_rules().root
    assert isinstance(root, Path)
    for source in root.rglob("*.yml"):
        copy = tmp_path / source.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    ours = Classifier.load(fallback=None)
    theirs = Classifier.load(tmp_path)
    assert theirs.rules.digest == ours.rules.digest
    for text in TEXTS.splitlines():
        assert theirs.classify(text).to_dict() == ours.classify(text).to_dict()


@pytest.mark.slow
@pytest.mark.skipif(not PYTHONS, reason="no other interpreters here")
@pytest.mark.parametrize("python", PYTHONS, ids=lambda p: p.parts[-3])
def test_every_python_gives_the_same(
    python: Path, tmp_path: Path, usual: bytes
) -> None:
    venv = tmp_path / "venv"
    subprocess.run([python, "-m", "venv", venv], check=True, timeout=300)
    pip = [venv / "bin/python", "-m", "pip", "install", "-q", "-c"]
    pip += [
        ROOT / "constraints.txt",
        "ahocorasick-rs",
        "jieba",
        "pyyaml",
        "rich",
        "typer",
    ]
    subprocess.run(pip, check=True, timeout=600)
    script = _IN_ANOTHER.format(paths=[str(ROOT)])
    done = subprocess.run(
        [venv / "bin/python", "-W", "ignore", "-c", script],
        input=TEXTS.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "JIANFU_CACHE": "off"},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == usual
