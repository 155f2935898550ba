"""The types and columns of Arrow, for pandas and for Spark."""

from __future__ import annotations

from typing import Any

from jianfu_rules.integrations.columns import (
    FLAG,
    NUMBER,
    TEXT,
    WHOLE,
    Kind,
    ListOf,
    Struct,
)
from jianfu_rules.integrations.frames import missing_library

try:
    import pyarrow as pa
except ImportError as error:
    raise missing_library("pyarrow", "arrow") from error

_PLAIN = {FLAG: pa.bool_, WHOLE: pa.int64, NUMBER: pa.float64, TEXT: pa.string}


def arrow_type(kind: Kind) -> Any:
    """Return the type of a column or field.

    Examples
    --------
    >>> from jianfu_rules.integrations.columns import SCHEMA
    >>> arrow_type(SCHEMA["scores"])
    ListType(list<item: double>)
    """
    if isinstance(kind, ListOf):
        return pa.list_(arrow_type(kind.item))
    if isinstance(kind, Struct):
        return pa.struct([(name, arrow_type(k)) for name, k in kind.fields.items()])
    return _PLAIN[kind]()


def arrow_array(values: list[Any], kind: Kind) -> Any:
    """Return a column; half characters, which Arrow cannot hold, become U+FFFD."""
    try:
        return pa.array(values, type=arrow_type(kind))
    except UnicodeEncodeError:
        return pa.array([_whole(value) for value in values], type=arrow_type(kind))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return value


def python_values(column: Any) -> list[Any]:
    r"""Return the values of a column; a text that is not UTF-8 stays as bytes.

    Examples
    --------
    >>> python_values(pa.array([b"ab", bytes([255]), None]).view(pa.string()))
    ['ab', b'\xff', None]
    """
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        values = [_decoded(value) for value in column.cast(pa.binary()).to_pylist()]
    return values


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value
