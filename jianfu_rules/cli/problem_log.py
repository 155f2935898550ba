"""Say on stderr what went wrong, without drowning the reader in one kind."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable

from jianfu_rules.cli.wording import spoken
from jianfu_rules.errors import Problem, render_problem

_SHOWN_PER_KIND = 10


def print_to_stderr(text: str) -> None:
    """Print one problem where results do not go."""
    print(text, file=sys.stderr)


class ProblemLog:
    """Print problems as they come, at most ten of a kind from a file.

    Notes, at most ten of a kind from all files.

    Parameters
    ----------
    quiet : bool
        Print errors only.
    """

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.echo: Callable[[str], None] = print_to_stderr
        self.tidy: Callable[[Problem], Problem] = lambda problem: problem
        self.encodings: dict[str, str] = {}
        self.warning_count = 0
        self.is_muted = False
        self._counts: Counter[tuple[str, str]] = Counter()

    def __call__(self, problem: Problem) -> None:
        """Print one problem, or count it where there were many like it."""
        file = problem.source.file
        if problem.code == "JF611":
            self.encodings[file] = str(problem.values["encoding"])
        if self.is_muted:
            return
        if problem.severity == "warning":
            self.warning_count += 1
        if self.quiet and problem.severity != "error":
            return
        # Of a thousand files each has the same note.
        kind = "" if problem.severity == "note" else file, problem.code
        self._counts[kind] += 1
        if self._counts[kind] <= _SHOWN_PER_KIND:
            self.echo(render_problem(self.tidy(problem), spoken()))

    def close(self) -> None:
        """Say how many problems were counted only."""
        hidden: Counter[str] = Counter()
        for (_, code), count in self._counts.items():
            hidden[code] += max(count - _SHOWN_PER_KIND, 0)
        for code, count in sorted((+hidden).items()):
            values = {"kind": code, "count": count}
            note = Problem("JF660", values, severity="note")
            self.echo(render_problem(note, spoken()))
