"""The index of words that are also found with a slip in them.

Each kind of slip has the structure that makes it cheap:

===========  =================================================================
homophone    the text is read in the code of its sounds; the first four sounds
             of each word stand in an automaton; of shorter words see `oddchars`
shape        the same in the code of look-alikes
edit         pigeonhole: a word with one edit has one half intact; the halves
             stand in an automaton, and patterns of the other half with one
             character left open tell what may stand beside each
split        parts that spell a character (弓虽) are put together and the text
             is scanned again, where there are any
pinyin       a run of Latin letters is looked up, for words that allow it
===========  =================================================================

The tables hold numbers and strings alone, so that they can be kept as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, Any

from jianfu_rules.data import read_splits, read_syllables
from jianfu_rules.ruleset.automaton import build_automaton, build_byte_automaton
from jianfu_rules.ruleset.sounds import encode_shapes, encode_sounds, is_han

if TYPE_CHECKING:
    from jianfu_rules.model import WordMarks

MIN_CODED = 4
# Shorter words have too many neighbours: of the two-character words of the rules
# nearly all have a homophone that is a word of its own; see `oddchars`.
MIN_EDIT = 5
# At four characters nearly every hit with one edit is false (文山会海 against
# 山东会海洋); homophones and look-alikes are allowed there.

MANY_CONTENT = 4
# Content characters that a word needs before two of its characters may be wrong:
# 情况说明 has four, 没有意见 has two.
FUNCTION_CHARS = frozenset(
    "的了着过是在有没不我你他她它们这那个一二两三四五六七八九十百千几多少就还又再"
    "都也很太更最把被给让叫对向从到去来要能可里前后每各某谁什么怎样哪和与"
    "及或但却而且所因为如果才只将已之其"
)

NOISE_PROFILES: dict[str, frozenset[str]] = {
    "off": frozenset(),
    "typed": frozenset(["homophone", "pinyin", "split"]),
    "ocr": frozenset(["shape", "split"]),
    "voice": frozenset(["homophone", "edit"]),
    "usual": frozenset(["homophone", "shape", "split", "pinyin"]),
    "all": frozenset(["homophone", "shape", "split", "pinyin", "edit"]),
}
"""The kinds of slips that each profile looks for.

