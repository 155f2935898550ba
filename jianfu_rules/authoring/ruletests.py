"""Run the examples that rules and cues carry: each is a test.

A case of a rule must make that rule fire (or not), find what it names, and give
the symptom the stance it names; a case of a cue must be in the cue's scope (or
not). A known gap must fail: once it passes, it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.stance import active_cues, reaches, turns_of
from jianfu_rules.pipeline.units import Hit

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Case, Classification, Cue, Rule


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The outcome of one case.

    Parameters
    ----------
    owner : Rule or Cue
    case : Case
    problem : Problem or None
        What is wrong; None where the case holds, or is a gap that is known.
    """

    owner: Rule | Cue
    case: Case
    problem: Problem | None

    @property
    def is_known_gap(self) -> bool:
        """Whether the case is declared as one that cannot hold yet."""
        return bool(self.case.known_gap)


def run_cases(classifier: Classifier) -> Iterator[CaseResult]:
    """Run every case of the classifier's rules and cues, in file order."""
    for rule in classifier.ruleset.rules:
        for case in rule.cases:
            yield run_rule_case(classifier, rule, case)
    for cue in classifier.ruleset.cues:
        for case in cue.cases:
            yield run_cue_case(classifier, cue, case)


def run_rule_case(classifier: Classifier, rule: Rule, case: Case) -> CaseResult:
    """Run one case of a rule."""
    result = classifier.classify(case.text)
    return CaseResult(rule, case, _with_gap(case, _rule_problem(rule, case, result)))


def run_cue_case(classifier: Classifier, cue: Cue, case: Case) -> CaseResult:
    """Run one case of a cue."""
    reached = _cue_reaches(classifier, cue, case)
    problem = None
    if reached != case.expected:
        code = "JF406" if case.expected else "JF407"
        values = {"cue": cue.id, "target": case.target, "text": case.text}
        problem = Problem(code, values, case.source)
    return CaseResult(cue, case, _with_gap(case, problem))


def _with_gap(case: Case, problem: Problem | None) -> Problem | None:
    if not case.known_gap:
        return problem
    if problem is not None:
        return None
    return Problem("JF405", {"text": case.text}, case.source)


def _rule_problem(rule: Rule, case: Case, result: Classification) -> Problem | None:
    found = [
        (label, evidence)
        for label in result.labels
        for evidence in label.evidence
        if evidence.match.rule_id == rule.id
    ]
    weak = [d.quote for d in result.dropped if d.match.rule_id == rule.id]
    values: dict[str, object] = {"rule": rule.id, "text": case.text}
    if not case.expected:
        if found:
            values["found"] = found[0][1].quote
            return Problem("JF402", values, case.source)
        return None
    if not found and (not weak or case.stance):
        # A weak rule alone makes no label, yet it has seen what it should.
        return Problem("JF401", values, case.source)
    quotes = [evidence.quote for _, evidence in found] + weak
    if case.finds and not any(case.finds in quote for quote in quotes):
        values |= {"wanted": case.finds, "got": "、".join(quotes)}
        return Problem("JF404", values, case.source)
    if case.stance and found[0][0].stance != case.stance:
        values |= {"wanted": case.stance, "got": found[0][0].stance}
        return Problem("JF403", values, case.source)
    return None


def _cue_reaches(classifier: Classifier, cue: Cue, case: Case) -> bool:
    ntext = normalize(case.text)
    segments = segment(ntext)
    scan = scan_text(classifier.rules, ntext.text, segments)
    _, hits = find_matches(scan)
    cues = active_cues(hits)
    turns = turns_of(cues)
    if cue.effect == "pseudo":
        # A pseudo cue is right where it is found at all.
        return any(c.cue.id == cue.id for c, _ in hits)
    own = [(c, hit) for c, hit in cues if c.cue.id == cue.id]
    if not case.target:
        return bool(own)
    target = normalize(case.target).text
    start = ntext.text.find(target)
    if start < 0:
        return False
    place = Hit(start, start + len(target), "")
    return any(reaches(scan, c, hit, None, place, turns) for c, hit in own)
