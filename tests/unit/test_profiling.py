"""The clocks: all put on, all taken away, and the sums come out even."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from jianfu_rules import classifier as facade
from jianfu_rules.classifier import Classifier
from jianfu_rules.cli.wording import WORDS
from jianfu_rules.profiling import hooks
from jianfu_rules.profiling.hooks import HOOKS, STAGES, Stopwatch
from jianfu_rules.profiling.measuring import profile

TEXTS = [
    "一天要在五个群里打卡，群太多了",
    "天气不错",
    "不得要求每天打卡。" * 30,
    "群过多。\n答复：已经清理",
]


@pytest.fixture
def made(load: Callable[..., Classifier]) -> Classifier:
    return load(
        {
            "daka": "strength: strong\nphrases: [<每天>打卡]",
            "qun": "phrases: [<群><太多>]\nexceptions: [群太多人]\nonly_with: [打卡, 群]",
            "never": "phrases: [从不出现]",
        }
    )


def all_hooks() -> list[object]:
    names = [(module, name) for _, module, name in HOOKS]
    places = [
        hooks._owner(*name) for name in [*names, ("pipeline.scanning", "Scan.join")]
    ]
    return [getattr(owner, name) for owner, name in places]


def test_every_hook_is_called_by_that_name() -> None:
    # Each name is there, and none is the function of another stage.
    assert all(map(callable, all_hooks()))
    assert {stage for stage, _, _ in HOOKS} | {hooks.OTHER} == set(STAGES)
    assert {f"stage.{stage}" for stage in STAGES} <= set(WORDS)


def test_nothing_is_left_behind_and_results_are_the_same(made: Classifier) -> None:
    before = all_hooks()
    alone = [made.classify(text) for text in TEXTS]
    results = []

    def classify(text: str):  # type: ignore[no-untyped-def]
        results.append(made.classify(text))
        return results[-1]

    profile(made, TEXTS, classify, len)
    assert all_hooks() == before
    assert results == alone * 3


def test_clocks_are_taken_away_after_an_error(made: Classifier) -> None:
    before = all_hooks()
    with pytest.raises(ZeroDivisionError), hooks.stage_clocks(Stopwatch()):
        assert facade.normalize is not before[3]
        raise ZeroDivisionError
    assert all_hooks() == before


def test_shares_are_of_the_whole_and_stages_are_apart(made: Classifier) -> None:
    found = profile(made, TEXTS, made.classify, len, text_limit=2)
    assert (found.text_count, found.character_count) == (4, sum(map(len, TEXTS)))
    assert sum(stage.share for stage in found.stages) == pytest.approx(1)
    assert sum(s.seconds for s in found.stages) == pytest.approx(found.seconds)
    calls = {stage.stage: stage.calls for stage in found.stages}
    # The answer of an office is read on its own.
    assert calls["normalize"] == 5 and calls["output"] == 4
    assert [text.number for text in found.slowest][0] == 2
    assert len(found.slowest) == 2
    seconds = [stage.seconds for stage in found.stages]
    assert seconds == sorted(seconds, reverse=True)


def test_rules_and_their_fields_are_named_with_tries_and_hits(
    made: Classifier,
) -> None:
    found = profile(made, TEXTS, made.classify, len)
    rules = {(rule.rule.rpartition(".")[2], rule.field): rule for rule in found.rules}
    assert ("never", "phrases") not in rules
    assert rules["daka", "phrases"].hits >= 1
    assert rules["qun", "phrases"].tries >= rules["qun", "phrases"].hits >= 1
    assert ("qun", "only_with") in rules
    assert rules["bude", "phrases"].hits == 30
    assert sum(rule.share for rule in found.rules) == pytest.approx(1)
    assert 0 < found.tried_share < 1
    assert json.loads(json.dumps(found.to_dict()))["text_count"] == 4


def test_all_rules_of_the_package_have_an_owner() -> None:
    from jianfu_rules.profiling.measuring import _owners

    rules = Classifier.load(fallback=None).rules
    assert set(_owners(rules)) == set(range(len(rules.tables.groups)))


def test_no_texts_no_times(made: Classifier) -> None:
    found = profile(made, [], made.classify, len)
    assert (found.text_count, found.rules, found.slowest) == (0, (), ())
