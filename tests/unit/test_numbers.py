"""Numbers as people write them: where they stand and what range they mean."""

from __future__ import annotations

import pytest

from jianfu_rules.pipeline.numbers import FoundNumber, find_numbers, read_number


@pytest.mark.parametrize(
    ("text", "number", "low", "high"),
    [
        ("260项", "260", 260, 260),
        ("1,068场", "1,068", 1068, 1068),
        ("3.5万字", "3.5万", 35_000, 35_000),
        ("2万多条", "2万多", 20_001, 29_999),
        ("五个", "五", 5, 5),
        ("俩群", "俩", 2, 2),
        ("十五张", "十五", 15, 15),
        ("四十多个", "四十多", 41, 49),
        ("三十余次", "三十余", 31, 39),
        ("十来个", "十来", 10, 10),
        ("十几张", "十几", 11, 19),
        ("二十几个", "二十几", 21, 29),
        ("十几万条", "十几万", 110_000, 190_000),
        ("二十多万", "二十多万", 210_000, 290_000),
        ("两三天", "两三", 2, 3),
        ("三五个", "三五", 3, 5),
        ("二三十个", "二三十", 20, 30),
        ("十二三个", "十二三", 12, 13),
        ("三四百份", "三四百", 300, 400),
        ("上百个", "上百", 100, 200),
        ("上千条", "上千", 1000, 2000),
        ("数十次", "数十", 20, 90),
        ("数百万", "数百万", 2_000_000, 9_000_000),
        ("几个群", "几", 3, 9),
        ("好几个群", "好几", 3, 9),
        ("几十页", "几十", 20, 90),
        ("好几十页", "好几十", 20, 90),
        ("两千六百一十五", "两千六百一十五", 2615, 2615),
        ("一百零五", "一百零五", 105, 105),
        ("一百二三十", "一百二三十", 120, 130),
        ("一百五六", "一百五六", 150, 160),
        ("一百零五六", "一百零五六", 105, 106),
        ("三千二三", "三千二三", 3200, 3300),
        ("一百五", "一百五", 150, 150),
        ("两万五", "两万五", 25_000, 25_000),
        ("一万三千五百", "一万三千五百", 13_500, 13_500),
        ("一九九八", "一九九八", 1998, 1998),
        ("叁拾份", "叁拾", 30, 30),
        ("零报告", "零", 0, 0),
        ("3百万字", "3百万", 3_000_000, 3_000_000),
        ("一亿三千万元", "一亿三千万", 130_000_000, 130_000_000),
        ("上万条", "上万", 10_000, 20_000),
        ("成百份", "成百", 100, 200),
        ("20多个", "20多", 21, 29),
        ("300余次", "300余", 301, 399),
        ("千八块", "千八", 1800, 1800),
        ("一万三千二三", "一万三千二三", 13_200, 13_300),
        ("一三年", "一三", 13, 13),
        ("二一年", "二一", 21, 21),
        ("一九年", "一九", 19, 19),
    ],
)
def test_number(text: str, number: str, low: float, high: float) -> None:
    found = find_numbers(text)[0]
    assert text[found.start : found.end] == number
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("晚上三个会", ["三"]),
        ("早上五点", ["五"]),
        ("晚上十点", ["十"]),
        ("人数三十", ["三十"]),
        ("完成五项", ["五"]),
        ("最近三个月", ["三"]),
        ("大小八块", ["八"]),
        ("几乎天天报", []),
        ("几何课", []),
        ("半天", []),
        ("没有数", []),
        ("上面要", []),
        ("一天三次，一周五回", ["一", "三", "一", "五"]),
        ("一九百份，五项", ["五"]),  # no number, and the reading goes on
        ("一刀切", ["一"]),  # whether 一刀切 counts anything is for the rule to say
    ],
)
def test_what_belongs_to_a_number(text: str, numbers: list[str]) -> None:
    assert [text[n.start : n.end] for n in find_numbers(text)] == numbers


def test_a_number_with_more_is_given_with_and_without_it() -> None:
    spans = [(n.start, n.end, n.low) for n in find_numbers("四十多个群")]
    assert spans == [(0, 3, 41), (0, 2, 41)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        pytest.param("3万2", 32_000, 32_000, id="3万2-digits-and-han-mixed"),
        pytest.param("百分之三十", 0.3, 0.3, id="百分之三十-a-share-is-no-count"),
        pytest.param("半百", 50, 50, id="半百"),
        pytest.param("十来个", 9, 13, id="十来-means-about-ten"),
    ],
)
@pytest.mark.xfail(strict=True, reason="known gap")
def test_known_gaps(text: str, low: float, high: float) -> None:
    found = find_numbers(text)[0]
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize("text", ["亿" * 300, "1," * 300, "9" * 500, "几十" * 200])
def test_long_runs_are_read_to_the_end(text: str) -> None:
    found = find_numbers(text)
    assert found
    assert all(n.low <= n.high and n.end - n.start <= 20 for n in found)


def test_one_number_is_read_where_it_begins() -> None:
    assert read_number("开了三十多场会", 2) == FoundNumber(2, 5, 31, 39)
    assert read_number("开了三十多场会", 0) is None
    assert read_number("一九百份", 0) is None
    assert read_number("", 0) is None
