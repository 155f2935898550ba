"""Shares and tests against numbers worked out by hand or printed in the papers."""

from __future__ import annotations

from math import sqrt

import pytest

from jianfu_rules.evaluation.ratio import wilson
from jianfu_rules.report.proportions import compare_shares, holm


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(
    ("new", "old", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998), table II, method 10
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_newcombe(new, old, low: float, high: float) -> None:
    found = compare_shares(old, new)
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_the_pooled_test_by_hand() -> None:
    # 30/100 and 45/100: pooled 0.375, spread sqrt(.375 * .625 * .02), z = 2.1909.
    found = compare_shares((30, 100), (45, 100))
    assert found.change / sqrt(0.375 * 0.625 * 0.02) == pytest.approx(2.1909, abs=1e-4)
    assert found.p == pytest.approx(0.02846, abs=1e-5)
    assert found.is_reliable


def test_no_difference_and_no_spread() -> None:
    assert compare_shares((0, 50), (0, 80)).p == 1.0
    assert compare_shares((20, 50), (32, 80)).p == pytest.approx(1.0)


def test_few_expected_is_said() -> None:
    assert not compare_shares((1, 40), (6, 40)).is_reliable
    assert compare_shares((4, 40), (6, 40)).is_reliable


def test_holm_by_hand() -> None:
    # Sorted .005 .01 .03 .04, times 4 3 2 1, never falling: .02 .03 .06 .06.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
