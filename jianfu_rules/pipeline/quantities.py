"""Burden figures: how many groups, forms, meetings, pages, hours, and how often.

One pass finds numerals with a measure word behind them; only where one stands is
anything more looked at. What a figure counts is the thing named behind it or, where
that is left out, the last one named before it (see `counted`). A single thing is no
figure unless it is what is left of more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.model import Fact, Span
from jianfu_rules.pipeline.clocktimes import read_clock
from jianfu_rules.pipeline.counted import (
    VERBAL,
    is_left_out,
    names_burden,
    thing_after,
    thing_alone,
    thing_before,
)
from jianfu_rules.pipeline.numbers import read_number
from jianfu_rules.pipeline.rates import find_rate

if TYPE_CHECKING:
    from jianfu_rules.model_texts import NormalizedText

_NUMERAL = "0-9零〇一二两俩仨三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿几半"
_CANDIDATE = re.compile(
    rf"[{_NUMERAL}](?<![{_NUMERAL}].)[{_NUMERAL},.]{{0,15}}(?:[多余来][万亿]?)?"
    r"(?:(?P<hours>个?[多来]?半?(?:小时|钟头))|(?P<minutes>分钟)"
    r"|(?P<clock>点(?![名击赞评])|:[0-5][0-9](?![0-9:]))"
    r"|(?P<share>%|个百分点|成(?:五|(?![立为功果本员份绩都])))"
    r"|(?P<bare>(?=(?:工作|微信)?群(?![众体])|app|小程序|公众号|报表|表格))"
    r"|(?P<measure>(?!个一|个百分|个多?半?月|个人|项规定|次性|条[龙心]|本正)"
    r"[个张份场次项条块本页遍回轮趟套种类批篇册道枚字拨封期款名位幅段面件稿版盒卷组处人]))"
)
# The lookbehind lets a numeral begin only where no numeral stands before it, so a
# run of numerals is tried once and not once for each of its characters.

_ABOUT = {"上": "晚早以网线镇乡县区市马", "数": "人总次户天页条个件份指参分", "好": ""}
"""Signs of a vague number, with what makes them part of the word before: 晚上, 人数."""
_ALMOST = re.compile("(?:将近|近|接近|不到|不足)$")
_OVER = re.compile("(?:不下于?|(?<![不得])超过?|逾|多达)$")
_SIGNS_END = frozenset("近到足下于过超逾达接-~—–至或、")
_RANGE = re.compile(
    rf"(?<![{_NUMERAL}.])([{_NUMERAL}.]{{1,6}})%?(?:[-~—–至到或]{{1,2}}|、)$"
)
_MINUTES_TOO = re.compile("零?([0-9一二三四五六七八九十]{1,3})分钟?")
_TERM = re.compile("[内前后]|之[内前后]|以[内后前]")
"""What makes a length of time a term: 两小时内 is when, not how long."""

_SENTENCE_END = re.compile("[。！？；\n]")
_BORROWED = re.compile("借[调用走去出的了]|抽[调走人去]|跟班|返岗|清退|被借")
_STAFF_MEASURES = frozenset("名位人")
_STAFF = frozenset("干人同老护年医写")
_BORROW_BEFORE, _BORROW_AFTER = 30, 12

_SENTENCE = 60
_EATER_BEFORE, _EATER_AFTER = 30, 12
_FEW_SIGNS, _FEW_TIMES = 50, 5

_START = re.compile(
    "从|由|原来|以前|过去|原先|从前|往年|当初|之前|早先|本来|原有|去年|原本"
)
_CHANGE = re.compile(
    "(?:变|减少?|降|压[缩减降]?|缩[减短]?|精简|[归合整]并?合?|并|砍|清理?|瘦身|掉|退"
    "|增加?|涨|加|升|扩|翻|改)(?:了?只剩|[为成到至剩])|只?剩下?|[到至]"
)
_NOW = re.compile("现在|如今|今年|眼下|目前|这学期|之后|现有?")
_CHANGE_REACH = 20
_LEAD, _AFTER_CHANGE = 14, 3
_PLAIN_THING = {"张": "表", "项": "事项", "份": "材料", "块": "牌子", "条": "信息"}


@dataclass(slots=True)
class _Figure:
    """A numeral with its measure, before it is known whether it counts anything."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    kind: str = "count"
    what: str | None = None
    per: str | None = None
    is_left_out: bool = False
    pair: _Figure | None = None


