"""Keep compiled rules in a file, so that the next process need not compile them.

The file is JSON and holds no code; it is found by a key over the content of all the
rule files, so a changed rule is never answered from an old file. What cannot be
read, for whatever reason, is compiled again. ``JIANFU_CACHE`` names another folder,
or is ``off``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianfu_rules import __version__, model, model_layers
from jianfu_rules.model import Ruleset, SourceRef
from jianfu_rules.ruleset.compiled import (
    CompiledCue,
    CompiledRule,
    CompiledRules,
    Tables,
)
from jianfu_rules.ruleset.noise import CodedWords, Halves, NoiseIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jianfu_rules.ruleset.where import RulesPlace

ENVIRONMENT_NAME = "JIANFU_CACHE"
OFF = "off"
KEPT = 6
"""Files that stay: one for each of a few rule directories and noise profiles."""

WORTH_KEEPING = 2_000
"""Words of a rule set below which compiling costs no more than loading."""

_TYPE = "!"


def cache_folder() -> Path | None:
    """Return the folder of the files, None where they are switched off."""
    named = os.environ.get(ENVIRONMENT_NAME)
    if named:
        return None if named == OFF else Path(named)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) / "jianfu_rules" if local else None
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "jianfu_rules"
    above = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(above) if above else Path.home() / ".cache") / "jianfu_rules"
    except RuntimeError:  # no home
        return None


def rules_key(place: RulesPlace, *more: str) -> str | None:
    """Return a key over the content of all rule files of a place.

    None where they are not in a folder (but in a zip file).

    Parameters
    ----------
    place : RulesPlace
    *more : str
        What else decides on the outcome, such as the noise profile.
    """
    key = hashlib.sha256()
    for text in (__version__, sys.version, *_code(), *more):
        key.update(text.encode() + b"\0")
    roots = [place.root, *(p.root for p in place.overlays if p.is_there)]
    for root in roots:
        if not isinstance(root, Path):
            return None
        for path, content in _rule_files(root):
            key.update(path.encode() + b"\0" + content + b"\0")
    return key.hexdigest()


def _code() -> Iterable[str]:
    """Yield the state of what compiles: old files do not outlive its changes."""
    package = Path(__file__).parents[1]
    for folder in ("ruleset", "data"):
        with suppress(OSError), os.scandir(package / folder) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if entry.name.endswith((".py", ".txt")):
                    stat = entry.stat()
                    yield f"{entry.name} {stat.st_size} {stat.st_mtime_ns}"


def _rule_files(root: Path) -> Iterable[tuple[str, bytes]]:
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".yml"):
                path = os.path.join(folder, name)  # noqa: PTH118  three times as fast
                with open(path, "rb") as file:  # noqa: PTH123
                    yield path, file.read()


def load_compiled(key: str, read: Callable[[], Ruleset]) -> CompiledRules | None:
    """Return the rules that were kept under a key, None where there are none.

    Parameters
    ----------
    key : str
        From `rules_key`.
    read : callable
        Returns the full rule set, where somebody asks for it.
    """
    folder = cache_folder()
    if folder is None:
        return None
    try:
        content = (folder / f"{key}.json").read_bytes()
        data = json.loads(content, object_hook=_revive)
        return _unpack(data, read)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


def keep_compiled(key: str, rules: CompiledRules) -> None:
    """Keep compiled rules under a key; where that fails nothing is lost."""
    folder = cache_folder()
    if folder is None or len(rules.literals) < WORTH_KEEPING:
        return
    target = folder / f"{key}.json"
    draft = folder / f"{key}.{os.getpid()}.part"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(_pack(rules), ensure_ascii=False, separators=(",", ":"))
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
        kept = sorted(folder.glob("*.json"), key=lambda p: -p.stat().st_mtime)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)


def _pack(rules: CompiledRules) -> dict[str, Any]:
    tables, noise = rules.tables, rules.noise
    heads = {rule.id: n for n, rule in enumerate(rules.outline.rules)}
    cues = {cue.id: n for n, cue in enumerate(rules.outline.cues)}
    return {
        "tables": {
            name: "\n".join(value) if _is_text(value) else value
            for name, value in _fields(tables)
        },
        "texts": [name for name, value in _fields(tables) if _is_text(value)],
        "rules": [
            [group, [[heads[r.rule.id], *_row(r)] for r in found]]
            for group, found in rules.rules_of_group.items()
        ],
        "cues": [
            [group, [[cues[c.cue.id], c.number, c.stops_at] for c in found]]
            for group, found in rules.cues_of_group.items()
        ],
        "outline": _plain(_outline(rules.outline)),
        "kinds": sorted(noise.kinds),
        "sounds": [noise.sounds.keys, noise.sounds.words],
        "shapes": [noise.shapes.keys, noise.shapes.words],
        "halves": [list(value) for _, value in _fields(noise.halves)],
        "pinyin": noise.pinyin,
        "pairs": noise.pairs,
        "edges": list(noise.edges.items()),
    }


def _unpack(data: dict[str, Any], read: Callable[[], Ruleset]) -> CompiledRules:
    texts = set(data["texts"])
    tables = Tables(
        **{
            name: (value.split("\n") if value else []) if name in texts else value
            for name, value in data["tables"].items()
        }
    )
    outline: Ruleset = data["outline"]
    noise = NoiseIndex(
        tables.literals,
        frozenset(data["kinds"]),
        CodedWords(*data["sounds"]),
        CodedWords(*data["shapes"]),
        Halves(*data["halves"]),
        data["pinyin"],
        data["pairs"],
        dict(data["edges"]),
    )
    rules = {
        group: tuple(_rule(outline, *row) for row in found)
        for group, found in data["rules"]
    }
    cues = {
        group: tuple(CompiledCue(outline.cues[n], *row) for n, *row in found)
        for group, found in data["cues"]
    }
    return CompiledRules(tables, rules, cues, outline, noise, read)


def _row(rule: CompiledRule) -> list[Any]:
    return [
        rule.weight,
        rule.phrases,
        list(rule.together),
        rule.together_text,
        rule.exceptions,
        rule.unless,
        rule.unless_anywhere,
        rule.only_with,
        sorted(rule.slips),
    ]


def _rule(outline: Ruleset, head: int, *row: Any) -> CompiledRule:
    weight, phrases, together, text, exceptions, unless, anywhere, only, slips = row
    return CompiledRule(
        outline.rules[head],
        weight,
        phrases,
        tuple(together),
        text,
        exceptions,
        unless,
        anywhere,
        only,
        frozenset(slips),
    )


def _outline(ruleset: Ruleset) -> Ruleset:
    """Return the rules without what only their readers and tests need."""
    bare: dict[str, Any] = dict.fromkeys(
        (
            "phrases",
            "together",
            "exceptions",
            "unless",
            "unless_anywhere",
            "only_with",
            "cases",
            "history",
        ),
        (),
    )
    return replace(
        ruleset,
        rules=tuple(replace(r, source=_layer(r.source), **bare) for r in ruleset.rules),
        cues=tuple(
            replace(c, phrases=(), stops_at=(), cases=(), source=SourceRef())
            for c in ruleset.cues
        ),
        words={"": ruleset.words.get("", {})},
        includes={},
        acts=(),
        disabled=(),
        breaks=(),
        notes=(),
    )


def _layer(source: SourceRef) -> SourceRef:
    return SourceRef(layer=source.layer)


def _is_text(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], str)


def _fields(data: Any) -> list[tuple[str, Any]]:
    return [(f.name, getattr(data, f.name)) for f in fields(data)]


def _plain(value: Any) -> Any:
    """Return a value of the model as JSON, its types named."""
    if is_dataclass(value):
        out = {_TYPE: type(value).__name__}
        for field in fields(value):
            held = getattr(value, field.name)
            if held != field.default:
                out[field.name] = _plain(held)
        return out
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _revive(data: dict[str, Any]) -> Any:
    """Build the value that `_plain` wrote; lists of the model are tuples."""
    name = data.pop(_TYPE, None)
    if name is None:
        return data
    kind = getattr(model, name, None) or getattr(model_layers, name)
    if not is_dataclass(kind):
        raise ValueError(name)
    values: dict[str, Any] = {key: _tuples(value) for key, value in data.items()}
    return kind(**values)  # type: ignore[operator]  # a class of the model


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value
