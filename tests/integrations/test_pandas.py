"""pandas: the accessor and the frame."""

from __future__ import annotations

from typing import Any

import pytest

pd = pytest.importorskip("pandas")

from jianfu_rules.classifier import Classifier  # noqa: E402
from jianfu_rules.errors import InputError  # noqa: E402
from jianfu_rules.integrations.columns import SCHEMA, result_row  # noqa: E402
from jianfu_rules.integrations.pandas import classify_frame  # noqa: E402

ALL = tuple(SCHEMA)
COMPLAINT = "一天要在五个群里打卡，根本没空下村。"
FLAGS = ["is_complaint", "complete"]


def codes(frame: Any) -> list[str | None]:
    return [None if error is None else error["code"] for error in frame["error"]]


def test_a_series_becomes_a_frame_under_its_index(
    texts: list[str], classifier: Classifier
) -> None:
    index = pd.MultiIndex.from_tuples([(n % 3, f"号{n}") for n in range(len(texts))])
    found = pd.Series(texts, index=index).jianfu.classify()
    assert found.index.equals(index)
    assert tuple(found.columns) == ALL
    assert found.to_dict("records") == [
        result_row(classifier.classify(text), ALL) for text in texts
    ]


@pytest.mark.parametrize(
    "dtype",
    ["object", "string", "string[pyarrow]", "category", "large_string[pyarrow]"],
)
def test_texts_of_every_dtype(dtype: str) -> None:
    if "pyarrow" in dtype:
        pytest.importorskip("pyarrow")
    series = pd.Series([COMPLAINT, None, "下雨", COMPLAINT], index=[3, 1, 1, 0])
    found = series.astype(dtype).jianfu.classify()
    assert list(found["is_complaint"]) == [True, False, False, True]
    assert codes(found) == [None, "JF791", None, None]
    assert list(found.index) == [3, 1, 1, 0]


def test_chunked_columns() -> None:
    pa = pytest.importorskip("pyarrow")
    chunks = pa.chunked_array([[COMPLAINT], [], [None, "下雨"]], type=pa.string())
    found = pd.Series(chunks, dtype=pd.ArrowDtype(pa.string())).jianfu.classify()
    assert list(found["is_complaint"]) == [True, False, False]
    assert codes(found) == [None, "JF791", None]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([1, 2], ["JF504"] * 2),
        ([1.5, float("nan")], ["JF504", "JF791"]),
        ([float("nan")] * 2, ["JF791"] * 2),
        ([True, False], ["JF504"] * 2),
        (pd.to_datetime(["2026-01-01", None]), ["JF504", "JF791"]),
        (pd.array([1, None], dtype="Int64"), ["JF504", "JF791"]),
    ],
)
def test_no_row_is_lost_of_a_column_of_something_else(
    values: Any, wanted: list[str]
) -> None:
    found = pd.Series(values).jianfu.classify()
    assert codes(found) == wanted
    assert not found[FLAGS].to_numpy().any()


@pytest.mark.parametrize("backend", ["numpy", "pyarrow"])
def test_an_empty_frame_has_the_same_types(backend: str) -> None:
    if backend == "pyarrow":
        pytest.importorskip("pyarrow")
    full = pd.Series([COMPLAINT]).jianfu.classify(dtype_backend=backend)
    empty = pd.Series([], dtype="object").jianfu.classify(dtype_backend=backend)
    assert len(empty) == 0
    assert list(empty.dtypes) == list(full.dtypes)


def test_nested_types_of_arrow_hold_the_same(texts: list[str]) -> None:
    pytest.importorskip("pyarrow")
    series = pd.Series([*texts, None, 3])
    plain = series.jianfu.classify()
    nested = series.jianfu.classify(dtype_backend="pyarrow")
    assert {str(t) for t in nested[FLAGS].dtypes} == {"bool[pyarrow]"}
    for name in ("symptoms", "scores", "evidence", "reasons"):
        assert [list(v) for v in nested[name]] == list(plain[name])
    labels = nested["labels"].list.flatten()
    symptoms = list(labels.struct.field("symptom"))
    assert symptoms == [x["symptom"] for row in plain["labels"] for x in row]
    assert list(nested["stance"].isna()) == [s is None for s in plain["stance"]]


def test_half_characters_do_not_stop_arrow() -> None:
    pytest.importorskip("pyarrow")
    text = "一天\ud83d要在五个群里打卡，根本没空下村。"
    found = pd.Series([text, COMPLAINT], dtype="object").jianfu.classify(
        dtype_backend="pyarrow"
    )
    quotes = [quote for row in found["evidence"] for quote in row]
    assert list(found["is_complaint"]) == [True, True]
    assert any("\N{REPLACEMENT CHARACTER}" in quote for quote in quotes)


def test_a_frame_keeps_its_columns_rows_and_index() -> None:
    frame = pd.DataFrame(
        {"号": [7, 8, 9], "诉求": [COMPLAINT, pd.NA, "下雨"]}, index=list("aab")
    )
    before = frame.copy()
    found = classify_frame(
        frame, "诉求", columns=["is_complaint", "error"], prefix="jf_", workers=2
    )
    pd.testing.assert_frame_equal(frame, before)
    assert list(found.columns) == ["号", "诉求", "jf_is_complaint", "jf_error"]
    pd.testing.assert_frame_equal(found[["号", "诉求"]], before)
    assert list(found["jf_is_complaint"]) == [True, False, False]
    assert found["jf_error"].iloc[1]["code"] == "JF791"


def test_a_frame_of_records_reads_their_parts(classifier: Classifier) -> None:
    frame = pd.DataFrame(
        {"诉求": [COMPLAINT, None], "答复": ["已清理工作群。", None], "x": [1, 2]}
    )
    found = classify_frame(frame, {"body": "诉求", "reply": "答复"})
    record = {"body": COMPLAINT, "reply": "已清理工作群。"}
    row = result_row(classifier.classify_record(record), ALL)
    assert found.iloc[0][list(ALL)].to_dict() == row
    assert codes(found) == [None, "JF791"]


def test_the_first_of_two_columns_of_a_name_is_read() -> None:
    frame = pd.DataFrame([[COMPLAINT, "下雨"]], columns=["text", "text"])
    assert classify_frame(frame, columns="is_complaint")["is_complaint"].item() is True


def test_names_are_checked_at_once() -> None:
    frame = pd.DataFrame({"诉求内容": ["a"], "labels": [1], 3: [1]})
    with pytest.raises(InputError) as caught:
        classify_frame(frame, {"body": "诉求内荣", "tail": "labels"})
    told = [(p.code, p.message()) for p in caught.value.problems]
    assert [code for code, _ in told] == ["JF623", "JF509", "JF793"]
    assert "“诉求内容”" in told[0][1]
    with pytest.raises(InputError, match="JF798"):
        frame["诉求内容"].jianfu.classify(dtype_backend="arrow")


def test_the_rules_that_are_given_are_used(load: Any) -> None:
    own = load({"r": "phrases: [大蒜]\nstrength: strong"})
    found = pd.Series(["大蒜", COMPLAINT]).jianfu.classify(classifier=own)
    assert list(found["symptoms"]) == [["zhijian"], []]
    assert set(found["ruleset"]) == {own.rules.digest}
