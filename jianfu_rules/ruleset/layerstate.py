"""What one overlay has to work with while it is merged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.model_layers import LayerAct, LayerNote
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.layerwords import LayerWords
from jianfu_rules.ruleset.references import References

if TYPE_CHECKING:
    from datetime import date

    from jianfu_rules.errors import Problem
    from jianfu_rules.model import Rule, Ruleset, SourceRef
    from jianfu_rules.ruleset.checking import Checked
    from jianfu_rules.ruleset.overlays import Overlay


class LayerState:
    """A rule set on its way from one layer to the next.

    Parameters
    ----------
    base : Ruleset
        As the layers above leave it.
    overlay : Overlay
    on : date
        The day for which acts with an end are taken as in force or lapsed.
    problems : list of Problem
        Appended to.
    """

    def __init__(
        self, base: Ruleset, overlay: Overlay, on: date, problems: list[Problem]
    ) -> None:
        self.base = base
        self.overlay = overlay
        self.draft = overlay.draft
        self.on = on
        self.problems = problems
        self.rules = {rule.id: rule for rule in base.rules}
        self.disabled = {rule.id: rule for rule in base.disabled}
        self.policies = list(base.policies)
        self.limits = list(base.limits)
        self.breaks = list(base.breaks)
        self.acts = list(base.acts)
        self.notes = list(base.notes)
        self.words = LayerWords(base, overlay.file, problems)
        self.touched: dict[str, SourceRef] = {}
        self.lapsed: list[str] = []
        self.changed = False

    def report(
        self, code: str, source: SourceRef, width: int = 1, **values: object
    ) -> None:
        """Append a problem of the overlay."""
        file = self.overlay.file
        self.problems.append(file.problem(code, source, width, **values))

    def note(
        self, code: str, source: SourceRef, severity: str = "warning", **values: object
    ) -> None:
        """Append something to look at."""
        self.notes.append(LayerNote(code, values, source, severity))

    def idle(self, source: SourceRef, zh: str, en: str) -> None:
        """Note an act that changes nothing."""
        self.note("JF330", source, what=(zh, en))

    def act(self, kind: str, target: str, source: SourceRef, **more: Any) -> LayerAct:
        """Write down what the layer does."""
        act = LayerAct(kind, target, source, version=self.overlay.version, **more)
        self.acts.append(act)
        self.changed = True
        return act

    def layer_name(self, layer: str) -> str:
        """Return how people call a layer."""
        return self.base.layer_names.get(layer, layer)

    def is_new(
        self, value: str, source: SourceRef, taken: dict[str, SourceRef]
    ) -> bool:
        """Whether an id is free; report it where it is taken."""
        first = taken.setdefault(value, source)
        if first != source:
            where = f"{first.file}:{first.line}"
            self.report("JF202", source, 1, value=value, where=where)
        return first == source

    def references(self, *drafts: Checked) -> References:
        """Return a check of what parts of the file refer to."""
        places = {
            (draft.source, value): place
            for draft in drafts
            for (_, value), place in draft.items_at.items()
        }
        for draft in drafts:
            if isinstance(draft.get("policy"), str):
                places[draft.source, draft["policy"]] = draft.places["policy"]
        ruleset = replace(self.base, policies=tuple(self.policies))
        file = self.overlay.file
        return References(ruleset, {file.name: file}, self.problems, places)

    def check_rule(self, draft: Checked, rule: Rule) -> None:
        """Check the policies and days of a rule that the file makes or changes."""
        check = self.references(draft)
        check.policy_refs(draft.get("policy", ()), draft.source)
        check.terms([replace(rule, source=draft.source)])

    def unknown_symptom(self, source: SourceRef, value: str, width: int) -> None:
        """Report a symptom that the nation does not have."""
        symptoms = [s.id for s in self.base.taxonomy.symptoms]
        near, known = nearest(value, symptoms), "、".join(symptoms)
        self.report("JF305", source, width, value=value, suggestion=near, known=known)
