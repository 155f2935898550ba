"""Laws of merging: what any overlays do, in any order, to any of the rules."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.errors import LayerError, Problem
from jianfu_rules.model import Ruleset
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.overlays import Overlay, read_overlay
from jianfu_rules.ruleset.reading import read_rules

TODAY = date(2026, 11, 22)
RULES = ("a", "b", "c", "d")
LISTS = {"shared": ("群", "太多"), "zhijian": ("应用", "工具", "群")}
WORDS = ("甲群", "乙群", "丙端", "丁端", "工作群")
CASES = "should_match: [例], should_not_match: [反例]"
NATIONAL = (
    "kind: symptom\nsymptom: zhijian\nname: 指尖\nversion: 1\n"
    "words: {应用: [小程序], 工具: [<应用>, <群>]}\nrules:\n"
    + "".join(
        f"  - {{id: {i}, name: 名, phrases: [<群>{i}, 原话{i}, <工具>太多], {CASES}}}\n"
        for i in RULES
    )
)
SCALARS = {
    "strength": ("strong", "weak"),
    "name": ("新名", "别名"),
    "alone": ("mention",),
}


@st.composite
def overlay_bodies(draw: st.DrawFn, rules: tuple[str, ...] = RULES) -> str:
    """Draw an overlay that has at least one rule of its own."""
    lines = []
    adds: dict[str, dict[str, list[str]]] = {}
    for scope, names in LISTS.items():
        for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=2)):
            words = st.lists(
                st.sampled_from(WORDS), min_size=1, max_size=3, unique=True
            )
            adds.setdefault(scope, {})[name] = draw(words)
    if adds:
        shown = str(adds).replace("'", "")
        lines.append(f"add_words: {shown}")
    touched = draw(st.lists(st.sampled_from(rules), unique=True)) if rules else []
    split = draw(st.integers(0, len(touched)))
    if touched[:split]:
        until = draw(
            st.sampled_from(("", ", until: 2020-01-01", ", until: 2030-01-01"))
        )
        lines.append("disable:")
        lines += [
            f"  - {{rule: zhijian.{r}@1, reason: 因{until}}}" for r in touched[:split]
        ]
    if touched[split:]:
        lines.append("override:")
    for rule in touched[split:]:
        fields = draw(st.dictionaries(st.sampled_from(sorted(SCALARS)), st.just(0)))
        acts = [f"{f}: {draw(st.sampled_from(SCALARS[f]))}" for f in fields]
        acts += draw(st.lists(st.sampled_from(("enabled: yes", "add_unless: [邻居]",
            "add_phrases: [<应用>满屏]")), unique=True))  # fmt: skip
        joined = "".join(f", {act}" for act in acts)
        lines.append(f"  - {{rule: zhijian.{rule}@1, reason: 因{joined}}}")
    own = draw(st.sampled_from(("<群>本地", "<工具>本地", "本地话")))
    lines.append("add:")
    lines.append(
        f"  - {{id: own, symptom: zhijian, name: 本地, phrases: [{own}], {CASES}}}"
    )
    return "\n".join(lines) + "\n"


def overlay(body: str, locality: str) -> Overlay:
    head = f"kind: overlay\nlocality: {locality}\nname: 某地\nversion: 1\n"
    content = (head + "reviewed: 2026-01-01\n" + body).encode()
    problems: list[Problem] = []
    read = read_overlay(f"{locality}.yml", content, locality, problems)
    assert read is not None
    assert problems == []
    return read


bodies = st.lists(overlay_bodies(), max_size=3)
IDS = ("jia", "jia/yi", "jia/yi/bing", "jia/yi/bing/ding")


def layers(texts: list[str]) -> list[Overlay]:
    return [overlay(text, i) for text, i in zip(texts, IDS, strict=False)]


def write_small_rules(root: Path) -> Path:
    files = {
        "taxonomy.yml": "kind: taxonomy\nstrengths: {strong: 0.9, medium: 0.6, weak: 0.3}\n"
        "threshold: 0.5\nsymptoms: [{id: zhijian, name: 指尖, about: 群多}]\n",
        "policies.yml": "kind: policies\npolicies: [{id: guiding, title: 规定}]\n",
        "words/all.yml": "kind: words\nwords: {群: [工作群], 太多: [太多]}\n",
        "context/all.yml": "kind: cues\ncues: [{id: bu, effect: deny, phrases: [没有]}]\n",
        "national/zhijian.yml": NATIONAL,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    return read_rules(write_small_rules(tmp_path_factory.mktemp("rules")))


def by_id(ruleset: Ruleset) -> dict[str, object]:
    return {r.id: (r.phrases, r.unless, r.strength, r.name) for r in ruleset.rules}


def all_words(ruleset: Ruleset) -> dict[tuple[str, str], set[str]]:
    return {
        (scope, name): set(words)
        for scope, lists in ruleset.words.items()
        for name, words in lists.items()
    }


@given(bodies, st.integers(0, 4))
def test_merging_is_associative(national: Ruleset, texts: list[str], cut: int) -> None:
    found = layers(texts)
    whole = merge_layers(national, found, on=TODAY)
    upper = merge_layers(national, found[:cut], on=TODAY)
    assert merge_layers(upper, found[cut:], on=TODAY) == whole


@given(bodies)
def test_merging_is_pure(national: Ruleset, texts: list[str]) -> None:
    before = copy.deepcopy(national)
    first = merge_layers(national, layers(texts), on=TODAY)
    assert national == before
    assert merge_layers(national, layers(texts), on=TODAY) == first


def test_no_layer_is_no_change(national: Ruleset) -> None:
    assert merge_layers(national, [], on=TODAY) is national


@given(bodies)
def test_no_rule_is_lost_and_none_appears(national: Ruleset, texts: list[str]) -> None:
    merged = merge_layers(national, layers(texts), on=TODAY)
    active = {r.id for r in merged.rules}
    disabled = {r.id for r in merged.disabled}
    assert not active & disabled
    own = {f"{i}.own" for i in IDS[: len(texts)]}
    assert active | disabled == {r.id for r in national.rules} | own


@given(bodies)
def test_a_rule_without_acts_is_untouched(national: Ruleset, texts: list[str]) -> None:
    merged = merge_layers(national, layers(texts), on=TODAY)
    before = {r.id: r for r in national.rules}
    for rule in (*merged.rules, *merged.disabled):
        if rule.id in before and len(rule.history) == 1:
            assert by_id(merged)[rule.id] == by_id(national)[rule.id]
        kinds = [act.kind for act in rule.history]
        assert kinds[0] == "define"
        switches = [k for k in kinds if k in {"disable", "enable"}]
        # Off and on take turns, and what is off now was switched off last.
        assert switches == ["disable", "enable"] * (len(switches) // 2) + [
            "disable"
        ] * (len(switches) % 2)
        assert (rule in merged.disabled) is bool(len(switches) % 2)


@given(bodies)
def test_lists_only_grow(national: Ruleset, texts: list[str]) -> None:
    merged = all_words(merge_layers(national, layers(texts), on=TODAY))
    for place, words in all_words(national).items():
        assert words <= merged[place]


@given(bodies)
def test_a_list_holds_what_the_lists_in_it_hold(
    national: Ruleset, texts: list[str]
) -> None:
    merged = merge_layers(national, layers(texts), on=TODAY)
    words = all_words(merged)
    for place, inner in merged.includes.items():
        for other in inner:
            assert words[other] <= words[place]


@given(overlay_bodies(rules=("a", "b")), overlay_bodies(rules=("c", "d")))
def test_layers_on_different_rules_commute(
    national: Ruleset, first: str, second: str
) -> None:
    one = merge_layers(
        national, [overlay(first, "jia"), overlay(second, "yi")], on=TODAY
    )
    two = merge_layers(
        national, [overlay(second, "yi"), overlay(first, "jia")], on=TODAY
    )
    assert by_id(one) == by_id(two)
    assert all_words(one) == all_words(two)
    assert {r.id for r in one.disabled} == {r.id for r in two.disabled}


@given(bodies, bodies)
def test_the_digest_tells_layers_apart(
    national: Ruleset, first: list[str], second: list[str]
) -> None:
    one = merge_layers(national, layers(first), on=TODAY)
    two = merge_layers(national, layers(second), on=TODAY)
    assert (one.digest == two.digest) is (first == second)
    assert one.base_digest == two.base_digest == national.digest


@given(overlay_bodies())
def test_nothing_is_an_error_but_that_nothing_changes(
    national: Ruleset, body: str
) -> None:
    """What the strategy draws is right, so a merge raises only where all is idle."""
    only_idle = body.partition("add:\n")[0]
    if not only_idle.strip():
        return
    try:
        merged = merge_layers(national, [overlay(only_idle, "jia")], on=TODAY)
    except LayerError as error:
        assert {p.code for p in error.problems} <= {"JF301", "JF330"}
    else:
        assert merged.acts
