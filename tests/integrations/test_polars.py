"""polars: the expression, the Series and the frame."""

from __future__ import annotations

from typing import Any

import pytest

pl = pytest.importorskip("polars")

from jianfu_rules.classifier import Classifier  # noqa: E402
from jianfu_rules.errors import InputError  # noqa: E402
from jianfu_rules.integrations.columns import SCHEMA, result_row  # noqa: E402
from jianfu_rules.integrations.polars import (  # noqa: E402
    classify_frame,
    polars_type,
)

ALL = tuple(SCHEMA)
COMPLAINT = "一天要在五个群里打卡，根本没空下村。"
TYPES = {name: polars_type(kind) for name, kind in SCHEMA.items()}


def without_gaps(value: Any) -> Any:
    """Return a value without the fields that are null: the contract has none."""
    if isinstance(value, list):
        return [without_gaps(item) for item in value]
    if isinstance(value, dict):
        return {k: without_gaps(v) for k, v in value.items() if v is not None}
    return value


def verdict(**options: Any) -> Any:
    return pl.col("text").jianfu.classify(**options).alias("v")


def test_a_series_becomes_a_frame(texts: list[str], classifier: Classifier) -> None:
    found = pl.Series("text", texts).jianfu.classify()
    assert dict(found.schema) == TYPES
    for row, text in zip(found.to_dicts(), texts, strict=True):
        wanted = result_row(classifier.classify(text), ALL)
        assert without_gaps(row) == without_gaps(wanted)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_an_expression_gives_structs(texts: list[str], engine: str) -> None:
    frame = pl.LazyFrame({"text": [*texts, None], "n": range(len(texts) + 1)})
    plan = frame.select("n", verdict()).filter(pl.col("n") % 2 == 0)
    assert plan.collect_schema()["v"] == pl.Struct(TYPES)
    found = plan.collect(engine=engine).sort("n").unnest("v")
    series = pl.Series([*texts, None]).jianfu.classify()
    assert found.drop("n").equals(series.gather_every(2))


def test_chunks_missing_values_and_categories() -> None:
    parts = [pl.Series("text", p, dtype=pl.String) for p in ([COMPLAINT], [], [None])]
    frame = pl.concat([part.to_frame() for part in parts], rechunk=False)
    assert frame["text"].n_chunks() > 1
    for dtype in (pl.String, pl.Categorical):
        found = frame.select(pl.col("text").cast(dtype)).select(verdict()).unnest("v")
        assert found["is_complaint"].to_list() == [True, False]
        assert found["error"].struct.field("code").to_list() == [None, "JF791"]


def test_no_row_is_lost_of_a_column_of_something_else() -> None:
    found = pl.DataFrame({"text": [1, None]}).select(verdict()).unnest("v")
    assert found["error"].struct.field("code").to_list() == ["JF504", "JF791"]


def test_an_empty_frame_has_the_same_types() -> None:
    found = pl.DataFrame({"text": []}, schema={"text": pl.String}).select(verdict())
    assert found.height == 0
    assert dict(found.unnest("v").schema) == TYPES


@pytest.mark.parametrize("lazy", [False, True])
def test_a_frame_keeps_its_columns_and_rows(lazy: bool) -> None:
    frame = pl.DataFrame({"号": [7, 8], "诉求": [COMPLAINT, None]})
    given = frame.lazy() if lazy else frame
    found = classify_frame(
        given, "诉求", columns=["is_complaint", "error"], prefix="jf_", workers=2
    )
    assert isinstance(found, pl.LazyFrame) == lazy
    done = found.lazy().collect()
    assert done.columns == ["号", "诉求", "jf_is_complaint", "jf_error"]
    assert done.select("号", "诉求").equals(frame)
    assert done["jf_is_complaint"].to_list() == [True, False]


def test_a_frame_of_records_reads_their_parts(classifier: Classifier) -> None:
    frame = pl.DataFrame({"诉求": [COMPLAINT, None], "答复": ["已清理工作群。", None]})
    found = classify_frame(frame, {"body": "诉求", "reply": "答复"})
    record = {"body": COMPLAINT, "reply": "已清理工作群。"}
    wanted = result_row(classifier.classify_record(record), ALL)
    rows = found.select(ALL).to_dicts()
    assert without_gaps(rows[0]) == without_gaps(wanted)
    assert rows[1]["error"]["code"] == "JF791"


def test_names_are_checked_before_anything_runs() -> None:
    frame = pl.LazyFrame({"诉求内容": ["a"], "labels": [1]})
    with pytest.raises(InputError) as caught:
        classify_frame(frame, {"body": "诉求内荣", "tail": "labels"})
    assert [p.code for p in caught.value.problems] == ["JF623", "JF509", "JF793"]
    with pytest.raises(InputError, match="JF790"):
        pl.col("text").jianfu.classify(columns=["label"])


def test_the_rules_that_are_given_are_used(load: Any) -> None:
    own = load({"r": "phrases: [大蒜]\nstrength: strong"})
    frame = pl.DataFrame({"text": ["大蒜", COMPLAINT]})
    found = frame.select(verdict(classifier=own)).unnest("v")
    assert found["symptoms"].to_list() == [["zhijian"], []]
