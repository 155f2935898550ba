"""One record of an input file, and what a reader needs to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jianfu_rules.errors import Problem
from jianfu_rules.model import BODY, PART_NAMES

ABOUT_NAMES = {"date": "日期", "place": "地区", "unit": "单位"}
"""What a record may be known to be about, beside its text."""

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
    parts : mapping of str to str
        Title, body, reply and so on, where the file has more than the text; see
        `model.PART_NAMES`.
    about : mapping of str to str
        Its date, place and unit, where the file has such columns; see `ABOUT_NAMES`.
    """

    id: str
    text: str
    place: str
    error: Problem | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


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
    part_fields : mapping of str to str
        Columns of the other parts; an empty name for a part that is not to be read.
        Those not named are guessed as well.
    about_fields : mapping of str to str
        Columns of date, place and unit; guessed in the same way.
    sheet : str, optional
        The one sheet of a workbook to read; all where not given.
    seen : dict of str to object
        What was found out about the file: ``encoding``, and ``columns`` as pairs of
        what it is taken for and its name.
    """

    file: str
    text_field: str | None
    id_field: str | None
    report: Report
    part_fields: Mapping[str, str] = field(default_factory=dict)
    about_fields: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    seen: dict[str, object] = field(default_factory=dict)


def parts_of(text: str, others: Mapping[str, str]) -> dict[str, str]:
    """Return the parts of a record, none where it has but the text.

    Examples
    --------
    >>> parts_of("天天填表", {"title": "报表太多", "reply": " "})
    {'title': '报表太多', 'body': '天天填表'}
    >>> parts_of("天天填表", {})
    {}
    """
    parts = {BODY: text, **others}
    held = {name: parts[name] for name in PART_NAMES if parts.get(name, "").strip()}
    return {} if set(held) <= {BODY} else held
