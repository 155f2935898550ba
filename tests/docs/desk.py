"""The files on the desk of whoever follows a page: small, and named as the pages do."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from itertools import islice
from pathlib import Path

from jianfu_rules.classifier import Classifier
from tests.docs.blocks import ROOT
from tests.unit.test_office_files import pdf

FEW = 40
"""Cases of a labelled file: the commands of a page are run, nothing is measured."""

REVIEWED = """id,text,symptom,stance
1,天天在群里晒步数榜，躲不掉,指尖上的形式主义,反映问题
2,东街的路灯坏了,,
"""


def set_desk(desk: Path) -> Path:
    """Write all files that a page may name into a new folder."""
    for name in ("rules", "examples"):
        shutil.copytree(ROOT / name, desk / name)
    for name in ("我的规则", "旧规则"):
        shutil.copytree(ROOT / "rules", desk / name)
    _write_tables(desk)
    _write_cases(desk)
    _write_documents(desk)
    shutil.copy(ROOT / "jianfu_rules/data/fallback.json", desk / "model.json")
    return desk


def _write_tables(desk: Path) -> None:
    tickets = desk / "examples/tickets.csv"
    for name in ("工单.csv", "来信.csv", "下个月.csv"):
        shutil.copy(tickets, desk / name)
    for name in ("九月.csv", "十月.csv"):
        _write_with_unit(tickets, desk / name)
    shutil.copy(tickets, desk / "tickets.csv")
    for name in ("留言.txt", "导出.txt", "一段话.txt"):
        shutil.copy(desk / "examples/survey.txt", desk / name)
    for name in ("帖子.jsonl", "留言.jsonl"):
        shutil.copy(desk / "examples/posts.jsonl", desk / name)
    (desk / "审核.csv").write_text(REVIEWED, encoding="utf-8")
    _write_workbook(tickets, desk / "工单.xlsx")
    shutil.copy(desk / "工单.xlsx", desk / "导出.xlsx")


def _write_with_unit(table: Path, path: Path) -> None:
    """Copy a table with one more column."""
    with (
        table.open(encoding="utf-8-sig", newline="") as stream,
        path.open("w", encoding="utf-8", newline="") as out,
    ):
        head, *rows = csv.reader(stream)
        writer = csv.writer(out)
        writer.writerow([*head, "承办单位"])
        writer.writerows([*row, "某局"] for row in rows)


def _write_workbook(table: Path, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    with table.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.reader(stream):
            # Excel knows no control characters; one of the tickets begins with a tab.
            sheet.append([cell.replace("\t", " ") for cell in row])
    book.save(path)


def _write_cases(desk: Path) -> None:
    folder = desk / "tests/eval"
    folder.mkdir(parents=True)
    for name in ("dev.jsonl", "blind.jsonl"):
        with (ROOT / "tests/eval" / name).open(encoding="utf-8") as stream:
            few = "".join(islice(stream, FEW))
        (folder / name).write_text(few, encoding="utf-8")
    cases = (folder / "dev.jsonl").read_bytes()
    digest = hashlib.sha256(cases).hexdigest()
    floors = {"cases": "dev.jsonl", "sha256": digest, "margin": 0.02, "macro_f1": 0.1}
    (folder / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    for name in ("案例.jsonl", "我的案例.jsonl", "甲.jsonl", "乙.jsonl"):
        (desk / name).write_bytes(cases)
    classifier = Classifier.load(fallback=None)
    with (desk / "上个月的判断.jsonl").open("w", encoding="utf-8") as out:
        for case in map(json.loads, cases.decode().splitlines()):
            verdict = {"id": case["id"], **classifier.classify(case["text"]).to_dict()}
            out.write(json.dumps(verdict, ensure_ascii=False) + "\n")


def _write_documents(desk: Path) -> None:
    from docx import Document

    letter = Document()
    letter.add_paragraph("一天要在五个群里打卡，根本没空下村。")
    letter.save(str(desk / "来信.docx"))
    (desk / "来信.pdf").write_bytes(pdf("a letter of one page"))
    year = desk / "2024年"
    year.mkdir()
    shutil.copy(desk / "留言.txt", year / "问卷.txt")
    with zipfile.ZipFile(desk / "导出.zip", "w") as package:
        package.write(desk / "留言.txt", "问卷.txt")
