"""The output contract, to the letter, and the value types."""

from __future__ import annotations

import dataclasses
import inspect
import json
import pickle

import pytest

from jianfu_rules import model
from jianfu_rules.model import (
    Classification,
    Dropped,
    Evidence,
    Fact,
    Label,
    Match,
    Span,
)

TEXT = "一天要在五个群里打卡，从不填表"

RESULT = Classification(
    text=TEXT,
    labels=(
        Label(
            "zhijian",
            "指尖负担",
            "complaint",
            0.93,
            (
                Evidence(
                    Match("zhijian.daka", "<每天>…打卡", Span(0, 10)),
                    "complaint",
                    0.9,
                    "一天要在五个群里打卡",
                    ("cue",),
                ),
            ),
        ),
    ),
    facts=(Fact(Span(4, 7), "五个群", "群", 5.0, 5.0, "day", unit="个"),),
    dropped=(
        Dropped(Match("biao.tian", "填表", Span(13, 15)), "填表", "被否认（congbu）"),
    ),
    decided_by="rules",
    ruleset="sha256:00",
)

CONTRACT = (
    '{"id": "t-17", "is_complaint": true, "complete": true, '
    '"labels": [{"symptom": "zhijian", "name": "指尖负担", "stance": "complaint", '
    '"score": 0.93, "source": "rules", "policies": [], "evidence": [{"text": "一天要在五个群里打卡", '
    '"start": 0, "end": 10, "rule": "zhijian.daka", "match": "exact", '
    '"layer": "national"}]}], '
    '"facts": [{"text": "五个群", "start": 4, "end": 7, "what": "群", "low": 5.0, '
    '"high": 5.0, "per": "day", "unit": "个", "kind": "count"}], '
    '"breaches": [], "dropped": [{"text": "填表", "start": 13, "end": 15, "rule": "biao.tian", '
    '"reason": "被否认（congbu）"}], '
    '"ruleset": "sha256:00"}'
)


def test_contract_to_the_letter() -> None:
    assert json.dumps(RESULT.to_dict("t-17"), ensure_ascii=False) == CONTRACT


def test_no_id_without_an_id() -> None:
    assert next(iter(RESULT.to_dict())) == "is_complaint"
    assert RESULT.to_dict("")["id"] == ""


def test_reasons_only_where_incomplete() -> None:
    assert "reasons" not in RESULT.to_dict()
    cut = dataclasses.replace(RESULT, complete=False, reasons=("太长",))
    assert list(cut.to_dict("a"))[:4] == ["id", "is_complaint", "complete", "reasons"]
    assert cut.to_dict()["reasons"] == ["太长"]


def test_empty_result() -> None:
    assert Classification("").to_dict() == {
        "is_complaint": False,
        "complete": True,
        "labels": [],
        "facts": [],
        "breaches": [],
        "dropped": [],
        "ruleset": "",
    }


def test_a_figure_of_a_change_names_the_other_one() -> None:
    before = Fact(Span(1, 3), "八个", "群", 8.0, 8.0, trend="falling", pair=Span(5, 7))
    (given,) = Classification("", facts=(before,)).to_dict()["facts"]
    assert given["trend"] == "falling"
    assert given["pair"] == {"start": 5, "end": 7}


def test_stances_have_the_shape_of_a_codebook_case() -> None:
    assert RESULT.stances == {"zhijian": "complaint"}


@pytest.mark.parametrize("stance", model.STANCES)
def test_only_a_complaint_is_a_complaint(stance: str) -> None:
    label = dataclasses.replace(RESULT.labels[0], stance=stance)
    result = dataclasses.replace(RESULT, labels=(label,))
    assert result.is_complaint is (stance == "complaint")


TYPES = [c for _, c in inspect.getmembers(model, dataclasses.is_dataclass)]


@pytest.mark.parametrize("kind", TYPES, ids=lambda c: c.__name__)
def test_types_are_frozen_and_slotted(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    # A late field keeps what finds its value beside it.
    assert "__slots__" in vars(kind) or kind is model.Classification


def test_facts_are_found_when_they_are_first_read() -> None:
    fact = model.Fact(model.Span(0, 2), "五个", "群", 5, 5)
    calls = []

    def find() -> list[model.Fact]:
        calls.append(1)
        return [fact]

    result = model.Classification("五个群", facts=find)
    assert not calls
    assert result.facts == result.facts == (fact,)
    assert calls == [1]
    unread = model.Classification("五个群", facts=find)
    assert pickle.loads(pickle.dumps(unread)) == result  # noqa: S301
    assert dataclasses.replace(unread, text="").facts == (fact,)
