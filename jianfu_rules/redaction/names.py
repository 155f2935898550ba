"""Where names of persons are: by label, title and role, and by what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from jianfu_rules.redaction.labels import CALLED, LABELS, ROLES, STRONG, SURNAMED
from jianfu_rules.redaction.minorities import find_minority_names
from jianfu_rules.redaction.nameshapes import (
    LOOSE,
    STRICT,
    USUAL_CARE,
    begins_word,
    is_end_at,
    is_han,
    is_word_at,
    name_end,
    opens_at,
    surname_size,
)
from jianfu_rules.redaction.numbers import Number
from jianfu_rules.redaction.personal import CERTAIN, LIKELY
from jianfu_rules.redaction.surnames import PREPOSITIONS, USUAL, WORDLIKE
from jianfu_rules.redaction.unlabelled import find_unlabelled
from jianfu_rules.redaction.words import (
    HARD_STOPS,
    KIN,
    LOOSE_TITLES,
    OPENERS,
    ROLE_ENDS,
    TITLES,
    name_words,
)

_CALLS = tuple("给找跟请让问喊")
"""Verbs before 任主任 that make the surname of what else were a verb."""
_BEFORE_KIN = tuple("把听说")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    titles = "|".join(sorted(TITLES, key=len, reverse=True))
    surnames = "".join(sorted(USUAL))
    return (
        re.compile(titles),
        re.compile(f"[小老阿]([{surnames}])"),
    )


def find_names(view: str, numbers: Iterable[Number]) -> Iterator[Number]:
    """Yield the names in folded text; the same place may come more than once.

    Parameters
    ----------
    view : str
    numbers : iterable of Number
        What is found already: a name may stand right before a telephone number.

    Examples
    --------
    >>> [view[n.start:n.end] for view in ["我叫王小明，找李主任，早高峰"]
    ...  for n in find_names(view, ())]
    ['王小明', '李']
    """
    found: dict[tuple[int, int], Number] = {}

    def add(start: int, end: int, certainty: str) -> None:
        found.setdefault((start, end), Number(start, end, "name", certainty))

    for pattern, care, certainty in (
        (STRONG, LOOSE, CERTAIN),
        (CALLED, LOOSE, CERTAIN),
        (LABELS, USUAL_CARE, CERTAIN),
        (ROLES, STRICT, LIKELY),
    ):
        for m in pattern.finditer(view):
            is_identity = m[0].startswith("我是")
            level = STRICT if is_identity else care
            if m[0] == "本人":
                level = STRICT
            end = name_end(view, m.end(), level)
            is_inside_word = view[m.end() - 1 : m.end() + 1] == "师傅"
            if end and not (level == STRICT and is_inside_word):
                add(m.end(), end, certainty)
    for start, end in _before_titles(view):
        add(start, end, CERTAIN)
    for start, end in _nicknames(view):
        add(start, end, LIKELY)
    for m in SURNAMED.finditer(view):
        start = m.end()
        if surname_size(view, start) and is_end_at(view, start + 1):
            add(start, start + 1, CERTAIN)
    for start, end in find_minority_names(view):
        add(start, end, LIKELY)
    number_starts = {n.start for n in numbers if n.kind != "ticket"}
    for start, end in find_unlabelled(view, number_starts):
        add(start, end, LIKELY)
    for start, end in _in_lists(view, list(found)):
        add(start, end, LIKELY)
    for start, end in _elsewhere(view, list(found)):
        add(start, end, LIKELY)
    yield from found.values()


def _before_titles(view: str) -> Iterator[tuple[int, int]]:
    """Find 李主任, 王建国书记: the name, and not the title, is the person's."""
    title, _ = _patterns()
    words = name_words()
    for m in title.finditer(view):
        end = m.start()
        if m[0] in LOOSE_TITLES and (
            is_han(view[m.end() : m.end() + 1]) and not is_end_at(view, m.end())
        ):
            continue
        after = view[m.end() : m.end() + 1]
        if m[0] in LOOSE_TITLES - KIN - {"科"} and after in tuple("是要的"):
            continue
        short = end - 1
        candidates = [end - 4, end - 3, end - 2]
        for start in candidates:
            size = surname_size(view, start) if start >= 0 else 0
            is_word = view[start : start + 1] in PREPOSITIONS
            if not size or start + size > end or is_word or end - start - size > 2:
                continue
            given = view[start + size : end]
            if not given:
                if opens_at(view, start) or not is_han(view[start - 1 : start]):
                    yield start, end
                    short = -1
                    break
                continue
            is_short = (
                short >= 0
                and view[short] in USUAL
                and view[short] not in WORDLIKE
                and (view[start] in WORDLIKE or view[start] in OPENERS)
            )
            if (
                not is_short
                and set(given) <= words.given
                and m[0] not in LOOSE_TITLES
                and opens_at(view, start)
                and (size == 2 or not is_word_at(view, start))
                and given[-1] not in HARD_STOPS
            ):
                yield start, end
                short = -1
                break
        if short < 0 or view[short] not in USUAL:
            continue
        surname = view[short]
        before = view[short - 1 : short]
        is_person = _stands_alone(view, short, m[0]) or (
            m[0] in ("先生", "女士") and opens_at(view, short)
        )
        is_person = is_person or (before in _CALLS and m[0] not in LOOSE_TITLES)
        if surname in PREPOSITIONS and not is_person:
            continue
        if before + surname in words.ending or surname + m[0][0] in words.starting:
            continue
        if m[0] in LOOSE_TITLES and not (
            opens_at(view, short)
            or before in _BEFORE_KIN
            or (before in ROLE_ENDS and surname not in WORDLIKE)
            # 昨晚康姨
            or (
                m[0] in KIN and surname not in WORDLIKE and begins_word(view, short - 2)
            )
        ):
            continue
        yield short, end


