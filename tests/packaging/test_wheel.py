"""The wheel holds what it should and works outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2]
TEXT = "我们村干部手机里有三十多个工作群，天天催着打卡。"
BIN = "Scripts" if os.name == "nt" else "bin"


def run(*words: str | Path, cwd: Path) -> str:
    """Run a command in a directory with an environment that knows no checkout."""
    hidden = ("PYTHON", "JIANFU", "VIRTUAL_ENV", "COV_", "PYTEST")
    env = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**env, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert done.returncode == 0 or "classify" in words, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel built from it."""
    out = tmp_path_factory.mktemp("built")
    build = ("-m", "build", "--no-isolation", "--outdir", out, CHECKOUT)
    run(sys.executable, *build, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a fresh environment with the wheel installed."""
    venv = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", venv, cwd=venv)
    python = venv / BIN / "python"
    constraints = CHECKOUT / "constraints.txt"
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(python, *pip, "-c", constraints, wheel, cwd=venv)
    return python


def shipped(pattern: str, under: str) -> set[str]:
    """Return the names of the checkout's files, editor debris left out."""
    root = CHECKOUT / under
    return {
        path.relative_to(root).as_posix()
        for path in root.glob(pattern)
        if not path.name.startswith(".")
    }


def test_the_wheel_holds_code_data_and_rules_and_nothing_else(wheel: Path) -> None:
    names = {
        name
        for name in zipfile.ZipFile(wheel).namelist()
        if ".dist-info/" not in name and not name.endswith("/")
    }
    code = shipped("**/*.py", "jianfu_rules") | shipped("data/*.txt", "jianfu_rules")
    code |= shipped("data/*.json", "jianfu_rules")
    rules = shipped("**/*.yml", "rules")
    wanted = {f"jianfu_rules/{name}" for name in code | {"py.typed"}}
    wanted |= {f"jianfu_rules/rules/{name}" for name in rules}
    templates = {name for name in wanted if name.rpartition("/")[2].startswith("_t")}
    assert names - templates == wanted - templates


def test_the_wheel_carries_its_licence_and_its_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    extra = {n.partition(".dist-info/")[2] for n in archive.namelist()}
    assert {"METADATA", "RECORD", "entry_points.txt", "licenses/LICENSE"} <= extra
    (points,) = (n for n in archive.namelist() if n.endswith("entry_points.txt"))
    assert b"jianfu = jianfu_rules.cli.main:run" in archive.read(points)


def test_the_sdist_holds_what_is_needed_to_test_it(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "rules/taxonomy.yml",
        "tests/conftest.py",
        "tests/packaging/test_wheel.py",
    } <= names
    tops = {name.partition("/")[0] for name in names}
    assert not tops & {".venv", ".git", "build", "dist", ".hypothesis"}


def test_the_command_reads_a_file_elsewhere(python: Path, tmp_path: Path) -> None:
    (tmp_path / "来信.txt").write_text(TEXT + "\n今天下雨。\n", encoding="utf-8")
    command = python.parent / "jianfu"
    out = run(command, "classify", "来信.txt", "--format", "jsonl", cwd=tmp_path)
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["is_complaint"] is True
    assert first["id"] == "来信.txt:1"
    assert second["labels"] == []


def test_the_library_works_elsewhere(python: Path, tmp_path: Path) -> None:
    code = (
        "import jianfu_rules, json; from jianfu_rules import classify;"
        f"print(jianfu_rules.__file__); print(classify({TEXT!r}).is_complaint)"
    )
    place, verdict = run(python, "-c", code, cwd=tmp_path).splitlines()
    assert not Path(place).is_relative_to(CHECKOUT)
    assert verdict == "True"


def test_the_rules_can_be_read_from_inside_a_zip(
    python: Path, wheel: Path, tmp_path: Path
) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r});"
        "import jianfu_rules; from jianfu_rules import classify;"
        "from jianfu_rules.ruleset.where import find_rules;"
        "print(jianfu_rules.__file__); print(find_rules().how);"
        f"print(classify({TEXT!r}).is_complaint)"
    )
    place, how, verdict = run(python, "-c", code, cwd=tmp_path).splitlines()
    assert ".whl" in place
    assert (how, verdict) == ("package", "True")


def test_localities_work_elsewhere(python: Path, tmp_path: Path) -> None:
    command = python.parent / "jianfu"
    said = run(command, "rules", "resolve", "--locality", "浙江省/杭州市", cwd=tmp_path)
    assert said.startswith("全国 → 浙江省 → 杭州市")
    run(command, "rules", "init", "云台县", "--id", "yuntai", "--project", cwd=tmp_path)
    assert (tmp_path / "jianfu-rules/localities/yuntai.yml").is_file()
    test = (command, "rules", "test", "yuntai.", "--locality", "云台")
    assert "成立 2，不成立 0" in run(*test, cwd=tmp_path)


def test_runs_without_development_dependencies(python: Path, tmp_path: Path) -> None:
    listed = run(python, "-m", "pip", "list", "--format", "json", cwd=tmp_path)
    names = {entry["name"].lower() for entry in json.loads(listed)}
    assert not names & {"pytest", "hypothesis", "opencc", "pypinyin", "numpy"}
