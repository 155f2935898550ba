"""docs/rules/lint.md documents every code, and its snippets do what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jianfu_rules.authoring.linting import CHECKS, lint_rules
from jianfu_rules.messages import MESSAGES
from jianfu_rules.messages_lint import LINT_MESSAGES
from jianfu_rules.ruleset.where import find_rules

PAGE = Path(__file__).parents[2] / "docs/rules/lint.md"
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (JF\d{3})\n(.*?)(?=^##)", TEXT, re.M | re.S))
SNIPPETS = {
    code: re.findall(r"^(错|对)[^\n]*：\n\n```yaml\n(.*?)```", body, re.M | re.S)
    for code, body in SECTIONS.items()
}
TABLE_CODES = set(re.findall(r"^\| (JF\d{3}) \|", TEXT, re.M))

TAXONOMY = """\
kind: taxonomy
version: 1
strengths: {strong: 0.9, medium: 0.6, weak: 0.3}
threshold: 0.5
symptoms:
  - id: zhijian_xingshi
    name: 指尖负担
    about: 群和应用太多
    policy: [guiding#五]
"""
HEAD = "kind: symptom\nsymptom: zhijian_xingshi\nname: 测试用\n"
LEFT_OUT = {
    "name": "名称",
    "should_match": "[例子, 又一例]",
    "should_not_match": "[反例]",
}


def completed(snippet: str) -> str:
    """Put in what the snippet leaves out of each rule, and the lines of “……”."""
    snippet = snippet.replace("# ……\n", "# 三百行之一\n" * 300)
    if not re.search(r"^rules:", snippet, re.M):
        snippet = "rules:\n" + re.sub(r"^", "  ", snippet, flags=re.M).rstrip(" ")
    head, rules = snippet.split("rules:\n", 1)
    out = []
    for rule in re.split(r"^(?=  - )", rules, flags=re.M):
        if rule:
            lacking = [k for k in LEFT_OUT if not re.search(rf"^    {k}:", rule, re.M)]
            more = "".join(f"    {key}: {LEFT_OUT[key]}\n" for key in lacking)
            first, rest = rule.split("\n", 1)
            out.append(f"{first}\n{more}{rest}")
    return f"{HEAD}{head}rules:\n{''.join(out)}"


def found_codes(rule_dir, snippet: str) -> set[str]:
    files = {"taxonomy.yml": TAXONOMY}
    if snippet.startswith("kind: policies"):
        files["policies.yml"] = snippet
    else:
        files["national/zhijian.yml"] = completed(snippet)
    report = lint_rules(find_rules(rule_dir(files=files)), is_deep=True)
    codes = {(p.code, Path(p.source.file).parent.name) for p in report.problems}
    assert not {code for code, _ in codes if code < "JF3"}, report.problems
    return {code for code, folder in codes if folder != "words"}


def test_every_code_is_documented() -> None:
    assert set(SECTIONS) | TABLE_CODES == set(LINT_MESSAGES)


def test_every_check_has_snippets_and_its_severity_is_told() -> None:
    words = {"error": "错误", "warning": "提醒", "note": "说明"}
    for kind in CHECKS:
        assert {mark for mark, _ in SNIPPETS[kind.code]} == {"错", "对"}, kind.code
        assert SECTIONS[kind.code].strip().startswith(words[kind.severity]), kind.code
        assert ("--deep" in SECTIONS[kind.code].split("**")[0]) == kind.is_deep


@pytest.mark.parametrize(
    ("code", "mark", "snippet"),
    [(code, mark, text) for code, pair in SNIPPETS.items() for mark, text in pair],
    ids=lambda value: value if len(value) < 9 else "",
)
def test_wrong_snippets_are_found_and_right_ones_are_not(
    rule_dir, code: str, mark: str, snippet: str
) -> None:
    assert (code in found_codes(rule_dir, snippet)) == (mark == "错")


def test_the_ignored_example_is_ignored(rule_dir) -> None:
    snippet = re.search(r"```yaml\n(- id: qun_xiang.*?)```", TEXT, re.S)
    assert snippet
    codes = found_codes(rule_dir, snippet[1])
    assert not codes & {"JF413", "JF434", "JF435"}


def test_the_check_of_the_page_works(rule_dir, monkeypatch) -> None:
    names: dict[str, object] = {}
    code = re.search(r"```python\n(.*?)```", TEXT, re.S)
    assert code
    exec(code[1], names)
    check = names["NoName"]
    monkeypatch.setitem(MESSAGES, check.code, check.messages)
    place = find_rules(rule_dir({"kuai": "phrases: [群太多]"}))
    found = lint_rules(place, checks=[check]).problems
    assert [p.message() for p in found] == ["规则“zhijian.kuai”的说明只有 2 个字"]
