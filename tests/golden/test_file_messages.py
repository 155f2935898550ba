"""Each file that cannot be read, or not as it stands, has the words in ``files/``."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from jianfu_rules.errors import InputError, Problem, render_problem
from jianfu_rules.records.inputs import find_inputs
from jianfu_rules.records.reading import read_records
from jianfu_rules.records.templates import read_template

HERE = Path(__file__).parent / "files"


def package(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "汇总"
    book.active.append(["甲", "乙"])
    sheet = book.create_sheet("工单")
    for row in (["来信登记"], ["编号", "内容", "日期"], [1, "天天打卡", "2024-01-02"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES: dict[str, tuple[str, bytes]] = {
    "old_excel": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "web_page": ("a.xls", b"<html><table></table></html>"),
    "locked_excel": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "not_excel": ("a.xlsx", "编号".encode()),
    "cut_word": ("a.docx", package(word__document=b"x")[:-30]),
    "no_document": ("a.docx", package(**{"word__document.xml": "<x"})),
    "bomb": ("a.zip", package(**{"a.csv": b"0" * (70 << 20)})),
    "archive": ("a.zip", package(**{"in.zip": "x", "..__a.csv": "x"})),
    "nothing": ("a.zip", package(**{"a.rtf": "x"})),
    "sheets": ("a.xlsx", workbook()),
    "wrong_suffix": ("a.csv", workbook()),
    "big5": (
        "a.txt",
        "我們每天都要填寫許多表格，微信群組裡又要打卡。\n".encode("big5") * 4,
    ),
    "template": ("t.html", "%% 每条\n${编码} $5\n%% 循环\n".encode()),
}


def said_of(name: str, folder: Path, lang: str = "zh") -> str:
    file, content = FILES[name]
    path = folder / file
    path.write_bytes(content)
    said: list[Problem] = []
    if name == "template":
        try:
            read_template(path)
        except InputError as error:
            said += error.problems
    else:
        for found in find_inputs([str(path)], said.append):
            try:
                list(read_records(found, report=said.append))
            except InputError as error:
                said += error.problems
    shown = "\n\n".join(render_problem(problem, lang) for problem in said)
    return shown.replace(str(folder), "文件夹") + "\n"


@pytest.mark.parametrize("name", FILES)
def test_message(name: str, tmp_path: Path, update_golden: bool) -> None:
    said = said_of(name, tmp_path)
    golden = HERE / f"{name}.txt"
    if update_golden:
        HERE.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_english_says_the_same(name: str, tmp_path: Path) -> None:
    codes = re.compile(r"\bJF\d{3}\b  ")
    zh = codes.findall(said_of(name, tmp_path))
    assert codes.findall(said_of(name, tmp_path, "en")) == zh
    assert zh


def test_every_golden_file_has_its_case() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == set(FILES)
