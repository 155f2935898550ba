"""The wheel holds what it should and works outside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.environments import (
    CHECKOUT,
    TEXT,
    install,
    new_python,
    run,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a fresh environment with the wheel installed."""
    python = new_python(tmp_path_factory.mktemp("venv"))
    install(python, "-c", CHECKOUT / "constraints.txt", wheel)
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


def test_programs_that_use_it_are_type_checked(python: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from jianfu_rules import Classifier, classify\n"
        "from jianfu_rules.records import read_records\n"
        "score: float = classify('字').labels[0].score\n"
        "names: list[str] = [r.id for r in read_records('a.csv')]\n"
        "wrong: int = Classifier.load().classify('字').ruleset\n",
        encoding="utf-8",
    )
    mypy = [sys.executable, "-m", "mypy", "--strict", "--no-incremental"]
    done = subprocess.run(
        [*mypy, "--python-executable", python, program],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (error, summary) = done.stdout.splitlines()
    assert error.startswith("program.py:5: error: Incompatible types"), done.stdout
    assert summary.startswith("Found 1 error")
