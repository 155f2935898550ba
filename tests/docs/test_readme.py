"""The code of the README runs and prints what it says."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from jianfu_rules.cli.main import run
from jianfu_rules.cli.spoken import LazyGroup
from tests.packaging.environments import install, new_python
from tests.packaging.environments import run as run_elsewhere

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


@pytest.mark.slow
def test_the_first_own_result_takes_less_than_five_minutes(tmp_path):
    begun = time.monotonic()
    python = new_python(tmp_path / "venv")
    install(python, ROOT)
    (tmp_path / "留言.txt").write_text("一天要在五个群里打卡\n", encoding="utf-8")
    command = python.parent / "jianfu"
    said = run_elsewhere(command, "classify", "留言.txt", cwd=tmp_path)
    assert "指尖上的形式主义" in said
    assert time.monotonic() - begun < 300
