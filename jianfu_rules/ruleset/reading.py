"""Read a rule directory into a checked `Ruleset`.

::

    taxonomy.yml   policies.yml   words/*.yml   context/*.yml   national/*.yml

Every file is read and every problem collected before anything is raised.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import Problem, raise_problems
from jianfu_rules.model import (
    Case,
    Cue,
    PhraseText,
    Policy,
    Rule,
    Ruleset,
    SourceRef,
    Symptom,
    Taxonomy,
)
from jianfu_rules.ruleset.checking import Checked, Checker
from jianfu_rules.ruleset.references import check_references
from jianfu_rules.ruleset.schema import KINDS, RULE_PHRASES
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
            text = decode_rule_file(shown, content, problems)
            if text is None:
                unread.add(kind)
                continue
            file = YamlFile(shown, text)
            files[shown] = file
            node = parse_yaml(file, problems)
            if node is None:
                unread.add(kind)
                continue
            written = node.entries.get("kind")
            if isinstance(written, TextNode) and written.value != kind:
                problems.append(
                    file.problem(
                        "JF208",
                        written.source,
                        len(written.value),
                        wanted=kind,
                        value=written.value,
                    )
                )
                unread.add(kind)
                continue
            drafts[kind].append((file, Checker(file, problems).section(node, kind)))
    ruleset = _assemble(drafts, "sha256:" + digest.hexdigest())
    # Where what all refer to could not be read, each reference would be wrong.
    if ruleset is not None and not (problems and unread & {"policies", "words"}):
        ruleset = check_references(ruleset, files, problems, _places(drafts))
    raise_problems(problems)
    assert ruleset is not None  # noqa: S101  a missing taxonomy is a problem above
    return ruleset


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
    taxonomy = _taxonomy(drafts["taxonomy"][0][1], drafts["symptom"])
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
            _rule(rule, draft.get("symptom", ""))
            for _, draft in drafts["symptom"]
            for rule in draft.get("rules", ())
        ),
        cues=tuple(
            _cue(cue) for _, draft in drafts["cues"] for cue in draft.get("cues", ())
        ),
        policies=tuple(
            _policy(policy)
            for _, draft in drafts["policies"]
            for policy in draft.get("policies", ())
        ),
        words=words,
        layers=("national",),
        digest=digest,
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


def _taxonomy(
    draft: Checked, symptom_files: list[tuple[YamlFile, Checked]]
) -> Taxonomy:
    symptoms = tuple(
        Symptom(
            id=s.get("id", ""),
            name=s.get("name", ""),
            about=s.get("about", ""),
            not_this=s.get("not_this", ()),
            policies=s.get("policy", ()),
            is_scored=s.get("scored", "yes") == "yes",
            undoes_relief=s.get("undoes_relief", "no") == "yes",
            source=s.source,
        )
        for s in draft.get("symptoms", ())
    )
    return Taxonomy(
        version=str(draft.get("version", "")),
        symptoms=symptoms,
        strengths=draft.get("strengths", {}),
        burden_bonus=draft.get("burden_bonus", 0.0),
        threshold=draft.get("threshold", 0.5),
        source=draft.source,
    )


def _policy(draft: Checked) -> Policy:
    return Policy(
        id=draft.get("id", ""),
        title=draft.get("title", ""),
        issuer=draft.get("issuer", ""),
        date=draft.get("date", ""),
        number=draft.get("number", ""),
        articles=draft.get("articles", {}),
        confirmed=draft.get("confirmed", "yes") == "yes",
        source=draft.source,
    )


def _case(draft: Checked, *, expected: bool) -> Case:
    return Case(
        text=draft.get("text", ""),
        expected=expected,
        finds=draft.get("finds", ""),
        stance=draft.get("stance", ""),
        target=draft.get("to", ""),
        known_gap=draft.get("known_gap", ""),
        source=draft.source,
    )


def _cases(draft: Checked, hit: str, miss: str) -> tuple[Case, ...]:
    return (
        *(_case(c, expected=True) for c in draft.get(hit, ())),
        *(_case(c, expected=False) for c in draft.get(miss, ())),
    )


def _rule(draft: Checked, symptom: str) -> Rule:
    phrases: dict[str, tuple[PhraseText, ...]] = {
        name: draft.get(name, ()) for name in RULE_PHRASES
    }
    return Rule(
        id=f"{symptom}.{draft.get('id', '')}",
        symptom=symptom,
        name=draft.get("name", ""),
        within=draft.get("within", "sentence"),
        strength=draft.get("strength", "medium"),
        stance=draft.get("stance", ""),
        alone=draft.get("alone", "complaint"),
        policies=draft.get("policy", ()),
        cases=_cases(draft, "should_match", "should_not_match"),
        history=(draft.source,),
        source=draft.source,
        **phrases,
    )


def _cue(draft: Checked) -> Cue:
    return Cue(
        id=draft.get("id", ""),
        effect=draft.get("effect", "mention"),
        phrases=draft.get("phrases", ()),
        direction=draft.get("direction", "forward"),
        reach=draft.get("reach", "clause"),
        stops_at=draft.get("stops_at", ()),
        only_for=draft.get("only_for", ()),
        not_for=draft.get("not_for", ()),
        cases=_cases(draft, "should_apply", "should_not_apply"),
        source=draft.source,
    )
