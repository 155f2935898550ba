"""Guess which column holds the text and which the id, by their usual names."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef
from jianfu_rules.records.record import Reading

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


def choose_fields(names: Sequence[str], reading: Reading) -> tuple[str, str | None]:
    """Take the named columns, else the likeliest, and say which were guessed.

    Parameters
    ----------
    names : sequence of str
        The columns of the file.
    reading : Reading

    Returns
    -------
    text_field : str
    id_field : str or None
        None where ids are made of file and line.

    Raises
    ------
    InputError
        Where a named column is missing (JF620) or none fits (JF621).
    """
    text_field = reading.text_field
    id_field = reading.id_field
    source = SourceRef(reading.file)
    for wanted in (text_field, id_field):
        if wanted is not None and wanted not in names:
            raise InputError(_unknown_field(names, wanted, source))
    if text_field is None:
        text_field = guess_text_field(names)
        if text_field is None:
            raise InputError(_unclear_text_field(names, source))
    if id_field is None:
        id_field = guess_id_field([name for name in names if name != text_field])
    if reading.text_field is None:
        shown_id = f"“{id_field}”" if id_field else "file:line"
        values = {"text_field": text_field, "id_field": shown_id}
        reading.report(Problem("JF622", values, source, severity="note"))
    for name in (text_field, id_field):
        if names.count(name) > 1:
            problem = Problem("JF624", {"field": name}, source, severity="warning")
            reading.report(problem)
    return text_field, id_field


def _unknown_field(names: Sequence[str], wanted: str, source: SourceRef) -> Problem:
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
