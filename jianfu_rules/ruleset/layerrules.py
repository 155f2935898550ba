"""The acts of an overlay on rules: disable, override, add, and what they break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from jianfu_rules.model import Cue, PhraseText, Rule, SourceRef
from jianfu_rules.model_layers import NATIONAL, NamedBreak
from jianfu_rules.ruleset.building import build_cases, build_rule
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.layerstate import LayerState
from jianfu_rules.ruleset.schema import OVERRIDES, RULE_PHRASES

if TYPE_CHECKING:
    from jianfu_rules.ruleset.checking import Checked

SOON = timedelta(days=30)
# So long before a disable ends is its author reminded of it.

_LISTS = ("phrases", "unless")
_CHANGING = frozenset(
    [*OVERRIDES, *(f"{act}_{name}" for name in _LISTS for act in ("add", "remove"))]
)


class RuleActs(LayerState):
    """A layer's acts on the rules below it."""

    def disable(self, draft: Checked) -> None:
        """Switch a rule off, unless the day until which it is off has passed."""
        rule = self.named_rule(draft)
        if rule is None:
            return
        until, reason = draft.get("until", ""), draft.get("reason", "")
        if rule.id in self.disabled:
            self.idle(
                draft.source,
                f"规则“{rule.id}”上级已经停用",
                f"rule “{rule.id}” is disabled by an upper layer",
            )
            return
        if until and date.fromisoformat(until) < self.on:
            self.act("lapse", rule.id, draft.source, reason=reason, until=until)
            self.note("JF332", draft.places["until"], rule=rule.id, until=until)
            self.lapsed.append(rule.id)
            return
        if until and date.fromisoformat(until) - self.on <= SOON:
            self.note("JF333", draft.places["until"], rule=rule.id, until=until)
        self.note_conflict("JF337", rule, draft.source)
        act = self.act("disable", rule.id, draft.source, reason=reason, until=until)
        del self.rules[rule.id]
        self.disabled[rule.id] = replace(
            rule,
            history=(*rule.history, act),
            cases=(*rule.cases, *build_cases(draft)),
        )

    def note_conflict(self, code: str, rule: Rule, source: SourceRef) -> None:
        """Note that a layer between has shaped the rule that this one switches off."""
        own = self.overlay.locality
        layers = [a.source.layer for a in rule.history]
        others = [x for x in dict.fromkeys(layers) if x not in {NATIONAL, own}]
        if others:
            names = "、".join(self.layer_name(x) for x in others)
            self.note(code, source, "note", rule=rule.id, layer=names)

    def override(self, draft: Checked) -> None:
        """Replace single fields of a rule, or take phrases in and out."""
        rule = self.named_rule(draft)
        if rule is None:
            return
        changes = self.replaced_fields(draft, rule)
        for name in _LISTS:
            phrases = self.changed_list(draft, rule, name)
            if phrases is not None:
                changes[name] = phrases
        if "phrases" in changes and not (changes["phrases"] or rule.together):
            self.report("JF311", draft.places["remove_phrases"], 1, rule=rule.id)
            return
        is_off = rule.id in self.disabled
        is_enabled = "enabled" in draft
        if is_off and is_enabled:
            rule = self.enable(draft, rule)
        elif is_off:
            layer = self.layer_name(rule.layer)
            self.note("JF335", draft.source, rule=rule.id, layer=layer)
        elif is_enabled:
            self.idle(
                draft.places["enabled"],
                f"规则“{rule.id}”没有被停用",
                f"rule “{rule.id}” is not disabled",
            )
        cases = build_cases(draft)
        if not changes:
            if not is_enabled and not set(draft) & _CHANGING:
                self.idle(
                    draft.source,
                    f"对规则“{rule.id}”没有写要改哪一项",
                    f"nothing is said to change in rule “{rule.id}”",
                )
            self.keep(replace(rule, cases=(*rule.cases, *cases)))
            return
        fields = [f for f in draft if _attribute(f) in changes]
        old = [str(getattr(rule, f)) if hasattr(rule, f) else "" for f in fields]
        act = self.act(
            "override",
            rule.id,
            draft.source,
            reason=draft.get("reason", ""),
            changes=tuple(fields),
            before=tuple(old),
        )
        merged = replace(
            rule,
            history=(*rule.history, act),
            cases=(*rule.cases, *cases),
            **changes,
        )
        self.check_rule(draft, merged)
        self.keep(merged)

    def keep(self, rule: Rule) -> None:
        """Put a changed rule where it was, in force or switched off."""
        (self.disabled if rule.id in self.disabled else self.rules)[rule.id] = rule

    def enable(self, draft: Checked, rule: Rule) -> Rule:
        """Bring back what an upper layer disabled, without that layer's examples."""
        by = rule.history[-1].source.layer
        reason = draft.get("reason", "")
        act = self.act("enable", rule.id, draft.source, reason=reason)
        self.note(
            "JF336", draft.source, "note", rule=rule.id, layer=self.layer_name(by)
        )
        del self.disabled[rule.id]
        cases = tuple(c for c in rule.cases if c.source.layer != by)
        back = replace(rule, history=(*rule.history, act), cases=cases)
        self.rules[rule.id] = back
        return back

    def replaced_fields(self, draft: Checked, rule: Rule) -> dict[str, Any]:
        """Return the fields that an override replaces, by attribute."""
        changes: dict[str, Any] = {}
        for name in OVERRIDES:
            if name not in draft:
                continue
            attribute = _attribute(name)
            if getattr(rule, attribute) == draft[name]:
                self.idle(
                    draft.places[name],
                    f"规则“{rule.id}”的 {name} 本来就是这样",
                    f"{name} of rule “{rule.id}” is this already",
                )
                continue
            changes[attribute] = draft[name]
            for act in rule.history:
                if act.kind == "override" and name in act.changes:
                    layer = self.layer_name(act.source.layer)
                    values = {"rule": rule.id, "field": name, "layer": layer}
                    self.note("JF334", draft.places[name], "note", **values)
        return changes

    def changed_list(
        self, draft: Checked, rule: Rule, name: str
    ) -> tuple[PhraseText, ...] | None:
        """Return the phrases of a list after the act, None where it stays."""
        old: tuple[PhraseText, ...] = getattr(rule, name)
        kept = list(old)
        texts = [phrase.text for phrase in old]
        for phrase in draft.get(f"remove_{name}", ()):
            values = {"value": phrase.text, "rule": rule.id, "field": name}
            if phrase.text not in texts:
                near = nearest(phrase.text, texts)
                width = len(phrase.text)
                self.report("JF310", phrase.source, width, suggestion=near, **values)
                continue
            gone = next(p for p in kept if p.text == phrase.text)
            if gone.source.layer != NATIONAL:
                values["layer"] = self.layer_name(gone.source.layer)
                self.note("JF334", phrase.source, "note", **_known(values))
            kept = [p for p in kept if p.text != phrase.text]
        for phrase in draft.get(f"add_{name}", ()):
            if any(p.text == phrase.text for p in kept):
                self.idle(
                    phrase.source,
                    f"规则“{rule.id}”里已经有“{phrase.text}”",
                    f"rule “{rule.id}” already has “{phrase.text}”",
                )
                continue
            kept += self.words.parsed((phrase,), rule.symptom)
        return None if tuple(kept) == old else tuple(kept)

    def add(self, draft: Checked) -> None:
        """Add a rule of the locality."""
        symptom = draft.get("symptom", "")
        symptoms = [s.id for s in self.base.taxonomy.symptoms]
        if symptom not in symptoms:
            if symptom:
                self.unknown_symptom(draft.places["symptom"], symptom, len(symptom))
            return
        layer = self.overlay
        rule = build_rule(draft, symptom, layer.locality, layer.version)
        taken = {
            r.id: r.source for r in (*self.rules.values(), *self.disabled.values())
        }
        if not self.is_new(rule.id, rule.source, taken):
            return
        self.check_rule(draft, rule)
        parsed: dict[str, Any] = {
            name: self.words.parsed(getattr(rule, name), symptom)
            for name in RULE_PHRASES
        }
        self.rules[rule.id] = replace(rule, **parsed)
        self.act("define", rule.id, draft.source)

    def name_break(self, draft: Checked) -> None:
        """Take in an example of an upper layer that no longer holds."""
        owner_id, text = draft.get("rule", ""), draft.get("text", "")
        owners: dict[str, Rule | Cue] = {cue.id: cue for cue in self.base.cues}
        owners.update(self.rules)
        if owner_id not in owners:
            self.unknown_rule(draft, owner_id, owners)
            return
        texts = [case.text for case in owners[owner_id].cases]
        if text not in texts:
            near, width = nearest(text, texts), len(text)
            place = draft.places.get("text", draft.source)
            self.report("JF312", place, width, rule=owner_id, suggestion=near)
            return
        reason = draft.get("reason", "")
        self.breaks.append(NamedBreak(owner_id, text, reason, draft.source))

    def named_rule(self, draft: Checked) -> Rule | None:
        """Return the rule of an act, once in a file and with its version looked at."""
        written = draft.get("rule", "")
        rule_id, _, version = written.partition("@")
        known = {**self.rules, **self.disabled}
        if not written:
            return None
        if rule_id not in known:
            self.unknown_rule(draft, rule_id, known)
            return None
        place, rule = draft.places["rule"], known[rule_id]
        current = rule.version or "1"
        if not version:
            values = {"rule": rule_id, "version": current}
            self.report("JF307", place, len(written), **values)
            return None
        if rule_id in self.touched:
            line = self.touched[rule_id].line
            self.report("JF309", place, len(written), rule=rule_id, line=line)
            return None
        self.touched[rule_id] = place
        if version != current:
            self.note("JF331", place, rule=rule_id, checked=version, version=current)
        return rule

    def unknown_rule(self, draft: Checked, value: str, known: Iterable[str]) -> None:
        """Report a rule that no layer above has."""
        near = nearest(value, known)
        place = draft.places.get("rule", draft.source)
        self.report("JF306", place, len(value), value=value, suggestion=near)


def _attribute(name: str) -> str:
    """Return the attribute of a rule that a field of an override changes."""
    if name == "policy":
        return "policies"
    return name.removeprefix("add_").removeprefix("remove_")


def _known(values: dict[str, object]) -> dict[str, object]:
    return {name: values[name] for name in ("rule", "field", "layer")}
