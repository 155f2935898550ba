"""What the processes of ``--workers`` do with each record.

Those of ``jianfu classify`` write its piece of the output as well, so that what one
process must do alone, reading and joining, stays small.
"""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.authoring.wholetext import classify_whole
from jianfu_rules.cli.result_writers import Layout, make_writer
from jianfu_rules.cli.wording import speak
from jianfu_rules.model import Classification, Label
from jianfu_rules.parallel.pool import Work
from jianfu_rules.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from jianfu_rules.classifier import Classifier


class Payload(NamedTuple):
    """A record without the columns that nobody looks at, and its day."""

    record: Record
    day: str


class Rendered(NamedTuple):
    """The piece of the output, and what is counted of the result."""

    text: str
    labels: tuple[tuple[str, str, str], ...]
    complete: bool
    reasons: tuple[str, ...]

    def outline(self) -> Classification:
        """Return a result that can be counted, and no more."""
        labels = tuple(Label(*names, 0.0, ()) for names in self.labels)
        return Classification("", labels, complete=self.complete, reasons=self.reasons)


def payload_of(record: Record, day: str) -> Payload:
    """Return what is sent of a record."""
    return Payload(replace(record, extra={}), day)


def char_count(payload: Payload) -> int:
    """Return how long the text is that is sent."""
    record = payload.record
    return sum(map(len, record.parts.values())) or len(record.text)


def work_of(classifier: Classifier, layout: Layout | None, lang: str) -> Work:
    """Return the work: records as text in a layout, or as results where it is None."""
    return Work(start, (classifier, layout, lang))


def start_verdicts(classifier: Classifier) -> Callable[[Payload], dict[str, Any]]:
    """Return what is called with every record of a report."""
    return lambda payload: classify_whole(classifier, *payload).to_dict()


def start(
    classifier: Classifier, layout: Layout | None, lang: str
) -> Callable[[Payload], Any]:
    """Return what is called with every record."""
    speak(lang)

    def work(payload: Payload) -> Classification:
        return classify_whole(classifier, *payload)

    if layout is None:
        return work
    piece = StringIO(newline="")
    writer = make_writer(layout, piece, with_header=False)

    def render(payload: Payload) -> Rendered:
        result = work(payload)
        # Also what an error left of the record before.
        piece.seek(0)
        piece.truncate()
        writer.write(payload.record, result)
        labels = tuple((e.symptom, e.name, e.stance) for e in result.labels)
        return Rendered(piece.getvalue(), labels, result.complete, result.reasons)

    return render
