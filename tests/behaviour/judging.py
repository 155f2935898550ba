"""Compare verdicts with what the cases expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.model import Classification
from tests.behaviour.cases import ROOT, Case, Expectation
from tests.behaviour.variants import base_text, variants_of

GAPS = ROOT / "gaps.txt"


@dataclass(frozen=True)
class Reading:
    """One text of a case, what was expected of it and what came out.

    ``name`` tells the text within its case: ``text``, ``edit`` or a variant.
    """

    name: str
    expect: Expectation
    result: Classification
    faults: tuple[str, ...]


@cache
def classifier() -> Classifier:
    """Return the classifier of this process, loaded once."""
    return Classifier.load()


@cache
def judge(case: Case) -> tuple[Reading, ...]:
    """Read every text of *case*; the case is right where no reading has a fault."""
    first = _read("text", base_text(case.text), case.expect)
    readings = [first]
    if case.type == "DIR":
        readings.append(_read("edit", case.edited, case.then))
    wanted = first.result.stances
    for name, text in variants_of(case.text, case.edits).items():
        # The same verdict as the base text fits what is expected just as well.
        result = classifier().classify(text)
        got = result.stances
        fault = f"the verdict changed from {_said(wanted)} to {_said(got)}"
        faults = () if got == wanted else (fault,)
        readings.append(Reading(name, case.expect, result, faults))
    return tuple(readings)


def is_right(case: Case) -> bool:
    """Say whether every text of *case* gets what is expected."""
    return not any(reading.faults for reading in judge(case))


def report(case: Case) -> str:
    """Return what is wrong with the verdicts on *case*, one line a fault."""
    return "\n".join(
        f"{case.id} [{reading.name}] {reading.result.text!r}: {fault}"
        for reading in judge(case)
        for fault in reading.faults
    )


def stance_score(cases: list[Case], stance: str) -> Ratio:
    """Score one stance over the symptoms that the cases name, base and edited texts.

    A symptom that a case does not speak of is not counted, whatever was found.
    """
    hits = false = missed = 0
    for case in cases:
        for reading in judge(case):
            if reading.name not in {"text", "edit"}:
                continue
            got = reading.result.stances
            known = {**dict.fromkeys(reading.expect.absent), **reading.expect.labels}
            for symptom, wanted in known.items():
                found = got.get(symptom)
                hits += wanted == stance == found
                missed += wanted == stance != found
                false += found == stance != wanted
    return Ratio(hits, false, missed)


def read_gaps(path: Path = GAPS) -> list[str]:
    """Return the ids of the cases that are known to fail."""
    return path.read_text(encoding="utf-8").split()


def write_gaps(cases: list[Case], path: Path = GAPS) -> None:
    """Write the ids of the cases that fail now."""
    failing = sorted(case.id for case in cases if not is_right(case))
    path.write_text("".join(f"{case_id}\n" for case_id in failing), encoding="utf-8")


def _read(name: str, text: str, expect: Expectation) -> Reading:
    result = classifier().classify(text)
    return Reading(name, expect, result, tuple(_faults(expect, result)))


def _faults(expect: Expectation, result: Classification) -> list[str]:
    got = result.stances
    faults = []
    wanted = expect.is_complaint
    if wanted is not None and result.is_complaint != wanted:
        faults.append(f"is_complaint should be {wanted}; found: {_said(got)}")
    for symptom, stance in expect.labels.items():
        found = got.get(symptom, "nothing")
        if found != stance:
            faults.append(f"{symptom} should be {stance}, not {found}")
    for symptom in sorted(expect.absent & set(got)):
        faults.append(f"{symptom} should not be found, but is {got[symptom]}")
    return faults


def _said(stances: Mapping[str, str]) -> str:
    pairs = (f"{symptom} {stance}" for symptom, stance in sorted(stances.items()))
    return ", ".join(pairs) or "nothing"
