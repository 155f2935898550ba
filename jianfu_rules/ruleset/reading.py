"""Read a rule directory into a checked `Ruleset`.

::

    taxonomy.yml   policies.yml   words/*.yml   context/*.yml   national/*.yml

Every file is read and every problem collected before anything is raised.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import Problem, raise_problems
from jianfu_rules.model import Ruleset, SourceRef
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.ruleset.building import (
    build_cue,
    build_limits,
    build_marks,
    build_policy,
    build_rule,
    build_taxonomy,
    version_of,
)
from jianfu_rules.ruleset.checking import Checked, Checker
from jianfu_rules.ruleset.references import check_references
from jianfu_rules.ruleset.schema import KINDS
from jianfu_rules.ruleset.yamlread import (
    TextNode,
    YamlFile,
    decode_rule_file,
    parse_yaml,
)

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_FOLDERS = (
    ("", "taxonomy.yml", "taxonomy"),
    ("", "policies.yml", "policies"),
    ("words", "", "words"),
    ("context", "", "cues"),
    ("national", "", "symptom"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a rule directory, right or wrong.

    Parameters
    ----------
    ruleset : Ruleset or None
        What could be read; None where nothing can be made of it.
    files : mapping of str to YamlFile
        The decoded files by the name that sources carry.
    problems : list of Problem
        All that is wrong.
    unread : frozenset of str
        The kinds of which a file is missing or could not be read at all.
    """

    ruleset: Ruleset | None
    files: dict[str, YamlFile]
    problems: list[Problem]
    unread: frozenset[str]


def read_rules(root: Traversable) -> Ruleset:
    """Read, check and merge the rule files under *root*.

    Parameters
    ----------
    root : Traversable
        A directory with ``taxonomy.yml``; a `pathlib.Path` will do.

    Returns
    -------
    Ruleset

    Raises
    ------
    RuleError
        With every problem of every file.
    """
    reading = collect_rules(root)
    raise_problems(reading.problems)
    assert reading.ruleset is not None  # noqa: S101  a missing taxonomy is a problem above
    return reading.ruleset


def collect_rules(root: Traversable) -> Reading:
    """Read and check as `read_rules` does, and keep the problems instead of raising.

    Parameters
    ----------
    root : Traversable

    Returns
    -------
    Reading
    """
    problems: list[Problem] = []
    drafts: dict[str, list[tuple[YamlFile, Checked]]] = {kind: [] for kind in KINDS}
    digest = hashlib.sha256()
    files: dict[str, YamlFile] = {}
    unread: set[str] = set()
    for folder, only, kind in _FOLDERS:
        listed = _list_files(root, folder, only, problems)
        if not listed:
            unread.add(kind)
        for name, content in listed:
            digest.update(name.encode() + b"\0")
            digest.update(content.replace(b"\r\n", b"\n") + b"\0")
            shown = str(root.joinpath(name)) if not folder else _shown(root, name)
            file, draft = read_file(shown, content, kind, problems)
            if file is not None:
                files[shown] = file
            if file is None or draft is None:
                unread.add(kind)
                continue
            drafts[kind].append((file, draft))
    ruleset = _assemble(drafts, "sha256:" + digest.hexdigest())
    # Where what all refer to could not be read, each reference would be wrong.
    if ruleset is not None and not (problems and unread & {"policies", "words"}):
        ruleset = check_references(ruleset, files, problems, _places(drafts))
    return Reading(ruleset, files, problems, frozenset(unread))


