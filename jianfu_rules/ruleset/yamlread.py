"""Read a rule file into nodes that know where they stand.

Every scalar stays text: no 010 becomes 8, no ``yes`` becomes True. Anchors,
aliases, tags and merge keys are refused, so a file can neither run code nor
unfold into more than it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from jianfu_rules.errors import Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.ruleset.schema import SECTIONS

MAX_FILE_CHARS = 4_000_000
MAX_DEPTH = 12
MAX_PROBLEMS = 200
"""Of one file; a file that is no rule file at all is wrong on every line."""

_FIELDS = "|".join(sorted({f.name for fs in SECTIONS.values() for f in fs}))
_FULLWIDTH_COLON = re.compile(
    r"^\s*(?:- +)?(?:([A-Za-z_]{2,20})：|([^\s：:#\"'\[{-]{1,20})：\s*\[)"
)
_NO_SPACE = re.compile(
    rf"^\s*(?:- +)?({_FIELDS}):[^\s:/]|^\s*(?:- +)?({_FIELDS}):\u3000"
)
_BAD_BLANK = re.compile(r"^[ ]*([\u3000\u00a0])|([\x00-\x08\x0b\x0c\x0e-\x1f\x7f])")

_YAML_SAYS = (
    ("quoted scalar", "引号没有配对"),
    ("flow sequence", "方括号没有配对，或者两条之间少了逗号"),
    ("flow mapping", "花括号没有配对，或者两项之间少了逗号"),
    ("mapping values are not allowed", "这里不该有“: ”；是内容就给整条加上引号"),
    ("cannot start any token", "这个字不能放在开头；给整条加上引号"),
    ("could not find expected ':'", "这里应当是“名称: 内容”，没有找到“: ”"),
    (
        "did not find expected key",
        "缩进和上面的行没有对齐，或者上面的括号、引号没有配对",
    ),
    ("expected '-' indicator", "缩进和上面的行没有对齐"),
    ("block sequence entries", "“- ”要另起一行写"),
)
# What the parser complains of, in a word for people.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class TextNode:
    """A scalar, always text."""

    value: str
    source: SourceRef


@dataclass(slots=True)
class ListNode:
    """A sequence."""

    items: list[Node]
    source: SourceRef


@dataclass(slots=True)
class MapNode:
    """A mapping with unique keys; ``keys`` tells where each key stands."""

    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, SourceRef] = field(default_factory=dict)
    source: SourceRef = SourceRef()


Node = TextNode | ListNode | MapNode


class YamlFile:
    """The text of one rule file, for problems that show the line.

    Parameters
    ----------
    name : str
        The path as shown to people.
    text : str
        The decoded content.
    layer : str
        The layer that its rules belong to.
    """

    def __init__(self, name: str, text: str, layer: str = "national") -> None:
        self.name = name
        self.text = text
        self.layer = layer
        self.lines = text.split("\n")

    def ref(self, line: int, column: int) -> SourceRef:
        """Return the place with *line* and *column* counted from 1."""
        return SourceRef(self.name, line, column, self.layer)

    def problem(
        self,
        code: str,
        source: SourceRef,
        width: int = 1,
        **values: object,
    ) -> Problem:
        """Build a problem at *source*, with the line as it stands."""
        line = ""
        if 0 < source.line <= len(self.lines):
            line = self.lines[source.line - 1].rstrip("\r")
        return Problem(code, values, source, line, max(width, 1))


def decode_rule_file(name: str, content: bytes, problems: list[Problem]) -> str | None:
    """Decode the bytes of a rule file, which must be UTF-8.

    A byte order mark is dropped. Anything else is a problem that names the
    encoding the file seems to have.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = "UTF-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "GBK"
        line = content.count(b"\n", 0, error.start) + 1
        source = SourceRef(name, line, 1)
        problems.append(Problem("JF101", {"encoding": encoding}, source))
        return None


def parse_yaml(file: YamlFile, problems: list[Problem]) -> MapNode | None:
    """Parse *file* into nodes; what is wrong is appended to *problems*.

    Returns
    -------
    MapNode or None
        None where the file cannot be used at all.
    """
    before = len(problems)
    if len(file.text) > MAX_FILE_CHARS:
        limit = f"{MAX_FILE_CHARS:,}"
        problems.append(file.problem("JF108", file.ref(1, 1), limit=limit))
        return None
    _check_lines(file, problems)
    if len(problems) > before:
        _cut_off(file, problems, before)
        return None
    if not file.text.strip():
        problems.append(file.problem("JF106", file.ref(1, 1)))
        return None
    try:
        root = _build(file, problems)
    except yaml.YAMLError as error:
        # A lost comment may swallow a bracket: then that is the thing to mend.
        if len(problems) == before:
            problems.append(_syntax_problem(file, error))
        return None
    if len(problems) > before:
        _cut_off(file, problems, before)
        return None
    if root is None:
        problems.append(file.problem("JF106", file.ref(1, 1)))
        return None
    if not isinstance(root, MapNode):
        source = file.ref(1, 1)
        detail = (
            "最外层要写成“名称: 内容”",
            "the outermost level must be “name: value”",
        )
        problems.append(file.problem("JF105", source, detail=detail))
        return None
    return root


