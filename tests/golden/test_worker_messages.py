"""What is said of work that several processes share, as it stands in ``workers/``."""

from __future__ import annotations

from pathlib import Path

import pytest

from jianfu_rules.errors import Problem, render_problem
from jianfu_rules.messages_workers import WORKER_MESSAGES
from jianfu_rules.model import SourceRef

HERE = Path(__file__).parent / "workers"
ENDING = ("信号 9", "signal 9")
PROBLEMS = {
    "killed_text": Problem("JF780", {}, SourceRef("工单.csv", 72, 1)),
    "lost_worker": Problem("JF781", {"ending": ENDING, "count": 32}, severity="note"),
    "no_start": Problem("JF782", {"detail": "Cannot allocate memory"}),
    "all_killed": Problem("JF783", {"ending": ENDING, "count": 24}),
    "rules_changed": Problem("JF784"),
    "worker_count": Problem("JF785", {"given": "-1"}),
    "on_error": Problem("JF786", {"given": "'skip'", "known": "'raise'、'keep'"}),
    "garbled": Problem(
        "JF787", {"detail": "UnpicklingError: pickle data was truncated"}
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_message(name: str, update_golden: bool) -> None:
    problem = PROBLEMS[name]
    said = f"{render_problem(problem)}\n\n{render_problem(problem, 'en')}\n"
    golden = HERE / f"{name}.txt"
    if update_golden:
        HERE.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_every_message_has_its_case() -> None:
    assert {problem.code for problem in PROBLEMS.values()} == set(WORKER_MESSAGES)
    assert {path.stem for path in HERE.glob("*.txt")} == set(PROBLEMS)
