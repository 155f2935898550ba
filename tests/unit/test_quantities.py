"""Burden figures: what is counted, how many, how often, and where it stands."""

from __future__ import annotations

import time

import pytest

from jianfu_rules.model import Fact
from jianfu_rules.pipeline.clocktimes import read_clock
from jianfu_rules.pipeline.counted import normal_name
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.quantities import find_facts
from jianfu_rules.pipeline.rates import find_rate


def only_fact(text: str) -> Fact:
    (fact,) = find_facts(normalize(text))
    assert text[fact.span.start : fact.span.end] == fact.text
    return fact


@pytest.mark.parametrize(
    ("text", "quote", "what", "low", "high", "per"),
    [
        ("加了四十多个工作群", "四十多个工作群", "群", 41, 49, None),
        ("每天要填12张表", "12张表", "表", 12, 12, "day"),
        ("一周开了三场会", "三场会", "会议", 3, 3, "week"),
        ("一个月报八十份材料", "八十份材料", "材料", 80, 80, "month"),
        ("一年迎接上百次检查", "上百次检查", "检查", 100, 200, "year"),
        ("每年近百次检查", "近百次检查", "检查", 90, 100, "year"),
        ("不下二十场会", "不下二十场会", "会议", 20, 40, None),
        ("不得超过十场会", "十场会", "会议", 10, 10, None),
        ("报了一百二三十份材料", "一百二三十份材料", "材料", 120, 130, None),
        ("要拍七八张照片", "七八张照片", "照片", 7, 8, None),
        ("交三至五张表", "三至五张表", "表", 3, 5, None),
        ("又建了3、4个群", "3、4个群", "群", 3, 4, None),
        ("推了1.2万条消息", "1.2万条消息", "消息", 12_000, 12_000, None),
        ("同一个数跑了五趟", "五趟", "次", 5, 5, None),
        ("装了1,068个APP", "1,068个APP", "APP", 1068, 1068, None),
        ("挂了好几块牌子", "好几块牌子", "牌子", 3, 9, None),
        ("填了二三十页", "二三十页", "页", 20, 30, None),
        ("工作群三十七个还在加人", "三十七个", "群", 37, 37, None),
        ("各类督导一共六十三批", "六十三批", "检查", 63, 63, None),
        ("同样的数报了五回", "五回", "填报", 5, 5, None),
        ("要三张各部门要的表", "三张各部门要的表", "表", 3, 3, None),
        ("推给我十条群消息", "十条群消息", "消息", 10, 10, None),
        ("每户三张照片", "三张照片", "照片", 3, 3, "household"),
        ("每人每月二十条信息", "二十条信息", "信息", 20, 20, "month"),
        ("从我们院借走六名护士", "六名", "借调人员", 6, 6, None),
        ("盖了九个章", "九个章", "公章", 9, 9, None),
        ("手机里俩群", "俩群", "群", 2, 2, None),
        ("手机里四十多群", "四十多群", "群", 41, 49, None),
    ],
)
def test_count(
    text: str, quote: str, what: str, low: float, high: float, per: str | None
) -> None:
    fact = only_fact(text)
    assert fact.kind == "count"
    assert (fact.text, fact.what, fact.per) == (quote, what, per)
    assert (fact.low, fact.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "quote", "unit", "low", "high"),
    [
        ("光开会就用了三个小时", "三个小时", "小时", 3, 3),
        ("例会开了半小时", "半小时", "小时", 0.5, 0.5),
        ("例会开了一个半小时", "一个半小时", "小时", 1.5, 1.5),
        ("例会开了一个多小时", "一个多小时", "小时", 1, 2),
        ("例会开了一小时四十分", "一小时四十分", "小时", 5 / 3, 5 / 3),
        ("例会开了3.5小时", "3.5小时", "小时", 3.5, 3.5),
        ("填一张表要十五分钟", "十五分钟", "分钟", 15, 15),
    ],
)
def test_duration(text: str, quote: str, unit: str, low: float, high: float) -> None:
    fact = only_fact(text)
    assert (fact.kind, fact.text, fact.unit, fact.what) == (
        "duration",
        quote,
        unit,
        unit,
    )
    assert (fact.low, fact.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("文件压缩30%—50%", "30%—50%", 30, 50),
        ("发文少了三成", "三成", 30, 30),
        ("占了八成五", "八成五", 85, 85),
    ],
)
def test_share(text: str, quote: str, low: float, high: float) -> None:
    fact = only_fact(text)
    assert (fact.kind, fact.text, fact.low, fact.high) == ("share", quote, low, high)


@pytest.mark.parametrize(
    ("text", "quote", "hour"),
    [
        ("凌晨两点还在改稿", "凌晨两点", 2),
        ("晚上十一点半才散会", "晚上十一点半", 23.5),
        ("23:30又来通知", "23:30", 23.5),
        ("下午三点一刻", "下午三点一刻", 15.25),
        ("中午十二点", "中午十二点", 12),
        ("中午一点", "中午一点", 13),
        ("半夜两点", "半夜两点", 2),
        ("夜里十点", "夜里十点", 22),
        ("八点前要交", "八点", 8),
        ("晚上十点零五", "晚上十点零五", 22 + 5 / 60),
    ],
)
def test_time_of_day(text: str, quote: str, hour: float) -> None:
    fact = only_fact(text)
    assert (fact.kind, fact.text) == ("time", quote)
    assert fact.low == fact.high == pytest.approx(hour)


