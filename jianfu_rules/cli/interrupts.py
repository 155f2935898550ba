"""Ctrl-C that waits until the record at hand is written, so that none is halved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """Hold Ctrl-C back while something must not be cut in two.

    Outside of the main thread nothing is changed, for
    signals do not come there.
    """

    def __init__(self) -> None:
        self._is_held = False
        self._is_waiting = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Take Ctrl-C for as long as the block runs."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._take)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let Ctrl-C wait for the end of the block."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._is_waiting:
            self._is_waiting = False
            raise KeyboardInterrupt

    def _take(self, signum: int, frame: FrameType | None) -> None:
        if not self._is_held:
            raise KeyboardInterrupt
        self._is_waiting = True