def _stands_alone(view: str, start: int, title: str) -> bool:
    """Whether 向主任 can be a person: between stops, with another one beside it."""
    end = start + 1 + len(title)
    return view[start - 1 : start] == "、" or view[end : end + 1] == "、"


def _nicknames(view: str) -> Iterator[tuple[int, int]]:
    """Find the surname in 小王, 老李 where it ends or someone does something."""
    words = name_words().starting
    for m in _patterns()[1].finditer(view):
        start, end = m.span(1)
        does = is_han(view[end : end + 1]) and is_end_at(view, end)
        if not (does or opens_at(view, m.start())) or m[1] in WORDLIKE - {"石", "万"}:
            continue
        if view[start : start + 2] in words:
            continue
        if is_end_at(view, end) or view[end : end + 1] in tuple("头家"):
            yield start, end


def _in_lists(view: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Follow 、 from a name to the next one, and on."""
    waiting = sorted(found)
    seen = set(waiting)
    while waiting:
        _, end = waiting.pop()
        start = end + 1
        if view[end : end + 1] not in ("、", "/", "|") or not surname_size(view, start):
            continue
        next_end = name_end(view, start, LOOSE)
        given = view[start + 1 : next_end]
        if (
            next_end > start + 1
            and not is_han(view[next_end : next_end + 1])
            and not is_word_at(view, start)
            and (start, next_end) not in seen
            and set(given) <= name_words().given
        ):
            seen.add((start, next_end))
            waiting.append((start, next_end))
            yield start, next_end


def _elsewhere(view: str, found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find the other places of the names that are known, unless they are words."""
    words = name_words().starting
    names = {view[s:e] for s, e in found if e - s > 1}
    names = {n for n in names if n not in words and all(map(is_han, n))}
    if not names:
        return
    # Not one pattern of all names: it would try each of them at each place.
    lengths = sorted({len(name) for name in names}, reverse=True)
    by_size = {size: {n for n in names if len(n) == size} for size in lengths}
    at = 0
    while at < len(view):
        size = next((n for n in lengths if view[at : at + n] in by_size[n]), 0)
        if size:
            yield at, at + size
        at += size or 1
