"""The table of fields as JSON Schema (draft 2020-12), for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jianfu_rules.ruleset.schema import FILE_KINDS, SECTIONS, Field

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ALL_KINDS = "rules"
"""The name of the schema that holds for a file of any kind."""

_ID_PATTERN = "^[a-z][a-z0-9_]{0,60}$"
_DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"
# The reader takes every scalar as text; an editor sees 2026 as a number.
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_WORDS: dict[str, Any] = {"type": "array", "minItems": 1, "items": _TEXT}
_WORD_LISTS: dict[str, Any] = {"type": "object", "additionalProperties": _WORDS}
_PLAIN: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "id": {"type": "string", "pattern": _ID_PATTERN},
    "number": {"type": "number"},
    "date": {"type": "string", "pattern": _DATE_PATTERN},
    "texts": _WORDS,
    "phrases": _WORDS,
    "words": _WORD_LISTS,
    "scoped_words": {"type": "object", "additionalProperties": _WORD_LISTS},
    "numbers": {"type": "object", "additionalProperties": {"type": "number"}},
    "articles": {"type": "object", "additionalProperties": _TEXT},
}
_SHORT_CASES = frozenset({"case", "cue_case"})
# Sections whose items may be a bare text.
_ONE_OF_TWO = {"rule": ("phrases", "together"), "local_rule": ("phrases", "together")}


def export_schema(kind: str = ALL_KINDS) -> dict[str, Any]:
    """Return the JSON Schema of one kind of rule file, or of all.

    Parameters
    ----------
    kind : str
        One of ``schema.FILE_KINDS``, or `ALL_KINDS`.

    Returns
    -------
    dict

    Examples
    --------
    >>> export_schema("words")["required"]
    ['kind', 'words']
    """
    if kind == ALL_KINDS:
        whole: dict[str, Any] = {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": list(FILE_KINDS)}},
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": name}}},
                    "then": _file(name),
                }
                for name in FILE_KINDS
            ],
        }
        inner = _inner_sections(FILE_KINDS)
    else:
        whole = _file(kind)
        inner = _inner_sections((kind,))
    definitions = {name: _section(name) for name in inner}
    return {
        "$schema": DRAFT,
        "title": f"jianfu {kind}",
        **whole,
        **({"$defs": definitions} if definitions else {}),
    }


def _file(kind: str) -> dict[str, Any]:
    out = _section(kind)
    out["properties"]["kind"] = {
        "const": kind,
        "description": out["properties"]["kind"]["description"],
    }
    return out


def _section(name: str) -> dict[str, Any]:
    fields = SECTIONS[name]
    out: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "required": [f.name for f in fields if f.required],
        "properties": {f.name: _field(f) for f in fields},
    }
    if name in _ONE_OF_TWO:
        out["anyOf"] = [{"required": [key]} for key in _ONE_OF_TWO[name]]
    return out


def _field(field: Field) -> dict[str, Any]:
    about = {"description": field.about}
    if field.type == "choice":
        return {"enum": list(field.choices), **about}
    if field.type in _PLAIN:
        return {**_PLAIN[field.type], **about}
    item: Mapping[str, Any] = {"$ref": f"#/$defs/{field.type}"}
    if field.type in _SHORT_CASES:
        item = {"anyOf": [_TEXT, item]}
    return {"type": "array", "minItems": 1, "items": item, **about}


def _inner_sections(kinds: tuple[str, ...]) -> list[str]:
    """Return the sections that the fields of *kinds* lead to, in order."""
    out: list[str] = []
    waiting = list(kinds)
    while waiting:
        for field in SECTIONS[waiting.pop(0)]:
            if field.type in SECTIONS and field.type not in out:
                out.append(field.type)
                waiting.append(field.type)
    return out
