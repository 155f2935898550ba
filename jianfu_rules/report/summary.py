"""The finished report as data: every count that may be shown, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from jianfu_rules.model import STANCES
from jianfu_rules.report.cases import Case
from jianfu_rules.report.gathering import Figures, Gathering
from jianfu_rules.report.rulenames import Category, RuleNames
from jianfu_rules.report.suppression import Key, Sum, hide_small

OTHERS = "\0"
"""Stands for the values of a dimension that are too many to be listed."""

_MOST_VALUES = {"month": 36, "place": 30, "unit": 30}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What complaints tell of one thing: how many records, and the numbers.

    ``middle`` and ``highest`` are None where there are too few records to tell them.
    """

    kind: str
    what: str
    per: str
    record_count: int | None
    middle: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class BreachRow:
    """A limit that complaints say is broken; numbers as in `FigureRow`."""

    what: str
    unit: str
    max: float
    policy: str
    record_count: int | None
    middle: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """All that is written, in whatever format.

    Parameters
    ----------
    names : RuleNames
    digests : tuple of str
        Of the rules that gave the verdicts.
    k : int
        Counts from 1 to ``k - 1`` are not shown.
    counts : mapping
        Every cell, the hidden ones as well: use `show`.
    hidden : frozenset
    values : mapping of str to tuple of str
        What the dimensions hold, in the order of the tables.
    is_merged : bool
        Whether near copies were looked for.
    """

    names: RuleNames
    digests: tuple[str, ...]
    k: int
    counts: Mapping[Key, int]
    hidden: frozenset[Key]
    values: Mapping[str, tuple[str, ...]]
    figures: tuple[FigureRow, ...]
    night: tuple[int | None, int | None]
    breaches: tuple[BreachRow, ...]
    cases: tuple[Case, ...]
    unreadable_count: int
    incomplete_count: int
    is_merged: bool

    def show(self, *key: str) -> int | None:
        """Return a count, None where it is hidden."""
        return None if key in self.hidden else self.counts.get(key, 0)

    @property
    def symptoms(self) -> list[tuple[str, str]]:
        """Id and name of the symptoms that are spoken of, the commonest first.

        The order of those that are hidden tells nothing: it is that of the rules.
        """
        spoken = [s for s in self.names.symptoms if self.counts.get(("spoken", s))]
        spoken.sort(key=lambda s: -(self.show("label", s, "complaint") or 0))
        return [(s, self.names.symptoms[s]) for s in spoken]

    @property
    def citations(self) -> list[str]:
        """The articles that cases and limits point to, in the order of the rules."""
        cited = {row.policy for row in self.breaches}
        for case in self.cases:
            cited.update(r for label in case.labels for r in label["policies"])
        order = {name: i for i, name in enumerate(self.names.policies)}
        return sorted(cited, key=lambda r: (order.get(r.partition("#")[0], -1), r))

    @property
    def categories(self) -> tuple[Category, ...]:
        """The official categories."""
        return self.names.categories

    def is_value_shown(self, dimension: str, value: str) -> bool:
        """Return whether a case may name this month, place or unit."""
        if not value or value not in self.values.get(dimension, ()):
            return False
        keys = ((dimension, value), (dimension, value, "complaints"))
        return not self.hidden.intersection(keys)


def summarize(
    gathering: Gathering,
    names: RuleNames,
    leaders: Sequence[int] | None,
    k: int,
) -> Report:
    """Turn what was gathered into what may be shown.

    Parameters
    ----------
    gathering : Gathering
    names : RuleNames
    leaders : sequence of int or None
        For each record the first one that is nearly the same; None where the texts
        are not known.
    k : int
    """
    counts = gathering.counts()
    values = {d: _values(d, counts) for d in gathering.dimensions}
    for dimension in values:
        _fold_rare(dimension, values[dimension], counts)
    is_merged = leaders is not None
    if leaders is None:
        leaders = range(gathering.record_count)
    first = [i for i, leader in enumerate(leaders) if i == leader]
    distinct = gathering.counts(first)
    for key in (("records",), ("complaints",)):
        counts[("distinct", *key)] = distinct[key]
    for symptom in names.symptoms:
        counts["distinct", symptom] = distinct["label", symptom, "complaint"]
    for category in names.categories:
        counts["category", category.id] = gathering.count_any(category.symptoms)
    sums = list(_sums(names, values, counts))
    for part in (part for each in sums for part in each.parts):
        # A cell of zero may be hidden to hide another.
        counts.setdefault(part, 0)
    bounded = _bounded(names, values)
    hidden = frozenset(hide_small(counts, sums, k, bounded))

    def is_shown(label: tuple[str, str]) -> bool:
        return ("label", *label) not in hidden

    return Report(
        names,
        tuple(d for d, _ in gathering.digests.most_common()) or (names.digest,),
        k,
        counts,
        hidden,
        {d: _in_order(d, held, counts, hidden) for d, held in values.items()},
        tuple(_figure_rows(gathering.figures, k)),
        _night(gathering.figures, k),
        tuple(_breach_rows(gathering, names, k)),
        tuple(gathering.keeper.strongest(leaders, is_shown)),
        gathering.unreadable_count,
        gathering.incomplete_count,
        is_merged,
    )


