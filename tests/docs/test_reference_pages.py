"""The pages made from the program are up to date and leave nothing out."""

from __future__ import annotations

import re
import sys

import pytest

import jianfu_rules
from jianfu_rules.messages import MESSAGES
from jianfu_rules.ruleset.schema import SECTIONS
from tests.docs.blocks import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import reference_pages  # noqa: E402  a script, found by the path above

FOLDER = ROOT / "docs/reference"


@pytest.mark.parametrize("name", reference_pages.PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    page = (FOLDER / name).read_text(encoding="utf-8")
    is_same = page == reference_pages.build(name)
    assert is_same, "运行 python scripts/reference_pages.py"


def test_every_message_has_its_heading_and_its_next_step() -> None:
    page = reference_pages.build("messages.md")
    assert re.findall(r"^### (JF\d+)$", page, re.M) == sorted(MESSAGES)
    hints = sum(bool(message["zh"][1]) for message in MESSAGES.values())
    assert page.count("\n- 下一步：") == hints


def test_a_message_is_shown_as_it_stands() -> None:
    shown = reference_pages.message_text("“{key}”是 {value:.2f}，{{x}} 里有 <a*b>")
    assert shown == r"“〔key〕”是 〔value〕，{x} 里有 \<a\*b\>"


def test_every_command_is_there_with_its_options() -> None:
    page = reference_pages.build("commands.md")
    assert {"## jianfu classify", "## jianfu rules new rule"} <= set(page.splitlines())
    section = page.partition("## jianfu explain")[2].partition("\n## ")[0]
    assert {"`--why-not 症状`", "`文字`", "`--date"} <= set(
        re.findall(r"`--why-not 症状`|`文字`|`--date", section)
    )


def test_every_key_of_the_rule_files_is_there() -> None:
    page = reference_pages.build("rule-files.md")
    rows = re.findall(r"^\| `(\w+)` \|", page, re.M)
    assert len(rows) == sum(map(len, SECTIONS.values()))


def test_every_public_name_is_on_the_page_of_the_api() -> None:
    page = (FOLDER / "api.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\.\. auto\w+:: jianfu_rules\.(\w+)$", page, re.M))
    assert told == set(jianfu_rules.__all__)
