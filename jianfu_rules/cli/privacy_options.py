"""Hide personal data in what a command shows, unless it is told not to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.wording import say
from jianfu_rules.errors import Problem

if TYPE_CHECKING:
    from jianfu_rules.cli.problem_log import ProblemLog
    from jianfu_rules.redaction import Redacted

KeepPersonalDataOption = Annotated[
    bool, typer.Option("--keep-personal-data", help=say("keep_personal_data"))
]

_QUOTING = frozenset({"detail", "got", "known", "near", "value"})
"""The values of a problem that may quote what stands in a file."""


class Hider:
    """Hide the personal data of texts, or leave them as they are.

    Parameters
    ----------
    keep : bool
        Leave them as they are.
    """

    def __init__(self, *, keep: bool) -> None:
        self.keep = keep

    def __call__(self, text: str) -> str:
        """Return what may be shown of a text."""
        return self.redact(text).text

    def redact(self, text: str, *, spans: Iterable[tuple[int, int]] = ()) -> Redacted:
        """Return what may be shown of a text, with spans of it moved along."""
        # Only here: most commands show no text, and the tables take time to read.
        from jianfu_rules.redaction import redact

        return (
            redact(text, spans=spans, kinds=())
            if self.keep
            else redact(text, spans=spans)
        )


def hide_values(problem: Problem, hide: Callable[[str], str]) -> Problem:
    """Return a problem whose message quotes no personal data.

    Examples
    --------
    >>> problem = Problem("JF622", {"known": "编号、张建国 13812345678"})
    >>> hide_values(problem, Hider(keep=False)).values["known"]
    '编号、［姓名1］ ［手机号1］'
    """
    shown = {
        name: hide(value) if name in _QUOTING and isinstance(value, str) else value
        for name, value in problem.values.items()
    }
    return problem if shown == problem.values else replace(problem, values=shown)


def hider(keep_personal_data: bool, log: ProblemLog) -> Hider:
    """Return what hides personal data; says JF751 where it is to be kept."""
    if keep_personal_data:
        log(Problem("JF751", severity="warning"))
        # The count is that of what was odd about the input.
        log.warning_count -= 1
    hide = Hider(keep=keep_personal_data)
    if not hide.keep:
        log.tidy = lambda problem: hide_values(problem, hide)
    return hide
