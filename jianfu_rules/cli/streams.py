"""Standard streams that no character can break."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def soften_streams() -> None:
    """Write what a GBK or ASCII console cannot show as an escape.

    A stream that the caller has closed is None; what is said there goes nowhere.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        set_stream(stream, errors="backslashreplace")


def set_stream(stream: TextIO, **settings: str | None) -> None:
    """Reconfigure a stream where it can be; a captured one stays as it is."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**settings)


def is_utf8(stream: TextIO) -> bool:
    """Return whether a stream can write every character."""
    return (stream.encoding or "utf-8").lower().replace("-", "").startswith("utf")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def silence_stdout() -> None:
    """Where nobody takes the output any more, let Python's flush at exit go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
