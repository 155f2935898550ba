"""The scorecard as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from jianfu_rules.cli.wording import say, spoken
from jianfu_rules.errors import display_width
from jianfu_rules.evaluation.bootstrap import ROUNDS
from jianfu_rules.evaluation.calibration import (
    Bin,
    Judged,
    accepted_band,
    bins_of,
    calibration_error,
)
from jianfu_rules.evaluation.report import STEPS_OF_RISK
from jianfu_rules.fallback.consulting import RULE_ID as MODEL
from jianfu_rules.model import STANCES
from jianfu_rules.pipeline.explaining import STANCE_NAMES

if TYPE_CHECKING:
    from jianfu_rules.evaluation.blame import RuleRecord
    from jianfu_rules.evaluation.quantities import QuantityScore
    from jianfu_rules.evaluation.report import Report
    from jianfu_rules.evaluation.scorecard import LabelledCase
    from jianfu_rules.model import Classification, Evidence

_WORST = 8
_BAR = 20
_IDS = 3
_MANY_IDS = 20

Names = Mapping[str, str]


def report_lines(report: Report, names: Names, rules: Names) -> Iterator[str]:
    """Yield all lines but the errors.

    Parameters
    ----------
    report : Report
    names, rules : mapping of str to str
        The names of symptoms and of rules.
    """
    yield from _card_lines(report, names)
    yield from _stance_lines(report)
    yield from _cell_lines(report, names)
    count, exact, right = report.families
    if count:
        yield say("evaluate.families", count=count, exact=exact, right=right)
    for kind, judged in (("texts", report.texts), ("labels", report.labels)):
        bins = bins_of(judged)
        if bins:
            yield say(f"evaluate.bins.{kind}", error=calibration_error(bins))
            yield from map(_bin_line, bins)
    yield say("evaluate.bands.head")
    yield from _band_lines(say("evaluate.bands.texts"), report.texts)
    yield from _band_lines(say("evaluate.bands.labels"), report.labels)
    worst = [r for r in report.rules[:_WORST] if r.wrong]
    if worst:
        yield say("evaluate.rules.head")
        yield from (rule_line(r, rules) for r in worst)
    if report.quantities.case_count:
        yield _figure_line(report.quantities)


def _card_lines(report: Report, names: Names) -> Iterator[str]:
    card, bounds = report.card, report.intervals
    width = max(map(display_width, names.values()))
    head = say("evaluate.head", indent=" " * width)
    yield head + say("evaluate.interval")
    for symptom, ratio in card.symptoms.items():
        yield (
            f"{pad(names[symptom], width)}  "
            f"{ratio.hits + ratio.missed:5}  {ratio.precision:5.3f}  "
            f"{ratio.recall:5.3f}  {ratio.f1:5.3f}  "
            f"{spread(bounds, f'{symptom}/complaint/f1')}"
        )
    micro = card.micro
    yield say(
        "evaluate.sum",
        cases=card.case_count,
        macro=card.macro_f1,
        micro_p=micro.precision,
        micro_r=micro.recall,
        micro=micro.f1,
        p=card.complaint.precision,
        r=card.complaint.recall,
        f1=card.complaint.f1,
        stance=card.stance_accuracy,
        alarms=card.false_alarm_rate,
    )
    yield say(
        "evaluate.sum.intervals",
        rounds=ROUNDS,
        macro=spread(bounds, "macro_f1"),
        micro=spread(bounds, "micro_f1"),
        f1=spread(bounds, "is_complaint_f1"),
        stance=spread(bounds, "stance_accuracy"),
        alarms=spread(bounds, "false_alarm_rate"),
    )


def _stance_lines(report: Report) -> Iterator[str]:
    card, names = report.card, STANCE_NAMES[spoken()]
    yield say("evaluate.stances.head", columns=say("evaluate.measures"))
    width = max(map(display_width, names.values()))
    yield " " * width + "".join("  " + pad(names[t], width) for t in STANCES)
    for stance in STANCES:
        ratio = card.of_stance(stance)
        counts = "".join(
            f"  {card.stances.get((stance, given), 0):{width}}" for given in STANCES
        )
        yield (
            f"{pad(names[stance], width)}{counts}  {ratio.precision:5.3f}  "
            f"{ratio.recall:5.3f}  {ratio.f1:5.3f}  "
            f"{spread(report.intervals, f'*/{stance}/f1')}"
        )


def _cell_lines(report: Report, names: Names) -> Iterator[str]:
    stances = STANCE_NAMES[spoken()]
    width = max(map(display_width, names.values()))
    yield say("evaluate.cells.head")
    yield " " * width + "".join(f"  {pad(stances[t], 13)}" for t in STANCES).rstrip()
    for symptom in report.card.symptoms:
        line = pad(names[symptom], width)
        for stance in STANCES:
            ratio = report.card.cells[symptom, stance]
            count = ratio.hits + ratio.missed
            figure = f"{ratio.f1:5.3f} ({count})" if count or ratio.false else "—"
            line += "  " + pad(figure, 13)
        yield line.rstrip()


def _bin_line(b: Bin) -> str:
    filled = round(b.right * _BAR)
    bar = list("█" * filled + "·" * (_BAR - filled))
    bar[min(int(b.said * _BAR), _BAR - 1)] = "|"
    return say(
        "evaluate.bin",
        low=b.low,
        high=b.high,
        count=b.count,
        said=b.said,
        right=b.right,
        bar="".join(bar),
    )


def _band_lines(what: str, judged: Sequence[Judged]) -> Iterator[str]:
    for wanted in STEPS_OF_RISK:
        band = accepted_band(judged, wanted)
        if band.least is None:
            yield say("evaluate.band.none", what=what, wanted=wanted)
        else:
            yield say(
                "evaluate.band",
                what=what,
                wanted=wanted,
                least=band.least,
                count=band.count,
                coverage=band.coverage,
            )


def rule_line(record: RuleRecord, rules: Names) -> str:
    """Return how often a rule was wrong, with the ids of some cases."""
    name = say("evaluate.the_model") if record.rule == MODEL else rules[record.rule]
    return say(
        "evaluate.rule",
        wrong=record.wrong,
        count=record.wrong + record.right,
        rule=record.rule,
        name=name,
        ids="、".join(record.wrong_ids[:_IDS]) or "—",
    )


def _figure_line(score: QuantityScore) -> str:
    return "\n" + say(
        "evaluate.figures",
        cases=score.case_count,
        count=score.figures.hits + score.figures.missed,
        p=score.figures.precision,
        r=score.figures.recall,
        f1=score.figures.f1,
        spans=score.spans.f1,
        per=score.per_right,
        right=score.figures.hits,
    )


def error_lines(
    error: tuple[LabelledCase, tuple[str, ...], tuple[str, ...]],
    result: Classification,
    names: Names,
    symptom_of: Mapping[str, str],
) -> Iterator[str]:
    """Yield what is wrong about one case, and what led to it."""
    case, missed, wrong = error
    yield f"\n{case.id}  {case.text}"
    yield say(
        "evaluate.error",
        missed="、".join(names[s] for s in missed) or "—",
        wrong="、".join(names[s] for s in wrong) or "—",
    )
    for label in result.labels:
        if label.symptom in wrong:
            for evidence in label.evidence:
                yield say("evaluate.error.evidence", **_told(evidence))
        elif label.symptom in missed:
            stance = STANCE_NAMES[spoken()][label.stance]
            for evidence in label.evidence:
                yield say("evaluate.error.stance", stance=stance, **_told(evidence))
    for dropped in result.dropped:
        if symptom_of.get(dropped.match.rule_id) in missed:
            yield say(
                "evaluate.error.dropped",
                quote=dropped.quote,
                rule=dropped.match.rule_id,
                reason=dropped.reason,
            )


def _told(evidence: Evidence) -> dict[str, str]:
    cues = "、".join(evidence.cues)
    return {
        "quote": evidence.quote,
        "rule": evidence.match.rule_id,
        "cues": say("evaluate.error.cues", cues=cues) if cues else "",
    }


def spread(bounds: Mapping[str, tuple[float, float]], name: str) -> str:
    """Return an interval as it is written."""
    if name not in bounds:
        return "—"
    low, high = bounds[name]
    return f"{low:.2f}—{high:.2f}"


def pad(text: str, width: int) -> str:
    """Return a text with blanks up to a width in terminal cells."""
    return text + " " * (width - display_width(text))


def listed(ids: Sequence[str]) -> str:
    """Return ids, the first ones where there are many."""
    shown = "、".join(ids[:_MANY_IDS])
    if len(ids) > _MANY_IDS:
        shown += " " + say("evaluate.more", count=len(ids))
    return shown