@pytest.mark.parametrize(
    ("text", "quotes", "values", "what", "trend"),
    [
        ("台账由十二本减到三本", ["十二本", "三本"], [12, 3], "台账", "falling"),
        ("从260项压缩至58项", ["260项", "58项"], [260, 58], "事项", "falling"),
        ("原来八张表现在填两张", ["八张表", "两张"], [8, 2], "表", "falling"),
        ("工作群五个变成九个", ["五个", "九个"], [5, 9], "群", "rising"),
        ("三本台账并成一本", ["三本台账", "一本"], [3, 1], "台账", "falling"),
        ("扣分科目由九个减到四个", ["九个", "四个"], [9, 4], "科目", "falling"),
    ],
)
def test_before_and_after(
    text: str, quotes: list[str], values: list[float], what: str, trend: str
) -> None:
    before, after = find_facts(normalize(text))
    assert [before.text, after.text] == quotes
    assert [before.low, after.low] == values
    assert before.what == after.what == what
    assert before.trend == after.trend == trend
    assert before.pair == after.span
    assert after.pair == before.span


def test_after_has_the_rate_of_before() -> None:
    facts = find_facts(normalize("每天的消息从三十条涨到九十条"))
    assert [f.per for f in facts] == ["day", "day"]


@pytest.mark.parametrize("text", ["填了三张表。又来四个群", "三张表和两个群"])
def test_no_change_told(text: str) -> None:
    assert [f.pair for f in find_facts(normalize(text))] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "住在三楼", "第三次来信", "打了12345热线", "打了110", "用的是5G网", "4G卡",
        "一刀切", "三个人", "五个苹果", "派来第一书记", "三务公开", "两会期间",
        "服务三农", "找一把手", "万一出事", "有一些人", "大家一起", "统一要求",
        "十九大报告", "二十届三中全会", "2024年3月5日", "电话13812345678",
        "编号330106199001011234", "县发〔2024〕5号", "一季度", "四议两公开",
        "五个一工程", "一岗双责", "十八大以来", "八项规定", "三会一课", "提三点建议",
        "三个月", "一个群", "填一张表", "在太阳下站了四十分钟", "两小时内报送",
        "每两小时更新一次", "三十个孩子", "一共写了四个字", "",
    ],
)  # fmt: skip
def test_no_fact(text: str) -> None:
    assert find_facts(normalize(text)) == ()


def test_facts_come_from_left_to_right_and_do_not_overlap() -> None:
    facts = find_facts(normalize("五个群，三十张表，两场会"))
    assert [f.text for f in facts] == ["五个群", "三十张表", "两场会"]


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "加了 五 个 群"
    assert only_fact(text).text == "五 个 群"
    assert only_fact("加了１５個羣").low == 15


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("压缩百分之三十", "占比", id="百分之三十-share-in-words"),
        pytest.param("工作群从38减到6", "群", id="38减到6-no-measure-at-all"),
        pytest.param("十几二十个群", "群", id="十几二十-two-vague-numbers"),
        pytest.param("三张A4纸的总结", "材料", id="head-behind-an-other-thing"),
    ],
)
@pytest.mark.xfail(strict=True, reason="known gap")
def test_known_gaps(text: str, what: str) -> None:
    assert find_facts(normalize(text))[0].what == what


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("微信工作群", "群"),
        ("APP", "APP"),
        ("督导组", "检查"),
        ("责任书", "责任状"),
        ("锄头", "锄头"),
        ("群众", "群众"),
    ],
)
def test_normal_name(word: str, name: str) -> None:
    assert normal_name(word) == name


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("每天三张", "day"),
        ("天天三张", "day"),
        ("日均三张", "day"),
        ("每个月三张", "month"),
        ("人均三张", "person"),
        ("每季度三张", "quarter"),
        ("全年三张", "year"),
        ("每次三张", "time"),
        ("每人每月，三张", "month"),
        ("有一天三张", None),
        ("十一天三张", None),
        ("每天开会。三张", None),
    ],
)
def test_rate(text: str, rate: str | None) -> None:
    start = text.index("三张")
    assert find_rate(text, start, start + 2) == rate


def test_rate_behind_the_figure() -> None:
    assert find_rate("三场每周", 0, 2) == "week"
    assert find_rate("4.3次/周", 0, 4) == "week"


@pytest.mark.parametrize("text", ["三点", "一点也不", "三点建议", "快一点"])
def test_no_time_of_day(text: str) -> None:
    at = text.index("点")
    assert read_clock(text, at - 1, at + 1) is None


HOSTILE = [
    "1", "一二三", "1,", "三张", "每一个三个", "从三个减到两个", "三个小时",
    "晚上十一点半", "三个部门要的", "表", "30%—", "三、",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_length(unit: str) -> None:
    """Eight times the text may not take forty times as long; squared it is 64."""

    def seconds(size: int) -> float:
        ntext = normalize(unit * (size // len(unit)))
        times = []
        for _ in range(3):
            start = time.perf_counter()
            find_facts(ntext)
            times.append(time.perf_counter() - start)
        return min(times)

    assert seconds(96_000) < 40 * max(seconds(12_000), 1e-4)
