"""``jianfu version``."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say

app = new_app(say("version"))


@app.command(cls=SpokenCommand, help=say("version"))
def show_version() -> None:
    """Print the versions of the package and of Python."""
    try:
        number = version("jianfu-rules")
    except PackageNotFoundError:
        # A checkout that was never installed.
        number = "0+unknown"
    print(f"jianfu-rules {number} · Python {platform.python_version()}")
