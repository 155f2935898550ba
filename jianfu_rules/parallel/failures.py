"""What is known of an item that could not be worked on."""

from __future__ import annotations

from dataclasses import dataclass

from jianfu_rules.errors import Problem
from jianfu_rules.model import SourceRef


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for one item.

    Parameters
    ----------
    kind : str
        Name of the type of the error; empty where the item ended its worker.
    message : str
        Its first line.
    """

    kind: str = ""
    message: str = ""

    @property
    def is_death(self) -> bool:
        """Whether the item ended the process that worked on it, twice."""
        return not self.kind

    @classmethod
    def of(cls, error: BaseException) -> Failure:
        """Return what can be said of an error elsewhere."""
        return cls(type(error).__name__, (str(error).splitlines() or [""])[0])


def failure_problem(failure: Failure, source: SourceRef | None = None) -> Problem:
    """Return what is told of a text that could not be classified."""
    where = source or SourceRef()
    if failure.is_death:
        return Problem("JF780", {}, where)
    detail = f"{failure.kind}: {failure.message}"
    return Problem("JF661", {"detail": detail}, where)
