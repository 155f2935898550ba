"""Results for the eye: a table with the evidence lit up, and a summary."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jianfu_rules.cli.plain_table import new_table
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.snippets import break_offsets, cut_snippet
from jianfu_rules.cli.tally import Tally
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.model import PART_NAMES, STANCES, Classification, Label
from jianfu_rules.records.record import Record

STYLES = {
    "complaint": "bold red",
    "remedy": "green",
    "policy": "yellow",
    "mention": "cyan",
    "none": "dim",
    "error": "magenta",
}
_PLAIN_WIDTH = 100
_MIN_WIDTH, _MAX_WIDTH = 60, 120
_SNIPPET_LINES = 3
_BATCH_ROWS = 40
_ID_CELLS = (4, 22)
_BAR_CELLS = 12
_SYMPTOM, _WIDE_SYMPTOM, _WIDE = 16, 24, 100
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def new_console(stream: TextIO) -> Console:
    """Return a console as wide as the reading eye likes.

    A stream that is no terminal gets plain text, without colour or borders.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    wanted = console.width
    if not console.is_terminal and "COLUMNS" not in os.environ:
        wanted = _PLAIN_WIDTH
    console.width = min(max(wanted, _MIN_WIDTH), _MAX_WIDTH)
    return console


def print_plainly(console: Console, content: Table | Text) -> None:
    """Print; without a terminal no line ends in blanks."""
    if console.is_terminal:
        console.print(content)
        return
    with console.capture() as capture:
        console.print(content)
    lines = capture.get().split("\n")
    console.file.write("\n".join(line.rstrip() for line in lines))


