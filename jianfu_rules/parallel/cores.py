"""How many processes are worth having."""

from __future__ import annotations

import os


def core_count() -> int:
    """Return how many processes can run at once for this one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
