"""Compare two rule sets on texts: which verdicts flip, and what is responsible.

Only the flips are kept, and of them no more than asked for, so that files of any
length cost the same memory.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jianfu_rules.authoring.wholetext import whole_span
from jianfu_rules.ruleset.schema import RULE_PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jianfu_rules.model import Classification, Evidence, Rule, Ruleset

RECORD_KINDS = ("complaint-lost", "complaint-gained")
LABEL_KINDS = ("label-lost", "label-gained", "stance-changed")
FLIP_KINDS = (*RECORD_KINDS, *LABEL_KINDS)
"""How a verdict can differ, the gravest first."""

SIDES = ("before", "after")
NO_LABEL = "none"
"""Stands for the stance of a symptom that a text does not have."""

CAUSES = (
    "rule-added",
    "rule-removed",
    "phrase-added",
    "phrase-removed",
    "rule-edited",
    "dropped",
    "cue",
    "words",
    "model",
)
"""Why one side has evidence, or reads it otherwise, and the other does not."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A piece of evidence that only one side has, or that the sides read differently.

    Parameters
    ----------
    side : {'before', 'after'}
        The rules that gave the evidence.
    rule, phrase, quote : str
        What matched, and the words of the text.
    start, end : int
        Offsets in code points of the whole text.
    stance : str
    cues : tuple of str
        The cues that decided the stance.
    cause : str
        One of `CAUSES`.
    detail : str
        For ``dropped`` the reason that the other side gave, for ``cue`` its cues.
    """

    side: str
    rule: str
    phrase: str
    quote: str
    start: int
    end: int
    stance: str
    cues: tuple[str, ...]
    cause: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LabelChange:
    """One symptom whose stance differs; a stance is ``none`` without the label."""

    symptom: str
    name: str
    before: str
    after: str
    witnesses: tuple[Witness, ...]

    @property
    def kind(self) -> str:
        """One of `LABEL_KINDS`."""
        if self.after == NO_LABEL:
            return "label-lost"
        return "label-gained" if self.before == NO_LABEL else "stance-changed"


@dataclass(frozen=True, slots=True)
class Flip:
    """A record whose verdicts differ.

    Parameters
    ----------
    id, text : str
    was_complaint, is_complaint : bool
    changes : tuple of LabelChange
        In the order of the taxonomy of the new rules.
    spans : mapping of str to tuple of (int, int)
        By side, where the evidence of the symptoms that changed stands.
    """

    id: str
    text: str
    was_complaint: bool
    is_complaint: bool
    changes: tuple[LabelChange, ...]
    spans: Mapping[str, tuple[tuple[int, int], ...]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the flip, each once, the gravest first."""
        found = {change.kind for change in self.changes}
        if self.was_complaint != self.is_complaint:
            lost, gained = RECORD_KINDS
            found.add(lost if self.was_complaint else gained)
        return tuple(kind for kind in FLIP_KINDS if kind in found)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON-ready values."""
        return {
            "id": self.id,
            "text": self.text,
            "kinds": list(self.kinds),
            "before": {"is_complaint": self.was_complaint},
            "after": {"is_complaint": self.is_complaint},
            "changes": [
                {
                    "symptom": change.symptom,
                    "name": change.name,
                    "kind": change.kind,
                    "before": change.before,
                    "after": change.after,
                    "witnesses": [_witness_dict(w) for w in change.witnesses],
                }
                for change in self.changes
            ],
        }


def _witness_dict(witness: Witness) -> dict[str, Any]:
    return {
        "side": witness.side,
        "rule": witness.rule,
        "phrase": witness.phrase,
        "text": witness.quote,
        "start": witness.start,
        "end": witness.end,
        "stance": witness.stance,
        "cues": list(witness.cues),
        "cause": witness.cause,
        "detail": witness.detail,
    }


@dataclass(slots=True)
class Impact:
    """What changed over all records; the counts hold what ``flips`` has no room for.

    Parameters
    ----------
    old, new : Ruleset
    limit : int
        The flips to keep; all are counted.

    Examples
    --------
    >>> from jianfu_rules.classifier import Classifier
    >>> classifier = Classifier.load(fallback=None)
    >>> result = classifier.classify("一天要在五个工作群里打卡")
    >>> impact = Impact(classifier.ruleset, classifier.ruleset)
    >>> impact.add("1", result, result)
    >>> impact.record_count, impact.flip_count
    (1, 0)
    """

    old: Ruleset
    new: Ruleset
    limit: int = 1000
    record_count: int = 0
    complaint_counts: Counter[str] = field(default_factory=Counter)
    flip_count: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    flips: list[Flip] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Index both rule sets."""
        self._rules = [{r.id: r for r in side.rules} for side in (self.old, self.new)]
        symptoms = [*self.new.taxonomy.symptoms, *self.old.taxonomy.symptoms]
        self._order = {s.id: -n for n, s in enumerate(reversed(symptoms))}
        self._names = {s.id: s.name for s in reversed(symptoms)}

    _rules: list[dict[str, Rule]] = field(init=False, repr=False)
    _order: dict[str, int] = field(init=False, repr=False)
    _names: dict[str, str] = field(init=False, repr=False)

    def symptom_name(self, symptom: str) -> str:
        """Return how people call a symptom of either side."""
        return self._names.get(symptom, symptom)

    def add(
        self, record_id: str, before: Classification, after: Classification
    ) -> None:
        """Count one record, and keep it where its verdicts differ."""
        self.record_count += 1
        self.complaint_counts["before"] += before.is_complaint
        self.complaint_counts["after"] += after.is_complaint
        old, new = before.stances, after.stances
        changed = [
            s for s in sorted({*old, *new}, key=self._place) if old.get(s) != new.get(s)
        ]
        if not changed:
            return
        changes = tuple(
            LabelChange(
                symptom,
                self.symptom_name(symptom),
                old.get(symptom, NO_LABEL),
                new.get(symptom, NO_LABEL),
                tuple(self._witnesses(symptom, before, after)),
            )
            for symptom in changed
        )
        flip = Flip(
            record_id,
            before.text,
            before.is_complaint,
            after.is_complaint,
            changes,
            {
                side: _spans(result, changed)
                for side, result in zip(SIDES, (before, after), strict=True)
            },
        )
        self._count(flip)

    def _place(self, symptom: str) -> tuple[int, str]:
        return self._order.get(symptom, 1), symptom

    def _count(self, flip: Flip) -> None:
        self.flip_count += 1
        self.kinds.update(flip.kinds)
        for change in flip.changes:
            self.moves[change.symptom, change.before, change.after] += 1
            self.rules.update({(w.side, w.rule) for w in change.witnesses})
        if len(self.flips) < self.limit:
            self.flips.append(flip)

    def _witnesses(
        self, symptom: str, before: Classification, after: Classification
    ) -> Iterable[Witness]:
        """Yield what one side has as evidence of a symptom and the other has not."""
        sides = (before, after)
        found = [_evidence(result, symptom) for result in sides]
        for number, side in enumerate(SIDES):
            other = 1 - number
            for place, evidence in found[number].items():
                _, start, end = place
                twin = found[other].get(place)
                if twin is not None and twin.stance == evidence.stance:
                    continue
                cause, detail = self._cause(number, evidence, twin, sides[other])
                match = evidence.match
                yield Witness(
                    side,
                    match.rule_id,
                    match.phrase,
                    evidence.quote,
                    start,
                    end,
                    evidence.stance,
                    evidence.cues,
                    cause,
                    detail,
                )

    def _cause(
        self,
        side: int,
        evidence: Evidence,
        twin: Evidence | None,
        other: Classification,
    ) -> tuple[str, str]:
        """Say why the other side lacks a piece of evidence, or reads it otherwise."""
        match = evidence.match
        own, its = (self._rules[n].get(match.rule_id) for n in (side, 1 - side))
        if own is None:
            # The trained model is no rule of either side.
            return "model", ""
        if its is None:
            return ("rule-added" if side else "rule-removed"), ""
        if twin is not None:
            if set(twin.cues) != set(evidence.cues):
                return "cue", "、".join(twin.cues)
            return "rule-edited", ""
        for dropped in other.dropped:
            at = dropped.match
            is_there = dropped.part == evidence.part and _touch(at.span, match.span)
            if at.rule_id == match.rule_id and is_there:
                return "dropped", dropped.reason
        if match.phrase not in _phrases(its):
            return ("phrase-added" if side else "phrase-removed"), ""
        return ("words" if _asked(own) == _asked(its) else "rule-edited"), ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON-ready values, the summary first."""
        return {
            "old": self.old.digest,
            "new": self.new.digest,
            "records": self.record_count,
            "complaints": {side: self.complaint_counts[side] for side in SIDES},
            "flips": self.flip_count,
            "kinds": {kind: self.kinds[kind] for kind in FLIP_KINDS},
            "moves": [
                {"symptom": s, "before": before, "after": after, "count": count}
                for (s, before, after), count in self.moves.most_common()
            ],
            "rules": [
                {"side": side, "rule": rule, "count": count}
                for (side, rule), count in self.rules.most_common()
            ],
            "listed": [flip.to_dict() for flip in self.flips],
        }


def _evidence(
    result: Classification, symptom: str
) -> dict[tuple[str, int, int], Evidence]:
    return {
        (e.match.rule_id, *whole_span(result, e.part, e.match.span)): e
        for label in result.labels
        if label.symptom == symptom
        for e in label.evidence
    }


def _spans(
    result: Classification, symptoms: Iterable[str]
) -> tuple[tuple[int, int], ...]:
    wanted = set(symptoms)
    return tuple(
        sorted(
            {
                whole_span(result, e.part, e.match.span)
                for label in result.labels
                if label.symptom in wanted
                for e in label.evidence
            }
        )
    )


def _touch(one: Any, other: Any) -> bool:
    return bool(one.start < other.end and other.start < one.end)


def _phrases(rule: Rule) -> set[str]:
    return {p.text for p in rule.phrases} | {" + ".join(p.text for p in rule.together)}


def _asked(rule: Rule) -> tuple[object, ...]:
    """Return what a rule asks for; places and examples do not count."""
    return (
        *(tuple(p.text for p in getattr(rule, name)) for name in RULE_PHRASES),
        rule.within,
        rule.strength,
        rule.stance,
        rule.alone,
    )
