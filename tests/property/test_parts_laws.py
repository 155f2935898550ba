"""Laws that hold for the parts of any record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import BODY, PART_NAMES, REPLY, Classification
from jianfu_rules.pipeline.partitioning import find_pieces
from tests.property.test_classification_laws import FILES, PIECES, any_text

WORDS = (
    *PIECES,
    *("【答复】", "\n【诉求】", "\n标题：", "\n办理情况：", "尊敬的领导：", "谢谢！"),
    *("此致敬礼", "  正文：", "网友您好，现答复如下："),
)
texts = st.lists(st.sampled_from(WORDS), max_size=20).map("".join)
records = st.dictionaries(st.sampled_from(tuple(PART_NAMES)), texts, max_size=5)


@pytest.fixture(scope="module")
def classifier(compiled: Callable[..., object]) -> Classifier:
    return Classifier(compiled(FILES))  # type: ignore[arg-type]


def stretches(result: Classification) -> list[tuple[str, object, str]]:
    found = [(e.part, e.match.span, e.quote) for x in result.labels for e in x.evidence]
    found += [(d.part, d.match.span, d.quote) for d in result.dropped]
    found += [(f.part, f.span, f.text) for f in result.facts]
    found += [
        (c.part, c.span, c.quote)
        for item in (*result.dropped, *(e for x in result.labels for e in x.evidence))
        for c in item.causes
    ]
    return found


@given(records)
@example({"title": "打卡", "body": "群太多", "reply": "不得打卡"})
def test_offsets_of_a_record_map_back_into_its_parts(
    classifier: Classifier, parts: dict[str, str]
) -> None:
    result = classifier.classify_record(parts)
    for part, span, quote in stretches(result):
        assert parts[part][span.start : span.end] == quote != ""


@given(st.one_of(texts, any_text))
@example("会太多\n【答复】不得建群")
def test_offsets_of_a_text_are_those_of_the_text(
    classifier: Classifier, text: str
) -> None:
    result = classifier.classify(text)
    for _, span, quote in stretches(result):
        assert text[span.start : span.end] == quote != ""


@given(records, texts)
@example({"body": "截图，累死"}, "群太多，累死")
def test_a_reply_raises_and_unmakes_no_complaint(
    classifier: Classifier, parts: dict[str, str], reply: str
) -> None:
    before = {name: text for name, text in parts.items() if name != REPLY}
    without = classifier.classify_record(before)
    with_it = classifier.classify_record({**before, REPLY: reply})
    assert with_it.is_complaint == without.is_complaint
    complaints = [x for x in without.labels if x.stance == "complaint"]
    assert [x for x in with_it.labels if x.stance == "complaint"] == complaints


@given(texts, texts)
def test_a_marked_reply_behind_a_text_raises_no_complaint(
    classifier: Classifier, text: str, reply: str
) -> None:
    # A reply that holds a mark of its own is followed by other parts.
    if any(p.kind != REPLY for p in find_pieces("【答复】" + reply)):
        return
    result = classifier.classify("今日河水很清。\n【答复】" + reply)
    assert not result.is_complaint


@given(texts)
def test_a_body_alone_is_read_like_the_text(classifier: Classifier, text: str) -> None:
    plain, record = classifier.classify(text), classifier.classify_record({BODY: text})
    assert record.stances == plain.stances
    assert [x.score for x in record.labels] == [x.score for x in plain.labels]


@given(texts)
def test_pieces_are_in_order_and_apart(text: str) -> None:
    at = 0
    for piece in find_pieces(text):
        assert at <= piece.start < piece.end <= len(text)
        at = piece.end
