"""Every record comes out once, in order, with its place or its error."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records import Record, read_records
from jianfu_rules.records.columns import guess_text_field
from jianfu_rules.records.reading import decode_whole

TEXTS = st.lists(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\r\n")
    ),
    min_size=1,
    max_size=20,
)


class Reader:
    """Write a file, read it, and remember what was said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[Problem] = []

    def __call__(self, name: str, content: str | bytes, **options) -> list[Record]:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_records(path, report=self.said.append, **options))

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.said]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def codes(records: list[Record]) -> list[str]:
    return [record.error.code if record.error else "" for record in records]


def code_of(caught: pytest.ExceptionInfo[InputError]) -> str:
    return caught.value.problems[0].code


def test_a_text_file_gives_a_record_a_line_and_skips_blank_ones(read: Reader) -> None:
    records = read("a.txt", "一\n\n　 \n二\r\n三")
    path = read.folder / "a.txt"
    assert [(r.text, r.id) for r in records] == [
        ("一", f"{path}:1"),
        ("二", f"{path}:4"),
        ("三", f"{path}:5"),
    ]
    assert read.said == []


def test_a_whole_file_is_one_record_with_its_line_ends(read: Reader) -> None:
    (record,) = read("a.txt", "一\n二\n", whole_file=True)
    assert (record.text, record.id) == ("一\n二\n", str(read.folder / "a.txt"))


def test_a_whole_file_with_a_bad_byte_is_one_record_with_an_error(read: Reader) -> None:
    records = read("a.txt", "一二三四\n五".encode() + b"\xff", whole_file=True)
    assert codes(records) == ["JF612"]


def test_gbk_is_read_and_said(read: Reader) -> None:
    (record,) = read("a.txt", "天天打卡".encode("gbk"))
    assert (record.text, read.codes) == ("天天打卡", ["JF611"])


def test_a_named_encoding_is_taken_without_a_word(read: Reader) -> None:
    (record,) = read("a.txt", "微信群組".encode("big5"), encoding="big5")
    assert (record.text, read.codes) == ("微信群組", [])


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["编号", "标题", "留言内容"], "留言内容"),
        (["id", "TEXT"], "TEXT"),
        (["群众诉求内容", "办理时间"], "群众诉求内容"),
        (["编号", "标题"], "标题"),
        (["留言时间", "留言人"], None),
        ([], None),
    ],
)
def test_the_text_column_is_guessed(names: list[str], taken: str | None) -> None:
    assert guess_text_field(names) == taken


def test_the_guessed_columns_are_said_and_others_kept(read: Reader) -> None:
    (record,) = read("a.csv", "编号,区,留言内容\n7,东城,打卡\n")
    assert (record.id, record.text, record.extra) == ("7", "打卡", {"区": "东城"})
    assert read.codes == ["JF622"]
    assert "留言内容" in read.said[0].message()


def test_named_columns_are_taken_without_a_word(read: Reader) -> None:
    options = {"text_field": "b", "id_field": "c"}
    (record,) = read("a.csv", "a,b,c\n1,2,3\n", **options)
    assert (record.id, record.text, read.codes) == ("3", "2", [])


