"""Say in plain Chinese (or English) why a text is no complaint of a symptom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jianfu_rules.authoring.plainsearch import shorten_phrase
from jianfu_rules.fallback.features import CUE_PREFIX, LIST_PREFIX, PAIR_SIGN
from jianfu_rules.pipeline.explaining import (
    STANCE_NAMES,
    STRENGTH_NAMES,
    cause_dict,
    say_causes,
    say_dropped,
)

if TYPE_CHECKING:
    from jianfu_rules.authoring.modelview import ModelView
    from jianfu_rules.authoring.plainsearch import Nearness, Piece
    from jianfu_rules.authoring.whynot import Lift, Void, WhyNot
    from jianfu_rules.model import Evidence

_WORDS = {
    "zh": {
        "head": "为什么没有判为“{name}”（{symptom}）在反映问题：",
        "is_complaint": "已经判为反映问题，见上面的理由。",
        "stance": "说到了，但立场是“{stance}”（{score:.2f} 分）：",
        "fixed": "规则 {rule} 写定了立场“{stance}”",
        "alone": "没有语境词，规则 {rule} 的默认立场是“{stance}”",
        "yields": "这一句算反映问题，但单独不够分，或让位给后面的话",
        "dropped": "找到过，没有采用：",
        "weak": "证据不够：{score:.2f} 分，要 {threshold:.2f} 分。",
        "lift": "    够分的办法：{lifts}",
        "lift.burden": "同一句里叫苦，到 {score:.2f} 分",
        "lift.rule": "再有一条{strength}证据，到 {score:.2f} 分",
        "voids": "规则对上了，但作废：",
        "void.unless": "同一句里有“{words}”（unless）",
        "void.unless_anywhere": "全文里有“{words}”（unless_anywhere）",
        "void.exceptions": "是更长的写法“{words}”的一部分（exceptions）",
        "void.only_with": "全文里没有 {words} 之一（only_with）",
        "void.slip": "有差一个字的词碰上了 unless、exceptions 这些；用 --noise off 再看",
        "nearest": "最接近的规则：",
        "none_near": "没有一条规则的词语出现在文字里。",
        "has": "有 {pieces}",
        "lacks": "缺 {pieces}",
        "apart": "词都有，但次序不对、离得太远，或不在同一句里",
        "examples": "（如 {words}）",
        "numbers": "（文字里的数字：{words}）",
        "model": "统计模型：像在反映问题 {alone_any:.2f}，连同规则 {any:.2f}，要 "
        "{need_any:.2f}；像这一种 {alone_one:.2f}，连同规则 {one:.2f}，要 {need_one:.2f}",
        "barred": "统计模型：语境词否认了这一种，没有问它",
        "for": "    最支持的用词：{features}",
        "against": "    最不支持的用词：{features}",
        "comma": "、",
        "stop": "；",
        "colon": "：",
    },
    "en": {
        "head": "Why this is no complaint of “{name}” ({symptom}):",
        "is_complaint": "It is held to be one; see the reasons above.",
        "stance": "It is spoken of, with the stance “{stance}” (score {score:.2f}):",
        "fixed": "the rule {rule} has the fixed stance “{stance}”",
        "alone": "no cue; the rule {rule} by itself is “{stance}”",
        "yields": "a complaint by itself, but too weak alone or overruled by what "
        "follows",
        "dropped": "Found and not used:",
        "weak": "Too little evidence: {score:.2f}, {threshold:.2f} is needed.",
        "lift": "    what would do: {lifts}",
        "lift.burden": "a burden told in the same sentence, to {score:.2f}",
        "lift.rule": "one more {strength} rule, to {score:.2f}",
        "voids": "Rules that matched and are void:",
        "void.unless": "“{words}” stands in the sentence (unless)",
        "void.unless_anywhere": "“{words}” stands in the text (unless_anywhere)",
        "void.exceptions": "part of “{words}” (exceptions)",
        "void.only_with": "nothing of {words} stands in the text (only_with)",
        "void.slip": "a word with one character wrong stands under unless, "
        "exceptions or the like; look again with --noise off",
        "nearest": "The nearest rules:",
        "none_near": "No rule has a word in the text.",
        "has": "has {pieces}",
        "lacks": "lacks {pieces}",
        "apart": "all words are there, but in another order, too far apart or in "
        "different sentences",
        "examples": " (such as {words})",
        "numbers": " (numbers in the text: {words})",
        "model": "The model: complains {alone_any:.2f}, with the rules {any:.2f}, "
        "{need_any:.2f} is needed; of this symptom {alone_one:.2f}, with the rules "
        "{one:.2f}, {need_one:.2f} is needed",
        "barred": "The model: a cue has denied the symptom, it was not asked",
        "for": "    speaks for it: {features}",
        "against": "    speaks against it: {features}",
        "comma": ", ",
        "stop": "; ",
        "colon": ": ",
    },
}
MAX_WANTED = 5


def render_absence(absence: WhyNot, lang: str = "zh") -> str:
    """Render why a text is no complaint of one symptom.

    Parameters
    ----------
    absence : WhyNot
    lang : {'zh', 'en'}

    Returns
    -------
    str
        Several lines without a final newline.
    """
    words = _WORDS[lang]
    symptom = absence.symptom
    lines = [words["head"].format(name=symptom.name, symptom=symptom.id)]
    if absence.is_complaint:
        return "\n".join([*lines, "  " + words["is_complaint"]])
    lines += _stance_lines(absence, lang)
    if absence.dropped:
        lines.append("  " + words["dropped"])
        lines += ["  " + x for d in absence.dropped for x in say_dropped(d, lang)]
    if absence.score is not None:
        values = {"score": absence.score, "threshold": absence.threshold}
        lines.append("  " + words["weak"].format(**values))
        if absence.lifts:
            lifts = words["stop"].join(_say_lift(lift, lang) for lift in absence.lifts)
            lines.append(words["lift"].format(lifts=lifts))
    if absence.voids:
        lines.append("  " + words["voids"])
        lines += [f"    {_say_void(void, lang)}" for void in absence.voids]
    if absence.nearest:
        lines.append("  " + words["nearest"])
        lines += [
            f"    {number}. {_say_near(look, lang)}"
            for number, look in enumerate(absence.nearest, 1)
        ]
    elif absence.label is None and not absence.dropped and not absence.voids:
        lines.append("  " + words["none_near"])
    if absence.model is not None:
        lines += _model_lines(absence.model, lang)
    return "\n".join(lines)


def _stance_lines(absence: WhyNot, lang: str) -> list[str]:
    label, words = absence.label, _WORDS[lang]
    if label is None:
        return []
    stance = STANCE_NAMES[lang][label.stance]
    lines = ["  " + words["stance"].format(stance=stance, score=label.score)]
    for e in label.evidence:
        lines.append(f"    “{e.quote}”{words['stop']}{_say_stance(absence, e, lang)}")
    return lines


def _say_stance(absence: WhyNot, evidence: Evidence, lang: str) -> str:
    words = _WORDS[lang]
    if evidence.stance == "complaint":
        return words["yields"]
    if evidence.causes:
        return say_causes(evidence.causes, lang)
    rule = absence.rules.get(evidence.match.rule_id)
    key = "fixed" if rule is not None and rule.stance else "alone"
    stance = STANCE_NAMES[lang][evidence.stance]
    return words[key].format(rule=evidence.match.rule_id, stance=stance)


def _say_lift(lift: Lift, lang: str) -> str:
    if lift.kind == "burden":
        return _WORDS[lang]["lift.burden"].format(score=lift.score)
    strength = STRENGTH_NAMES[lang].get(lift.kind, lift.kind)
    return _WORDS[lang]["lift.rule"].format(strength=strength, score=lift.score)


def _say_void(void: Void, lang: str) -> str:
    words = _WORDS[lang]
    shown = words["comma"].join(void.words[:MAX_WANTED])
    if len(void.words) > MAX_WANTED:
        shown += "…"
    reason = words[f"void.{void.field}"].format(words=shown)
    return f"{void.rule.id}「{void.rule.name}」 “{void.quote}”{words['stop']}{reason}"


def _say_near(look: Nearness, lang: str) -> str:
    words = _WORDS[lang]
    comma = words["comma"]
    present = [p for p in look.pieces if p.found]
    absent = [p for p in look.pieces if not p.found]
    told = [words["has"].format(pieces=comma.join(map(_say_present, present)))]
    if absent:
        pieces = comma.join(_say_absent(p, lang) for p in absent)
        told.append(words["lacks"].format(pieces=pieces))
    else:
        told.append(words["apart"])
    rule, count = look.rule, f"{look.present}/{look.size}"
    head = f"{rule.id}「{rule.name}」 {shorten_phrase(look.phrase)}  {count}"
    return f"{head}{words['colon']}{words['stop'].join(told)}"


def _say_present(piece: Piece) -> str:
    if piece.found == (piece.shown,):
        return piece.shown
    return f"{piece.shown}（{'、'.join(piece.found)}）"


def _say_absent(piece: Piece, lang: str) -> str:
    """Name a piece with some words of it; a number with those that do not fit."""
    if not piece.examples or piece.examples == (piece.shown,):
        return piece.shown
    key = "numbers" if piece.shown.startswith("<数字") else "examples"
    shown = "、".join(piece.examples)
    return piece.shown + _WORDS[lang][key].format(words=shown)


def _model_lines(view: ModelView, lang: str) -> list[str]:
    words = _WORDS[lang]
    if view.is_barred:
        return ["  " + words["barred"]]
    values = {
        "alone_any": view.alone[0],
        "alone_one": view.alone[1],
        "any": view.weighed[0],
        "one": view.weighed[1],
        "need_any": view.needs[0],
        "need_one": view.needs[1],
    }
    lines = ["  " + words["model"].format(**values)]
    for key, features in (("for", view.speaks_for), ("against", view.speaks_against)):
        if features:
            shown = words["comma"].join(
                f"{_say_feature(n)} {v:+.2f}" for n, v in features
            )
            lines.append(words[key].format(features=shown))
    return lines


def _say_feature(name: str) -> str:
    """Show a list or cue in brackets, a run of characters in quotes.

    Of a pair both are shown; a blank in a run is the edge of a clause.
    """
    return PAIR_SIGN.join(
        f"<{one.partition(':')[2]}>"
        if one.startswith((LIST_PREFIX, CUE_PREFIX))
        else f"“{one.replace(' ', '｜')}”"
        for one in name.split(PAIR_SIGN)
    )


def absence_dict(absence: WhyNot) -> dict[str, Any]:
    """Return an absence as plain JSON-ready values."""
    label, view = absence.label, absence.model
    return {
        "symptom": absence.symptom.id,
        "name": absence.symptom.name,
        "is_complaint": absence.is_complaint,
        "stance": label.stance if label else None,
        "causes": [
            {"text": e.quote, "rule": e.match.rule_id, "cues": _cues(e.causes)}
            for e in (label.evidence if label and not absence.is_complaint else ())
        ],
        "dropped": [
            {
                "text": d.quote,
                "rule": d.match.rule_id,
                "kind": d.kind,
                "reason": d.reason,
                "cues": _cues(d.causes),
            }
            for d in absence.dropped
        ],
        "score": None if absence.score is None else round(absence.score, 2),
        "threshold": absence.threshold,
        "lifts": [{"by": x.kind, "score": x.score} for x in absence.lifts],
        "void": [
            {
                "rule": void.rule.id,
                "text": void.quote,
                "by": void.field,
                "words": list(void.words),
            }
            for void in absence.voids
        ],
        "nearest": [
            {
                "rule": look.rule.id,
                "phrase": look.phrase,
                "share": round(look.share, 2),
                "has": {p.shown: list(p.found) for p in look.pieces if p.found},
                "lacks": [p.shown for p in look.pieces if not p.found],
            }
            for look in absence.nearest
        ],
        "model": None
        if view is None
        else {
            "alone": list(view.alone),
            "weighed": list(view.weighed),
            "needs": list(view.needs),
            "is_barred": view.is_barred,
            "for": dict(view.speaks_for),
            "against": dict(view.speaks_against),
        },
    }


def _cues(causes: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [cause_dict(cause) for cause in causes]
