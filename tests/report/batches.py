"""Verdicts made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jianfu_rules.report.entry import Entry
from jianfu_rules.report.method import Origin

DIGEST = "sha256:" + "0" * 64
ORIGIN = Origin("测试报告", "2026-11-22", "0.0", ("工单.csv",), False)


def verdict(
    text: str,
    *labels: tuple[str, str],
    facts: Iterable[dict[str, Any]] = (),
    breaches: Iterable[dict[str, Any]] = (),
    score: float = 0.9,
) -> dict[str, Any]:
    """Return a line of the output contract whose evidence is all of the text."""
    evidence = {"text": text, "start": 0, "end": len(text), "rule": f"{text}.r"}
    return {
        "id": "",
        "is_complaint": any(stance == "complaint" for _, stance in labels),
        "complete": True,
        "labels": [
            {
                "symptom": symptom,
                "name": symptom,
                "stance": stance,
                "score": score,
                "source": "rules",
                "policies": ["zhongban_2024#五"] if stance == "complaint" else [],
                "evidence": [evidence],
            }
            for symptom, stance in labels
        ],
        "facts": list(facts),
        "breaches": list(breaches),
        "dropped": [],
        "ruleset": DIGEST,
    }


def entry(number: int, text: str, *labels: tuple[str, str], **more: Any) -> Entry:
    where = more.pop("where", {})
    return Entry(f"id-{number}", verdict(text, *labels, **more), {"": text}, where)
