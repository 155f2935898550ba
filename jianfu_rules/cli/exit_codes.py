"""The exit codes of ``jianfu``, for scripts that call it."""

from __future__ import annotations

OK = 0
FINDINGS = 1
WRONG_USE = 2
RULES = 3
INPUT = 4
INCOMPLETE = 5
UNEXPECTED = 70
INTERRUPTED = 130