@pytest.mark.parametrize(
    ("name", "content", "options", "code", "shown"),
    [
        ("a.csv", "a,b\n1,2\n", {}, "JF621", "a、b"),
        ("a.csv", "id,反映情况\n1,2\n", {}, "JF626", "反映情况"),
        ("a.csv", "内容\n1\n", {"text_field": "诉求内容"}, "JF623", "内容"),
        ("a.csv", "a,b\n1,2\n", {"text_field": "诉求"}, "JF620", "a、b"),
        ("a.csv", "text\n1\n", {"id_field": "号"}, "JF620", "text"),
        ("a.jsonl", '{"a": 1}\n', {}, "JF621", "a"),
        ("a.jsonl", '{"text": "x"}\n', {"text_field": "tex"}, "JF623", "text"),
    ],
)
def test_a_missing_column_names_the_columns_that_are_there(
    read: Reader, name: str, content: str, options: dict, code: str, shown: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(name, content, **options)
    assert code_of(caught) == code
    assert shown in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", "", "JF605"),
        ("a.txt", " \n\n", "JF606"),
        ("a.csv", "", "JF605"),
        ("a.csv", "\n\n", "JF606"),
        ("a.csv", "text,id\n", "JF607"),
        ("a.csv", 'text,"id\n', "JF607"),
        ("a.jsonl", "\n", "JF606"),
        ("a.json", '[\n{"text": "a"}\n]', "JF615"),
        ("a.json", '{\n"text": "a"\n}', "JF615"),
        ("a.xlsx", b"PK\x03\x04abc", "JF671"),
    ],
)
def test_a_file_without_records_says_why(
    read: Reader, name: str, content: str | bytes, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(name, content)
    assert code_of(caught) == code


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "投诉.csv").write_text("text\n1\n")
    for name, code in (("没有", "JF601"), ("投拆.csv", "JF618"), (".", "JF602")):
        with pytest.raises(InputError) as caught:
            list(read_records(tmp_path / name))
        assert code_of(caught) == code


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(InputError) as caught:
        list(read_records(path))
    assert code_of(caught) == "JF603"


def test_an_unknown_suffix_is_read_as_text_and_said(read: Reader) -> None:
    assert [r.text for r in read("a.dat", "一\n")] == ["一"]
    assert read.codes == ["JF614"]


@pytest.mark.parametrize(
    ("row", "code", "warning", "text"),
    [
        ('1,"多\n行",x', "", "", "多\n行"),
        ('1,"有""引号""",x', "", "", '有"引号"'),
        ('1,"未闭合,x', "JF630", "", None),
        ('1,"甲"乙,x', "", "JF631", "甲乙"),
        ("1,好", "", "JF633", "好"),
        ("1", "JF632", "", ""),
        ("1,甲,乙,丙", "JF634", "", None),
        ("1,甲,乙,,", "", "", "甲"),
        ("1,甲\0乙,x", "", "JF636", "甲 乙"),
        ("1,,x", "", "", ""),
        ("1," + "长" * 300_000 + ",x", "", "", "长" * 300_000),
    ],
    ids=lambda value: str(value)[:12],
)
def test_odd_rows_never_take_their_neighbours_along(
    read: Reader, row: str, code: str, warning: str, text: str | None
) -> None:
    content = f'id,text,x\n0,前,x\n{row}\n2,"后",x\n,,\n'
    records = read("a.csv", content)
    assert [r.id for r in records] == ["0", "1", "2"]
    assert codes(records) == ["", code, ""]
    assert (records[0].text, records[2].text) == ("前", "后")
    if text is not None:
        assert records[1].text == text
    assert read.codes == ["JF622", *([warning] if warning else [])]


def test_commas_in_a_last_column_belong_to_the_text(read: Reader) -> None:
    records = read("a.csv", "id,text\n1,又填表,又打卡\n")
    assert [(r.text, codes([r])) for r in records] == [("又填表,又打卡", [""])]
    assert read.codes == ["JF622", "JF635"]


def test_a_quote_left_open_does_not_swallow_the_file(read: Reader) -> None:
    rows = "".join(f"{n},好\n" for n in range(2, 3000))
    records = read("a.csv", f'id,text\n1,"开\n{rows}')
    assert len(records) == 2999
    assert [r.text for r in records[:2]] == ["开", "好"]
    assert "JF631" in read.codes


def test_an_undecodable_row_keeps_its_id(read: Reader) -> None:
    good = "".join(f"{n},天天打卡\n" for n in range(9)).encode()
    records = read("a.csv", b"id,text\n" + good + b"9,\xb4\xf2\n")
    assert (records[-1].id, codes(records)[-1]) == ("9", "JF612")


@pytest.mark.parametrize(
    "content",
    ["id;text\n1;打卡\n", "sep=;\nid;text\n1;打卡\n", "id\ttext\n1\t打卡\n"],
)
def test_another_delimiter_is_found_and_said(read: Reader, content: str) -> None:
    assert [(r.id, r.text) for r in read("a.csv", content)] == [("1", "打卡")]
    assert read.codes == ["JF625", "JF622"]


