"""Reports on verdicts made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from jianfu_rules.report.entry import Entry
from jianfu_rules.report.gathering import Gathering
from jianfu_rules.report.rulenames import RuleNames, rule_names
from jianfu_rules.report.summary import Report, summarize
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules


@pytest.fixture(scope="session")
def names() -> RuleNames:
    root = find_rules().root
    return rule_names(read_rules(root), root)


@pytest.fixture
def report_on(names: RuleNames) -> Callable[..., Report]:
    """Return a maker of reports: entries, then ``k`` and ``leaders``."""

    def make(
        entries: Iterable[Entry],
        k: int = 5,
        leaders: list[int] | None = None,
        hide: Callable[..., Any] = lambda text, spans: (text, spans),
    ) -> Report:
        gathering = Gathering(hide)
        for each in entries:
            gathering.add(each)
        return summarize(gathering, names, leaders, k)

    return make
