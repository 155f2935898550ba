"""What each rule does on texts: how often it speaks, alone or not, right or wrong."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jianfu_rules.authoring.wholetext import whole_span
from jianfu_rules.evaluation.ratio import wilson
from jianfu_rules.pipeline.normalizing import fold, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jianfu_rules.evaluation.scorecard import LabelledCase
    from jianfu_rules.model import Classification, Evidence, Label, Rule, Ruleset

COMPLAINT = "complaint"
NOISY_BELOW = 0.7
"""A rule is noisy where even the upper bound of its precision is below this."""

_FIGURES = re.compile(r"（[\d.].*）$")


@dataclass(slots=True)
class Precision:
    """How many findings were right, with the interval of their share."""

    right: int = 0
    count: int = 0

    def add(self, is_right: bool) -> None:
        """Count one finding."""
        self.right += is_right
        self.count += 1

    @property
    def share(self) -> float | None:
        """Share of right findings, None where there are none."""
        return self.right / self.count if self.count else None

    @property
    def bounds(self) -> tuple[float, float]:
        """The 95 % interval after Wilson."""
        return wilson(self.right, self.count)

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON-ready values."""
        low, high = self.bounds
        share = self.share
        return {
            "right": self.right,
            "count": self.count,
            "share": None if share is None else round(share, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }


@dataclass(slots=True)
class RuleCount:
    """The counts of one rule.

    Parameters
    ----------
    rule : Rule
    records, matches : int
        Records in which it gave evidence for a label, and places that it matched,
        those that were dropped with them.
    alone : int
        Records in which no other rule witnessed for its label.
    overlap : Counter
        Records in which another rule read the same place as the same symptom and
        stance, by rule.
    conflict : Counter
        Records in which another rule read the same place as another symptom or
        stance, by rule.
    dropped : Counter
        Matches that became no evidence, by reason.
    missed : int
        With labels: records in which its match was dropped and the symptom, which
        people gave, was not found.
    symptom_right, complaint_right : Precision
        With labels: whether the symptom was there at all, and whether it was a
        complaint where the rule said so.
    phrases : Counter
        Matches by phrase.
    """

    rule: Rule
    records: int = 0
    matches: int = 0
    alone: int = 0
    overlap: Counter[str] = field(default_factory=Counter)
    conflict: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    missed: int = 0
    symptom_right: Precision = field(default_factory=Precision)
    complaint_right: Precision = field(default_factory=Precision)
    phrases: Counter[str] = field(default_factory=Counter)

    @property
    def is_dead(self) -> bool:
        """Whether nothing in the texts matched."""
        return not self.matches

    @property
    def is_noisy(self) -> bool:
        """Whether the rule is wrong too often, beyond doubt."""
        return any(
            precision.bounds[1] < NOISY_BELOW
            for precision in (self.symptom_right, self.complaint_right)
        )

    @property
    def dead_phrases(self) -> list[str]:
        """The phrases that gave no match; a longer one may have come before them."""
        own = [p.text for p in self.rule.phrases]
        if self.rule.together:
            own.append(" + ".join(p.text for p in self.rule.together))
        return [phrase for phrase in own if phrase not in self.phrases]

    def to_dict(self, record_count: int, *, with_labels: bool) -> dict[str, Any]:
        """Return plain JSON-ready values."""
        rule = self.rule
        out: dict[str, Any] = {
            "rule": rule.id,
            "name": rule.name,
            "symptom": rule.symptom,
            "strength": rule.strength,
            "layer": rule.layer,
            "records": self.records,
            "share": round(self.records / record_count, 6) if record_count else 0.0,
            "matches": self.matches,
            "alone": self.alone,
            "overlap": dict(self.overlap.most_common()),
            "conflict": dict(self.conflict.most_common()),
            "dropped": dict(self.dropped.most_common()),
            "dead": self.is_dead,
            "dead_phrases": self.dead_phrases,
        }
        if with_labels:
            out["precision"] = self.symptom_right.to_dict()
            out["complaint_precision"] = self.complaint_right.to_dict()
            out["missed_by_dropping"] = self.missed
            out["noisy"] = self.is_noisy
        return out


class RuleStats:
    """Counts over all records what the rules of a set do.

    Parameters
    ----------
    ruleset : Ruleset
    with_labels : bool
        Whether records come with labels that people gave.

    Examples
    --------
    >>> from jianfu_rules.classifier import Classifier
    >>> classifier = Classifier.load(fallback=None)
    >>> stats = RuleStats(classifier.ruleset)
    >>> stats.add(classifier.classify("一天要在五个工作群里打卡"))
    >>> stats.record_count, any(rule.records for rule in stats.rules.values())
    (1, True)
    """

    def __init__(self, ruleset: Ruleset, *, with_labels: bool = False) -> None:
        self.ruleset = ruleset
        self.with_labels = with_labels
        self.record_count = 0
        self.labelled_count = 0
        self.rules = {rule.id: RuleCount(rule) for rule in ruleset.rules}
        self._unseen_words: dict[int, set[str]] = {}
        for lists in ruleset.words.values():
            for words in lists.values():
                for word in words:
                    if word:
                        folded = fold(word)
                        self._unseen_words.setdefault(len(folded), set()).add(folded)

    def add(self, result: Classification, case: LabelledCase | None = None) -> None:
        """Count one record, with its labels where people gave some."""
        self.record_count += 1
        self.labelled_count += bool(result.labels)
        touched = set()
        for label in result.labels:
            own = {e.match.rule_id for e in label.evidence}
            for rule_id in own & self.rules.keys():
                count = self.rules[rule_id]
                touched.add(rule_id)
                count.alone += len(own) == 1
                if case is not None and not case.is_debatable:
                    self._judge(count, label, case)
        for rule_id in touched:
            self.rules[rule_id].records += 1
        self._count_matches(result)
        self._count_neighbours(result)
        if case is not None and not case.is_debatable:
            self._count_missed(result, case)
        self._see_words(result.text)

    def _judge(self, count: RuleCount, label: Label, case: LabelledCase) -> None:
        symptom = label.symptom
        if symptom in case.optional or label.stance in case.ok.get(symptom, ()):
            return
        count.symptom_right.add(symptom in case.labels)
        says_so = label.stance == COMPLAINT and any(
            e.match.rule_id == count.rule.id and e.stance == COMPLAINT
            for e in label.evidence
        )
        if says_so:
            count.complaint_right.add(case.labels.get(symptom) == COMPLAINT)

    def _count_matches(self, result: Classification) -> None:
        found = [e.match for label in result.labels for e in label.evidence]
        for match in (*found, *(d.match for d in result.dropped)):
            count = self.rules.get(match.rule_id)
            if count is not None:
                count.matches += 1
                count.phrases[match.phrase] += 1
        for dropped in result.dropped:
            count = self.rules.get(dropped.match.rule_id)
            if count is not None:
                count.dropped[_FIGURES.sub("", dropped.reason)] += 1

    def _count_neighbours(self, result: Classification) -> None:
        """Count pairs of rules that read the same place, once a record."""
        agree: set[tuple[str, str]] = set()
        differ: set[tuple[str, str]] = set()
        for one, other in _touching(result):
            is_same = one[0] == other[0] and one[1].stance == other[1].stance
            pair = (one[1].match.rule_id, other[1].match.rule_id)
            if pair[0] != pair[1]:
                (agree if is_same else differ).update((pair, (pair[1], pair[0])))
        for rule_id, other_id in agree:
            if rule_id in self.rules:
                self.rules[rule_id].overlap[other_id] += 1
        for rule_id, other_id in differ:
            if rule_id in self.rules:
                self.rules[rule_id].conflict[other_id] += 1

    def _count_missed(self, result: Classification, case: LabelledCase) -> None:
        found = result.stances
        for rule_id in {d.match.rule_id for d in result.dropped}:
            count = self.rules.get(rule_id)
            if count is not None:
                symptom = count.rule.symptom
                is_wanted = symptom in case.labels and symptom not in case.optional
                count.missed += is_wanted and symptom not in found

    def _see_words(self, text: str) -> None:
        folded = normalize(text).text
        for length, unseen in self._unseen_words.items():
            if unseen:
                ends = range(len(folded) - length + 1)
                unseen.difference_update({folded[i : i + length] for i in ends})

    def unseen_words(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield scope, list and the words of it that stand in no text.

        The scope is empty for shared lists, else the file that has the list. A
        word that comes from a shared list is told there only.
        """
        unseen = set().union(*self._unseen_words.values())
        shared = {w for words in self.ruleset.words.get("", {}).values() for w in words}
        for scope, lists in sorted(self.ruleset.words.items()):
            for name, words in lists.items():
                gone = [
                    word
                    for word in words
                    if fold(word) in unseen and not (scope and word in shared)
                ]
                if gone:
                    yield scope, name, gone

    def layers(self) -> dict[str, dict[str, int]]:
        """Return by layer: its rules, those that spoke, their records and matches."""
        out: dict[str, dict[str, int]] = {}
        for count in self.rules.values():
            layer = out.setdefault(
                count.rule.layer,
                {"rules": 0, "dead": 0, "noisy": 0, "records": 0, "matches": 0},
            )
            layer["rules"] += 1
            layer["dead"] += count.is_dead
            layer["noisy"] += count.is_noisy
            layer["records"] += count.records
            layer["matches"] += count.matches
        return out

    def to_dict(self, rules: list[RuleCount]) -> dict[str, Any]:
        """Return plain JSON-ready values, with *rules* in their order."""
        return {
            "ruleset": self.ruleset.digest,
            "records": self.record_count,
            "labelled": self.labelled_count,
            "layers": self.layers(),
            "rules": [
                count.to_dict(self.record_count, with_labels=self.with_labels)
                for count in rules
            ],
            "unseen_words": [
                {"file": scope, "list": name, "words": words}
                for scope, name, words in self.unseen_words()
            ],
        }


_Read = tuple[str, "Evidence"]


def _touching(result: Classification) -> Iterator[tuple[_Read, _Read]]:
    """Yield the pairs of evidence that share a character, from left to right."""
    found = sorted(
        (
            (whole_span(result, e.part, e.match.span), (label.symptom, e))
            for label in result.labels
            for e in label.evidence
        ),
        key=lambda placed: placed[0],
    )
    for index, ((_, end), one) in enumerate(found):
        for (start, _), other in found[index + 1 :]:
            if start >= end:
                break
            yield one, other
