"""Say in plain Chinese (or English) why a text got its verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from jianfu_rules.model import PART_NAMES
from jianfu_rules.model_layers import NATIONAL

if TYPE_CHECKING:
    from jianfu_rules.model import (
        Cause,
        Classification,
        Dropped,
        Evidence,
        Label,
        Rule,
        Ruleset,
        Span,
    )

STANCE_NAMES = {
    "zh": {
        "complaint": "反映问题",
        "remedy": "已经整改",
        "policy": "要求部署",
        "mention": "只是提到",
    },
    "en": {
        "complaint": "complaint",
        "remedy": "remedy",
        "policy": "policy",
        "mention": "mention",
    },
}
"""How a stance is called for people."""

STRENGTH_NAMES = {
    "zh": {"strong": "强", "medium": "中", "weak": "弱"},
    "en": {"strong": "strong", "medium": "medium", "weak": "weak"},
}

HALF_A_CENT = 0.005
# Scores are rounded to two places; a larger difference is the burden bonus.

_WORDS = {
    "zh": {
        "complaint": "判断：这段话在反映问题。",
        "none": "判断：没有发现形式主义方面的内容。",
        "other": "判断：说到了这方面，但不是在反映问题。",
        "label": "{name}（{symptom}）：{stance}，{score:.2f} 分",
        "sum": "    分数：1 − {terms} = {score:.2f}（各条规则独立作证）",
        "rule": "规则 {rule}「{name}」，证据{strength}",
        "cues": "语境词 {cues} 决定了立场：{stance}（{places}）",
        "cue": "语境词 {cue}“{quote}”（{place}）",
        "part": "（{part}）",
        "at": "第 {first}–{last} 字",
        "at_one": "第 {first} 字",
        "comma": "、",
        "colon": "：",
        "alone": "没有语境词，按规则默认为“{stance}”",
        "burden": "负担词",
        "directed": "近处的语境词",
        "model": "统计模型从用词判断，这一句最像",
        "both": "    统计模型也认为在反映问题",
        "basis": "    依据：{titles}",
        "layer": "{layer}的规则",
        "breaches": "超过限额：",
        "dropped": "没有采用：",
        "incomplete": "注意：没有看完，原因：{reasons}",
        "ruleset": "规则版本：{digest}",
    },
    "en": {
        "complaint": "Verdict: this text complains.",
        "none": "Verdict: nothing about formalism found.",
        "other": "Verdict: it speaks of formalism but does not complain.",
        "label": "{name} ({symptom}): {stance}, score {score:.2f}",
        "sum": "    score: 1 − {terms} = {score:.2f} (noisy-or of the rules)",
        "rule": "rule {rule} “{name}”, {strength}",
        "cues": "stance decided by cue {cues}: {stance} ({places})",
        "cue": "cue {cue} “{quote}” ({place})",
        "part": " ({part})",
        "at": "characters {first}–{last}",
        "at_one": "character {first}",
        "comma": ", ",
        "colon": ": ",
        "alone": "no cue; the rule's own stance is “{stance}”",
        "burden": "burden",
        "directed": "cue nearby",
        "model": "the trained model; this clause speaks most for it",
        "both": "    the trained model agrees",
        "basis": "    basis: {titles}",
        "layer": "rule of {layer}",
        "breaches": "Over a limit:",
        "dropped": "Not used:",
        "incomplete": "Note: not read to the end: {reasons}",
        "ruleset": "Rules: {digest}",
    },
}


_DROPPED_EN = {
    "deny": "denied",
    "outside": "speaks of something else",
    "weak": "too little evidence ({value:.2f})",
    "doubted": "the trained model doubts it ({value:.2f})",
    "reply": "a reply changes no complaint",
}
"""The reasons in English; a `Dropped` carries its reason in Chinese."""


def render_explanation(
    classification: Classification, ruleset: Ruleset, lang: str = "zh"
) -> str:
    """Render the verdict with evidence, rules, cues, arithmetic and basis.

    Parameters
    ----------
    classification : Classification
    ruleset : Ruleset
        The rules that it was made with.
    lang : {'zh', 'en'}

    Returns
    -------
    str
        Several lines without a final newline.
    """
    words = _WORDS[lang]
    if classification.is_complaint:
        lines = [words["complaint"]]
    else:
        lines = [words["other" if classification.labels else "none"]]
    if not classification.complete:
        reasons = "；".join(classification.reasons)
        lines.append(words["incomplete"].format(reasons=reasons))
    rules = {rule.id: rule for rule in ruleset.rules}
    for number, label in enumerate(classification.labels, 1):
        lines.append("")
        lines += _label_lines(number, label, ruleset, rules, lang)
    if classification.breaches:
        lines += ["", words["breaches"]]
        lines += [f"  {breach.text}" for breach in classification.breaches]
    if classification.dropped:
        lines += ["", words["dropped"]]
        lines += [line for d in classification.dropped for line in say_dropped(d, lang)]
    lines += ["", words["ruleset"].format(digest=ruleset.digest[:19])]
    return "\n".join(lines)


def _label_lines(
    number: int, label: Label, ruleset: Ruleset, rules: dict[str, Rule], lang: str
) -> list[str]:
    words = _WORDS[lang]
    head = words["label"].format(
        name=label.name,
        symptom=label.symptom,
        stance=STANCE_NAMES[lang][label.stance],
        score=label.score,
    )
    lines = [f"{number}. {head}"]
    for evidence in label.evidence:
        lines.append(f"  “{evidence.quote}”{_say_part(evidence.part, lang)}")
        lines.append("    " + "；".join(_because(evidence, ruleset, rules, lang)))
    if label.source != "model":
        bonus = words["burden" if label.stance == "complaint" else "directed"]
        terms = _sum_terms(label, ruleset.taxonomy.burden_bonus, bonus)
        lines.append(words["sum"].format(terms=terms, score=label.score))
    if label.source == "both":
        lines.append(words["both"])
    titles = _basis(label, ruleset)
    if titles:
        lines.append(words["basis"].format(titles="；".join(titles)))
    return lines


def _sum_terms(label: Label, bonus: float, of: str) -> str:
    """Return the product that the score is 1 minus of, as a person would write it."""
    weights = {e.match.rule_id: e.weight for e in label.evidence}.values()
    terms = [f"(1−{weight:g})" for weight in weights]
    doubt = math.prod(1 - weight for weight in weights)
    if label.score - (1 - doubt) > HALF_A_CENT:
        terms.append(f"(1−{bonus:g} {of})")
    return " × ".join(terms)


def _because(
    evidence: Evidence, ruleset: Ruleset, rules: dict[str, Rule], lang: str
) -> list[str]:
    words = _WORDS[lang]
    rule = rules.get(evidence.match.rule_id)
    if rule is None:
        return [words["model"]]
    out = [
        words["rule"].format(
            rule=rule.id,
            name=rule.name,
            strength=STRENGTH_NAMES[lang].get(rule.strength, rule.strength),
        )
    ]
    if evidence.layer != NATIONAL:
        layer = ruleset.layer_names.get(evidence.layer, evidence.layer)
        out.append(words["layer"].format(layer=layer))
    stance = STANCE_NAMES[lang][evidence.stance]
    if evidence.cues:
        comma = words["comma"]
        places = comma.join(_say_cause(c, lang) for c in evidence.causes)
        cues = comma.join(evidence.cues)
        out.append(words["cues"].format(cues=cues, stance=stance, places=places))
    else:
        out.append(words["alone"].format(stance=stance))
    return out


def _basis(label: Label, ruleset: Ruleset) -> list[str]:
    """Return the titles and articles that govern a complaint."""
    policies = {p.id: p for p in ruleset.policies}
    out = []
    for ref in label.policies:
        name, _, article = ref.partition("#")
        title = policies[name].title if name in policies else name
        out.append(title + (f"第{article}部分" if article else ""))
    return list(dict.fromkeys(out))


def say_place(part: str, span: Span, lang: str) -> str:
    """Say where something stands, as people count: from 1."""
    words = _WORDS[lang]
    key = "at_one" if span.end - span.start == 1 else "at"
    at = words[key].format(first=span.start + 1, last=span.end)
    name = _part_name(part, lang) if part else ""
    return name + at if lang == "zh" or not part else f"{name} {at}"


def _say_cause(cause: Cause, lang: str) -> str:
    space = "" if lang == "zh" else " "
    return f"“{cause.quote}”{space}{say_place(cause.part, cause.span, lang)}"


def say_causes(causes: tuple[Cause, ...], lang: str) -> str:
    """Name the cues that decided, with their words and places."""
    words = _WORDS[lang]
    return words["comma"].join(
        words["cue"].format(
            cue=c.cue, quote=c.quote, place=say_place(c.part, c.span, lang)
        )
        for c in causes
    )


def say_dropped(dropped: Dropped, lang: str) -> list[str]:
    """Say what was found and not used, why, and by which words."""
    words = _WORDS[lang]
    reason = dropped.reason
    if lang == "en" and dropped.kind in _DROPPED_EN:
        reason = _DROPPED_EN[dropped.kind].format(value=dropped.value)
    if dropped.kind in {"deny", "outside"}:
        reason += words["colon"] + words["comma"].join(
            _say_cause(c, lang) for c in dropped.causes
        )
    part = _say_part(dropped.part, lang)
    return [f"  “{dropped.quote}”{part}  {reason}  [{dropped.match.rule_id}]"]


def _part_name(part: str, lang: str) -> str:
    return PART_NAMES[part] if lang == "zh" else part


def _say_part(part: str, lang: str) -> str:
    return _WORDS[lang]["part"].format(part=_part_name(part, lang)) if part else ""


def explanation_dict(
    classification: Classification, ruleset: Ruleset
) -> dict[str, Any]:
    """Return the verdict as plain JSON-ready values, with the reasons.

    That is ``to_dict`` with, for each piece of evidence, its stance, weight and the
    name of its rule, and with the cues that decided and where they stand.
    """
    out = classification.to_dict()
    names = {rule.id: rule.name for rule in ruleset.rules}
    for label, shown in zip(classification.labels, out["labels"], strict=True):
        for evidence, values in zip(label.evidence, shown["evidence"], strict=True):
            values["rule_name"] = names.get(evidence.match.rule_id, "")
            values["stance"] = evidence.stance
            values["weight"] = evidence.weight
            values["cues"] = [cause_dict(cause) for cause in evidence.causes]
    for dropped, values in zip(classification.dropped, out["dropped"], strict=True):
        values["kind"] = dropped.kind
        values["cues"] = [cause_dict(cause) for cause in dropped.causes]
    return out


def cause_dict(cause: Cause) -> dict[str, Any]:
    """Return a cue that decided as plain JSON-ready values."""
    part = {"part": cause.part} if cause.part else {}
    return {
        "cue": cause.cue,
        "effect": cause.effect,
        "text": cause.quote,
        **part,
        "start": cause.span.start,
        "end": cause.span.end,
    }
