"""What overlays do to rules, and what they point out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jianfu_rules.authoring.localtests import run_all_cases
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import LayerError, Problem, RuleError
from jianfu_rules.model import Rule, Ruleset
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.overlays import Overlay, read_overlay
from jianfu_rules.ruleset.reading import read_rules

TODAY = date(2026, 11, 22)
HEAD = "kind: overlay\nname: 云溪县\nversion: 2\nreviewed: 2026-11-20\nlocality: {}\n"
NATIONAL = {
    "national/zhijian.yml": """\
kind: symptom
symptom: zhijian
name: 指尖负担
version: 3
words:
  应用: [小程序, 公众号]
  工具: [<应用>, <群>, 平台]
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
    should_match: [{text: 收到请回复, stance: complaint}]
    should_not_match: [快递收到了]
  - id: gongju
    name: 工具太多
    phrases: [<工具>过多]
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
    phrases: [会太多, <群>开会]
    should_match: [会太多]
    should_not_match: [会不多]
""",
}


@pytest.fixture
def national(rule_dir: Callable[..., Path]) -> Ruleset:
    return read_rules(rule_dir(files=NATIONAL))


def overlay(body: str, locality: str = "yunxi") -> Overlay:
    content = (HEAD.format(locality) + body).encode()
    problems: list[Problem] = []
    read = read_overlay(f"{locality}.yml", content, locality, problems)
    assert read is not None
    assert problems == []
    return read


def merge(national: Ruleset, *bodies: str, on: date = TODAY) -> Ruleset:
    """Merge overlays of 甲省, 甲省/乙市 … given by their bodies."""
    ids = ["jia", "jia/yi", "jia/yi/bing"]
    layers = [overlay(body, i) for body, i in zip(bodies, ids, strict=False)]
    return merge_layers(national, layers, on=on)


def rule(ruleset: Ruleset, rule_id: str) -> Rule:
    return next(r for r in ruleset.rules if r.id == rule_id)


def codes(ruleset: Ruleset) -> list[str]:
    return [note.code for note in ruleset.notes]


def finds(ruleset: Ruleset, text: str) -> set[str]:
    """Return the rules that find something in a text, weak ones too."""
    result = Classifier(compile_rules(ruleset)).classify(text)
    found = {e.match.rule_id for x in result.labels for e in x.evidence}
    return found | {d.match.rule_id for d in result.dropped}


DISABLE = "disable: [{rule: zhijian.huifu@3, reason: 系统自动加注}]\n"
OVERRIDE = """\
override:
  - rule: zhijian.tai_duo@3
    reason: 便民群由居民自建
    strength: medium
    add_unless: [便民群]
    add_phrases: [<群>泛滥]
    remove_phrases: [群里刷屏]
    should_match: [网格群泛滥]
    should_not_match: [便民群太多]
