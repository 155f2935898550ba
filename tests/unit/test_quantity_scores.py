"""The scores of burden figures, by hand on a few."""

from __future__ import annotations

import pytest

from jianfu_rules.errors import InputError
from jianfu_rules.evaluation.quantities import (
    LabelledQuantity,
    is_right,
    read_quantities,
    score_quantities,
)
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.evaluation.scorecard import read_cases
from jianfu_rules.model import Fact, Span


def fact(start: int, end: int, what: str, low: float, high: float = 0, **more) -> Fact:
    return Fact(Span(start, end), "", what, low, high or low, **more)


def gold(start: int, end: int, what: str, low: float, **more) -> LabelledQuantity:
    return LabelledQuantity(Span(start, end), what, low, low, **more)


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (gold(0, 5, "群", 5), fact(2, 4, "群", 5), True),
        (gold(0, 2, "群", 5), fact(2, 4, "群", 5), False),  # side by side
        (gold(0, 5, "工作群", 5), fact(2, 4, "群", 5), True),
        (gold(0, 5, "消息", 5), fact(2, 4, "信息", 5), True),
        (gold(0, 5, "趟", 5), fact(2, 4, "检查", 5, unit="趟"), True),
        (gold(0, 5, "表", 5), fact(2, 4, "群", 5), False),
        (gold(0, 5, "群", 6), fact(2, 4, "群", 5), False),
        (gold(0, 5, "群", 45), fact(2, 4, "群", 41, 49), True),
        (gold(0, 5, "群", 40), fact(2, 4, "群", 41, 49), True),  # 40 of 四十多
        (gold(0, 5, "群", 39), fact(2, 4, "群", 41, 49), False),
        (gold(0, 5, "群", 40), fact(2, 4, "群", 41), False),
    ],
)
def test_what_is_right(wanted, found, right):
    assert is_right(wanted, found) is right


def test_a_run_by_hand():
    labelled = [
        [gold(0, 3, "群", 5, per="day"), gold(4, 7, "表", 3)],
        None,
        [],
    ]
    facts = [
        [fact(0, 3, "群", 5), fact(4, 7, "表", 4), fact(8, 9, "时刻", 9, kind="time")],
        [fact(0, 3, "群", 5)],
        [fact(0, 3, "群", 5)],
    ]
    score = score_quantities(labelled, facts)
    assert score.case_count == 2
    assert score.figures == Ratio(hits=1, false=2, missed=1)
    assert score.spans == Ratio(hits=2, false=1, missed=0)
    assert score.per_right == 0


def test_each_figure_is_used_once():
    score = score_quantities(
        [[gold(0, 9, "群", 5), gold(0, 9, "群", 5)]], [[fact(2, 4, "群", 5)]]
    )
    assert score.figures == Ratio(hits=1, false=0, missed=1)


def test_equal_quotations_are_taken_from_left_to_right():
    item = {"text": "五个群", "what": "群", "value": 5}
    found = read_quantities("五个群，又来五个群", [item, item])
    assert [q.span for q in found] == [Span(0, 3), Span(6, 9)]


def test_a_value_may_be_a_range():
    item = {"text": "几个群", "what": "群", "value": [3, 9], "per": "day"}
    (found,) = read_quantities("几个群", [item])
    assert (found.low, found.high, found.per) == (3, 9, "day")


@pytest.mark.parametrize(
    "quantities",
    [
        '[{"text": "六个群", "what": "群", "value": 6}]',
        '[{"text": "五个群", "what": "群"}]',
        '[{"text": "五个群", "what": "群", "value": "许多"}]',
        '[{"text": "五个群", "what": "群", "value": [1, 2, 3]}]',
        "7",
    ],
)
def test_quantities_of_another_shape_are_named(tmp_path, quantities):
    path = tmp_path / "cases.jsonl"
    line = f'{{"text": "五个群", "labels": {{}}, "quantities": {quantities}}}'
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=r"cases\.jsonl:1:1  错误 JF505"):
        read_cases(path)
