"""Every example in the shipped rules is a test, named by its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePath

import pytest

from jianfu_rules.authoring.ruletests import run_cue_case, run_rule_case
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import RuleError, render_problem
from jianfu_rules.model import Case, Cue, Rule


@cache
def classifier() -> Classifier:
    return Classifier.load(fallback=None)


def examples() -> Iterator[object]:
    """Yield a parameter for each example; none where the rules cannot be read."""
    try:
        ruleset = classifier().ruleset
    except RuleError:
        return  # test_rules_read.py tells why
    for owner in (*ruleset.rules, *ruleset.cues):
        for case in owner.cases:
            place = "/".join(PurePath(case.source.file).parts[-2:])
            marks = ()
            if case.known_gap:
                marks = (pytest.mark.xfail(strict=True, reason=case.known_gap),)
            # A known gap is run as any other example: it has to fail.
            wanted = replace(case, known_gap="")
            name = f"{place}:{case.source.line}"
            yield pytest.param(owner, wanted, id=name, marks=marks)


@pytest.mark.parametrize(("owner", "case"), list(examples()))
def test_example(owner: Rule | Cue, case: Case) -> None:
    run = run_rule_case if isinstance(owner, Rule) else run_cue_case
    problem = run(classifier(), owner, case).problem  # type: ignore[arg-type]  # by kind
    assert problem is None, render_problem(problem)
