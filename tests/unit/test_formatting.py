"""Formatting: one way of writing, the same content, every comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianfu_rules.authoring.formatting import format_rules, write_text
from jianfu_rules.authoring.pieces import find_comments
from jianfu_rules.errors import RuleError, display_width
from jianfu_rules.ruleset.where import find_rules
from jianfu_rules.ruleset.yamlread import YamlFile, parse_yaml

UGLY = """\
# 头上的话
name:   指尖负担
symptom:  "zhijian"
kind: symptom


words:
    # 工具
    群:  [ '工作群',微信群,  # 常用的
       "钉钉群" ]
    应用: [app]   # 一个
rules:
    - name: 群太多
      # 编号不要改
      id: qun
      should_match:
      - {stance: complaint,   text: '工作群太多'}
      # 下一条是别处来的
      - "微信群: 太多"
      should_not_match: [群不多]
      phrases: [<群>太多]
    - id: hui
      name: 会
      phrases: ["会太多，开不完"]
      should_match: [会太多，开不完]
      should_not_match: [会不多]
# 末尾的话
"""

NEAT = """\
# 头上的话
kind: symptom
symptom: zhijian
name: 指尖负担

words:
  # 工具
  群: [工作群, 微信群, # 常用的
    钉钉群]
  应用: [app] # 一个
rules:
  # 编号不要改
  - id: qun
    name: 群太多
    phrases: [<群>太多]
    should_match:
      - {text: 工作群太多, stance: complaint}
      # 下一条是别处来的
      - "微信群: 太多"
    should_not_match: [群不多]

  - id: hui
    name: 会
    phrases: ["会太多，开不完"]
    should_match: [会太多，开不完]
    should_not_match: [会不多]
# 末尾的话
"""


def content(text: str) -> object:
    def plain(node):
        if hasattr(node, "value"):
            return node.value
        if hasattr(node, "items") and isinstance(node.items, list):
            return [plain(item) for item in node.items]
        return {key: plain(child) for key, child in node.entries.items()}

    root = parse_yaml(YamlFile("a.yml", text), [])
    assert root is not None
    return plain(root)


def test_order_indentation_quotes_blank_lines_and_comments() -> None:
    assert format_rules("a.yml", UGLY) == NEAT


def test_what_is_neat_stays_as_it_is() -> None:
    assert format_rules("a.yml", NEAT) == NEAT


def test_windows_line_ends_become_plain_ones() -> None:
    assert format_rules("a.yml", UGLY.replace("\n", "\r\n")) == NEAT


@pytest.mark.parametrize(
    "path",
    sorted(Path(str(find_rules().root)).rglob("[!_]*.yml")),
    ids=lambda p: p.name,
)
def test_the_shipped_rules_keep_content_and_comments(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    after = format_rules(path.name, before)
    assert content(after) == content(before)
    comments = sorted(c for _, c in find_comments(before).values())
    assert sorted(c for _, c in find_comments(after).values()) == comments
    assert format_rules(path.name, after) == after


def test_long_lists_are_broken_between_items() -> None:
    words = ", ".join(f"第{n}个很长的词" for n in range(40))
    lines = format_rules("a.yml", f"kind: words\nwords: {{群: [{words}]}}\n").split(
        "\n"
    )
    assert len(lines) > 5
    assert all(display_width(line) <= 110 for line in lines)
    assert all(line.startswith("    第") for line in lines[3:-1])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("群太多", "群太多"),
        ("<群>…<太多>", "<群>…<太多>"),
        ("（又）太多", "（又）太多"),
        ("2026", '"2026"'),
        ("yes", '"yes"'),
        ("群: 太多", '"群: 太多"'),
        ("群 #太多", '"群 #太多"'),
        ("@所有人", '"@所有人"'),
        ("[群]", '"[群]"'),
        ("- 群", '"- 群"'),
        ("", '""'),
        (" 群 ", '" 群 "'),
        ('他说"群"', '他说"群"'),
        ('"群"', "'\"群\"'"),
        ("'群\"'", '"\'群\\"\'"'),
        ("一\n二", '"一\\n二"'),
        ("a\\b", "a\\b"),
    ],
)
def test_quotes_only_where_they_are_needed(value: str, written: str) -> None:
    assert write_text(value) == written
    assert content(f"k: {written}\n") == {"k": value}


def test_items_with_a_fullwidth_comma_keep_their_quotes() -> None:
    text = 'kind: words\nwords:\n  群: ["群，太多", 群]\n'
    assert format_rules("a.yml", text) == text


def test_a_broken_file_is_refused_with_its_problems() -> None:
    with pytest.raises(RuleError) as caught:
        format_rules("a.yml", "kind：words\nwords: [\n")
    assert [p.code for p in caught.value.problems] == ["JF103"]


def test_nothing_is_returned_where_the_meaning_would_change(monkeypatch) -> None:
    from jianfu_rules.authoring import formatting

    monkeypatch.setattr(formatting, "_quote", lambda value: "x")
    with pytest.raises(RuleError) as caught:
        format_rules("a.yml", 'kind: words\nwords: {群: ["a: b"]}\n')
    assert [p.code for p in caught.value.problems] == ["JF441"]
