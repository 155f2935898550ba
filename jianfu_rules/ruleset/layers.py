"""Merge overlays of localities into the national rules.

``merge_layers`` is a pure function and folds one layer after the other: all that a
layer leaves behind stands in the `Ruleset`, so merging ``[a, b]`` is merging ``[a]``
and then ``[b]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import Problem, raise_problems
from jianfu_rules.model import Ruleset, SourceRef
from jianfu_rules.ruleset.building import (
    build_limits,
    build_local_limit,
    build_policy,
)
from jianfu_rules.ruleset.layerrules import RuleActs
from jianfu_rules.ruleset.schema import SHARED

if TYPE_CHECKING:
    from datetime import date

    from jianfu_rules.ruleset.overlays import Overlay


def merge_layers(
    national: Ruleset, overlays: Iterable[Overlay], *, on: date
) -> Ruleset:
    """Return *national* as the overlays leave it.

    Parameters
    ----------
    national : Ruleset
        Checked rules, or what an earlier merge returned.
    overlays : iterable of Overlay
        From the upper layer to the lower.
    on : date
        The day for which acts with an end are taken as in force or lapsed.

    Returns
    -------
    Ruleset
        With ``acts``, ``notes``, ``disabled`` rules and named ``breaks``.

    Raises
    ------
    RuleError
        With every problem of every overlay.
    """
    problems: list[Problem] = []
    ruleset = national
    for overlay in overlays:
        ruleset = _Merge(ruleset, overlay, on, problems).merged()
    raise_problems(problems)
    return ruleset


class _Merge(RuleActs):
    """One overlay on its way into a rule set."""

    def merged(self) -> Ruleset:
        """Return the rule set with this layer in it."""
        before = len(self.problems)
        self.words.take_own(self.draft.get("words", {}))
        self.add_words()
        self.add_policies()
        for act in self.draft.get("disable", ()):
            self.disable(act)
        for act in self.draft.get("override", ()):
            self.override(act)
        for rule in self.draft.get("add", ()):
            self.add(rule)
        for named in self.draft.get("breaks", ()):
            self.name_break(named)
        if not self.changed and len(self.problems) == before:
            self.report("JF301", self.draft.source)
            for note in self.notes[len(self.base.notes) :]:
                # Why nothing changes.
                self.report(note.code, note.source, 1, **note.values)
        layer = self.overlay.locality
        digest = hashlib.sha256(self.base.digest.encode())
        digest.update("\0".join([self.overlay.digest, *self.lapsed]).encode())
        return replace(
            self.base,
            rules=tuple(self.rules.values()),
            policies=tuple(self.policies),
            limits=tuple(self.limits),
            words=self.words.settled(),
            includes=self.words.includes,
            layers=(*self.base.layers, layer),
            layer_names={**self.base.layer_names, layer: self.overlay.name},
            digest="sha256:" + digest.hexdigest(),
            acts=tuple(self.acts),
            disabled=tuple(self.disabled.values()),
            breaks=tuple(self.breaks),
            notes=tuple(self.notes),
        )

    def add_words(self) -> None:
        """Extend the lists of symptoms, and shared ones."""
        for scope, lists in self.draft.get("add_words", {}).items():
            symptoms = [s.id for s in self.base.taxonomy.symptoms]
            if scope != SHARED and scope not in symptoms:
                source = _first_place(lists, self.draft.places["add_words"])
                self.unknown_symptom(source, scope, 1)
                continue
            for name, nodes in lists.items():
                added, known = self.words.extend(scope, name, nodes)
                where = f"{scope}.{name}"
                if added:
                    self.act("add_words", where, nodes[0].source, changes=added)
                if known:
                    shown = "、".join(known)
                    self.idle(
                        nodes[0].source,
                        f"词表“{where}”里已经有：{shown}",
                        f"list “{where}” already has: {shown}",
                    )

    def add_policies(self) -> None:
        """Take in documents and limits."""
        drafts = self.draft.get("policies", ())
        taken = {p.id: p.source for p in self.policies}
        for draft in drafts:
            policy = build_policy(draft)
            if self.is_new(policy.id, policy.source, taken):
                self.policies.append(policy)
                self.act("policy", policy.id, policy.source)
        taken = {limit.id: limit.source for limit in self.limits}
        local = self.draft.get("limits", ())
        limits = [
            *build_limits(drafts),
            *(build_local_limit(draft, self.overlay.locality) for draft in local),
        ]
        self.references(*local).limits(limits)
        for limit in limits:
            if self.is_new(limit.id, limit.source, taken):
                self.limits.append(limit)
                self.act("limit", limit.id, limit.source)


def _first_place(lists: dict[str, Any], default: SourceRef) -> SourceRef:
    """Return where the first word of some lists stands."""
    return next((nodes[0].source for nodes in lists.values() if nodes), default)
