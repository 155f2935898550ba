"""Records of several parts as one text, for those who look at places in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.model import REPLY, SIGNATURE

if TYPE_CHECKING:
    from datetime import date

    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Classification, Span
    from jianfu_rules.records.record import Record

_NOT_TOLD = frozenset({REPLY, SIGNATURE})


def classify_whole(
    classifier: Classifier, record: Record, text_date: date | str | None = None
) -> Classification:
    """Classify a record with all its parts, as ``jianfu classify`` does."""
    if record.parts:
        return classifier.classify_record(record.parts, text_date=text_date)
    return classifier.classify(record.text, text_date=text_date)


def whole_span(result: Classification, part: str, span: Span) -> tuple[int, int]:
    r"""Return a span of a part as offsets of the whole text of the result.

    Examples
    --------
    >>> from jianfu_rules.model import Classification, Span
    >>> parts = {"title": "报表", "body": "天天填"}
    >>> result = Classification("报表\n天天填", parts=parts)
    >>> whole_span(result, "body", Span(0, 2)), whole_span(result, "", Span(0, 2))
    ((3, 5), (0, 2))
    """
    start = 0
    if part in result.parts:
        for name, text in result.parts.items():
            if name == part:
                break
            # The whole text has a line end between the parts.
            start += len(text) + 1
    return start + span.start, start + span.end


def told_text(result: Classification) -> str:
    """Return what the people say themselves: the text without reply and signature."""
    if not result.parts:
        return result.text
    return "\n".join(t for name, t in result.parts.items() if name not in _NOT_TOLD)
