"""The document and the workbook hold the same tables as the page."""

from __future__ import annotations

import zipfile

import pytest

from jianfu_rules.errors import InputError
from jianfu_rules.report import office
from jianfu_rules.report.tables import report_tables
from tests.report.batches import ORIGIN, entry

GROUPS = "zhijian_xingshi"
NASTY = "=HYPERLINK(1)\x00\x1b<b>群太多\ufffe"


@pytest.fixture
def report(report_on):
    entries = [
        entry(i, f"{NASTY}{i}", (GROUPS, "complaint"), where={"place": f"=甲{i % 2}"})
        for i in range(12)
    ]
    entries += [
        entry(i, "会太多", ("wenshan_huihai", "complaint")) for i in range(20, 26)
    ]
    return report_on([*entries, entry(30, "秘密的话", ("henji_zhuyi", "complaint"))])


def shown(cell) -> str:
    return "＊" if cell is None else str(cell)


def test_the_document_has_the_tables_and_the_evidence(report, tmp_path) -> None:
    docx = pytest.importorskip("docx")
    path = tmp_path / "报告.docx"
    office.write_office(path, "docx", report, ORIGIN, None)
    document = docx.Document(str(path))
    tables = report_tables(report, None)
    assert len(document.tables) == len(tables)
    for written, table in zip(document.tables, tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in written.rows]
        assert rows[0] == [name.removeprefix("#") for name in table.head]
        assert rows[1:] == [[shown(cell) for cell in row.cells] for row in table.rows]
    bold = [r.text for p in document.paragraphs for r in p.runs if r.bold]
    assert any("群太多" in text for text in bold)
    text = "\n".join(p.text for p in document.paragraphs)
    assert "秘密的话" not in text
    assert "规则摘要" in text
    assert [p.name for p in tmp_path.iterdir()] == ["报告.docx"]


def test_the_workbook_has_numbers_as_numbers_and_no_formula(report, tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "报告.xlsx"
    office.write_office(path, "xlsx", report, ORIGIN, None)
    book = openpyxl.load_workbook(path)
    tables = report_tables(report, None)
    assert book.sheetnames == [*(t.title for t in tables), "个案", "方法和局限"]
    sheet = book[tables[0].title]
    assert [c.value for c in sheet[2]][:3] == ["全部记录", 19, 19]
    for each in book:
        assert all(c.data_type != "f" for row in each.iter_rows() for c in row)
    texts = [row[4].value for row in book["个案"].iter_rows(min_row=2)]
    assert len(texts) == len(report.cases)
    assert all("群太多" in text for text in texts)
    with zipfile.ZipFile(path) as archive:
        assert not any("externalLink" in name for name in archive.namelist())


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_missing_extra_is_said_before_any_work(kind: str, monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, office._MODULES[kind], None)
    with pytest.raises(InputError) as caught:
        office.check_office(kind)
    assert caught.value.problems[0].code == "JF663"


def test_a_place_that_cannot_be_written_is_said(report, tmp_path) -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(InputError) as caught:
        office.write_office(tmp_path / "none" / "a.xlsx", "xlsx", report, ORIGIN, None)
    assert caught.value.problems[0].code == "JF651"
