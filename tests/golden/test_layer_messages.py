"""Each overlay in ``layers/`` has the messages, or the notes, that its author gets.

A file stands as the locality ``jia``; in ``notes…`` there is nothing wrong, and with
``# below`` another overlay stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jianfu_rules.errors import JianfuError, Problem, render_problem
from jianfu_rules.ruleset.localities import load_rules
from jianfu_rules.ruleset.where import find_rules

HERE = Path(__file__).parent / "layers"
NAMES = sorted(p.stem for p in HERE.glob("*.yml"))
TODAY = date(2026, 11, 22)
NATIONAL = {
    "national/zhijian.yml": """\
kind: symptom
symptom: zhijian
name: 指尖负担
version: 3
rules:
  - id: tai_duo
    name: 群太多
    strength: strong
    phrases: [<群>…<太多>, 群里刷屏]
    unless: [邻居]
    should_match: [工作群实在太多]
    should_not_match: [邻居的群太多]
  - id: huifu
    name: 收到请回复
    phrases: [收到请回复]
    should_match: [收到请回复]
    should_not_match: [快递收到了]
  - id: gongju
    name: 工具太多
    phrases: [平台过多]
    should_match: [平台过多]
    should_not_match: [平台很好]
""",
    "national/huiyi.yml": """\
kind: symptom
symptom: huiyi
name: 会议负担
version: 1
rules:
  - id: hui_duo
    name: 会太多
    phrases: [会太多]
    should_match: [会太多]
    should_not_match: [会不多]
""",
}
LISTS_NAMES = {"JF203", "JF205", "JF320"}
"""What says which names there are."""

BELOW = """\
kind: overlay
locality: jia/yi
name: 乙市
version: 1
reviewed: 2026-11-20
disable:
  - {rule: huiyi.hui_duo@1, reason: 误报}
override:
  - {rule: zhijian.tai_duo@3, reason: 误报, strength: medium}
  - {rule: zhijian.huifu@3, reason: 误报, strength: weak}
  - {rule: zhijian.gongju@3, reason: 误报, enabled: yes}
"""


def problems(root: Path, content: str) -> list[Problem]:
    """Return what is wrong, or what is pointed out."""
    path = root / "localities" / "jia.yml"
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8")
    locality = "jia"
    if "# below: " in content:
        locality = "jia/yi"
        (root / "localities" / "jia").mkdir()
        path = root / "localities" / "jia" / "yi.yml"
        path.write_text(BELOW, encoding="utf-8")
    place = find_rules(root)
    if content.startswith("# notes"):
        notes = load_rules(place, locality, on=TODAY).notes
        return [Problem(n.code, n.values, n.source, severity=n.severity) for n in notes]
    with pytest.raises(JianfuError) as caught:
        load_rules(place, locality, on=TODAY)
    return list(caught.value.problems)


@pytest.mark.parametrize("name", NAMES)
def test_message(name: str, rule_dir: Callable[..., Path], update_golden: bool) -> None:
    root = rule_dir(files=NATIONAL)
    found = problems(root, (HERE / f"{name}.yml").read_text(encoding="utf-8"))
    said = "\n\n".join(render_problem(p) for p in found)
    said = said.replace(str(root), "rules") + "\n"
    golden = HERE / f"{name}.txt"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_english_message_holds_no_chinese_of_ours(
    name: str, rule_dir: Callable[..., Path]
) -> None:
    content = (HERE / f"{name}.yml").read_text(encoding="utf-8")
    known = content + BELOW + "".join(NATIONAL.values()) + "phrases 会议时长"
    for problem in problems(rule_dir(files=NATIONAL), content):
        said = problem.message("en") + problem.hint("en")
        ours = [run for run in re.findall("[一-鿿]+", said) if run not in known]
        assert ours == [] or problem.code in LISTS_NAMES


def test_every_golden_file_has_its_overlay() -> None:
    assert sorted(p.stem for p in HERE.glob("*.txt")) == NAMES


def test_every_code_of_a_file_is_shown() -> None:
    """Those of commands and of examples have tests of their own."""
    from jianfu_rules.messages_layers import LAYER_MESSAGES

    shown = "".join(p.read_text(encoding="utf-8") for p in HERE.glob("*.txt"))
    left = {code for code in LAYER_MESSAGES if code not in shown}
    assert left == {"JF315"} | {c for c in LAYER_MESSAGES if c >= "JF340"}
