"""Options that several commands have."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from jianfu_rules.cli.wording import say


class Noise(str, Enum):
    """The noise profiles; the same names as ``ruleset.noise.NOISE_PROFILES``."""

    off = "off"
    typed = "typed"
    ocr = "ocr"
    voice = "voice"
    usual = "usual"
    all = "all"


RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", metavar=say("metavar.dir"), help=say("rules_dir")),
]

NoiseOption = Annotated[
    Noise,
    typer.Option("--noise", metavar=say("metavar.noise"), help=say("noise")),
]

NoModelOption = Annotated[
    bool,
    typer.Option("--no-model", help=say("no_model")),
]

ModelOption = Annotated[
    Path | None,
    typer.Option("--model", metavar=say("metavar.file"), help=say("evaluate.model")),
]

LocalityOption = Annotated[
    str | None,
    typer.Option("--locality", metavar=say("metavar.locality"), help=say("locality")),
]
