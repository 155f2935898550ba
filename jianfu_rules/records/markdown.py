"""Write results as Markdown, a section a record, to be read or printed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jianfu_rules.model import PART_NAMES, Classification, Evidence, Label
from jianfu_rules.records.record import ABOUT_NAMES, Record
from jianfu_rules.records.writing import Sink, printable

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|&~=:])")
_LINE_ENDS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_TITLES = {"zh": "判断结果", "en": "Results"}
_NOTHING = {"zh": "没有标签", "en": "no label"}


def escape_markdown(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    Examples
    --------
    >>> escape_markdown("*a*\nb")
    '\\*a\\*&#10;b'
    """
    text = _MARKS.sub(r"\\\1", printable(text))
    text = _LINE_ENDS.sub(lambda found: f"&#{ord(found[0])};", text)
    # A blank at the end of a line is lost, and more than one at its beginning.
    outer = re.compile(r"^[ \t]+|[ \t]+$")
    return outer.sub(lambda f: "".join(f"&#{ord(c)};" for c in f[0]), text)


class MarkdownWriter:
    """Write a heading with the id, the text with its evidence in bold, the labels.

    Parameters
    ----------
    stream : Sink
    stance_names : mapping of str to str
        The stances as shown to people.
    lang : {'zh', 'en'}
    with_header : bool
        False where the records go on from those of an earlier run.
    """

    def __init__(
        self,
        stream: Sink,
        stance_names: Mapping[str, str],
        lang: str = "zh",
        *,
        with_header: bool = True,
    ) -> None:
        self.stream = stream
        self.stance_names = stance_names
        self.lang = lang
        if with_header:
            self.stream.write(f"# {_TITLES[lang]}\n")

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        lines = ["", f"## {escape_markdown(record.id)}", ""]
        about = [
            f"{ABOUT_NAMES[what] if self.lang == 'zh' else what}："
            + escape_markdown(record.about[what])
            for what in ABOUT_NAMES
            if record.about.get(what)
        ]
        if about:
            lines += ["　".join(about), ""]
        labels = classification.labels if classification else ()
        evidence = [e for label in labels for e in label.evidence]
        parts = record.parts or {"": record.text}
        for part, text in parts.items():
            lines += [*self._quote(part, text, evidence), ""]
        if record.error:
            message = f"{record.error.code} {record.error.message(self.lang)}"
            lines.append(f"- {escape_markdown(message)}")
        elif not labels:
            lines.append(f"- {_NOTHING[self.lang]}")
        lines += [self._label_line(label) for label in labels]
        self.stream.write("\n".join(lines) + "\n")

    def finish(self, summary: list[str]) -> None:
        """Write the summary below the records."""
        lines = [f"- {escape_markdown(line)}" for line in summary]
        self.stream.write("\n".join(["", "---", "", *lines]) + "\n")

    def _quote(self, part: str, text: str, evidence: list[Evidence]) -> list[str]:
        spans = sorted(
            (e.match.span.start, e.match.span.end)
            for e in evidence
            # A text of one piece may name the parts that it was cut into.
            if not part or e.part in ("", part)
        )
        pieces, at = [], 0
        for start, end in spans:
            if start >= at and text[start:end].strip():
                pieces += [(text[at:start], False), (text[start:end], True)]
                at = end
        pieces.append((text[at:], False))
        shown = "".join(
            f"**{_inline(piece)}**" if is_found else _inline(piece)
            for piece, is_found in pieces
        )
        name = (
            (PART_NAMES.get(part, part) if self.lang == "zh" else part) if part else ""
        )
        head = f"{name}：" if name else ""
        return [f"> {head}{shown}"]

    def _label_line(self, label: Label) -> str:
        stance = self.stance_names[label.stance]
        quotes = dict.fromkeys(e.quote for e in label.evidence)
        shown = "；".join(escape_markdown(quote) for quote in quotes)
        name = escape_markdown(label.name)
        policies = "、".join(map(escape_markdown, label.policies))
        cited = f"（{policies}）" if policies else ""
        return f"- {stance}：{name} {label.score:.2f}：{shown}{cited}"


def _inline(text: str) -> str:
    return escape_markdown(text) if text else ""
