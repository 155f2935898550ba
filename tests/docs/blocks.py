"""The fenced blocks of the pages, and the marks that tell how to run them.

A mark is a comment right above a block::

    <!-- not run: needs the network -->      left alone, for this reason
    <!-- slow: trains a model -->            run behind the slow mark
    <!-- file: our/rules.yml -->             written there, for the commands after it
    <!-- exits 1: an example does not hold --> the last command ends like this

Two marks are for a whole page and stand under its title: ``<!-- all slow: why -->``,
and the test that reads all blocks of a language on its own,
``<!-- yaml: tests/docs/test_lint_page.py -->``.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
SHELLS = frozenset({"console", "bash"})
LANGUAGES = SHELLS | {"python", "yaml", "json", "toml", "text", "diff"}
PAGE_MARKS = LANGUAGES | {"all slow"}
_MARK = re.compile(r"<!--\s*(?P<name>[^:]+?)(?::\s*(?P<value>.*?))?\s*-->")
_COMMENT = re.compile(r"\s+#\s.*$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its page, line, language, text and marks."""

    page: Path
    line: int
    language: str
    text: str
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def exit_code(self) -> int:
        return next(
            (int(name[6:]) for name in self.marks if name.startswith("exits ")), 0
        )


@dataclass(frozen=True)
class Command:
    """A command of a console block and the lines that it is said to print."""

    line: str
    printed: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line)


def pages() -> list[Path]:
    """Return every page that is written for readers."""
    found = [ROOT / "README.md", ROOT / "README.en.md"]
    found += sorted((ROOT / "docs").rglob("*.md"))
    found += sorted((ROOT / "examples").rglob("*.md"))
    built = ROOT / "docs" / "_build"
    return [page for page in found if not page.is_relative_to(built)]


@cache
def tokens_of(page: Path) -> list[Token]:
    """Return what a page consists of."""
    return MarkdownIt("commonmark").enable("table").parse(page.read_text("utf-8"))


def page_marks(page: Path) -> dict[str, str]:
    """Return the marks under the title of a page."""
    found: dict[str, str] = {}
    for token in tokens_of(page):
        if token.type == "html_block":
            marks = _marks(token.content)
            found |= {k: v for k, v in marks.items() if k in PAGE_MARKS}
    return found


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page in order."""
    before: Token | None = None
    for token in tokens_of(page):
        if token.type == "fence":
            is_marked = before is not None and before.type == "html_block"
            marks = _marks(before.content) if before and is_marked else {}
            line = token.map[0] + 1 if token.map else 0
            yield Block(page, line, token.info.strip(), token.content, marks)
        before = token


def _marks(comment: str) -> dict[str, str]:
    return {m["name"]: m["value"] or "" for m in _MARK.finditer(comment)}


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block; of a bash block each line is one."""
    found: list[Command] = []
    text = block.text.replace("\\\n", " ")
    for line in text.splitlines():
        if block.language == "bash" or line.startswith("$ "):
            line = _COMMENT.sub("", line.removeprefix("$ ")).strip()
            if line and not line.startswith("#"):
                found.append(Command(line))
        elif line.strip():
            assert found, f"{block.place}: output without a command"
            last = found[-1]
            found[-1] = Command(last.line, (*last.printed, line))
    return found


def lacking(printed: tuple[str, ...], output: str) -> str | None:
    """Return the first of the lines that the output does not have, in order.

    ``…`` stands for anything; spaces at the ends of lines and more than one space
    between words do not count.
    """
    lines = iter([" ".join(line.split()) for line in output.splitlines()])
    for wanted in printed:
        parts = " ".join(wanted.split()).split("…")
        pattern = re.compile(".*".join(re.escape(part) for part in parts))
        if not any(pattern.fullmatch(line) for line in lines):
            return wanted
    return None
