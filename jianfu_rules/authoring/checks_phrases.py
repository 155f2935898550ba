"""Checks of single phrases and of phrases beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from jianfu_rules.authoring.checks_base import Check, Material, Part, runs, shortest
from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.ruleset.phrases import Gap, Number, Words
from jianfu_rules.ruleset.schema import CUE_PHRASES, RULE_PHRASES

if TYPE_CHECKING:
    from jianfu_rules.authoring.checks_base import WordSet
    from jianfu_rules.errors import Problem
    from jianfu_rules.model import Cue, PhraseText, Rule, SourceRef

_MAX_PRODUCTS = 64
_VETOES = ("unless", "exceptions", "unless_anywhere")
_SAMPLE_NUMBER = "5"
_HAN = re.compile(r"[\u4e00-\u9fff]+")


class DeadPhrase(Check):
    """A phrase that no text can hold, since folding drops a part of it."""

    code = "JF410"
    severity = "error"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare what the phrase wants with what is left of it in a text."""
        for _, _, phrase in all_phrases(material):
            forms = material.forms(phrase)
            dead = [sample for parts in forms if (sample := dead_sample(parts))]
            if forms and len(dead) == len(forms):
                sample = min(dead)
                left = normalize(sample).text
                width = len(phrase.text)
                yield self.found(
                    material, phrase.source, width, value=sample, left=left
                )


class LostBlank(Check):
    """A blank between Latin words, which the phrase loses and the text keeps."""

    code = "JF411"
    severity = "error"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look for a blank with a Latin letter or digit on either side."""
        for _, _, phrase in all_phrases(material):
            folded = fold(phrase.text)
            for at in range(1, len(folded) - 1):
                beside = folded[at - 1] + folded[at + 1]
                if folded[at].isspace() and beside.isascii() and beside.isalnum():
                    width = len(phrase.text)
                    yield self.found(material, phrase.source, width, value=phrase.text)
                    break


class SignsOnly(Check):
    """A phrase of a rule without any letter or digit."""

    code = "JF412"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look for a form that one word without letters can fill."""
        for rule in material.ruleset.rules:
            for phrase in (*rule.phrases, *rule.together):
                if any(is_signs_only(parts) for parts in material.forms(phrase)):
                    width = len(phrase.text)
                    yield self.found(material, phrase.source, width, value=phrase.text)


class OneCharacter(Check):
    """A phrase that a single character, or any number, fulfils."""

    code = "JF413"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look for a form that is nothing but one character or one number."""
        for rule in material.ruleset.rules:
            for phrase in rule.phrases:
                forms = material.forms(phrase)
                short = [p for p in forms if len(p) == 1 and shortest(p) <= 1]
                if short:
                    words = short[0][0] if isinstance(short[0][0], frozenset) else ()
                    word = min(words, key=lambda w: (len(w), w), default="")
                    value = (f"“{word}”", f"“{word}”") if word else ("数字", "a number")
                    width = len(phrase.text)
                    yield self.found(material, phrase.source, width, value=value)


class NearlyAllOptional(Check):
    """A phrase that is one short word once its optional parts are left out."""

    code = "JF414"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the shortest form with the longest."""
        for rule in material.ruleset.rules:
            for phrase in rule.phrases:
                forms = sorted(material.forms(phrase), key=shortest)
                if len(forms) < 4:
                    continue  # fewer than two optional parts
                short = solo_words(forms[0])
                if short and {len(word) for word in short} == {2}:
                    width = len(phrase.text)
                    yield self.found(material, phrase.source, width, value=min(short))


