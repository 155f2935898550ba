"""Texts and rule files made to be slow or to deceive: what once went wrong."""

from __future__ import annotations

import time
from functools import cache

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import Problem, render_problem
from jianfu_rules.model import SourceRef
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import MAX_SENTENCE, segment
from jianfu_rules.ruleset.phrases import PhraseSlip, parse_phrase
from jianfu_rules.ruleset.yamlread import YamlFile, parse_yaml


@cache
def national() -> Classifier:
    return Classifier.load()


def seconds(text: str) -> float:
    start = time.process_time()
    national().classify(text).to_dict()
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    [
        "工作群太多填表天天打卡",  # each match was held to each cue of one sentence
        "五个群",  # each figure to each piece of evidence and each sentence
        "三十多个工作群，群众的事没有时间办。",  # each sentence to each number
        "从八个变成二十个",
        "填表太多天天天天",  # each rate to each figure and to the end of its clause
        "形式注意",  # each hit to each slip
        "50%",
    ],
)
def test_a_text_made_to_be_slow_comes_to_an_end(piece: str) -> None:
    """A guard against hanging; ``scripts/hostile.py`` measures."""
    assert seconds((piece * 16_000)[:16_000]) < 20


def test_a_sentence_without_end_is_cut() -> None:
    text = "天天打卡" * 1_000
    starts = segment(normalize(text)).sentence_starts
    assert starts == [0, 1_000, 2_000, 3_000]


def test_a_sentence_is_cut_at_a_comma_near_the_limit() -> None:
    text = "填" * (MAX_SENTENCE - 10) + "，" + "报" * 500
    assert segment(normalize(text)).sentence_starts == [0, MAX_SENTENCE - 9]


def test_a_sentence_of_common_length_is_not_cut() -> None:
    text = "填" * MAX_SENTENCE
    assert segment(normalize(text)).sentence_starts == [0]


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("（" * 100_000, "JF219"),
        ("（" * 200, "JF218"),
        ("a…" * 100_000, "JF219"),
        ("（a）" * 20, "JF212"),
        ("regex: (a+)+b", "JF220"),
        ("正则：.*", "JF220"),
    ],
)
def test_phrases_that_would_cost_too_much_are_refused(phrase: str, code: str) -> None:
    with pytest.raises(PhraseSlip) as caught:
        parse_phrase(phrase, set())
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 100_000, "a: " + "{a: " * 100_000, "- " * 100_000]
)
def test_nested_brackets_are_refused_at_once(text: str) -> None:
    problems: list[Problem] = []
    assert parse_yaml(YamlFile("a.yml", text), problems) is None
    assert sum(len(render_problem(p)) for p in problems) < 5_000


def test_a_file_wrong_on_every_line_is_not_repeated_for_each() -> None:
    problems: list[Problem] = []
    text = "a: [&b c, " + "*b, " * 50_000 + "]"
    assert parse_yaml(YamlFile("a.yml", text), problems) is None
    assert problems[-1].code == "JF120"
    assert sum(len(render_problem(p)) for p in problems) < 200_000


def test_what_a_message_quotes_steers_no_terminal_and_has_an_end() -> None:
    evil = "\x1b[31m\u202e红" + "长" * 100_000
    problem = Problem(
        "JF201",
        {"value": evil, "suggestion": ("", ""), "known": "a"},
        SourceRef("\x1ba.yml", 1, 3),
        evil,
    )
    for lang in ("zh", "en"):
        said = render_problem(problem, lang)
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert len(said) < 3_000


def test_the_caret_stands_below_its_place_in_a_long_line() -> None:
    line = "a" * 1_000 + "错" + "b" * 1_000
    problem = Problem("JF116", {"key": "k"}, SourceRef("a.yml", 1, 1_001), line)
    _, shown, carets, *_ = render_problem(problem).split("\n")
    assert shown[carets.index("^")] == "错"
