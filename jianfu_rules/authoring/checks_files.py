"""Checks of whole files and of what they say of one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jianfu_rules.authoring.checks_base import Check, Material, text_of
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.yamlread import ListNode, MapNode, TextNode

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem

MAX_LINES = 300


class PolicyOfNoSymptom(Check):
    """A policy that says it is about a symptom which does not exist."""

    code = "JF429"
    severity = "error"

    def check(self, material: Material) -> Iterator[Problem]:
        """Look up the symptoms that policies name."""
        known = [symptom.id for symptom in material.ruleset.taxonomy.symptoms]
        for root in material.roots.values():
            policies = root.entries.get("policies")
            if not isinstance(policies, ListNode):
                continue
            for policy in policies.items:
                named = (
                    policy.entries.get("symptoms")
                    if isinstance(policy, MapNode)
                    else None
                )
                for item in named.items if isinstance(named, ListNode) else ():
                    if isinstance(item, TextNode) and item.value not in known:
                        yield self.found(
                            material,
                            item.source,
                            len(item.value),
                            value=item.value,
                            suggestion=nearest(item.value, known),
                            known="、".join(known),
                        )


class LongFile(Check):
    """A symptom file that nobody reads from end to end any more."""

    code = "JF430"
    severity = "note"

    def check(self, material: Material) -> Iterator[Problem]:
        """Count the lines."""
        for name, root in material.roots.items():
            lines = material.files[name].text.count("\n")
            if text_of(root, "kind") == "symptom" and lines > MAX_LINES:
                source = material.files[name].ref(1, 1)
                yield self.found(material, source, lines=lines, limit=MAX_LINES)


CHECKS: tuple[type[Check], ...] = (PolicyOfNoSymptom, LongFile)