class ShadowedPhrase(Check):
    """A phrase that hits only where a shorter one of the same rule hits, too."""

    code = "JF415"
    severity = "note"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look in each phrase for a word that is a phrase of its own."""
        for rule in material.ruleset.rules:
            alone = words_alone(material, rule.phrases)
            for phrase in rule.phrases:
                others = {w: p for w, p in alone.items() if p is not phrase}
                inner = inner_words(material, phrase, others)
                if inner and material.forms(phrase) != material.forms(others[inner]):
                    other = others[inner]
                    yield self.found(
                        material,
                        phrase.source,
                        len(phrase.text),
                        value=phrase.text,
                        other=other.text,
                        line=other.source.line,
                    )


class DoubledPhrase(Check):
    """The same phrase twice in one field, perhaps written differently."""

    code = "JF416"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the forms of the phrases of a field."""
        for _, phrases in all_fields(material):
            seen: dict[frozenset[tuple[Part, ...]], PhraseText] = {}
            for phrase in phrases:
                forms = material.forms(phrase)
                first = seen.setdefault(forms, phrase)
                if first is not phrase:
                    yield self.found(
                        material,
                        phrase.source,
                        len(phrase.text),
                        value=phrase.text,
                        other=first.text,
                        line=first.source.line,
                    )


class DoubledAcrossRules(Check):
    """The same phrase in two rules of a symptom: one saying, counted twice."""

    code = "JF417"
    severity = "note"

    def check(self, material: Material) -> Iterator[Problem]:
        """Compare the phrases of the rules of each symptom."""
        seen: dict[tuple[str, frozenset[tuple[Part, ...]]], Rule] = {}
        for rule in material.ruleset.rules:
            for phrase in rule.phrases:
                first = seen.setdefault((rule.symptom, material.forms(phrase)), rule)
                if first is not rule:
                    yield self.found(
                        material,
                        phrase.source,
                        len(phrase.text),
                        value=phrase.text,
                        rule=first.id,
                        line=first.source.line,
                    )


class SwallowedRule(Check):
    """A rule that one of its own ``unless`` or ``exceptions`` makes silent."""

    code = "JF418"
    severity = "error"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look in the phrases for words that make the rule silent."""
        for rule in material.ruleset.rules:
            for name in _VETOES:
                vetoes = words_alone(material, getattr(rule, name))
                if not vetoes:
                    continue
                for phrase in (*rule.phrases, *rule.together):
                    inner = inner_words(material, phrase, vetoes)
                    if inner:
                        veto = vetoes[inner]
                        yield self.found(
                            material,
                            veto.source,
                            len(veto.text),
                            key=name,
                            value=inner,
                            phrase=phrase.text,
                            line=phrase.source.line,
                        )


class OptionNamesList(Check):
    """An option of ``<甲|乙>`` that is a word people say and the name of a list.

    That an option may name a list is a feature. It looks like an accident where
    the examples hold the name as a word, and the list does not.
    """

    code = "JF420"
    severity = "note"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look at options that are names of lists."""
        said = "\n".join(c.text for owner in material.owners for c in owner.cases)
        reported: set[tuple[str, str]] = set()
        for _, _, phrase in all_phrases(material):
            file = phrase.source.file
            for name in _named_options(phrase):
                words = material.list_words(name, file)
                is_meant = fold(name) in {fold(word) for word in words}
                if is_meant or name not in said or (file, name) in reported:
                    continue
                reported.add((file, name))
                source, width = part_of(material, phrase.source, name)
                some = "、".join(words[:3]) + ("……" if len(words) > 3 else "")
                yield self.found(material, source, width, value=name, words=some)


CHECKS: tuple[type[Check], ...] = (
    DeadPhrase,
    LostBlank,
    SignsOnly,
    OneCharacter,
    NearlyAllOptional,
    ShadowedPhrase,
    DoubledPhrase,
    DoubledAcrossRules,
    SwallowedRule,
    OptionNamesList,
)


def _named_options(phrase: PhraseText) -> Iterator[str]:
    """Yield the options of a phrase that are names of lists as well."""
    for form in phrase.forms:
        for element in form:
            if isinstance(element, Words):
                yield from (n for n in element.lists if n in element.literals)


def all_fields(
    material: Material,
) -> Iterator[tuple[Rule | Cue, tuple[PhraseText, ...]]]:
    """Yield every list of phrases with the rule or cue that has it."""
    for rule in material.ruleset.rules:
        for name in RULE_PHRASES:
            yield rule, getattr(rule, name)
    for cue in material.ruleset.cues:
        for name in CUE_PHRASES:
            yield cue, getattr(cue, name)


