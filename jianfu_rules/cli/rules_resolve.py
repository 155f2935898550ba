"""``jianfu rules resolve``: how the rules of a locality are merged."""

from __future__ import annotations

from typing import Annotated

import typer

from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.wording import say


def resolve(
    locality: Annotated[
        str,
        typer.Option(
            "--locality",
            metavar=say("metavar.locality"),
            help=say("locality.required"),
            show_default=False,
        ),
    ],
    rules: RulesOption = None,
) -> None:
    """Print the layers of a locality, what each does, and what to look at."""
    from jianfu_rules.cli.layer_lines import resolve_lines
    from jianfu_rules.ruleset.localities import load_rules
    from jianfu_rules.ruleset.where import find_rules

    for line in resolve_lines(load_rules(find_rules(rules), locality)):
        print(line)
