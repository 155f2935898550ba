"""Scaffolds: what is begun works at once, or nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from jianfu_rules.authoring.linting import lint_rules
from jianfu_rules.authoring.ruletests import run_cases
from jianfu_rules.authoring.scaffolding import (
    NewRule,
    append_item,
    example_texts,
    make_id,
    new_overlay,
    new_rule,
    new_symptom,
)
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError, RuleError
from jianfu_rules.ruleset.phrases import parse_phrase
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules
from jianfu_rules.ruleset.yamlread import YamlFile

OLD = """\
phrases: [群太多]
should_match: [工作群太多, 微信群太多]
should_not_match: [山上羊群太少]
"""
RULE = NewRule("每天打卡", "<每天>打卡", ("我们天天打卡",), ("不打卡",))


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def assert_green(root: Path, locality: str | None = None) -> None:
    report = lint_rules(find_rules(root), locality=locality)
    assert [p for p in report.problems if p.severity != "note"] == []
    classifier = Classifier.load(root, fallback=None, locality=locality)
    results = list(run_cases(classifier))
    assert results
    assert [r.problem for r in results if r.problem is not None] == []


def test_a_rule_is_appended_and_all_else_stays(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD + "# 末尾的话\n"})
    path = root / "national/zhijian.yml"
    before = path.read_text(encoding="utf-8")
    written = new_rule(root, "zhijian", RULE)
    after = path.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert written.path == path
    assert after.split("\n")[written.line - 1] == "  - id: mei_tian_da"
    rule = read_rules(root).rules[-1]
    assert (rule.id, rule.name) == ("zhijian.mei_tian_da", "每天打卡")
    assert [c.text for c in rule.cases] == ["我们天天打卡", "每天打卡", "不打卡"]
    assert_green(root)


def test_ids_are_made_unique_or_taken_as_given(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD})
    new_rule(root, "zhijian", RULE)
    new_rule(root, "zhijian", RULE)
    new_rule(root, "zhijian", replace(RULE, id="my_id"))
    ids = [rule.id.partition(".")[2] for rule in read_rules(root).rules]
    assert ids == ["qun", "mei_tian_da", "mei_tian_da_2", "my_id"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (NewRule("名", "<没有>打卡", ("打卡",), ("不打",)), "JF203"),
        (NewRule("名", "打卡（", ("打卡",), ("不打",)), "JF210"),
        (NewRule("名", "打卡", ("没有",), ("不打",)), "JF401"),
        (NewRule("名", "打卡", ("打卡",), ("又打卡",)), "JF402"),
        (NewRule("名", "打·卡", ("打卡",), ("不打",)), "JF410"),
        (NewRule("名", "打卡", ("打卡",), ("不打",), id="Da"), "JF115"),
        (NewRule("名", "打卡", ("打卡",), ("不打",), id="qun"), "JF202"),
    ],
)
def test_nothing_is_written_where_the_rule_does_not_hold(
    rule_dir: Callable[..., Path], rule: NewRule, code: str
) -> None:
    root = rule_dir({"qun": OLD})
    before = snapshot(root)
    with pytest.raises(RuleError) as caught:
        new_rule(root, "zhijian", rule)
    assert code in [p.code for p in caught.value.problems]
    assert all(str(root) in p.source.file for p in caught.value.problems)
    assert snapshot(root) == before


def test_a_new_symptom_is_put_into_the_taxonomy(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD})
    written = new_symptom(root, "daka", "打卡过多", "打卡: 太多", RULE)
    assert written.path == root / "national/daka.yml"
    symptoms = read_rules(root).taxonomy.symptoms
    assert [(s.id, s.about) for s in symptoms[2:]] == [("daka", "打卡: 太多")]
    assert_green(root)


def test_a_known_symptom_keeps_its_name(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD})
    taxonomy = (root / "taxonomy.yml").read_bytes()
    written = new_symptom(root, "huiyi", "别的", "别的", RULE)
    assert "name: 会议负担" in written.path.read_text(encoding="utf-8")
    assert (root / "taxonomy.yml").read_bytes() == taxonomy
    with pytest.raises(InputError) as caught:
        new_symptom(root, "huiyi", "别的", "别的", RULE)
    assert [p.code for p in caught.value.problems] == ["JF445"]


def test_a_new_locality(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD})
    written = new_overlay(root, "anhui/hefei", "合肥市", "zhijian", RULE)
    assert written.path == root / "localities/anhui/hefei.yml"
    classifier = Classifier.load(root, fallback=None, locality="合肥市")
    assert classifier.classify("我们天天打卡").labels
    assert_green(root, "anhui/hefei")


def test_a_locality_of_an_unknown_symptom(rule_dir: Callable[..., Path]) -> None:
    root = rule_dir({"qun": OLD})
    with pytest.raises(RuleError) as caught:
        new_overlay(root, "anhui", "安徽省", "zhijan", RULE)
    assert [p.code for p in caught.value.problems] == ["JF305"]
    assert not (root / "localities").exists()


def test_a_symptom_without_a_file(rule_dir: Callable[..., Path]) -> None:
    with pytest.raises(InputError) as caught:
        new_rule(rule_dir({"qun": OLD}), "huiyi", RULE)
    assert [p.code for p in caught.value.problems] == ["JF447"]


LAYOUT = """\
kind: symptom
rules:
- id: a
  name: 一
- id: b
  name: 二

# 说明 words 的话
words:
  群: [群]
"""


def test_an_item_goes_before_the_next_key_and_its_comment() -> None:
    after, line = append_item(YamlFile("a.yml", LAYOUT), "rules", ["id: c", "name: 三"])
    assert after == LAYOUT.replace("  name: 二\n", "  name: 二\n- id: c\n  name: 三\n")
    assert after.split("\n")[line - 1] == "- id: c"


@pytest.mark.parametrize("text", ["rules: [{id: a}]\n", "rules: 一\n", "name: 一\n"])
def test_a_list_that_cannot_be_appended_to(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        append_item(YamlFile("a.yml", text), "rules", ["id: c"])
    assert [p.code for p in caught.value.problems] == ["JF446"]


def test_line_ends_of_windows_stay() -> None:
    text = LAYOUT.replace("\n", "\r\n")
    after, _ = append_item(YamlFile("a.yml", text), "rules", ["id: c"])
    assert after.count("\r\n") == after.count("\n")


def test_examples_are_made_of_words_numbers_and_fillers() -> None:
    (form,) = parse_phrase("<数字≥5>个<群|圈>…<太多>", {"太多", "群"})
    words = {"太多": ("太多",), "群": ("工作群",)}
    texts = list(islice(example_texts(form, words), 3))
    assert texts == ["5个工作群太多", "5个圈太多", "5个工作群实在太多"]


def test_a_name_without_a_plain_reading_gets_an_id_all_the_same() -> None:
    assert make_id("……", set()) == "new"
    assert make_id("……", {"new"}) == "new_2"
    assert make_id("5个群", set()) == "new_5_qun"
