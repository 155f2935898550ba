"""A text is cut at its marks; what is courtesy carries nothing."""

from __future__ import annotations

import pytest

from jianfu_rules.model import PART_NAMES, Span
from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.pipeline.partitioning import (
    _MARK_ENDS,
    MARKS,
    find_pieces,
    join_sides,
    pieces_of_record,
)


def cut(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end].strip()) for p in find_pieces(text)]


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "【答复】",
            "【官方回复】：",
            "[办理结果]",
            "答复如下：",
            "现答复如下：",
            "回复:",
        ),
        *(
            "办理情况：",
            "处理结果：",
            "　　答复：",
            "〔答复：",
            "【回覆】",
            "辦理結果：",
        ),
    ],
)
def test_a_reply_begins_at_its_mark(mark: str) -> None:
    text = f"每天要填表。\n{mark}已经精简。"
    if mark == "〔答复：":
        # Not a form that anybody uses: it stays the body.
        assert cut(text) == []
    else:
        assert cut(text) == [("body", "每天要填表。"), ("reply", "已经精简。")]


@pytest.mark.parametrize(
    "text",
    [
        "每天填表，办公室的答复：按要求办。",
        "收到请回复：每天三遍",
        "群里写着【收到】两个字",
        "领导：每天都要填表",
        "我们联系人：不止一个",
        "没有标记的话",
        "",
        " \n ",
        "谢谢！",
    ],
)
def test_no_mark_at_a_line_start_no_cut(text: str) -> None:
    assert find_pieces(text) == ()


def test_all_marks_of_one_text() -> None:
    text = (
        "标题：报表太多\n我们一天填四张表。\n【诉求】请合并。\n【办理情况】已合并。\n"
        "【追问】昨天又发了两张。\n落款：某村"
    )
    assert cut(text) == [
        ("title", "报表太多"),
        ("body", "我们一天填四张表。"),
        ("appeal", "请合并。"),
        ("reply", "已合并。"),
        ("body", "昨天又发了两张。"),
        ("signature", "某村"),
    ]
    assert {p.part for p in find_pieces(text)} == set(PART_NAMES)


def test_two_blanks_stand_for_a_line_end() -> None:
    text = "标题：表多　　正文：天天填表"
    assert cut(text) == [("title", "表多"), ("body", "天天填表")]


def test_an_offices_letter_is_a_reply_with_its_head() -> None:
    text = "网友您好！您反映的报表过多问题，现答复如下：已经合并。"
    assert cut(text) == [("reply", text)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("尊敬的领导：您好！天天填表。", "天天填表。"),
        ("尊敬的县长您好，天天填表。", "天天填表。"),
        ("敬愛的書記：天天填表。", "天天填表。"),
        ("天天填表。谢谢！", "天天填表。"),
        ("天天填表，感谢各位领导！", "天天填表，"),
        ("天天填表。此致\n敬礼！\n某校教师\n十一月", "天天填表。"),
        ("尊敬的督查组领导：天天填表，望处理，谢谢您。", "天天填表，望处理，"),
    ],
)
def test_courtesy_is_left_out(text: str, left: str) -> None:
    (body,) = [p for p in find_pieces(text) if p.kind == "body"]
    assert text[body.start : body.end] == left


@pytest.mark.parametrize(
    "text",
    [
        "尊敬的人越来越少，填表的越来越多。",
        "尊敬的领导我们天天填表，天天开会",
        "谢谢大家，但是表还要填",
        "连一句谢谢也没有",
    ],
)
def test_what_only_looks_like_courtesy_stays(text: str) -> None:
    assert find_pieces(text) == ()


def test_a_long_tail_is_no_signature() -> None:
    text = "天天填表。此致敬礼！" + "另外，每天还要开三场会，材料一份也不能少。" * 4
    assert [kind for kind, _ in cut(text)] == ["body", "body"]


def test_a_text_of_one_kind_has_no_part_names() -> None:
    assert {p.part for p in find_pieces("尊敬的领导：天天填表")} == {""}
    assert {p.part for p in find_pieces("【答复】已经精简。")} == {"reply"}


def test_marks_are_folded_and_quickly_seen() -> None:
    for words in MARKS.values():
        for word in words:
            assert fold(word) == word
            assert word[-1] in _MARK_ENDS


def test_sides_are_joined_and_cut_back() -> None:
    parts = {"title": "表多", "body": "天天填", "reply": "已减", "signature": "某"}
    citizen, office = join_sides(parts, pieces_of_record(parts))
    assert (citizen.text, office.text) == ("表多。\n天天填", "已减")
    assert citizen.cut(Span(0, 2)) == ("title", Span(0, 2), "表多")
    assert citizen.cut(Span(4, 6)) == ("body", Span(0, 2), "天天")
    # Across the joint: the longer stretch is shown.
    assert citizen.cut(Span(1, 7)) == ("body", Span(0, 3), "天天填")
    assert office.cut(Span(0, 2)) == ("reply", Span(0, 2), "已减")


def test_a_body_may_hold_a_marked_reply() -> None:
    parts = {"body": "天天填表。\n【答复】已减。"}
    kinds = [(p.part, p.kind) for p in pieces_of_record(parts)]
    assert kinds == [("body", "body"), ("body", "reply")]


def test_a_reply_stays_one_whatever_marks_it_holds() -> None:
    parts = {"reply": "诉求：少填表\n办理情况：已减"}
    assert {p.kind for p in pieces_of_record(parts)} == {"reply"}


def test_an_appeal_without_a_body_is_the_body() -> None:
    alone, _ = join_sides({"appeal": "少填表"}, pieces_of_record({"appeal": "少填表"}))
    assert alone.appeals == ()
    parts = {"body": "天天填", "appeal": "少填表"}
    beside, _ = join_sides(parts, pieces_of_record(parts))
    assert [beside.text[s:e] for s, e in beside.appeals] == ["少填表"]