"""


def test_words_reach_every_list_that_holds_the_list(national: Ruleset) -> None:
    assert finds(national, "网格群过多") == {"zhijian.tai_duo", "zhijian.gongju"}
    merged = merge(national, "add_words: {shared: {群: [专班小组]}}\n")
    assert finds(national, "专班小组过多") == set()
    assert finds(merged, "专班小组过多") == {"zhijian.tai_duo", "zhijian.gongju"}
    assert finds(merged, "专班小组开会") == {"huiyi.hui_duo"}


def test_a_shared_list_grows_for_one_symptom_only(national: Ruleset) -> None:
    merged = merge(national, "add_words: {zhijian: {群: [专班小组]}}\n")
    assert finds(merged, "专班小组过多") == {"zhijian.tai_duo", "zhijian.gongju"}
    assert finds(merged, "专班小组开会") == set()
    lower = merge(
        national,
        "add_words: {zhijian: {群: [专班小组]}}\n",
        "add_words: {shared: {群: [调度圈]}}\n",
    )
    assert "zhijian.gongju" in finds(lower, "调度圈过多")


def test_words_of_a_list_of_the_symptom(national: Ruleset) -> None:
    merged = merge(national, "add_words: {zhijian: {应用: [云溪通, 小程序]}}\n")
    assert finds(merged, "云溪通过多") == {"zhijian.gongju"}
    assert codes(merged) == ["JF330"]
    assert merged.acts[0].changes == ("云溪通",)


def test_a_disabled_rule_is_kept_aside_with_its_reason(national: Ruleset) -> None:
    merged = merge(national, DISABLE)
    assert finds(merged, "收到请回复") == set()
    (off,) = merged.disabled
    assert off.id == "zhijian.huifu"
    assert [act.kind for act in off.history] == ["define", "disable"]
    assert off.history[-1].reason == "系统自动加注"
    assert off.layer == "jia"


@pytest.mark.parametrize(
    ("until", "is_on", "code"),
    [
        ("2026-11-21", True, "JF332"),
        ("2026-11-22", False, "JF333"),
        ("2026-12-22", False, "JF333"),
        ("2026-12-23", False, None),
    ],
)
def test_until(national: Ruleset, until: str, is_on: bool, code: str | None) -> None:
    body = DISABLE.replace("}]", f", until: {until}}}]")
    merged = merge(national, body)
    assert ("zhijian.huifu" in {r.id for r in merged.rules}) is is_on
    assert codes(merged) == ([code] if code else [])
    later = merge(national, body, on=date(2030, 1, 1))
    assert "zhijian.huifu" in {r.id for r in later.rules}
    assert (later.digest == merged.digest) is is_on


def test_an_override_changes_what_it_names(national: Ruleset) -> None:
    before = rule(national, "zhijian.tai_duo")
    merged = merge(national, OVERRIDE)
    after = rule(merged, "zhijian.tai_duo")
    assert after.strength == "medium"
    assert [p.text for p in after.phrases] == ["<群>…<太多>", "<群>泛滥"]
    assert [p.text for p in after.unless] == ["邻居", "便民群"]
    assert len(after.cases) == len(before.cases) + 2
    assert (after.name, after.source, after.version) == ("群太多", before.source, "3")
    act = after.history[-1]
    assert act.reason == "便民群由居民自建"
    assert dict(zip(act.changes, act.before, strict=True))["strength"] == "strong"
    assert finds(merged, "工作群泛滥") == {"zhijian.tai_duo"}
    assert finds(merged, "便民群太多") == set()


def test_a_rule_of_the_locality_sees_the_lists_of_its_symptom(
    national: Ruleset,
) -> None:
    body = """\
words: {平台名: [云溪通, <应用二>], 应用二: [溪政办]}
add_words: {zhijian: {应用: [云溪小助手]}}
add:
  - id: luru
    symptom: zhijian
    name: 重复录入
    strength: strong
    phrases: ["<平台名|应用>又要录", <群>又要录]
    should_match: [溪政办又要录, 云溪小助手又要录, 微信群又要录]
    should_not_match: [平台又要录]
