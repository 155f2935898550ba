"""``jianfu rules fmt``: write rule files in the one way of writing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import JianfuError, Problem, RuleError, render_problem
from jianfu_rules.model import SourceRef


def format_files(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar=say("metavar.some_paths"), help=say("rules.fmt.paths")),
    ],
    check: Annotated[
        bool, typer.Option("--check", help=say("rules.fmt.check"))
    ] = False,
) -> None:
    """Format the files in place; exit 3 where one cannot be read."""
    from jianfu_rules.authoring.formatting import format_rules, replace_file
    from jianfu_rules.ruleset.yamlread import decode_rule_file

    files = list(_files(paths))
    changed = 0
    is_readable = True
    for path in files:
        problems: list[Problem] = []
        content = path.read_bytes()
        text = decode_rule_file(str(path), content, problems)
        try:
            if text is None:
                raise RuleError(*problems)
            after = format_rules(str(path), text).encode()
        except JianfuError as error:
            is_readable = False
            for problem in error.problems:
                print(render_problem(problem, spoken()), file=sys.stderr)
            continue
        if after == content:
            continue
        changed += 1
        if check:
            values = {"path": str(path)}
            problem = Problem("JF440", values, SourceRef(str(path), 1, 1))
            print(render_problem(problem, spoken()))
        else:
            replace_file(path, after)
            print(say("rules.fmt.written", path=path))
    key = "rules.fmt.sum" if check else "rules.fmt.done"
    print(say(key, n=len(files), changed=changed))
    if not is_readable:
        raise typer.Exit(exit_codes.RULES)
    if check and changed:
        raise typer.Exit(exit_codes.FINDINGS)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*.yml") if not p.name.startswith((".", "_"))
            )
        elif path.is_file():
            yield path
        else:
            problem = Problem("JF601", {"path": str(path)})
            print(render_problem(problem, spoken()), file=sys.stderr)
            raise typer.Exit(exit_codes.WRONG_USE)
