"""How far a person's name goes, and how likely it is one.

A name is a surname and one or two characters, which any two words may be as well:
高峰 is a name, a mountain and an hour. The clearer what stands before, the fewer
conditions the rest has to meet.
"""

from __future__ import annotations

import re

from jianfu_rules.data import read_pairs
from jianfu_rules.redaction.minorities import minority_name_end
from jianfu_rules.redaction.surnames import COMPOUND, PREPOSITIONS, USUAL, WORDLIKE
from jianfu_rules.redaction.words import (
    FOLLOWERS,
    HARD_STOPS,
    LOOSE_TITLES,
    OPENERS,
    SOFT_STOPS,
    TITLES,
    name_words,
)

MASKS = tuple("某×*x○")
"""What stands for a given name that is not told."""

STRICT, USUAL_CARE, LOOSE = range(3)
"""How much a name must show by itself: after a role, after a label, after 我叫."""

_COMPOUND = frozenset(COMPOUND)
_TITLE_WORDS = frozenset(t for t in TITLES if t not in LOOSE_TITLES)
_TITLE_STARTS = frozenset(t[:2] for t in _TITLE_WORDS)
_FOREIGN = re.compile("[一-鿿]{1,6}(?:[·•][一-鿿]{1,6}){0,2}[·•](?=[一-鿿])")
_LAST_NAME_CHARS = 6


def is_han(char: str) -> bool:
    """Whether a character is a common Han one."""
    return "一" <= char <= "鿿"


def surname_size(view: str, start: int) -> int:
    """Return how many characters the surname there has, 0 where there is none."""
    if view[start : start + 2] in _COMPOUND:
        return 2
    return 1 if view[start : start + 1] in USUAL else 0


def is_end_at(view: str, at: int) -> bool:
    """Whether a name can end here by what follows."""
    char = view[at : at + 1]
    if not is_han(char) or char in HARD_STOPS:
        return True
    two = view[at : at + 2]
    if char in "和跟同" and (
        view[at + 1 : at + 2] in USUAL
        or two[1:] in HARD_STOPS
        or two[1:] in ("小", "老")
    ):
        return True
    return two in FOLLOWERS or two in _TITLE_STARTS


def name_end(view: str, start: int, care: int) -> int:
    """Return where the name that begins at *start* ends, 0 where there is none."""
    if care == LOOSE:
        foreign = foreign_end(view, start)
        if foreign:
            return foreign
    size = surname_size(view, start)
    if not size:
        return 0
    at = start + size
    masked = at
    while masked < at + 3 and view[masked : masked + 1] in MASKS:
        masked += 1
    if masked > at:
        return masked + (view[masked : masked + 1] in tuple("甲乙丙丁"))
    if view[at : at + 1] == " " and care == LOOSE:
        is_single = is_han(view[at + 1 : at + 2]) and not is_han(view[at + 2 : at + 3])
        return at + 2 if is_single else 0
    if any(view.startswith(title, at) for title in _TITLE_WORDS):
        return at
    for count in (2, 1):
        end = at + count
        if _can_be_name(view, start, at, end, care):
            return end
    return 0


def foreign_end(view: str, start: int) -> int:
    """Return where a name with dots such as 阿里木·买买提 ends, 0 if there is none."""
    m = _FOREIGN.match(view, start)
    if m is None:
        return 0
    end = max(m.end(), minority_name_end(view, m.end()))
    while end < m.end() + _LAST_NAME_CHARS and is_han(view[end : end + 1]):
        if end > m.end() and is_end_at(view, end):
            break
        end += 1
    return end


def _can_be_name(view: str, start: int, at: int, end: int, care: int) -> bool:
    """Whether surname and given name fill ``start:end`` and nothing else does."""
    given = view[at:end]
    if len(given) < end - at or not all(map(is_han, given)):
        return False
    is_talent = len(given) == 2 and given[-1] == "才" and is_end_at(view, end)
    if given[0] in HARD_STOPS - {"之"} or (given[-1] in HARD_STOPS and not is_talent):
        return False
    if len(given) == 2 and (given in FOLLOWERS or given in _TITLE_STARTS):
        return False
    if len(given) == 2 and view[end - 1 : end + 1] in FOLLOWERS | _TITLE_STARTS:
        return False
    is_end = is_end_at(view, end)
    if given[-1] in SOFT_STOPS and not (is_end or care == LOOSE and len(given) == 1):
        return False
    words = name_words()
    if care == LOOSE:
        return is_end or not is_word_at(view, start)
    is_given = set(given) <= words.given
    if at - start == 1 and is_word_at(view, start):
        if care == STRICT:
            # 楼长文静每天: a role before, and behind it what persons do.
            is_told = view[start] not in PREPOSITIONS and given[-1] in words.typical
            return is_told and _is_done_by(view, end)
        # A label, and the word is all that follows it or less than all.
        is_less = len(given) == 2 and is_given and view[start:end] not in words.starting
        is_whole = not is_han(view[end : end + 1]) or _is_done_by(view, end)
        return is_end and (is_less or is_whole)
    if care == USUAL_CARE:
        return is_end or (len(given) == 2 and is_given and begins_word(view, end))
    if at - start == 2:
        return is_end
    if not is_given:
        return False
    is_doubtful = view[start] in PREPOSITIONS or (
        len(given) == 1 and given not in words.alone
    )
    if view[start] in WORDLIKE and is_doubtful:
        return not is_han(view[end : end + 1])
    is_enough = len(given) == 2 or (
        given in words.alone and view[start] not in WORDLIKE
    )
    return is_end or (is_enough and begins_word(view, end))


def _is_done_by(view: str, end: int) -> bool:
    """Whether there stands what persons do or have, and not a title."""
    return view[end : end + 2] in FOLLOWERS


def begins_word(view: str, at: int) -> bool:
    """Whether the two characters there stand together in words."""
    return view[at + 1 : at + 2] in read_pairs()[1].get(view[at : at + 1], "")


def is_word_at(view: str, start: int) -> bool:
    """Whether a known word begins where the surname would."""
    words = name_words().starting
    return view[start : start + 2] in words or view[start : start + 3] in words


def opens_at(view: str, start: int) -> bool:
    """Whether a name can begin here by what stands before."""
    before = view[start - 1 : start] if start else ""
    return not is_han(before) or before in OPENERS
