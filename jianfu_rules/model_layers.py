"""The value types of layered rules and of numeric limits.

Frozen like those of `model`, which knows them by name only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jianfu_rules.model import SourceRef

if TYPE_CHECKING:
    from jianfu_rules.model import Fact

NATIONAL = "national"
"""The id of the layer that all others stand on."""

ListPlace = tuple[str, str]
"""A word list: the file it stands in (empty for the shared ones) and its name."""

Includes = Mapping[ListPlace, frozenset[ListPlace]]
"""The lists that a list holds, and those that these hold."""

PERS = ("day", "week", "month", "quarter", "year")
"""The stretches of time for which a limit may hold."""


def is_in_force(first: str, last: str, day: str) -> bool:
    """Whether something is in force on a day; days are ``YYYY-MM-DD`` or empty.

    Examples
    --------
    >>> is_in_force("2024-08-06", "", "2023-01-01"), is_in_force("2024-08-06", "", "")
    (False, True)
    """
    return not day or ((not first or first <= day) and (not last or day <= last))


def first_day(issued: str) -> str:
    """Return the day on which a document is in force for certain.

    Parameters
    ----------
    issued : str
        Its date as far as it is known: ``2024``, ``2024-08`` or ``2024-08-06``.

    Examples
    --------
    >>> first_day("2024"), first_day("2024-08"), first_day("2024-08-06")
    ('2024-12-31', '2024-08-31', '2024-08-06')
    """
    # As text, 2024-02-31 stands behind every day of February and before March.
    return issued + ("-12-31", "-31", "")[min(issued.count("-"), 2)] if issued else ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a document sets: at most so many, so long, so often.

    Parameters
    ----------
    id : str
        ``policy.id``; for a limit of a locality ``locality.id``.
    what : str
        What is counted, in the words of `Fact.what`.
    max : float
        The highest number that is allowed.
    policy, article : str
        The document and its article.
    unit : str
        How people call the unit; a time unit is reckoned with.
    per : str
        One of `PERS`, empty where the limit is not for a stretch of time.
    valid_from, valid_to : str
        First and last day in force, ``YYYY-MM-DD``; empty where open.
    scope : tuple of str
        Words of which the text must hold one; empty where the limit is for all.
    """

    id: str
    what: str
    max: float
    policy: str
    article: str = ""
    unit: str = ""
    per: str = ""
    valid_from: str = ""
    valid_to: str = ""
    scope: tuple[str, ...] = ()
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure of a complaint that breaks a limit.

    Parameters
    ----------
    fact : Fact
        The figure as it was found.
    limit : str
        Id of the limit.
    value, max : float
        What the text tells at least, and what is allowed, in the same unit.
    unit : str
    policy, article : str
        The document that sets the limit.
    text : str
        The breach in a Chinese sentence.
    """

    fact: Fact
    limit: str
    value: float
    max: float
    unit: str
    policy: str
    article: str
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return the breach as plain JSON-ready values; see docs/output.md."""
        part = {"part": self.fact.part} if self.fact.part else {}
        return {
            "limit": self.limit,
            "fact": self.fact.text,
            **part,
            "start": self.fact.span.start,
            "end": self.fact.span.end,
            "value": self.value,
            "max": self.max,
            "unit": self.unit,
            "policy": self.policy,
            "article": self.article,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class LayerAct:
    """What a layer did, with its reason.

    Parameters
    ----------
    kind : str
        ``define`` (the file in which a rule stands), ``add_words``, ``disable``,
        ``override``, ``enable``, ``lapse`` (a disable past its day), ``policy``
        or ``limit``.
    target : str
        The rule, list, policy or limit.
    source : SourceRef
        Its layer is the layer that acts.
    reason : str
    version : str
        Of the file that acts.
    changes : tuple of str
        The fields that an override changed, or the words that were added.
    before : tuple of str
        What the fields of ``changes`` were, empty for lists.
    until : str
        Last day of a disable.
    """

    kind: str
    target: str
    source: SourceRef
    reason: str = ""
    version: str = ""
    changes: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    until: str = ""


@dataclass(frozen=True, slots=True)
class LayerNote:
    """Something that a person should look at, and that stops nothing.

    The fields are those of `errors.Problem`, so that it can be shown as one.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    source: SourceRef = SourceRef()
    severity: str = "warning"


@dataclass(frozen=True, slots=True)
class NamedBreak:
    """An example of an upper layer that a locality says no longer holds."""

    rule: str
    text: str
    reason: str
    source: SourceRef = SourceRef()
