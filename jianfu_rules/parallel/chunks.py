"""Pieces of the stream: what is read at once, and what is sent at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.parallel.transport import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHUNK = 32
"""Items of a chunk: some hundredths of a second, against which a message is nothing."""

CHUNK_CHARS = 20_000
"""A chunk of long texts ends where it has so many characters."""

CHUNK_ITEMS = 4 * CHUNK
"""And one of items of which most are not sent, where it has so many."""


@dataclass(slots=True, eq=False)
class Chunk:
    """Items of the stream in order, and what has come back of them."""

    items: list[Any] = field(default_factory=list)
    payloads: list[Any] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)
    deaths: dict[int, int] = field(default_factory=dict)
    char_count: int = 0
    waiting_count: int = 0

    def add(self, item: Any, payload: Any, char_count: int) -> None:
        """Put an item at the end; its payload is None where nothing is sent."""
        self.items.append(item)
        self.payloads.append(payload)
        self.outcomes.append(None)
        self.waiting_count += payload is not None
        self.char_count += char_count

    @property
    def is_full(self) -> bool:
        """Whether it is worth a message, or holds as much as may be read ahead."""
        return (
            self.waiting_count >= CHUNK
            or self.char_count >= CHUNK_CHARS
            or len(self.items) >= CHUNK_ITEMS
        )


class Job(NamedTuple):
    """Some items of a chunk, as they are sent."""

    chunk: Chunk
    indices: list[int]
    data: bytes


def fill(
    chunk: Chunk,
    source: Iterator[Any],
    payload_of: Callable[[Any], Any],
    chars_of: Callable[[Any], int],
) -> bool:
    """Fill a chunk; return whether the source may have more."""
    for item in source:
        payload = payload_of(item)
        chunk.add(item, payload, 0 if payload is None else chars_of(payload))
        if chunk.is_full:
            return True
    return False


def job_of(chunk: Chunk, indices: list[int]) -> Job:
    """Return some items of a chunk, ready to be sent."""
    return Job(chunk, indices, encode([chunk.payloads[n] for n in indices]))