"""
    merged = merge(national, body)
    for text in ("溪政办又要录", "云溪小助手又要录", "公众号又要录", "微信群又要录"):
        assert finds(merged, text) == {"jia.luru"}, text
    result = Classifier(compile_rules(merged)).classify("溪政办又要录")
    assert result.labels[0].evidence[0].layer == "jia"
    deeper = merge(national, body, "add_words: {zhijian: {应用: [乙市通]}}\n")
    assert finds(deeper, "乙市通又要录") == {"jia.luru"}


def test_drift_is_a_warning(national: Ruleset) -> None:
    merged = merge(national, DISABLE.replace("@3", "@2"))
    (note,) = merged.notes
    assert (note.code, note.severity) == ("JF331", "warning")
    assert (note.values["checked"], note.values["version"]) == ("2", "3")


def test_two_layers_on_one_field_are_pointed_out(national: Ruleset) -> None:
    lower = OVERRIDE.replace("medium", "weak")
    lower = lower.replace("add_phrases: [<群>泛滥]", "remove_phrases: [<群>泛滥]")
    lower = lower.replace("    remove_phrases: [群里刷屏]\n", "")
    lower = lower.replace("    add_unless: [便民群]\n", "")
    merged = merge(national, OVERRIDE, lower)
    assert codes(merged) == ["JF334", "JF334"]
    assert rule(merged, "zhijian.tai_duo").strength == "weak"
    layers = [a.source.layer for a in rule(merged, "zhijian.tai_duo").history]
    assert layers == ["national", "jia", "jia/yi"]


def test_a_change_of_a_disabled_rule_needs_enabled(national: Ruleset) -> None:
    change = "override: [{rule: zhijian.huifu@3, reason: 还要用, strength: weak}]\n"
    merged = merge(national, DISABLE, change)
    assert codes(merged) == ["JF335"]
    assert [r.id for r in merged.disabled] == ["zhijian.huifu"]
    back = merge(
        national, DISABLE, change.replace("strength", "enabled: yes, strength")
    )
    assert codes(back) == ["JF336"]
    assert rule(back, "zhijian.huifu").strength == "weak"
    assert back.disabled == ()


def test_disabling_what_a_layer_between_made_is_pointed_out(national: Ruleset) -> None:
    off = "disable: [{rule: zhijian.tai_duo@3, reason: 不适用}]\n"
    assert codes(merge(national, OVERRIDE, off)) == ["JF337"]
    both = DISABLE.replace("}]", "}, {rule: zhijian.tai_duo@3, reason: 不适用}]")
    assert codes(merge(national, DISABLE, both)) == ["JF330"]


def test_idle_acts_alone_are_an_error(national: Ruleset) -> None:
    idle = "add_words: {shared: {群: [工作群]}}\n"
    with pytest.raises(LayerError) as caught:
        merge(national, idle)
    assert [p.code for p in caught.value.problems] == ["JF301", "JF330"]


def test_all_problems_of_all_layers_come_at_once(national: Ruleset) -> None:
    with pytest.raises(RuleError) as caught:
        merge(
            national,
            "disable: [{rule: zhijian.huifo@3, reason: 甲}]\n",
            "override: [{rule: zhijian.tai_duo, reason: 乙, strength: weak}]\n",
        )
    assert [p.code for p in caught.value.problems] == ["JF306", "JF307"]


def test_policies_and_limits(national: Ruleset) -> None:
    body = """\
policies:
  - id: jia_2026
    title: 《甲省若干措施》
    date: 2026-03
    articles: {一: 会少}
    limits: [{id: pinci, what: 会议, max: 2, per: week, article: 一}]
limits: [{id: shichang, policy: jia_2026#一, what: 会议时长, max: 90, unit: 分钟}]
"""
    merged = merge(national, body)
    assert [x.id for x in merged.limits] == ["jia_2026.pinci", "jia.shichang"]
    assert [a.kind for a in merged.acts] == ["policy", "limit", "limit"]


def examples(ruleset: Ruleset) -> list[str]:
    """Return the codes of the examples that do not hold."""
    classifier = Classifier(compile_rules(ruleset))
    return [r.problem.code for r in run_all_cases(classifier) if r.problem]


def test_national_examples_run_again(national: Ruleset) -> None:
    assert examples(national) == []
    assert examples(merge(national, OVERRIDE.replace("网格群泛滥", "工作群泛滥"))) == []
    narrow = OVERRIDE.replace("add_unless: [便民群]", "add_unless: [便民群, 工作群]")
    narrow = narrow.replace("should_match: [网格群泛滥]", "should_match: [微信群泛滥]")
    assert examples(merge(national, narrow)) == ["JF350"]
    given_up = (
        "breaks: [{rule: zhijian.tai_duo, text: 工作群实在太多, reason: 改叫法}]\n"
    )
    assert examples(merge(national, narrow + given_up)) == []
    assert examples(merge(national, OVERRIDE + given_up)) == ["JF351"]


def test_own_examples_must_hold(national: Ruleset) -> None:
    wrong = OVERRIDE.replace("should_match: [网格群泛滥]", "should_match: [毫不相干]")
    assert examples(merge(national, wrong)) == ["JF401"]


def test_what_a_disable_says_is_tested(national: Ruleset) -> None:
    quiet = DISABLE.replace("}]", ", should_not_match: [收到请回复]}]")
    assert examples(merge(national, quiet)) == []
    loud = DISABLE.replace("}]", ", should_not_match: [收到请回复，群太多]}]")
    loud = loud.replace("[收到请回复，群太多]", '["收到请回复，群太多"]')
    assert examples(merge(national, loud)) == ["JF352"]
