"""The mini-language of phrases: Chinese as it is said, with a few marks.

======================  ====================================================
``<群>``                any word of the list 群
``<填|报|交>``           one of these; an option that names a list adds its words
``<数字>`` ``<数字≥5>``   a number, with a condition
``（的）`` ``（的|了）``    may be missing (full or half width)
``…``                   up to 8 other characters, not past a comma or full stop
``……``                  up to 24 other characters, not past a full stop
======================  ====================================================

Parsing happens before folding: ``…`` would not survive it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NEAR_GAP = 8
FAR_GAP = 24
MAX_FORMS = 64
MAX_CHARS = 500
"""Of a phrase as written; what people say without a pause is far shorter."""
MAX_DEPTH = 8
"""How deep optional parts may stand in one another."""

NUMBER_NAME = "数字"
_FULL_WIDTH = str.maketrans("＜＞", "<>")
_CONDITION_SLOT = re.compile(r"<数字(?:>=|<=|>|<)\d{1,6}>")
_CONDITION = re.compile(r"^数字\s*(?:(≥|>=|≤|<=|>|<|=)\s*(\d{1,6}))?$")


@dataclass(frozen=True, slots=True)
class Words:
    """One of several literals, or of the lists named by ``lists``."""

    literals: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A number between ``low`` and ``high``."""

    low: float = float("-inf")
    high: float = float("inf")


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``size`` other characters; ``far`` ones may pass a comma."""

    size: int
    far: bool


Element = Words | Number | Gap
Form = tuple[Element, ...]


class PhraseSlip(Exception):  # noqa: N818  becomes a Problem, never an error class
    """What is wrong with a phrase: a message code, its values and the offset."""

    def __init__(
        self, code: str, offset: int, width: int = 1, **values: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.width = width
        self.values = values


def parse_phrase(text: str, known_lists: frozenset[str] | set[str]) -> tuple[Form, ...]:
    """Parse a phrase into its forms, one for each choice of optional parts.

    Parameters
    ----------
    text : str
        The phrase as written.
    known_lists : set of str
        Names of word lists that are in sight.

    Returns
    -------
    tuple of Form
        Each a sequence of elements; adjacent elements stand side by side.

    Raises
    ------
    PhraseSlip
        With the code, offset and width of what is wrong.

    Examples
    --------
    >>> parse_phrase("<填|报>表", set())
    ((Words(literals=('填', '报'), lists=()), Words(literals=('表',), lists=())),)
    """
    if is_regex(text):
        raise PhraseSlip("JF220", 0, len(text))
    if len(text) > MAX_CHARS:
        raise PhraseSlip("JF219", 0, length=len(text), limit=MAX_CHARS)
    text = text.translate(_FULL_WIDTH)
    forms, _ = _parse(text, 0, "", known_lists, 0)
    out: list[Form] = []
    for form in forms:
        if not any(isinstance(e, Words | Number) for e in form):
            raise PhraseSlip("JF211", 0, len(text))
        if isinstance(form[0], Gap) or isinstance(form[-1], Gap):
            raise PhraseSlip("JF214", 0, len(text))
        out.append(form)
    return tuple(dict.fromkeys(out))


def is_regex(text: str) -> bool:
    """Whether a phrase says that it is a regular expression.

    Examples
    --------
    >>> is_regex("regex: 群.*多"), is_regex("群…多")
    (True, False)
    """
    return (
        text.lstrip().casefold().startswith(("regex:", "regexp:", "regex：", "正则："))
    )


def _parse(
    text: str, at: int, closing: str, known: frozenset[str] | set[str], depth: int
) -> tuple[list[Form], int]:
    """Parse from *at* up to *closing*; return the forms and where it ended."""
    done: list[Form] = []
    forms: list[Form] = [()]
    literal = ""

    def flush() -> None:
        nonlocal forms, literal
        if literal:
            forms = [_join(f, Words((literal,))) for f in forms]
            literal = ""

    while at < len(text):
        char = text[at]
        if char in "（(":
            flush()
            if depth == MAX_DEPTH:
                raise PhraseSlip("JF218", at, limit=MAX_DEPTH)
            inner, end = _parse(text, at + 1, "）)", known, depth + 1)
            if end >= len(text):
                raise PhraseSlip("JF210", at, mark=char)
            forms = [_behind(f, g) for f in forms for g in [(), *_gathered(inner)]]
            if len(forms) > MAX_FORMS:
                raise PhraseSlip("JF212", 0, len(text), limit=MAX_FORMS)
            at = end
        elif char in "）)":
            if char not in closing:
                raise PhraseSlip("JF210", at, mark=char)
            break
        elif char == "|":
            if not closing:
                raise PhraseSlip("JF216", at)
            flush()
            done += forms
            forms = [()]
        elif char == "<":
            flush()
            # A condition such as <数字>=5> holds the closing mark itself.
            condition = _CONDITION_SLOT.match(text, at)
            end = condition.end() - 1 if condition else text.find(">", at)
            if end < 0:
                raise PhraseSlip("JF210", at, mark="<")
            element = _slot(text[at + 1 : end], at, known)
            forms = [(*f, element) for f in forms]
            at = end
        elif char == ">":
            raise PhraseSlip("JF210", at, mark=">")
        elif char == "…":
            flush()
            count = len(text[at:]) - len(text[at:].lstrip("…"))
            gap = Gap(FAR_GAP, far=True) if count > 1 else Gap(NEAR_GAP, far=False)
            forms = [_behind(f, (gap,)) for f in forms]
            at += count
            continue
        elif not char.isspace():
            literal += char
        at += 1
    flush()
    if closing and at >= len(text):
        return [], at
    return done + forms, at


def _gathered(forms: list[Form]) -> list[Form]:
    """Make one form of those that are one literal each: （的|了） is one choice."""
    single = [f[0].literals for f in forms if len(f) == 1 and isinstance(f[0], Words)]
    if len(forms) < 2 or len(single) < len(forms):
        return forms
    lists = [name for f in forms if isinstance(f[0], Words) for name in f[0].lists]
    return [(Words(tuple(w for words in single for w in words), tuple(lists)),)]


def _behind(form: Form, more: Form) -> Form:
    """Put one form behind another; of two gaps that meet the wider one stays."""
    if form and more:
        last, first = form[-1], more[0]
        if isinstance(last, Gap) and isinstance(first, Gap):
            wider = max(last, first, key=lambda gap: gap.size)
            return (*form[:-1], wider, *more[1:])
    return form + more


def _join(form: Form, words: Words) -> Form:
    """Append a literal, melting it into a literal just before it."""
    last = form[-1] if form else None
    if isinstance(last, Words) and not last.lists and len(last.literals) == 1:
        return (*form[:-1], Words((last.literals[0] + words.literals[0],)))
    return (*form, words)


def _slot(inner: str, at: int, known: frozenset[str] | set[str]) -> Words | Number:
    """Read what stands between ``<`` and ``>``."""
    inner = inner.strip()
    if inner.startswith(NUMBER_NAME) and "|" not in inner:
        found = _CONDITION.match(inner)
        if not found:
            raise PhraseSlip("JF213", at, len(inner) + 2, value=inner)
        return _number(found[1], found[2])
    options = [option.strip() for option in inner.split("|")]
    if "…" in inner:
        raise PhraseSlip("JF217", at, len(inner) + 2, value=inner)
    if not all(options):
        raise PhraseSlip("JF215", at, len(inner) + 2, value=f"<{inner}>")
    if len(options) == 1:
        if options[0] not in known:
            raise PhraseSlip("JF203", at, len(inner) + 2, value=options[0])
        return Words(lists=(options[0],))
    # The name of a list is often a word itself: <部门|单位> means both.
    return Words(tuple(options), tuple(o for o in options if o in known))


def _number(operator: str | None, value: str | None) -> Number:
    if operator is None or value is None:
        return Number()
    bound = float(value)
    if operator in {"≥", ">="}:
        return Number(low=bound)
    if operator == ">":
        return Number(low=bound + 1)
    if operator in {"≤", "<="}:
        return Number(high=bound)
    if operator == "<":
        return Number(high=bound - 1)
    return Number(bound, bound)
