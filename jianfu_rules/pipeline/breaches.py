"""Figures of a complaint that break a limit in force.

Strict: where it is not certain what a figure counts, how often, or on whose side it
stands, there is no breach.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from jianfu_rules.model import REPLY, SIGNATURE
from jianfu_rules.model_layers import Breach, first_day, is_in_force

if TYPE_CHECKING:
    from jianfu_rules.model import Classification, Fact, Policy, Ruleset
    from jianfu_rules.model_layers import Limit

_STOP = re.compile("[。！？；!?;\n]")
_LOOK_BACK = 60
"""How far before a figure its subject is looked for, in code points."""

_MINUTES = {"分钟": 1, "小时": 60}
_PER_NAMES = {
    "": "",
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "year": "每年",
}

_COUNTED_AS = {"工作群": "群", "报表": "表", "应用": "APP", "活动": "任务"}
"""Names of limits that figures know by another name."""

_NAMED = {"活动": re.compile("活动|进校园")}
"""What must stand in a figure whose name covers more than the limit."""

_LONG = (
    "(?:一开就?是?|[要能得]?开(?:了|到|满)?|持续了?|时长|长达|整整|足足|就是|将近|近)"
)
_TALK = "(?:讲了?|一讲就?是?|念了?|长达|整整|足足|就是|将近|近)"
_DOCUMENT = "文件|公文|红头|通知|方案|意见|细则|规定"
_ABOUT = {
    "会议时长": (
        "小时",
        re.compile(f"会议?{_LONG}+$"),
        re.compile(
            "(?:多|左右)?的[^，、]{0,4}?(?:会议|会)(?![不让要有是把给来去做计])"
        ),
    ),
    "讲话时长": (
        "小时",
        re.compile(f"(?:讲话|发言|致辞){_TALK}*$|讲了?(?:整整|足足|将近|近)*$"),
        re.compile("(?:多|左右)?的(?:讲话|发言|致辞)"),
    ),
    "文件页数": (
        "页",
        re.compile(f"(?:{_DOCUMENT})[^，]{{0,6}}$"),
        re.compile(f"(?:多|左右)?的?(?:{_DOCUMENT})"),
    ),
    "文件字数": (
        "字",
        re.compile(f"(?:{_DOCUMENT})[^，]{{0,6}}$"),
        re.compile(f"(?:多|左右)?的?(?:{_DOCUMENT})"),
    ),
}
"""For what is measured: the name of the figure, and what must stand before it or
behind it, since minutes and pages do not say of what they are."""

_SENTENCE = "“{fact}”：{what}{least}{value:g}{unit}，超过{per}{max:g}{unit}（{basis}）"


def find_breaches(
    classification: Classification, ruleset: Ruleset, day: str = ""
) -> tuple[Breach, ...]:
    """Return the figures of a complaint that break a limit.

    Parameters
    ----------
    classification : Classification
        With labels and facts.
    ruleset : Ruleset
        Its limits are those of all its layers.
    day : str
        The day of the text, ``YYYY-MM-DD``; without it all limits are in force.

    Returns
    -------
    tuple of Breach
        In the order of the facts.
    """
    if not (ruleset.limits and classification.is_complaint and classification.facts):
        return ()
    policies = {policy.id: policy for policy in ruleset.policies}
    limits = [x for x in ruleset.limits if _in_force(x, policies, day)]
    parts: dict[str, _Part] = {}
    out = []
    for fact in classification.facts:
        part = parts.get(fact.part)
        if part is None:
            part = parts[fact.part] = _Part(classification, fact.part)
        for limit in limits:
            found = _measure(part, fact, limit)
            if found is not None and found[0] > limit.max:
                out.append(_breach(fact, limit, found, policies))
    return tuple(out)


def _in_force(limit: Limit, policies: dict[str, Policy], day: str) -> bool:
    first = limit.valid_from
    if not first and limit.policy in policies:
        first = first_day(policies[limit.policy].date)
    return is_in_force(first, limit.valid_to, day)


class _Part:
    """A part of a classified text, with what is asked of it for every figure."""

    def __init__(self, classification: Classification, name: str) -> None:
        self.text = classification.text_of(name)
        stops = list(_STOP.finditer(self.text))
        self.starts = [0, *(stop.end() for stop in stops)]
        self.ends = [*(stop.start() for stop in stops), len(self.text)]
        self.others = sorted(
            evidence.match.span.start
            for label in classification.labels
            for evidence in label.evidence
            if evidence.stance in {"remedy", "policy"} and evidence.part == name
        )
        self.scopes: dict[tuple[str, ...], bool] = {}

    def sentence(self, fact: Fact) -> tuple[int, int]:
        """Return start and end of the sentence of a figure."""
        start = self.starts[bisect_right(self.starts, fact.span.start) - 1]
        return start, self.ends[bisect_left(self.ends, fact.span.end)]

    def has_any(self, words: tuple[str, ...]) -> bool:
        """Whether any of some words stands in the text."""
        if words not in self.scopes:
            self.scopes[words] = any(word in self.text for word in words)
        return self.scopes[words]


def _measure(part: _Part, fact: Fact, limit: Limit) -> tuple[float, float] | None:
    """Return the figure in the unit of the limit, None where it is not about it."""
    if (fact.per or "") != limit.per or not _is_of_the_complaint(part, fact):
        return None
    if limit.scope and not part.has_any(limit.scope):
        return None
    if limit.what in _ABOUT:
        name, before, behind = _ABOUT[limit.what]
        start, end = part.sentence(fact)
        start = max(start, fact.span.start - _LOOK_BACK)
        is_about = before.search(part.text, start, fact.span.start) or behind.match(
            part.text, fact.span.end, end
        )
        if not is_about:
            return None
        if name == "小时":
            return _duration(fact, limit)
        return (fact.low, fact.high) if fact.what == name else None
    named = _NAMED.get(limit.what)
    is_named = named is None or named.search(fact.text)
    if fact.kind == "count" and fact.what == _counted(limit) and is_named:
        return fact.low, fact.high
    return None


def _counted(limit: Limit) -> str:
    return _COUNTED_AS.get(limit.what, limit.what)


def _duration(fact: Fact, limit: Limit) -> tuple[float, float] | None:
    """Return a duration in the unit of the limit."""
    if fact.kind != "duration" or limit.unit not in _MINUTES:
        return None
    factor = _MINUTES[fact.unit] / _MINUTES[limit.unit]
    return fact.low * factor, fact.high * factor


def _is_of_the_complaint(part: _Part, fact: Fact) -> bool:
    """Whether a figure tells of trouble: not what is being cut, asked for, answered.

    A sentence that has evidence of another stance tells of relief or orders.
    """
    if fact.part in {REPLY, SIGNATURE} or fact.trend == "falling":
        return False
    start, end = part.sentence(fact)
    first = bisect_left(part.others, start)
    return first == len(part.others) or part.others[first] >= end


def _breach(
    fact: Fact,
    limit: Limit,
    found: tuple[float, float],
    policies: dict[str, Policy],
) -> Breach:
    policy = policies.get(limit.policy)
    basis = policy.title if policy else limit.policy
    if limit.article:
        basis += f"，{limit.article}"
    text = _SENTENCE.format(
        fact=fact.text,
        what=limit.what,
        least="至少" if found[1] > found[0] else "",
        value=found[0],
        unit=limit.unit,
        per=_PER_NAMES[limit.per],
        max=limit.max,
        basis=basis,
    )
    return Breach(
        fact,
        limit.id,
        found[0],
        limit.max,
        limit.unit,
        limit.policy,
        limit.article,
        text,
    )
