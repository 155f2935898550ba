"""A binary stream that tells how much of it was read."""

from __future__ import annotations

from collections.abc import Callable
from io import RawIOBase
from typing import BinaryIO


class CountedStream(RawIOBase):
    """Give out another stream and count, for readers that jump about in it.

    Parameters
    ----------
    stream : binary file
        Seekable; stays open when this one is closed.
    on_bytes : callable, optional
        Called with the number of bytes of every piece read.

    Attributes
    ----------
    is_counting : bool
        False while a reader looks through what it reads again afterwards.
    """

    def __init__(
        self, stream: BinaryIO, on_bytes: Callable[[int], None] | None
    ) -> None:
        self.stream = stream
        self.on_bytes = on_bytes
        self.is_counting = True

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read and count."""
        data = self.stream.read(size)
        if self.on_bytes and self.is_counting:
            self.on_bytes(len(data))
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to a position."""
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the position."""
        return self.stream.tell()
