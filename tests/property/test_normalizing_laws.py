"""What holds for every string that is normalized."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jianfu_rules.model_texts import NormalizedText
from jianfu_rules.pipeline.normalizing import STEPS, fold, normalize
from jianfu_rules.pipeline.segmenting import segment

PIECES = [
    "形式主义", "文", "山", "會", "臺賬", "減(fù)", "負（fu）", "(xiàng )", "(App)", "微信 group",
    "*", "-", "·", "/", "。", "，", ",", "、", "：", ":", "……", "“", "”", '"', "（", "）", "(", ")",
    " ", "\u3000", "\t", "\n", "\r\n", "\u2028", "_x000D_", "_x00", "0D_", "&nbsp;", "&ldquo;",
    "\\n", "<br>", "\x00", "\u200b", "\ufeff", "\u0301", "\ufe0f", "😀", "♥", "①", "１", "7", "a",
    "Ａ", "ü", "ē", "\ud83d", "\ude00", "𠮷", "〇", "○",
]  # fmt: skip

dirty_texts = st.lists(
    st.sampled_from(PIECES) | st.characters(), max_size=40
).map("".join)  # fmt: skip
texts = dirty_texts | st.text(st.characters(), max_size=60)

laws = settings(max_examples=400, deadline=None)


@laws
@given(texts)
def test_fold_keeps_the_length_and_is_idempotent(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@laws
@given(texts, texts)
def test_fold_needs_no_context_but_digits(left, right):
    whole = fold(left + right)
    if not (left[-1:] + right[:1]).strip(
        "，,：:0123456789０１２３４５６７８９︓︐﹐﹕︰∶"
    ):
        return
    assert whole == fold(left) + fold(right)


@laws
@given(texts)
@example("1 ,068")
def test_every_kept_character_stands_where_origin_says(text):
    ntext = normalize(text)
    assert ntext.original == text
    assert len(ntext.origin) == len(ntext.text)
    assert all(a < b for a, b in zip(ntext.origin, ntext.origin[1:], strict=False))
    for char, offset in zip(ntext.text, ntext.origin, strict=True):
        # The comma and the colon of a number are the ASCII ones.
        assert {",": "，", ":": "："}.get(char, char) == fold(text[offset])


@laws
@given(texts)
def test_normalizing_twice_changes_nothing(text):
    # Not so for text that nests its debris deeper than the rounds of
    # ``normalize``: _x00_x00_x00_x00_x000D_0D_0D_0D_0D_.
    once = normalize(text).text
    assert normalize(once).text == once


@laws
@given(texts)
def test_the_short_cut_for_clean_text_misses_nothing(text):
    ntext = NormalizedText(text, fold(text), range(len(text)))
    for step in STEPS:
        ntext = step(ntext)
    if isinstance(normalize(text).origin, range):
        assert ntext.text == fold(text)


@laws
@given(texts)
def test_breaks_lie_inside_the_text(text):
    ntext = normalize(text)
    assert all(0 < offset < len(ntext.text) for offset in ntext.breaks)


@laws
@given(texts)
def test_segments_cover_the_text(text):
    ntext = normalize(text)
    parts = segment(ntext)
    for starts in (parts.clause_starts, parts.sentence_starts, parts.paragraph_starts):
        assert starts[0] == 0
        assert starts == sorted(set(starts))
        assert not ntext.text or starts[-1] < len(ntext.text)
    assert set(parts.paragraph_starts) <= set(parts.sentence_starts)
    assert set(parts.sentence_starts) <= set(parts.clause_starts)
    for offset in range(len(ntext.text)):
        start, end = parts.clause_of(offset)
        assert start <= offset < end
