"""Where clauses, sentences and paragraphs begin and end."""

from __future__ import annotations

import time

import pytest

from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import MAX_SENTENCE, segment


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
        ('说"好的",又累."指尖"上', '说"好的"，又累.|"指尖"上'),
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


@pytest.mark.parametrize(
    ("widths", "sentences"),
    [
        pytest.param([25, 25], 1, id="both-full"),
        pytest.param([25, 24], 1, id="a-character-shorter"),
        pytest.param([25, 23], 2, id="two-characters-shorter"),
        pytest.param([24, 24], 2, id="too-narrow-for-a-page"),
        pytest.param([27, 27, 27, 3], 1, id="short-end-after-full-lines"),
        pytest.param([27, 3, 27, 3], 4, id="no-two-alike"),
        pytest.param([3, 27, 27, 3], 2, id="title-first"),
    ],
)
def test_lines_of_one_width_go_on_in_the_next(widths, sentences):
    text = "\n".join("会" * width for width in widths)
    assert len(segment(normalize(text)).sentence_starts) == sentences


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param("会" * MAX_SENTENCE, [0], id="just-short-enough"),
        pytest.param("会" * (MAX_SENTENCE + 1), [0, 1000], id="one-too-long"),
        pytest.param("会" * 2500, [0, 1000, 2000], id="two-cuts"),
        pytest.param("累。" + "会" * 1500, [0, 2, 1002], id="the-second-sentence"),
        pytest.param("会" * 1500 + "。累", [0, 1000, 1501], id="the-first-sentence"),
        pytest.param("会" * 969 + "，" + "会" * 500, [0, 970], id="behind-a-comma"),
        pytest.param("会" * 999 + "，" + "会" * 500, [0, 1000], id="comma-just-there"),
        pytest.param(
            "会" * 969 + "、会会会、" + "会" * 500, [0, 974], id="behind-the-last-sign"
        ),
        pytest.param("会" * 800 + "，" + "会" * 500, [0, 1000], id="comma-too-far"),
    ],
)
def test_a_sentence_without_end_is_cut(text, starts):
    parts = segment(normalize(text))
    assert parts.sentence_starts == starts
    assert set(starts) <= set(parts.clause_starts)
    assert parts.clause_starts == sorted(parts.clause_starts)


def test_parts_by_offset():
    ntext = normalize("白天开会，晚上补。\n太累")
    parts = segment(ntext)
    assert parts.clause_of(0) == (0, 5)
    assert parts.clause_of(5) == (5, 10)
    assert parts.sentence_of(7) == (0, 10)
    assert parts.sentence_of(11) == (10, 12)
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
