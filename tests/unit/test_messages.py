"""The table of messages: both languages, the same places, every code in use."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import jianfu_rules
from jianfu_rules.errors import Problem, RuleError, _error_class, render_problem
from jianfu_rules.messages import MESSAGES
from jianfu_rules.model import SourceRef

PACKAGE = Path(jianfu_rules.__file__).parent


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_have_the_same_places(code: str) -> None:
    zh, en = MESSAGES[code]["zh"], MESSAGES[code]["en"]
    assert places(zh[0]) == places(en[0])
    assert places(zh[1]) >= places(en[1]) - places(en[0])
    assert set(MESSAGES[code]) == {"zh", "en"}


@pytest.mark.parametrize("code", MESSAGES)
def test_chinese_messages_are_chinese(code: str) -> None:
    what, _ = MESSAGES[code]["zh"]
    assert any("\u4e00" <= char <= "\u9fff" for char in what) or what == "{detail}"
    assert not any("\u4e00" <= char <= "\u9fff" for char in MESSAGES[code]["en"][0])


def used_codes() -> set[str]:
    """Return the codes that stand as literals anywhere but in the tables."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path.name.startswith("messages"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch(r"JF\d{3}", value):
                found.add(value)
    return found


def test_every_code_in_use_has_a_message() -> None:
    assert used_codes() - set(MESSAGES) == set()


NOT_YET_IN_USE: set[str] = set()


def test_every_message_is_in_use() -> None:
    assert set(MESSAGES) - used_codes() == NOT_YET_IN_USE


@pytest.mark.parametrize("code", [c for c in MESSAGES if c < "JF4"])
def test_problems_of_rule_files_have_an_error_class(code: str) -> None:
    assert issubclass(_error_class(code), RuleError)


def test_values_may_differ_by_language() -> None:
    problem = Problem("JF105", {"detail": ("缩进不对", "bad indentation")})
    assert problem.message("zh") == "读不懂这里的写法：缩进不对"
    assert problem.message("en") == "not readable as YAML here: bad indentation"


def test_the_caret_stands_under_wide_characters() -> None:
    source = SourceRef("a.yml", 3, 4)
    problem = Problem("JF106", {}, source, "群ｘx太多", 2)
    head, line, caret, hint = render_problem(problem).split("\n")
    assert head == "a.yml:3:4  错误 JF106  文件里没有内容"
    assert line == "    3 | 群ｘx太多"
    assert caret == "      |      ^^^^"
    assert hint.startswith("  ")


def test_a_problem_without_a_place_is_one_line_and_a_hint() -> None:
    assert render_problem(Problem("JF501"), "en").split("\n") == [
        "error JF501  no rules found",
        "  Give --rules DIR, or install jianfu-rules again.",
    ]


def test_control_characters_do_not_reach_the_terminal() -> None:
    problem = Problem("JF106", {}, SourceRef("a.yml", 1, 1), "a\x1b[31m\x9b")
    assert "\x1b" not in render_problem(problem)
    assert "\x9b" not in render_problem(problem)
