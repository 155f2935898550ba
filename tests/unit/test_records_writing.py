"""Results are written whole or not at all, and nothing of a record is lost."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.messages_records import RECORD_MESSAGES
from jianfu_rules.model import Classification, Evidence, Label, Match, Span
from jianfu_rules.records import CsvWriter, JsonLinesWriter, Record, open_output
from jianfu_rules.records.writing import (
    CSV_COLUMNS,
    JSON_ESCAPE,
    check_output,
    error_dict,
    partial_path,
)

BAD = Record("7", "x", "a.txt:7", Problem("JF642", {"field": "text"}))


def evidence(quote: str, rule: str) -> Evidence:
    return Evidence(Match(rule, quote, Span(0, len(quote))), "complaint", 0.9, quote)


def result(text: str) -> Classification:
    found = (evidence("打卡", "r.a"), evidence("打卡", "r.b"), evidence("=群", "r.a"))
    labels = (
        Label("s1", "症状一", "complaint", 0.91234567, found),
        Label("s2", "症状二", "policy", 0.5, found[:1]),
    )
    return Classification(text, labels, ruleset="sha256:x")


def json_lines(record: Record, classification: Classification | None) -> bytes:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", errors=JSON_ESCAPE, newline="")
    JsonLinesWriter(stream, "sha256:x").write(record, classification)
    stream.flush()
    return raw.getvalue()


def csv_rows(record: Record, classification: Classification | None) -> list[dict]:
    sheet = io.StringIO(newline="")
    CsvWriter(sheet).write(record, classification)
    return list(csv.DictReader(io.StringIO(sheet.getvalue(), newline="")))


def test_a_json_line_is_the_output_contract() -> None:
    line = json_lines(Record("t-1", "打卡", "a:1"), result("打卡"))
    assert json.loads(line) == result("打卡").to_dict("t-1")
    assert "打卡".encode() in line


def test_a_record_with_an_error_is_a_line_of_the_same_shape() -> None:
    values = json.loads(json_lines(BAD, None))
    assert set(values) - {"error", "reasons"} == set(Classification("").to_dict("7"))
    assert values["error"] == {
        "code": "JF642",
        "message": BAD.error.message("zh"),
        "place": "a.txt:7",
    }
    assert (values["labels"], values["complete"]) == ([], False)
    with pytest.raises(ValueError, match="ok"):
        error_dict(Record("ok", "", ""), "")


@given(st.text(), st.text())
def test_any_id_and_text_gives_valid_json(record_id: str, text: str) -> None:
    line = json_lines(Record(record_id, text, "a:1"), Classification(text))
    assert json.loads(line.decode("utf-8"))["id"] == record_id


def test_a_small_console_gets_escapes_that_are_json() -> None:
    values = json.dumps({"a": "群😀"}, ensure_ascii=False)
    assert json.loads(values.encode("ascii", JSON_ESCAPE)) == {"a": "群😀"}
    assert json.loads(values.encode("gbk", JSON_ESCAPE).decode("gbk")) == {"a": "群😀"}


def test_csv_has_a_row_a_label_and_joins_its_evidence() -> None:
    rows = csv_rows(Record("1", "打卡=群", "a:1"), result("打卡=群"))
    assert [row["symptom"] for row in rows] == ["s1", "s2"]
    assert rows[0]["evidence"] == "打卡；=群"
    assert rows[0]["rules"] == "r.a；r.b"
    assert rows[0]["score"] == "0.9123"
    assert tuple(rows[0]) == CSV_COLUMNS


def test_csv_keeps_records_without_label_and_with_error() -> None:
    assert csv_rows(Record("1", "天气", "a:1"), Classification("天气"))[0]["id"] == "1"
    assert csv_rows(BAD, None)[0]["error"].startswith("JF642 ")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_csv_is_a_formula(start: str) -> None:
    (row,) = csv_rows(Record(start + "1", start + "cmd", "a:1"), Classification(""))
    assert row["text"] == f"'{start}cmd"
    assert row["id"] == f"'{start}1"


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=9)))
def test_csv_has_as_many_rows_as_records(texts: list[str]) -> None:
    sheet = io.StringIO(newline="")
    writer = CsvWriter(sheet)
    for number, text in enumerate(texts):
        writer.write(Record(str(number), text, "a"), Classification(text))
    rows = list(csv.DictReader(io.StringIO(sheet.getvalue(), newline="")))
    assert [row["id"] for row in rows] == [str(n) for n in range(len(texts))]


def test_an_output_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "结果.csv"
    with open_output(path, encoding="utf-8-sig", errors="strict") as stream:
        stream.write("好")
        assert not path.exists()
    assert path.read_bytes() == b"\xef\xbb\xbf" + "好".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_output_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with (
        pytest.raises(RuntimeError),
        open_output(path, encoding="utf-8", errors="strict") as stream,
    ):
        stream.write("new")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_ctrl_c_keeps_what_was_done_beside_the_output(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with (
        pytest.raises(KeyboardInterrupt),
        open_output(path, encoding="utf-8", errors="strict") as stream,
    ):
        stream.write("{}\n")
        raise KeyboardInterrupt
    assert partial_path(path).read_text() == "{}\n"
    assert not path.exists()


def test_a_full_disk_is_an_input_error_that_names_the_output(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with (
        pytest.raises(InputError, match="JF651"),
        open_output(path, encoding="utf-8", errors="strict"),
    ):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_outputs_that_cannot_be_are_refused_before_any_work(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("text\n")
    for path, code in (
        (tmp_path / "no" / "b.csv", "JF650"),
        (tmp_path, "JF651"),
        (source, "JF652"),
    ):
        with pytest.raises(InputError, match=code):
            check_output(path, ["-", str(source)])
    check_output(tmp_path / "b.csv", ["-", str(source)])


@pytest.mark.parametrize("code", sorted(RECORD_MESSAGES))
def test_messages_have_the_same_places_in_both_languages(code: str) -> None:
    from string import Formatter

    def places(lang: str) -> set[str]:
        words = "".join(RECORD_MESSAGES[code][lang])
        return {name for _, name, _, _ in Formatter().parse(words) if name}

    assert places("zh") == places("en")
