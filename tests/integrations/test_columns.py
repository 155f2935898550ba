"""The columns hold what the output contract says, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.integrations.columns import (
    FLAG,
    NUMBER,
    SCHEMA,
    TEXT,
    WHOLE,
    Kind,
    ListOf,
    Struct,
    choose_columns,
    error_row,
    result_row,
)
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import error_dict

COMPLAINT = "我一个村干部加了四十多个工作群，天天打卡到半夜。"
DEV = Path(__file__).parents[1] / "eval/dev.jsonl"
DOCS = Path(__file__).parents[2] / "docs"
AT_A_GLANCE = {"stance", "symptoms", "scores", "evidence", "error"}
PLAIN_TYPES = {FLAG: (bool,), WHOLE: (int,), NUMBER: (int, float), TEXT: (str,)}
ALL = tuple(SCHEMA)


def misfits(value: Any, kind: Kind, place: str) -> list[str]:
    """Return the places where a value is not of its kind or has a field of its own."""
    if value is None:
        return []
    if isinstance(kind, ListOf):
        if not isinstance(value, list):
            return [place]
        return [
            found
            for number, item in enumerate(value)
            for found in misfits(item, kind.item, f"{place}[{number}]")
        ]
    if isinstance(kind, Struct):
        found = [f"{place}.{name}" for name in set(value) - set(kind.fields)]
        for name, inner in kind.fields.items():
            found += misfits(value.get(name), inner, f"{place}.{name}")
        return found
    is_right = isinstance(value, PLAIN_TYPES[kind])
    return [] if is_right and (kind == FLAG) == isinstance(value, bool) else [place]


def seen_fields(value: Any, kind: Kind, place: str) -> set[str]:
    if isinstance(value, list) and isinstance(kind, ListOf):
        return {f for item in value for f in seen_fields(item, kind.item, place)}
    if isinstance(value, dict) and isinstance(kind, Struct):
        found = {f"{place}.{name}" for name in value}
        for name, item in value.items():
            found |= seen_fields(item, kind.fields[name], f"{place}.{name}")
        return found
    return set()


def all_fields(kind: Kind, place: str) -> set[str]:
    if isinstance(kind, ListOf):
        return all_fields(kind.item, place)
    if isinstance(kind, Struct):
        return {
            f
            for name, inner in kind.fields.items()
            for f in {f"{place}.{name}"} | all_fields(inner, f"{place}.{name}")
        }
    return set()


@pytest.fixture(scope="module")
def results(classifier: Classifier) -> list[Any]:
    with DEV.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][:120]
    record = {
        "title": "报表太多",
        "body": "每天填十几张表，苦不堪言。",
        "reply": "已清理。",
    }
    more = [
        classifier.classify_record(record),
        classifier.classify("群从十五个减到三个。"),
        classifier.classify_record({"body": "会一开五个小时，天天开会，苦不堪言。"}),
        classifier.classify_record(
            {"title": "会太多", "body": "会一开五个小时，天天开会，一点实事没干。"}
        ),
        classifier.classify_record({"body": COMPLAINT, "reply": "没有这种工作群"}),
    ]
    made = ["", COMPLAINT, "开形式注意的会，一开就是五个小时。", "下" * 200_001]
    return [*map(classifier.classify, [*texts, *made]), *more]


def test_a_row_is_the_contract_and_the_columns_at_a_glance(results: list[Any]) -> None:
    for result in results:
        values = result.to_dict()
        row = result_row(result, ALL)
        assert {name: row[name] for name in values} == values
        beside = set(row) - set(values) - AT_A_GLANCE
        assert beside <= {"reasons"}
        assert row["reasons"] == list(result.reasons)


def test_every_value_is_of_its_kind(results: list[Any]) -> None:
    for result in results:
        row = result_row(result, ALL)
        assert misfits(row, Struct(SCHEMA), "") == []


def test_the_schema_has_no_field_that_never_comes(results: list[Any]) -> None:
    seen = {
        field
        for result in results
        for name, value in result_row(result, ALL).items()
        for field in seen_fields(value, SCHEMA[name], name)
    }
    wanted = {f for name, kind in SCHEMA.items() for f in all_fields(kind, name)}
    assert wanted - seen == {"error.code", "error.message"}


def test_the_schema_is_the_one_of_the_page_on_output() -> None:
    page = (DOCS / "output.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z_.\[\]]+)` \|", page, re.M)
    tops = {name.partition("[")[0] for name in named if "." not in name}
    assert tops >= {"labels", "is_complaint", "ruleset"}
    tops &= set(SCHEMA) | {"dropped", "breaches", "facts", "complete"}
    assert tops <= set(SCHEMA)
    assert isinstance(SCHEMA["labels"], ListOf)
    fields = {name.partition(".")[2] for name in named if name.startswith("labels[]")}
    assert fields <= set(SCHEMA["labels"].item.fields)  # type: ignore[union-attr]


def test_every_column_is_on_the_page_on_tables() -> None:
    page = (DOCS / "integrations.md").read_text(encoding="utf-8")
    assert [name for name in SCHEMA if f"`{name}`" not in page] == []


def test_the_columns_at_a_glance_tell_the_gravest_stance(
    classifier: Classifier,
) -> None:
    text = COMPLAINT + "\n县里要求：会议不得超过两个小时，文件不得超过五页。"
    row = result_row(classifier.classify(text), ALL)
    assert {label["stance"] for label in row["labels"]} == {"complaint", "policy"}
    leading = [x for x in row["labels"] if x["stance"] == "complaint"]
    assert row["stance"] == "complaint"
    assert row["symptoms"] == [x["symptom"] for x in leading]
    assert row["scores"] == [x["score"] for x in leading]
    quotes = [e["text"] for x in leading for e in x["evidence"]]
    assert row["evidence"] == list(dict.fromkeys(quotes))
    assert len(row["evidence"]) == len(set(row["evidence"]))


def test_without_labels_there_is_no_stance(classifier: Classifier) -> None:
    row = result_row(classifier.classify(""), ALL)
    assert row["stance"] is None
    assert row["symptoms"] == row["scores"] == row["evidence"] == []


def test_what_is_not_asked_for_is_not_worked_out() -> None:
    bare = SimpleNamespace(labels=(), is_complaint=False)
    assert result_row(bare, ("is_complaint", "stance")) == {  # type: ignore[arg-type]
        "is_complaint": False,
        "stance": None,
    }


def test_an_error_row_is_the_line_of_the_contract() -> None:
    problem = Problem("JF791")
    line = error_dict(Record("x", "", "here", problem), "sha256:0")
    row = error_row(problem, "sha256:0", ALL)
    assert line.pop("id") == "x"
    assert line["error"].pop("place") == "here"
    assert {name: row[name] for name in line} == line
    assert tuple(row) == ALL
    assert misfits(row, Struct(SCHEMA), "") == []


def test_columns_come_in_the_order_of_the_schema() -> None:
    assert choose_columns(None) == ALL
    assert choose_columns(reversed(ALL)) == ALL
    assert choose_columns("labels") == ("labels",)


def test_unknown_columns_are_told_all_at_once() -> None:
    with pytest.raises(InputError) as caught:
        choose_columns(["label", "error", "score"])
    assert [p.values["column"] for p in caught.value.problems] == ["label", "score"]
    assert {p.code for p in caught.value.problems} == {"JF790"}
