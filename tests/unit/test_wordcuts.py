"""Words that ask the dictionary count only where they cut across no other word."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jianfu_rules.pipeline.segmenting import Segments
from jianfu_rules.pipeline.wordcuts import keep_whole
from jianfu_rules.ruleset.noise import LEFT, RIGHT

WORDS = ["台账", "报表", "会海", "建台账"]
EDGES = {0: LEFT | RIGHT, 1: LEFT | RIGHT, 2: LEFT | RIGHT, 3: RIGHT}


def kept(text: str) -> list[str]:
    hits = [
        (n, at, at + len(word))
        for n, word in enumerate(WORDS)
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    found = keep_whole(EDGES, text, Segments(len(text), [0], [0], [0]), hits)
    return [text[start:end] for _, start, end in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("平台账号太多", []),
        ("通报表扬三家", []),
        ("汇报表演给领导看", []),
        ("机会海量", []),
        ("天天补台账到半夜", ["台账"]),
        ("每天报表都报不完", ["报表"]),
        ("台账", ["台账"]),
        ("台账，报表。", ["台账", "报表"]),
        ("为平台账号建台账太累", ["台账", "建台账"]),
    ],
)
def test_what_is_kept(text: str, words: list[str]) -> None:
    assert kept(text) == words


def test_the_dictionary_is_loaded_only_where_such_a_word_is_wedged_in() -> None:
    code = """
import sys
from jianfu_rules.classifier import Classifier
classify = Classifier.load(fallback=None).classify
classify("台账，报表。今天天气很好")
assert "jieba" not in sys.modules
classify("平台账号太多，记不住")
assert "jieba" in sys.modules
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_a_rule_does_not_see_what_cuts_across_a_word(classify) -> None:
    words = {
        "words/whole.yml": "kind: words\nwhole_words: [台账]\nwords: {账: [台账]}\n"
    }
    rules = {"r": "phrases: [台账]\nstrength: strong"}
    assert not classify("平台账号太多", rules, files=words).labels
    (label,) = classify("平台账号太多，天天补台账", rules, files=words).labels
    assert [e.quote for e in label.evidence] == ["台账"]
