"""``jianfu rules lint``: all that is wrong or doubtful in the rules, at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import Problem, render_problem

if TYPE_CHECKING:
    from jianfu_rules.authoring.linting import LintReport

_SHOWN_NOTES = 3
# Of a kind from a file; notes stop nothing and should not bury the errors.
_MARKER = "taxonomy.yml"


class LintFormat(str, Enum):
    """How the findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=say("metavar.paths"),
            help=say("rules.lint.paths"),
            show_default=False,
        ),
    ] = None,
    rules: RulesOption = None,
    form: Annotated[
        LintFormat,
        typer.Option(
            "--format",
            "-f",
            metavar=say("metavar.format"),
            help=say("rules.lint.format"),
        ),
    ] = LintFormat.text,
    locality: Annotated[
        str | None,
        typer.Option(
            "--locality",
            metavar=say("metavar.locality"),
            help=say("rules.lint.locality"),
        ),
    ] = None,
    deep: Annotated[bool, typer.Option("--deep", help=say("rules.lint.deep"))] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=say("rules.lint.strict"))
    ] = False,
    show_all: Annotated[
        bool, typer.Option("--all", help=say("rules.lint.all"))
    ] = False,
) -> None:
    """Print the findings; exit 1 on errors, 3 where a file cannot be read."""
    from jianfu_rules.authoring.linting import lint_rules
    from jianfu_rules.ruleset.where import find_rules

    chosen = paths or []
    for path in chosen:
        if not path.exists():
            _wrong_use(Problem("JF601", {"path": str(path)}))
    place = find_rules(rules if rules or not chosen else rules_above(chosen[0]))
    roots = [Path(str(r)) for r in (place.root, *(o.root for o in place.overlays))]
    for path in chosen:
        if not any(_is_below(path, root) for root in roots):
            _wrong_use(Problem("JF437", {"path": str(path), "root": str(roots[0])}))
    report = lint_rules(place, locality=locality, is_deep=deep)
    found = [p for p in report.problems if not chosen or _is_in(p, chosen)]
    _print(found, report, form, show_all=show_all)
    severities = {problem.severity for problem in found}
    if not report.is_readable:
        raise typer.Exit(exit_codes.RULES)
    if "error" in severities or (strict and "warning" in severities):
        raise typer.Exit(exit_codes.FINDINGS)


def rules_above(path: Path) -> Path | None:
    """Return the rule directory that *path* is or lies in, None where it lies in none."""
    place = path.absolute()
    for folder in (place, *place.parents):
        if folder.joinpath(_MARKER).is_file():
            return folder
    return None


def _wrong_use(problem: Problem) -> None:
    typer.echo(render_problem(problem, spoken()), err=True)
    raise typer.Exit(exit_codes.WRONG_USE)


def _is_below(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _is_in(problem: Problem, paths: Iterable[Path]) -> bool:
    file = problem.source.file
    return not file or any(_is_below(Path(file), path) for path in paths)


def _print(
    found: list[Problem], report: LintReport, form: LintFormat, *, show_all: bool
) -> None:
    if form is LintFormat.sarif:
        from jianfu_rules import __version__
        from jianfu_rules.authoring.sarif import to_sarif

        print(json.dumps(to_sarif(found, __version__, spoken()), ensure_ascii=False))
    elif form is LintFormat.json:
        print(json.dumps(_to_json(found, report), ensure_ascii=False, indent=1))
    else:
        for line in _text_lines(found, show_all=show_all):
            print(line)
        counts = Counter(problem.severity for problem in found)
        severities = ("error", "warning", "note")
        values = {severity: counts[severity] for severity in severities}
        print(say("rules.lint.sum", files=report.file_count, **values))


def _text_lines(found: list[Problem], *, show_all: bool) -> Iterator[str]:
    seen: Counter[tuple[str, str]] = Counter()
    for problem in found:
        key = problem.source.file, problem.code
        seen[key] += problem.severity == "note"
        if show_all or problem.severity != "note" or seen[key] <= _SHOWN_NOTES:
            yield render_problem(problem, spoken())
            yield ""
    if show_all:
        return
    hidden = [(key, n - _SHOWN_NOTES) for key, n in seen.items() if n > _SHOWN_NOTES]
    for (file, code), n in hidden:
        yield say("rules.lint.more", file=file, n=n, code=code)


def _to_json(found: list[Problem], report: LintReport) -> dict[str, Any]:
    return {
        "files": report.file_count,
        "readable": report.is_readable,
        "findings": [
            {
                "code": p.code,
                "severity": p.severity,
                "file": p.source.file,
                "line": p.source.line,
                "column": p.source.column,
                "end_column": p.source.column + p.width if p.source.line else 0,
                "message": {lang: p.message(lang) for lang in ("zh", "en")},
                "hint": {lang: p.hint(lang) for lang in ("zh", "en")},
                "source_line": p.line_text,
            }
            for p in found
        ],
    }
