"""Group near copies among many texts, in one pass over them and little memory.

Texts with the same letters are one at once. The others are compared where their
sketches agree in a band and are joined where most of their letters are the same, in
the same order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import blake2b

from jianfu_rules.duplicates.comparing import letters_of, likeness
from jianfu_rules.duplicates.sketching import BAND_BINS, BIN_COUNT, sketch

LIKE_ENOUGH = 0.8
"""Share of common letters from which two texts are copies. A copy with 15 letters of
100 changed has 0.85; tickets that share a form but not the matter have 0.7 at most."""

SHORTEST = 12
"""Texts of fewer letters are copies only of the same letters: in 请处理谢谢 one word
more or less is another text."""

_ROUGHLY_LIKE = BIN_COUNT * 2 // 5
"""Bins in which two sketches must agree before the texts are compared. A copy with 15
letters of 100 changed agrees in 0.57 of them, give or take 0.05."""

_OTHERS_IN_BUCKET = 6
_COMPARISONS = 24
"""Limits per text, so that a hundred thousand fillings of one form stay linear."""


class DuplicateFinder:
    """Take in texts one by one, then say which are near copies of which.

    Examples
    --------
    >>> finder = DuplicateFinder()
    >>> for text in (
    ...     "三月五日王某反映：村里一天要填三张内容一样的表",
    ...     "楼上漏水，找物业没人管，找社区也没人管",
    ...     "3月5日李某反映，村里一天要填三张内容一样的表！",
    ... ):
    ...     _ = finder.add(text)
    >>> finder.groups()
    [0, 1, 0]
    """

    def __init__(self) -> None:
        self._same: dict[bytes, int] = {}
        self._text_of: array[int] = array("L")
        # Of every text with letters of its own: the record, letters and sketch.
        self._first: array[int] = array("L")
        self._letters: list[bytes] = []
        self._sketches: array[int] = array("Q")

    def add(self, text: str) -> int:
        """Take in a text and return its position, from 0."""
        position = len(self._text_of)
        letters = letters_of(text)
        # A text without letters is like none but the same text.
        packed = (letters or text).encode("utf-8", "surrogatepass")
        key = blake2b(packed, digest_size=16).digest()
        number = self._same.setdefault(key, len(self._first))
        self._text_of.append(number)
        if number == len(self._first):
            self._first.append(position)
            is_long = len(letters) >= SHORTEST
            self._letters.append(packed if is_long else b"")
            empty = array("Q", bytes(8 * BIN_COUNT))
            self._sketches.extend(sketch(letters) if is_long else empty)
        return position

    def groups(self) -> list[int]:
        """Return for every text the position of the first one of its group."""
        parents = list(range(len(self._first)))
        tries = bytearray(len(parents))
        failed: set[int] = set()
        for band in range(0, BIN_COUNT, BAND_BINS):
            self._join_band(band, parents, tries, failed)
        return [self._first[_root(parents, number)] for number in self._text_of]

    def _join_band(
        self,
        band: int,
        parents: list[int],
        tries: bytearray,
        failed: set[int],
    ) -> None:
        buckets: dict[bytes, list[int]] = {}
        count = len(parents)
        width = 8 * BIN_COUNT
        view = memoryview(self._sketches).cast("B")
        start, end = 8 * band, 8 * (band + BAND_BINS)
        for number, letters in enumerate(self._letters):
            if not letters:
                continue
            base = number * width
            bucket = buckets.setdefault(bytes(view[base + start : base + end]), [])
            is_joined = False
            for other in bucket:
                if _root(parents, other) == _root(parents, number):
                    is_joined = True
                elif (
                    tries[number] < _COMPARISONS
                    and other * count + number not in failed
                ):
                    if self._are_alike(other, number):
                        _join(parents, other, number)
                        is_joined = True
                    else:
                        failed.add(other * count + number)
                        tries[number] += 1
            if not is_joined and len(bucket) < _OTHERS_IN_BUCKET:
                bucket.append(number)

    def _are_alike(self, one: int, other: int) -> bool:
        first, second = (
            self._sketches[n * BIN_COUNT : (n + 1) * BIN_COUNT] for n in (one, other)
        )
        if sum(map(int.__eq__, first, second)) < _ROUGHLY_LIKE:
            return False
        texts = (
            self._letters[n].decode("utf-8", "surrogatepass") for n in (one, other)
        )
        return likeness(*texts) >= LIKE_ENOUGH


def group_duplicates(texts: Iterable[str]) -> list[int]:
    """Return for every text the position of the first text of its group.

    Parameters
    ----------
    texts : iterable of str
        Read once.

    Returns
    -------
    list of int
        A text without copies stands for itself, so the number of different texts is
        the number of positions that stand for themselves.

    Examples
    --------
    >>> group_duplicates(["天天要打卡。", "桥坏了", "天天要打卡！"])
    [0, 1, 0]
    """
    finder = DuplicateFinder()
    for text in texts:
        finder.add(text)
    return finder.groups()


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def _join(parents: list[int], one: int, other: int) -> None:
    """Join two groups under the text that came first."""
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
