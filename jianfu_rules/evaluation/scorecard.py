"""Score verdicts against labelled cases, as the codebook says.

A symptom counts where its stance is ``complaint``. Left out are cases marked
``debatable``, symptoms that a case calls ``optional`` and stances that it lists
under ``ok``; the symptom of general talk has no F1 of its own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef

COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """One text with its labels.

    Parameters
    ----------
    id, text : str
    labels : mapping of str to str
        Symptom to stance; empty for a text that speaks of none.
    optional : frozenset of str
        Symptoms that a careful reader may or may not give.
    ok : mapping of str to tuple of str
        Stances that are right as well.
    is_debatable : bool
        Takes the case out of the scores.
    """

    id: str
    text: str
    labels: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    ok: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_debatable: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of one kind of finding, with the counts."""

    hits: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the findings that are right, 0 where there are none."""
        found = self.hits + self.false
        return self.hits / found if found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found, 0 where there is nothing."""
        there = self.hits + self.missed
        return self.hits / there if there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one run.

    ``symptoms`` and ``complaint`` count stances ``complaint``; ``stances`` counts
    (right stance, given stance) of symptoms that both sides name.
    """

    case_count: int
    symptoms: Mapping[str, Ratio]
    complaint: Ratio
    stances: Mapping[tuple[str, str], int]
    negative_count: int
    alarm_count: int
    errors: tuple[tuple[LabelledCase, tuple[str, ...], tuple[str, ...]], ...]

    @property
    def macro_f1(self) -> float:
        """Mean complaint F1 over the symptoms that occur in the cases."""
        scored = [r.f1 for r in self.symptoms.values() if r.hits + r.missed]
        return sum(scored) / len(scored) if scored else 0.0

    @property
    def micro(self) -> Ratio:
        """Complaint counts over all symptoms."""
        ratios = self.symptoms.values()
        return Ratio(
            sum(r.hits for r in ratios),
            sum(r.false for r in ratios),
            sum(r.missed for r in ratios),
        )

    @property
    def stance_accuracy(self) -> float:
        """Share of right stances among symptoms found."""
        total = sum(self.stances.values())
        right = sum(n for (gold, got), n in self.stances.items() if gold == got)
        return right / total if total else 0.0

    @property
    def false_alarm_rate(self) -> float:
        """Share of texts without any complaint that were called one."""
        return self.alarm_count / self.negative_count if self.negative_count else 0.0


def read_cases(path: Path) -> list[LabelledCase]:
    """Read labelled cases from a JSON Lines file.

    Raises
    ------
    InputError
        Where a line is no case, with its number.
    """
    cases = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                cases.append(_read_case(line, SourceRef(str(path), number, 1)))
    return cases


def _read_case(line: str, source: SourceRef) -> LabelledCase:
    try:
        data: dict[str, Any] = json.loads(line)
        return LabelledCase(
            str(data.get("id", f"{source.file}:{source.line}")),
            data["text"],
            dict(data["labels"]),
            frozenset(data.get("optional", ())),
            {s: tuple(stances) for s, stances in data.get("ok", {}).items()},
            bool(data.get("debatable", False)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(Problem("JF505", {"detail": str(error)}, source)) from error


def score_cases(
    cases: Iterable[LabelledCase],
    verdicts: Iterable[Mapping[str, str]],
    symptoms: Sequence[str],
) -> Scorecard:
    """Score verdicts against cases.

    Parameters
    ----------
    cases : iterable of LabelledCase
    verdicts : iterable of mapping of str to str
        Symptom to stance, in the order of the cases; `Classification.stances`.
    symptoms : sequence of str
        The symptoms that have an F1.

    Returns
    -------
    Scorecard
    """
    hits: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    binary: Counter[tuple[bool, bool]] = Counter()
    stances: Counter[tuple[str, str]] = Counter()
    errors = []
    for case, verdict in zip(cases, verdicts, strict=True):
        if case.is_debatable:
            continue
        free = case.optional | {
            s for s, allowed in case.ok.items() if verdict.get(s) in allowed
        }
        wrong, lost = [], []
        for symptom in symptoms:
            if symptom in free:
                continue
            is_there = case.labels.get(symptom) == COMPLAINT
            is_given = verdict.get(symptom) == COMPLAINT
            if is_there and is_given:
                hits[symptom] += 1
            elif is_given:
                false[symptom] += 1
                wrong.append(symptom)
            elif is_there:
                missed[symptom] += 1
                lost.append(symptom)
            if symptom in case.labels and symptom in verdict:
                stances[case.labels[symptom], verdict[symptom]] += 1
        is_complaint = COMPLAINT in case.labels.values()
        is_called_one = any(
            stance == COMPLAINT for s, stance in verdict.items() if s not in free
        )
        binary[is_complaint, is_called_one] += 1
        if wrong or lost:
            errors.append((case, tuple(lost), tuple(wrong)))
    return Scorecard(
        case_count=sum(binary.values()),
        symptoms={s: Ratio(hits[s], false[s], missed[s]) for s in symptoms},
        complaint=Ratio(binary[True, True], binary[False, True], binary[True, False]),
        stances=dict(stances),
        negative_count=binary[False, True] + binary[False, False],
        alarm_count=binary[False, True],
        errors=tuple(errors),
    )