def all_phrases(
    material: Material,
) -> Iterator[tuple[Rule | Cue, tuple[PhraseText, ...], PhraseText]]:
    """Yield every phrase with its list and its owner."""
    for owner, phrases in all_fields(material):
        for phrase in phrases:
            yield owner, phrases, phrase


def part_of(material: Material, source: SourceRef, part: str) -> tuple[SourceRef, int]:
    """Return where *part* stands in what begins at *source*, and its width."""
    line = material.files[source.file].lines[source.line - 1]
    at = line.find(part, source.column - 1)
    return (replace(source, column=at + 1) if at >= 0 else source), len(part)


def is_signs_only(parts: tuple[Part, ...]) -> bool:
    """Whether a form holds neither a letter nor a digit."""
    return not any(
        not isinstance(p, frozenset) or any(c.isalnum() for word in p for c in word)
        for p in parts
        if not isinstance(p, Gap)
    )


def dead_sample(parts: tuple[Part, ...]) -> str:
    """Return words that the form wants side by side and no text keeps, if any.

    A stretch is alive where one choice of its words survives folding and
    cleaning as it is.
    """
    for run in runs(parts):
        choices = [p if isinstance(p, frozenset) else {_SAMPLE_NUMBER} for p in run]
        if not all(choices):
            continue
        first = [next(filter(survives, words), min(words)) for words in choices]
        if survives("".join(first)):
            continue
        varied = (
            "".join([*first[:at], word, *first[at + 1 :]])
            for at, words in enumerate(choices)
            for word in sorted(words)
        )
        if not any(map(survives, varied)):
            return "".join(first)
    return ""


def survives(word: str) -> bool:
    """Whether a folded word is still the same after what texts go through."""
    # Han characters alone, which most words are, are left as they are.
    return bool(_HAN.fullmatch(word)) or normalize(word).text == word


def solo_words(parts: tuple[Part, ...]) -> frozenset[str]:
    """Return the words each of which fulfils the form alone; none if it needs more."""
    if any(isinstance(part, Number | Gap) for part in parts):
        return frozenset()
    size = 1
    for part in parts:
        size *= len(part) if isinstance(part, frozenset) else 1
    if len(parts) > 1 and size > _MAX_PRODUCTS:
        return frozenset()
    return frozenset(map("".join, product(*parts)))  # type: ignore[arg-type]  # word sets only


def words_alone(
    material: Material, phrases: tuple[PhraseText, ...]
) -> dict[str, PhraseText]:
    """Return the words that fulfil one of *phrases* alone, with that phrase."""
    out: dict[str, PhraseText] = {}
    for phrase in phrases:
        for parts in material.forms(phrase):
            for word in solo_words(parts):
                out.setdefault(word, phrase)
    return out


def inner_words(
    material: Material, phrase: PhraseText, known: Mapping[str, PhraseText]
) -> str:
    """Return a word of *known* if every match of *phrase* holds one, else nothing."""
    found = ""
    forms = material.forms(phrase)
    if not known or not forms:
        return ""
    for parts in forms:
        found = next((w for run in runs(parts) if (w := _inner(run, known))), "")
        if not found:
            return ""
    return found


def _inner(run: tuple[WordSet | Number, ...], known: Mapping[str, PhraseText]) -> str:
    stretches: list[list[WordSet]] = [[]]
    for part in run:
        if isinstance(part, frozenset):
            stretches[-1].append(part)
        else:
            stretches.append([])
    for stretch in stretches:
        whole = solo_words(tuple(stretch)) if stretch else frozenset()
        for words in (whole, *stretch):
            # Most words hold nothing: the first of these settles it.
            if words and all(_inside(word, known) for word in words):
                return _inside(min(words), known)
    return ""


def _inside(word: str, known: Mapping[str, PhraseText]) -> str:
    for start in range(len(word)):
        for end in range(start + 1, len(word) + 1):
            if word[start:end] in known:
                return word[start:end]
    return ""
