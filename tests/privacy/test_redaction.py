"""Laws of redaction, and the shapes of every kind that must be found or left."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianfu_rules.redaction import (
    KINDS,
    NUMBERED_KINDS,
    Redactor,
    find_personal,
    redact,
)
from jianfu_rules.redaction.numbers import is_identity_number, passes_luhn

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")


@st.composite
def identity_numbers(draw) -> str:
    region = draw(st.sampled_from(["110105", "330106", "440303", "510107", "650102"]))
    year = draw(st.integers(1930, 2015))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    body = f"{region}{year}{month:02}{day:02}{draw(st.integers(1, 999)):03}"
    total = sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


@st.composite
def mobiles(draw) -> str:
    rest = draw(st.integers(0, 10**9 - 1))
    return f"1{draw(st.integers(3, 9))}{rest:09}"


@st.composite
def cards(draw) -> str:
    body = f"6217{draw(st.integers(0, 10**11 - 1)):011}"
    return next(body + d for d in "0123456789" if passes_luhn(body + d))


@st.composite
def written(draw) -> tuple[str, str]:
    """A number in one of the ways in which people write it, and its digits."""
    plain = draw(st.one_of(identity_numbers(), mobiles(), cards()))
    way = draw(st.sampled_from(["plain", "wide", "spaced", "chinese", "invisible"]))
    if way == "wide":
        return plain.translate(FULL_WIDTH), plain
    if way == "chinese" and len(plain) == 11:
        return plain.translate(CHINESE), plain
    if way == "invisible":
        return plain[:5] + "\u200b" + plain[5:], plain
    if way == "spaced":
        sizes = {11: (3, 7), 18: (6, 14), 16: (4, 8, 12)}[len(plain)]
        cuts = [0, *sizes, len(plain)]
        gap = draw(st.sampled_from([" ", "-", "\u3000"]))
        pairs = zip(cuts, cuts[1:], strict=False)
        return gap.join(plain[a:b] for a, b in pairs), plain
    return plain, plain


_PIECES_TEXT = (
    "我叫 王小明 李主任 联系人 ： ， 。 赵丽 、 张三 某 家住 锦绣花园 3栋 2单元 501 东风路 12号 "
    "金田村 三组 12345 110 2024年 〔2024〕5号 微信 abc_12345 QQ 浙A12345 @ a@b.cn 高峰 白云 "
    "13812345678 138****1234 ［姓名1］ ［手机号2］ ［ ］ 老 小 的 和 · 买买提 一三八 ( ) \n - * x 0571 "
    "88888888 转8001 工单号 护照 E12345678 (男) ，女， 姓 \u200b \0"
)
PIECES = st.sampled_from(_PIECES_TEXT.split(" "))
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40))


@given(TEXTS)
@example("［姓名1］王小明13812345678李主任")
@example("电话：88888888 88888888")
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact(text).text
    assert redact(once).text == once
    assert find_personal(once) == ()


@given(TEXTS)
def test_nothing_outside_the_places_changes(text: str) -> None:
    out = redact(text)
    kept, shown, last, at = [], [], 0, 0
    for place in out.found:
        assert last <= place.start < place.end <= len(text)
        kept.append(text[last : place.start])
        start = out.to_redacted(place.start)
        shown.append(out.text[at:start])
        at = out.text.index("］", start) + 1
        mark = out.text[start:at]
        assert mark.strip("［］0123456789") == KINDS[place.kind][0]
        last = place.end
    assert shown == kept
    assert out.text[at:] == text[last:]
    assert sum(out.kinds.values()) == len(out.found)


@given(TEXTS)
def test_offsets_lead_there_and_back(text: str) -> None:
    out = redact(text)
    inside = {i for p in out.found for i in range(p.start + 1, p.end)}
    for offset in range(len(text) + 1):
        moved = out.to_redacted(offset)
        assert 0 <= moved <= len(out.text)
        if offset not in inside:
            assert out.to_original(moved) == offset
            if offset < len(text) and all(p.start != offset for p in out.found):
                assert out.text[moved] == text[offset]


@given(TEXTS, st.data())
def test_spans_move_along(text: str, data) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    out = redact(text, spans=[(start, end)])
    ((new_start, new_end),) = out.spans
    assert 0 <= new_start <= new_end <= len(out.text)
    touched = [p for p in out.found if p.start < end and start < p.end]
    if not touched:
        assert out.text[new_start:new_end] == text[start:end]
    for place in touched:
        mark = out.text[out.to_redacted(place.start) :].partition("］")[0] + "］"
        assert mark in out.text[new_start:new_end]


@given(st.lists(written(), min_size=1, max_size=4), st.data())
def test_no_number_of_a_person_survives(numbers, data) -> None:
    words = ["请回电", "，补贴没到账", "我的号码", "；", "\n", "（", "在表里"]
    text = ""
    for shown, _ in numbers:
        text += data.draw(st.sampled_from(words)) + shown
    text += data.draw(st.sampled_from(words))
    out = redact(text).text
    folded = out.translate(
        str.maketrans(
            "０１２３４５６７８９Ｘ零一二三四五六七八九", "0123456789X0123456789"
        )
    )
    digits = "".join(c for c in folded if c.isdigit() or c == "X")
    for _, plain in numbers:
        assert plain not in digits, out
    assert len(redact(text).found) == len(numbers)


def kinds_of(text: str) -> list[str]:
    return [place.kind for place in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电话(0571)88123456转8001", "phone"),
        ("回电（+86）139-1122-3344", "mobile"),
        ("一三九二二三三四四五五", "mobile"),
        ("新车浙AD12345停在门口", "plate"),
        ("卡号 6217 0001 2345 6788 90", "bank_card"),
        ("加我微信 li_hua_88", "wechat"),
        ("扣扣：987654321", "qq"),
        ("写信到 zhang.san@163.com 谢谢", "email"),
        ("护照号码G12345678", "passport"),
        ("社保卡号A12345678", "licence"),
        ("抖音号haowan666", "account"),
        ("租住在碧桂园6栋1单元1804", "address"),
    ],
)
def test_a_number_of_each_kind(text: str, kind: str) -> None:
    assert kinds_of(text) == [kind]
    assert redact(text).text.count("［") == 1


def test_a_wrong_check_digit_is_no_identity_number() -> None:
    assert is_identity_number("11010519491231002x")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("110105194913310026")
    assert kinds_of("单据110105194912310021号") == []


@given(st.integers(0, 10**17))
def test_labelled_ticket_numbers_stay_unless_asked_for(number: int) -> None:
    text = f"工单编号：{number:018}，请查"
    if is_identity_number(f"{number:018}"):
        return
    assert redact(text).text == text
    assert redact(text, kinds={"ticket"}).text == "工单编号：［工单号1］，请查"


def test_the_same_person_has_the_same_mark_in_all_parts_of_a_record() -> None:
    redactor = Redactor()
    assert (
        redactor.redact("来电人赵丽，找李主任").text
        == "来电人［姓名1］，找［姓名2］主任"
    )
    assert redactor.redact("联系人：赵丽 13812345678，丈夫：孙伟民").text == (
        "联系人：［姓名1］ ［手机号1］，丈夫：［姓名3］"
    )


def test_marks_that_are_there_keep_their_numbers() -> None:
    assert redact("［姓名4］和来电人赵丽").text == "［姓名4］和来电人［姓名5］"


def test_a_name_is_hidden_wherever_else_it_stands_but_a_word_is_not() -> None:
    assert redact("我叫陶红。窗口说陶红不在册").text.count("［姓名1］") == 2
    assert redact("我叫高峰。早高峰堵车").text == "我叫［姓名1］。早高峰堵车"


def test_only_the_kinds_asked_for() -> None:
    text = "我叫王小明，电话13812345678"
    assert redact(text, kinds={"mobile"}).text == "我叫王小明，电话［手机号1］"
    assert redact(text, kinds=()).text == text
    with pytest.raises(ValueError, match="phones"):
        redact(text, kinds={"phones"})


@pytest.mark.parametrize(
    "piece",
    [
        *[
            "王",
            "1",
            "一",
            "我叫",
            "、王小明",
            "@",
            "a@",
            "1 ",
            "3栋",
            "a.",
            "姓名：",
            "李主任",
        ],
        *["·", "138*", "（", "我叫赵丽", "路12号", "x", "*", "微信", "号号", "［姓名"],
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    def took(size: int) -> float:
        text = piece * (size // len(piece))
        best = []
        for _ in range(3):
            start = perf_counter()
            find_personal(text)
            best.append(perf_counter() - start)
        return min(best)

    took(1000)
    short, long = took(4000), took(32000)
    assert long < 8 * short * 3 + 0.05


def test_importing_the_package_does_not_load_redaction() -> None:
    code = (
        "import sys, jianfu_rules; print([m for m in sys.modules if 'redaction' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_numbered_kinds_are_all_but_names_and_addresses() -> None:
    assert set(KINDS) - NUMBERED_KINDS == {"name", "address"}


def test_the_table_of_names_is_what_the_script_writes() -> None:
    root = Path(__file__).parents[2]
    script = runpy.run_path(str(root / "scripts" / "make_name_tables.py"))
    table = root / "jianfu_rules" / "data" / "notnames.txt"
    assert table.read_text(encoding="utf-8") == script["render_table"]()
