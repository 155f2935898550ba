"""Each doubtful rule file in ``lint/`` has the findings that its author is told."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.authoring.linting import CHECKS, lint_rules
from jianfu_rules.errors import render_problem
from jianfu_rules.ruleset.where import find_rules

HERE = Path(__file__).parent / "lint"
NAMES = sorted(p.stem for p in HERE.glob("*.yml"))
PLACE = re.compile(r"# as: (\S+)\n")
DEFAULT_PLACE = "national/zhijian.yml"


def findings(root: Path, name: str, lang: str = "zh") -> str:
    """Return what is found in the one file, with paths made short."""
    report = lint_rules(find_rules(root), is_deep=name == "deep")
    place = PLACE.match((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    file = str(root.joinpath(*(place[1] if place else DEFAULT_PLACE).split("/")))
    said = [render_problem(p, lang) for p in report.problems if p.source.file == file]
    return "\n\n".join(said).replace(str(root), "rules") + "\n"


@pytest.fixture
def doubtful(rule_dir: Callable[..., Path]) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        text = (HERE / f"{name}.yml").read_text(encoding="utf-8")
        place = PLACE.match(text)
        file = place[1] if place else DEFAULT_PLACE
        root = rule_dir()
        root.joinpath(file).parent.mkdir(parents=True, exist_ok=True)
        root.joinpath(file).write_text(text, encoding="utf-8")
        return root

    return make


@pytest.mark.parametrize("name", NAMES)
def test_findings(
    name: str, doubtful: Callable[[str], Path], update_golden: bool
) -> None:
    said = findings(doubtful(name), name)
    golden = HERE / f"{name}.txt"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_english_findings_are_as_many(
    name: str, doubtful: Callable[[str], Path]
) -> None:
    root = doubtful(name)
    codes = re.compile(r"\bJF\d{3}\b  ")
    zh = codes.findall(findings(root, name))
    assert codes.findall(findings(root, name, "en")) == zh
    assert zh


def test_every_golden_file_has_its_rule_file() -> None:
    assert sorted(p.stem for p in HERE.glob("*.txt")) == NAMES


def test_every_check_is_shown_by_a_golden_file() -> None:
    shown = "".join(p.read_text(encoding="utf-8") for p in HERE.glob("*.txt"))
    assert {kind.code for kind in CHECKS} - set(re.findall(r"JF\d{3}", shown)) == set()
