"""Which rules were right and wrong on labelled cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianfu_rules.evaluation.scorecard import Outcome
    from jianfu_rules.model import Classification


@dataclass(slots=True)
class RuleRecord:
    """Texts in which a rule bore out a right label, and a wrong one.

    ``wrong_ids`` are those cases; ``instead`` tells for each what was right of the
    symptom, empty where it is not there at all.
    """

    rule: str
    right: int = 0
    wrong_ids: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """Number of texts in which it was wrong."""
        return len(self.wrong_ids)


def blame(
    outcomes: Iterable[Outcome], results: Iterable[Classification]
) -> list[RuleRecord]:
    """Return the rules that gave evidence, those most often wrong first.

    Parameters
    ----------
    outcomes : iterable of Outcome
        Of a scorecard.
    results : iterable of Classification
        The verdicts in the same order. Evidence counts where it has the stance of
        its label; what the model gave stands under its own name.
    """
    records: dict[str, RuleRecord] = {}
    for outcome, result in zip(outcomes, results, strict=True):
        for label in result.labels:
            cell = label.symptom, label.stance
            if cell not in outcome.hits and cell not in outcome.false:
                continue
            rules = {
                e.match.rule_id for e in label.evidence if e.stance == label.stance
            }
            for rule in rules:
                record = records.setdefault(rule, RuleRecord(rule))
                if cell in outcome.hits:
                    record.right += 1
                else:
                    record.wrong_ids.append(outcome.case.id)
                    right = outcome.case.labels.get(label.symptom, "")
                    record.instead.append(right)
    return sorted(records.values(), key=lambda r: (-r.wrong, r.right, r.rule))
