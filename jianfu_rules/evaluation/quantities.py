"""Score burden figures against the ``quantities`` of labelled cases.

Scored are cases that list ``quantities``, and in them the figures that count
something (`SCORED_KINDS`); clock times and shares are no quantities of a case. A
figure is right where

- its span overlaps the span of the labelled one,
- the labelled value lies between its bounds (the bare figure of 四十多, 40, is right
  for 41 to 49), and
- it counts the same thing: equal names after both have been brought to their normal
  names (工作群 is 群), or names of `ALIKE`, or a labelled name that is the measure
  word itself (三趟 labelled 趟).

``per`` is counted apart, over the figures that are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jianfu_rules.evaluation.ratio import Ratio
from jianfu_rules.model import Fact, Span
from jianfu_rules.pipeline.counted import normal_name

SCORED_KINDS = frozenset({"count", "duration"})

ALIKE = (
    frozenset({"消息", "信息"}),
    frozenset({"任务", "事项"}),
    frozenset({"指标", "考核"}),
    frozenset({"台账", "档案", "记录"}),
    frozenset({"APP", "小程序", "平台", "系统"}),
)
"""Names that two readers may give to one thing: an inventory of duties lists 事项 to
the one and 任务 to the other."""


@dataclass(frozen=True, slots=True)
class LabelledQuantity:
    """A burden figure as a case gives it; `high` is `low` where it is exact."""

    span: Span
    what: str
    low: float
    high: float
    per: str | None = None


@dataclass(frozen=True, slots=True)
class QuantityScore:
    """Figures that are right, and those that merely stand in the right place.

    ``per_right`` counts the right figures whose ``per`` is right as well.
    """

    case_count: int
    figures: Ratio
    spans: Ratio
    per_right: int


def read_quantities(
    text: str, items: Iterable[Mapping[str, Any]]
) -> tuple[LabelledQuantity, ...]:
    """Read the ``quantities`` of a case.

    Parameters
    ----------
    text : str
        The text of the case, in which each quotation is looked up; equal ones are
        taken from left to right.
    items : iterable of mapping
        Each with ``text``, ``what``, ``value`` (a number, or two for a range) and
        perhaps ``per``.

    Raises
    ------
    ValueError, KeyError, TypeError
        Where an item has another shape or its quotation is not in the text.

    Examples
    --------
    >>> item = {"text": "五个群", "what": "群", "value": 5, "per": "day"}
    >>> read_quantities("每天看五个群", [item])[0].span
    Span(start=3, end=6)
    """
    found = []
    after: dict[str, int] = {}
    for item in items:
        quote = item["text"]
        start = text.index(quote, after.get(quote, 0))
        after[quote] = start + len(quote)
        value = item["value"]
        bounds = value if isinstance(value, list) else [value, value]
        low, high = (float(bound) for bound in bounds)
        span = Span(start, start + len(quote))
        found.append(LabelledQuantity(span, item["what"], low, high, item.get("per")))
    return tuple(found)


def score_quantities(
    labelled: Iterable[Sequence[LabelledQuantity] | None],
    facts: Iterable[Sequence[Fact]],
) -> QuantityScore:
    """Score the figures found in texts against the labelled ones.

    Parameters
    ----------
    labelled : iterable of sequence of LabelledQuantity
        One for each text; None for a text whose figures nobody labelled.
    facts : iterable of sequence of Fact
        In the same order; `Classification.facts`.

    Returns
    -------
    QuantityScore
    """
    case_count = per_right = 0
    figures, spans = [0, 0, 0], [0, 0, 0]
    for gold, found in zip(labelled, facts, strict=True):
        if gold is None:
            continue
        case_count += 1
        scored = [fact for fact in found if fact.kind in SCORED_KINDS]
        pairs = _pair(gold, scored, is_right)
        per_right += sum(g.per == f.per for g, f in pairs)
        for counts, hits in (
            (figures, len(pairs)),
            (spans, len(_pair(gold, scored, _overlaps))),
        ):
            counts[0] += hits
            counts[1] += len(scored) - hits
            counts[2] += len(gold) - hits
    return QuantityScore(case_count, Ratio(*figures), Ratio(*spans), per_right)


def is_right(gold: LabelledQuantity, fact: Fact) -> bool:
    """Say whether *fact* is the labelled figure: place, value and thing."""
    slack = 1 if fact.low < fact.high else 0
    return (
        _overlaps(gold, fact)
        and fact.low - slack <= gold.high
        and gold.low <= fact.high
        and _is_same_thing(gold.what, fact)
    )


def _overlaps(gold: LabelledQuantity, fact: Fact) -> bool:
    return fact.span.start < gold.span.end and gold.span.start < fact.span.end


def _is_same_thing(what: str, fact: Fact) -> bool:
    names = {normal_name(what), normal_name(fact.what)}
    return (
        len(names) == 1 or what == fact.unit or any(names <= alike for alike in ALIKE)
    )


def _pair(
    gold: Sequence[LabelledQuantity],
    facts: Sequence[Fact],
    fits: Callable[[LabelledQuantity, Fact], bool],
) -> list[tuple[LabelledQuantity, Fact]]:
    """Return each labelled figure with the first fact left over that fits it."""
    left = list(facts)
    pairs = []
    for wanted in gold:
        fact = next((f for f in left if fits(wanted, f)), None)
        if fact is not None:
            left.remove(fact)
            pairs.append((wanted, fact))
    return pairs
