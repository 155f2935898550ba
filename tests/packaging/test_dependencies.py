"""The wheel works with the oldest and the newest of what it needs, and offline."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.packaging.environments import CHECKOUT, TEXT, install, new_python, run

pytestmark = pytest.mark.slow

CONSTRAINTS = CHECKOUT / "constraints.txt"
PROJECT = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
TOOLS = ("bench", "browser", "dev", "docs", "sbom", "spark")
"""Extras for those who work on the library, and those of hundreds of megabytes."""

NO_NETWORK = """\
import socket


def refuse(*args, **kwargs):
    raise AssertionError("the network was asked for")


socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""


def requirements(table: str) -> list[str]:
    """Return a list of requirements of pyproject.toml, by the name of its key."""
    found = re.search(rf"^{table} = \[(.*?)\]", PROJECT, re.MULTILINE | re.DOTALL)
    assert found, table
    return re.findall(r'"([^"]+)"', found[1])


def extras() -> list[str]:
    body = PROJECT.split("[project.optional-dependencies]")[1].split("\n[")[0]
    return re.findall(r"^([\w-]+) = \[", body, re.MULTILINE)


USED = [extra for extra in extras() if extra not in TOOLS]


def oldest(*tables: str) -> list[str]:
    """Return the requirements at the lower end of their ranges."""
    ranges = [text for table in tables for text in requirements(table)]
    return [re.sub(r">=([\w.]+).*", r"==\1", text) for text in ranges]


def check_the_command(python: Path, folder: Path, **env: str) -> None:
    """Classify a table, explain a text and run the rules' examples."""
    command = python.parent / "jianfu"
    (folder / "来信.csv").write_text(f"编号,内容\n7,{TEXT}\n", encoding="utf-8")
    jsonl = ("classify", "来信.csv", "--format", "jsonl")
    (line,) = run(command, *jsonl, cwd=folder, env=env).splitlines()
    assert json.loads(line)["is_complaint"] is True
    assert "7" in run(command, "classify", "来信.csv", cwd=folder, env=env)
    assert "--locality" in run(command, "explain", "--help", cwd=folder, env=env)
    said = run(command, "rules", "test", "zhijian_xingshi", cwd=folder, env=env)
    assert "不成立 0" in said


def check_office(python: Path, folder: Path, **env: str) -> None:
    """Write a workbook and a report, and read the workbook."""
    command = python.parent / "jianfu"
    run(command, "classify", "来信.csv", "-o", "结果.xlsx", cwd=folder, env=env)
    run(command, "report", "来信.csv", "-o", "报告.docx", cwd=folder, env=env)
    again = run(
        command, "classify", "结果.xlsx", "--dry-run", "--sheet", "结果",
        "--text-field", "原文", cwd=folder, env=env,
    )  # fmt: skip
    assert "1 条记录" in again


@pytest.mark.parametrize("tables", [("dependencies",), ("dependencies", "office")])
def test_the_oldest_dependencies_do(
    wheel: Path, tmp_path: Path, tables: tuple[str, ...]
) -> None:
    python = new_python(tmp_path / "venv")
    install(python, wheel, *oldest(*tables))
    listed = run(python, "-m", "pip", "list", "--format", "json", cwd=tmp_path)
    versions = {e["name"].lower(): e["version"] for e in json.loads(listed)}
    assert versions["typer"].startswith(oldest("dependencies")[-1].split("==")[1])
    check_the_command(python, tmp_path)
    if "office" in tables:
        check_office(python, tmp_path)


def test_the_newest_dependencies_do(wheel: Path, tmp_path: Path) -> None:
    python = new_python(tmp_path / "venv")
    install(python, "--upgrade", f"{wheel}[office]")
    check_the_command(python, tmp_path)
    check_office(python, tmp_path)


@pytest.mark.parametrize("extra", USED)
def test_each_extra_alone(wheel: Path, tmp_path: Path, extra: str) -> None:
    python = new_python(tmp_path / "venv")
    install(python, "-c", CONSTRAINTS, f"{wheel}[{extra}]")
    check_the_command(python, tmp_path)
    if extra == "office":
        check_office(python, tmp_path)
    if extra == "model":
        run(
            *(python.parent / "jianfu", "train", CHECKOUT / "tests/eval/dev.jsonl"),
            *("--own-only", "--folds", "0", "-o", "model.json"),
            cwd=tmp_path,
        )
        assert json.loads((tmp_path / "model.json").read_text(encoding="utf-8"))


def test_it_installs_and_works_without_a_network(wheel: Path, tmp_path: Path) -> None:
    house = tmp_path / "house"
    gather = ("-m", "pip", "wheel", "--quiet", "--wheel-dir", house)
    run(sys.executable, *gather, "-c", CONSTRAINTS, f"{wheel}[office]", cwd=tmp_path)
    python = new_python(tmp_path / "venv")
    install(python, "--no-index", "--find-links", house, "jianfu-rules[office]")
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    check_the_command(python, tmp_path, PYTHONPATH=str(blocked))
    check_office(python, tmp_path, PYTHONPATH=str(blocked))


def test_the_network_would_be_missed(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    code = (
        "import socket\n"
        "try: socket.create_connection(('localhost', 9))\n"
        "except AssertionError as error: print(error)\n"
    )
    env = {"PYTHONPATH": str(tmp_path)}
    assert "asked for" in run(sys.executable, "-c", code, cwd=tmp_path, env=env)
