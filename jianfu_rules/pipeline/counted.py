"""What a figure counts: the thing named behind it, or the last one named before it.

The things, with the words for them and the measure words that go with them, are in
``data/counted.txt``; its head says how to read it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jianfu_rules.data import read_counted

VERBAL = frozenset("次遍回趟轮")
"""Measures of how often something is done; they go with few things."""

_LOOSE = frozenset("个项种类份件套批组款")
"""Measures that go with nearly everything."""

_OTHER, _PASS = "-", "~"
"""The rows of words that are no burden, and of words to pass over."""

_STOP = re.compile(
    '[，。；：！？、…\n“”（）《》",.:;?!()0-9一二两三四五六七八九十百千几]'
)
_REACH = 10
"""Characters between a measure and its thing: 三十张各部门要的表."""

_VERB = re.compile(
    "[由了就都也才还又在是要没不变减降到至为去来给被把跟等呢吗吧啊有填报交收看写得让叫说问拿用做发]"
)
"""Where one stands the noun phrase has ended, unless it is a clause with 的."""

_CLOSERS = frozenset(
    '，。；：！？、…\n”“）》",/了就都也才还又在是要没不变减降到至以压缩并归扣每全只光我你他她被把由'
    "和跟与等里中呢吗吧啊有问说对放摞贴挂钉写签得升涨剩留退撤拆摘掉用看算过打该属直先后跑拍交报填做"
    "一二两三四五六七八九十0123456789"
)
"""What may stand behind a measure whose thing is left out: 由八个减到三个."""

_ALONE_BEFORE = frozenset("群表牌章")
"""The words of one character that may name a thing farther before its figure; 会 is
a verb too often."""

_LINKS = frozenset({
    "", "有", "共", "共有", "总共", "一共", "是", "就", "就有", "已", "才", "足足", "了",
    "里", "上", "达", "竟有", "约", "来了", "为", "各",
})  # fmt: skip
"""What may stand between a thing and its figure: 工作群共有三十七个."""
_LONGEST_LINK = 2
_ASPECTS = frozenset("了过满够上")
_LONGEST = 8
"""The length of the longest word of the table."""

_NEAR, _FAR = 12, 60
"""How far back the thing may be named; for 三次 and its like it must be near."""

_TIME_EATERS = frozenset({
    "群", "APP", "小程序", "平台", "系统", "打卡", "转发", "表", "填报", "数据", "会议",
    "培训", "材料", "台账", "检查", "考核", "消息", "记录",
})  # fmt: skip


_SITTING = re.compile(
    "会(?:一开|开[了到满]?|持续|时长|长达|整整|足足)|[场个次的开]会|讲话|发言|致辞|讲了|念了"
)
"""Meetings and speeches in words of one character, which mean much else."""


class _Things(NamedTuple):
    """The table of things, ready for look-ups; ``words`` finds the longest ones."""

    words: re.Pattern[str]
    names: dict[str, str]
    measures: dict[str, frozenset[str]]
    alone: dict[str, str]
    verbs: dict[str, tuple[str, str]]


@cache
def _things() -> _Things:
    names: dict[str, str] = {}
    measures: dict[str, frozenset[str]] = {}
    alone: dict[str, str] = {}
    verbs: dict[str, tuple[str, str]] = {}
    for name, marks, words in read_counted():
        if name.startswith(">"):
            verbs.update(dict.fromkeys(words, (name[1:], marks)))
            continue
        for word in words:
            names.setdefault(word, name)
        measures[name] = frozenset(marks) - {"!"}
        for measure, mark in zip(marks, marks[1:], strict=False):
            if mark == "!":
                alone[measure] = name
    pattern = re.compile(_one_of(sorted(names)))
    return _Things(pattern, names, measures, alone, verbs)


def _one_of(words: list[str]) -> str:
    """Return a pattern for the longest of the words, in order, as a tree of letters.

    A plain alternation tries every word at every place; of a tree ``re`` knows the
    letters that a word may begin with, and skips to them.
    """
    branches = []
    at = 0
    while at < len(words):
        first = words[at][0]
        end = at
        while end < len(words) and words[end][0] == first:
            end += 1
        rests = [word[1:] for word in words[at:end]]
        longer = [rest for rest in rests if rest]
        tail = _one_of(longer) if longer else ""
        if longer and len(longer) < len(rests):
            tail = f"(?:{tail})?"
        branches.append(re.escape(first) + tail)
        at = end
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def normal_name(word: str) -> str:
    """Return the one name for what *word* counts; of a compound, that of its head.

    Examples
    --------
    >>> normal_name("微信工作群"), normal_name("督导组"), normal_name("锄头")
    ('群', '检查', '锄头')
    """
    names = _things().names
    folded = word.lower()
    for start in range(len(folded)):
        name = names.get(folded[start:])
        if name is not None and name not in {_OTHER, _PASS}:
            return name
    return word


def thing_after(text: str, start: int, measure: str) -> tuple[str, int] | None:
    """Return the name of the thing behind a measure and where its word ends.

    Of words side by side the last is the head: 十条群消息 are messages.

    Examples
    --------
    >>> thing_after("三十张各部门要的表", 3, "张")
    ('表', 9)
    """
    names = _things().names
    stop = _STOP.search(text, start, start + _REACH)
    end = min(stop.start() if stop else start + _REACH, len(text))
    found: tuple[str, int] | None = None
    for match in _things().words.finditer(text, start, end + _LONGEST):
        begin, word_end = match.span()
        if begin >= end or (found is not None and begin > found[1]):
            break
        name = names[match[0]]
        if (
            name == _OTHER
            and begin == start
            and measure == "张"
            and text[begin] == "表"
        ):
            # 八张表现在 is 八张表 and 现在; nobody counts 表现 in sheets.
            found = names["表"], begin + 1
            break
        if name == _OTHER:
            # 部门 in 各部门要的表 belongs to the clause in front of the thing.
            if found is not None or not _is_clause(text, word_end, end):
                break
        elif name != _PASS and _fits(match[0], name, measure):
            is_in_phrase = text[begin - 1] == "的" or not _VERB.search(
                text, start, begin
            )
            found = (name, word_end) if is_in_phrase else found
    return found


def is_left_out(text: str, start: int) -> bool:
    """Say whether no thing is named behind a measure that ends at *start*."""
    return start >= len(text) or text[start] in _CLOSERS


def thing_before(text: str, start: int, measure: str, *, is_far: bool) -> str | None:
    """Return what the words before a figure say that it counts.

    That is the thing right before it (工作群三十七个), or a verb (查了五回); with
    *is_far* also the last thing named in the sentences before it.
    """
    things = _things()
    reach = _NEAR if measure in VERBAL or not is_far else _FAR
    found = None
    for match in things.words.finditer(text, max(start - reach, 0), start):
        word = match[0]
        name = things.names[word]
        is_beside = start - match.end() <= _LONGEST_LINK and (
            text[match.end() : start] in _LINKS
        )
        if name == _OTHER:
            if match.end() == start:
                return None
        elif measure in things.measures[name]:
            if is_beside:
                return name
            if is_far and _is_clear(word):
                found = name
    return _verb_before(text, start, measure) or found


def _verb_before(text: str, start: int, measure: str) -> str | None:
    verbs = _things().verbs
    end = start - 1 if text[start - 1 : start] in _ASPECTS else start
    for size in (2, 1):
        name, fitting = verbs.get(text[max(end - size, 0) : end], ("", ""))
        if measure in fitting:
            return name
    return None


def thing_alone(measure: str) -> str | None:
    """Return what a measure counts where nothing names it: a 场 is a meeting."""
    return _things().alone.get(measure)


def names_burden(text: str, start: int, end: int) -> bool:
    """Say whether the span names something that eats time: a meeting, a form."""
    things = _things()
    if _SITTING.search(text, start, end):
        return True
    return any(
        things.names[match[0]] in _TIME_EATERS and _is_clear(match[0])
        for match in things.words.finditer(text, start, end)
    )


def _is_clear(word: str) -> bool:
    return len(word) > 1 or word in _ALONE_BEFORE


def _fits(word: str, name: str, measure: str) -> bool:
    fitting = _things().measures[name]
    if measure in fitting:
        return True
    return len(word) > 1 and measure in _LOOSE and "次" not in fitting


def _is_clause(text: str, start: int, end: int) -> bool:
    """Say whether the span goes on with a verb and 的, as 部门要的表 does."""
    de = text.find("的", start, end)
    return start < de and _VERB.search(text, start, de) is not None
