"""The columns of a verdict in a table: one schema for every library.

Seven columns tell the verdict at a glance; the others are those of the output
contract (docs/output.md), nested as they are there. Types are told in plain values,
so that each library makes its own of them and none is needed to read this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.contract import dropped_dicts, fact_dicts, label_dicts
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import STANCES
from jianfu_rules.ruleset.checking import nearest

if TYPE_CHECKING:
    from jianfu_rules.model import Classification, Label

FLAG, WHOLE, NUMBER, TEXT = "flag", "whole", "number", "text"


class ListOf(NamedTuple):
    """A list whose items are all of one kind."""

    item: Kind


class Struct(NamedTuple):
    """Named fields; those that the contract leaves out of a value are null."""

    fields: dict[str, Kind]


Kind = str | ListOf | Struct
"""What a column or field holds."""

_PLACE: dict[str, Kind] = {"part": TEXT, "start": WHOLE, "end": WHOLE}

_EVIDENCE = Struct(
    {
        "text": TEXT,
        **_PLACE,
        "rule": TEXT,
        "match": TEXT,
        "cost": WHOLE,
        "layer": TEXT,
    }
)

_LABEL = Struct(
    {
        "symptom": TEXT,
        "name": TEXT,
        "stance": TEXT,
        "score": NUMBER,
        "source": TEXT,
        "policies": ListOf(TEXT),
        "evidence": ListOf(_EVIDENCE),
    }
)

_FACT = Struct(
    {
        "text": TEXT,
        **_PLACE,
        "what": TEXT,
        "low": NUMBER,
        "high": NUMBER,
        "per": TEXT,
        "unit": TEXT,
        "kind": TEXT,
        "trend": TEXT,
        "pair": Struct({"start": WHOLE, "end": WHOLE}),
    }
)

_BREACH = Struct(
    {
        "limit": TEXT,
        "fact": TEXT,
        **_PLACE,
        "value": NUMBER,
        "max": NUMBER,
        "unit": TEXT,
        "policy": TEXT,
        "article": TEXT,
        "text": TEXT,
    }
)

_DROPPED = Struct({"text": TEXT, **_PLACE, "rule": TEXT, "reason": TEXT})

SCHEMA: dict[str, Kind] = {
    "is_complaint": FLAG,
    "stance": TEXT,
    "symptoms": ListOf(TEXT),
    "scores": ListOf(NUMBER),
    "evidence": ListOf(TEXT),
    "complete": FLAG,
    "error": Struct({"code": TEXT, "message": TEXT}),
    "reasons": ListOf(TEXT),
    "labels": ListOf(_LABEL),
    "facts": ListOf(_FACT),
    "breaches": ListOf(_BREACH),
    "dropped": ListOf(_DROPPED),
    "ruleset": TEXT,
}
"""Every column in the order in which it is given, and what it holds."""


def leading_labels(result: Classification) -> list[Label]:
    """Return the labels that take the gravest stance of the text, the surest first.

    Examples
    --------
    >>> from jianfu_rules import classify
    >>> [x.stance for x in leading_labels(classify("一天要在五个群里打卡"))]
    ['complaint']
    """
    stances = {label.stance for label in result.labels}
    gravest = next((stance for stance in STANCES if stance in stances), None)
    return [label for label in result.labels if label.stance == gravest]


_GETTERS: dict[str, Callable[[Classification, list[Label]], Any]] = {
    "is_complaint": lambda result, leading: result.is_complaint,
    "stance": lambda result, leading: leading[0].stance if leading else None,
    "symptoms": lambda result, leading: [label.symptom for label in leading],
    "scores": lambda result, leading: [label.score for label in leading],
    "evidence": lambda result, leading: list(
        dict.fromkeys(e.quote for label in leading for e in label.evidence)
    ),
    "complete": lambda result, leading: result.complete,
    "error": lambda result, leading: None,
    "reasons": lambda result, leading: list(result.reasons),
    "labels": lambda result, leading: label_dicts(result),
    "facts": lambda result, leading: fact_dicts(result),
    "breaches": lambda result, leading: [b.to_dict() for b in result.breaches],
    "dropped": lambda result, leading: dropped_dicts(result),
    "ruleset": lambda result, leading: result.ruleset,
}


def choose_columns(wanted: Iterable[str] | None) -> tuple[str, ...]:
    """Return the columns to give, in the order of the schema; all for None.

    Raises
    ------
    InputError
        With every name that is no column (JF790).

    Examples
    --------
    >>> choose_columns(["error", "is_complaint"])
    ('is_complaint', 'error')
    """
    if wanted is None:
        return tuple(SCHEMA)
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    unknown = sorted(names - set(SCHEMA), key=str)
    if unknown:
        known = "、".join(SCHEMA)
        problems = [
            Problem(
                "JF790",
                {
                    "column": name,
                    "suggestion": nearest(str(name), SCHEMA),
                    "known": known,
                },
            )
            for name in unknown
        ]
        raise InputError(*problems)
    return tuple(name for name in SCHEMA if name in names)


def result_row(result: Classification, columns: tuple[str, ...]) -> dict[str, Any]:
    """Return a verdict as a row; what is not asked for is not worked out."""
    leading = leading_labels(result)
    return {name: _GETTERS[name](result, leading) for name in columns}


def error_row(
    problem: Problem, ruleset: str, columns: tuple[str, ...]
) -> dict[str, Any]:
    """Return the row of a text that could not be classified, as the contract has it."""
    values: dict[str, Any] = {
        "is_complaint": False,
        "complete": False,
        "error": {"code": problem.code, "message": problem.message()},
        "reasons": [problem.code],
        "ruleset": ruleset,
    }
    return {
        name: values.get(name, [] if isinstance(kind, ListOf) else None)
        for name, kind in SCHEMA.items()
        if name in columns
    }
