"""The localities that come along: their files load and their examples hold."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from jianfu_rules.authoring.localtests import run_all_cases
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import render_problem
from jianfu_rules.model import Ruleset
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.localities import LocalityIndex, read_chain
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import OverlayPlace, find_bundled

INDEX = LocalityIndex([OverlayPlace(find_bundled().root, "beside")])
IDS = INDEX.ids()
LOWEST = [i for i in IDS if not any(j.startswith(i + "/") for j in IDS)]
"""To run these is to run those above them."""


@cache
def national() -> Ruleset:
    return read_rules(find_bundled().root)


def merged(locality: str) -> Ruleset:
    chain = read_chain(INDEX, locality)
    return merge_layers(national(), chain, on=date.today())


def test_there_are_localities() -> None:
    assert len(IDS) >= 15


@pytest.mark.parametrize("locality", IDS)
def test_a_locality_is_in_step_with_the_nation(locality: str) -> None:
    notes = [n for n in merged(locality).notes if n.code in {"JF330", "JF331", "JF335"}]
    assert notes == []


@pytest.mark.parametrize("locality", IDS)
def test_a_locality_has_a_chinese_name_of_its_own(locality: str) -> None:
    name = INDEX.names()[locality]
    assert INDEX.find(name) == locality


@pytest.mark.parametrize("locality", LOWEST)
def test_own_examples(locality: str) -> None:
    ruleset = merged(locality)
    own = set(ruleset.layers) - {NATIONAL}
    classifier = Classifier(compile_rules(ruleset))
    failed = [
        render_problem(r.problem)
        for r in run_all_cases(classifier, only_layers=own)
        if r.problem
    ]
    assert failed == []


@pytest.mark.slow
@pytest.mark.parametrize("locality", LOWEST)
def test_examples_of_all_layers(locality: str) -> None:
    classifier = Classifier(compile_rules(merged(locality)))
    failed = [render_problem(r.problem) for r in run_all_cases(classifier) if r.problem]
    assert failed == []
