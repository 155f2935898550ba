"""Check what the parts of a rule set say of each other, and parse the phrases.

Ids are unique, symptoms, policies and word lists exist, lists do not refer to
themselves, every phrase can be read. Lists come out flat: plain words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from jianfu_rules.errors import Problem
from jianfu_rules.model import Cue, PhraseText, Rule, Ruleset, SourceRef
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.phrases import PhraseSlip, parse_phrase
from jianfu_rules.ruleset.schema import CUE_PHRASES, LIMITED, RULE_PHRASES

if TYPE_CHECKING:
    from jianfu_rules.model_layers import Limit
    from jianfu_rules.ruleset.yamlread import TextNode, YamlFile

_INCLUDE = re.compile(r"^<([^<>|]+)>$")
_Thing = TypeVar("_Thing", Rule, Cue)


def included_list(item: str) -> str:
    """Return the name in an item ``<名字>`` of a word list, empty for a word."""
    found = _INCLUDE.match(item)
    return found[1] if found else ""


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
    check = References(ruleset, files, problems, places)
    check.unique_ids()
    check.symptoms_and_policies()
    check.limits(ruleset.limits)
    check.terms(ruleset.rules)
    words = check.flat_words()
    return replace(
        ruleset,
        words=words,
        includes=check.includes,
        rules=tuple(check.parsed(r, RULE_PHRASES) for r in ruleset.rules),
        cues=tuple(check.parsed(c, CUE_PHRASES) for c in ruleset.cues),
    )


class References:
    """Checks what the files of one rule set, or one overlay, say of each other.

    Takes what `check_references` takes.
    """

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
        self.includes: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
        self.visited: set[tuple[str, str]] = set()
        self.known: dict[str, frozenset[str]] = {}
        shared = ruleset.words.get("", {})
        for name in files:
            local = ruleset.words.get(name, {})
            self.known[name] = frozenset(shared) | frozenset(local)

    def report(
        self, code: str, source: SourceRef, width: int = 1, **values: object
    ) -> None:
        """Append a problem at *source*."""
        file = self.files[source.file]
        self.problems.append(file.problem(code, source, width, **values))

    def unique_ids(self) -> None:
        """Report ids that are given twice."""
        for things in (
            self.ruleset.taxonomy.symptoms,
            self.ruleset.policies,
            self.ruleset.cues,
            self.ruleset.rules,
            self.ruleset.limits,
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
        """Report symptoms and documents that do not exist."""
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
        """Report documents and articles that do not exist."""
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

    def limits(self, limits: Iterable[Limit]) -> None:
        """Check the documents, subjects and days of some limits."""
        limits = tuple(limits)
        for limit in limits:
            article = f"#{limit.article}" if limit.article else ""
            self.policy_refs((limit.policy + article,), limit.source)
            if limit.what and limit.what not in LIMITED:
                near, known = nearest(limit.what, LIMITED), "、".join(LIMITED)
                values = {"value": limit.what, "suggestion": near, "known": known}
                self.report("JF320", limit.source, 1, **values)
        self.terms(limits)

    def terms(self, things: Iterable[Rule | Limit]) -> None:
        """Check that nothing ends before it begins."""
        for thing in things:
            first, last = thing.valid_from, thing.valid_to
            if first and last and last < first:
                self.report("JF321", thing.source, 1, first=first, last=last)

    def flat_words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the word lists with their includes unfolded.

        Items are nodes, or plain words where a list is flat already.
        """
        out: dict[str, dict[str, tuple[str, ...]]] = {}
        for scope, lists in self.ruleset.words.items():
            out[scope] = {}
            for name in lists:
                self.visited = set()
                out[scope][name] = tuple(dict.fromkeys(self._unfold(scope, name, ())))
                inner = self.visited - {(scope, name)}
                if inner:
                    self.includes[scope, name] = frozenset(inner)
        return out

    def _unfold(self, scope: str, name: str, path: tuple[str, ...]) -> Iterator[str]:
        # Inside a file's own list, the list of the same name is the shared one.
        if scope and (name not in self.ruleset.words[scope] or name in path):
            scope, path = "", ()
        self.visited.add((scope, name))
        items: tuple[TextNode | str, ...] = self.ruleset.words[scope][name]
        for item in items:
            if isinstance(item, str):
                yield item
                continue
            inner = included_list(item.value)
            if not inner:
                yield item.value
                continue
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
        """Report a list that does not exist, once for each place."""
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
        """Return a rule or cue with the phrases of its fields *names* parsed."""
        changes: dict[str, Any] = {
            name: self.parsed_phrases(getattr(thing, name)) for name in names
        }
        return replace(thing, **changes)

    def parsed_phrases(self, phrases: tuple[PhraseText, ...]) -> tuple[PhraseText, ...]:
        """Return phrases parsed; those that cannot be are reported and left out."""
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
