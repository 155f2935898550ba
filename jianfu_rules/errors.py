"""Errors for the person who reads them.

::

    JianfuError
    ├── RuleError            .problems: everything wrong with the files, at once
    │   ├── RuleSyntaxError      not readable as YAML
    │   ├── RuleSchemaError      unknown key, wrong kind of value, missing field
    │   ├── RuleReferenceError   a symptom, word list, policy or rule that is not there
    │   ├── PhraseError          a phrase that cannot be parsed
    │   └── LayerError           an overlay that changes nothing, or in circles
    ├── ResourceError        no rules found; unknown locality
    ├── InputError           not text, no such column, unknown encoding
    └── FallbackError        extra not installed, not trained, made for other rules

Codes: JF1xx reading rule files, JF2xx references and phrases, JF3xx layers,
JF4xx quality, JF5xx safety, JF6xx input and output.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jianfu_rules.messages import MESSAGES
from jianfu_rules.model import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEVERITY_NAMES = {
    "zh": {"error": "错误", "warning": "提醒", "note": "说明"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}

_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = dict.fromkeys(
    [*range(32), *range(127, 160), *_DIRECTIONS], "\N{REPLACEMENT CHARACTER}"
)
# A broken file must not steer the terminal that shows it, nor turn its words about.
_MAX_VALUE = 1_000
"""How much of a value a message quotes: the name of a column may be a whole book."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do next.

    Parameters
    ----------
    code : str
        A stable code of ``messages.MESSAGES``.
    values : mapping of str to object
        What stands in the places of the message; a pair is (Chinese, English).
    source : SourceRef
        File, line and column; line 0 where there is none.
    line_text : str
        The line of the file as it stands, for the caret; may be empty.
    width : int
        Number of code points that the caret underlines, at least 1.
    severity : {'error', 'warning', 'note'}
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    source: SourceRef = SourceRef()
    line_text: str = ""
    width: int = 1
    severity: str = "error"

    def message(self, lang: str = "zh") -> str:
        """Return the sentence that says what is wrong."""
        return self._fill(0, lang)

    def hint(self, lang: str = "zh") -> str:
        """Return the sentence that says what to do next."""
        return self._fill(1, lang)

    def _fill(self, part: int, lang: str) -> str:
        values = {
            name: _quotable(value[lang == "en"] if isinstance(value, tuple) else value)
            for name, value in self.values.items()
        }
        return MESSAGES[self.code][lang][part].format(**values)


def _quotable(value: object) -> object:
    """Return a value of a message without what steers terminals, not endless."""
    if not isinstance(value, str):
        return value
    short = value if len(value) <= _MAX_VALUE else value[:_MAX_VALUE] + "…"
    return "\n".join(line.translate(_CONTROLS) for line in short.split("\n"))


class JianfuError(Exception):
    """The root of all errors that this package raises on purpose."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: tuple[Problem, ...] = problems
        super().__init__("\n".join(render_problem(p) for p in problems))


class RuleError(JianfuError):
    """Rule files that cannot be used; ``problems`` holds all that is wrong."""


class RuleSyntaxError(RuleError):
    """A file that cannot be read as YAML."""


class RuleSchemaError(RuleError):
    """An unknown key, a wrong kind of value or a missing field."""


class RuleReferenceError(RuleError):
    """A symptom, word list, policy or rule that does not exist."""


class PhraseError(RuleError):
    """A phrase that cannot be parsed."""


class LayerError(RuleError):
    """An overlay that changes nothing, or layers that go in circles."""


class ResourceError(JianfuError):
    """No rules found, or an unknown locality."""


class InputError(JianfuError):
    """Input that is no text, a missing column, an unknown encoding."""


class FallbackError(JianfuError):
    """The trained model is missing, broken or made for other rules."""


def _error_class(code: str) -> type[RuleError]:
    if code in {"JF101", "JF102", "JF103", "JF105", "JF106", "JF107", "JF109"}:
        return RuleSyntaxError
    if code.startswith("JF1"):
        return RuleSchemaError
    if code.startswith(("JF21", "JF22")):
        return PhraseError
    if code.startswith("JF3"):
        return LayerError
    return RuleReferenceError


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one `RuleError` with every problem of severity ``error``.

    Raises
    ------
    RuleError
        The subclass of the problems where all are of one, else `RuleError`.
    """
    found = sorted(
        (p for p in problems if p.severity == "error"),
        key=lambda p: (p.source.file, p.source.line, p.source.column, p.code),
    )
    if not found:
        return
    classes = {_error_class(p.code) for p in found}
    raise (classes.pop() if len(classes) == 1 else RuleError)(*found)


def display_width(text: str) -> int:
    """Return the number of terminal cells that *text* takes (East Asian width)."""
    cells = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        cells += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return cells


SHOWN, SHOWN_BEFORE = 400, 60
"""How much of a long line is shown with a problem, and how much before its place."""


def render_problem(problem: Problem, lang: str = "zh") -> str:
    """Render a problem with its place, the line with a caret, and the next step.

    Parameters
    ----------
    problem : Problem
    lang : {'zh', 'en'}

    Returns
    -------
    str
        Several lines without a final newline.
    """
    source = problem.source
    place = source.file.translate(_CONTROLS)
    if source.line:
        place += f":{source.line}:{source.column}"
    severity = SEVERITY_NAMES[lang][problem.severity]
    head = f"{severity} {problem.code}  {problem.message(lang)}"
    lines = [f"{place}  {head}" if place else head]
    if problem.line_text and source.line:
        number = f"{source.line:>5} | "
        at = source.column - 1
        first = max(0, at - SHOWN_BEFORE) if len(problem.line_text) > SHOWN else 0
        line = problem.line_text[first : first + SHOWN]
        shown = line.replace("\t", "→").translate(_CONTROLS)
        if first:
            shown = "…" + shown[1:]
        if len(problem.line_text) > first + SHOWN:
            shown += "…"
        indent = " " * (5 + 1) + "| "
        before = display_width(shown[: at - first])
        marked = shown[at - first : at - first + max(problem.width, 1)]
        carets = "^" * max(display_width(marked), 1)
        lines += [number + shown, indent + " " * before + carets]
    hint = problem.hint(lang)
    if hint:
        lines.append("  " + hint)
    return "\n".join(lines)
