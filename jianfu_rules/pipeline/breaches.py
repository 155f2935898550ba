"""Figures of a complaint that break a limit in force.

Strict: where it is not certain what a figure counts, how often, or on whose side it
stands, there is no breach.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jianfu_rules.model import REPLY, SIGNATURE
from jianfu_rules.model_layers import Breach, first_day, is_in_force

if TYPE_CHECKING:
    from jianfu_rules.model import Classification, Fact, Policy, Ruleset
    from jianfu_rules.model_layers import Limit

_STOP = re.compile("[。！？；!?;\n]")
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
    out = []
    for fact in classification.facts:
        for limit in limits:
            found = _measure(classification, fact, limit)
            if found is not None and found[0] > limit.max:
                out.append(_breach(fact, limit, found, policies))
    return tuple(out)


def _in_force(limit: Limit, policies: dict[str, Policy], day: str) -> bool:
    first = limit.valid_from
    if not first and limit.policy in policies:
        first = first_day(policies[limit.policy].date)
    return is_in_force(first, limit.valid_to, day)


def _measure(
    classification: Classification, fact: Fact, limit: Limit
) -> tuple[float, float] | None:
    """Return the figure in the unit of the limit, None where it is not about it."""
    if (fact.per or "") != limit.per or not _is_of_the_complaint(classification, fact):
        return None
    text = classification.text_of(fact.part)
    if limit.scope and not any(word in text for word in limit.scope):
        return None
    if limit.what in _ABOUT:
        name, before, behind = _ABOUT[limit.what]
        start, end = _sentence(text, fact)
        is_about = before.search(text[start : fact.span.start]) or behind.match(
            text[fact.span.end : end]
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


def _is_of_the_complaint(classification: Classification, fact: Fact) -> bool:
    """Whether a figure tells of trouble: not what is being cut, asked for, answered.

    A sentence that has evidence of another stance tells of relief or orders.
    """
    if fact.part in {REPLY, SIGNATURE} or fact.trend == "falling":
        return False
    start, end = _sentence(classification.text_of(fact.part), fact)
    return not any(
        evidence.stance in {"remedy", "policy"}
        and evidence.part == fact.part
        and start <= evidence.match.span.start < end
        for label in classification.labels
        for evidence in label.evidence
    )


def _sentence(text: str, fact: Fact) -> tuple[int, int]:
    start = 0
    for stop in _STOP.finditer(text, 0, fact.span.start):
        start = stop.end()
    after = _STOP.search(text, fact.span.end)
    return start, after.start() if after else len(text)


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
