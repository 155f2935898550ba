"""Read a rule file into pieces that know how they were written and their comments."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from jianfu_rules.ruleset.yamlread import ListNode, MapNode, Node, TextNode, YamlFile

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Piece:
    """A node with how it was written and the comments that belong to it."""

    node: Node
    flow: bool = False
    quoted: bool = False
    entries: list[tuple[str, Piece]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    behind: str = ""
    last: list[str] = field(default_factory=list)
    key_quoted: bool = False
    has_gap: bool = False


def find_comments(text: str) -> dict[int, tuple[int, str]]:
    """Return the comments by line, each with its column, both from 0."""
    out: dict[int, tuple[int, str]] = {}
    lines = text.split("\n")
    ends = [(0, 0)]
    starts: list[tuple[int, int]] = []
    for token in yaml.scan(text, Loader=_Loader):
        starts.append((token.start_mark.line, token.start_mark.column))
        ends.append((token.end_mark.line, token.end_mark.column))
    starts.append((len(lines), 0))
    # A comment stands between two tokens and nowhere else.
    for (line, column), (next_line, next_column) in zip(ends, starts, strict=False):
        for number in range(line, min(next_line, len(lines) - 1) + 1):
            begin = column if number == line else 0
            end = next_column if number == next_line else None
            between = lines[number][begin:end]
            at = between.find("#")
            if at >= 0 and not between[:at].strip():
                out[number] = (begin + at, between[at:].rstrip())
    return out


class PieceReader:
    """Reads the events of a file into pieces that hold their comments.

    Parameters
    ----------
    file : YamlFile
        Known to be readable.
    comments : dict of int to (int, str)
        What `find_comments` found in it.
    """

    def __init__(self, file: YamlFile, comments: dict[int, tuple[int, str]]) -> None:
        self.file = file
        self.lines = file.lines
        self.comments = dict(sorted(comments.items()))
        self.events = yaml.parse(file.text, Loader=_Loader)

    def read(self) -> Piece:
        """Return the root; comments at the end of the file are its ``last``."""
        root = None
        for event in self.events:
            if isinstance(event, yaml.MappingStartEvent):
                root = self._collection(event)
        assert root is not None  # noqa: S101  the file was read before
        root.last += [comment for _, comment in self.comments.values()]
        return root

    def _piece(self, event: yaml.Event) -> Piece:
        if isinstance(event, yaml.ScalarEvent):
            is_quoted = event.style not in {None, ""}
            return Piece(TextNode(event.value, self.file.ref(1, 1)), quoted=is_quoted)
        return self._collection(event)

    def _collection(self, event: yaml.Event) -> Piece:
        is_list = isinstance(event, yaml.SequenceStartEvent)
        node: Node = ListNode([], self.file.ref(1, 1)) if is_list else MapNode()
        out = Piece(node, flow=bool(getattr(event, "flow_style", False)))
        for inner in self.events:
            if isinstance(inner, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                if out.flow:
                    out.last += self._taken(inner.start_mark)
                    out.behind = self._behind(inner.end_mark)
                return out
            mark = inner.start_mark
            above = self._taken(mark)
            has_gap = self._has_gap(mark.line, len(above))
            key, key_quoted = "", False
            if not is_list:
                assert isinstance(inner, yaml.ScalarEvent)  # noqa: S101  checked before
                key, key_quoted = inner.value, inner.style not in {None, ""}
                inner = next(self.events)
                if not _is_block(inner):
                    above += self._taken(inner.start_mark)
            piece = self._piece(inner)
            piece.above = above
            piece.has_gap = has_gap
            piece.key_quoted = key_quoted
            if isinstance(inner, yaml.ScalarEvent):
                piece.behind = self._behind(inner.end_mark)
            out.entries.append((key, piece))
        raise AssertionError("the parser closes what it opens")

    def _taken(self, mark: yaml.Mark) -> list[str]:
        """Take the comments that stand before *mark*."""
        before = [n for n in self.comments if n < mark.line]
        return [self.comments.pop(n)[1] for n in before]

    def _behind(self, mark: yaml.Mark) -> str:
        """Take the comment behind what ends at *mark*, with only a comma between."""
        found = self.comments.get(mark.line)
        if found is None:
            return ""
        between = self.lines[mark.line][mark.column : found[0]]
        if between.strip(" ,") or found[0] < mark.column:
            return ""
        return self.comments.pop(mark.line)[1]

    def _has_gap(self, line: int, comment_count: int) -> bool:
        at = line - comment_count - 1
        return at >= 0 and not self.lines[at].strip()


def _is_block(event: yaml.Event) -> bool:
    """Whether a list or mapping begins that has its own lines and comments."""
    starts = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
    return isinstance(event, starts) and not event.flow_style
