"""The multi-pattern automaton, built the same way wherever words are looked for."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation


def build_automaton(words: list[str]) -> AhoCorasick | None:
    """Build the automaton of *words*; None where there is nothing to find."""
    if not words:
        return None
    return AhoCorasick(words, implementation=Implementation.ContiguousNFA)


def build_byte_automaton(keys: list[bytes]) -> BytesAhoCorasick | None:
    """Build the automaton of *keys* in a code of bytes; None where there is none."""
    if not keys:
        return None
    return BytesAhoCorasick(keys, implementation=Implementation.ContiguousNFA)
