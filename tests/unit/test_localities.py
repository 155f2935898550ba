"""Where overlays are looked for, how a locality is named, what is read of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import LayerError, ResourceError
from jianfu_rules.model import Ruleset
from jianfu_rules.ruleset.localities import LocalityIndex, load_rules, read_chain
from jianfu_rules.ruleset.overlays import fill_template, is_locality
from jianfu_rules.ruleset.where import (
    OverlayPlace,
    find_bundled,
    find_rules,
    own_places,
)

OVERLAY = """\
kind: overlay
locality: {locality}
name: {name}
version: 1
reviewed: 2026-11-20
add:
  - id: {id}
    symptom: zhijian
    name: 本地的说法
    strength: strong
    phrases: [{phrase}]
    should_match: [{phrase}]
    should_not_match: [别的]
"""
RULE = {"tai_duo": "phrases: [群太多]"}


def write(root: Path, locality: str, name: str, **more: str) -> Path:
    """Write an overlay that finds its own id, unless said otherwise."""
    values = {"id": "own", "phrase": locality.replace("/", ""), **more}
    path = root / "localities" / f"{locality}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = OVERLAY.format(locality=locality, name=name, **values)
    path.write_text(text + more.get("tail", ""), encoding="utf-8")
    return path


@pytest.fixture
def root(rule_dir: Callable[..., Path]) -> Path:
    """Return rules with 甲省, 甲省/乙市, 丙省/丁市/戊县 and no file between."""
    root = rule_dir(RULE)
    write(root, "jia", "甲南省")
    write(root, "jia/yi", "乙北市")
    write(root, "bing", "丙西省")
    write(root, "bing/ding/wu", "戊东县")
    return root


@pytest.fixture
def index(root: Path) -> LocalityIndex:
    return LocalityIndex([OverlayPlace(root, "beside")])


@pytest.mark.parametrize("value", ["zhejiang", "a/b/c/d", "a1/b_2"])
def test_ids(value: str) -> None:
    assert is_locality(value)


@pytest.mark.parametrize(
    "value", ["national", "", "A", "a//b", "a/", "/a", "浙江", "a/b/c/d/e", "1a", "a-b"]
)
def test_what_is_no_id(value: str) -> None:
    assert not is_locality(value)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("jia/yi", "jia/yi"),
        ("甲南省", "jia"),
        ("甲南省/乙北市", "jia/yi"),
        ("甲南/乙北", "jia/yi"),
        ("乙北市", "jia/yi"),
        ("丙西省/戊东县", "bing/ding/wu"),
        ("戊东", "bing/ding/wu"),
    ],
)
def test_names(index: LocalityIndex, asked: str, found: str) -> None:
    assert index.find(asked) == found


@pytest.mark.parametrize("asked", ["jia/ye", "甲南省/戊东县", "nowhere", "national"])
def test_unknown_localities(index: LocalityIndex, asked: str) -> None:
    with pytest.raises(ResourceError) as caught:
        index.find(asked)
    (problem,) = caught.value.problems
    assert problem.code == "JF340"
    assert "bing/ding/wu" in problem.hint()


def test_the_nearest_locality_is_named(index: LocalityIndex) -> None:
    with pytest.raises(ResourceError, match="是不是“jia/yi”"):
        index.find("jia/yy")


def test_one_name_of_two_localities(root: Path) -> None:
    write(root, "jia/gu", "鼓楼区")
    write(root, "bing/gu", "鼓楼区")
    index = LocalityIndex([OverlayPlace(root, "beside")])
    with pytest.raises(ResourceError, match=r"JF345[\s\S]*丙西省/鼓楼区"):
        index.find("鼓楼区")
    assert index.find("丙西省/鼓楼区") == "bing/gu"


def chain(root: Path, locality: str) -> list[str]:
    index = LocalityIndex([OverlayPlace(root, "beside")])
    return [overlay.locality for overlay in read_chain(index, locality)]


def test_the_chain_follows_the_path_and_skips_what_is_not_there(root: Path) -> None:
    assert chain(root, "jia/yi") == ["jia", "jia/yi"]
    assert chain(root, "bing/ding/wu") == ["bing", "bing/ding/wu"]


def test_extends_leads_elsewhere(root: Path) -> None:
    write(root, "jia/yi", "乙北市", tail="extends: bing\n")
    assert chain(root, "jia/yi") == ["bing", "jia/yi"]
    write(root, "jia/yi", "乙北市", tail="extends: national\n")
    assert chain(root, "jia/yi") == ["jia/yi"]


def test_circles_and_unknown_layers(root: Path) -> None:
    write(root, "jia", "甲南省", tail="extends: jia/yi\n")
    with pytest.raises(LayerError, match="JF304[\\s\\S]*jia/yi→jia→jia/yi"):
        chain(root, "jia/yi")
    write(root, "jia", "甲南省", tail="extends: jai\n")
    with pytest.raises(LayerError, match="JF303[\\s\\S]*是不是“jia”"):
        chain(root, "jia/yi")


def test_other_localities_are_not_parsed(root: Path) -> None:
    (root / "localities" / "bing.yml").write_text("- {", encoding="utf-8")
    (root / "localities" / "_draft.yml").write_text("- {", encoding="utf-8")
    place = find_rules(root)
    assert load_rules(place, "jia/yi").layers == ("national", "jia", "jia/yi")
    assert load_rules(place).layers == ("national",)
    with pytest.raises(Exception, match="JF105"):
        load_rules(place, "bing/ding/wu")


def test_the_file_must_say_where_it_stands(root: Path) -> None:
    path = write(root, "jia/yi", "乙北市")
    path.write_text(path.read_text(encoding="utf-8").replace("jia/yi", "jia/bing", 1))
    with pytest.raises(LayerError, match="JF302[\\s\\S]*jia/bing"):
        chain(root, "jia/yi")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home and work folder of a user."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("JIANFU_RULES", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


NATIONAL_RULE = {"symptom: zhijian": "symptom: zhijian_xingshi"}


def as_national(path: Path) -> None:
    """Let an overlay speak of a symptom of the rules that come along."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("symptom: zhijian\n", "symptom: zhijian_xingshi\n"))


