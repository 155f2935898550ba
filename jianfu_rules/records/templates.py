"""The user's own layout of results: text with the names of fields, and no logic.

A template has up to four sections, each below a line such as ``%% record``; one
without such lines is all ``record``. Fields are written ``${id}``. Nothing in a
template is run, and nothing in a record is read as part of it.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import PART_NAMES, Classification, Label, SourceRef
from jianfu_rules.records.reading import decode_whole
from jianfu_rules.records.record import ABOUT_NAMES, Record
from jianfu_rules.records.writing import Sink, printable

SECTIONS = {"开头": "head", "每条": "record", "标签": "label", "结尾": "tail"}
RUN_FIELDS = {"规则摘要": "ruleset"}
TAIL_FIELDS = {
    **RUN_FIELDS,
    "总数": "total",
    "反映问题数": "complaints",
    "其他立场数": "others",
    "没有标签数": "unlabelled",
    "没有读懂数": "unreadable",
}
RECORD_FIELDS = {
    **RUN_FIELDS,
    "编号": "id",
    "原文": "text",
    "位置": "source",
    "是否反映问题": "is_complaint",
    "症状": "symptom",
    "立场": "stance",
    "证据": "evidence",
    "标签": "labels",
    "说明": "error",
    **{name: part for part, name in PART_NAMES.items()},
    **{name: what for what, name in ABOUT_NAMES.items()},
}
LABEL_FIELDS = {
    **{zh: en for zh, en in RECORD_FIELDS.items() if en != "labels"},
    "症状编号": "symptom_id",
    "把握": "score",
    "规则": "rules",
    "依据": "policies",
}
_FIELDS = {
    "head": RUN_FIELDS,
    "record": RECORD_FIELDS,
    "label": LABEL_FIELDS,
    "tail": TAIL_FIELDS,
}
_SECTION = re.compile(r"%%[ \t　]*(\S*)[ \t　]*\r?\n?")
_MARKUP_SUFFIXES = (".html", ".htm", ".xml", ".xhtml", ".svg")
_YES = {"zh": ("否", "是"), "en": ("no", "yes")}


_FIELD = re.compile(
    r"\$(?:(?P<escaped>\$)|(?P<named>(?!))|\{(?P<braced>[^{}\n]*)\}|(?P<invalid>))"
)


class _Layout(string.Template):
    """Fields in braces only: in Chinese no blank ends a name."""

    pattern = _FIELD.pattern  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read and checked.

    Parameters
    ----------
    head, record, label, tail : str
        The sections; empty where the file has none.
    is_markup : bool
        Whether values are escaped for HTML.
    digest : str
        Tells templates apart.
    """

    head: str
    record: str
    label: str
    tail: str
    is_markup: bool

    @property
    def digest(self) -> str:
        """The whole of it, in short."""
        from hashlib import sha256

        parts = (self.head, self.record, self.label, self.tail, str(self.is_markup))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def read_template(path: Path) -> Template:
    """Read a template and say all that is wrong with it at once.

    Raises
    ------
    InputError
        Not there (JF601), no text, unknown fields (JF654), lone dollar signs
        (JF655) or sections that cannot be (JF656).
    """
    try:
        with path.open("rb") as stream:
            text = decode_whole(stream, str(path))
    except FileNotFoundError:
        raise InputError(Problem("JF601", {"path": str(path)})) from None
    except OSError as error:
        values = {"path": str(path), "detail": error.strerror or str(error)}
        raise InputError(Problem("JF604", values)) from None
    problems: list[Problem] = []
    sections = _split(text.lstrip("\ufeff"), str(path), problems)
    for section, (line, body) in sections.items():
        problems += _check_fields(body, line, section, str(path))
    if problems:
        raise InputError(*sorted(problems, key=lambda p: p.source.line))
    bodies = {name: sections.get(name, (0, ""))[1] for name in _FIELDS}
    return Template(**bodies, is_markup=path.suffix.lower() in _MARKUP_SUFFIXES)


