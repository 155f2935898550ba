"""The report for those who must edit it: a document or a workbook.

The same tables as in the page; python-docx and openpyxl are an extra.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from jianfu_rules.model import PART_NAMES
from jianfu_rules.records.extras import need
from jianfu_rules.records.writing import safe_cell
from jianfu_rules.report.cases import Case, clean
from jianfu_rules.report.comparing import Comparison
from jianfu_rules.report.method import Origin, method_lines
from jianfu_rules.report.summary import Report
from jianfu_rules.report.tables import (
    HIDDEN,
    STANCE_NAMES,
    Cell,
    Table,
    report_tables,
    value_name,
)

_MODULES = {"docx": "docx", "xlsx": "openpyxl"}
_FONT = "宋体"
_WIDEST = 60
_CELL_LIMIT = 32_000
"""A cell of a workbook holds 32,767 characters."""


def check_office(kind: str) -> None:
    """Say what is missing, before any work is done.

    Raises
    ------
    InputError
        Where the extra is not installed.
    """
    need(_MODULES[kind], kind)


def write_office(
    path: Path,
    kind: str,
    report: Report,
    origin: Origin,
    comparison: Comparison | None,
) -> None:
    """Write the report whole or not at all.

    Parameters
    ----------
    path : Path
    kind : {'docx', 'xlsx'}
    report : Report
    origin : Origin
    comparison : Comparison or None
    """
    tables = report_tables(report, comparison)
    make = _document if kind == "docx" else _workbook
    content = BytesIO()
    make(report, origin, tables).save(content)
    _write_whole(path, content.getvalue())


def case_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Yield id, month, place, unit, text, verdict and basis of the cases."""
    for case in report.cases:
        where = [
            value_name(name, case.where[name])
            if report.is_value_shown(name, case.where.get(name, ""))
            else ""
            for name in ("month", "place", "unit")
        ]
        text = "\n".join(
            (f"{PART_NAMES.get(part, part)}：" if part else "")
            + "".join(piece for piece, _ in pieces)
            for part, pieces in case.parts
        )
        yield (case.id, *where, text, _verdicts(report, case), _basis(report, case))


def _verdicts(report: Report, case: Case) -> str:
    said = [
        f"{report.names.symptoms.get(x['symptom'], x['name'])}：{STANCE_NAMES[x['stance']]}"
        for x in case.labels
        if report.show("label", x["symptom"], x["stance"]) is not None
    ]
    return "；".join([*said, *case.breaches])


def _basis(report: Report, case: Case) -> str:
    cited = dict.fromkeys(
        report.names.cite(reference)
        for label in case.labels
        for reference in label["policies"]
    )
    return "；".join(cited)


_CASE_HEAD = ("编号", "月份", "地方", "单位", "原文", "判断", "依据")


def _document(report: Report, origin: Origin, tables: list[Table]) -> Any:
    docx = need("docx", "docx")
    oxml = need("docx.oxml.ns", "docx")
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = _FONT
    # Word keeps a font of its own for Chinese characters.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(oxml.qn("w:eastAsia"), _FONT)
    style.font.size = docx.shared.Pt(10.5)
    document.core_properties.title = clean(origin.title)
    document.core_properties.author = "jianfu-rules"
    document.add_heading(_plain(origin.title), 0)
    for table in tables:
        document.add_heading(table.title, 1)
        _document_table(document, table)
        if table.note:
            document.add_paragraph(table.note)
    document.add_heading("个案", 1)
    for case, row in zip(report.cases, case_rows(report), strict=True):
        document.add_heading(_plain(case.id), 2)
        where = " · ".join(filter(None, row[1:4]))
        if where:
            document.add_paragraph(_plain(where))
        for part, pieces in case.parts:
            paragraph = document.add_paragraph(
                f"{PART_NAMES.get(part, part)}：" if part else ""
            )
            for piece, is_evidence in pieces:
                paragraph.add_run(_plain(piece)).bold = is_evidence
        document.add_paragraph(_plain(row[5]))
        if row[6]:
            document.add_paragraph(_plain(f"依据：{row[6]}"))
    document.add_heading("方法和局限", 1)
    for name, said in method_lines(report, origin):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}：").bold = True
        paragraph.add_run(_plain(said))
    return document


def _document_table(document: Any, table: Table) -> None:
    grid = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for cell, name in zip(grid.rows[0].cells, table.head, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(name.removeprefix("#")).bold = True
    for row in table.rows:
        for cell, value in zip(grid.add_row().cells, row.cells, strict=True):
            cell.text = _plain(_shown(value))


def _workbook(report: Report, origin: Origin, tables: list[Table]) -> Any:
    openpyxl = need("openpyxl", "xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        head = [name.removeprefix("#") for name in table.head]
        sheet = _sheet(book, table.title, head, [row.cells for row in table.rows])
        if table.note:
            sheet.append([])
            sheet.append([table.note])
    _sheet(book, "个案", list(_CASE_HEAD), list(case_rows(report)))
    _sheet(book, "方法和局限", ["项", "说明"], list(method_lines(report, origin)))
    book.properties.title = clean(origin.title)
    book.properties.creator = "jianfu-rules"
    return book


def _sheet(book: Any, title: str, head: list[str], rows: list[Any]) -> Any:
    styles = need("openpyxl.styles", "xlsx")
    sheet = book.create_sheet(title)
    sheet.append(head)
    for row in rows:
        sheet.append([_spread(cell) for cell in row])
    for cell in sheet[1]:
        cell.font = styles.Font(bold=True)
    for column in sheet.columns:
        width = max(_cells(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(width + 2, _WIDEST)
        for cell in column:
            cell.alignment = styles.Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    return sheet


def _spread(cell: Cell) -> str | int:
    if isinstance(cell, int):
        return cell
    return safe_cell(_plain(_shown(cell)))[:_CELL_LIMIT]


def _cells(text: str) -> int:
    from jianfu_rules.errors import display_width

    return max(map(display_width, text.split("\n")))


def _shown(cell: Cell) -> str:
    return HIDDEN if cell is None else str(cell)


def _plain(text: str) -> str:
    """Return text that XML can hold."""
    return clean(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _write_whole(path: Path, content: bytes) -> None:
    from os import getpid

    from jianfu_rules.errors import InputError, Problem

    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        values = {"path": str(path), "detail": error.strerror or str(error)}
        raise InputError(Problem("JF651", values)) from None
