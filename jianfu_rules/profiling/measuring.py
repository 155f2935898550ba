"""Run a classifier over texts with the clocks on, and sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING, Any

from jianfu_rules.profiling.hooks import (
    STAGES,
    Stopwatch,
    Tries,
    clock,
    rule_clocks,
    stage_clocks,
)

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Classification
    from jianfu_rules.ruleset.compiled import CompiledRules

_ROLES = ("together", "exceptions", "unless", "unless_anywhere", "only_with")


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: its own time in seconds, its part of all, and how often it ran."""

    stage: str
    seconds: float
    share: float
    calls: int


@dataclass(frozen=True, slots=True)
class RuleTime:
    """The phrases of one rule or cue, or those of one of its fields.

    Parameters
    ----------
    rule : str
        Id of the rule or cue.
    field : str
        ``phrases``, or the field of the rule that the phrases stand in.
    tries : int
        How often the words of a phrase were all there, so that it was joined.
    hits : int
        In how many places a phrase stood.
    seconds, share : float
        The time of the joining, and its part of that of all rules.
    """

    rule: str
    field: str
    tries: int
    hits: int
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class TextTime:
    """One text, by its number in the order in which texts were given."""

    number: int
    characters: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Where the time went.

    The slowest comes first; all times are in seconds.
    """

    text_count: int
    character_count: int
    seconds: float
    stages: tuple[StageTime, ...]
    rules: tuple[RuleTime, ...]
    slowest: tuple[TextTime, ...]
    tried_share: float

    def to_dict(self) -> dict[str, Any]:
        """Return all as plain values, ready for JSON."""
        from dataclasses import asdict

        return asdict(self)


def profile(
    classifier: Classifier,
    texts: Iterable[Any],
    classify: Callable[[Any], Classification],
    length_of: Callable[[Any], int],
    *,
    text_limit: int = 20,
) -> Profile:
    """Classify texts three times: to warm up, to time the stages, to time the rules.

    Both at once would count the clocks of the rules to the stages.

    Parameters
    ----------
    classifier : Classifier
    texts : iterable
        Whatever *classify* takes; kept in memory.
    classify : callable
        Calls the classifier.
    length_of : callable
        Returns the characters of a text.
    text_limit : int
        How many of the slowest texts to name.

    Returns
    -------
    Profile

    Examples
    --------
    >>> from jianfu_rules import Classifier
    >>> classifier = Classifier.load()
    >>> found = profile(classifier, ["天天填表"], classifier.classify, len)
    >>> found.text_count, round(sum(stage.share for stage in found.stages), 6)
    (1, 1.0)
    """
    kept = list(texts)
    for text in kept:
        # What is made of the tables on first use is no cost of the text that came first.
        classify(text).to_dict()
    watch = Stopwatch()
    times: list[tuple[int, int]] = []
    with stage_clocks(watch):
        for number, text in enumerate(kept):
            start = clock()
            with watch.running():
                classify(text).to_dict()
            times.append((clock() - start, number))
    tries = Tries()
    with rule_clocks(tries):
        for text in kept:
            classify(text).to_dict()
    rules, tried_share = _rule_times(classifier.rules, tries)
    total = sum(watch.nanoseconds.values()) or 1
    stages = [
        StageTime(s, watch.nanoseconds[s] / 1e9, watch.nanoseconds[s] / total, calls)
        for s in STAGES
        if (calls := watch.calls[s]) or watch.nanoseconds[s]
    ]
    slowest = [
        TextTime(number, length_of(kept[number]), spent / 1e9)
        for spent, number in nlargest(text_limit, times, key=lambda t: t[0])
    ]
    return Profile(
        len(kept),
        sum(map(length_of, kept)),
        total / 1e9,
        tuple(sorted(stages, key=lambda s: -s.seconds)),
        rules,
        tuple(slowest),
        tried_share,
    )


def _rule_times(
    rules: CompiledRules, tries: Tries
) -> tuple[tuple[RuleTime, ...], float]:
    """Return the rules that were tried, and which part of all rules and cues that is."""
    owners = _owners(rules)
    total = sum(tries.nanoseconds.values()) or 1
    by_owner: dict[tuple[str, str], list[int]] = {}
    for group, count in tries.counts.items():
        sums = by_owner.setdefault(owners[group], [0, 0, 0])
        sums[0] += count
        sums[1] += tries.hits[group]
        sums[2] += tries.nanoseconds[group]
    found = [
        RuleTime(*owner, count, hits, spent / 1e9, spent / total)
        for owner, (count, hits, spent) in by_owner.items()
    ]
    found.sort(key=lambda rule: (-rule.seconds, rule.rule, rule.field))
    all_count = len({rule for rule, _ in owners.values()}) or 1
    return tuple(found), len({rule.rule for rule in found}) / all_count


def _owners(rules: CompiledRules) -> Mapping[int, tuple[str, str]]:
    """Return the rule or cue of each group of phrases, and the field they stand in."""
    found: dict[int, tuple[str, str]] = {}
    for compiled in {
        rule.rule.id: rule for group in rules.rules_of_group.values() for rule in group
    }.values():
        name = compiled.rule.id
        for field in _ROLES:
            value = getattr(compiled, field)
            for group in value if isinstance(value, tuple) else (value,):
                found.setdefault(group, (name, field))
        found[compiled.phrases] = name, "phrases"
    for group, cues in rules.cues_of_group.items():
        for cue in cues:
            found[group] = cue.cue.id, "phrases"
            found.setdefault(cue.stops_at, (cue.cue.id, "stops_at"))
    found.pop(-1, None)
    return found
