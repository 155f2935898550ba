"""Name the articles that govern what a text complains of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from jianfu_rules.model_layers import first_day, is_in_force

if TYPE_CHECKING:
    from jianfu_rules.model import Label, Policy, Rule, Ruleset

MAX_CITED = 3
"""A symptom may point to ten documents; the first ones govern it most."""


class Citer:
    """Looks up the documents of rules and symptoms.

    Parameters
    ----------
    ruleset : Ruleset
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self.policies: dict[str, Policy] = {p.id: p for p in ruleset.policies}
        self.rules: dict[str, Rule] = {r.id: r for r in ruleset.rules}
        self.symptoms = {s.id: s.policies for s in ruleset.taxonomy.symptoms}

    def cite(self, labels: tuple[Label, ...], day: str = "") -> tuple[Label, ...]:
        """Return the labels, complaints with the articles that govern them.

        Parameters
        ----------
        labels : tuple of Label
        day : str
            The day of the text, ``YYYY-MM-DD``: documents issued later, or maybe
            later, are not cited. Without it all are.

        Returns
        -------
        tuple of Label
            ``policies`` holds up to `MAX_CITED` references ``document#article``:
            those of the rules that found the label, else those of the symptom.
        """
        return tuple(
            replace(label, policies=self._refs(label, day))
            if label.stance == "complaint"
            else label
            for label in labels
        )

    def _refs(self, label: Label, day: str) -> tuple[str, ...]:
        of_rules = (
            ref
            for evidence in label.evidence
            if evidence.match.rule_id in self.rules
            for ref in self.rules[evidence.match.rule_id].policies
        )
        own = self._issued(of_rules, day)
        found = own or self._issued(self.symptoms.get(label.symptom, ()), day)
        return tuple(found[:MAX_CITED])

    def _issued(self, refs: Iterable[str], day: str) -> list[str]:
        out: dict[str, None] = {}
        for ref in refs:
            policy = self.policies.get(ref.partition("#")[0])
            if policy is not None and is_in_force(first_day(policy.date), "", day):
                out[ref] = None
        return list(out)
