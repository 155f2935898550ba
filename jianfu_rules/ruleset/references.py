"""Check what the parts of a rule set say of each other, and parse the phrases.

Ids are unique, symptoms, policies and word lists exist, lists do not refer to
themselves, every phrase can be read. Lists come out flat: plain words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from jianfu_rules.errors import Problem
from jianfu_rules.model import Cue, PhraseText, Rule, Ruleset, SourceRef
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.phrases import PhraseSlip, parse_phrase
from jianfu_rules.ruleset.schema import CUE_PHRASES, RULE_PHRASES

if TYPE_CHECKING:
    from jianfu_rules.ruleset.yamlread import TextNode, YamlFile

_INCLUDE = re.compile(r"^<([^<>|]+)>$")
_Thing = TypeVar("_Thing", Rule, Cue)


def check_references(
    ruleset: Ruleset,
    files: Mapping[str, YamlFile],
    problems: list[Problem],
    places: Mapping[tuple[SourceRef, str], SourceRef],
) -> Ruleset:
    """Return *ruleset* with flat word lists and parsed phrases.

    Parameters
    ----------
    ruleset : Ruleset
        As read; its word lists still hold text nodes.
    files : mapping of str to YamlFile
        By the name that sources carry, for problems that show the line.
    problems : list of Problem
        Appended to.
    places : mapping of (SourceRef, str) to SourceRef
        Where a name stands that the thing at the first place refers to.
    """
    check = _References(ruleset, files, problems, places)
    check.unique_ids()
    check.symptoms_and_policies()
    words = check.flat_words()
    return replace(
        ruleset,
        words=words,
        rules=tuple(check.parsed(r, RULE_PHRASES) for r in ruleset.rules),
        cues=tuple(check.parsed(c, CUE_PHRASES) for c in ruleset.cues),
    )


class _References:
    def __init__(
        self,
        ruleset: Ruleset,
        files: Mapping[str, YamlFile],
        problems: list[Problem],
        places: Mapping[tuple[SourceRef, str], SourceRef],
    ) -> None:
        self.ruleset = ruleset
        self.files = files
        self.problems = problems
        self.places = places
        self.reported: set[object] = set()
        self.known: dict[str, frozenset[str]] = {}
        shared = ruleset.words.get("", {})
        for name in files:
            local = ruleset.words.get(name, {})
            self.known[name] = frozenset(shared) | frozenset(local)

    def report(
        self, code: str, source: SourceRef, width: int = 1, **values: object
    ) -> None:
        file = self.files[source.file]
        self.problems.append(file.problem(code, source, width, **values))

    def unique_ids(self) -> None:
        for things in (
            self.ruleset.taxonomy.symptoms,
            self.ruleset.policies,
            self.ruleset.cues,
            self.ruleset.rules,
        ):
            seen: dict[str, SourceRef] = {}
            for thing in things:
                if not thing.id.rpartition(".")[2]:
                    continue  # reported as missing or misspelt
                if thing.id in seen:
                    first = seen[thing.id]
                    where = f"{first.file}:{first.line}"
                    self.report("JF202", thing.source, 1, value=thing.id, where=where)
                seen.setdefault(thing.id, thing.source)

    def symptoms_and_policies(self) -> None:
        symptoms = [s.id for s in self.ruleset.taxonomy.symptoms]
        known = "、".join(symptoms)

        def check(value: str, owner: SourceRef) -> None:
            source = self.places.get((owner, value), owner)
            if not value or value in symptoms or source in self.reported:
                return
            self.reported.add(source)
            near = nearest(value, symptoms)
            width = len(value) if source != owner else 1
            self.report(
                "JF201", source, width, value=value, suggestion=near, known=known
            )

        for rule in self.ruleset.rules:
            check(rule.symptom, rule.source)
            self.policy_refs(rule.policies, rule.source)
        for cue in self.ruleset.cues:
            for value in (*cue.only_for, *cue.not_for):
                check(value, cue.source)
        for symptom in self.ruleset.taxonomy.symptoms:
            self.policy_refs(symptom.policies, symptom.source)

    def policy_refs(self, refs: tuple[str, ...], owner: SourceRef) -> None:
        policies = {p.id: p for p in self.ruleset.policies}
        for ref in refs:
            name, _, article = ref.partition("#")
            source = self.places.get((owner, ref), owner)
            width = len(ref) if source != owner else 1
            if name not in policies:
                near = nearest(name, policies)
                self.report("JF204", source, width, value=name, suggestion=near)
            elif article and article not in policies[name].articles:
                known: object = "、".join(policies[name].articles)
                known = known or ("（没有列条目）", "(no articles listed)")
                self.report(
                    "JF205", source, width, policy=name, article=article, known=known
                )

    def flat_words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the word lists with their includes unfolded."""
        out: dict[str, dict[str, tuple[str, ...]]] = {}
        for scope, lists in self.ruleset.words.items():
            out[scope] = {
                name: tuple(dict.fromkeys(self._unfold(scope, name, ())))
                for name in lists
            }
        return out

    def _unfold(self, scope: str, name: str, path: tuple[str, ...]) -> Iterator[str]:
        # Inside a file's own list, the list of the same name is the shared one.
        if scope and (name not in self.ruleset.words[scope] or name in path):
            scope, path = "", ()
        items: tuple[TextNode, ...] = self.ruleset.words[scope][name]  # type: ignore[assignment]  # nodes until here
        for item in items:
            found = _INCLUDE.match(item.value)
            if not found:
                yield item.value
                continue
            inner = found[1]
            shared = self.ruleset.words.get("", {})
            local = self.ruleset.words.get(scope, {}) if scope else {}
            if inner not in shared and inner not in local:
                self.unknown_list(item.source, inner, len(item.value))
            elif inner in (*path, name) and not (scope and inner in shared):
                circle = (*path, name, inner)[(*path, name).index(inner) :]
                if frozenset(circle) not in self.reported:
                    self.reported.add(frozenset(circle))
                    width, shown = len(item.value), "→".join(circle)
                    self.report("JF206", item.source, width, value=inner, path=shown)
            else:
                yield from self._unfold(scope, inner, (*path, name))

    def unknown_list(self, source: SourceRef, name: str, width: int = 1) -> None:
        if (source, name) in self.reported:
            return
        self.reported.add((source, name))
        known = self.known.get(source.file, frozenset())
        self.report(
            "JF203",
            source,
            width,
            value=name,
            suggestion=nearest(name, known),
            known="、".join(sorted(known)[:12]),
        )

    def parsed(self, thing: _Thing, names: tuple[str, ...]) -> _Thing:
        changes: dict[str, Any] = {
            name: self._parsed(getattr(thing, name)) for name in names
        }
        return replace(thing, **changes)

    def _parsed(self, phrases: tuple[PhraseText, ...]) -> tuple[PhraseText, ...]:
        out = []
        for phrase in phrases:
            source = phrase.source
            known = self.known[source.file]
            try:
                forms = parse_phrase(phrase.text, known)
            except PhraseSlip as slip:
                self._slip(phrase, slip)
                continue
            out.append(PhraseText(phrase.text, source, forms))
        return tuple(out)

    def _slip(self, phrase: PhraseText, slip: PhraseSlip) -> None:
        file = self.files[phrase.source.file]
        line = file.lines[phrase.source.line - 1]
        # A quoted phrase begins one column later than its node.
        quoted = line[phrase.source.column - 1 : phrase.source.column] in {'"', "'"}
        source = replace(
            phrase.source, column=phrase.source.column + slip.offset + quoted
        )
        if slip.code == "JF203":
            self.unknown_list(source, str(slip.values["value"]), slip.width)
        else:
            self.report(slip.code, source, slip.width, **slip.values)
