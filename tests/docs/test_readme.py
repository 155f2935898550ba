"""The code of the README runs and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jianfu_rules.cli.main import run
from jianfu_rules.cli.spoken import LazyGroup

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.en.md"]
_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
_PRINTED = re.compile(r"^print\(.*\)\s+#\s*(?P<what>\S.*)$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run(page, capsys):
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, page.name, "exec"), {})
        printed = capsys.readouterr().out.splitlines()
        for expected in _PRINTED.findall(block):
            assert expected in printed


def test_the_table_of_the_readme_is_true():
    from jianfu_rules import classify
    from jianfu_rules.pipeline.explaining import STANCE_NAMES

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    rows = [(said, verdict) for said, verdict in rows if "·" in verdict]
    assert len(rows) >= 4
    for said, verdict in rows:
        name, stance = verdict.replace("*", "").split(" · ")
        labels = {x.name: STANCE_NAMES["zh"][x.stance] for x in classify(said).labels}
        assert labels.get(name) == stance, said
    assert not classify("小区业主群里天天有人发广告").labels


@pytest.mark.parametrize("command", LazyGroup.COMMAND_NAMES)
def test_every_command_is_documented_and_has_help(command, capsys):
    assert f"jianfu {command}" in (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        run([command, "--help"])
    assert stopped.value.code == 0
    assert command in capsys.readouterr().out


def test_links_lead_somewhere():
    for page in [*PAGES, *(ROOT / "docs").rglob("*.md"), ROOT / "examples/README.md"]:
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