def _cut_off(file: YamlFile, problems: list[Problem], before: int) -> None:
    """Leave the first problems of a file, and say so where there are more."""
    if len(problems) - before > MAX_PROBLEMS:
        del problems[before + MAX_PROBLEMS :]
        last = problems[-1].source
        problems.append(file.problem("JF120", last, limit=MAX_PROBLEMS))


def _check_lines(file: YamlFile, problems: list[Problem]) -> None:
    """Find what a YAML parser would report on an unhelpful line."""
    for number, line in enumerate(file.lines, 1):
        if "\t" in line and not line.lstrip().startswith("#"):
            what: object = ("制表符（Tab）", "a tab")
            source = file.ref(number, line.index("\t") + 1)
            problems.append(file.problem("JF102", source, what=what))
        blank = _BAD_BLANK.search(line)
        if blank:
            what = ("看不见的控制字符", "an invisible control character")
            if blank[1]:
                what = ("全角空格", "a full-width or no-break space")
            source = file.ref(number, blank.end())
            problems.append(file.problem("JF102", source, what=what))
        if "：" in line:
            found = _FULLWIDTH_COLON.match(line)
            if found:
                key = found[1] or found[2]
                source = file.ref(number, line.index("：") + 1)
                problems.append(file.problem("JF103", source, 1, key=key))
        found = _NO_SPACE.match(line)
        if found:
            key = found[1] or found[2]
            source = file.ref(number, line.index(":") + 1)
            problems.append(file.problem("JF109", source, 1, key=key))


def _syntax_problem(file: YamlFile, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    said = getattr(error, "problem", None) or str(error)
    zh = next((zh for en, zh in _YAML_SAYS if en in f"{context} {said}"), said)
    if mark and file.text[: mark.index].rstrip(" ")[-1:] in {"}", "]"}:
        zh = "括号后面不能再接字；以 { 或 [ 开头的一条要加上引号"
    elif "flow" in context or "quoted" in context:
        # Where the bracket or quote was opened, not where the parser gave up.
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return file.problem("JF105", file.ref(line, column), detail=(zh, said))


def _build(file: YamlFile, problems: list[Problem]) -> Node | None:
    """Turn the parser's events into nodes, iteratively."""
    stack: list[ListNode | MapNode] = []
    pending: list[tuple[str, SourceRef] | None] = []
    root: Node | None = None

    def attach(node: Node) -> None:
        nonlocal root
        if not stack:
            root = node if root is None else root
            return
        parent = stack[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        waiting = pending[-1]
        if waiting is None:
            if isinstance(node, TextNode):
                pending[-1] = (node.value, node.source)
            else:
                problems.append(
                    file.problem(
                        "JF107",
                        node.source,
                        mark=("用 { } 或 [ ] 作名称", "a list as key"),
                    )
                )
                pending[-1] = ("?", node.source)
            return
        key, key_source = waiting
        if key == "<<":
            problems.append(file.problem("JF107", key_source, len(key), mark=key))
        pending[-1] = None
        if key in parent.entries:
            first = parent.keys[key].line
            problems.append(
                file.problem("JF111", key_source, len(key), key=key, line=first)
            )
            return
        parent.entries[key] = node
        parent.keys[key] = key_source

    for event in yaml.parse(file.text, Loader=_Loader):
        mark = event.start_mark
        source = file.ref(mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            width = len(event.anchor) + 1
            mark_text = "*" + event.anchor
            problems.append(file.problem("JF107", source, width, mark=mark_text))
            attach(TextNode("", source))
            continue
        if getattr(event, "anchor", None):
            width = len(event.anchor) + 1
            mark_text = "&" + event.anchor
            problems.append(file.problem("JF107", source, width, mark=mark_text))
        tag = getattr(event, "tag", None)
        if tag and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
            written = str(tag).replace("tag:yaml.org,2002:", "!!")
            problems.append(file.problem("JF107", source, len(written), mark=written))
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            problems.append(file.problem("JF107", source, 3, mark="---"))
            return None
        if isinstance(event, yaml.ScalarEvent):
            _check_lost_comment(file, event, problems)
            attach(TextNode(event.value, source))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            node: ListNode | MapNode = (
                ListNode([], source) if is_list else MapNode(source=source)
            )
            if len(stack) >= MAX_DEPTH:
                problems.append(file.problem("JF108", source, limit=MAX_DEPTH))
                return None
            attach(node)
            stack.append(node)
            pending.append(None)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            pending.pop()
    return root


def _check_lost_comment(
    file: YamlFile, event: yaml.ScalarEvent, problems: list[Problem]
) -> None:
    """Report a plain scalar whose end was cut off as a comment."""
    if event.style not in {None, ""} or not event.value:
        return
    end = event.end_mark
    if end.line >= len(file.lines):
        return
    rest = file.lines[end.line][end.column :]
    if rest.lstrip().startswith("#") and rest[:1] in {" ", "\t", "#"}:
        column = end.column + len(rest) - len(rest.lstrip()) + 1
        source = file.ref(end.line + 1, column)
        problems.append(
            file.problem("JF104", source, len(rest.strip()), kept=event.value)
        )
