"""Texts of every kind, and what the output contract says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier

DEV = Path(__file__).parents[1] / "eval/dev.jsonl"

COMPLAINT = "我一个村干部加了四十多个工作群，天天打卡到半夜。"
PLAIN = "今天下雨，路上有点堵。"


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Return texts with labels of every stance, breaches, slips and none at all."""
    with DEV.open(encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in lines][:40]
    return [*found, "", PLAIN, COMPLAINT, "开形式注意的会，一开就是五个小时。"]
