"""The word lists of layered rules: own lists, added words, and who sees which.

A phrase of an overlay belongs to a rule of some symptom, and sees the overlay's own
lists, then those of that symptom's file, then the shared ones. So its lists are
called ``symptom/list``, and `LayerWords.settled` copies them to where its file looks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.model import PhraseText, Ruleset
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.phrases import Words
from jianfu_rules.ruleset.references import References
from jianfu_rules.ruleset.schema import SHARED

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem
    from jianfu_rules.ruleset.yamlread import TextNode, YamlFile

_SEPARATOR = "/"


class LayerWords:
    """The lists of a rule set while one overlay is merged.

    Parameters
    ----------
    base : Ruleset
    file : YamlFile
        Of the overlay.
    problems : list of Problem
        Appended to.
    """

    def __init__(self, base: Ruleset, file: YamlFile, problems: list[Problem]) -> None:
        self.base = base
        self.file = file
        self.problems = problems
        self.words = {scope: dict(lists) for scope, lists in base.words.items()}
        self.includes = dict(base.includes)
        self.own: frozenset[str] = frozenset()
        self.files: dict[str, list[str]] = {s.id: [] for s in base.taxonomy.symptoms}
        for rule in (*base.rules, *base.disabled):
            if rule.source.layer == NATIONAL:
                files = self.files.setdefault(rule.symptom, [])
                if rule.source.file not in files:
                    files.append(rule.source.file)

    def references(self, visible: Mapping[str, Any]) -> References:
        """Return a check of the overlay's file that sees shared and *visible* lists."""
        words = {"": self.words.get("", {}), self.file.name: visible}
        ruleset = replace(self.base, words=words)
        return References(ruleset, {self.file.name: self.file}, self.problems, {})

    def take_own(self, lists: Mapping[str, tuple[TextNode, ...]]) -> None:
        """Take the lists that only the overlay's own phrases see."""
        if not lists:
            return
        scope = self.file.name
        check = self.references(lists)
        self.words[scope] = dict(check.flat_words()[scope])
        self.own = frozenset(lists)
        for name in lists:
            inner = check.includes.get((scope, name), frozenset())
            for place in inner:
                inner |= self.includes.get(place, frozenset())
            if inner:
                self.includes[scope, name] = inner

    def extend(
        self, scope: str, name: str, nodes: tuple[TextNode, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Add words to a list of a symptom, or to a shared one.

        Returns
        -------
        added, known : tuple of str
            The words that are new, and those that the list had.
        """
        words = self._plain(nodes)
        shared = self.words.get("", {})
        files = [""] if scope == SHARED else self.files.get(scope, [])
        known = {n for file in files for n in self.words.get(file, {})} | set(shared)
        if name not in known:
            near = nearest(name, known)
            where = SHARED if scope == SHARED else scope
            values = {"value": name, "scope": where, "suggestion": near}
            self.report("JF308", nodes[0], len(nodes[0].value), **values)
            return (), ()
        having = [f for f in files if name in self.words.get(f, {})]
        old: set[str] = set()
        for file in having or files:
            if name not in self.words.get(file, {}):
                self._make_local(file, name)
            old |= set(self.words[file][name])
            self._append((file, name), words)
        added = tuple(w for w in words if w not in old)
        return added, tuple(w for w in words if w in old)

    def _make_local(self, file: str, name: str) -> None:
        """Give a file a list of its own that holds the shared one."""
        inner = self.includes.get(("", name), frozenset()) | {("", name)}
        for place, included in list(self.includes.items()):
            if place[0] == file and ("", name) in included:
                self.includes[place] = included | {(file, name)}
        self.words.setdefault(file, {})[name] = self.words[""][name]
        self.includes[file, name] = inner

    def _append(self, target: tuple[str, str], words: tuple[str, ...]) -> None:
        """Append words to a list and to all that include it."""
        for scope, lists in self.words.items():
            for name, items in lists.items():
                inner = self.includes.get((scope, name), frozenset())
                if (scope, name) == target or target in inner:
                    lists[name] = tuple(dict.fromkeys((*items, *words)))

    def _plain(self, nodes: tuple[TextNode, ...]) -> tuple[str, ...]:
        out = []
        for node in nodes:
            if set("<>＜＞…|") & set(node.value):
                self.report("JF313", node, len(node.value), value=node.value)
            else:
                out.append(node.value)
        return tuple(dict.fromkeys(out))

    def parsed(
        self, phrases: tuple[PhraseText, ...], symptom: str
    ) -> tuple[PhraseText, ...]:
        """Parse phrases of the overlay that belong to a rule of *symptom*."""
        scope = self.file.name
        own = {n: w for n, w in self.words.get(scope, {}).items() if n in self.own}
        check = self.references({**self._lists_of(symptom), **own})
        out = []
        for phrase in check.parsed_phrases(phrases):
            forms = tuple(
                tuple(self._qualified(part, symptom) for part in form)
                for form in phrase.forms
            )
            out.append(PhraseText(phrase.text, phrase.source, forms))
        return tuple(out)

    def _lists_of(self, symptom: str) -> dict[str, tuple[str, ...]]:
        out: dict[str, tuple[str, ...]] = {}
        for file in self.files.get(symptom, ()):
            for name, items in self.words.get(file, {}).items():
                out[name] = tuple(dict.fromkeys((*out.get(name, ()), *items)))
        return out

    def _qualified(self, part: Any, symptom: str) -> Any:
        """Call the lists of an element so that they mean those of the symptom."""
        if not isinstance(part, Words) or not part.lists:
            return part
        lists = self.words.setdefault(self.file.name, {})
        names = []
        for name in part.lists:
            if name not in self.own:
                name = f"{symptom}{_SEPARATOR}{name}"
                lists.setdefault(name, ())  # filled by `settled`
            names.append(name)
        return replace(part, lists=tuple(names))

    def settled(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return all lists, those of overlays as the merged rules have them now."""
        shared = self.words.get("", {})
        for lists in self.words.values():
            for key in lists:
                symptom, separator, name = key.partition(_SEPARATOR)
                if separator and symptom in self.files:
                    found = self._lists_of(symptom)
                    lists[key] = found[name] if name in found else shared[name]
        return self.words

    def report(self, code: str, node: TextNode, width: int, **values: object) -> None:
        """Append a problem at a word of the overlay."""
        problem = self.file.problem(code, node.source, width, **values)
        self.problems.append(problem)
