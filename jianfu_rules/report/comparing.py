"""What rose and what fell since the last report, and whether chance explains it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.report.proportions import Difference, compare_shares, holm
from jianfu_rules.report.summary import Report

FORMAT = "jianfu-report"
DATA_ID = "jianfu-report-data"
"""The id of the element of the page that holds its data."""

ALPHA = 0.05

_DATA = re.compile(
    rf'<script type="application/json" id="{DATA_ID}">(.*?)</script>', re.S
)


@dataclass(frozen=True, slots=True)
class Change:
    """One share, then and now.

    Parameters
    ----------
    symptom : str
        Empty for the share of all complaints.
    old, new : (int, int)
        Count and total.
    difference : Difference
    p : float
        Corrected for the number of symptoms.
    """

    symptom: str
    old: tuple[int, int]
    new: tuple[int, int]
    difference: Difference
    p: float

    @property
    def kind(self) -> str:
        """``rose``, ``fell``, ``same`` (chance will do) or ``few``."""
        if not self.difference.is_reliable:
            return "few"
        if self.p >= ALPHA:
            return "same"
        return "rose" if self.difference.change > 0 else "fell"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last report beside this one.

    Parameters
    ----------
    last : mapping
        The data of the last report.
    overall : Change or None
        Of all complaints; None where a number is hidden.
    changes : tuple of Change
        Of the symptoms that can be compared.
    left_out : tuple of str
        Symptoms of which a count is hidden, then or now.
    has_same_rules : bool
    """

    last: Mapping[str, Any]
    overall: Change | None
    changes: tuple[Change, ...]
    left_out: tuple[str, ...]
    has_same_rules: bool


def read_last(path: Path) -> dict[str, Any]:
    """Read the data of an earlier report, from its page or its JSON.

    Raises
    ------
    InputError
        Where the file cannot be read (JF762) or is no report (JF763).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        values = {"path": str(path), "detail": detail}
        raise InputError(Problem("JF762", values)) from None
    found = _DATA.search(text)
    try:
        data = json.loads(found[1] if found else text)
    except (ValueError, RecursionError):
        data = None
    if not (
        isinstance(data, dict) and data.get("format") == FORMAT and _is_whole(data)
    ):
        raise InputError(Problem("JF763", {"path": str(path)}))
    return data


def _is_whole(data: Mapping[str, Any]) -> bool:
    """Return whether the numbers are there that a comparison needs."""
    distinct = data.get("distinct")
    if not isinstance(distinct, dict) or not isinstance(distinct.get("symptoms"), dict):
        return False
    numbers = [distinct.get("records"), distinct.get("complaints")]
    numbers += distinct["symptoms"].values()
    return all(n is None or (type(n) is int and n >= 0) for n in numbers)


def compare(report: Report, last: Mapping[str, Any]) -> Comparison:
    """Compare a report with the data of an earlier one.

    Near copies count once on both sides: the test takes records as independent.
    """
    before, total_old = last["distinct"], last["distinct"]["records"]
    total_new = report.show("distinct", "records")
    old_counts: Mapping[str, int | None] = before["symptoms"]
    found: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
    left_out = []
    for symptom in report.names.symptoms:
        old, new = old_counts.get(symptom, 0), report.show("distinct", symptom)
        if not total_old or not total_new or old is None or new is None:
            left_out.append(symptom)
        elif old or new:
            found.append((symptom, (old, total_old), (new, total_new)))
    differences = [compare_shares(old, new) for _, old, new in found]
    # What chance cannot be told of is no question asked.
    asked = [d for d in differences if d.is_reliable]
    corrected = iter(holm([d.p for d in asked]))
    changes = tuple(
        Change(symptom, old, new, d, next(corrected) if d.is_reliable else 1.0)
        for (symptom, old, new), d in zip(found, differences, strict=True)
    )
    overall = None
    old, new = before["complaints"], report.show("distinct", "complaints")
    if total_old and total_new and old is not None and new is not None:
        all_old, all_new = (old, total_old), (new, total_new)
        difference = compare_shares(all_old, all_new)
        overall = Change("", all_old, all_new, difference, difference.p)
    has_same_rules = last.get("rulesets") == list(report.digests)
    return Comparison(last, overall, changes, tuple(left_out), has_same_rules)
