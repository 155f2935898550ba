"""Environments of their own for the wheel, and commands in them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
BIN = "Scripts" if os.name == "nt" else "bin"
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")
TEXT = "我们村干部手机里有三十多个工作群，天天催着打卡。"


def run(*words: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Run a command in a directory with an environment that knows no checkout."""
    hidden = ("PYTHON", "JIANFU", "VIRTUAL_ENV", "COV_", "PYTEST")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    assert done.returncode == 0 or "classify" in words, done.stdout + done.stderr
    return done.stdout


def new_python(folder: Path) -> Path:
    """Return the interpreter of a fresh environment."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    return folder / BIN / "python"


def install(python: Path, *words: str | Path) -> None:
    """Install into an environment and check that all that is wanted is there."""
    run(python, *PIP, "install", *words, cwd=python.parent)
    run(python, *PIP, "check", cwd=python.parent)
