"""Write layers, what they did, and the history of a rule, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import Problem, display_width, render_problem
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.pipeline.explaining import STRENGTH_NAMES

if TYPE_CHECKING:
    from jianfu_rules.model import Rule, Ruleset
    from jianfu_rules.model_layers import LayerAct, LayerNote


def resolve_lines(ruleset: Ruleset) -> Iterator[str]:
    """Yield how a rule set was merged: its layers, their acts, and the notes."""
    names = [ruleset.layer_names.get(x, x) for x in ruleset.layers]
    yield say(
        "resolve.head",
        layers=" → ".join(names),
        rules=len(ruleset.rules),
        disabled=len(ruleset.disabled),
        digest=ruleset.digest[:19],
    )
    file = ""
    for act in ruleset.acts:
        if act.source.file != file:
            file = act.source.file
            name = ruleset.layer_names.get(act.source.layer, act.source.layer)
            version = say("version_no", version=act.version) if act.version else ""
            yield f"\n{name}（{act.source.layer}）{version}  {file}"
        yield _act_line(ruleset, act)
    if ruleset.breaks:
        yield "\n" + say("resolve.breaks")
        for given_up in ruleset.breaks:
            yield f"  {given_up.rule}  {given_up.text}  —— {given_up.reason}"
    yield "\n" + say("resolve.notes" if ruleset.notes else "resolve.none")
    yield from render_notes(ruleset.notes)


def render_notes(notes: Iterable[LayerNote]) -> Iterator[str]:
    """Yield what the layers point out, as problems are shown."""
    for note in notes:
        problem = Problem(note.code, note.values, note.source, severity=note.severity)
        yield render_problem(problem, spoken())


def _act_line(ruleset: Ruleset, act: LayerAct) -> str:
    parts = [f"  {say(f'act.{act.kind}')}", act.target]
    if act.kind == "define":
        rules = (*ruleset.rules, *ruleset.disabled)
        parts += [rule.name for rule in rules if rule.id == act.target]
    if act.changes:
        parts.append("、".join(act.changes))
    if act.until:
        parts.append(say("act.until", until=act.until))
    if act.reason:
        parts.append(act.reason)
    return "  ".join(parts) + f"  :{act.source.line}"


def rule_head(ruleset: Ruleset, rule: Rule) -> str:
    """Return name, id and strength of a rule, with the strength it had before."""
    names = STRENGTH_NAMES[spoken()]
    head = f"{rule.name}  [{rule.id}]  {names[rule.strength]}"
    was = [
        before
        for act in rule.history
        for field, before in zip(act.changes, act.before, strict=False)
        if field == "strength"
    ]
    if was:
        head += say("show.was", strength=names[was[0]])
    if rule.valid_from or rule.valid_to:
        first, last = rule.valid_from or "…", rule.valid_to or "…"
        head += "  " + say("show.valid", first=first, last=last)
    if rule in ruleset.disabled:
        head += say("show.disabled")
    return head


def history_lines(ruleset: Ruleset, rule: Rule) -> list[str]:
    """Return which layer did what to a rule, in which file and why."""
    rows = []
    for act in rule.history:
        layer = act.source.layer
        name = ruleset.layer_names.get(layer, layer)
        done = say(f"act.{act.kind}")
        if act.kind == "define" and layer == NATIONAL:
            done = say("version_no", version=act.version) if act.version else ""
        changes = f"（{'、'.join(act.changes)}）" if act.changes else ""
        until = say("act.until", until=act.until) if act.until else ""
        more = [text for text in (until, act.reason) if text]
        place = f"{act.source.file}:{act.source.line}"
        rows.append((f"  {name} {done}{changes}", "  ".join([place, *more])))
    width = max(display_width(head) for head, _ in rows)
    return [head + " " * (width - display_width(head)) + "  " + x for head, x in rows]
