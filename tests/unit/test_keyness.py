"""The figures of discovery, by numbers that can be worked out by hand."""

from __future__ import annotations

import math

import pytest

from jianfu_rules.authoring.keyness import cohesion, entropy, log_odds
from jianfu_rules.authoring.rulestats import Precision
from jianfu_rules.evaluation.ratio import wilson


def test_log_odds_by_hand():
    # 9 of 10 against 1 of 10, prior 10 records: share 0.5, alpha 5.
    # (9+5)/(10+10-14) = 14/6 against (1+5)/(10+10-6) = 6/14; var = 1/14 + 1/6.
    by_hand = (math.log(14 / 6) - math.log(6 / 14)) / math.sqrt(1 / 14 + 1 / 6)
    assert log_odds(9, 10, 1, 10, prior=10) == pytest.approx(by_hand)
    assert log_odds(1, 10, 9, 10, prior=10) == pytest.approx(-by_hand)


def test_log_odds_of_equal_shares_is_nothing():
    assert log_odds(3, 30, 10, 100) == pytest.approx(0)
    assert log_odds(10, 10, 20, 20) == log_odds(0, 10, 0, 20) == 0


def test_the_prior_holds_rare_patterns_down():
    assert 0 < log_odds(2, 100, 0, 100) < log_odds(20, 100, 0, 100)


def test_entropy_by_hand():
    assert entropy([2, 2]) == 1.0
    assert entropy([4, 2, 1, 1]) == pytest.approx(1.75)
    assert entropy([]) == 0


def test_cohesion_takes_the_weakest_seam():
    frequency = {"abc": 4, "a": 8, "bc": 4, "ab": 16, "c": 32}
    # a|bc: 4·1024/(8·4) = 128, seven bits; ab|c: 4·1024/(16·32) = 8, three bits.
    assert cohesion("abc", frequency, 1024) == 3.0


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"),
    # Published for the Wilson score interval at 95 %.
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (0, 0, 0, 1),
    ],
)
def test_wilson(hits, count, low, high):
    assert wilson(hits, count) == pytest.approx((low, high), abs=5e-5)


def test_precision_of_nothing_is_unknown():
    assert Precision().share is None
    assert Precision().bounds == (0.0, 1.0)
