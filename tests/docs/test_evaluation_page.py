"""docs/evaluation.md: the commands and options that it shows are there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from jianfu_rules.authoring.corrections import NONE, RIGHT, CorrectionReader
from jianfu_rules.classifier import Classifier
from jianfu_rules.cli.main import run
from jianfu_rules.evaluation.figures import figures_of
from jianfu_rules.evaluation.gate import RULES_ALONE
from jianfu_rules.evaluation.report import scored_symptoms
from jianfu_rules.evaluation.scorecard import score_cases
from jianfu_rules.fallback.training import MIN_OF_A_KIND
from jianfu_rules.records.record import Record

PAGE = Path(__file__).parents[2] / "docs/evaluation.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ jianfu (.+)$", TEXT, re.M)


def test_the_page_shows_every_command_of_the_loop():
    assert {c.split()[0] for c in COMMANDS} >= {"evaluate", "queue", "learn", "train"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_options_exist(command, capsys):
    name, *words = shlex.split(command)
    with pytest.raises(SystemExit):
        run([name, "--help"])
    shown = capsys.readouterr().out
    for word in words:
        if word.startswith("-"):
            assert re.search(rf"(^|[ ,]){word}\b", shown, re.M), word


def test_the_floors_of_the_page_are_scores():
    floors = json.loads(re.search(r"```json\n(.*?)```", TEXT, re.S)[1])
    names = set(floors) - {"cases", "sha256", "margin"}
    names |= set(re.findall(r"`(is_complaint_\w+|\w+/complaint/f1)`", TEXT))
    symptoms = scored_symptoms(Classifier.load(fallback=None))
    known = figures_of(score_cases([], [], symptoms))
    assert {name.removeprefix(RULES_ALONE) for name in names} <= set(known)


def test_what_the_page_tells_reviewers_to_write_is_understood():
    taxonomy = Classifier.load(fallback=None).ruleset.taxonomy
    reader = CorrectionReader(taxonomy)
    table = TEXT.partition("| 正确症状 | 立场 | 意思 |")[2].split("\n\n")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.splitlines()[2:]
    ]
    assert len(rows) == 6
    for symptoms, stance, _ in rows:
        extra = {"正确症状": symptoms, "立场": stance, "现在的判断": "没有标签"}
        got = reader.read(Record("1", "字", "q.csv:2", extra=extra))
        if not symptoms:
            assert got is None
        elif symptoms in RIGHT | NONE:
            assert got.labels == {}
        else:
            assert len(got.labels) == len(symptoms.split("、"))


def test_how_many_cases_are_needed():
    assert f"至少要 {MIN_OF_A_KIND} 条" in TEXT
