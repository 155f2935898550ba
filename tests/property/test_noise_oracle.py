"""Words with a slip are found as a slow reading of every place finds them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.model import WordMarks
from jianfu_rules.pipeline.noise import find_noisy
from jianfu_rules.pipeline.oddchars import odd_places
from jianfu_rules.ruleset.automaton import build_automaton
from jianfu_rules.ruleset.noise import (
    FUNCTION_CHARS,
    MANY_CONTENT,
    MIN_EDIT,
    NOISE_PROFILES,
    build_noise_index,
    may_be_noisy,
)
from jianfu_rules.ruleset.sounds import looks_alike, sounds_alike, sounds_same

# Families of homophones (some by a second reading) and of look-alikes.
CHARS = "文闻问山扇会汇海嗨害长涨章张重中种未末本木己已日曰王主玉工土上的了x，"
words = st.lists(st.text(CHARS, min_size=1, max_size=7), max_size=4, unique=True)


@st.composite
def words_and_texts(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw words, and a text that holds them with a character or two changed."""
    known = draw(words)
    pieces = []
    for _ in range(draw(st.integers(0, 4))):
        piece = list(draw(st.sampled_from(known)) if known else "")
        for _ in range(draw(st.integers(0, 2))):
            if piece:
                at = draw(st.integers(0, len(piece) - 1))
                piece[at] = draw(st.sampled_from(CHARS))
        if draw(st.booleans()) and piece:
            del piece[draw(st.integers(0, len(piece) - 1))]
        pieces.append("".join(piece))
        pieces.append(draw(st.text(CHARS, max_size=3)))
    return known, "".join(pieces)


def is_han_char(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def slow_cost(word: str, seen: str, kind: str) -> int:
    """Return the cost of reading *seen* as *word*, 0 where it is not one slip."""
    if word == seen or not (kind == "edit" or may_be_noisy(word)):
        return 0
    is_han = all("\u3400" <= c <= "\u9fff" for c in seen)
    if kind == "edit":
        if len(word) < MIN_EDIT or not is_han or not all(map(is_han_char, word)):
            return 0
        if len(word) == len(seen):
            return int(sum(a != b for a, b in zip(word, seen, strict=True)) == 1)
        longer, shorter = max(word, seen, key=len), min(word, seen, key=len)
        if len(longer) != len(shorter) + 1 or (word[0], word[-1]) != (
            seen[0],
            seen[-1],
        ):
            return 0
        return int(
            shorter in {longer[:i] + longer[i + 1 :] for i in range(len(longer))}
        )
    if len(word) != len(seen):
        return 0
    wrong_pairs = [(a, b) for a, b in zip(word, seen, strict=True) if a != b]
    is_alike = looks_alike
    if kind == "homophone":
        is_alike = sounds_alike if len(wrong_pairs) < 2 else sounds_same
    fits = all(is_alike(a, b) and "\u3400" <= b <= "\u9fff" for a, b in wrong_pairs)
    content = sum(char not in FUNCTION_CHARS for char in word)
    most = len(word) // 2 if content >= MANY_CONTENT else 1
    return len(wrong_pairs) if fits and len(wrong_pairs) <= most else 0


@given(words_and_texts())
def test_slips_are_those_of_a_slow_reading(case: tuple[list[str], str]) -> None:
    known, text = case
    wanted: dict[tuple[int, int, int], int] = {}
    for number, word in enumerate(known):
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + len(word) + 1) + 1):
                costs = [
                    slow_cost(word, text[start:end], kind)
                    for kind in ("homophone", "shape", "edit")
                ]
                if any(costs):
                    wanted[number, start, end] = min(filter(None, costs))
    index = build_noise_index(known, NOISE_PROFILES["all"], WordMarks())
    found = find_noisy(index, text, build_automaton(known))
    assert {
        hit[:3]: hit.cost
        for hit in found
        if hit.kind == "edit" or may_be_noisy(known[hit.literal])
    } == wanted


@given(words_and_texts())
def test_short_words_are_found_around_odd_characters_only(
    case: tuple[list[str], str],
) -> None:
    known, text = case
    index = build_noise_index(known, NOISE_PROFILES["usual"], WordMarks())
    automaton = build_automaton(known)
    exact = (
        automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []
    )
    covered = {i for _, s, e in exact if e - s > 1 for i in range(s, e)}
    odd = set(odd_places(text)) - covered
    for hit in find_noisy(index, text, automaton, exact):
        word = known[hit.literal]
        if hit.kind == "split" or may_be_noisy(word):
            continue
        seen = text[hit.start : hit.end]
        wrong = [i for i, (a, b) in enumerate(zip(word, seen, strict=True)) if a != b]
        assert len(wrong) == hit.cost == 1
        assert hit.start + wrong[0] in odd
        assert slow_alike(word[wrong[0]], seen[wrong[0]], hit.kind)


def slow_alike(right: str, written: str, kind: str) -> bool:
    return {"homophone": sounds_same, "shape": looks_alike}[kind](right, written)
