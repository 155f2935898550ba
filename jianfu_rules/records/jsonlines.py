"""Read JSON Lines: one object a line; what is wrong with a line stays with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.columns import Fields, choose_fields
from jianfu_rules.records.encodings import Line
from jianfu_rules.records.record import Reading, Record, parts_of

_LOOK_AHEAD = 50
"""Lines in which the names of the fields are looked for."""

_SHOWN_CHARACTERS = 40
_LINE_TEXT_CHARACTERS = 200
_SURROGATE = re.compile("[\ud800-\udfff]")
_WHOLE_JSON = re.compile(r"\[\s*(\{.*)?|\{")


class _Number(str):
    """A JSON number as it was written: no digit of an id may get lost."""

    __slots__ = ()


class _NoNumber(_Number):
    """``NaN`` or ``Infinity``, which Python writes and JSON does not know."""

    __slots__ = ()


class _Object(dict):  # type: ignore[type-arg]
    """A JSON object that remembers which keys were written twice."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated: dict[str, list[object]] = {}
        if len(self) < len(pairs):
            for key, value in pairs:
                self.repeated.setdefault(key, []).append(value)
            self.repeated = {k: v for k, v in self.repeated.items() if len(v) > 1}


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Object,
    parse_int=_Number,
    parse_float=_Number,
    parse_constant=_NoNumber,
    # A raw tab or line break inside a string is common in hand-made exports.
    strict=False,
)


@dataclass(slots=True)
class _Parsed:
    line: Line
    fields: _Object = field(default_factory=lambda: _Object([]))
    problem: Problem | None = None


def read_json_lines(lines: Iterable[Line], reading: Reading) -> Iterator[Record]:
    """Yield a record for every line that is not blank.

    Parameters
    ----------
    lines : iterable of Line
    reading : Reading

    Raises
    ------
    InputError
        Where no object among the first lines has the text field (JF620, JF621),
        or the file is one JSON value over many lines (JF615).
    """
    parsed = (_parse(line, reading) for line in lines if line.text.strip())
    first = list(islice(parsed, _LOOK_AHEAD))
    if first and first[0].problem and _is_whole_json(first[0].line.text):
        raise InputError(Problem("JF615", {"path": reading.file}))
    # In order of first appearance; an object may lack what a later one has.
    names = list(dict.fromkeys(name for item in first for name in item.fields))
    if not names:
        # Not one object: each line says what is wrong with it.
        chosen = Fields(reading.text_field or "text", reading.id_field, {}, {})
    else:
        chosen = choose_fields(names, reading)
    for item in chain(first, parsed):
        yield _record(item, chosen, reading)


def _is_whole_json(text: str) -> bool:
    return _WHOLE_JSON.fullmatch(text.strip().lstrip("\ufeff")) is not None


def _parse(line: Line, reading: Reading) -> _Parsed:
    text = line.text.strip().lstrip("\ufeff")
    source = SourceRef(reading.file, line.number, 1)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        at = SourceRef(reading.file, line.number, error.pos + 1)
        shown = text if len(text) <= _LINE_TEXT_CHARACTERS else ""
        problem = Problem("JF640", {"column": error.pos + 1}, at, shown)
        return _Parsed(line, problem=line.problem or problem)
    except RecursionError:
        return _Parsed(line, problem=line.problem or Problem("JF648", {}, source))
    if not isinstance(value, _Object):
        problem = Problem("JF641", {"got": _shorten(text)}, source)
        return _Parsed(line, problem=line.problem or problem)
    return _Parsed(line, value, line.problem)


def _record(item: _Parsed, chosen: Fields, reading: Reading) -> Record:
    fields = item.fields
    text_field, id_field = chosen.text, chosen.id
    place = f"{reading.file}:{item.line.number}"
    record_id = _id_text(fields.get(id_field)) if id_field else ""
    source = SourceRef(reading.file, item.line.number, 1)
    value = fields.get(text_field)
    is_text = _is_text(value)
    text = str(value) if is_text else ""
    problem = item.problem
    if problem is None:
        if text_field not in fields:
            problem = Problem("JF642", {"field": text_field}, source)
        elif len({repr(v) for v in fields.repeated.get(text_field, ())}) > 1:
            problem = Problem("JF645", {"field": text_field}, source)
        elif not is_text:
            values = {"field": text_field, "got": _shorten(value)}
            problem = Problem("JF643", values, source)
        else:
            _warn(fields, text, source, reading)
    others = {} if problem else _other_parts(fields, chosen, source, reading)
    extra = {k: v for k, v in fields.items() if k not in (text_field, id_field)}
    parts = parts_of(text, others)
    about = {
        what: _id_text(fields[name])
        for what, name in chosen.about.items()
        if name in fields
    }
    return Record(record_id or place, text, place, problem, extra, parts, about)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, _Number)


def _other_parts(
    fields: _Object, chosen: Fields, source: SourceRef, reading: Reading
) -> dict[str, str]:
    """Return the parts beside the text; what is no text is reported and left out."""
    parts = {}
    for part, name in chosen.parts.items():
        value = fields.get(name)
        if _is_text(value):
            parts[part] = str(value)
        elif value is not None:
            values = {"field": name, "got": _shorten(value), "part": part}
            reading.report(Problem("JF649", values, source, severity="warning"))
    return parts


def _warn(fields: _Object, text: str, source: SourceRef, reading: Reading) -> None:
    """Report what is odd about a record that can be classified all the same."""
    for key in fields.repeated:
        values = {"field": key}
        reading.report(Problem("JF644", values, source, severity="warning"))
    for value in fields.values():
        if isinstance(value, _NoNumber):
            values = {"value": str(value)}
            reading.report(Problem("JF646", values, source, severity="warning"))
    half = _SURROGATE.search(text)
    if half:
        values = {"value": f"\\u{ord(half[0]):04x}"}
        reading.report(Problem("JF647", values, source, severity="warning"))


def _id_text(value: object) -> str:
    if value is None or isinstance(value, _NoNumber):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _shorten(value: object) -> str:
    is_shown_as_is = isinstance(value, str)
    shown = str(value) if is_shown_as_is else json.dumps(value, ensure_ascii=False)
    if len(shown) > _SHOWN_CHARACTERS:
        return shown[:_SHOWN_CHARACTERS] + "…"
    return shown
