"""The value type of a folded text; imports nothing of the package, like `model`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text folded for matching, with the way back.

    Parameters
    ----------
    original : str
        The text as it was given.
    text : str
        The folded text: simplified characters, half width, lower case, without
        debris, inserted signs and the white space between Han characters.
    origin : sequence of int, or range
        ``origin[i]`` is the offset in ``original`` of character ``i`` of ``text``;
        strictly increasing, ``len(origin) == len(text)``.
    breaks : frozenset of int
        Offsets in ``text`` before which white space was dropped that may stand
        for a comma.
    """

    original: str
    text: str
    origin: Any
    breaks: frozenset[int] = frozenset()
