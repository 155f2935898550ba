"""Fold a text for matching and keep the way back to the text as it was given.

``fold`` changes characters one for one and is what rule phrases pass through.
``normalize`` folds and then drops what real text carries between the characters
of a word. The folded form has

- simplified characters, lower case, half width for letters and digits;
- the Chinese signs ``，。！？；：、（）“”…`` also where the text has the ASCII ones
  or 「」『』; only ``,`` and ``:`` *between digits* are the ASCII ones, whatever
  the text has (1,068 and 17:00). ``.`` and ``"`` stay, since they may be a decimal
  point and have no direction;
- a line feed for every kind of line end, and a blank only between two Latin words.

Every pattern here is linear: classes, lookarounds of one to three characters and
bounded repeats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from jianfu_rules.data import read_folds, read_syllables, read_valid_syllables
from jianfu_rules.model_texts import NormalizedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Span = tuple[int, int]

# Not in the table's file, where editors and version control would change them.
_BLANKS = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
_BLANKS += "\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\v\f\x85\u2028\u2029"

_HAN = r"[^\W\d_a-z]"
"""A letter that is neither a digit nor, the text being folded, a Latin one.

Kana and Hangul count as well, to no harm. A class that names the Han blocks takes
``re`` a millisecond to compile, and this one stands in twenty places.
"""

# The others are for use inside a character class.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    # Combining marks: salt on Han and Latin letters alike.
    "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f"
    "\u3099\u309a\ufe20-\ufe2f"
)
_PICTURES = (
    # Emoji, dingbats, shapes and private use (icon fonts). The circled digits
    # among the dingbats stay: they number lists.
    "\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u25a0-\u2775\u2794-\u27bf\u2b00-\u2bff"
    "\ue000-\uf8ff\U0001f000-\U0001faff\U000f0000-\U0010ffff"
)
_GLUE = "*·^`¤°"
"""Signs that never divide two Han characters into two clauses."""
_SIGNS = r"\-_~/\\|+=#@$&.'"
_STOPS = "，。；：！？、…"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜếềńňǹḿ"

_ALWAYS_DIRTY = re.compile(f"[{_INVISIBLE}{_PICTURES}{_GLUE} _&\\\\<]")
_MAYBE_BEHIND = (
    f'(?:(?={_HAN}[{_SIGNS}{_STOPS}”’"])|(?<=（)(?=[a-z{_TONED}])|(?<=\n)(?=\n))'
)
_MAYBE_DIRTY = re.compile(f'[{_SIGNS}{_STOPS}“‘"（\n]{_MAYBE_BEHIND}')
_DROPPED = re.compile(f"[{_INVISIBLE}]+|&(?:[lr][ds]quo|quot|zwnj|zwj|shy)；")
_GLOSS = re.compile(f"(?<={_HAN})（([a-zü{_TONED}'’‘ ]{{1,40}})）")
_GAP = re.compile(
    f"(?:[ \n{_PICTURES}]+|_x00[0-9a-f]{{2}}_|&(?:nbsp|e[nm]sp|thinsp|#160|#12288)；"
    r"|</?(?:br|p|div) ?/?>|\\[nrt](?![a-z]))+"
)
_SIGN = re.compile(
    f"[{_GLUE}](?<={_HAN}.)(?={_HAN})"
    f"|[{_SIGNS}](?:(?<={_HAN}.)(?={_HAN}[{_SIGNS}]{_HAN})"
    f"|(?<={_HAN}[{_SIGNS}]{_HAN}.)(?={_HAN}))"
    f'|[“‘"](?:(?<={_HAN}.)(?={_HAN}[”’"])|(?={_HAN}[”’"]{_HAN}))'
    f'|[”’"](?:(?<={_HAN}[“‘"]{_HAN}.)|(?<=[“‘"]{_HAN}.)(?={_HAN}))'
)
_STOPPED_RUN = re.compile(
    f"(?<!{_HAN}){_HAN}([{_STOPS}]){_HAN}(?:\\1{_HAN}){{1,40}}(?!{_HAN})"
)
_NUMBER_STOP = re.compile("[，：](?<=[0-9].)(?=[0-9])")

_TONELESS = str.maketrans(_TONED + "ü", "aaaaeeeeiiiioooouuuuvvvveennnmv", "'’‘ ")
_TONE = re.compile(f"[{_TONED}]")
_TWO_HAN = re.compile(f"{_HAN}{{2}}")

_ENOUGH_GLOSSES = 3
_MAX_ROUNDS = 4


@cache
def _folds() -> dict[str, str]:
    """Return what each character is folded to, where that is another one."""
    folds = read_folds()
    return folds | dict.fromkeys(_BLANKS, " ") | dict.fromkeys(_LINE_ENDS, "\n")


@cache
def _fold_table() -> list[int]:
    """Return the table for ``str.translate``.

    A list, because ``translate`` raises and catches an error for every character
    that a dictionary does not hold (7 µs for 160 characters instead of 3).
    """
    table = list(range(0x10000))
    # A lone surrogate has no UTF-8 form, which the automaton needs.
    table[0xD800:0xE000] = [0xFFFD] * 0x800
    for char, folded in _folds().items():
        table[ord(char)] = ord(folded)
    return table


@cache
def _suspect() -> re.Pattern[str]:
    """Return what finds the first place of a raw text that may have to change.

    Four in five texts have none, and are asked nothing more than this. It begins
    with one class, so that the search runs through a text in C.
    """
    always = f"\ud800-\udfff{re.escape(''.join(_folds()))}{_INVISIBLE}{_PICTURES}"
    always += f"{_GLUE} _&\\\\<"
    maybe = f'{_SIGNS}{_STOPS}“‘"（\n'
    return re.compile(
        f"[{always}{maybe}](?:(?<=[{always}])|{_MAYBE_BEHIND}|(?<=[0-9].)(?=[0-9]))"
    )


def fold(text: str) -> str:
    """Return the text with every character in its one folded form.

    Parameters
    ----------
    text : str
        A text or the phrase of a rule.

    Returns
    -------
    str
        Of the same length: character *i* stands for character *i*.

    Examples
    --------
    >>> fold("層層開會,填ＡＰＰ臺帳17：00")
    '层层开会，填app台账17:00'
    """
    return _restore_numbers(text.translate(_fold_table()))


def normalize(text: str) -> NormalizedText:
    """Return the text folded and without what only separates, with offsets.

    Parameters
    ----------
    text : str
        The text as it was given; any string, lone surrogates included.

    Returns
    -------
    NormalizedText
        Its ``origin`` is a ``range`` where nothing was dropped.

    Examples
    --------
    >>> ntext = normalize("基層減負(fù) 又是形*式*主*義")
    >>> ntext.text
    '基层减负又是形式主义'
    >>> ntext.original[ntext.origin[6] : ntext.origin[9] + 1]
    '形*式*主*義'
    >>> ntext.breaks
    frozenset({4})
    """
    if not (_suspect().search(text) or text[:1] == "\n" or text[-1:] == "\n"):
        return NormalizedText(text, text, range(len(text)))
    ntext = NormalizedText(text, fold(text), range(len(text)))
    # What one step drops may bring together what an earlier one looks for (a
    # blank before a gloss). The limit keeps the time linear for text that nests
    # such cases on purpose.
    for _ in range(_MAX_ROUNDS):
        if not _is_dirty(ntext.text):
            break
        length = len(ntext.text)
        for step in STEPS:
            ntext = step(ntext)
        if len(ntext.text) == length:
            break
    return ntext


def _is_dirty(text: str) -> bool:
    """Whether a folded text may hold anything to drop; never a false no."""
    return bool(
        _ALWAYS_DIRTY.search(text)
        or _MAYBE_DIRTY.search(text)
        or text[:1] == "\n"
        or text[-1:] == "\n"
    )


def drop_invisible(ntext: NormalizedText) -> NormalizedText:
    """Drop control and zero-width characters, combining marks, quote entities."""
    return _drop(ntext, (m.span() for m in _DROPPED.finditer(ntext.text)))


def drop_glosses(ntext: NormalizedText) -> NormalizedText:
    """Drop the pinyin that some pages set in brackets after a character.

    A gloss with tone marks goes if it is pinyin at all. Without them it must be
    a reading of the characters before it, so that 网盘(wang) goes and 频道(can)
    stays; in a text with several certain glosses any pinyin will do.
    """
    text = ntext.text
    certain: list[Span] = []
    doubtful: list[Span] = []
    for m in _GLOSS.finditer(text):
        given = [ntext.original[i] for i in ntext.origin[m.start() : m.end()]]
        if any(char.isupper() for char in given):
            continue
        letters = m[1].translate(_TONELESS)
        if _TONE.search(m[1]):
            if _is_pinyin(letters):
                certain.append(m.span())
        elif _reads(text, m.start(), letters):
            certain.append(m.span())
        elif _is_pinyin(letters):
            doubtful.append(m.span())
    if len(certain) >= _ENOUGH_GLOSSES:
        certain = sorted(certain + doubtful)
    return _drop(ntext, certain)


def drop_gaps(ntext: NormalizedText) -> NormalizedText:
    """Drop white space and pictures, but a line end and a blank in Latin text.

    Where the gap may stand for a comma, its place becomes a break.
    """
    text = ntext.text
    spans: list[Span] = []
    breaks: list[int] = []
    for m in _GAP.finditer(text):
        start, end = m.span()
        kept = -1
        if start > 0 and end < len(text):
            kept = text.find("\n", start, end)
            if kept < 0 and _is_latin(text[start - 1]) and _is_latin(text[end]):
                kept = text.find(" ", start, end)
            if kept < 0 and start > 1:
                left = _TWO_HAN.match(text, start - 2)
                if left and _TWO_HAN.match(text, end):
                    breaks.append(end)
        if kept < 0:
            spans.append((start, end))
        else:
            spans += [(start, kept), (kept + 1, end)]
    return _drop(ntext, spans, breaks)


def drop_signs(ntext: NormalizedText) -> NormalizedText:
    """Drop signs that were put between the characters of a word.

    Those are ``*`` and ``·`` between any two Han characters; other signs where a
    single character stands between two of them (文-山-会-海); commas and stops
    only where the whole run is single characters with the same sign (形。式。主。义);
    and the quotes around a single character (以“表”抗“疫”).
    """
    text = ntext.text
    spans = [m.span() for m in _SIGN.finditer(text)]
    for m in _STOPPED_RUN.finditer(text):
        spans += [(i, i + 1) for i in range(m.start() + 1, m.end(), 2)]
    return _drop(ntext, sorted(set(spans)))


def fold_numbers(ntext: NormalizedText) -> NormalizedText:
    """Give the numbers their signs again, now that no blank stands in them."""
    text = _restore_numbers(ntext.text)
    if text == ntext.text:
        return ntext
    return NormalizedText(ntext.original, text, ntext.origin, ntext.breaks)


STEPS: tuple[Callable[[NormalizedText], NormalizedText], ...] = (
    drop_invisible,
    drop_glosses,
    drop_gaps,
    drop_signs,
    fold_numbers,
)
"""What ``normalize`` does to a folded text that is not clean, in this order."""


def _drop(
    ntext: NormalizedText, spans: Iterable[Span], breaks: Iterable[int] = ()
) -> NormalizedText:
    """Return the text without the spans (in order), breaks added and moved."""
    text, origin = ntext.text, ntext.origin
    pieces: list[str] = []
    kept: list[int] = []
    ends: list[int] = []
    dropped_before: list[int] = [0]
    last = 0
    for start, end in spans:
        if start == end:
            continue
        pieces.append(text[last:start])
        kept.extend(origin[last:start])
        ends.append(end)
        dropped_before.append(dropped_before[-1] + end - start)
        last = end
    if not pieces:
        return ntext
    pieces.append(text[last:])
    kept.extend(origin[last:])
    moved = {
        b - dropped_before[bisect_right(ends, b)] for b in (*ntext.breaks, *breaks)
    }
    return NormalizedText(ntext.original, "".join(pieces), kept, frozenset(moved))


def _restore_numbers(text: str) -> str:
    """Return the text with ASCII commas and colons between digits."""
    if not _NUMBER_STOP.search(text):
        return text
    return _NUMBER_STOP.sub(lambda m: "," if m[0] == "，" else ":", text)


def _is_latin(char: str) -> bool:
    """Whether a blank beside the character may part two words."""
    return char < "\u2e80" and char.isalnum()


def _is_pinyin(letters: str) -> bool:
    """Whether the letters can be read as syllables from end to end."""
    valid = read_valid_syllables()
    if letters in valid:
        return True
    ends = {0}
    for start in range(len(letters)):
        if start in ends:
            ends.update(
                start + n for n in range(1, 7) if letters[start : start + n] in valid
            )
    return bool(letters) and len(letters) in ends


def _reads(text: str, end: int, letters: str) -> bool:
    """Whether the letters are a reading of the Han characters before ``end``."""
    readings = read_syllables()
    rests = {letters}
    for char in _before(text, end):
        syllables = readings.get(char, ())
        rests = {r[: -len(s)] for r in rests for s in syllables if r.endswith(s)}
        if "" in rests:
            return True
        if not rests:
            return False
    return False


def _before(text: str, end: int) -> Iterator[str]:
    """Yield the characters before an offset, the nearest first."""
    return (text[i] for i in range(end - 1, -1, -1))
