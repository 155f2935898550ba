"""Sentences that differ only in what they say of a burden: denied, insisted on, past.

People who write cases seldom write 没有一天不打卡 beside 没有人要求打卡. A model of
words learns from such pairs that 没有一天不 and 没有人要求 weigh more than 打卡. They
are made from frames and acts, so each weighs little beside a case of people.
"""

from __future__ import annotations

from collections.abc import Collection

from jianfu_rules.data import read_file
from jianfu_rules.evaluation.scorecard import LabelledCase
from jianfu_rules.model import UNSAID

WEIGHT = 0.02
"""What one of them counts; from 0.1 on false alarms grew."""

FILE = "contrasts.txt"


def contrast_cases(symptoms: Collection[str]) -> list[LabelledCase]:
    """Return every frame with every act of the symptoms that there are.

    Examples
    --------
    >>> contrast_cases(["no_symptom_of_ours"])
    []
    """
    acts: dict[str, list[str]] = {}
    frames: list[tuple[str, str]] = []
    for line in read_file(FILE).decode("utf-8").splitlines():
        head, _, words = line.partition(": ")
        kind, _, name = head.partition(" ")
        if kind == "act" and name in symptoms:
            acts[name] = words.split()
        elif kind == "frame":
            stance = "" if name == UNSAID else name
            frames += [(stance, frame) for frame in words.split()]
    out: list[LabelledCase] = []
    for stance, frame in frames:
        for symptom, said in acts.items():
            labels = {symptom: stance} if stance else {}
            for act in said:
                text = frame.replace("{}", act)
                out.append(LabelledCase(f"contrast-{len(out)}", text, labels))
    return out