def test_tsv_and_a_header_with_bom(read: Reader) -> None:
    records = read("a.tsv", "\ufefftext\tid\n打,卡\t1\n")
    assert [(r.id, r.text) for r in records] == [("1", "打,卡")]


@pytest.mark.parametrize(
    ("line", "code", "warning", "record_id"),
    [
        ('{"id": 7, "text": "好"}', "", "", "7"),
        ('{"id": 1.50, "text": "好"}', "", "", "1.50"),
        ('{"id": 1' + "0" * 5000 + ', "text": "好"}', "", "", "1" + "0" * 5000),
        ('{"id": null, "text": "好"}', "", "", None),
        ('{"id": "x", "text": ""}', "", "", "x"),
        ('{"id": "x"', "JF640", "", None),
        ("[1]", "JF641", "", None),
        ('"文"', "JF641", "", None),
        ('{"id": "x"}', "JF642", "", "x"),
        ('{"id": "x", "text": 3}', "JF643", "", "x"),
        ('{"id": "x", "text": NaN}', "JF643", "", "x"),
        ('{"id": "x", "text": ["好"]}', "JF643", "", "x"),
        ('{"id": "x", "text": "a", "text": "b"}', "JF645", "", "x"),
        ('{"id": "x", "text": "a", "k": 1, "k": 2}', "", "JF644", "x"),
        ('{"id": "x", "text": "a", "k": NaN}', "", "JF646", "x"),
        ('{"id": "x", "text": "a\\ud800"}', "", "JF647", "x"),
        ("[" * 100_000, "JF648", "", None),
    ],
    ids=lambda value: str(value)[:36],
)
def test_odd_json_lines(
    read: Reader, line: str, code: str, warning: str, record_id: str | None
) -> None:
    before, after = '{"id": "0", "text": "前"}', '{"id": "9", "text": "后"}'
    records = read("a.jsonl", f"{before}\n{line}\n\n{after}\n")
    assert codes(records) == ["", code, ""]
    place = f"{read.folder / 'a.jsonl'}:2"
    assert [r.id for r in records] == ["0", record_id or place, "9"]
    assert records[1].place == place
    assert read.codes == ["JF622", *([warning] if warning else [])]


def test_json_lines_without_one_object_are_all_kept(read: Reader) -> None:
    assert codes(read("a.jsonl", "x\n1\n")) == ["JF640", "JF641"]


@given(TEXTS)
def test_ids_and_texts_round_trip_through_csv(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(["id", "text"])
    writer.writerows([f"n{index}", text] for index, text in enumerate(texts))
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(sheet.getvalue().encode())
    records = list(read_records(path))
    assert [(r.id, r.text) for r in records] == [
        (f"n{index}", text) for index, text in enumerate(texts)
    ]


@given(st.lists(st.text(), min_size=1, max_size=20))
def test_ids_and_texts_round_trip_through_json_lines(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("jsonl") / "a.jsonl"
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines))
    records = list(read_records(path))
    assert [(r.id, r.text) for r in records] == [
        (str(n), text) for n, text in enumerate(texts)
    ]


@given(st.binary(max_size=300), st.sampled_from(["txt", "csv", "tsv", "jsonl"]))
def test_no_bytes_raise_anything_but_an_input_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, kind: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a.{kind}"
    path.write_bytes(b"text,id\n" * (kind == "csv") + data)
    try:
        list(read_records(path))
    except InputError as error:
        assert error.problems[0].message("en")


def test_standard_input_is_read_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO("id,text\n,打卡\n".encode("gbk"))

    monkeypatch.setattr(sys, "stdin", Stdin)
    records = list(read_records("-", input_format="csv"))
    assert [(r.id, r.text) for r in records] == [("stdin:2", "打卡")]


def test_bytes_read_are_counted(read: Reader) -> None:
    counts: list[int] = []
    read("a.txt", "一二\n", on_bytes=counts.append)
    assert sum(counts) == 7


def test_a_whole_stream_is_decoded_or_refused() -> None:
    assert decode_whole(io.BytesIO("打卡\n留痕".encode("gbk")), "stdin") == "打卡\n留痕"
    with pytest.raises(InputError, match="JF612"):
        decode_whole(io.BytesIO("天天都要打卡".encode() + b"\xff"), "stdin")
