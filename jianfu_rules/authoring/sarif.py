"""Findings as SARIF 2.1.0, which editors and code hosts show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianfu_rules.messages import MESSAGES

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HELP = "docs/rules/lint.md"


def to_sarif(
    problems: Iterable[Problem], version: str, lang: str = "zh"
) -> dict[str, Any]:
    """Return a SARIF log with one run.

    Parameters
    ----------
    problems : iterable of Problem
    version : str
        Of this package.
    lang : {'zh', 'en'}

    Returns
    -------
    dict
        Ready for JSON. Columns count code points, as SARIF is told.

    Examples
    --------
    >>> to_sarif([], "1.0")["runs"][0]["results"]
    []
    """
    found = list(problems)
    codes = sorted({problem.code for problem in found})
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "jianfu rules lint",
                        "version": version,
                        "rules": [_rule(code, lang) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(p, codes.index(p.code), lang) for p in found],
            }
        ],
    }


def _rule(code: str, lang: str) -> dict[str, Any]:
    what, hint = MESSAGES[code][lang]
    return {
        "id": code,
        "shortDescription": {"text": what},
        "help": {"text": hint or what},
        "helpUri": f"{_HELP}#{code.lower()}",
    }


def _result(problem: Problem, index: int, lang: str) -> dict[str, Any]:
    source = problem.source
    text = f"{problem.message(lang)}\n{problem.hint(lang)}".rstrip("\n")
    out: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": text},
    }
    if source.file:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(source.file)}}
        if source.line:
            region: dict[str, object] = {
                "startLine": source.line,
                "startColumn": source.column,
                "endColumn": source.column + max(problem.width, 1),
            }
            if problem.line_text:
                region["snippet"] = {"text": problem.line_text}
            place["region"] = region
        out["locations"] = [{"physicalLocation": place}]
    return out


def _uri(name: str) -> str:
    """Return a path relative to the working directory where it lies below it."""
    path = Path(name).absolute()
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_uri()