class TableWriter:
    """Write records as rows, some at a time, so that long runs can be watched.

    Parameters
    ----------
    console : rich.console.Console
    show_all : bool
        List records without label, too.
    """

    def __init__(self, console: Console, *, show_all: bool) -> None:
        self.console = console
        self.show_all = show_all
        self._rows: list[tuple[str, str, str, Text]] = []
        self._id_cells = 0

    def write(self, record: Record, classification: Classification | None) -> None:
        """Add the rows of one record: one a label."""
        if classification is None:
            message = record.error.message(spoken()) if record.error else ""
            self._rows.append((record.id, "error", "", Text(message)))
        elif classification.labels:
            record_id = record.id
            for label in classification.labels:
                quote = self._quote_parts(record, classification, label)
                self._rows.append((record_id, label.stance, label.name, quote))
                record_id = ""
        elif self.show_all:
            self._rows.append((record.id, "none", "", self._quote(record.text, None)))
        if len(self._rows) >= _BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Print the rows that wait."""
        if not self._rows:
            return
        is_first = not self._id_cells
        if is_first:
            # Fixed by the first rows, so that all batches stand in line.
            widest = max(cell_len(_short_id(row[0], 99)) for row in self._rows)
            low, high = _ID_CELLS
            self._id_cells = min(max(widest, low), high)
        table = new_table(self.console, show_header=is_first)
        stance_cells = 8 if spoken() == "zh" else 10
        symptom_cells = _WIDE_SYMPTOM if self.console.width >= _WIDE else _SYMPTOM
        quote_cells = (
            self.console.width - self._id_cells - stance_cells - symptom_cells - 9
        )
        table.add_column(say("table.id"), width=self._id_cells, no_wrap=True)
        table.add_column(say("table.stance"), width=stance_cells, no_wrap=True)
        table.add_column(say("table.symptom"), width=symptom_cells, overflow="fold")
        table.add_column(say("table.quote"), width=quote_cells, overflow="fold")
        for record_id, stance, name, quote in self._rows:
            table.add_row(
                Text(_short_id(record_id, self._id_cells), style="dim"),
                Text(say(f"stance.{stance}"), style=STYLES[stance]),
                Text(name),
                _break_lines(quote, quote_cells),
            )
        print_plainly(self.console, table)
        self._rows.clear()

    def _quote_parts(
        self, record: Record, classification: Classification, label: Label
    ) -> Text:
        """Show the evidence, each part of a record by itself and with its name."""
        parts = list(dict.fromkeys(e.part for e in label.evidence))
        if not any(parts):
            return self._quote(record.text, label)
        shown = []
        for part in parts:
            evidence = tuple(e for e in label.evidence if e.part == part)
            text = classification.text_of(part)
            quote = self._quote(text, replace(label, evidence=evidence), len(parts))
            name = PART_NAMES.get(part, part) if spoken() == "zh" else part
            shown.append(Text(f"{name}：" if name else "", style="dim").append(quote))
        return Text("\n").join(shown)

    def _quote(self, text: str, label: Label | None, parts: int = 1) -> Text:
        evidence = label.evidence if label else ()
        spans = [(e.match.span.start, e.match.span.end) for e in evidence]
        # About half of the line is the snippet's column.
        lines = max(_SNIPPET_LINES // parts, 1) if label else 1
        cells = (self.console.width // 2 - 6) * lines
        shown = Text()
        for piece, is_evidence in cut_snippet(text, spans, cells):
            if is_evidence and self.console.color_system is None:
                shown.append(f"【{piece}】")
            else:
                style = f"{STYLES[label.stance]} underline" if label else "dim"
                shown.append(piece, style=style if is_evidence or not label else "")
        return shown


def _break_lines(text: Text, cells: int) -> Text:
    """Break where Chinese may be broken; rich would begin lines with a stop."""
    lines = text.divide(break_offsets(text.plain, cells))
    return Text("\n").join(lines)


def _short_id(record_id: str, cells: int) -> str:
    """Keep the end of a long id: there stand the file name and the line."""
    shown = _CONTROL.sub("·", record_id)
    if ("/" in shown or "\\" in shown) and ":" in shown:
        shown = re.split(r"[/\\]", shown)[-1]
    if cell_len(shown) <= cells:
        return shown
    while cell_len(shown) > cells - 1:
        shown = shown[1:]
    return "…" + shown


def print_summary(console: Console, tally: Tally, log: ProblemLog) -> None:
    """Print the counts by symptom and stance, and what became of all records."""
    print_plainly(console, Text(""))
    if tally.by_symptom:
        print_plainly(console, _count_table(console, tally))
        print_plainly(console, Text(""))
    for line in summary_lines(tally, log):
        console.print(line, soft_wrap=True)


def _count_table(console: Console, tally: Tally) -> Table:
    table = new_table(console)
    table.add_column(say("table.symptom"), overflow="fold")
    for stance in STANCES:
        table.add_column(
            Text(say(f"stance.{stance}"), style=STYLES[stance]), justify="right"
        )
    table.add_column(say("table.total"), justify="right")
    table.add_column("")
    ordered = sorted(
        tally.by_symptom.items(),
        key=lambda item: (-item[1]["complaint"], -item[1].total(), item[0]),
    )
    most = max(stances.total() for _, stances in ordered)
    for symptom, stances in ordered:
        bar = Text()
        if console.is_terminal:
            for stance in STANCES:
                cells = -(-stances[stance] * _BAR_CELLS // most)
                bar.append("━" * cells, style=STYLES[stance])
        counts = [str(stances[stance] or "·") for stance in STANCES]
        table.add_row(tally.names[symptom], *counts, str(stances.total()), bar)
    return table


def summary_lines(
    tally: Tally, log: ProblemLog, *, with_time: bool = True
) -> list[str]:
    """Return the summary in words; numbers that are zero and expected stay out."""
    counts = [
        say("summary.read", n=f"{tally.record_count:,}"),
        say("summary.complaints", n=f"{tally.complaint_count:,}"),
    ]
    optional = (
        ("summary.other", tally.other_count),
        ("summary.unlabelled", tally.unlabelled_count),
        ("summary.unreadable", tally.unreadable_count),
        ("summary.incomplete", tally.incomplete_count),
        ("summary.warned", log.warning_count),
    )
    counts += [say(key, n=f"{n:,}") for key, n in optional if n]
    seconds = f"{tally.elapsed_s:.1f}"
    time = say("summary.time", seconds=seconds, rate=f"{tally.rate:,.0f}")
    lines = [" · ".join([*counts, time] if with_time else counts)]
    if log.encodings:
        files = "、".join(f"{Path(f).name} {e}" for f, e in log.encodings.items())
        lines.append(say("summary.encoding", files=files))
    if tally.failed_files:
        lines.append(say("summary.failed", files="、".join(tally.failed_files)))
    return lines