class TemplateWriter:
    """Fill a template for every record.

    Parameters
    ----------
    stream : Sink
    template : Template
    ruleset : str
        Digest of the rules.
    stance_names : mapping of str to str
        The stances as shown to people.
    lang : {'zh', 'en'}
    with_header : bool
        False where the records go on from those of an earlier run.
    """

    def __init__(
        self,
        stream: Sink,
        template: Template,
        ruleset: str,
        stance_names: Mapping[str, str],
        lang: str = "zh",
        *,
        with_header: bool = True,
    ) -> None:
        self.stream = stream
        self.template = template
        self.run = {"ruleset": ruleset}
        self.stance_names = stance_names
        self.lang = lang
        if with_header:
            self.stream.write(self._fill(template.head, "head", self.run))

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        values = self._record_values(record, classification)
        labels = classification.labels if classification else ()
        shown = "".join(
            self._fill(
                self.template.label, "label", {**values, **self._label_values(label)}
            )
            for label in labels
        )
        text = self._fill(self.template.record, "record", values, labels=shown)
        self.stream.write(text)

    def finish(self, counts: Mapping[str, int]) -> None:
        """Write the tail, with the numbers of the run."""
        values = {**self.run, **{name: str(n) for name, n in counts.items()}}
        self.stream.write(self._fill(self.template.tail, "tail", values))

    def _record_values(
        self, record: Record, classification: Classification | None
    ) -> dict[str, str]:
        labels = classification.labels if classification else ()
        quotes = dict.fromkeys(e.quote for label in labels for e in label.evidence)
        stances = dict.fromkeys(self.stance_names[label.stance] for label in labels)
        is_complaint = classification.is_complaint if classification else False
        error = record.error
        return {
            **self.run,
            **{part: record.parts.get(part, "") for part in PART_NAMES},
            **{what: record.about.get(what, "") for what in ABOUT_NAMES},
            "id": record.id,
            "text": record.text,
            "source": record.place,
            "is_complaint": _YES[self.lang][is_complaint],
            "symptom": "；".join(label.name for label in labels),
            "stance": "；".join(stances),
            "evidence": "；".join(quotes),
            "error": f"{error.code} {error.message(self.lang)}" if error else "",
        }

    def _label_values(self, label: Label) -> dict[str, str]:
        rules = dict.fromkeys(e.match.rule_id for e in label.evidence)
        return {
            "symptom": label.name,
            "symptom_id": label.symptom,
            "stance": self.stance_names[label.stance],
            "score": f"{label.score:.2f}",
            "evidence": "；".join(dict.fromkeys(e.quote for e in label.evidence)),
            "rules": "；".join(rules),
            "policies": "；".join(label.policies),
        }

    def _fill(
        self, body: str, section: str, values: Mapping[str, str], **ready: str
    ) -> str:
        """Fill a section; what is *ready* is filled and escaped already."""
        shown = {name: self._escape(value) for name, value in values.items()} | ready
        by_chinese = {
            zh: shown[en] for zh, en in _FIELDS[section].items() if en in shown
        }
        return _Layout(body).substitute({**shown, **by_chinese})

    def _escape(self, value: str) -> str:
        value = printable(value)
        return html.escape(value) if self.template.is_markup else value


def _split(text: str, file: str, problems: list[Problem]) -> dict[str, tuple[int, str]]:
    """Return every section with the number of its first line."""
    by_name = {**SECTIONS, **{en: en for en in SECTIONS.values()}}
    lines = text.splitlines(keepends=True)
    if not any(_SECTION.fullmatch(line) for line in lines):
        return {"record": (1, text)}
    sections: dict[str, tuple[int, list[str]]] = {}
    present: list[str] = []
    for number, line in enumerate(lines, start=1):
        found = _SECTION.fullmatch(line)
        if found is None:
            if not sections and line.strip():
                # Text above the first section is what comes first.
                sections["head"] = number, present
            present.append(line)
            continue
        name = by_name.get(found[1].casefold())
        if name is None or name in sections:
            known = "、".join(f"%% {zh}（{en}）" for zh, en in SECTIONS.items())
            values = {"section": found[1], "known": known}
            source = SourceRef(file, number, 1)
            problems.append(Problem("JF656", values, source, line.rstrip()))
            name = ""
        present = []
        if name:
            sections[name] = number + 1, present
    return {name: (line, "".join(body)) for name, (line, body) in sections.items()}


def _check_fields(
    body: str, first_line: int, section: str, file: str
) -> Iterator[Problem]:
    fields = _FIELDS[section]
    known = {*fields, *fields.values()}
    for number, line in enumerate(body.splitlines(), start=first_line):
        for found in _FIELD.finditer(line):
            name = found["braced"]
            source = SourceRef(file, number, found.start() + 1)
            if found["invalid"] is not None:
                yield Problem("JF655", {}, source, line)
            elif name is not None and name not in known:
                near = get_close_matches(name, known, n=1, cutoff=0.0)
                shown = "、".join(f"{zh}（{en}）" for zh, en in fields.items())
                values = {"field": name, "near": near[0], "known": shown}
                yield Problem("JF654", values, source, line, len(found[0]))
