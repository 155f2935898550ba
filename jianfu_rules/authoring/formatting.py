"""Format a rule file: one way of writing, the same meaning, every comment kept.

Keys come in the order of the schema, each level is indented by two blanks, a
text has quotes only where it needs them, and a blank line parts the rules. What
is written is read again: unless it says the same and holds the same comments,
nothing is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from jianfu_rules.authoring.pieces import Piece, PieceReader, find_comments
from jianfu_rules.errors import Problem, display_width, raise_problems
from jianfu_rules.ruleset.schema import FILE_KINDS, SECTIONS
from jianfu_rules.ruleset.yamlread import (
    ListNode,
    MapNode,
    Node,
    TextNode,
    YamlFile,
    parse_yaml,
)

LINE_CELLS = 110
_PARTED = frozenset({"rule", "cue", "policy", "taxonomy_symptom", "local_rule"})
# Sections whose items have a blank line between them.

_CERTAINLY_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w……（）<>|≥≤。]*")
_FULLWIDTH_COMMA = re.compile(r"[，、；]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def format_rules(name: str, text: str) -> str:
    r"""Return the content of a rule file in the one way of writing.

    Parameters
    ----------
    name : str
        The file, for messages.
    text : str

    Returns
    -------
    str

    Raises
    ------
    RuleError
        Where the file cannot be read, or formatting it would lose something.

    Examples
    --------
    >>> print(format_rules("a.yml", "words: {群: [ '微信群',工作群 ]}\nkind:   words\n"))
    kind: words
    words:
      群: [微信群, 工作群]
    <BLANKLINE>
    """
    text = text.replace("\r\n", "\n")
    file = YamlFile(name, text)
    problems: list[Problem] = []
    root = parse_yaml(file, problems)
    raise_problems(problems)
    assert root is not None  # noqa: S101  else a problem was raised
    comments = find_comments(text)
    piece = PieceReader(file, comments).read()
    kind = root.entries.get("kind")
    section = kind.value if isinstance(kind, TextNode) else ""
    out = (
        "\n".join(_Writer(piece, section if section in FILE_KINDS else "").lines())
        + "\n"
    )
    _check_same(file, root, comments, out)
    return out


def replace_file(path: Path, content: bytes) -> None:
    """Put *content* in the place of a file, whole or not at all."""
    waiting = path.with_name(f".{path.name}.partial")
    waiting.write_bytes(content)
    waiting.replace(path)


def write_text(value: str) -> str:
    """Write a text as the value of a key or an item of a list, quoted if it must be.

    Examples
    --------
    >>> write_text("群太多"), write_text("2026")
    ('群太多', '"2026"')
    """
    return _scalar(value, is_quoted=True, in_flow=False)


def _check_same(
    file: YamlFile, root: MapNode, comments: dict[int, tuple[int, str]], out: str
) -> None:
    problems: list[Problem] = []
    again = parse_yaml(YamlFile(file.name, out), problems)
    before = sorted(comment for _, comment in comments.values())
    after = sorted(comment for _, comment in find_comments(out).values())
    if problems or again is None or _plain(again) != _plain(root) or before != after:
        raise_problems([file.problem("JF441", file.ref(1, 1))])


def _plain(node: Node) -> object:
    if isinstance(node, TextNode):
        return node.value
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return {key: _plain(child) for key, child in node.entries.items()}


class _Writer:
    """Writes pieces as lines."""

    def __init__(self, root: Piece, section: str) -> None:
        self.root = root
        self.section = section

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        # What stands above the first key is about the file, wherever that key goes.
        head: list[str] = []
        if self.root.entries:
            first = self.root.entries[0][1]
            head, first.above = first.above, []
        yield from head
        yield from self._map(self.root, self.section, 0)
        if self.root.last:
            yield from self.root.last

    def _map(self, piece: Piece, section: str, indent: int) -> Iterator[str]:
        pad = " " * indent
        for number, (key, child) in enumerate(_ordered(piece.entries, section)):
            if number and (child.has_gap and section not in _PARTED):
                yield ""
            yield from (pad + comment for comment in child.above)
            shown = _scalar(key, is_quoted=child.key_quoted, in_flow=False)
            inner = _type_of(section, key)
            yield from self._value(f"{pad}{shown}:", child, inner, indent)

    def _value(self, head: str, child: Piece, kind: str, indent: int) -> Iterator[str]:
        if isinstance(child.node, TextNode):
            text = _scalar(child.node.value, is_quoted=child.quoted, in_flow=False)
            yield f"{head} {text}{_tail(child)}"
        elif child.flow and not (kind in {"words", "scoped_words"} and child.entries):
            _sort_flow(child, kind)
            yield from _flow_lines(head + " ", child, indent + 2)
        elif isinstance(child.node, MapNode):
            yield head
            inner = "words" if kind == "scoped_words" else kind
            yield from self._map(child, "" if kind == "words" else inner, indent + 2)
            yield from _last(child, indent + 2)
        else:
            yield head
            yield from self._items(child, kind, indent + 2)
            yield from _last(child, indent + 2)

    def _items(self, piece: Piece, section: str, indent: int) -> Iterator[str]:
        pad = " " * indent
        for number, (_, child) in enumerate(piece.entries):
            if number and (section in _PARTED or child.has_gap):
                yield ""
            yield from (pad + comment for comment in child.above)
            if isinstance(child.node, TextNode):
                text = _scalar(child.node.value, is_quoted=child.quoted, in_flow=False)
                yield f"{pad}- {text}{_tail(child)}"
            elif child.flow:
                _sort_flow(child, section)
                yield from _flow_lines(f"{pad}- ", child, indent + 4)
            elif isinstance(child.node, MapNode):
                entries = _ordered(child.entries, section)
                # No comment can stand between “- ” and the key behind it.
                yield from (pad + comment for comment in entries[0][1].above)
                entries[0][1].above = []
                entries[0][1].has_gap = False
                block = Piece(child.node, entries=entries)
                first, *rest = self._map(block, section, indent + 2)
                yield f"{pad}- {first[indent + 2 :]}"
                yield from rest
                yield from _last(child, indent + 2)
            else:
                yield f"{pad}-"
                yield from self._items(child, "", indent + 2)
                yield from _last(child, indent + 2)


def _last(piece: Piece, indent: int) -> Iterator[str]:
    yield from (" " * indent + comment for comment in piece.last)


def _tail(piece: Piece) -> str:
    return f" {piece.behind}" if piece.behind else ""


def _ordered(entries: list[tuple[str, Piece]], section: str) -> list[tuple[str, Piece]]:
    """Return the entries in the order of the schema, unknown ones behind."""
    order = {f.name: n for n, f in enumerate(SECTIONS.get(section, ()))}
    return sorted(entries, key=lambda entry: order.get(entry[0], len(order)))


def _sort_flow(piece: Piece, section: str) -> None:
    is_map = isinstance(piece.node, MapNode)
    if is_map:
        piece.entries = _ordered(piece.entries, section)
    for key, child in piece.entries:
        _sort_flow(child, _type_of(section, key) if is_map else section)


def _type_of(section: str, key: str) -> str:
    fields = SECTIONS.get(section, ())
    return next((f.type for f in fields if f.name == key), "")


def _flow_lines(head: str, piece: Piece, indent: int) -> Iterator[str]:
    """Write a list or mapping between brackets, filling the lines.

    A comment inside ends its line, so it stays beside what it was beside.
    """
    is_list = isinstance(piece.node, ListNode)
    opening, closing = "[]" if is_list else "{}"
    pad = " " * indent
    line = head + opening
    is_fresh = True
    for number, (key, child) in enumerate(piece.entries):
        for comment in child.above:
            if not is_fresh or line.strip():
                yield line.rstrip()
            line, is_fresh = "", True
            yield pad + comment
        text = _inline(key, child)
        if number < len(piece.entries) - 1:
            text += ","
        if not line:
            line = pad + text
        elif is_fresh:
            line += text
        elif display_width(f"{line} {text}") >= LINE_CELLS:
            yield line
            line = pad + text
        else:
            line += " " + text
        is_fresh = False
        if child.behind:
            yield f"{line} {child.behind}"
            line, is_fresh = "", True
    for comment in piece.last:
        if line:
            yield line
            line = ""
        yield pad + comment
    yield (line or pad[:-2]) + closing + _tail(piece)


def _inline(key: str, piece: Piece) -> str:
    name = _scalar(key, is_quoted=piece.key_quoted, in_flow=True) + ": " if key else ""
    if isinstance(piece.node, TextNode):
        is_item = not key
        return name + _scalar(
            piece.node.value, is_quoted=piece.quoted, in_flow=True, is_item=is_item
        )
    opening, closing = "[]" if isinstance(piece.node, ListNode) else "{}"
    inner = ", ".join(_inline(k, child) for k, child in piece.entries)
    return f"{name}{opening}{inner}{closing}"


def _scalar(
    value: str, *, is_quoted: bool, in_flow: bool, is_item: bool = False
) -> str:
    """Write a text: as it is where that reads the same, else in quotes."""
    if not is_quoted:
        return value
    if is_item and _FULLWIDTH_COMMA.search(value):
        return _quote(value)
    return value if _reads_plain(value, in_flow=in_flow) else _quote(value)


def _quote(value: str) -> str:
    if '"' in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(_escape(char) for char in escaped) + '"'


def _escape(char: str) -> str:
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@cache
def _reads_plain(value: str, *, in_flow: bool) -> bool:
    """Whether the bare text is read as this text, by us and by other readers."""
    if _CERTAINLY_PLAIN.fullmatch(value):
        return True
    if not value or "\n" in value or " #" in value or value.strip() != value:
        return False
    text = f"[{value}, x]\n" if in_flow else f"k: {value}\n"
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return False
    # Another reader takes 12123 for a number and yes for true: those keep quotes.
    return _first_scalars(node) == value


def _first_scalars(root: yaml.Node) -> str | None:
    is_list = isinstance(root, yaml.SequenceNode)
    if len(root.value) != (2 if is_list else 1):
        return None
    node = root.value[0] if is_list else root.value[0][1]
    if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str"):
        return None
    return str(node.value)