def find_facts(ntext: NormalizedText) -> tuple[Fact, ...]:
    """Find the burden figures of a text.

    Parameters
    ----------
    ntext : NormalizedText

    Returns
    -------
    tuple of Fact
        From left to right; spans are offsets of the text as given.

    Examples
    --------
    >>> from jianfu_rules.pipeline.normalizing import normalize
    >>> [(f.text, f.what, f.trend) for f in find_facts(normalize("群从八个减到三个"))]
    [('八个', '群', 'falling'), ('三个', '群', 'falling')]
    """
    text = ntext.text
    figures: list[_Figure] = []
    has_staff: bool | None = None
    for match in _CANDIDATE.finditer(text):
        if match["measure"] in _STAFF_MEASURES:
            # People count only where some are borrowed; most texts have none such.
            if has_staff is None:
                has_staff = _BORROWED.search(text) is not None
            if not has_staff:
                continue
        figure = _read(text, match)
        if figure is None:
            continue
        if figures and figure.start < figures[-1].end:  # the 30% of 30%—50%
            figures.pop()
        figures.append(figure)
    for figure in figures:
        if figure.high > 1:
            _name(ntext, figure)
    for before, after in zip(figures, figures[1:], strict=False):
        _link(ntext, before, after)
    for figure in figures:
        if figure.high > 1 or figure.pair is not None or figure.kind != "count":
            _settle(text, figure)
    return tuple(_fact(ntext, f, f.what) for f in figures if f.what)


def _read(text: str, match: re.Match[str]) -> _Figure | None:
    start, end = match.span()
    kind = match.lastgroup or ""
    if text[start - 1 : start] == "第":
        return None
    if kind == "clock":
        time = read_clock(text, start, end)
        if time is None:
            return None
        return _Figure(*time[:2], time.hour, time.hour, "点", "time", "时刻")
    figure = _read_number(text, start, match.start(kind))
    if figure is None:
        return None
    figure.end = end
    figure.unit = match[kind] or "个"
    if kind == "share":
        return _share(figure)
    if kind in {"hours", "minutes"}:
        return _duration(text, figure, kind)
    return figure if kind != "bare" or figure.low > 1 else None


def _read_number(text: str, start: int, unit_start: int) -> _Figure | None:
    """Read the number before a measure, with the signs of vagueness around it."""
    if unit_start == start + 1 and text[start] == "一":
        return _Figure(start, start, 1.0, 1.0, "")
    if text[start] == "半":
        return _Figure(start, start, 0.5, 0.5, "") if unit_start == start + 1 else None
    excluded = _ABOUT.get(text[start - 1 : start])
    is_about = excluded is not None and (
        text[start] == "几" if not excluded else text[start] in "十百千万亿"
    )
    if is_about and (start < 2 or text[start - 2] not in (excluded or "")):
        start -= 1
    number = read_number(text, start)
    if (
        number is None
        or number.end < unit_start - 1
        or text[start : start + 2] == "一一"
    ):
        return None
    figure = _Figure(start, start, number.low, number.high, "")
    if text[start - 1 : start] not in _SIGNS_END:
        return figure
    before = text[max(start - 9, 0) : start]
    if sign := _ALMOST.search(before):
        figure.low *= 0.9
    elif sign := _OVER.search(before):
        figure.high = max(figure.high, figure.low * 2)
    elif sign := _RANGE.search(before):
        lower = read_number(sign[1], 0)
        is_change = before[: sign.start()].endswith(("从", "由"))
        if lower is None or is_change or not lower.low < figure.low:
            return figure
        figure.low = lower.low
    if sign:
        figure.start -= len(sign[0])
    return figure


def _share(figure: _Figure) -> _Figure | None:
    if figure.unit.startswith("成"):
        figure.low, figure.high = figure.low * 10, figure.high * 10
        if figure.unit == "成五":
            figure.low, figure.high = figure.low + 5, figure.high + 5
    if figure.high > 100:
        return None
    figure.unit, figure.kind, figure.what = "%", "share", "占比"
    return figure


def _duration(text: str, figure: _Figure, kind: str) -> _Figure | None:
    is_interval = text[figure.start - 1 : figure.start] in {"每", "隔"}
    if is_interval or _TERM.match(text, figure.end):
        return None
    unit, figure.unit = figure.unit, "小时" if kind == "hours" else "分钟"
    figure.kind, figure.what = "duration", figure.unit
    if "半" in unit:
        figure.low, figure.high = figure.low + 0.5, figure.high + 0.5
    elif "多" in unit:
        figure.high += 1
    rest = _MINUTES_TOO.match(text, figure.end) if kind == "hours" else None
    minutes = read_number(rest[1], 0) if rest else None
    if rest and minutes:
        figure.low += minutes.low / 60
        figure.high += minutes.high / 60
        figure.end = rest.end()
    return figure


