"""Run the examples of all layers on the merged rules.

An example of an upper layer must hold under the locality too, unless the overlay
names it under ``breaks``; where a rule is switched off, its overlay may give texts
that must no longer count as complaints.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from jianfu_rules.authoring.ruletests import CaseResult, run_cue_case, run_rule_case
from jianfu_rules.errors import Problem

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Rule


def run_all_cases(
    classifier: Classifier, only_layers: Collection[str] | None = None
) -> Iterator[CaseResult]:
    """Run the cases of all rules and cues, and of the rules that are switched off.

    Parameters
    ----------
    classifier : Classifier
        With national rules, or with those of a locality.
    only_layers : collection of str, optional
        Run the cases that stand in files of these layers only.

    Yields
    ------
    CaseResult
        A case that an overlay gives up holds where it fails, as the overlay says.
    """
    for result in _run_cases(classifier, only_layers):
        yield _judged(classifier, result)
    for rule in classifier.ruleset.disabled:
        yield from _run_disabled(classifier, rule, only_layers)


def _run_cases(
    classifier: Classifier, only_layers: Collection[str] | None
) -> Iterator[CaseResult]:
    for rule in classifier.ruleset.rules:
        for case in rule.cases:
            if only_layers is None or case.source.layer in only_layers:
                yield run_rule_case(classifier, rule, case)
    for cue in classifier.ruleset.cues:
        for case in cue.cases:
            if only_layers is None or case.source.layer in only_layers:
                yield run_cue_case(classifier, cue, case)


def _judged(classifier: Classifier, result: CaseResult) -> CaseResult:
    """Return a result as the layers below the case make it count."""
    ruleset, case, problem = classifier.ruleset, result.case, result.problem
    if case.source.layer == ruleset.layers[-1]:
        return result
    given_up = [
        named
        for named in ruleset.breaks
        if (named.rule, named.text) == (result.owner.id, case.text)
    ]
    if given_up and problem is None:
        problem = Problem("JF351", {"text": case.text}, given_up[-1].source)
    elif given_up or result.is_known_gap:
        problem = None  # as the overlay says, or a gap that it closes
    elif problem is not None:
        detail = problem.message("zh"), problem.message("en")
        problem = Problem("JF350", {"detail": detail}, problem.source)
    return CaseResult(result.owner, case, problem)


def _run_disabled(
    classifier: Classifier, rule: Rule, only_layers: Collection[str] | None
) -> Iterator[CaseResult]:
    """Run the texts that the layer gives that switched the rule off."""
    act = next(a for a in reversed(rule.history) if a.kind == "disable")
    layer = act.source.layer
    for case in rule.cases:
        if case.source.layer != layer or layer not in (only_layers or {layer}):
            continue
        stance = classifier.classify(case.text).stances.get(rule.symptom)
        problem = None
        if stance == "complaint":
            values = {"rule": rule.id, "text": case.text}
            problem = Problem("JF352", values, case.source)
        yield CaseResult(rule, case, problem)