def _values(dimension: str, counts: Mapping[Key, int]) -> tuple[str, ...]:
    """Return the values to list: months in order, else the commonest first."""
    found = [key[1] for key in counts if key[0] == dimension and len(key) == 2]
    told = sorted(value for value in found if value)
    if dimension != "month":
        told.sort(key=lambda v: -counts[dimension, v])
        listed = told[: _MOST_VALUES[dimension]]
    else:
        listed = told[-_MOST_VALUES[dimension] :]
    others = [OTHERS] if len(listed) < len(told) else []
    return (*listed, *others, *(v for v in found if not v))


def _in_order(
    dimension: str,
    listed: tuple[str, ...],
    counts: Mapping[Key, int],
    hidden: Container[object],
) -> tuple[str, ...]:
    """Put what is hidden last and by name: its place must not tell its count."""
    if dimension == "month":
        return listed

    def order(value: str) -> tuple[bool, int, str]:
        is_hidden = (dimension, value) in hidden
        count = 0 if is_hidden else -counts[dimension, value]
        return is_hidden, count, value

    named = [v for v in listed if v not in ("", OTHERS)]
    return (*sorted(named, key=order), *(v for v in listed if v in ("", OTHERS)))


def _fold_rare(dimension: str, listed: tuple[str, ...], counts: Counter[Key]) -> None:
    """Count what is not listed together."""
    rare = [k for k in counts if k[0] == dimension and k[1] not in listed]
    for key in rare:
        counts[(dimension, OTHERS, *key[2:])] += counts.pop(key)


def _sums(
    names: RuleNames,
    values: Mapping[str, tuple[str, ...]],
    counts: Mapping[Key, int],
) -> Iterator[Sum]:
    """Yield how the cells hang together."""
    parts: tuple[Key, ...]
    symptoms = [s for s in names.symptoms if counts.get(("spoken", s))]
    for symptom in symptoms:
        stances = tuple(("label", symptom, stance) for stance in STANCES)
        yield Sum(("spoken", symptom), stances, is_total_dear=False)
    for stance in STANCES:
        total = ("complaints",) if stance == "complaint" else ("stance", stance)
        parts = tuple(("label", symptom, stance) for symptom in symptoms)
        yield Sum(total, parts, is_exact=False)
    yield Sum(
        ("distinct", "complaints"),
        tuple(("distinct", symptom) for symptom in symptoms),
        is_exact=False,
    )
    for name, held in values.items():
        yield Sum(("records",), tuple((name, v) for v in held))
        yield Sum(("complaints",), tuple((name, v, "complaints") for v in held))
        for symptom in symptoms:
            parts = tuple((name, v, "symptom", symptom) for v in held)
            yield Sum(("label", symptom, "complaint"), parts)
        for value in held:
            parts = tuple((name, value, "symptom", symptom) for symptom in symptoms)
            yield Sum((name, value, "complaints"), parts, is_exact=False)
    for category in names.categories:
        parts = tuple(
            ("label", symptom, "complaint")
            for symptom in category.symptoms
            if counts.get(("label", symptom, "complaint"))
        )
        if parts:
            yield Sum(("category", category.id), parts, is_exact=len(parts) == 1)


def _bounded(
    names: RuleNames, values: Mapping[str, tuple[str, ...]]
) -> dict[Key, list[Key]]:
    """Return for a cell those that count some of the same records.

    All symptoms of a month are hidden with its complaints, and its complaints with
    its records: they would tell how many there are at least.
    """
    cells: dict[Key, list[Key]] = {}
    for symptom in names.symptoms:
        cells["label", symptom, "complaint"] = [("distinct", symptom)]
    for name, held in values.items():
        for value in held:
            row: list[Key] = [(name, value, "symptom", s) for s in names.symptoms]
            cells[name, value, "complaints"] = row
            cells[name, value] = [(name, value, "complaints"), *row]
            for symptom, key in zip(names.symptoms, row, strict=True):
                cells["label", symptom, "complaint"].append(key)
    return cells


def _figure_rows(
    figures: Mapping[tuple[str, str, str], Figures], k: int
) -> Iterator[FigureRow]:
    kinds = {"count": 0, "duration": 1, "share": 2}
    rows = [(key, f) for key, f in figures.items() if key[0] in kinds]
    rows.sort(key=lambda row: (kinds[row[0][0]], -row[1].record_count, row[0]))
    for key, found in rows:
        yield FigureRow(*key, *_shown_figures(found, k))


def _night(
    figures: Mapping[tuple[str, str, str], Figures], k: int
) -> tuple[int | None, int | None]:
    """Return how many complaints tell a time of day, and how many one at night."""
    told = [late for key, f in figures.items() if key[0] == "time" for late in f.values]
    late = int(sum(told))
    counts: dict[Key, int] = {("all",): len(told), ("late",): late}
    counts["day",] = len(told) - late
    hidden = hide_small(counts, [Sum(("all",), (("late",), ("day",)))], k)
    every = None if ("all",) in hidden else len(told)
    return every, None if ("late",) in hidden else late


def _breach_rows(gathering: Gathering, names: RuleNames, k: int) -> Iterator[BreachRow]:
    rows = sorted(gathering.breaches.values(), key=lambda row: -row[1].record_count)
    for breach, found in rows:
        limit = names.limits.get(breach["limit"])
        yield BreachRow(
            limit.what if limit else breach["limit"],
            breach["unit"],
            breach["max"],
            f"{breach['policy']}#{breach['article']}".rstrip("#"),
            *_shown_figures(found, k),
        )


def _shown_figures(
    found: Figures, k: int
) -> tuple[int | None, float | None, float | None]:
    if found.record_count < k:
        return None, None, None
    return found.record_count, median(found.values), max(found.values)
