"""The county of the tutorial is written, linted and tested as the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/rules/tutorial.md"
RECORDS = """内容
走访记在荷乡通，回来还要在网格宝里再录一遍
网格联络组太多了，一天要看二十几个网格联络组
今天天气很好
"""


def test_the_commands_of_the_tutorial_run(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"^[$] jianfu (.+)$", text, re.M)
    overlay = re.search(r"```yaml\n(.+?)```", text, re.S)
    assert overlay is not None
    assert len(commands) < 10
    (tmp_path / "工单.csv").write_text(RECORDS, encoding="utf-8")
    said = {}
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "jianfu_rules.cli.main", *command.split()],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        said[command.split()[1]] = done.stdout + done.stderr
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        if command.startswith("rules init"):
            (written,) = tmp_path.rglob("*.yml")
            written.write_text(overlay[1], encoding="utf-8")
    assert "不成立 0" in said["test"]
    assert "提醒 0" in said["lint"]
    assert "工单.csv" in said["impact"]
    assert (tmp_path / "结果.xlsx").stat().st_size > 1000
