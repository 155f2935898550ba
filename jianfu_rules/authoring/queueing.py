"""Which records a person should look at, and why: where a look teaches most.

Reasons have weights between 0 and 1. Records are then taken from clusters by turns
(one reason and one symptom make a cluster), so that the list is not fifty times the
same, and of texts that are nearly the same only one comes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jianfu_rules.authoring.wholetext import classify_whole, told_text
from jianfu_rules.evaluation.scorecard import COMPLAINT
from jianfu_rules.evaluation.weighing import WEAK, Weighed, Weigher
from jianfu_rules.fallback.estimator import bundled_estimator
from jianfu_rules.fallback.evidence import LEAST_ANY, LEAST_ONE
from jianfu_rules.pipeline.normalizing import normalize

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Classification
    from jianfu_rules.records.record import Record

NEAR_ANY, NEAR_ONE, NEAR_SCORE = 0.15, 0.08, 0.15
"""How near the line a probability, that of a symptom, a score of rules is doubtful."""
UNLIKELY, LIKELY = 0.3, 0.7
"""What the model says where it is of another mind than the rules."""
NOVEL = 0.5
"""From this share of unknown pairs of characters on, a text speaks in new words."""
MIN_PAIRS = 12
RARE_SHARE = 0.01
RARE_COUNT = 2
MORE_REASONS = 0.25
"""What each reason after the first counts."""
TWIN = 0.6
"""Texts that share so many of their pairs of characters are nearly the same."""
TIRED = 0.8
"""What a record counts less for each one taken from its cluster before."""

UNIT_COLUMNS = (
    "单位", "承办单位", "被反映单位", "涉及单位", "街道", "乡镇", "区县", "地区", "unit",
)  # fmt: skip
_NO_NAME = (
    "我你他她们这那个各每全本该的了在到去是某有几一两二三四五六七八九十多从由向给"
    "把被让叫和与及或不都就又也还上下里外前后大小整"
)
_UNIT = re.compile(
    f"(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{2,3}}"
    "(?:街道|社区|小学|中学|医院|镇|乡|村|县|局)"
)
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record is worth a look; ``values`` fill the sentence that says so."""

    kind: str
    weight: float
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A record with what is known of it.

    Parameters
    ----------
    id, text, place, unit : str
    result : Classification
    reasons : tuple of Reason
        The weightiest first; none for a record that nobody needs to see.
    cluster : tuple of str
        Reason and symptom.
    pairs : frozenset of str
        The pairs of characters of the text.
    """

    id: str
    text: str
    place: str
    unit: str
    result: Classification
    reasons: tuple[Reason, ...]
    cluster: tuple[str, str]
    pairs: frozenset[str]

    @property
    def worth(self) -> float:
        """How much a look at it is worth."""
        weights = [reason.weight for reason in self.reasons]
        return weights[0] + MORE_REASONS * sum(weights[1:]) if weights else 0.0


@dataclass(slots=True)
class Known:
    """What people have looked at already: folded texts, and the units they name."""

    texts: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)

    def add(self, text: str, unit: str = "") -> None:
        """Take note of a text that was labelled."""
        self.texts.add(normalize(text).text)
        self.units.update(units_of(text), filter(None, [unit]))


def units_of(text: str) -> list[str]:
    """Return what looks like the names of places and offices.

    Examples
    --------
    >>> units_of("石桥镇让我们村报三遍，我们镇里没人管")
    ['石桥镇']
    """
    return _UNIT.findall(text)


class Queuer:
    """Judges records one by one, then chooses.

    Parameters
    ----------
    classifier : Classifier
    known : Known, optional
        Without it every unit is new, and none is a reason.
    """

    def __init__(self, classifier: Classifier, known: Known | None = None) -> None:
        self.classifier = classifier
        self.known = known
        self.weigher = Weigher(classifier)
        self.names = {s.id: s.name for s in classifier.rules.taxonomy.symptoms}
        self.threshold = classifier.rules.taxonomy.threshold
        estimator = bundled_estimator()
        self.vocabulary = frozenset(estimator.features if estimator else ())
        self.items: list[Item] = []
        self.known_count = 0

    def add(self, record: Record) -> None:
        """Judge one record."""
        result = classify_whole(self.classifier, record)
        text = told_text(result)
        folded = normalize(text).text
        if self.known is not None and folded in self.known.texts:
            self.known_count += 1
            return
        by_rules = self.weigher.rules_alone.classify(text)
        weighed = self.weigher.weigh(text, by_rules)
        unit = _unit_of(record)
        pairs = frozenset(_PAIR.findall(folded))
        reasons = [*self._doubts(by_rules, weighed), *self._new(text, pairs, unit)]
        reasons.sort(key=lambda reason: -reason.weight)
        self.items.append(
            Item(
                record.id,
                text,
                record.place,
                unit,
                result,
                tuple(reasons),
                (reasons[0].kind if reasons else "", _topic(result, weighed)),
                pairs,
            )
        )

    def _doubts(
        self, by_rules: Classification, weighed: Weighed | None
    ) -> Iterable[Reason]:
        """Yield where the verdict might well have been another."""
        if weighed is None:
            scores = [d.value for d in by_rules.dropped if d.kind == WEAK]
            scores += [x.score for x in by_rules.labels if x.stance == COMPLAINT]
            gaps = [(abs(score - self.threshold), score) for score in scores]
            gap, score = min(gaps, default=(1.0, 0.0))
            if gap <= NEAR_SCORE:
                values = {"score": f"{score:.2f}", "line": f"{self.threshold:.2f}"}
                yield Reason("near_score", 1 - gap / NEAR_SCORE, values)
            return
        gap = abs(weighed.any - LEAST_ANY)
        if gap <= NEAR_ANY:
            values = {"p": f"{weighed.any:.2f}", "line": f"{LEAST_ANY:.2f}"}
            yield Reason("near_any", 1 - gap / NEAR_ANY, values)
        if weighed.any >= LEAST_ANY:
            for symptom, p in weighed.symptoms.items():
                gap = abs(p - LEAST_ONE)
                if gap <= NEAR_ONE:
                    values = {"name": self.names[symptom], "p": f"{p:.2f}"}
                    yield Reason("near_one", 0.7 * (1 - gap / NEAR_ONE), values)
        values = {"p": f"{weighed.alone:.2f}"}
        if by_rules.is_complaint and weighed.alone <= UNLIKELY:
            yield Reason("rules_alone", 1 - weighed.alone, values)
        elif not by_rules.is_complaint and weighed.alone >= LIKELY:
            yield Reason("model_alone", weighed.alone, values)

    def _new(self, text: str, pairs: frozenset[str], unit: str) -> Iterable[Reason]:
        """Yield what is new about the words and about who is meant."""
        if self.vocabulary and len(pairs) >= MIN_PAIRS:
            unknown = sorted(pairs - self.vocabulary, key=text.find)
            share = len(unknown) / len(pairs)
            if share >= NOVEL:
                values = {"share": f"{share:.0%}", "words": "、".join(unknown[:4])}
                yield Reason("novel", share, values)
        if self.known is not None:
            named = [unit] if unit else units_of(text)
            new = [name for name in named if name not in self.known.units]
            if new:
                yield Reason("new_unit", 0.4, {"units": "、".join(new[:3])})

    def choose(self, limit: int) -> list[Item]:
        """Return the records to look at, the most worthwhile first."""
        clusters: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self._with_rare(self.items):
            if item.reasons:
                clusters[item.cluster].append(item)
        for items in clusters.values():
            # The best stands last, where it is taken from.
            items.sort(key=lambda item: (item.worth, item.id))
        taken: Counter[tuple[str, str]] = Counter()
        chosen: list[Item] = []
        while len(chosen) < limit:
            heads = [(items[-1], name) for name, items in clusters.items() if items]
            if not heads:
                break
            best, name = max(
                heads, key=lambda h: (h[0].worth * TIRED ** taken[h[1]], h[1])
            )
            clusters[name].pop()
            if any(_alike(best.pairs, other.pairs) >= TWIN for other in chosen):
                continue
            taken[name] += 1
            chosen.append(best)
        return chosen

    def _with_rare(self, items: Sequence[Item]) -> Iterable[Item]:
        """Yield the items, with a reason more where a symptom is rare among them."""
        counts = Counter(
            label.symptom
            for item in items
            for label in item.result.labels
            if label.stance == COMPLAINT
        )
        most = max(RARE_COUNT, RARE_SHARE * counts.total())
        # Where all are rare, none is.
        rare = {s for s, n in counts.items() if n <= most < max(counts.values())}
        for item in items:
            found = [
                Reason("rare", 0.6, {"name": x.name, "count": str(counts[x.symptom])})
                for x in item.result.labels
                if x.stance == COMPLAINT and x.symptom in rare
            ]
            if not found:
                yield item
                continue
            reasons = sorted([*item.reasons, *found], key=lambda r: -r.weight)
            cluster = reasons[0].kind, item.cluster[1]
            yield replace(item, reasons=tuple(reasons), cluster=cluster)


def _unit_of(record: Record) -> str:
    values = (str(record.extra.get(name) or "").strip() for name in UNIT_COLUMNS)
    return next(filter(None, values), "")


def _topic(result: Classification, weighed: Weighed | None) -> str:
    """Return the symptom that a text is likeliest about."""
    if result.labels:
        return result.labels[0].symptom
    if weighed is None or not weighed.symptoms:
        return ""
    return max(weighed.symptoms, key=lambda symptom: weighed.symptoms[symptom])


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    union = len(one | other)
    return len(one & other) / union if union else 0.0
