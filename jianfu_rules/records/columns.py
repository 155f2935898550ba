"""Guess which column holds the text and which the id, by their usual names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import (
    APPEAL,
    BODY,
    PART_NAMES,
    REPLY,
    SIGNATURE,
    TITLE,
    SourceRef,
)
from jianfu_rules.records.record import ABOUT_NAMES, Reading

TEXT_NAMES = (
    "text",
    "content",
    "内容",
    "正文",
    "诉求内容",
    "留言内容",
    "留言详情",
    "问题描述",
    "诉求描述",
    "反映内容",
    "投诉内容",
    "来信内容",
    "工单内容",
    "事件描述",
    "事项描述",
    "详情",
    "描述",
    "诉求",
    "留言",
    "原文",
    "文本",
    "body",
    "message",
    "description",
    "comment",
    "标题",
    "主题",
    "留言主题",
    "title",
)
"""The names of a text column, the likeliest first; titles only as a last resort."""

PART_COLUMNS = {
    TITLE: (
        "标题", "主题", "工单标题", "来信标题", "留言标题", "留言主题", "事件标题",
        "title", "subject",
    ),
    APPEAL: (
        "诉求", "诉求内容", "主要诉求", "诉求事项", "请求事项", "诉求建议", "appeal",
    ),
    REPLY: (
        "答复", "回复", "答复内容", "回复内容", "官方回复", "官方答复", "单位回复",
        "单位答复", "部门回复", "部门答复", "答复意见", "回复意见", "办理结果",
        "办理情况", "办理意见", "办理答复", "处理结果", "处理情况", "处理意见",
        "reply", "answer", "response",
    ),
    SIGNATURE: ("落款", "署名", "signature"),
}  # fmt: skip
"""The names of the columns of the parts beside the text, the likeliest first."""

ABOUT_COLUMNS = {
    "date": (
        "日期", "时间", "留言时间", "留言日期", "反映时间", "反映日期", "受理时间",
        "来电时间", "来信时间", "登记时间", "提交时间", "发布时间", "创建时间", "date",
        "time", "created_at",
    ),
    "place": (
        "地区", "所属地区", "所属区域", "行政区划", "区县", "所属区县", "县市区", "属地",
        "乡镇", "乡镇街道", "镇街", "街道", "region", "area", "district",
    ),
    "unit": (
        "单位", "承办单位", "主办单位", "办理单位", "责任单位", "被反映单位", "处理单位",
        "涉及单位", "部门", "承办部门", "责任部门", "办理部门", "unit", "department",
    ),
}  # fmt: skip
"""The names of the columns that are kept with a result, the likeliest first."""

TEXT_ENDINGS = ("内容", "正文", "描述", "详情", "原文", "文本", "_text", "_content")

ID_NAMES = ("id", "编号", "工单编号", "工单号", "诉求编号", "留言编号", "事件编号")


def guess_text_field(names: Sequence[str]) -> str | None:
    """Return the column that is most likely the text, or None.

    Examples
    --------
    >>> guess_text_field(["编号", "留言时间", "留言内容", "标题"])
    '留言内容'
    >>> guess_text_field(["编号", "时间"])
    """
    by_fold = {name.strip().casefold(): name for name in reversed(names)}
    titles = TEXT_NAMES.index("标题")
    for known in TEXT_NAMES[:titles]:
        if known in by_fold:
            return by_fold[known]
    for fold, name in reversed(by_fold.items()):
        if fold.endswith(TEXT_ENDINGS):
            return name
    for known in TEXT_NAMES[titles:]:
        if known in by_fold:
            return by_fold[known]
    return None


def guess_id_field(names: Sequence[str]) -> str | None:
    """Return the column that is most likely the id, or None."""
    by_fold = {name.strip().casefold(): name for name in reversed(names)}
    return next((by_fold[known] for known in ID_NAMES if known in by_fold), None)


@dataclass(frozen=True, slots=True)
class Fields:
    """Which columns or fields hold what; ``parts`` are those beside the text."""

    text: str
    id: str | None
    parts: dict[str, str]
    about: dict[str, str]


def choose_fields(names: Sequence[str], reading: Reading) -> Fields:
    """Take the named columns, else the likeliest, and say which were guessed.

    Parameters
    ----------
    names : sequence of str
        The columns of the file.
    reading : Reading

    Returns
    -------
    Fields
        Its ``id`` is None where ids are made of file and line.

    Raises
    ------
    InputError
        Where a named column is missing (JF620) or none fits (JF621).
    """
    text_field = reading.text_field or reading.part_fields.get(BODY) or None
    id_field = reading.id_field
    source = SourceRef(reading.file)
    given = {name: c for name, c in reading.part_fields.items() if name != BODY and c}
    about = {name: c for name, c in reading.about_fields.items() if c}
    problems = [
        unknown_field(names, wanted, source)
        for wanted in (text_field, id_field, *given.values(), *about.values())
        if wanted is not None and wanted not in names
    ]
    if problems:
        raise InputError(*problems)
    if text_field is None:
        # A column that is named as another part is not the text.
        taken = {*given.values(), *about.values()}
        text_field = guess_text_field([n for n in names if n not in taken])
        if text_field is None:
            raise InputError(_unclear_text_field(names, source))
    if id_field is None:
        id_field = guess_id_field([name for name in names if name != text_field])
    if reading.text_field is None and BODY not in reading.part_fields:
        shown_id = f"“{id_field}”" if id_field else "file:line"
        values = {"text_field": text_field, "id_field": shown_id}
        reading.report(Problem("JF622", values, source, severity="note"))
    used = {text_field, id_field, *given.values(), *about.values()}
    guessed = _usual([n for n in names if n not in used], PART_COLUMNS)
    guessed = {n: c for n, c in guessed.items() if n not in reading.part_fields}
    if guessed:
        shown = "、".join(f"“{c}”（{PART_NAMES[n]} {n}）" for n, c in guessed.items())
        values = {"columns": shown, "part": next(iter(guessed))}
        reading.report(Problem("JF627", values, source, severity="note"))
    parts = {n: c for n, c in {**guessed, **given}.items() if c != text_field}
    about = _guess_about(
        [n for n in names if n not in {*used, *parts.values()}], about, reading
    )
    for name in (text_field, id_field, *parts.values()):
        if name is not None and names.count(name) > 1:
            problem = Problem("JF624", {"field": name}, source, severity="warning")
            reading.report(problem)
    known = {"text": text_field, "id": id_field, **parts, **about}
    reading.seen["columns"] = tuple((k, c) for k, c in known.items() if c)
    return Fields(text_field, id_field, parts, about)


def _guess_about(
    names: Sequence[str], given: dict[str, str], reading: Reading
) -> dict[str, str]:
    """Return the columns of date, place and unit; those guessed are said."""
    guessed = _usual(names, ABOUT_COLUMNS)
    guessed = {n: c for n, c in guessed.items() if n not in reading.about_fields}
    if guessed:
        shown = "、".join(f"“{c}”（{ABOUT_NAMES[n]} {n}）" for n, c in guessed.items())
        source = SourceRef(reading.file)
        reading.report(Problem("JF687", {"columns": shown}, source, severity="note"))
    return {**guessed, **given}


def _usual(
    names: Sequence[str], columns: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return the columns that have one of the usual names of what they hold.

    Examples
    --------
    >>> _usual(["编号", "标题", "办理结果"], PART_COLUMNS)
    {'title': '标题', 'reply': '办理结果'}
    """
    by_fold = {name.strip().casefold(): name for name in reversed(names)}
    found = {
        what: next((by_fold[known] for known in usual if known in by_fold), None)
        for what, usual in columns.items()
    }
    return {what: name for what, name in found.items() if name is not None}


def unknown_field(names: Sequence[str], wanted: str, source: SourceRef) -> Problem:
    """Return what is told of a column that is not there, with the nearest name."""
    near = get_close_matches(wanted, names, n=1, cutoff=0.4)
    near += [name for name in names if name and (name in wanted or wanted in name)]
    values = {"field": wanted, "known": "、".join(names)}
    if not near:
        return Problem("JF620", values, source)
    return Problem("JF623", {**values, "near": near[0]}, source)


def _unclear_text_field(names: Sequence[str], source: SourceRef) -> Problem:
    values = {"known": "、".join(names)}
    for name in names:
        if get_close_matches(name.casefold(), TEXT_NAMES, n=1, cutoff=0.5):
            return Problem("JF626", {**values, "near": name}, source)
    return Problem("JF621", values, source)
