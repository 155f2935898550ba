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
from jianfu_rules.evaluation.quantities import LabelledQuantity, read_quantities
from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.model import STANCES, SourceRef

COMPLAINT = "complaint"
FAMILY = "family:"
"""Begins the tag that cases share which were written beside each other."""

Cell = tuple[str, str]
"""A symptom and a stance."""


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
    quantities : tuple of LabelledQuantity, optional
        The burden figures; None where nobody labelled them.
    tags : tuple of str
        Free words; ``family:7`` names the contrast family.
    """

    id: str
    text: str
    labels: Mapping[str, str]
    optional: frozenset[str] = frozenset()
    ok: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_debatable: bool = False
    quantities: tuple[LabelledQuantity, ...] | None = None
    tags: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The name of the contrast family, empty where there is none."""
        tags = (tag for tag in self.tags if tag.startswith(FAMILY))
        return next(tags, "").removeprefix(FAMILY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was right and wrong about one case; what is not scored is left out.

    Parameters
    ----------
    case : LabelledCase
    hits, false, missed : tuple of (str, str)
        Symptoms with their stances: right ones, given ones, those to be given.
    pairs : tuple of (str, str)
        The right stance and the given one of each symptom that both sides name.
    is_complaint, is_called : bool
        Whether the text complains of anything, and whether the verdict says so.
    """

    case: LabelledCase
    hits: tuple[Cell, ...]
    false: tuple[Cell, ...]
    missed: tuple[Cell, ...]
    pairs: tuple[tuple[str, str], ...]
    is_complaint: bool
    is_called: bool

    @property
    def is_exact(self) -> bool:
        """Whether every symptom has its stance, and no other symptom was given."""
        return not self.false and not self.missed

    @property
    def is_right(self) -> bool:
        """Whether the verdict is right on whether the text complains at all."""
        return self.is_complaint == self.is_called


@dataclass(frozen=True, slots=True)
class Scorecard:
    """All scores of one run.

    ``symptoms`` and ``complaint`` count stances ``complaint``; ``stances`` counts
    (right stance, given stance) of symptoms that both sides name; ``cells`` has
    every symptom with every stance. ``outcomes`` are in the order of the cases,
    without the debatable ones.
    """

    case_count: int
    symptoms: Mapping[str, Ratio]
    complaint: Ratio
    stances: Mapping[tuple[str, str], int]
    negative_count: int
    alarm_count: int
    errors: tuple[tuple[LabelledCase, tuple[str, ...], tuple[str, ...]], ...]
    cells: Mapping[Cell, Ratio]
    outcomes: tuple[Outcome, ...]

    @property
    def macro_f1(self) -> float:
        """Mean complaint F1 over the symptoms that occur in the cases."""
        scored = [r.f1 for r in self.symptoms.values() if r.hits + r.missed]
        return sum(scored) / len(scored) if scored else 0.0

    @property
    def micro(self) -> Ratio:
        """Complaint counts over all symptoms."""
        return _sum(self.symptoms.values())

    def of_stance(self, stance: str) -> Ratio:
        """Return the counts of one stance over all symptoms."""
        return _sum(r for (_, other), r in self.cells.items() if other == stance)

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
            read_quantities(data["text"], data["quantities"])
            if "quantities" in data
            else None,
            tuple(map(str, data.get("tags", ()))),
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
    outcomes = [
        judge_case(case, verdict, symptoms)
        for case, verdict in zip(cases, verdicts, strict=True)
        if not case.is_debatable
    ]
    hits = Counter(cell for o in outcomes for cell in o.hits)
    false = Counter(cell for o in outcomes for cell in o.false)
    missed = Counter(cell for o in outcomes for cell in o.missed)
    cells = {
        (s, t): Ratio(hits[s, t], false[s, t], missed[s, t])
        for s in symptoms
        for t in STANCES
    }
    binary = Counter((o.is_complaint, o.is_called) for o in outcomes)
    errors = ((o.case, _complaints(o.missed), _complaints(o.false)) for o in outcomes)
    return Scorecard(
        case_count=len(outcomes),
        symptoms={s: cells[s, COMPLAINT] for s in symptoms},
        complaint=Ratio(binary[True, True], binary[False, True], binary[True, False]),
        stances=Counter(pair for o in outcomes for pair in o.pairs),
        negative_count=binary[False, True] + binary[False, False],
        alarm_count=binary[False, True],
        errors=tuple(error for error in errors if error[1] or error[2]),
        cells=cells,
        outcomes=tuple(outcomes),
    )


def judge_case(
    case: LabelledCase, verdict: Mapping[str, str], symptoms: Sequence[str]
) -> Outcome:
    """Hold one verdict against its case.

    Examples
    --------
    >>> case = LabelledCase("1", "会太多", {"huiyi": "complaint"})
    >>> outcome = judge_case(case, {"huiyi": "remedy"}, ["huiyi"])
    >>> outcome.false, outcome.missed, outcome.is_right
    ((('huiyi', 'remedy'),), (('huiyi', 'complaint'),), False)
    """
    free = case.optional | {
        s for s, allowed in case.ok.items() if verdict.get(s) in allowed
    }
    hits, false, missed, pairs = [], [], [], []
    for symptom in symptoms:
        right, given = case.labels.get(symptom), verdict.get(symptom)
        if symptom in free:
            continue
        if right and given:
            pairs.append((right, given))
        if right and right == given:
            hits.append((symptom, right))
            continue
        if given:
            false.append((symptom, given))
        if right:
            missed.append((symptom, right))
    is_called = any(t == COMPLAINT for s, t in verdict.items() if s not in free)
    return Outcome(
        case,
        tuple(hits),
        tuple(false),
        tuple(missed),
        tuple(pairs),
        COMPLAINT in case.labels.values(),
        is_called,
    )


def _complaints(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(symptom for symptom, stance in cells if stance == COMPLAINT)


def _sum(ratios: Iterable[Ratio]) -> Ratio:
    ratios = tuple(ratios)
    return Ratio(
        sum(r.hits for r in ratios),
        sum(r.false for r in ratios),
        sum(r.missed for r in ratios),
    )