def read_file(
    shown: str,
    content: bytes,
    kind: str,
    problems: list[Problem],
    layer: str = NATIONAL,
) -> tuple[YamlFile | None, Checked | None]:
    """Decode, parse and check one rule file.

    Parameters
    ----------
    shown : str
        The path as shown to people.
    content : bytes
    kind : str
        The kind that the file must be of, a section of the schema.
    problems : list of Problem
        Appended to.
    layer : str
        The layer that it belongs to.

    Returns
    -------
    file : YamlFile or None
        None where it is no text.
    draft : Checked or None
        None where nothing of it can be used.
    """
    text = decode_rule_file(shown, content, problems)
    if text is None:
        return None, None
    file = YamlFile(shown, text, layer)
    node = parse_yaml(file, problems)
    if node is None:
        return file, None
    written = node.entries.get("kind")
    if isinstance(written, TextNode) and written.value != kind:
        width, values = len(written.value), {"wanted": kind, "value": written.value}
        problems.append(file.problem("JF208", written.source, width, **values))
        return file, None
    return file, Checker(file, problems).section(node, kind)


def _shown(root: Traversable, name: str) -> str:
    return str(root.joinpath(*name.split("/")))


def _list_files(
    root: Traversable, folder: str, only: str, problems: list[Problem]
) -> list[tuple[str, bytes]]:
    """Return (name, content) of the rule files of one folder, sorted by name."""
    place = root.joinpath(folder) if folder else root
    if only:
        path = place.joinpath(only)
        if not path.is_file():
            problems.append(
                Problem("JF207", {"file": only}, SourceRef(str(root), 0, 0))
            )
            return []
        return [(only, path.read_bytes())]
    if not place.is_dir():
        problems.append(
            Problem("JF207", {"file": f"{folder}/*.yml"}, SourceRef(str(root), 0, 0))
        )
        return []
    found = [p for p in place.iterdir() if p.name.endswith(".yml")]
    return [
        (f"{folder}/{p.name}", p.read_bytes())
        for p in sorted(found, key=lambda p: p.name)
        if not p.name.startswith((".", "_"))
    ]


def _assemble(
    drafts: dict[str, list[tuple[YamlFile, Checked]]], digest: str
) -> Ruleset | None:
    if not drafts["taxonomy"]:
        return None
    taxonomy = build_taxonomy(drafts["taxonomy"][0][1])
    words: dict[str, dict[str, tuple[Any, ...]]] = {"": {}}
    for _, draft in drafts["words"]:
        words[""].update(draft.get("words", {}))
    for kind in ("cues", "symptom"):
        for file, draft in drafts[kind]:
            if "words" in draft:
                words[file.name] = dict(draft["words"])
    return Ruleset(
        taxonomy=taxonomy,
        rules=tuple(
            build_rule(rule, symptom, symptom, version_of(draft))
            for _, draft in drafts["symptom"]
            for symptom in [draft.get("symptom", "")]
            for rule in draft.get("rules", ())
        ),
        cues=tuple(
            build_cue(cue)
            for _, draft in drafts["cues"]
            for cue in draft.get("cues", ())
        ),
        policies=tuple(
            build_policy(policy)
            for _, draft in drafts["policies"]
            for policy in draft.get("policies", ())
        ),
        words=words,
        layers=(NATIONAL,),
        digest=digest,
        base_digest=digest,
        limits=tuple(
            limit
            for _, draft in drafts["policies"]
            for limit in build_limits(draft.get("policies", ()))
        ),
        layer_names={NATIONAL: "全国"},
        marks=build_marks(draft for _, draft in drafts["words"]),
    )


def _places(
    drafts: dict[str, list[tuple[YamlFile, Checked]]],
) -> dict[tuple[SourceRef, str], SourceRef]:
    """Return where the names stand that rules, cues and symptoms refer to."""
    out: dict[tuple[SourceRef, str], SourceRef] = {}
    for kind, inner in (
        ("taxonomy", "symptoms"),
        ("symptom", "rules"),
        ("cues", "cues"),
    ):
        for _, draft in drafts[kind]:
            for part in draft.get(inner, ()):
                for (_, value), place in part.items_at.items():
                    out[part.source, value] = place
                if "symptom" in draft:
                    out[part.source, draft["symptom"]] = draft.places["symptom"]
    return out
