"""Checks of word lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jianfu_rules.authoring.checks_base import Check, Material, WordList
from jianfu_rules.authoring.checks_phrases import all_phrases, survives
from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.ruleset.phrases import Words
from jianfu_rules.ruleset.references import included_list

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem


class DeadWord(Check):
    """A word of a list that no text can hold, since folding drops a part of it."""

    code = "JF421"

    def check(self, material: Material) -> Iterator[Problem]:
        """Fold and clean every word as if it were a text."""
        for words in material.word_lists:
            for item in words.items:
                folded = fold(item.value)
                if not included_list(item.value) and not survives(folded):
                    left = normalize(folded).text
                    yield self.found(
                        material,
                        item.source,
                        len(item.value),
                        value=item.value,
                        left=left,
                    )


class UnusedList(Check):
    """A word list that no phrase and no other list asks for."""

    code = "JF422"
    needs_clean = True

    def check(self, material: Material) -> Iterator[Problem]:
        """Follow every name to its list; shared lists get a note only."""
        lists = {(w.file, w.name): w for w in material.word_lists}
        shared = {w.name: w for w in material.word_lists if w.is_shared}

        def asked(name: str, file: str) -> WordList | None:
            return lists.get((file, name)) or shared.get(name)

        used: set[tuple[str, str]] = set()
        for _, _, phrase in all_phrases(material):
            for form in phrase.forms:
                for element in form:
                    names = element.lists if isinstance(element, Words) else ()
                    for name in names:
                        found = asked(name, phrase.source.file)
                        if found:
                            used.add((found.file, found.name))
        for words in material.word_lists:
            for item in words.items:
                name = included_list(item.value)
                # In a file's own list, its own name means the shared one.
                found = (
                    shared.get(name) if name == words.name else asked(name, words.file)
                )
                if found and found is not words:
                    used.add((found.file, found.name))
        for words in material.word_lists:
            if (words.file, words.name) in used:
                continue
            width = len(words.name)
            problem = self.found(material, words.source, width, value=words.name)
            yield replace(problem, severity="note") if words.is_shared else problem


class DoubledWord(Check):
    """A word that stands twice in its list, perhaps written differently."""

    code = "JF423"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the folded words of each list."""
        for words in material.word_lists:
            seen: dict[str, str] = {}
            for item in words.items:
                first = seen.setdefault(fold(item.value), item.value)
                if seen[fold(item.value)] is not item.value:
                    yield self.found(
                        material,
                        item.source,
                        len(item.value),
                        value=item.value,
                        other=first,
                        name=words.name,
                    )


class WordOfIncludedList(Check):
    """A word that its list has from another list already."""

    code = "JF424"
    severity = "note"
    needs_clean = True

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the words with those of the lists that are taken in."""
        shared = material.ruleset.words.get("", {})
        for words in material.word_lists:
            brought: dict[str, str] = {}
            for item in words.items:
                name = included_list(item.value)
                inner = (
                    shared.get(name, ())
                    if name == words.name
                    else material.list_words(name, words.file)
                )
                for word in inner:
                    brought.setdefault(fold(word), name)
            for item in words.items:
                name = brought.get(fold(item.value), "")
                if name and not included_list(item.value):
                    width = len(item.value)
                    yield self.found(
                        material, item.source, width, value=item.value, name=name
                    )


CHECKS: tuple[type[Check], ...] = (
    DeadWord,
    UnusedList,
    DoubledWord,
    WordOfIncludedList,
)
