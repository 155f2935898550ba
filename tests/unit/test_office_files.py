"""Workbooks, Word documents, PDF and archives: what is read, and what is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records import Record, packages, read_records, sheets
from jianfu_rules.records.archives import list_members, member_name
from jianfu_rules.records.cells import show_value
from jianfu_rules.records.inputs import find_inputs

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[Problem] = []

    def __call__(self, name: str, content: bytes, **options) -> list[Record]:
        path = self.folder / name
        path.write_bytes(content)
        return list(read_records(path, report=self.said.append, **options))

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.said]

    def refusal(self, name: str, content: bytes, **options) -> Problem:
        with pytest.raises(InputError) as caught:
            self(name, content, **options)
        for lang in ("zh", "en"):
            assert caught.value.problems[0].message(lang)
        return caught.value.problems[0]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def workbook(**rows_of: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in rows_of.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body: str, head: str = "") -> bytes:
    return archive(
        {
            "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        }
    )


def archive(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def pdf(*pages: str | None) -> bytes:
    """Return a PDF by hand: a text a page, or a picture for None."""
    objects: list[bytes] = [b"", b""]
    kids = []
    for text in pages:
        content = b"/I Do" if text is None else _shown(text)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        stream = len(objects)
        objects.append(
            b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Length 1>>stream\n\x00\nendstream"
        )
        held = b"/XObject<</I %d 0 R>>" % len(objects) if text is None else b""
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R"
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>%s>>>>"
            % (stream, held)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def _shown(text: str) -> bytes:
    lines = b" 0 -14 Td ".join(b"(%s) Tj" % line.encode() for line in text.split("\n"))
    return b"BT /F 12 Tf 50 700 Td " + lines + b" ET"


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        (3.0, "General", "3"),
        (20240806123456, "General", "20240806123456"),
        (0.1 + 0.2, "General", "0.3"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12.5%"),
        (2, "0.00", "2.00"),
        (2, "0.00_ ", "2.00"),
        (7, "000000", "000007"),
        (1234, "#,##0", "1234"),
        (True, "General", "TRUE"),
        (datetime(2024, 8, 6), "yyyy/m/d", "2024-08-06"),
        (datetime(2024, 8, 6, 17, 30), "m/d h:mm", "2024-08-06 17:30:00"),
        (date(2024, 8, 6), "General", "2024-08-06"),
        (time(8, 5), "h:mm", "08:05:00"),
        ("a_x000D_b", "General", "a\rb"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, number_format: str, shown: str) -> None:
    assert show_value(value, number_format) == shown


def test_every_sheet_is_read_below_its_own_header(read: Reader) -> None:
    content = workbook(
        甲=[["编号", "诉求内容"], [1.0, "一"], [None, None], ["A-2", "二"]],
        乙=[["某县来信汇总"], [], ["区", "留言内容"], ["东", "三"]],
        说明=[["填表人", "王"]],
    )
    records = read("a.xlsx", content)
    path = read.folder / "a.xlsx"
    assert [(r.id, r.text) for r in records] == [
        ("1", "一"),
        ("A-2", "二"),
        (f"{path}:乙:4", "三"),
    ]
    assert "JF675" in read.codes and "JF676" in read.codes
    assert [r.id for r in read("a.xlsx", content, sheet="甲")] == ["1", "A-2"]


def test_the_named_columns_find_the_header(read: Reader) -> None:
    content = workbook(a=[["x", "y"], ["说法", "号"], ["甲", 7]])
    (record,) = read("a.xlsx", content, text_field="说法", id_field="号")
    assert (record.id, record.text) == ("7", "甲")


def test_a_sheet_that_is_not_there_names_the_others(read: Reader) -> None:
    problem = read.refusal("a.xlsx", workbook(工单=[["text"], ["x"]]), sheet="工单表")
    assert (problem.code, problem.values["known"]) == ("JF674", "工单")


def test_a_workbook_without_a_text_column_names_its_columns(read: Reader) -> None:
    problem = read.refusal("a.xlsx", workbook(a=[["甲", "乙"], ["1", "2"]]))
    assert problem.code == "JF621"
    assert "甲、乙" in problem.hint()


def test_date_place_and_unit_are_kept(read: Reader) -> None:
    rows = [
        ["留言内容", "受理时间", "区县", "承办单位"],
        ["一", datetime(2024, 8, 6), "东", "办"],
    ]
    (record,) = read("a.xlsx", workbook(a=rows))
    assert record.about == {"date": "2024-08-06", "place": "东", "unit": "办"}
    assert "JF687" in read.codes
    (record,) = read(
        "a.xlsx", workbook(a=rows), about_fields={"unit": "区县", "place": ""}
    )
    assert record.about == {"date": "2024-08-06", "unit": "东"}


def test_a_forged_row_number_does_not_keep_the_reader_busy(
    read: Reader, monkeypatch
) -> None:
    monkeypatch.setattr(sheets, "_MAX_ROWS", 1000)
    content = workbook(a=[["text"], ["一"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/"):
                data = data.replace(b'r="2"', b'r="99999999"').replace(
                    b'"A2"', b'"A99999999"'
                )
            new.writestr(name, data)
    assert read.refusal("a.xlsx", out.getvalue()).code == "JF671"


def test_a_document_gives_paragraphs_and_rows(read: Reader) -> None:
    body = (
        paragraph("一")
        + paragraph(" ")
        + table(["编号", "诉求内容"], ["9", "二"])
        + table(["甲", "乙"])
        + f"<w:sdt><w:sdtContent>{paragraph('三')}</w:sdtContent></w:sdt>"
        + "<w:p><w:del><w:r><w:t>删</w:t></w:r></w:del><w:r><w:t>四</w:t>"
        "<w:tab/><w:t>五</w:t></w:r></w:p>"
    )
    records = read("a.docx", docx(body))
    path = read.folder / "a.docx"
    assert [(r.id, r.text) for r in records] == [
        (f"{path}:1", "一"),
        ("9", "二"),
        (f"{path}:T2:1", "甲\t乙"),
        (f"{path}:3", "三"),
        (f"{path}:4", "四\t五"),
    ]
    assert "JF677" in read.codes
    (whole,) = read("a.docx", docx(body), whole_file=True)
    assert whole.text == "一\n编号\t诉求内容\n9\t二\n甲\t乙\n三\n四\t五"


def test_a_very_deep_document_is_read(read: Reader) -> None:
    depth = 3000
    body = f"<w:p>{'<w:ins>' * depth}<w:t>深</w:t>{'</w:ins>' * depth}</w:p>"
    assert [r.text for r in read("a.docx", docx(body))] == ["深"]


def test_a_pdf_gives_a_record_a_page_and_names_its_scans(read: Reader) -> None:
    records = read("a.pdf", pdf("one\ntwo.\nthree", None, "four"))
    assert [(r.text, r.error.code if r.error else "") for r in records] == [
        ("one two.\nthree", ""),
        ("", "JF679"),
        ("four", ""),
    ]
    assert records[1].error.values == {"page": 2}
    assert read.codes == ["JF678"]
    (whole,) = read("a.pdf", pdf("one", None), whole_file=True)
    assert (whole.text, read.codes[-1]) == ("one", "JF679")
    (scan,) = read("a.pdf", pdf(None), whole_file=True)
    assert scan.error.code == "JF679"


def test_an_archive_is_read_in_order_of_names(read: Reader) -> None:
    content = archive(
        {
            "乙/b.csv": "id,text\n2,二\n".encode("gbk"),
            "a.txt": "一",
            "__MACOSX/a.txt": "x",
            ".DS_Store": "x",
            "note.rtf": "x",
            "c.xlsx": workbook(a=[["id", "text"], [3, "三"]]),
        }
    )
    records = read("z.zip", content)
    path = read.folder / "z.zip"
    assert [(r.id, r.text) for r in records] == [
        (f"{path}/a.txt:1", "一"),
        ("3", "三"),
        ("2", "二"),
    ]
    assert [f.name for f in find_inputs([str(path)], read.said.append)] == [
        f"{path}/a.txt",
        f"{path}/c.xlsx",
        f"{path}/乙/b.csv",
    ]


def test_names_in_gbk_are_names() -> None:
    entry = zipfile.ZipInfo("工单.csv".encode("gbk").decode("cp437"))
    assert member_name(entry) == "工单.csv"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../up.csv", "JF682"),
        ("a/../../up.csv", "JF682"),
        ("/etc/a.csv", "JF682"),
        ("..\\up.csv", "JF682"),
        ("C:\\a.csv", "JF682"),
        ("in.zip", "JF683"),
    ],
)
def test_a_name_that_leaves_its_archive_is_not_read(
    read: Reader, name: str, code: str
) -> None:
    content = archive({name: "text\n1\n", "ok.txt": "一"})
    found = {
        member: problem.code if problem else ""
        for member, _, problem in list_members(io.BytesIO(content), "z.zip")
    }
    assert found == {name: code, "ok.txt": ""}
    assert not (read.folder.parent / "up.csv").exists()


def test_bombs_are_not_unpacked(read: Reader, monkeypatch) -> None:
    bomb = archive({"a.csv": b"0" * (80 << 20)})
    assert len(bomb) < 1 << 20
    assert read.refusal("z.zip", bomb).code == "JF681"
    assert read.refusal("z.xlsx", bomb).code == "JF681"
    monkeypatch.setattr(packages, "MAX_ENTRIES", 3)
    many = archive({f"{n}.txt": "x" for n in range(5)})
    assert read.refusal("z.zip", many).code == "JF681"
    monkeypatch.setattr(packages, "MAX_ENTRY_BYTES", 10)
    assert read.refusal("z.zip", archive({"a.txt": "0" * 99})).code == "JF681"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", docx("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", LAUGHS), "JF671"),
        ("a.docx", docx(paragraph("一"))[:-30], "JF671"),
        ("a.docx", archive({"word/document.xml": "<x"}), "JF671"),
        ("a.xlsx", workbook(a=[["text"], ["一"]])[:-200], "JF671"),
        ("a.xlsx", archive({"xl/workbook.xml": f"{LAUGHS}<a>&i;</a>"}), "JF671"),
        ("a.xlsx", b"PK\x03\x04abc", "JF671"),
        ("a.xlsx", "编号,内容".encode("gbk"), "JF671"),
        ("a.xlsx", b"", "JF605"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 enc", "JF670"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "JF616"),
        ("a.xls", b"<html><table>", "JF672"),
        ("a.pdf", pdf("one")[:40], "JF671"),
        ("a.pdf", b"%PDF-1.7 nothing", "JF671"),
        ("a.zip", archive({"a.txt": "一" * 99})[:-20], "JF671"),
        ("a.zip", b"plain", "JF671"),
        ("a.zip", archive({"a.rtf": "x"}), "JF685"),
        ("a.zip", archive({}), "JF685"),
    ],
)
def test_what_is_damaged_or_made_to_do_harm_is_one_message(
    read: Reader, name: str, content: bytes, code: str
) -> None:
    assert read.refusal(name, content).code == code


def test_an_encrypted_pdf_is_told(read: Reader) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("one"))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert read.refusal("a.pdf", out.getvalue()).code == "JF680"


def test_content_goes_before_the_suffix(read: Reader) -> None:
    (record,) = read("a.csv", workbook(a=[["id", "text"], [1, "一"]]))
    assert (record.id, read.codes[0]) == ("1", "JF619")


def test_a_missing_library_tells_how_to_install_it(read: Reader, monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    problem = read.refusal("a.xlsx", workbook(a=[["text"], ["一"]]))
    assert problem.code == "JF663"
    assert "pip install 'jianfu-rules[office]'" in problem.hint()


def test_a_huge_field_of_csv_is_a_text_like_others(read: Reader) -> None:
    big = "群" * (10 << 20)
    records = read("a.csv", f'id,text\n1,"{big}"\n2,二\n'.encode())
    assert [(r.id, len(r.text)) for r in records] == [("1", len(big)), ("2", 1)]


def test_big5_is_read_on_advice_and_said(read: Reader) -> None:
    text = "我們每天都要填寫許多表格，微信群組裡又要打卡，實在很累。\n" * 5
    records = read("a.txt", text.encode("big5"))
    assert "".join(r.text for r in records) == text.replace("\n", "")
    (said,) = read.said
    assert (said.code, said.severity) == ("JF673", "warning")


def test_folders_and_patterns_are_sorted_and_leave_out_the_output(
    tmp_path: Path,
) -> None:
    for name in (
        "b.csv",
        "a.txt",
        "~$x.xlsx",
        ".hidden.txt",
        "x.rtf",
        "sub/c.txt",
        "out.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    said: list[Problem] = []

    def names(*words: str, **options) -> list[str]:
        found = find_inputs(
            words, said.append, leave_out=tmp_path / "out.csv", **options
        )
        return [Path(f.path).name if not f.problem else f.problem.code for f in found]

    assert names(str(tmp_path)) == ["a.txt", "b.csv"]
    assert names(str(tmp_path), recursive=True) == ["a.txt", "b.csv", "c.txt"]
    assert names(str(tmp_path / "*.csv")) == ["b.csv"]
    assert names(str(tmp_path / "*.pdf")) == ["JF685"]
    assert [p.code for p in said] == ["JF686", "JF686"]
    empty = tmp_path / "none"
    empty.mkdir()
    assert names(str(empty), "-") == ["JF685", "-"]


def test_what_is_read_of_a_workbook_is_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for number in range(3000):
        sheet.append(["text" if number == 0 else f"{number * 7919 % 10_007}"])
    book.save(path)
    counts: list[int] = []
    assert len(list(read_records(path, on_bytes=counts.append))) == 2999
    # The sheet does not say its size, so it is read through twice.
    assert 0.5 < sum(counts) / path.stat().st_size < 1.2
