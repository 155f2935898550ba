"""The mini-language of phrases: what is read, and what is refused where."""

from __future__ import annotations

import pytest

from jianfu_rules.ruleset.phrases import (
    MAX_FORMS,
    Gap,
    Number,
    PhraseSlip,
    Words,
    parse_phrase,
)

LISTS = frozenset({"群", "太多"})
GROUP, MANY = Words(lists=("群",)), Words(lists=("太多",))


def word(*literals: str) -> Words:
    return Words(literals)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("收到请回复", [(word("收到请回复"),)]),
        ("<群>太多", [(GROUP, word("太多"))]),
        ("<填|报>表", [(word("填", "报"), word("表"))]),
        ("<填|群>", [(Words(("填", "群"), ("群",)),)]),
        ("< 填 | 报 >", [(word("填", "报"),)]),
        ("群（都）", [(word("群"),), (word("群"), word("都"))]),
        ("群(都)", [(word("群"),), (word("群"), word("都"))]),
        ("（群）都", [(word("都"),), (word("群都"),)]),
        ("＜群＞都", [(GROUP, word("都"))]),
        (
            "群（都|也）多",
            [(word("群多"),), (word("群"), word("都", "也"), word("多"))],
        ),
        (
            "群（都…|也）多",
            [
                (word("群多"),),
                (word("群"), word("都"), Gap(8, far=False), word("多")),
                (word("群"), word("也多")),
            ],
        ),
        ("<群>…<太多>", [(GROUP, Gap(8, far=False), MANY)]),
        ("<群>……<太多>", [(GROUP, Gap(24, far=True), MANY)]),
        ("<群>………<太多>", [(GROUP, Gap(24, far=True), MANY)]),
        ("群 太 多", [(word("群太多"),)]),
        ("<数字>个", [(Number(), word("个"))]),
        ("<数字≥5>个", [(Number(low=5), word("个"))]),
        ("<数字>=5>个", [(Number(low=5), word("个"))]),
        ("<数字>5>个", [(Number(low=6), word("个"))]),
        ("<数字≤3>个", [(Number(high=3), word("个"))]),
        ("<数字<3>个", [(Number(high=2), word("个"))]),
        ("<数字=1>个", [(Number(1, 1), word("个"))]),
        ("<数字|群>", [(Words(("数字", "群"), ("群",)),)]),
    ],
)
def test_forms(text: str, forms: list[tuple[object, ...]]) -> None:
    assert list(parse_phrase(text, LISTS)) == forms


def test_optional_parts_may_nest_and_hold_anything() -> None:
    fill, gap, form = word("填", "报"), Gap(8, far=False), word("表")
    assert list(parse_phrase("要（（都）<填|报>…）表", LISTS)) == [
        (word("要表"),),
        (word("要"), fill, gap, form),
        (word("要"), word("都"), fill, gap, form),
    ]


def test_two_optional_parts_unfold_to_four_forms() -> None:
    forms = parse_phrase("群（也）（就）多", LISTS)
    said = {"".join(e.literals[0] for e in f if isinstance(e, Words)) for f in forms}
    assert said == {"群多", "群也多", "群就多", "群也就多"}


def test_same_forms_are_kept_once() -> None:
    assert len(parse_phrase("群（都）（都）多", LISTS)) == 3


@pytest.mark.parametrize(
    ("text", "size"),
    [("群…（…都）多", 8), ("群（都…）……多", 24), ("群……（…都）多", 24)],
)
def test_of_gaps_that_meet_the_wider_stays(text: str, size: int) -> None:
    for form in parse_phrase(text, LISTS):
        gaps = [e for e in form if isinstance(e, Gap)]
        assert max(g.size for g in gaps) == size
        assert not any(
            isinstance(a, Gap) and isinstance(b, Gap)
            for a, b in zip(form, form[1:], strict=False)
        )


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("<群", "JF210", 0),
        ("很<群", "JF210", 1),
        ("群>", "JF210", 1),
        ("（群", "JF210", 0),
        ("群（都（真）", "JF210", 1),
        ("群）", "JF210", 1),
        ("<没有>", "JF203", 0),
        ("群<没有>", "JF203", 1),
        ("（群）", "JF211", 0),
        ("……", "JF211", 0),
        ("", "JF211", 0),
        ("<数字≥多>", "JF213", 0),
        ("<数字5>", "JF213", 0),
        ("…群", "JF214", 0),
        ("群…", "JF214", 0),
        ("（群）…多", "JF214", 0),
        ("<填||报>", "JF215", 0),
        ("<>", "JF215", 0),
    ],
)
def test_slips(text: str, code: str, offset: int) -> None:
    with pytest.raises(PhraseSlip) as caught:
        parse_phrase(text, LISTS)
    assert (caught.value.code, caught.value.offset) == (code, offset)


def test_the_number_of_forms_is_bounded() -> None:
    assert (
        len(parse_phrase("群" + "（甲）（乙）（丙）（丁）（戊）（己）", LISTS))
        == MAX_FORMS
    )
    with pytest.raises(PhraseSlip) as caught:
        parse_phrase("群" + "（甲）（乙）（丙）（丁）（戊）（己）（庚）", LISTS)
    assert caught.value.code == "JF212"
