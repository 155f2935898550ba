"""A row for each value, whatever it is."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from itertools import count, islice
from typing import Any

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError
from jianfu_rules.integrations.columns import SCHEMA, result_row
from jianfu_rules.integrations.rows import is_missing, rows_of

ALL = tuple(SCHEMA)
COMPLAINT = "一天要在五个群里打卡，根本没空下村。"
NAN = float("nan")


def codes(rows: Any) -> list[str | None]:
    return [row["error"] and row["error"]["code"] for row in rows]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_value_gets_a_row_in_its_place(
    classifier: Classifier, workers: int
) -> None:
    values = [COMPLAINT, None, NAN, 3, "", b"a", datetime(2026, 1, 1), [COMPLAINT], " "]
    rows = list(rows_of(values, classifier, ALL, workers))
    assert codes(rows) == [
        None,
        *["JF791"] * 2,
        "JF504",
        None,
        *["JF504"] * 3,
        None,
    ]
    assert [row["is_complaint"] for row in rows] == [True] + [False] * 8
    assert [row["complete"] for row in rows] == [code is None for code in codes(rows)]
    assert rows[0] == result_row(classifier.classify(COMPLAINT), ALL)


@pytest.mark.parametrize("workers", [1, 2])
def test_mappings_are_records_of_parts(classifier: Classifier, workers: int) -> None:
    values = [
        {"body": COMPLAINT, "reply": "已清理工作群。"},
        {"body": COMPLAINT, "reply": None},
        {"body": None, "reply": NAN},
        {"body": 3},
        {"text": COMPLAINT},
    ]
    rows = list(rows_of(values, classifier, ALL, workers))
    assert codes(rows) == [None, None, "JF791", "JF504", "JF509"]
    assert rows[0] == result_row(classifier.classify_record(values[0]), ALL)


def test_a_text_that_fails_costs_no_other(
    classifier: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    classify = classifier.classify

    def fail(text: str) -> Any:
        if text == "bad":
            raise ZeroDivisionError("first line\nsecond")
        return classify(text)

    monkeypatch.setattr(classifier, "classify", fail)
    rows = list(rows_of([COMPLAINT, "bad", COMPLAINT], classifier, ALL))
    assert codes(rows) == [None, "JF661", None]
    assert rows[1]["error"]["message"].endswith("ZeroDivisionError: first line")


def test_an_endless_stream_is_read_as_it_is_asked_for(classifier: Classifier) -> None:
    endless = (f"第{number}天" for number in count())
    rows = rows_of(endless, classifier, ("complete",))
    assert list(islice(rows, 3)) == [{"complete": True}] * 3
    assert next(endless) == "第3天"


def test_a_wrong_number_of_workers_is_refused_at_once(classifier: Classifier) -> None:
    with pytest.raises(InputError, match="JF785"):
        rows_of([], classifier, ALL, -1)


def test_missing_values_of_pandas() -> None:
    pd = pytest.importorskip("pandas")
    np = pytest.importorskip("numpy")
    missing = [
        None,
        pd.NA,
        pd.NaT,
        NAN,
        np.nan,
        np.float32("nan"),
        np.datetime64("NaT"),
    ]
    assert [is_missing(value) for value in missing] == [True] * len(missing)
    there = [
        "",
        "NA",
        "nan",
        0,
        False,
        [],
        np.array([1, 2]),
        np.array([]),
        np.str_("a"),
    ]
    assert [is_missing(value) for value in there] == [False] * len(there)


@pytest.mark.parametrize(
    "name", ["columns", "rows", "frames", "pandas", "polars", "sklearn", "spark"]
)
def test_only_what_is_asked_for_is_imported(name: str) -> None:
    libraries = {"pandas", "polars", "sklearn", "pyspark", "pyarrow", "numpy"}
    own = {"sklearn": "sklearn", "spark": "pyspark"}.get(name, name)
    if own in libraries:
        pytest.importorskip(own)
    code = (
        f"import sys, jianfu_rules.integrations.{name}\n"
        f"print(*sorted({libraries!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    # What these libraries load by themselves is their own affair.
    brought = {
        "pandas": {"numpy", "pyarrow"},
        "sklearn": {"numpy", "pandas", "pyarrow"},
        "spark": {"numpy", "pandas", "pyarrow"},
    }
    assert loaded - brought.get(name, set()) <= {own}


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [
        ("pandas", "pandas", "pandas"),
        ("polars", "polars", "polars"),
        ("sklearn", "sklearn", "sklearn"),
        ("spark", "pyspark", "spark"),
        ("arrow", "pyarrow", "arrow"),
    ],
)
def test_a_library_that_is_not_there_is_named(
    name: str, library: str, extra: str
) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "try:\n"
        f"    import jianfu_rules.integrations.{name}\n"
        "except ImportError as error:\n"
        "    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "JF792" in done.stdout
    assert f"pip install 'jianfu-rules[{extra}]'" in done.stdout
