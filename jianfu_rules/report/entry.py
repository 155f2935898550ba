"""One record as the report needs it, whoever classified it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DIMENSIONS = ("month", "place", "unit")
"""By what records are counted, beside symptom and stance."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A verdict with what is known of its record.

    Parameters
    ----------
    id : str
    verdict : mapping
        One line of the output contract, see docs/output.md.
    texts : mapping of str to str
        The text of each part, under an empty name where there are no parts; nothing
        where only the verdict is known.
    where : mapping of str to str
        Values of `DIMENSIONS`; one that was not asked for is missing, one that the
        record does not tell is empty.
    """

    id: str
    verdict: Mapping[str, Any]
    texts: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> list[Mapping[str, Any]]:
        """The labels of the verdict."""
        return list(self.verdict["labels"])

    @property
    def is_complaint(self) -> bool:
        """Whether any label is a complaint."""
        return any(label["stance"] == "complaint" for label in self.labels)


def is_result_line(value: object) -> bool:
    """Return whether a JSON value is a line that ``jianfu classify`` wrote.

    Examples
    --------
    >>> is_result_line({"id": "a", "labels": [], "complete": True, "ruleset": "sha256:"})
    True
    >>> is_result_line({"text": "群太多", "labels": {"any": "complaint"}})
    False
    """
    return (
        isinstance(value, dict)
        and isinstance(value.get("labels"), list)
        and isinstance(value.get("ruleset"), str)
        and "complete" in value
    )
