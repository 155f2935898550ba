"""docs/files.md names every option, format and field, and its template works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jianfu_rules.cli.file_options import InputFormat, OutputFormat
from jianfu_rules.cli.main import run
from jianfu_rules.records import packages
from jianfu_rules.records.kinds import OFFICE_KINDS
from jianfu_rules.records.templates import _FIELDS, SECTIONS
from jianfu_rules.records.workbooks import MAX_CELL_CHARS, MAX_SHEET_ROWS

PAGE = Path(__file__).parents[2] / "docs/files.md"


def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_template_of_the_page_works(tmp_path: Path, capsys) -> None:
    template = re.search(r"```text\n(%% 开头.*?)```", page(), re.S)
    assert template
    (tmp_path / "模板.html").write_text(template[1], encoding="utf-8")
    source = tmp_path / "工单.csv"
    source.write_text("编号,诉求内容\n7,一天要在五个群里打卡。\n", encoding="utf-8")
    target = tmp_path / "线索.html"
    with pytest.raises(SystemExit) as left:
        run(
            ["classify", str(source), "--template", str(tmp_path / "模板.html")]
            + ["-o", str(target)]
        )
    assert left.value.code == 0, capsys.readouterr().err
    out = target.read_text(encoding="utf-8")
    assert "<h2>7（ ）</h2>" in out
    assert "<li>反映问题：指尖上的形式主义——“" in out
    assert "共 1 条，反映问题 1 条。" in out


@pytest.mark.parametrize("section", _FIELDS)
def test_every_field_of_a_template_is_on_the_page(section: str) -> None:
    zh = next(name for name, en in SECTIONS.items() if en == section)
    row = re.search(rf"^\| `%% {zh}`（{section}） \| (.*) \|$", page(), re.M)
    assert row
    own = dict(_FIELDS[section])
    if section == "label":
        own = {zh: en for zh, en in own.items() if zh not in _FIELDS["record"]}
    assert [f"{zh} {en}" for zh, en in own.items() if f"{zh} {en}" not in row[1]] == [
        f"{zh} {en}" for zh, en in own.items() if en == "labels" and zh not in row[1]
    ]


def test_the_page_names_formats_options_and_bounds() -> None:
    text = page()
    for kind in (*OutputFormat, *InputFormat):
        assert f"`{kind.value}`" in text or f"`.{kind.value}`" in text, kind
    for kind in OFFICE_KINDS:
        assert f"`.{kind}`" in text
    for bound in (packages.MAX_ENTRIES, MAX_CELL_CHARS, MAX_SHEET_ROWS):
        assert f"{bound:,}" in text
    assert f"{packages.MAX_RATIO} 比 1" in text
    assert f"{packages.MAX_ENTRY_BYTES >> 30} GB" in text
    assert f"{packages.MAX_TOTAL_BYTES >> 30} GB" in text
    for option in ("--sheet", "--resume", "--dry-run", "--template", "--whole-file"):
        assert option in text
