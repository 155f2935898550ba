"""The multi-pattern automaton, built the same way wherever words are looked for."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick, Implementation


def build_automaton(words: list[str]) -> AhoCorasick | None:
    """Build the automaton of *words*; None where there is nothing to find."""
    if not words:
        return None
    return AhoCorasick(words, implementation=Implementation.ContiguousNFA)
