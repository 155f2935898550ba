"""Messages between processes: a length, then a pickle, on a pipe.

Only the processes that this package starts are at the two ends of the pipe.
"""

from __future__ import annotations

import io
import pickle
import struct
from copyreg import dispatch_table
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from jianfu_rules import model, model_layers
from jianfu_rules.collector import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable

_LENGTH = struct.Struct(">Q")


class TornMessageError(EOFError):
    """The other side ended, in the middle of a message or before one."""


def _reducers() -> dict[type, Callable[[Any], Any]]:
    """Return how results are taken apart: what dataclasses bring takes thrice as long."""
    found: dict[type, Callable[[Any], Any]] = {}
    for module in (model, model_layers):
        for cls in vars(module).values():
            if not (isinstance(cls, type) and is_dataclass(cls)):
                continue
            names = [field.name for field in fields(cls)]
            if len(names) > 1:
                found[cls] = _reducer(cls, attrgetter(*names))
    return found


def _reducer(cls: type, values: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda item: (cls, values(item))


_TABLE = {**dispatch_table, **_reducers()}


def encode(value: object) -> bytes:
    """Return a value as bytes.

    Examples
    --------
    >>> decode(encode({"文字": "天天填表"}))
    {'文字': '天天填表'}
    """
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _TABLE
    pickler.dump(value)
    return out.getvalue()


def decode(data: bytes) -> Any:
    """Return the value that `encode` was given."""
    # Nothing of it is garbage, and looking takes as long as reading.
    with paused_collector():
        return pickle.loads(data)


def send(stream: BinaryIO, data: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Read one message.

    Raises
    ------
    TornMessageError
        Where the other side has ended.
    """
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    return _read(stream, length)


def _read(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise TornMessageError
    return data
