"""Each broken rule file in ``errors/`` has the message that its author gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.errors import JianfuError, render_problem
from jianfu_rules.ruleset.reading import read_rules

HERE = Path(__file__).parent / "errors"
NAMES = sorted(p.stem for p in HERE.glob("*.yml"))
PLACE = re.compile(rb"# as: (\S+)\n")
DEFAULT_PLACE = "national/zhijian.yml"


def say(root: Path, lang: str = "zh") -> str:
    """Return what the author of the rules is told, with paths made short."""
    with pytest.raises(JianfuError) as caught:
        read_rules(root)
    said = "\n\n".join(render_problem(p, lang) for p in caught.value.problems)
    return said.replace(str(root), "rules") + "\n"


@pytest.fixture
def broken(rule_dir: Callable[..., Path]) -> Callable[[str], Path]:
    def make(name: str) -> Path:
        content = (HERE / f"{name}.yml").read_bytes()
        place = PLACE.match(content)
        return rule_dir(files={place[1].decode() if place else DEFAULT_PLACE: content})

    return make


@pytest.mark.parametrize("name", NAMES)
def test_message(name: str, broken: Callable[[str], Path], update_golden: bool) -> None:
    said = say(broken(name))
    golden = HERE / f"{name}.txt"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_english_message_holds_no_chinese_of_ours(
    name: str, broken: Callable[[str], Path]
) -> None:
    content = (HERE / f"{name}.yml").read_bytes().decode("utf-8", "replace")
    schema_words = "phrases" + (Path(__file__).parents[1] / "conftest.py").read_text(
        encoding="utf-8"
    )
    said = "\n".join(
        line
        for line in say(broken(name), "en").splitlines()
        if not re.match(r"\s+\d+ \| ", line)
    )
    ours = [
        run
        for run in re.findall(r"[\u4e00-\u9fff]+", said)
        if run not in content and run not in schema_words and run != "数字"
    ]
    assert ours == []


def test_every_golden_file_has_its_rule_file() -> None:
    assert sorted(p.stem for p in HERE.glob("*.txt")) == NAMES


def test_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "national").mkdir()
    said = say(tmp_path)
    assert said.splitlines()[0::3] == [
        "rules  错误 JF207  少了 taxonomy.yml",
        "rules  错误 JF207  少了 policies.yml",
        "rules  错误 JF207  少了 words/*.yml",
        "rules  错误 JF207  少了 context/*.yml",
    ]


def test_all_problems_come_at_once_sorted_by_place(
    broken: Callable[[str], Path],
) -> None:
    with pytest.raises(JianfuError) as caught:
        read_rules(broken("ten_slips"))
    places = [(p.source.line, p.source.column) for p in caught.value.problems]
    assert len(places) >= 10
    assert places == sorted(places)
