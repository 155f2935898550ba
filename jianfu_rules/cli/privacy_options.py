"""Hide personal data in what a command shows, unless it is told not to."""

from __future__ import annotations

from collections.abc import Iterable
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


def hider(keep_personal_data: bool, log: ProblemLog) -> Hider:
    """Return what hides personal data; says JF751 where it is to be kept."""
    if keep_personal_data:
        log(Problem("JF751", severity="warning"))
    return Hider(keep=keep_personal_data)
