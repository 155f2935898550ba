"""Results without personal data: what is hidden before any writer sees them.

Formats that show the text get it with marks, and evidence that stands in that text.
JSON Lines show no text but quotes; their offsets stay those of the text as given, for
whoever has it looks there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.cli.privacy_options import hide_values
from jianfu_rules.model import Span

if TYPE_CHECKING:
    from jianfu_rules.model import Cause, Classification, Fact, Match
    from jianfu_rules.model_layers import Breach
    from jianfu_rules.records.record import Record
    from jianfu_rules.redaction import Redacted


class HidingWriter:
    """Pass results on without personal data.

    Parameters
    ----------
    writer : object
        Any writer of results.
    shows_text : bool
        Whether it writes the text and looks for evidence in it.
    """

    def __init__(self, writer: Any, *, shows_text: bool) -> None:
        self.writer = writer
        self.shows_text = shows_text

    def write(self, record: Record, classification: Classification | None) -> None:
        """Write one record; *classification* is None where it has an error."""
        hidden = _Hidden(record, classification, moves=self.shows_text)
        self.writer.write(hidden.record(), hidden.result())

    def finish(self, closing: Any) -> None:
        """Let the writer write what comes last."""
        self.writer.finish(closing)

    def flush(self) -> None:
        """Let the writer print what waits."""
        self.writer.flush()


def hide_quotes(result: Classification) -> Classification:
    """Return a result whose quotes show no personal data; its text and places stay.

    Examples
    --------
    >>> from jianfu_rules.model import Classification, Evidence, Label, Match, Span
    >>> evidence = Evidence(Match("r", "p", Span(0, 7)), "complaint", 1, "张建国天天填表")
    >>> label = Label("s", "填表", "complaint", 0.9, (evidence,))
    >>> shown = hide_quotes(Classification("张建国天天填表", (label,))).labels[0].evidence[0]
    >>> shown.quote, shown.match.span
    ('［姓名1］天天填表', Span(start=0, end=7))
    """
    return _Hidden(None, result, moves=False).result() or result


class _Hidden:
    """One record and its result; the same person has the same mark in all of it."""

    def __init__(
        self, record: Record | None, result: Classification | None, *, moves: bool
    ) -> None:
        # Only here: most commands show no text, and the tables take time to read.
        from jianfu_rules.redaction import Redactor

        self.given, self.given_result = record, result
        self.moves = moves
        self.redactor = Redactor()
        self._shown: dict[str, Redacted] = {}

    def record(self) -> Any:
        """Return what may be written of the record; its id stays, for it is the key."""
        record = self.given
        if record is None:
            return None
        if self.moves:
            parts = {name: self._of(text).text for name, text in record.parts.items()}
            record = replace(record, text=self._of(record.text).text, parts=parts)
        if record.about:
            about = {what: self._of(text).text for what, text in record.about.items()}
            record = replace(record, about=about)
        if record.error is not None:
            error = hide_values(record.error, lambda text: self._of(text).text)
            record = replace(record, error=error)
        return record

    def result(self) -> Classification | None:
        """Return what may be written of the result."""
        result = self.given_result
        if result is None:
            return None
        labels = tuple(
            replace(
                label,
                evidence=tuple(
                    replace(
                        e,
                        match=self._match(e.match, e.part),
                        quote=self._quote(e.match.span, e.part, e.quote),
                        causes=self._causes(e.causes),
                    )
                    for e in label.evidence
                ),
            )
            for label in result.labels
        )
        dropped = tuple(
            replace(
                d,
                match=self._match(d.match, d.part),
                quote=self._quote(d.match.span, d.part, d.quote),
                causes=self._causes(d.causes),
            )
            for d in result.dropped
        )
        hidden = replace(
            result,
            labels=labels,
            dropped=dropped,
            # A call: no writer but that of JSON Lines looks at the figures.
            facts=lambda: map(self._fact, result.facts),
            breaches=tuple(map(self._breach, result.breaches)),
        )
        if not self.moves:
            return hidden
        parts = {name: self._of(text).text for name, text in result.parts.items()}
        return replace(hidden, text=self._of(result.text).text, parts=parts)

    def _of(self, text: str) -> Redacted:
        shown = self._shown.get(text)
        if shown is None:
            shown = self._shown[text] = self.redactor.redact(text)
        return shown

    def _in(self, part: str) -> Redacted:
        return self._of(self.given_result.text_of(part) if self.given_result else "")

    def _moved(self, span: Span, part: str) -> Span:
        shown = self._in(part)
        end = shown.to_redacted(span.end, is_end=True)
        return Span(shown.to_redacted(span.start), end)

    def _span(self, span: Span, part: str) -> Span:
        return self._moved(span, part) if self.moves else span

    def _match(self, match: Match, part: str) -> Match:
        return replace(match, span=self._span(match.span, part))

    def _quote(self, span: Span, part: str, quote: str) -> str:
        """Cut the quote out of the text: what is a name shows only beside the rest."""
        shown = self._in(part)
        if not shown.found:
            return quote
        moved = self._moved(span, part)
        return shown.text[moved.start : moved.end]

    def _causes(self, causes: tuple[Cause, ...]) -> tuple[Cause, ...]:
        return tuple(
            replace(
                c,
                span=self._span(c.span, c.part),
                quote=self._quote(c.span, c.part, c.quote),
            )
            for c in causes
        )

    def _fact(self, fact: Fact) -> Fact:
        pair = fact.pair and self._span(fact.pair, fact.part)
        text = self._quote(fact.span, fact.part, fact.text)
        return replace(
            fact, span=self._span(fact.span, fact.part), text=text, pair=pair
        )

    def _breach(self, breach: Breach) -> Breach:
        fact = self._fact(breach.fact)
        text = breach.text.replace(breach.fact.text, fact.text)
        return replace(breach, fact=fact, text=text)
