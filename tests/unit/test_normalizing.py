"""What is folded, what is dropped, and that the way back holds."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from jianfu_rules.pipeline.normalizing import fold, normalize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("層層開會", "层层开会"),
        ("臺賬、檯帳、台帐", "台账、台账、台账"),
        ("ＡＰＰ和App", "app和app"),
        ("開會,填表!真的?是;對:好(吧)", "开会，填表！真的？是；对：好（吧）"),
        ("「形式」與『主義』", "“形式”与“主义”"),
        ("一天1,068個，１，０６８個", "一天1,068个，1,068个"),
        ("17:00和１７：００前", "17:00和17:00前"),
        ("第3,二是", "第3，二是"),
        ("3.5、３．５", "3.5、3.5"),
        ("做不等於作", "做不等于作"),
        ("行\r\n\u2028\u3000\t行", "行\n\n\n  行"),
        ("", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "matching_text"),
    [
        pytest.param("為基層減負(fù)專項(xiàng)整治", "为基层减负专项整治", id="gloss"),
        pytest.param("會(huì )計", "会计", id="gloss-blank"),
        pytest.param("屏幕（píngmù）上", "屏幕上", id="gloss-two-syllables"),
        pytest.param("嚴格把關(yángébǎguān)", "严格把关", id="gloss-four-syllables"),
        pytest.param("整治形(xing)式主義", "整治形式主义", id="gloss-toneless"),
        pytest.param("報表(bao biao)多", "报表多", id="gloss-toneless-two"),
        pytest.param("西安(xī'ān)市", "西安市", id="gloss-apostrophe"),
        pytest.param("女(nǚ)干部", "女干部", id="gloss-umlaut"),
        pytest.param(
            "用(App)(QQ)(WeChat)", "用（app）（qq）（wechat）", id="words-stay"
        ),
        pytest.param(
            "PPT(word)和(can)", "ppt（word）和（can）", id="word-not-a-reading"
        ),
        pytest.param("社區(cūn)", "社区", id="gloss-of-another"),
        pytest.param("社區(Cūn)", "社区（cūn）", id="gloss-must-be-lower"),
        pytest.param(
            "減(jiǎn)負(fù)實(shí)施(man)好", "减负实施好", id="odd-gloss-among-many"
        ),
        pytest.param("形*式*主*义害人", "形式主义害人", id="stars"),
        pytest.param("搞文-山-会-海的", "搞文山会海的", id="hyphens"),
        pytest.param("指/尖/上/的/形/式", "指尖上的形式", id="slashes"),
        pytest.param("做台·账", "做台账", id="dot"),
        pytest.param("形。式。主。义。", "形式主义。", id="stops"),
        pytest.param("工、作、群", "工作群", id="enumeration-commas"),
        pytest.param("城乡、省、市县", "城乡、省、市县", id="list-stays"),
        pytest.param("开会，填表，打卡", "开会，填表，打卡", id="commas-stay"),
        pytest.param("1-2小时，男/女", "1-2小时，男/女", id="signs-stay"),
        pytest.param("以“表”抗“疫”", "以表抗疫", id="quoted-characters"),
        pytest.param("搞“形式主义”", "搞“形式主义”", id="quotes-stay"),
        pytest.param("文 山 会 海", "文山会海", id="spaced"),
        pytest.param("文\u3000山\xa0会\t海", "文山会海", id="spaced-oddly"),
        pytest.param("文😀山🗡️会❤海", "文山会海", id="emoji"),
        pytest.param("数◦据造假", "数据造假", id="shape"),
        pytest.param("领♥导", "领导", id="heart"),
        pytest.param("形\u200b式\ufeff主\u202e义\ufe0f", "形式主义", id="invisible"),
        pytest.param("形\x00式\x7f主\x9f义", "形式主义", id="control"),
        pytest.param("落\u0336实\u0336", "落实", id="struck-through"),
        pytest.param("材料_x000D_太多", "材料太多", id="excel"),
        pytest.param("材料&nbsp;太&ldquo;多&rdquo;", "材料太多", id="entities"),
        pytest.param("第一\r\n\r\n\u3000\u3000第二", "第一\n第二", id="one-line-end"),
        pytest.param(" \t\n 你好 \n", "你好", id="edges"),
        pytest.param("\n你好", "你好", id="line-end-first"),
        pytest.param("你好\n", "你好", id="line-end-last"),
        pytest.param("第一\n第 二", "第一\n第二", id="gap-behind-a-line-end"),
        pytest.param("第 二\n第三", "第二\n第三", id="gap-before-a-line-end"),
        pytest.param("用A b", "用a b", id="han-before-the-latin-word"),
        pytest.param("A会 b", "a会b", id="latin-before-the-han-word"),
        pytest.param("減 (jiǎn)負", "减负", id="gloss-behind-a-gap"),
        pytest.param("社區(Cūn)減(jiǎn)負", "社区（cūn）减负", id="gloss-after-a-name"),
        pytest.param("A group", "a group", id="one-latin-letter"),
        pytest.param("We chat too", "we chat too", id="three-latin-words"),
        pytest.param("A😀b c", "ab c", id="emoji-and-latin-words"),
        pytest.param("餓了(èle)", "饿了", id="gloss-of-one-letter-and-more"),
        pytest.param("用(ábc)", "用（ábc）", id="toned-but-no-pinyin"),
        pytest.param("用(bpàn)", "用（bpàn）", id="toned-and-pinyin-at-the-end"),
        pytest.param(
            "表(bao biao)", "表（bao biao）", id="gloss-of-more-than-there-is"
        ),
        pytest.param("累，表(bao biao)", "累，表（bao biao）", id="gloss-over-a-comma"),
        pytest.param("WeChat  group 群 5 个", "wechat group群5个", id="latin-words"),
        pytest.param("1 ，068", "1,068", id="spaced-number"),
        pytest.param("\ud800文\udfff", "\ufffd文\ufffd", id="lone-surrogates"),
        pytest.param("😀", "", id="nothing-left"),
        pytest.param("A7县****号", "a7县****号", id="masked"),
    ],
)
def test_normalize(text, matching_text):
    ntext = normalize(text)
    assert ntext.text == matching_text
    assert ntext.original == text
    assert len(ntext.origin) == len(ntext.text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("天天开会 天天填表", ["天天开会", "天天填表"]),
        ("太累了😭还要填表", ["太累了", "还要填表"]),
        ("文 山 会 海", ["文山会海"]),
        ("做 台账很累", ["做台账很累"]),
        ("累了，做 台账很累", ["累了，做台账很累"]),
        ("开会 App打卡", ["开会app打卡"]),
        ("第一_x000D_第二", ["第一", "第二"]),
        (
            "減(jiǎn)負(fù) 說說形*式*主*義，太累 真的",
            ["减负", "说说形式主义，太累", "真的"],
        ),
        ("第一段\n第二段", ["第一段\n第二段"]),
        ("太累了 真的填1 ，068", ["太累了", "真的填1,068"]),
        ("第一段\n第二段 。", ["第一段\n第二段。"]),
    ],
)
def test_breaks_stand_where_a_gap_may_be_a_comma(text, parts):
    ntext = normalize(text)
    cuts = [0, *sorted(ntext.breaks), len(ntext.text)]
    assert [ntext.text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)] == parts


def test_offsets_point_into_the_text_as_given():
    text = "　　中央為基層減(jiǎn)負(fù)，\r\n搞 形*式*主*義 。"
    ntext = normalize(text)
    start = ntext.text.index("形式主义")
    assert text[ntext.origin[start] : ntext.origin[start + 3] + 1] == "形*式*主*義"
    start = ntext.text.index("减负")
    assert text[ntext.origin[start] : ntext.origin[start + 1] + 1] == "減(jiǎn)負"


def test_clean_text_has_a_range_for_origin():
    text = "层层开会，“一天”五个群（含QQ群）里打卡：3.5小时、1,068份。\n第二段"
    assert normalize(text).origin == range(len(text))


HOSTILE = {
    "one character": "会" * 1_000_000,
    "blanks": " " * 1_000_000,
    "line ends": "\r\n" * 500_000,
    "nested brackets": "(" * 100_000 + ")" * 100_000,
    "opened glosses": "中(" * 500_000,
    "long glosses": ("中(" + "nan" * 10 + ")") * 20_000,
    "unclosed glosses": ("中(" + "a" * 50) * 20_000,
    "separators": "*" * 1_000_000,
    "separated": "形*" * 500_000,
    "stopped": "形。" * 500_000,
    "quoted": "形“" * 500_000,
    "escapes": "_x00" * 250_000,
    "nested escapes": "_x00" * 50_000 + "_x000D_" + "0D_" * 50_000,
    "emoji": "会😀" * 500_000,
    "zero width": "会\u200b" * 500_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_linear_time(text):
    normalize("减(fu)负")
    started = time.perf_counter()
    ntext = normalize(text)
    # Quadratic time would be hours; the slowest takes about a second.
    assert time.perf_counter() - started < 20
    assert len(ntext.origin) == len(ntext.text)


def test_generators_of_the_tables_are_not_imported():
    code = (
        "import sys, jianfu_rules.pipeline.normalizing as n; n.normalize('減(fu)負');"
        "print({'opencc', 'pypinyin', 'jieba', 'yaml'} & set(sys.modules))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "set()"
