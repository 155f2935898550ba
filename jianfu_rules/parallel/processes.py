"""Start and end a process of the pool; how it ended, in words."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.parallel.worker import COMMAND


def start_process() -> subprocess.Popen[bytes]:
    """Start a process that finds the same modules and waits for the work."""
    command = [sys.executable, "-c", COMMAND, *sys.path]
    settings: dict[str, Any] = {}
    if sys.platform == "win32":
        settings["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
    else:
        # Ctrl-C goes to all of a session: it is for the first process to act on.
        settings["start_new_session"] = True
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **settings
    )


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Let a process end, and close its pipes."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            # What was not sent cannot be sent any more.
            with suppress(OSError):
                stream.close()
    process.kill()
    process.wait()


def inward(process: subprocess.Popen[bytes]) -> Any:
    """Return what the process reads."""
    return process.stdin


def outward(process: subprocess.Popen[bytes]) -> Any:
    """Return what the process writes."""
    return process.stdout


def no_start(detail: str | tuple[str, str]) -> InputError:
    """Return the error of processes that do not start."""
    return InputError(Problem("JF782", {"detail": detail}))


def ending_of(status: int) -> tuple[str, str]:
    """Say how a process ended, in Chinese and English.

    Examples
    --------
    >>> ending_of(-9), ending_of(1)
    (('信号 9', 'signal 9'), ('退出码 1', 'exit code 1'))
    """
    if status < 0:
        return f"信号 {-status}", f"signal {-status}"
    return f"退出码 {status}", f"exit code {status}"
