"""Names without a label: told by what may stand on both sides of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jianfu_rules.redaction.minorities import minority_name_end
from jianfu_rules.redaction.nameshapes import (
    LOOSE,
    MASKS,
    STRICT,
    begins_word,
    foreign_end,
    is_end_at,
    is_han,
    is_word_at,
    name_end,
    opens_at,
    surname_size,
)
from jianfu_rules.redaction.surnames import COMPOUND, USUAL, WORDLIKE
from jianfu_rules.redaction.words import FOLLOWERS, NAMED_BY, ROLE_ENDS, name_words

_PLACEHOLDERS = ("张三", "李四", "王五", "赵六")
_SAYS = (
    "说",
    "称",
    "表示",
    "反映",
    "介绍",
    "多次",
    "认为",
    "告诉",
    "来电",
    "负责",
    "电话",
    "手机",
    "身份证",
    ":",
    "：",
)
_OF_A_PERSON = re.compile(
    "[,，(（ ]{1,2}(?:[男女](?:性|[,，、;；)） ]|$)|(?:联系)?电话|手机|身份证|联系方式)"
)


_OFFICES = frozenset(["卫健", "巩固", "简答"])
_AFTER_SHORT = frozenset("的了说在是我你您他她不没也都就把被给对称去让叫这那又才还再将")
_BEFORE_NAME = frozenset("在从因听")
_ENOUGH_BITS = 9
_FEW_BITS = 4
_PLACE_ENDS = frozenset("庄沟村湾屯寨坳垭坪店桥岭")


@cache
def _surnames() -> re.Pattern[str]:
    return re.compile("|".join([*COMPOUND, f"[{''.join(sorted(USUAL))}]"]))


def find_unlabelled(view: str, number_starts: set[int]) -> Iterator[tuple[int, int]]:
    """Find names that only what stands around them gives away.

    Parameters
    ----------
    view : str
    number_starts : set of int
        Where numbers of persons begin: a name often stands right before.

    Examples
    --------
    >>> [view[s:e] for view in ["我找到陈志明理论", "早高峰堵车"]
    ...  for s, e in find_unlabelled(view, set())]
    ['陈志明']
    """
    yield from _with_dots(view)
    for m in _surnames().finditer(view):
        start = m.start()
        end = _named_end(view, start) or _masked_end(view, start)
        if not end:
            end = name_end(view, start, LOOSE)
            size = surname_size(view, start)
            if not end and size == 1 and is_word_at(view, start):
                end = start + 3 if all(map(is_han, view[start + 1 : start + 3])) else 0
            if not end or end == start + size or view[start + size] in MASKS:
                continue
            if not (
                _is_told(view, start, end, number_starts)
                or _fits(view, start, start + size, end)
            ):
                continue
        yield start, end


def _with_dots(view: str) -> Iterator[tuple[int, int]]:
    for dot in re.finditer("[·•]", view):
        start = dot.start()
        while start > max(0, dot.start() - 6) and is_han(view[start - 1]):
            start -= 1
        end = foreign_end(view, start)
        is_known = minority_name_end(view, start) or minority_name_end(view, dot.end())
        is_said = view.startswith(_SAYS, end) or bool(is_known)
        if end and dot.start() - start > 1 and is_said:
            yield start, end


def _named_end(view: str, start: int) -> int:
    """Return the end of a name after 报修人, 感谢, 张三 and the like, else 0."""
    if view.startswith(_PLACEHOLDERS, start):
        return start + 2
    before = view[start - 1 : start]
    is_named = view[max(0, start - 2) : start] in NAMED_BY
    if not is_named and before not in ROLE_ENDS and before != "了":
        return 0
    end = name_end(view, start, STRICT)
    if before == "了":
        # 材料给了孟祥瑞，
        return 0 if end - start < 3 or is_han(view[end : end + 1]) else end
    if is_named or view[start] not in WORDLIKE:
        return end
    given = view[start + 1 : end]
    return end if len(given) == 2 and set(given) <= name_words().typical else 0


def _masked_end(view: str, start: int) -> int:
    """Return the end of 王某某, 李** where a name can begin, else 0."""
    at = start + surname_size(view, start)
    if view[at : at + 1] not in MASKS or not opens_at(view, start):
        return 0
    end = name_end(view, start, LOOSE)
    is_signs = view[at:end] in ("xx", "××", "**", "*") and view[start] not in WORDLIKE
    return end if view[at] == "某" or is_signs else 0


def _is_told(view: str, start: int, end: int, number_starts: set[int]) -> bool:
    """Whether what follows is said of persons only: a telephone number, 男."""
    if not opens_at(view, start):
        return False
    if is_word_at(view, start) and is_han(view[start - 1 : start]):
        return False
    return _skip(view, end) in number_starts or bool(_OF_A_PERSON.match(view, end))


def _fits(view: str, start: int, at: int, end: int) -> bool:
    """Whether both sides and the given name together speak for a person."""
    words = name_words()
    given = view[at:end]
    if at - start == 2:
        return opens_at(view, start) and is_end_at(view, end)
    if not set(given) <= words.given:
        return False
    if is_word_at(view, start):
        # 严守义, 吴国栋: a word and one character more, which make a better name.
        return len(given) == 2 and _outweighs_word(view, start, end)
    if view[start - 1 : start + 1] in words.ending or view[start:end] in _OFFICES:
        return False
    if given[0] == "家" and given[-1] in _PLACE_ENDS:
        return False
    is_open, is_end = opens_at(view, start), is_end_at(view, end)
    if len(given) == 1:
        if view[start] in WORDLIKE:
            return is_open and given in words.alone and is_end
        if is_open and is_end and _is_clear(view, start, end):
            return given in words.typical and view[end : end + 1] != "是"
        does = view.startswith(_SAYS, end)
        is_open = is_open or view[start - 1] in _BEFORE_NAME
        return is_open and (does or (given in words.alone and is_end))
    if _bits(view, start, end) >= _ENOUGH_BITS:
        return True
    usual = sum(char in words.typical for char in given)
    if view[start] in WORDLIKE:
        return is_open and is_end and (usual == 2 or given[-1] in words.alone)
    is_bare = is_open and not is_han(view[start - 1 : start])
    if is_bare and usual == 2 and _bits(view, start, end) >= _FEW_BITS:
        # 张建国来过: nothing before, and what follows may be any verb.
        return given not in words.starting
    if is_open and is_end:
        return given not in words.starting
    # 单位的秦晓峰一年, 领队涂有才让: one side is clear, the other begins a word.
    is_after_word = is_open or (start > 1 and begins_word(view, start - 2))
    is_before_word = is_end or begins_word(view, end)
    return is_after_word and is_before_word and usual == 2


def _is_clear(view: str, start: int, end: int) -> bool:
    """Whether nothing stands before and a stop, or what people do, after."""
    if is_han(view[start - 1 : start]):
        return False
    return not is_han(view[end : end + 1]) or view[end] in _AFTER_SHORT


def _outweighs_word(view: str, start: int, end: int) -> bool:
    """Whether a known word and one more character are a name all the same."""
    words = name_words()
    if view[start:end] in words.starting or view[end - 1] not in words.typical:
        return False
    is_bordered = opens_at(view, start) or view[start - 1] in _BEFORE_NAME
    # What is a name by itself needs less of an end.
    needed = _ENOUGH_BITS - (1 if is_end_at(view, end) else -1)
    return is_bordered and _bits(view, start, end) >= needed


def _bits(view: str, start: int, end: int) -> float:
    """Return how much three characters speak for a name, against any other text.

    The bits of the characters come from counts, those of the sides were chosen on
    the texts that were read; about ten are needed, for a name is rare.
    """
    words = name_words()
    bits = float(
        sum(
            weights.get(char, -9)
            for weights, char in zip(words.weights, view[start:end], strict=True)
        )
    )
    if not is_han(view[start - 1 : start]):
        bits += 3
    elif opens_at(view, start) or view[start - 1] in "了着":
        bits += 2
    else:
        bits += 1 if start > 1 and begins_word(view, start - 2) else -2
    if is_end_at(view, end):
        bits += 3
    else:
        bits += 1.5 if begins_word(view, end) else -2
    if begins_word(view, end - 1) and view[end - 1 : end + 1] not in FOLLOWERS:
        bits -= 3
    bits -= 2 * (view[start] in WORDLIKE)
    return bits - begins_word(view, start + 1)


def _skip(view: str, at: int) -> int:
    """Step over what may stand between a name and a number."""
    stop = at + 4
    while at < stop and view[at : at + 1] in (
        " ",
        ",",
        "，",
        ":",
        "：",
        "(",
        "（",
        "|",
        "+",
    ):
        at += 1
    return at