def test_overlays_of_user_and_project_stand_on_each_other(own: Path) -> None:
    as_national(write(own / "config/jianfu-rules", "jia", "甲南省", id="user"))
    as_national(write(own / "work/jianfu-rules", "jia", "甲南省", id="project"))
    ruleset = load_rules(find_rules(), "jia")
    assert ruleset.layers == ("national", "jia", "jia")
    assert [r.id for r in ruleset.rules[-2:]] == ["jia.user", "jia.project"]
    assert [p.how for p in find_rules().overlays] == ["beside", "user", "project"]


def test_a_folder_of_overlays_alone_stands_on_the_rules_that_come_along(
    own: Path,
) -> None:
    as_national(write(own / "mine", "jia", "甲南省"))
    place = find_rules(own / "mine")
    assert (place.how in {"package", "checkout"}, place.is_own) == (True, True)
    assert load_rules(place, "jia").layers == ("national", "jia")
    with pytest.raises(ResourceError, match=r"JF341[\s\S]*jia"):
        load_rules(place)


@pytest.fixture
def merged(own: Path) -> Classifier:
    as_national(write(own / "mine", "jia", "甲南省", phrase="本地话甲乙"))
    return Classifier.load(own / "mine", locality="甲南省")


def test_the_model_stays_with_overlays_on_the_rules_it_knows(
    merged: Classifier, own: Path
) -> None:
    national: Ruleset = load_rules(find_rules())
    assert merged.consultant is not None
    assert merged.ruleset.base_digest == national.digest
    assert merged.ruleset.digest != national.digest
    by_rules = Classifier(merged.rules)
    result = by_rules.classify("本地话甲乙，烦死了，天天在工作群打卡")
    layers = {e.layer for x in result.labels for e in x.evidence}
    assert layers >= {"national", "jia"}
    assert result.ruleset == merged.ruleset.digest


def test_a_local_match_that_is_denied_bars_its_symptom(merged: Classifier) -> None:
    result = merged.classify("不存在本地话甲乙")
    assert [d.match.rule_id for d in result.dropped] == ["jia.own"]
    assert result.labels == ()


@pytest.mark.parametrize(
    ("platform", "name", "wanted"),
    [
        ("win32", "APPDATA", "x/jianfu-rules"),
        ("linux", "XDG_CONFIG_HOME", "x/jianfu-rules"),
    ],
)
def test_the_folder_of_the_user(
    monkeypatch: pytest.MonkeyPatch, platform: str, name: str, wanted: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(name, "x")
    assert own_places()[0].root == Path(wanted)


def test_the_template_loads(own: Path) -> None:
    text = fill_template(find_bundled().root, "jia/yi", "乙北市")
    path = own / "mine/localities/jia/yi.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    ruleset = load_rules(find_rules(own / "mine"), "jia/yi")
    assert ruleset.rules[-1].id == "jia/yi.shili"
    assert ruleset.notes == ()
    assert "{" not in text.replace("{一:", "").replace("{text", "")
