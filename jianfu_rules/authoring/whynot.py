"""Work out why a text was not held to complain of a symptom.

What was found and used otherwise, what was dropped, rules that matched and were
void, evidence below the threshold and what would lift it, the rules that came
nearest, and what the model thinks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jianfu_rules.authoring.modelview import ModelView, view_of_model
from jianfu_rules.authoring.plainsearch import Nearness, PlainSearch
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.pipeline.partitioning import find_pieces, join_sides

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import (
        Classification,
        Dropped,
        Label,
        PhraseText,
        Rule,
        Ruleset,
        Symptom,
    )

ALL = "all"
NEAREST = 5
NEAREST_OF_ALL = 2
MIN_FOUND = 2
# Characters of a rule that stand in the text: a rule of which only 我 or 的 is
# there is not near.


@dataclass(frozen=True, slots=True)
class Void:
    """A rule that matched and did not count.

    ``field`` is the part of the rule that made it void, ``words`` what of it stands
    in the text; for ``only_with``, what it would have to hold. Where the words are
    there with one character wrong only, ``field`` is ``slip``.
    """

    rule: Rule
    quote: str
    field: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """What would lift weak evidence over the threshold, and the score then.

    ``kind`` is ``burden``, or the strength of one more rule.
    """

    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Everything that kept a text from being a complaint of one symptom."""

    symptom: Symptom
    label: Label | None
    dropped: tuple[Dropped, ...]
    score: float | None
    threshold: float
    lifts: tuple[Lift, ...]
    voids: tuple[Void, ...]
    nearest: tuple[Nearness, ...]
    model: ModelView | None
    rules: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def is_complaint(self) -> bool:
        """Whether the question does not arise."""
        return self.label is not None and self.label.stance == "complaint"


def explain_absence(
    classifier: Classifier, result: Classification, wanted: str
) -> list[WhyNot]:
    """Say why the text of *result* is no complaint of a symptom.

    Parameters
    ----------
    classifier : Classifier
    result : Classification
        Of a plain text, made by *classifier*.
    wanted : str
        The id or the name of a symptom, or ``all``.

    Returns
    -------
    list of WhyNot
        One, or with ``all`` one for every scored symptom that is no complaint.

    Raises
    ------
    InputError
        Where there is no such symptom.

    Examples
    --------
    >>> from jianfu_rules import Classifier
    >>> classifier = Classifier.load()
    >>> result = classifier.classify("工作群很安静")
    >>> absence, = explain_absence(classifier, result, "指尖上的形式主义")
    >>> absence.is_complaint
    False
    """
    ruleset = classifier.ruleset
    text = _citizens_words(result.text)
    search = PlainSearch(ruleset, text)
    is_all = wanted == ALL
    symptoms = [s for s in ruleset.taxonomy.symptoms if s.is_scored]
    if is_all:
        complained = {
            s for s, stance in result.stances.items() if stance == "complaint"
        }
        symptoms = [s for s in symptoms if s.id not in complained]
    else:
        symptoms = [find_symptom(ruleset, wanted)]
    views = view_of_model(classifier, text, symptoms)
    limit = NEAREST_OF_ALL if is_all else NEAREST
    return [
        _absence(ruleset, result, search, symptom, limit, views.get(symptom.id))
        for symptom in symptoms
    ]


def find_symptom(ruleset: Ruleset, wanted: str) -> Symptom:
    """Return the symptom with this id or name.

    Raises
    ------
    InputError
        Where there is none, with the nearest.
    """
    symptoms = ruleset.taxonomy.symptoms
    for symptom in symptoms:
        if wanted in {symptom.id, symptom.name}:
            return symptom
    names = [name for s in symptoms for name in (s.id, s.name)]
    near = get_close_matches(wanted, names, n=1, cutoff=0.4)
    near += [name for name in names if wanted and wanted in name]
    known = "、".join(f"{s.id}（{s.name}）" for s in symptoms)
    values = {"symptom": wanted, "known": known}
    if near:
        raise InputError(Problem("JF692", {**values, "near": near[0]}))
    raise InputError(Problem("JF693", values))


def _citizens_words(text: str) -> str:
    """Return what of a text may complain: a marked reply may not."""
    pieces = find_pieces(text)
    if not pieces:
        return text
    citizen, _ = join_sides(dict.fromkeys([p.part for p in pieces], text), pieces)
    return citizen.text


