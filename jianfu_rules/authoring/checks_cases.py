"""Checks of the examples that rules carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jianfu_rules.authoring.checks_base import Check, Material
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.ruleset.phrases import Number

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem
    from jianfu_rules.model import Case, Rule

MIN_HITS = 2
MIN_MISSES = 1
_EVERYWHERE = frozenset(
    "的了是在不有人我们你他这那个一上下来去要就都也还和又到得着过，。！？、：；"
)
# Characters that any two sentences share.


class SilentRule(Check):
    """A rule that matches none of the examples that it should match."""

    code = "JF419"
    severity = "error"
    needs_clean = True

    def check(self, material: Material) -> Iterator[Problem]:
        """Match the examples, before any context."""
        for rule in material.ruleset.rules:
            texts = [c.text for c in rule.cases if c.expected and not c.known_gap]
            if texts and not any(rule.id in material.hits(text) for text in texts):
                yield self.found(material, rule.source, value=rule.id, n=len(texts))


class FewCases(Check):
    """A rule with too few examples to tell a good change from a bad one."""

    code = "JF425"

    def check(self, material: Material) -> Iterator[Problem]:
        """Count the examples of either kind, known gaps left out."""
        for rule in material.ruleset.rules:
            kinds = [case.expected for case in rule.cases if not case.known_gap]
            hits, misses = kinds.count(True), kinds.count(False)
            if hits < MIN_HITS or misses < MIN_MISSES:
                yield self.found(
                    material,
                    rule.source,
                    value=rule.id,
                    hits=hits,
                    misses=misses,
                    least=MIN_HITS,
                    least_misses=MIN_MISSES,
                )


class DoubledCase(Check):
    """An example that stands twice in its rule, perhaps with other signs."""

    code = "JF426"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the texts as the matcher sees them."""
        for _, case, first in doubled_cases(material):
            if first.expected == case.expected and first.target == case.target:
                yield found_at(self, material, case, line=first.source.line)


class Contradiction(Check):
    """A text that a rule should match and should not match."""

    code = "JF427"
    severity = "error"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the texts as the matcher sees them."""
        for _, case, first in doubled_cases(material):
            if first.expected != case.expected and first.target == case.target:
                yield found_at(self, material, case, line=first.source.line)


class ProvesNothing(Check):
    """A counterexample that has nothing of its rule, so that no change matches it."""

    code = "JF428"
    severity = "note"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look for the characters of the rule's words in the text."""
        for rule in material.ruleset.rules:
            if all(case.expected for case in rule.cases):
                continue
            known, has_number = _characters_of(material, rule)
            if has_number or not known:
                continue
            for case in rule.cases:
                if not case.expected and known.isdisjoint(normalize(case.text).text):
                    yield found_at(self, material, case, value=rule.id)


CHECKS: tuple[type[Check], ...] = (
    SilentRule,
    FewCases,
    DoubledCase,
    Contradiction,
    ProvesNothing,
)


def doubled_cases(material: Material) -> Iterator[tuple[object, Case, Case]]:
    """Yield each owner with a case and the earlier case of the same text."""
    for owner in material.owners:
        seen: dict[tuple[str, str], Case] = {}
        for case in owner.cases:
            key = normalize(case.text).text, case.target
            first = seen.setdefault(key, case)
            if first is not case:
                yield owner, case, first


def found_at(check: Check, material: Material, case: Case, **values: object) -> Problem:
    """Return a problem at a case, its text underlined where it begins there."""
    source = case.source
    line = material.files[source.file].lines[source.line - 1]
    is_bare = line.startswith(case.text, source.column - 1)
    width = len(case.text) if is_bare else 1
    return check.found(material, source, width, **values)


def _characters_of(material: Material, rule: Rule) -> tuple[set[str], bool]:
    """Return the characters of the rule's words, and whether any number will do."""
    known: set[str] = set()
    has_number = False
    for phrase in (*rule.phrases, *rule.together):
        for parts in material.forms(phrase):
            for part in parts:
                if isinstance(part, frozenset):
                    known.update(*part)
            has_number = has_number or all(isinstance(p, Number) for p in parts)
    return known - _EVERYWHERE, has_number
