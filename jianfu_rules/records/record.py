"""One record of an input file, and what a reader needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jianfu_rules.errors import Problem

Report = Callable[[Problem], None]
"""Takes each note or warning as it comes up; errors travel on the record."""


@dataclass(frozen=True, slots=True)
class Record:
    """One text with its id and its place.

    Parameters
    ----------
    id : str
        The record's own id, else ``file:line``.
    text : str
        The text as it stands in the file. Where ``error`` is set, what could be
        read of it, with U+FFFD for bytes that are no characters.
    place : str
        ``file:line``, the line on which the record begins.
    error : Problem, optional
        Why the record cannot be classified.
    extra : mapping of str to object
        The other columns or fields.
    """

    id: str
    text: str
    place: str
    error: Problem | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one file is to be read.

    Parameters
    ----------
    file : str
        The name as shown to people.
    text_field, id_field : str, optional
        Names of columns; guessed from the usual names where not given.
    report : callable
        Called with every note and warning.
    """

    file: str
    text_field: str | None
    id_field: str | None
    report: Report
