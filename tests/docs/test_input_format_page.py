"""docs/extend/input-format.md is followed to the letter in a copy of the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Block, blocks, commands, lacking

BLOCKS = list(blocks(ROOT / "docs/extend/input-format.md"))


def apply(block: Block, tree: Path) -> None:
    """Put the lines with ``+`` in the place of the line with ``-`` above them."""
    head, *lines = block.text.splitlines()
    path = tree / head.removeprefix("--- ")
    text = path.read_text(encoding="utf-8")
    changes: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("-"):
            changes.append((line[1:] + "\n", []))
        else:
            changes[-1][1].append(line[1:] + "\n")
    for old, new in changes:
        assert text.count(old) == 1, f"{block.place}: {old!r}"
        text = text.replace(old, "".join(new))
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    hidden = shutil.ignore_patterns("__pycache__")
    for name in ("jianfu_rules", "rules"):
        shutil.copytree(ROOT / name, tree / name, ignore=hidden)
    for block in BLOCKS:
        if "file" in block.marks:
            path = tree / block.marks["file"]
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "diff":
            apply(block, tree)
    return tree


def test_the_command_of_the_page_prints_what_it_says(tree: Path) -> None:
    (block,) = (block for block in BLOCKS if block.language == "console")
    (command,) = commands(block)
    done = subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *command.words[1:]],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert lacking(command.printed, done.stdout) is None, done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_the_reader_of_the_page_is_lean_and_typed(tree: Path) -> None:
    path = tree / "jianfu_rules/records/subtitles.py"
    config = ("--config", ROOT / "pyproject.toml")
    for tool in (("ruff", "check", *config), ("ruff", "format", "--check", *config)):
        done = subprocess.run(
            [sys.executable, "-m", *map(str, tool), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