``edit`` is not usual: two thirds of its hits on clean text are another word.
"""
USUAL_NOISE = "usual"

ODD_KINDS = frozenset(["homophone", "shape"])
"""The kinds that are also looked for in short words."""

OPEN = "\0"
"""Stands for the one character of a pattern that may be any."""

MAX_SPELLINGS = 8
# Ways to spell a word that are kept: one for each choice of readings.

LEFT, RIGHT = 1, 2
"""The edges of a literal at which the dictionary is asked; see `NoiseIndex.edges`."""


@dataclass(slots=True)
class CodedWords:
    """The first four characters of words, in a code; ``words[k]`` have ``keys[k]``.

    A key is four bytes, written as characters.
    """

    keys: list[str] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class Halves:
    """Halves of words, and what the other half may be.

    ``followers[h]`` maps a pattern to the words whose left half is *h* and whose
    right half it fits, ``leaders[h]`` the other way round.
    """

    halves: list[str] = field(default_factory=list)
    followers: list[dict[str, list[int]]] = field(default_factory=list)
    leaders: list[dict[str, list[int]]] = field(default_factory=list)


@dataclass
class NoiseIndex:
    """What finds words with a slip.

    Parameters
    ----------
    literals : list of str
        All words of the rules, folded; the numbers in the tables are theirs.
    kinds : frozenset of str
        The slips to look for.
    sounds, shapes : CodedWords
    halves : Halves
    pinyin : dict of str to list of int
        Spelled words and initials.
    pairs : dict of str to str
        Characters of the words with those that follow them; see `oddchars`. Without
        short words, only of those that the codes leave out.
    edges : dict of int to int
        Literals that count only where a word of the dictionary begins (`LEFT`) or
        ends (`RIGHT`) with them.
    """

    literals: list[str]
    kinds: frozenset[str]
    sounds: CodedWords = field(default_factory=CodedWords)
    shapes: CodedWords = field(default_factory=CodedWords)
    halves: Halves = field(default_factory=Halves)
    pinyin: dict[str, list[int]] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    edges: dict[int, int] = field(default_factory=dict)

    @cached_property
    def followers(self) -> dict[str, frozenset[str]]:
        """What follows each character in the words."""
        return {left: frozenset(rights) for left, rights in self.pairs.items()}

    @cached_property
    def leaders(self) -> dict[str, frozenset[str]]:
        """What leads each character in the words."""
        found: dict[str, set[str]] = {}
        for left, rights in self.pairs.items():
            for right in rights:
                found.setdefault(right, set()).add(left)
        return {right: frozenset(lefts) for right, lefts in found.items()}

    @cached_property
    def sound_automaton(self) -> Any:
        """Finds the keys of ``sounds``."""
        return build_byte_automaton([k.encode("latin-1") for k in self.sounds.keys])

    @cached_property
    def shape_automaton(self) -> Any:
        """Finds the keys of ``shapes``."""
        return build_byte_automaton([k.encode("latin-1") for k in self.shapes.keys])

    @cached_property
    def half_automaton(self) -> Any:
        """Finds the halves."""
        return build_automaton(self.halves.halves)

    @cached_property
    def split_automaton(self) -> Any:
        """Finds the parts that spell a character."""
        return build_automaton(list(read_splits())) if "split" in self.kinds else None

    @cached_property
    def pattern_lengths(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """The lengths of the patterns that may follow or lead each half."""
        tables = zip(self.halves.followers, self.halves.leaders, strict=True)
        return [(_lengths(after), _lengths(before)) for after, before in tables]

    def __getstate__(self) -> dict[str, Any]:
        """Leave the automata out: they are built again in the other process."""
        left_out = {n for n in vars(type(self)) if n.endswith("_automaton")}
        left_out |= {"followers", "leaders"}
        return {n: v for n, v in self.__dict__.items() if n not in left_out}


def build_noise_index(
    literals: list[str], kinds: frozenset[str], marks: WordMarks
) -> NoiseIndex:
    """Build the index over the literals that may be found with a slip.

    Parameters
    ----------
    literals : list of str
        All words of the rules, folded.
    kinds : frozenset of str
        The slips to look for: a value of `NOISE_PROFILES`.
    marks : WordMarks
        Which words may be spelled, and which ask the dictionary.
    """
    index = NoiseIndex(literals, kinds)
    noisy = [(n, word) for n, word in enumerate(literals) if may_be_noisy(word)]
    if "homophone" in kinds:
        index.sounds = _coded(noisy, encode_sounds)
    if "shape" in kinds:
        index.shapes = _coded(noisy, lambda text: (encode_shapes(text),))
    if "edit" in kinds:
        index.halves = _halved(
            (n, word)
            for n, word in enumerate(literals)
            if len(word) >= MIN_EDIT and is_han(word)
        )
    if "pinyin" in kinds:
        index.pinyin = _spelled(literals, marks)
    if kinds & ODD_KINDS:
        has_short = any(1 < len(word) < MIN_CODED for word in literals)
        index.pairs = _pairs(literals) if has_short else {}
    index.edges = _edges(literals, frozenset(marks.whole))
    return index


def _coded(
    words: list[tuple[int, str]], encode: Callable[[str], tuple[bytes, ...]]
) -> CodedWords:
    """Return the keys of words: every choice of the readings of their characters.

    A wrong character stands in the text with its own first (or second) reading,
    which need not be the first (or second) of the right one: 长 for 涨.
    """
    found: dict[bytes, dict[int, None]] = {}
    for number, word in words:
        readings = zip(*encode(word[:MIN_CODED]), strict=True)
        for key in product(*map(dict.fromkeys, readings)):
            found.setdefault(bytes(key), {})[number] = None
    keys = [key.decode("latin-1") for key in found]
    return CodedWords(keys, [list(numbers) for numbers in found.values()])


def _pairs(literals: Iterable[str]) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for word in literals:
        for left, right in pairwise(word):
            found.setdefault(left, {})[right] = None
    return {left: "".join(rights) for left, rights in found.items()}


def _halved(words: Iterable[tuple[int, str]]) -> Halves:
    out = Halves()
    numbers: dict[str, int] = {}
    for number, word in words:
        middle = len(word) // 2
        left, right = word[:middle], word[middle:]
        for half, other, tables in (
            (left, right, out.followers),
            (right, left, out.leaders),
        ):
            at = numbers.setdefault(half, len(numbers))
            if at == len(out.followers):
                out.followers.append({})
                out.leaders.append({})
            for pattern in _patterns(other):
                tables[at].setdefault(pattern, []).append(number)
    out.halves = list(numbers)
    return out


def _lengths(patterns: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(pattern) for pattern in patterns}))


def _patterns(other: str) -> Iterable[str]:
    """Yield the forms of a half with one character open, added or left out."""
    for i in range(len(other)):
        yield other[:i] + OPEN + other[i + 1 :]
        yield other[:i] + other[i + 1 :]
    for i in range(len(other) + 1):
        yield other[:i] + OPEN + other[i:]


def _spelled(literals: list[str], marks: WordMarks) -> dict[str, list[int]]:
    """Return the Latin letters that may stand for the words that allow it."""
    numbers = {word: n for n, word in enumerate(literals)}
    out: dict[str, list[int]] = {}
    for words, length in ((marks.pinyin, 9), (marks.initials, 1)):
        for word in words:
            number = numbers.get(word)
            if number is None or not is_han(word):
                continue
            readings = [
                dict.fromkeys(reading[:length] for reading in read_syllables()[char])
                for char in word
            ]
            for spelling in islice(product(*readings), MAX_SPELLINGS):
                known = out.setdefault("".join(spelling), [])
                if number not in known:
                    known.append(number)
    return out


def _edges(literals: list[str], whole: frozenset[str]) -> dict[int, int]:
    """Return the edges at which each literal must not cut across a word."""
    if not whole:
        return {}
    out = {}
    starts, ends = tuple(whole), tuple(whole)
    for number, word in enumerate(literals):
        edges = LEFT * word.startswith(starts) | RIGHT * word.endswith(ends)
        if edges:
            out[number] = edges
    return out


def may_be_noisy(word: str) -> bool:
    """Say whether a word is looked for with a slip wherever it may stand.

    Examples
    --------
    >>> may_be_noisy("文山会海"), may_be_noisy("台账"), may_be_noisy("app打卡")
    (True, False, False)
    """
    return len(word) >= MIN_CODED and is_han(word)


def content_count(word: str) -> int:
    """Return how many characters of a word are no function characters."""
    return sum(char not in FUNCTION_CHARS for char in word)
