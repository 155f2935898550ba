"""The fuzz targets on bytes drawn anew, on the kept corpus, and on what once failed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, TOKENS

CORPUS = Path(__file__).parent / "corpus"
SLOW = {"escaped": 40, "office_file": 60, "classified": 60}
"""Examples of those that take their time; the others take what the profile says."""


def token_bytes(*tokens: str) -> bytes:
    """Return the bytes that stand for some tokens."""
    return b"\x00" + bytes(TOKENS.index(token) for token in tokens)


@pytest.mark.parametrize("name", TARGETS)
def test_drawn_bytes_break_no_promise(name: str) -> None:
    @settings(max_examples=SLOW.get(name, settings.default.max_examples))
    @given(st.binary(max_size=120))
    def hold(data: bytes) -> None:
        TARGETS[name](data)

    hold()


@pytest.mark.parametrize("name", TARGETS)
def test_the_kept_corpus_breaks_no_promise(name: str) -> None:
    kept = (CORPUS / f"{name}.txt").read_text(encoding="ascii").split()
    assert kept
    for line in kept:
        TARGETS[name](base64.b64decode(line))


def test_a_target_tells_a_broken_promise() -> None:
    def broken(data: bytes) -> None:
        assert data != token_bytes("群")

    with pytest.raises(AssertionError):
        broken(token_bytes("群"))
