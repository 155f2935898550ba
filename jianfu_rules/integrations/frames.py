"""What the tables of all libraries have in common: names that are checked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from jianfu_rules.errors import InputError, Problem, render_problem
from jianfu_rules.integrations.columns import choose_columns
from jianfu_rules.model import PART_NAMES, SourceRef
from jianfu_rules.records.columns import unknown_field

TextColumns: TypeAlias = str | Mapping[str, str]
"""The column of the texts, or the columns of the parts by the names of these."""


def result_names(
    names: Sequence[str],
    text: TextColumns,
    columns: Iterable[str] | None,
    prefix: str,
    *,
    is_case_blind: bool = False,
) -> dict[str, str]:
    """Return the columns to give with their names in the table.

    Parameters
    ----------
    names : sequence of str
        Of the columns that the table has.
    text : str or mapping
    columns : iterable of str, optional
        See `choose_columns`.
    prefix : str
        Put before every name.
    is_case_blind : bool
        Whether names that differ in case alone are the same.

    Raises
    ------
    InputError
        With every column or part that does not exist (JF509, JF620, JF790), and
        every name that the table has already (JF793).
    """
    chosen = {name: prefix + name for name in choose_columns(columns)}
    problems = []
    for part, column in _parts(text):
        if part is not None and part not in PART_NAMES:
            known = "、".join(PART_NAMES)
            problems.append(Problem("JF509", {"part": part, "known": known}))
        if column not in names:
            shown = [str(name) for name in names]
            problems.append(unknown_field(shown, str(column), SourceRef()))
    fold = str.casefold if is_case_blind else str
    own = {fold(name) for name in names}
    taken = [name for name in chosen.values() if fold(name) in own]
    if taken:
        problems.append(Problem("JF793", {"columns": "、".join(taken)}))
    if problems:
        raise InputError(*problems)
    return chosen


def columns_read(text: TextColumns) -> list[str]:
    """Return the columns that are read."""
    return [column for _, column in _parts(text)]


def _parts(text: TextColumns) -> list[tuple[str | None, str]]:
    return [*text.items()] if isinstance(text, Mapping) else [(None, text)]


def missing_library(library: str, extra: str) -> ImportError:
    """Return the error that says how to install a library (JF792)."""
    problem = Problem("JF792", {"library": library, "extra": extra})
    return ImportError(render_problem(problem), name=library)
