"""Compiled rules that were kept in a file are those that were compiled."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.ruleset import store
from jianfu_rules.ruleset.where import find_rules

TEXTS = [
    "我一个村干部加了四十多个工作群，每天光回“收到”就要一个小时。",
    "不得强制下载政务应用。",
    "指间上的形势主义害死人，xszy。",
    "如果天天填表，谁还下村？从260项压缩至58项。",
    "今天天气很好。",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(store.ENVIRONMENT_NAME, str(tmp_path / "kept"))
    return tmp_path / "kept"


def load() -> Classifier:
    return Classifier.load(fallback=None)


def read_again() -> None:
    raise AssertionError("the rule files were read")


def test_kept_rules_give_the_same_results(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = [load().classify(text).to_dict() for text in TEXTS]
    assert len(list(folder.glob("*.json"))) == 1
    monkeypatch.setattr("jianfu_rules.ruleset.localities.read_rules", read_again)
    kept = load()
    assert [kept.classify(text).to_dict() for text in TEXTS] == fresh


def test_kept_rules_read_their_files_when_they_are_asked_for(folder: Path) -> None:
    load()
    kept = load()
    assert kept.rules.outline.rules[0].phrases == ()
    assert any(rule.phrases for rule in kept.ruleset.rules)
    assert kept.ruleset.digest == kept.rules.digest


def test_kept_rules_can_be_sent_to_another_process(folder: Path) -> None:
    load()
    sent = pickle.loads(pickle.dumps(load().rules))
    assert Classifier(sent).classify(TEXTS[0]).is_complaint


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"tables": 3}', "\0\0", "{"])
def test_a_broken_file_is_compiled_again(folder: Path, content: str) -> None:
    load()
    (kept,) = folder.glob("*.json")
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(content, encoding="utf-8")
    assert load().classify(TEXTS[0]).is_complaint
    assert kept.read_text(encoding="utf-8") == whole


def test_a_type_that_is_not_of_the_model_is_refused(folder: Path) -> None:
    load()
    (kept,) = folder.glob("*.json")
    data = json.loads(kept.read_text(encoding="utf-8"))
    data["outline"]["!"] = "TYPE_CHECKING"
    kept.write_text(json.dumps(data), encoding="utf-8")
    key = kept.stem
    assert store.load_compiled(key, read_again) is None


def test_the_key_follows_the_rule_files(tmp_path: Path) -> None:
    from shutil import copytree

    root = tmp_path / "rules"
    copytree(str(find_rules().root), root)
    before = store.rules_key(find_rules(root), "usual")
    assert before == store.rules_key(find_rules(root), "usual")
    assert before != store.rules_key(find_rules(root), "off")
    with (root / "words/acts.yml").open("a", encoding="utf-8") as file:
        file.write("\n# 改过\n")
    assert before != store.rules_key(find_rules(root), "usual")


def test_keeping_can_be_switched_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(store.ENVIRONMENT_NAME, store.OFF)
    assert store.cache_folder() is None
    load()
    monkeypatch.setenv(store.ENVIRONMENT_NAME, str(tmp_path / "file"))
    (tmp_path / "file").write_text("in the way")
    assert load().classify(TEXTS[0]).is_complaint


def test_only_a_few_files_are_kept(folder: Path) -> None:
    rules = load().rules
    for number in range(store.KEPT + 3):
        store.keep_compiled(f"key{number}", rules)
    names = {path.stem for path in folder.glob("*.json")}
    assert len(names) == store.KEPT
    assert f"key{store.KEPT + 2}" in names
