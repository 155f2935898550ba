"""Say in plain Chinese (or English) why a text got its verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianfu_rules.model import Classification, Evidence, Label, Rule, Ruleset

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

MAX_BASIS = 3
# A symptom may point to ten documents; the first ones govern it most.

_WORDS = {
    "zh": {
        "complaint": "判断：这段话在反映问题。",
        "none": "判断：没有发现形式主义方面的内容。",
        "other": "判断：说到了这方面，但不是在反映问题。",
        "label": "{name}（{symptom}）：{stance}，{score:.2f} 分",
        "sum": "    分数：1 − {terms} = {score:.2f}（各条规则独立作证）",
        "rule": "规则 {rule}「{name}」，证据{strength}",
        "cues": "语境词 {cues} 决定了立场",
        "alone": "没有语境词，按规则默认为“{stance}”",
        "burden": "负担词",
        "model": "统计模型从用词判断，这一句最像",
        "both": "    统计模型也认为在反映问题",
        "basis": "    依据：{titles}",
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
        "cues": "stance decided by cue {cues}",
        "alone": "no cue; the rule's own stance is “{stance}”",
        "burden": "burden",
        "model": "the trained model; this clause speaks most for it",
        "both": "    the trained model agrees",
        "basis": "    basis: {titles}",
        "dropped": "Not used:",
        "incomplete": "Note: not read to the end: {reasons}",
        "ruleset": "Rules: {digest}",
    },
}


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
    if classification.dropped:
        lines += ["", words["dropped"]]
        lines += [
            f"  “{d.quote}”  {d.reason}  [{d.match.rule_id}]"
            for d in classification.dropped
        ]
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
        lines.append(f"  “{evidence.quote}”")
        lines.append("    " + "；".join(_because(evidence, rules, lang)))
    if label.source != "model":
        terms = _sum_terms(label, ruleset.taxonomy.burden_bonus, words["burden"])
        lines.append(words["sum"].format(terms=terms, score=label.score))
    if label.source == "both":
        lines.append(words["both"])
    titles = _basis(label, ruleset, rules)
    if titles and label.stance == "complaint":
        lines.append(words["basis"].format(titles="；".join(titles)))
    return lines


def _sum_terms(label: Label, bonus: float, burden: str) -> str:
    """Return the product that the score is 1 minus of, as a person would write it."""
    weights = {e.match.rule_id: e.weight for e in label.evidence}.values()
    terms = [f"(1−{weight:g})" for weight in weights]
    doubt = math.prod(1 - weight for weight in weights)
    if label.score - (1 - doubt) > HALF_A_CENT:
        terms.append(f"(1−{bonus:g} {burden})")
    return " × ".join(terms)


def _because(evidence: Evidence, rules: dict[str, Rule], lang: str) -> list[str]:
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
    stance = STANCE_NAMES[lang][evidence.stance]
    if evidence.cues:
        out.append(words["cues"].format(cues="、".join(evidence.cues)) + f"：{stance}")
    else:
        out.append(words["alone"].format(stance=stance))
    return out


def _basis(label: Label, ruleset: Ruleset, rules: dict[str, Rule]) -> list[str]:
    """Return the titles and articles that govern the symptom or its rules."""
    policies = {p.id: p for p in ruleset.policies}
    symptom = next(s for s in ruleset.taxonomy.symptoms if s.id == label.symptom)
    refs: dict[str, None] = {}
    for evidence in label.evidence:
        if evidence.match.rule_id in rules:
            refs.update(dict.fromkeys(rules[evidence.match.rule_id].policies))
    refs = refs or dict.fromkeys(symptom.policies)
    out = []
    for ref in refs:
        name, _, article = ref.partition("#")
        policy = policies.get(name)
        if policy is None:
            continue
        out.append(policy.title + (f"第{article}部分" if article else ""))
    return list(dict.fromkeys(out))[:MAX_BASIS]
