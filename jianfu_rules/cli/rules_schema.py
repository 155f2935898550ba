"""``jianfu rules schema``: the format of rule files for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import Problem, render_problem
from jianfu_rules.ruleset.schema import FILE_KINDS


def show_schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.kind"),
            help=say("rules.schema.kind", kinds="、".join(FILE_KINDS)),
            show_default=False,
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar=say("metavar.dir"),
            help=say("rules.schema.output"),
        ),
    ] = None,
) -> None:
    """Print one schema, or write all of them into a folder."""
    from jianfu_rules.authoring.schema_export import ALL_KINDS

    kind = kind or ALL_KINDS
    if kind not in (ALL_KINDS, *FILE_KINDS):
        from jianfu_rules.ruleset.checking import nearest

        near, known = nearest(kind, FILE_KINDS), "、".join(FILE_KINDS)
        values = {"value": kind, "suggestion": near, "known": known}
        print_problem(Problem("JF442", values))
        raise typer.Exit(exit_codes.WRONG_USE)
    if output is None:
        print(schema_text(kind), end="")
        return
    output.mkdir(parents=True, exist_ok=True)
    for name in (ALL_KINDS, *FILE_KINDS):
        path = output / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        print(path)


def print_problem(problem: Problem) -> None:
    """Print a problem on stderr."""
    typer.echo(render_problem(problem, spoken()), err=True)


def schema_text(kind: str) -> str:
    """Return a schema as the text of its file."""
    from jianfu_rules.authoring.schema_export import export_schema

    return json.dumps(export_schema(kind), ensure_ascii=False, indent=2) + "\n"