def _absence(
    ruleset: Ruleset,
    result: Classification,
    search: PlainSearch,
    symptom: Symptom,
    limit: int,
    model: ModelView | None,
) -> WhyNot:
    label = next((x for x in result.labels if x.symptom == symptom.id), None)
    rules = [rule for rule in ruleset.rules if rule.symptom == symptom.id]
    own = {rule.id for rule in rules}
    complaining = [
        r for r in rules if r.stance in {"", "complaint"} and r.alone == "complaint"
    ]
    dropped = tuple(d for d in result.dropped if d.match.rule_id in own)
    seen = {d.match.rule_id for d in dropped}
    if label is not None:
        seen |= {e.match.rule_id for e in label.evidence}
    looks = [search.nearness(rule) for rule in complaining if rule.id not in seen]
    voids: dict[tuple[str, str], Void] = {}
    for look in looks:
        for void in _voids(search, look) if look.is_complete else ():
            # Once for each rule and field, however often its phrase stands there.
            voids.setdefault((void.rule.id, void.field), void)
    near = [
        look for look in looks if not look.is_complete and look.rank[2] >= MIN_FOUND
    ]
    near.sort(key=lambda look: look.rank, reverse=True)
    score = next((d.value for d in dropped if d.kind == "weak"), None)
    return WhyNot(
        symptom,
        label,
        dropped,
        score,
        ruleset.taxonomy.threshold,
        () if score is None else tuple(_lifts(ruleset, dropped, score)),
        tuple(voids.values()),
        tuple(near[:limit]),
        model,
        {rule.id: rule for rule in rules},
    )


def _voids(search: PlainSearch, look: Nearness) -> Iterator[Void]:
    """Yield what made a rule void whose phrase stands in the text.

    Where plain search finds nothing, it is a word with a slip in it.
    """
    reasons = list(_plain_reasons(search, look))
    start, end = look.places[0]
    yield from reasons or [Void(look.rule, search.text[start:end], "slip", ())]


def _plain_reasons(search: PlainSearch, look: Nearness) -> Iterator[Void]:
    rule, text = look.rule, search.text
    start, end = look.places[0]
    quote = text[start:end]
    if rule.only_with and not any(map(search.places_of, rule.only_with)):
        yield Void(rule, quote, "only_with", tuple(p.text for p in rule.only_with))
    found = _words(search, rule.unless_anywhere)
    if found:
        yield Void(rule, quote, "unless_anywhere", found)
    for start, end in look.places:
        quote = text[start:end]
        unit = search.segments.sentence_of(start)
        last = search.segments.sentence_of(end - 1)
        found = _words(search, rule.unless, (unit[0], last[1]))
        if found:
            yield Void(rule, quote, "unless", found)
        found = _words(search, rule.exceptions, (start, end))
        if found:
            yield Void(rule, quote, "exceptions", found)


def _words(
    search: PlainSearch,
    phrases: tuple[PhraseText, ...],
    inside: tuple[int, int] | None = None,
) -> tuple[str, ...]:
    """Return the words of the phrases that stand in the text, or overlap a place."""
    low, high = inside or (0, len(search.text))
    found = (
        search.text[start:end]
        for phrase in phrases
        for start, end in search.places_of(phrase)
        if start < high and end > low
    )
    return tuple(dict.fromkeys(found))


def _lifts(
    ruleset: Ruleset, dropped: tuple[Dropped, ...], score: float
) -> Iterator[Lift]:
    """Yield the least that would lift a score over the threshold."""
    taxonomy = ruleset.taxonomy
    strengths = {
        rule.id: taxonomy.strengths.get(rule.strength) for rule in ruleset.rules
    }
    weights = {
        d.match.rule_id: strengths[d.match.rule_id] or 0.0
        for d in dropped
        if d.kind == "weak"
    }
    is_burdened = score > 1 - math.prod(1 - w for w in weights.values()) + 1e-9
    if not is_burdened:
        lifted = 1 - (1 - score) * (1 - taxonomy.burden_bonus)
        if lifted >= taxonomy.threshold:
            yield Lift("burden", round(lifted, 2))
    for strength, weight in sorted(taxonomy.strengths.items(), key=lambda x: x[1]):
        lifted = 1 - (1 - score) * (1 - weight)
        if lifted >= taxonomy.threshold:
            yield Lift(strength, round(lifted, 2))
            return
