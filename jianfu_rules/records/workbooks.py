"""Write results as a workbook (.xlsx), made of the JSON Lines that a run leaves.

A workbook cannot be gone on with when a run was killed; JSON Lines can. So a run
writes those, with the texts, and the workbook is made of them when all is done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import PART_NAMES, STANCES, Classification
from jianfu_rules.records.cells import escape
from jianfu_rules.records.extras import need
from jianfu_rules.records.record import ABOUT_NAMES, Record, Report
from jianfu_rules.records.writing import Sink, error_dict

MAX_CELL_CHARS = 32_767
MAX_SHEET_ROWS = 1 << 20
_COLOURS = {
    "complaint": "FFC00000",
    "remedy": "FF00803C",
    "policy": "FFB8860B",
    "mention": "FF0070C0",
}
_FONT, _FONT_SIZE = "等线", 11
# Column, its heading in both languages, and its width.
_COLUMNS = (
    ("id", "编号", "id", 18),
    ("text", "原文", "text", 70),
    ("stance", "立场", "stance", 11),
    ("name", "症状", "symptom", 20),
    ("score", "把握", "score", 8),
    ("evidence", "证据", "evidence", 36),
    ("breaches", "超过限额", "breaches", 30),
    ("policies", "依据", "policies", 24),
    *((what, name, what, 14) for what, name in ABOUT_NAMES.items()),
    ("rules", "规则", "rules", 26),
    ("error", "说明", "error", 30),
)
_WRAPPED = {"text", "evidence", "breaches", "error"}
_TITLES = {
    "results": ("结果", "results"),
    "summary": ("汇总", "summary"),
    "symptom": ("症状", "symptom"),
    "total": ("合计", "total"),
    "records": ("读到", "records"),
    "complaints": ("反映问题", "complaints"),
    "others": ("其他立场", "other stances"),
    "unlabelled": ("没有标签", "without label"),
    "unreadable": ("没有读懂", "unreadable"),
}

Pieces = list[tuple[str, str]]
"""A text cut up; each piece with the stance of the evidence that it is, or none."""


class SpoolWriter:
    """Write what a workbook is made of, one JSON object a line.

    Parameters
    ----------
    stream : Sink
    ruleset : str
        Digest of the rules.
    lang : {'zh', 'en'}
    """

    def __init__(self, stream: Sink, ruleset: str, lang: str = "zh") -> None:
        self.stream = stream
        self.ruleset = ruleset
        self.lang = lang

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        if classification is None:
            values = error_dict(record, self.ruleset, self.lang)
        else:
            values = classification.to_dict(record.id)
        values |= {"text": record.text, "about": dict(record.about)}
        if record.parts:
            values["parts"] = dict(record.parts)
        # In ASCII half characters are escapes and cannot hurt.
        self.stream.write(json.dumps(values) + "\n")


def make_workbook(
    spool: Path,
    target: Path,
    stance_names: Mapping[str, str],
    facts: Sequence[tuple[str, str]],
    report: Report,
    lang: str = "zh",
) -> None:
    """Make a workbook of a spool; it appears when it is whole.

    Parameters
    ----------
    spool : Path
        As `SpoolWriter` writes it.
    target : Path
    stance_names : mapping of str to str
        The stances as shown to people.
    facts : sequence of (str, str)
        What the summary says of the run, above its counts.
    report : callable
        Told where a text does not fit into a cell (JF658).
    lang : {'zh', 'en'}

    Raises
    ------
    InputError
        Where openpyxl is not installed (JF663) or the file cannot be written (JF651).
    """
    openpyxl = need("openpyxl", "xlsx")
    book = openpyxl.Workbook(write_only=True)
    is_english = lang == "en"
    summary = book.create_sheet(_TITLES["summary"][is_english])
    results = _ResultSheets(book, stance_names, report, is_english)
    counts = _Counts()
    with spool.open(encoding="ascii") as lines:
        for line in lines:
            values = json.loads(line)
            counts.add(values)
            results.add(values)
    results.close()
    _fill_summary(summary, facts, counts, stance_names, is_english)
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        book.save(temporary)
        temporary.replace(target)
    except OSError as error:
        values = {"path": str(target), "detail": error.strerror or str(error)}
        raise InputError(Problem("JF651", values)) from error
    finally:
        temporary.unlink(missing_ok=True)


class _Counts:
    """The numbers of the summary sheet."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.names: dict[str, str] = {}
        self.by_symptom: dict[str, Counter[str]] = {}

    def add(self, values: dict[str, Any]) -> None:
        self.kinds["records"] += 1
        if "error" in values:
            self.kinds["unreadable"] += 1
        elif values["is_complaint"]:
            self.kinds["complaints"] += 1
        else:
            self.kinds["others" if values["labels"] else "unlabelled"] += 1
        for label in values["labels"]:
            self.names[label["symptom"]] = label["name"]
            stances = self.by_symptom.setdefault(label["symptom"], Counter())
            stances[label["stance"]] += 1


