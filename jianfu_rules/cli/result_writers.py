"""The writers of results by format, here and in the processes that share the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.cli.classify_privacy import HidingWriter
from jianfu_rules.cli.wording import say
from jianfu_rules.model import STANCES
from jianfu_rules.records.writing import CsvWriter, JsonLinesWriter, Sink

if TYPE_CHECKING:
    from jianfu_rules.records.templates import Template


class Layout(NamedTuple):
    """All that decides on how a record is written.

    ``kind`` is a format other than ``table``; ``digest`` is that of the rules;
    ``keep`` leaves personal data as it is.
    """

    kind: str
    template: Template | None
    digest: str
    lang: str
    keep: bool


def make_writer(layout: Layout, sink: Sink, *, with_header: bool) -> Any:
    """Return the writer of a layout, which has written what comes first."""
    writer = _plain_writer(layout, sink, with_header=with_header)
    if layout.keep:
        return writer
    return HidingWriter(writer, shows_text=layout.kind != "jsonl")


def _plain_writer(layout: Layout, sink: Sink, *, with_header: bool) -> Any:
    kind, template, digest, lang, _ = layout
    if kind == "jsonl":
        return JsonLinesWriter(sink, digest, lang)
    if kind == "csv":
        return CsvWriter(sink, lang, with_header=with_header)
    if kind == "xlsx":
        from jianfu_rules.records.workbooks import SpoolWriter

        return SpoolWriter(sink, digest, lang)
    if template is None:
        from jianfu_rules.records.markdown import MarkdownWriter

        return MarkdownWriter(sink, stance_names(), lang, with_header=with_header)
    from jianfu_rules.records.templates import TemplateWriter

    return TemplateWriter(
        sink, template, digest, stance_names(), lang, with_header=with_header
    )


def stance_names() -> dict[str, str]:
    """Return the stances as shown to people."""
    return {stance: say(f"stance.{stance}") for stance in STANCES}
