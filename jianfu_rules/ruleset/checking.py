"""Check the nodes of a rule file against the table of fields.

Turns a mapping node into plain values (text, tuples, `PhraseText`, mappings of
the section's fields), and collects every problem on the way: a clerk who made
five slips is told of five.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from jianfu_rules.model import PhraseText, SourceRef
from jianfu_rules.ruleset.phrases import is_regex
from jianfu_rules.ruleset.schema import SECTION_NAMES, SECTIONS, TYPE_NAMES, Field
from jianfu_rules.ruleset.yamlread import ListNode, MapNode, Node, TextNode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.errors import Problem
    from jianfu_rules.ruleset.yamlread import YamlFile

_ID = re.compile(r"^[a-z][a-z0-9_]{0,60}$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_LIST = ("，或每条一行，以“- ”开头。", ", or one item a line after “- ”.")
_EXAMPLES = {
    "text": ("写成：{key}: 内容", "Write {key}: value"),
    "texts": ("写成：{key}: [词, 词]" + _LIST[0], "Write {key}: [a, b]" + _LIST[1]),
    "phrases": (
        "写成：{key}: [短语, 短语]" + _LIST[0],
        "Write {key}: [a, b]" + _LIST[1],
    ),
    "case": ("写成：{key}: [例句, 例句]" + _LIST[0], "Write {key}: [a, b]" + _LIST[1]),
    "words": (
        "{key}: 后面换行缩进，再写“名称: [词, 词]”。",
        "After {key}: write indented lines “name: [a, b]”.",
    ),
    "articles": (
        "写成：{key}: {{一: 要点, 二: 要点}}",
        "Write {key}: {{a: text, b: text}}",
    ),
    "version": ("只写阿拉伯数字，如 {key}: 3", "Digits only, such as {key}: 3"),
    "number": ("只写阿拉伯数字，如 {key}: 0.5", "Digits only, such as {key}: 0.5"),
    "item": (
        "这里每条只写文字；内容里有“: ”或方括号的，给整条加上引号。",
        "Text only; quote an item that holds “: ” or brackets.",
    ),
    "section": (
        "每条以“- {first}: …”开头，分行写。",
        "Begin each with “- {first}: …”.",
    ),
}
_EXAMPLES["id"] = _EXAMPLES["choice"] = _EXAMPLES["text"]
_EXAMPLES["cue_case"] = _EXAMPLES["case"]
_EXAMPLES["date"] = _EXAMPLES["text"]
_EXAMPLES["scoped_words"] = (
    "{key}: 后面换行缩进写症状编号（或 shared），再缩进写“名称: [词, 词]”。",
    "After {key}: write a symptom id (or shared), and below it “name: [a, b]”.",
)
_EXAMPLES["numbers"] = _EXAMPLES["number"]
_NODE_NAMES = {
    TextNode: ("一段文字", "text"),
    ListNode: ("列表", "a list"),
    MapNode: ("“名称: 内容”", "a mapping"),
}
_FULLWIDTH_COMMA = re.compile(r"[，、；]")


def is_date(value: str) -> bool:
    """Whether *value* is a day of the calendar, written ``YYYY-MM-DD``."""
    if not _DATE.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def nearest(value: str, known: Iterable[str]) -> tuple[str, str]:
    """Return “；是不是 X？” for the closest known word, in both languages."""
    close = difflib.get_close_matches(value, list(known), n=1, cutoff=0.5)
    if not close:
        return "", ""
    return f"；是不是“{close[0]}”？", f"; did you mean “{close[0]}”?"


class Checked(dict[str, Any]):
    """The checked values of one mapping, and where they stand.

    ``places`` tells the place of each value by its key, ``items`` the place of
    each item of a list of text by its key and the item.
    """

    def __init__(self, source: SourceRef, **values: Any) -> None:
        super().__init__(values)
        self.source = source
        self.places: dict[str, SourceRef] = {}
        self.items_at: dict[tuple[str, str], SourceRef] = {}


class Checker:
    """Checks the nodes of one file and collects its problems.

    Parameters
    ----------
    file : YamlFile
    problems : list of Problem
        Appended to.
    """

    def __init__(self, file: YamlFile, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def report(
        self, code: str, source: SourceRef, width: int = 1, **values: object
    ) -> None:
        """Append a problem at *source*."""
        self.problems.append(self.file.problem(code, source, width, **values))

    def section(self, node: MapNode, name: str) -> Checked:
        """Check a mapping against the fields of the section *name*."""
        fields = {f.name: f for f in SECTIONS[name]}
        out = Checked(node.source)
        for key, child in node.entries.items():
            field = fields.get(key)
            if field is None:
                self.report(
                    "JF110",
                    node.keys[key],
                    len(key),
                    key=key,
                    suggestion=nearest(key, fields),
                    known="、".join(fields),
                )
                continue
            value = self._value(child, field)
            if value is not None:
                out[key] = value
                out.places[key] = child.source
                if field.type == "texts" and isinstance(child, ListNode):
                    for item in child.items:
                        if isinstance(item, TextNode):
                            out.items_at[key, item.value] = item.source
        for field in fields.values():
            if field.required and field.name not in node.entries:
                what = self._called(node, name)
                self.report("JF112", node.source, 1, what=what, key=field.name)
        if (
            name in {"rule", "local_rule"}
            and not {"phrases", "together"} & node.entries.keys()
        ):
            what = self._called(node, name)
            self.report("JF117", node.source, 1, what=what)
        return out

    @staticmethod
    def _called(node: MapNode, name: str) -> tuple[str, str]:
        """Return how people call this part of the file, in both languages."""
        if name not in SECTION_NAMES:
            return "这个文件", "this file"
        zh, en = SECTION_NAMES[name]
        own = node.entries.get("id")
        if isinstance(own, TextNode) and own.value:
            return f"{zh}“{own.value}”", f"{en} “{own.value}”"
        return f"这里的{zh}", f"this {en}"

    def _wrong_type(self, field: Field, node: Node, example: str = "") -> None:
        if field.name == "version":
            example = "version"
        zh, en = _EXAMPLES[
            example or field.type if field.type in _EXAMPLES else "section"
        ]
        width = len(node.value) if isinstance(node, TextNode) else 1
        first = SECTIONS[field.type][0].name if field.type in SECTIONS else ""
        self.report(
            "JF113",
            node.source,
            width,
            key=field.name,
            wanted=TYPE_NAMES.get(field.type, ("列表", "a list")),
            got=_NODE_NAMES[type(node)],
            example=(
                zh.format(key=field.name, first=first),
                en.format(key=field.name, first=first),
            ),
        )

    def _value(self, node: Node, field: Field) -> Any:
        """Return the checked value, or None where it is wrong."""
        kind = field.type
        if kind in {"text", "id", "number", "date", "choice"}:
            if not isinstance(node, TextNode):
                return self._wrong_type(field, node)
            return self._scalar(node, field)
        if kind in {"words", "scoped_words", "numbers", "articles"}:
            if not isinstance(node, MapNode):
                return self._wrong_type(field, node)
            return self._mapping(node, field)
        if not isinstance(node, ListNode):
            return self._wrong_type(field, node)
        if not node.items:
            self.report("JF116", node.source, 1, key=field.name)
            return None
        if kind == "texts":
            return tuple(n.value for n in self._texts(node, field))
        if kind == "phrases":
            self._one_by_one(node)
            return tuple(
                PhraseText(n.value, n.source) for n in self._texts(node, field)
            )
        return self._sections(node, field)

    def _texts(self, node: ListNode, field: Field) -> list[TextNode]:
        out = []
        for item in node.items:
            if isinstance(item, TextNode) and item.value.strip():
                out.append(item)
            elif isinstance(item, TextNode):
                self.report("JF116", item.source, 1, key=field.name)
            elif isinstance(item, MapNode) and any(
                is_regex(f"{key}:") for key in item.entries
            ):
                self.report("JF220", item.source, 1)
            else:
                self._wrong_type(Field(field.name, "text", ""), item, "item")
        return out

    def _one_by_one(self, node: ListNode) -> None:
        """Report bare items between brackets that a full-width comma runs together."""
        for item in node.items:
            if not isinstance(item, TextNode):
                continue
            found = _FULLWIDTH_COMMA.search(item.value)
            if not found:
                continue
            line, column = self.file.lines[item.source.line - 1], item.source.column
            between = line[: column - 1].rstrip()[-1:] in {"[", ","}
            if between and line[column - 1] not in {'"', "'"} and item.value in line:
                place = replace(item.source, column=column + found.start())
                self.report("JF118", place, 1, value=item.value, mark=found[0])

    def _sections(self, node: ListNode, field: Field) -> tuple[Checked, ...]:
        out = []
        for item in node.items:
            if isinstance(item, TextNode) and field.type in {"case", "cue_case"}:
                # A bare line is the short form of a case.
                out.append(Checked(item.source, text=item.value))
            elif isinstance(item, MapNode):
                out.append(self.section(item, field.type))
            else:
                is_case = field.type in {"case", "cue_case"}
                wanted, example = ("text", "item") if is_case else ("words", "section")
                self._wrong_type(Field(field.name, wanted, ""), item, example)
        return tuple(out)

    def _scalar(self, node: TextNode, field: Field) -> Any:
        value = node.value.strip()
        if not value:
            self.report("JF116", node.source, 1, key=field.name)
            return None
        if field.type == "id" and not _ID.match(value):
            self.report("JF115", node.source, len(value), value=value)
            return None
        if field.type == "choice" and value not in field.choices:
            self.report(
                "JF114",
                node.source,
                len(value),
                key=field.name,
                value=value,
                suggestion=nearest(value, field.choices),
                known="、".join(field.choices),
            )
            return None
        if field.type == "number":
            return self._number(node, field)
        if field.type == "date" and not is_date(value):
            self.report("JF119", node.source, len(value), key=field.name, value=value)
            return None
        return value

    def _number(self, node: TextNode, field: Field) -> float | None:
        try:
            return float(node.value)
        except ValueError:
            self._wrong_type(field, node)
            return None

    def _mapping(self, node: MapNode, field: Field) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key, child in node.entries.items():
            if field.type == "words":
                out[key] = ()
                if isinstance(child, ListNode) and child.items:
                    self._one_by_one(child)
                    out[key] = tuple(self._texts(child, Field(key, "texts", "")))
                elif isinstance(child, ListNode):
                    self.report("JF116", child.source, 1, key=key)
                else:
                    self._wrong_type(Field(key, "texts", ""), child)
            elif field.type == "scoped_words":
                inner = Field(key, "words", "")
                if isinstance(child, MapNode):
                    out[key] = self._mapping(child, inner)
                else:
                    self._wrong_type(inner, child)
            elif not isinstance(child, TextNode):
                self._wrong_type(Field(key, "text", ""), child)
            elif field.type == "numbers":
                number = self._number(child, Field(key, "number", ""))
                if number is not None:
                    out[key] = number
            else:
                out[key] = child.value
        return out
