"""Where clauses, sentences and paragraphs begin and end."""

from __future__ import annotations

import time

import pytest

from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import segment


def cut(text, level):
    ntext = normalize(text)
    starts = getattr(segment(ntext), f"{level}_starts")
    ends = [*starts[1:], len(ntext.text)]
    return "|".join(ntext.text[a:b] for a, b in zip(starts, ends, strict=True))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("白天开会,晚上补材料。太累", "白天开会，|晚上补材料。|太累"),
        ("要求如下：上级——县里——都来", "要求如下：|上级——|县里——|都来"),
        ("省、市、县都来查", "省、市、县都来查"),
        ("一年1,068次，17:00前报", "一年1,068次，|17:00前报"),
        ("他说“累，烦。”走了", "他说“累，|烦。”|走了"),
        ("天天开会 天天填表 真累", "天天开会|天天填表|真累"),
        ("没有标点的一句话", "没有标点的一句话"),
        ("中央—省—市…县", "中央—省—市…县"),
        ("累，，，烦", "累，，，|烦"),
        ("", ""),
        ("。", "。"),
    ],
)
def test_clauses(text, clauses):
    assert cut(text, "clause") == clauses


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("累。真累!还来?要报;快", "累。|真累！|还来？|要报；|快"),
        ("累……又来...还报", "累……|又来...|还报"),
        ("真的吗？！好吧", "真的吗？！|好吧"),
        ("说：“天天开会。”又说（累。）走", "说：“天天开会。”|又说（累。）|走"),
        ('说"好。"又说"烦。"走', '说"好。"|又说"烦。"|走'),
        ('累."指尖"上', '累.|"指尖"上'),
        ("报了3.5个群.下班.ok", "报了3.5个群.|下班.ok"),
        ("第一\n第二", "第一\n|第二"),
        ("第一。\n第二", "第一。\n|第二"),
        ("白天开会，\n晚上补", "白天开会，\n晚上补"),
        ("白天开会、\n晚上补", "白天开会、\n晚上补"),
        ("要求：\n一是", "要求：\n|一是"),
    ],
)
def test_sentences(text, sentences):
    assert cut(text, "sentence") == sentences


def test_line_ends_at_the_margin_do_not_end_a_sentence():
    full = "基层干部每天要在几个工作群里反复打卡签到还要填写各种各样的"
    text = f"{full}\n{full}\n表格。\n标题\n正文"
    assert cut(text, "sentence") == f"{full}\n{full}\n表格。\n|标题\n|正文"
    assert cut(text, "paragraph") == f"{full}\n{full}\n表格。\n|标题\n|正文"


def test_parts_by_offset():
    ntext = normalize("白天开会，晚上补。\n太累")
    parts = segment(ntext)
    assert parts.clause_of(0) == (0, 5)
    assert parts.clause_of(5) == (5, 10)
    assert parts.sentence_of(7) == (0, 10)
    assert parts.paragraph_of(11) == (10, 12)
    assert parts.clause_of(12) == (10, 12)


def test_starts_hold_each_other():
    parts = segment(normalize("一，二。三 四四 五五\n六：七……八\n\n九"))
    assert set(parts.paragraph_starts) <= set(parts.sentence_starts)
    assert set(parts.sentence_starts) <= set(parts.clause_starts)
    for starts in (parts.clause_starts, parts.sentence_starts, parts.paragraph_starts):
        assert starts[0] == 0
        assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    "piece", ["会", "，", '。"', '好。"', "…", ".", "会\n", "会" * 30 + "\n"]
)
def test_hostile_text_takes_linear_time(piece):
    ntext = normalize(piece * (1_000_000 // len(piece)))
    started = time.perf_counter()
    segment(ntext)
    assert time.perf_counter() - started < 10
