"""Mutation of rules: what may go without any example noticing is not proved.

Each rule is compiled again with one part left out. Where every example of the
rule comes out as before, that part is noted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.authoring.checks_base import Check, Material, matching_rules
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.phrases import Gap, Number, Words

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem
    from jianfu_rules.model import PhraseText, Rule, Ruleset, SourceRef
    from jianfu_rules.ruleset.phrases import Form

_POSITIVE = ("phrases", "together")
_OTHERS = ("exceptions", "unless", "unless_anywhere", "only_with")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one part left out.

    Parameters
    ----------
    code : str
        The message that says what is left out.
    rule : Rule
    source : SourceRef
        Where the part stands.
    width : int
    value : str
        How the part is written.
    """

    code: str
    rule: Rule
    source: SourceRef
    width: int
    value: str


class UnprovedParts(Check):
    """What no example of a rule needs; each kind of part has its own code."""

    severity = "note"
    is_deep = True
    needs_clean = True

    def check(self, material: Material) -> Iterator[Problem]:
        """Note the mutants that no example tells from the rule."""
        for rule in material.ruleset.rules:
            for mutant in survivors(material, rule):
                if mutant.code == self.code:
                    yield self.found(
                        material,
                        mutant.source,
                        mutant.width,
                        value=mutant.value,
                        rule=rule.id,
                    )


class UnprovedPhrase(UnprovedParts):
    """A phrase that may go without any example failing."""

    code = "JF431"


class UnprovedSlot(UnprovedParts):
    """A slot of a phrase that may go without any example failing."""

    code = "JF432"


class UnprovedVeto(UnprovedParts):
    """A field such as ``unless`` that may go without any example failing."""

    code = "JF433"


CHECKS: tuple[type[Check], ...] = (UnprovedPhrase, UnprovedSlot, UnprovedVeto)


def survivors(material: Material, rule: Rule) -> list[Mutant]:
    """Return the mutants that match the same examples as the rule.

    The slots of a phrase that may go as a whole are left out.
    """
    known = material.memo.get(("survivors", rule.id))
    if known is None:
        known = _try(material.ruleset, rule, list(mutants_of(rule)))
        unproved = {m.source for m in known if m.code == "JF431"}
        known = [m for m in known if m.code != "JF432" or m.source not in unproved]
        material.memo["survivors", rule.id] = known
    return list(known)


def _try(ruleset: Ruleset, rule: Rule, mutants: list[Mutant]) -> list[Mutant]:
    texts = [case.text for case in rule.cases if not case.known_gap]
    if not mutants or not texts:
        return []
    numbered = enumerate([rule, *(m.rule for m in mutants)])
    rules = tuple(replace(r, id=str(n)) for n, r in numbered)
    compiled = compile_rules(replace(ruleset, cues=(), rules=rules))
    alive = set(range(1, len(rules)))
    for text in texts:
        matched = {int(number) for number in matching_rules(compiled, text)}
        alive = {n for n in alive if (n in matched) == (0 in matched)}
    return [mutants[n - 1] for n in sorted(alive)]


def mutants_of(rule: Rule) -> Iterator[Mutant]:
    """Yield the rule with each phrase, each slot and each veto left out in turn."""
    for name in _POSITIVE:
        phrases: tuple[PhraseText, ...] = getattr(rule, name)
        for at, phrase in enumerate(phrases):
            rest = phrases[:at] + phrases[at + 1 :]
            shorter = _with(rule, name, rest)
            if shorter.phrases or shorter.together:
                width = len(phrase.text)
                yield Mutant("JF431", shorter, phrase.source, width, phrase.text)
            for slot, forms in _without_slots(phrase):
                looser = replace(phrase, forms=forms)
                changed = (*phrases[:at], looser, *phrases[at + 1 :])
                mutant = _with(rule, name, changed)
                width = len(phrase.text)
                yield Mutant("JF432", mutant, phrase.source, width, slot)
    for name in _OTHERS:
        phrases = getattr(rule, name)
        if phrases:
            mutant = _with(rule, name, ())
            source = phrases[0].source
            yield Mutant("JF433", mutant, source, len(phrases[0].text), name)


def _with(rule: Rule, name: str, phrases: tuple[PhraseText, ...]) -> Rule:
    changes: dict[str, Any] = {name: phrases}
    return replace(rule, **changes)


def _without_slots(phrase: PhraseText) -> Iterator[tuple[str, tuple[Form, ...]]]:
    """Yield what each slot says that must be filled, and the forms without it."""
    longest: Form = max(phrase.forms, key=len, default=())
    for element in longest:
        is_optional = any(element not in form for form in phrase.forms)
        if isinstance(element, Gap) or is_optional:
            continue
        forms = tuple(
            form for f in phrase.forms if (form := _cut(f, element)) is not None
        )
        if forms:
            yield _shown(element), forms


def _cut(form: Form, element: Words | Number) -> Form | None:
    """Return the form without *element* and the gap that it leaves; None if empty."""
    if element not in form:
        return form
    at = form.index(element)
    before, after = list(form[:at]), list(form[at + 1 :])
    if (
        before
        and isinstance(before[-1], Gap)
        and (not after or isinstance(after[0], Gap))
    ):
        before.pop()
    if not before and after and isinstance(after[0], Gap):
        after.pop(0)
    cut = (*before, *after)
    return cut if any(not isinstance(e, Gap) for e in cut) else None


def _shown(element: Words | Number) -> str:
    if isinstance(element, Number):
        return "<数字>"
    names = [*element.lists, *(w for w in element.literals if w not in element.lists)]
    if len(names) == 1 and not element.lists:
        return names[0]
    some = "|".join(names[:4])
    return f"<{some}{'|…' if len(names) > 4 else ''}>"
