"""The scores, by hand on a few cases."""

from __future__ import annotations

import pytest

from jianfu_rules.errors import InputError
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.evaluation.scorecard import (
    LabelledCase,
    read_cases,
    score_cases,
)

SYMPTOMS = ["a", "b"]


def case(labels, **more):
    return LabelledCase("x", "文字", labels, **more)


def test_ratio_by_hand():
    ratio = Ratio(hits=3, false=1, missed=2)
    assert ratio.precision == pytest.approx(3 / 4)
    assert ratio.recall == pytest.approx(3 / 5)
    assert ratio.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert Ratio(0, 0, 0).f1 == 0.0


def test_a_run_by_hand():
    cases = [
        case({"a": "complaint"}),
        case({"a": "complaint", "b": "remedy"}),
        case({"b": "policy"}),
        case({}),
    ]
    verdicts = [
        {"a": "complaint"},
        {"a": "remedy", "b": "remedy"},
        {"b": "complaint"},
        {},
    ]
    card = score_cases(cases, verdicts, SYMPTOMS)
    assert card.symptoms["a"] == Ratio(1, 0, 1)
    assert card.symptoms["b"] == Ratio(0, 1, 0)
    assert card.macro_f1 == pytest.approx(2 / 3)  # b has no complaint to find
    assert card.complaint == Ratio(1, 1, 1)
    assert card.stance_accuracy == pytest.approx(2 / 4)
    assert card.false_alarm_rate == pytest.approx(1 / 2)
    assert [(missed, wrong) for _, missed, wrong in card.errors] == [
        (("a",), ()),
        ((), ("b",)),
    ]


def test_what_is_not_scored():
    cases = [
        case({"a": "complaint"}, is_debatable=True),
        case({}, optional=frozenset("a")),
        case({"b": "policy"}, ok={"b": ("complaint",)}),
    ]
    verdicts = [{}, {"a": "complaint"}, {"b": "complaint"}]
    card = score_cases(cases, verdicts, SYMPTOMS)
    assert card.case_count == 2
    assert card.alarm_count == 0
    assert card.errors == ()


def test_cases_are_read(tmp_path):
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"id": 7, "text": "开会", "labels": {"a": "mention"}, "optional": ["b"]}\n\n',
        encoding="utf-8",
    )
    assert read_cases(path) == [
        LabelledCase("7", "开会", {"a": "mention"}, frozenset("b"))
    ]


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "无标签"}', '"字"'])
def test_a_line_that_is_no_case_is_named(tmp_path, line):
    path = tmp_path / "cases.jsonl"
    path.write_text('{"text": "开会", "labels": {}}\n' + line, encoding="utf-8")
    with pytest.raises(InputError, match=r"cases\.jsonl:2:1  错误 JF505"):
        read_cases(path)
