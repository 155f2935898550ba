"""A progress bar on stderr, for work that lasts longer than a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from jianfu_rules.cli.problem_log import ProblemLog, print_to_stderr
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from rich.progress import Progress

    from jianfu_rules.records.inputs import InputFile

_PATIENCE_S = 1.0
_STEP_S = 0.2


class ProgressBar:
    """Show how far the work is, once it lasts.

    Parameters
    ----------
    files : list of str or InputFile
        Their sizes are the whole; unknown where the standard input is among them.
    log : ProblemLog
        Prints above the bar while the bar is there.
    is_wanted : bool
        False where stderr is no terminal or results go to the same terminal.
    """

    def __init__(
        self, files: Sequence[str | InputFile], log: ProblemLog, *, is_wanted: bool
    ) -> None:
        self.log = log
        self.is_wanted = is_wanted
        self.byte_count = 0
        self.total_bytes = _total_bytes(files)
        self.earlier_count = 0
        self.start_s = self.last_s = monotonic()
        self._bar: Progress | None = None

    def add_bytes(self, count: int) -> None:
        """Count bytes read."""
        self.byte_count += count

    def advance(self, record_count: int) -> None:
        """Take note of the records done so far; draws five times a second."""
        if not self.is_wanted:
            return
        now = monotonic()
        if now - self.start_s < _PATIENCE_S or now - self.last_s < _STEP_S:
            return
        self.last_s = now
        if self._bar is None:
            self._bar = _start_bar(self.total_bytes)
            self.log.echo = _print_above(self._bar)
        rate = (record_count - self.earlier_count) / (now - self.start_s)
        words = say("progress.rate", n=f"{record_count:,}", rate=f"{rate:,.0f}")
        task = self._bar.task_ids[0]
        self._bar.update(task, completed=self.byte_count, words=words)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
            self.log.echo = print_to_stderr


def _total_bytes(files: Sequence[str | InputFile]) -> int | None:
    sizes = [_size(file) for file in files]
    known = [size for size in sizes if size is not None]
    return sum(known) if known and len(known) == len(sizes) else None


def _size(file: str | InputFile) -> int | None:
    if not isinstance(file, str):
        return file.size
    try:
        return Path(file).stat().st_size
    except OSError:
        return None


def _start_bar(total_bytes: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task(say("progress"), total=total_bytes, words="")
    bar.start()
    return bar


def _print_above(bar: Progress) -> Callable[[str], None]:
    def echo(text: str) -> None:
        bar.console.print(text, markup=False, highlight=False, soft_wrap=True)

    return echo