def _name(ntext: NormalizedText, figure: _Figure) -> None:
    """Say what a figure counts, as far as the words around it tell."""
    if figure.kind != "count":
        return
    text, start, end, unit = ntext.text, figure.start, figure.end, figure.unit
    figure.is_left_out = is_left_out(text, end) or end in ntext.breaks
    if unit == "个" or unit in _STAFF_MEASURES:
        if _is_borrowed(text, figure):
            figure.what = "借调人员"
        if figure.what or unit != "个":
            return
    found = thing_after(text, end, unit)
    if found is not None:
        figure.what, figure.end = found
        return
    figure.what = thing_before(text, start, unit, is_far=figure.is_left_out)
    if figure.what is None and unit in {"页", "字"}:
        figure.what = unit


def _is_borrowed(text: str, figure: _Figure) -> bool:
    start, end = figure.start, figure.end
    if figure.unit == "个" and not figure.is_left_out and text[end] not in _STAFF:
        return False
    low = max(start - _BORROW_BEFORE, _sentence_start(text, start))
    return _BORROWED.search(text, low, end + _BORROW_AFTER) is not None


def _sentence_start(text: str, at: int) -> int:
    start = max(at - _SENTENCE, 0)
    for match in _SENTENCE_END.finditer(text, start, at):
        start = match.end()
    return start


def _link(ntext: NormalizedText, before: _Figure, after: _Figure) -> None:
    """Join two figures that tell of a change: 由十二个减到三个, 原来八张现在两张."""
    text = ntext.text
    is_alike = before.kind == after.kind != "time"
    if before.pair or not is_alike or not 0 < after.start - before.end <= _CHANGE_REACH:
        return
    lead = text[max(before.start - _LEAD, 0) : before.start]
    if not _is_change(lead, text[before.end : after.start]):
        return
    for figure in (before, after):
        if figure.high <= 1:
            _name(ntext, figure)
    if before.what and after.what not in {None, before.what} and not after.is_left_out:
        return
    what = before.what or after.what or _named_before(text, before)
    if what is not None:
        before.what = after.what = what
        before.pair, after.pair = after, before


def _is_change(lead: str, between: str) -> bool:
    *_, change = [None, *_CHANGE.finditer(between)]
    if _SENTENCE_END.search(between):
        return False
    if change is not None and len(between) - change.end() <= _AFTER_CHANGE:
        # 到 and 至 alone are as often said of places.
        is_plain = change[0] in {"到", "至"}
        if not is_plain or "从" in lead or "由" in lead:
            return True
    return bool(_NOW.search(between) and _START.search(lead))


def _named_before(text: str, figure: _Figure) -> str | None:
    """Return what a change is of where the table of things does not know it."""
    start = figure.start
    word = text[max(start - 3, 0) : start - 1]
    if text[start - 1 : start] in {"从", "由"} and len(word) == 2 and word.isalpha():
        return word
    return _PLAIN_THING.get(figure.unit)


def _settle(text: str, figure: _Figure) -> None:
    """Decide whether a figure counts anything now that its neighbours are known."""
    start, end = figure.start, figure.end
    if figure.pair is None:
        if figure.kind == "duration":
            low = max(start - _EATER_BEFORE, _sentence_start(text, start))
            if not names_burden(text, low, end + _EATER_AFTER):
                figure.what = None
        elif figure.kind == "count":
            if figure.what is None and figure.is_left_out:
                figure.what = thing_alone(figure.unit)
                figure.per = find_rate(text, start, end)
                is_often = figure.per is not None or figure.high >= _FEW_TIMES
                if figure.what is None and figure.unit in VERBAL and is_often:
                    figure.what = "次"
            if figure.what == "字" and figure.high < _FEW_SIGNS:
                figure.what = None
    if figure.what is not None and figure.kind != "time":
        figure.per = find_rate(text, start, end)
        if figure.per is None and figure.pair is not None and figure.pair.start < start:
            figure.per = figure.pair.per


def _fact(ntext: NormalizedText, figure: _Figure, what: str) -> Fact:
    span = _span(ntext, figure)
    trend = pair = None
    if figure.pair is not None:
        pair = _span(ntext, figure.pair)
        first, last = sorted((figure, figure.pair), key=lambda f: f.start)
        trend = "falling" if last.low < first.low else "rising"
    return Fact(
        span,
        ntext.original[span.start : span.end],
        what,
        figure.low,
        figure.high,
        figure.per,
        unit=figure.unit,
        kind=figure.kind,
        trend=trend,
        pair=pair,
    )


def _span(ntext: NormalizedText, figure: _Figure) -> Span:
    return Span(ntext.origin[figure.start], ntext.origin[figure.end - 1] + 1)