class _ResultSheets:
    """The rows of the results; a further sheet where one is full."""

    def __init__(
        self,
        book: Any,
        stance_names: Mapping[str, str],
        report: Report,
        is_english: bool,
    ) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self.book = book
        self.stance_names = stance_names
        self.report = report
        self.is_english = is_english
        self.head_font = Font(bold=True)
        self.head_fill = PatternFill("solid", fgColor="FFDDEBF7")
        self.top = Alignment(vertical="top")
        self.wrapped = Alignment(vertical="top", wrap_text=True)
        self.styles: dict[tuple[bool, bool], Any] = {}
        self.fonts: dict[str, Any] = {}
        self.row_count = self.sheet_count = 0
        self.sheet: Any = None
        self._begin()

    def add(self, values: dict[str, Any]) -> None:
        """Add the rows of one record: one a label, else one."""
        labels = values["labels"] or [None]
        for label in labels:
            if self.row_count >= MAX_SHEET_ROWS:
                self.close()
                self._begin()
            self.sheet.append(self._row(values, label))
            self.row_count += 1

    def close(self) -> None:
        """Set the filter, whose size is known at last."""
        from openpyxl.utils import get_column_letter

        last = get_column_letter(len(_COLUMNS))
        self.sheet.auto_filter.ref = f"A1:{last}{self.row_count}"

    def _begin(self) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.utils import get_column_letter

        self.sheet_count += 1
        title = _TITLES["results"][self.is_english]
        number = str(self.sheet_count) if self.sheet_count > 1 else ""
        self.sheet = self.book.create_sheet(title + number)
        self.sheet.freeze_panes = "C2"
        header = []
        for at, (_, zh, en, width) in enumerate(_COLUMNS, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
            cell = WriteOnlyCell(self.sheet, en if self.is_english else zh)
            cell.font, cell.fill = self.head_font, self.head_fill
            header.append(cell)
        self.sheet.append(header)
        self.row_count = 1

    def _row(self, values: dict[str, Any], label: dict[str, Any] | None) -> list[Any]:
        pieces = _text_pieces(values, label, self.is_english)
        shown: dict[str, Any] = {"id": values["id"], **values["about"]}
        error = values.get("error")
        if error:
            shown["error"] = f"{error['code']} {error['message']}"
        elif not values["complete"]:
            shown["error"] = "；".join(values.get("reasons", ()))
        if label:
            evidence = label["evidence"]
            shown |= {
                "stance": self.stance_names[label["stance"]],
                "name": label["name"],
                "score": round(label["score"], 4),
                "evidence": "；".join(dict.fromkeys(e["text"] for e in evidence)),
                "policies": "；".join(label["policies"]),
                "rules": "；".join(dict.fromkeys(e["rule"] for e in evidence)),
            }
            if label["stance"] == "complaint":
                breaches = dict.fromkeys(b["text"] for b in values["breaches"])
                shown["breaches"] = "；".join(breaches)
        return [
            self._text_cell(values["id"], pieces)
            if key == "text"
            else self._cell(key, shown.get(key))
            for key, *_ in _COLUMNS
        ]

    def _text_cell(self, record_id: str, pieces: Pieces) -> Any:
        from openpyxl.cell.rich_text import CellRichText, TextBlock

        length = sum(len(piece) for piece, _ in pieces)
        if length > MAX_CELL_CHARS:
            values = {"id": record_id, "count": length, "limit": MAX_CELL_CHARS}
            self.report(Problem("JF658", values, severity="warning"))
        if not any(stance for _, stance in pieces):
            return self._cell("text", "".join(piece for piece, _ in pieces))
        rich = CellRichText()
        for piece, stance in _cut(pieces, MAX_CELL_CHARS):
            rich.append(TextBlock(self._font(stance), piece))
        return self._cell("text", rich)

    def _font(self, stance: str) -> Any:
        from openpyxl.cell.text import InlineFont

        if stance not in self.fonts:
            look: dict[str, Any] = {"rFont": _FONT, "sz": _FONT_SIZE}
            if stance:
                look |= {"color": _COLOURS[stance], "b": True}
            self.fonts[stance] = InlineFont(**look)
        return self.fonts[stance]

    def _cell(self, key: str, value: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, str):
            ((value, _),) = _cut([(value, "")], MAX_CELL_CHARS) or [("", "")]
        cell: Any = WriteOnlyCell(self.sheet, value)
        style = key in _WRAPPED, isinstance(value, str)
        if style not in self.styles:
            cell.alignment = self.wrapped if style[0] else self.top
            if style[1]:
                # Stays text when a person edits the cell.
                cell.quotePrefix = True
            self.styles[style] = cell._style
        cell._style = self.styles[style]
        if not isinstance(value, (int, float)) and value is not None:
            # Never a formula, whatever it begins with.
            cell.data_type = "s"
        return cell


def _cut(pieces: Pieces, limit: int) -> Pieces:
    """Write pieces as XML can hold them, up to what a cell can hold."""
    out: Pieces = []
    last = len(pieces) - 1
    for number, (piece, stance) in enumerate(pieces):
        shown = escape(piece, goes_on=number < last)
        if len(shown) > limit:
            shown = shown[: limit - 1] + "…" if limit else ""
        if shown:
            out.append((shown, stance))
        limit -= len(shown)
    return out


def _text_pieces(
    values: dict[str, Any], label: dict[str, Any] | None, is_english: bool
) -> Pieces:
    """Cut the text, or the parts of a record, at the evidence of a label."""
    parts: dict[str, str] = values.get("parts") or {"": values["text"]}
    pieces: Pieces = []
    for part, text in parts.items():
        if part:
            name = part if is_english else PART_NAMES.get(part, part)
            pieces.append((f"{name}：" if not pieces else f"\n{name}：", ""))
        pieces += _marked(text, part, label)
    return [piece for piece in pieces if piece[0]]


def _marked(
    text: str, part: str, label: dict[str, Any] | None
) -> Iterator[tuple[str, str]]:
    at = 0
    evidence = label["evidence"] if label else ()
    for found in sorted(evidence, key=lambda e: (e["start"], e["end"])):
        if part and found.get("part", part) != part:
            continue
        start, end = found["start"], found["end"]
        if start >= at and label:
            yield text[at:start], ""
            yield text[start:end], label["stance"]
            at = end
    yield text[at:], ""


def _fill_summary(
    sheet: Any,
    facts: Sequence[tuple[str, str]],
    counts: _Counts,
    stance_names: Mapping[str, str],
    is_english: bool,
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    def cell(value: Any, *, is_bold: bool = False) -> Any:
        shown = escape(value)[:MAX_CELL_CHARS] if isinstance(value, str) else value
        made = WriteOnlyCell(sheet, shown)
        if isinstance(shown, str):
            made.data_type = "s"
        if is_bold:
            made.font = Font(bold=True)
        return made

    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 12
    for name, value in facts:
        sheet.append([cell(name), cell(value)])
    for kind in ("records", "complaints", "others", "unlabelled", "unreadable"):
        sheet.append([cell(_TITLES[kind][is_english]), cell(counts.kinds[kind])])
    sheet.append([])
    names = [stance_names[stance] for stance in STANCES]
    titles = (_TITLES["symptom"][is_english], *names, _TITLES["total"][is_english])
    sheet.append([cell(title, is_bold=True) for title in titles])
    ordered = sorted(
        counts.by_symptom.items(),
        key=lambda item: (-item[1]["complaint"], -item[1].total(), item[0]),
    )
    for symptom, stances in ordered:
        numbers = [stances[stance] for stance in STANCES]
        sheet.append([cell(v) for v in (counts.names[symptom], *numbers, sum(numbers))])
