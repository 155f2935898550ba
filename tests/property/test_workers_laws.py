"""Whatever the texts are, several processes say what one says, in the same order."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError, ResourceError
from jianfu_rules.model import Classification
from jianfu_rules.parallel.pool import Work, WorkerPool
from jianfu_rules.parallel.texts import start
from jianfu_rules.parallel.transport import decode, encode

PIECES = [
    "一天要在五个群里打卡",
    "群太多了",
    "会议开了三个小时",
    "天气不错",
    "不得要求每天打卡",
    "答复：已经清理各类工作群",
    "，",
    "。\n",
    "\ud83d",
    "😀",
    "=1+1",
    "　",
]

texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
records = st.dictionaries(
    st.sampled_from(["title", "body", "appeal", "reply", "signature"]), texts
)
days = st.sampled_from([None, "", "2024-08-06", "1999-01-01"])
plain = texts | records
items = plain | st.tuples(plain, days)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.fixture(scope="module")
def pool(classifier: Classifier) -> Iterator[WorkerPool[Any]]:
    with WorkerPool[Any](2, Work(start, (classifier,))) as made:
        yield made


def one_by_one(classifier: Classifier, items: list[Any]) -> list[Classification]:
    return list(classifier.classify_many(items))


@settings(max_examples=60)
@given(given_items=st.lists(items, max_size=70))
def test_several_processes_say_what_one_says(
    classifier: Classifier, pool: WorkerPool[Any], given_items: list[Any]
) -> None:
    alone = one_by_one(classifier, given_items)
    shared = [result for _, result in pool.map(given_items, lambda item: item)]
    assert [r.to_dict() for r in shared] == [r.to_dict() for r in alone]


@given(texts)
def test_a_result_travels_whole(classifier: Classifier, text: str) -> None:
    result = classifier.classify(text)
    assert decode(encode(result)) == result
    assert decode(encode(result)).facts == result.facts


DATED = [
    ("一天要在五个群里打卡", "2024-08-06"),
    ({"body": "群太多了", "reply": "已经清理"}, None),
    "天天打卡，群太多了",
    ("不得要求天天打卡", "1999-01-01"),
] * 20


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"noise": "off"},
        {"noise": "all", "fallback": None},
        {"locality": "浙江省/杭州市"},
    ],
)
def test_options_of_all_kinds_travel(options: dict[str, Any]) -> None:
    classifier = Classifier.load(**options)
    alone = one_by_one(classifier, DATED)
    assert list(classifier.classify_many(DATED, workers=2)) == alone
    assert any(result.is_complaint for result in alone)


def test_rules_and_model_of_ones_own_travel(
    rule_dir: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [<每天>打卡]"})
    monkeypatch.chdir(tmp_path)
    classifier = Classifier.load(rules.relative_to(tmp_path))
    again = pickle.loads(pickle.dumps(classifier))
    assert again.classify("天天打卡") == classifier.classify("天天打卡")
    found = list(classifier.classify_many(["天天打卡", "天气"], workers=2))
    assert [r.is_complaint for r in found] == [True, False]


def test_a_classifier_that_was_not_loaded_travels_too(
    rule_dir: Callable[..., Path],
) -> None:
    rules = Classifier.load(rule_dir({"a": "phrases: [<群><太多>]"})).rules
    made = Classifier(rules)
    found = list(made.classify_many(["微信群过多", "天气"], workers=2))
    assert found == one_by_one(made, ["微信群过多", "天气"])
    assert found[0].is_complaint


def test_rules_that_change_are_noticed(rule_dir: Callable[..., Path]) -> None:
    rules = rule_dir({"daka": "strength: strong\nphrases: [天天打卡]"})
    classifier = Classifier.load(rules)
    path = rules / "national/zhijian.yml"
    path.write_text(path.read_text("utf-8").replace("天天", "每日"), "utf-8")
    with pytest.raises(ResourceError) as caught:
        list(classifier.classify_many(["天天打卡"], workers=2))
    assert caught.value.problems[0].code == "JF784"


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_text_is_raised_in_its_turn_or_kept(
    classifier: Classifier, workers: int
) -> None:
    bad: list[Any] = ["群太多了", 7, {"body": 1}, ("天气", "某日"), "天气"]
    seen = []
    with pytest.raises(InputError) as caught:
        for result in classifier.classify_many(bad, workers=workers):
            seen.append(result)
    assert len(seen) == 1 and caught.value.problems[0].code == "JF504"
    kept = list(classifier.classify_many(bad, workers=workers, on_error="keep"))
    assert [r.complete for r in kept] == [True, False, False, False, True]
    assert kept == list(classifier.classify_many(bad, on_error="keep"))
    assert all("JF661" in r.reasons[0] for r in kept if not r.complete)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"workers": -1}, "JF785"),
        ({"workers": "2"}, "JF785"),
        ({"workers": True}, "JF785"),
        ({"on_error": "skip"}, "JF786"),
    ],
)
def test_wrong_arguments_are_told_at_once(
    classifier: Classifier, options: dict[str, Any], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        classifier.classify_many(["天气"], **options)
    assert caught.value.problems[0].code == code


def test_no_workers_named_is_one_for_each_core(classifier: Classifier) -> None:
    assert len(list(classifier.classify_many(["天气"] * 3, workers=0))) == 3
