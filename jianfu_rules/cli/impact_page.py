"""The comparison of two rule sets as one page that needs nothing else.

No script and no network: what the reader filters by is a group of radio buttons,
which the keyboard reaches. Colours are those of the reader's system, and nothing
is told by colour alone, so that it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from jianfu_rules.authoring.impact import FLIP_KINDS, SIDES
from jianfu_rules.cli.impact_words import cause_words, change_line, summary
from jianfu_rules.cli.snippets import cut_snippet
from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from jianfu_rules.authoring.impact import Flip, Impact, Witness

_WHOLE_CHARACTERS = 600
_SNIPPET_CELLS = 1200
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif;
  max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td { border: 1px solid GrayText; padding: .2rem .6rem; text-align: left; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
code { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
.small { color: GrayText; font-size: .85rem; overflow-wrap: anywhere; }
article { border: 1px solid GrayText; border-radius: .4rem; padding: .2rem 1rem 1rem;
  margin: 1rem 0; }
article h3 { font-size: 1rem; margin: .5rem 0; }
.kind { border: 1px solid; border-radius: .8rem; padding: 0 .6rem; margin-right: .4rem;
  font-weight: normal; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides p { white-space: pre-wrap; overflow-wrap: anywhere; margin: .2rem 0; }
mark { background: none; color: inherit; font-weight: bold; }
.before mark { text-decoration: underline dashed 2px; text-underline-offset: .2em; }
.after mark { text-decoration: underline solid 2px; text-underline-offset: .2em; }
ul { margin: .3rem 0; padding-left: 1.3rem; }
label { margin-right: 1rem; }
@media (max-width: 40rem) { .sides { grid-template-columns: 1fr; } }
@media print { body { max-width: none; font-size: 11px; padding: 0; }
  .filter, .filter-input { display: none; } article { break-inside: avoid; } }
"""


def page(
    impact: Impact, sides: tuple[str, str], unreadable_count: int, lang: str
) -> str:
    """Return the whole page.

    Parameters
    ----------
    impact : Impact
    sides : (str, str)
        What the person called the old and the new rules.
    unreadable_count : int
        Records that are left out.
    lang : {'zh', 'en'}
    """
    return "\n".join(_lines(impact, sides, unreadable_count, lang)) + "\n"


def _lines(
    impact: Impact, sides: tuple[str, str], unreadable_count: int, lang: str
) -> Iterator[str]:
    title = say("impact.title")
    yield "<!DOCTYPE html>"
    yield f'<html lang="{"zh-CN" if lang == "zh" else "en"}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield f"<title>{title}</title>"
    yield f"<style>\n{_STYLE}{_filter_style()}</style></head>"
    yield f"<body><h1>{title}</h1>"
    yield f"<p>{_text(say('impact.sides', old=sides[0], new=sides[1]))}</p>"
    digests = f"{impact.old.digest} → {impact.new.digest}"
    yield f'<p class="small">{say("impact.digests")} {_text(digests)}</p>'
    yield f"<p><strong>{summary(impact)}</strong></p>"
    if unreadable_count:
        yield f"<p>{say('impact.unreadable', n=unreadable_count)}</p>"
    if impact.old.digest == impact.new.digest:
        yield f"<p>{say('impact.same_rules')}</p>"
    if not impact.flip_count:
        yield f"<p>{say('impact.no_flips')}</p></body></html>"
        return
    yield from _summary_tables(impact)
    yield f"<h2>{say('impact.flips')}</h2>"
    if len(impact.flips) < impact.flip_count:
        cut = say("impact.cut", shown=len(impact.flips), all=impact.flip_count)
        yield f"<p>{cut}</p>"
    yield from _filter(impact)
    yield "<main>"
    for flip in impact.flips:
        yield from _flip(flip)
    yield "</main></body></html>"


def _summary_tables(impact: Impact) -> Iterator[str]:
    yield from _table(
        say("impact.by_kind"),
        (say("impact.kinds"), say("impact.count")),
        (
            (say(f"impact.kind.{kind}"), impact.kinds[kind])
            for kind in FLIP_KINDS
            if impact.kinds[kind]
        ),
    )
    yield from _table(
        say("impact.by_symptom"),
        (
            say("table.symptom"),
            say("impact.before"),
            say("impact.after"),
            say("impact.count"),
        ),
        (
            (
                impact.symptom_name(symptom),
                say(f"stance.{before}"),
                say(f"stance.{after}"),
                count,
            )
            for (symptom, before, after), count in impact.moves.most_common()
        ),
    )
    yield from _table(
        say("impact.by_rule"),
        ("", say("impact.rule"), say("impact.count")),
        (
            (say(f"impact.{side}"), rule, count)
            for (side, rule), count in impact.rules.most_common()
        ),
    )


def _table(
    title: str, head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]
) -> Iterator[str]:
    yield f"<h2>{title}</h2><table><thead><tr>"
    yield "".join(f'<th scope="col">{name}</th>' for name in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = (
            f'<td class="n">{cell:,}</td>'
            if isinstance(cell, int)
            else f"<td>{_text(cell)}</td>"
            for cell in row
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"


def _filter_style() -> str:
    return "".join(
        f"#only-{kind}:checked ~ main article:not(.{kind}) {{ display: none; }}\n"
        for kind in FLIP_KINDS
    )


def _filter(impact: Impact) -> Iterator[str]:
    """Yield the radio buttons; they must be sisters of what they hide."""
    yield f'<span class="filter">{say("impact.filter")}</span>'
    choices = [("all", say("impact.all"), impact.flip_count)]
    choices += [
        (kind, say(f"impact.kind.{kind}"), impact.kinds[kind])
        for kind in FLIP_KINDS
        if impact.kinds[kind]
    ]
    for name, shown, count in choices:
        checked = " checked" if name == "all" else ""
        yield (
            f'<input class="filter-input" type="radio" name="only" '
            f'id="only-{name}"{checked}>'
            f'<label class="filter" for="only-{name}">{shown} {count:,}</label>'
        )


def _flip(flip: Flip) -> Iterator[str]:
    kinds = "".join(
        f'<span class="kind">{say(f"impact.kind.{kind}")}</span>' for kind in flip.kinds
    )
    yield f'<article class="{" ".join(flip.kinds)}">'
    yield f"<h3>{kinds}<code>{_text(flip.id)}</code></h3>"
    yield '<div class="sides">'
    for side in SIDES:
        yield f'<section class="{side}"><strong>{say(f"impact.{side}")}</strong>'
        yield f"<p>{_marked(flip.text, flip.spans[side])}</p></section>"
    yield "</div><ul>"
    for change in flip.changes:
        yield f"<li>{_text(change_line(change))}<ul>"
        for witness in change.witnesses:
            yield f"<li>{_witness(witness)}</li>"
        if not change.witnesses:
            yield f"<li>{say('impact.elsewhere')}</li>"
        yield "</ul></li>"
    yield "</ul></article>"


def _witness(witness: Witness) -> str:
    phrase = say("impact.phrase", phrase=witness.phrase)
    return (
        f"{say(f'impact.{witness.side}')} · <code>{_text(witness.rule)}</code> · "
        f"“{_text(witness.quote)}” · {say(f'stance.{witness.stance}')} · "
        f"<code>{_text(phrase)}</code> · {_text(cause_words(witness))}"
    )


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    spans = tuple(spans)
    if len(text) > _WHOLE_CHARACTERS:
        pieces = cut_snippet(text, spans, _SNIPPET_CELLS)
    else:
        pieces = list(_whole(text, spans))
    return "".join(
        f"<mark>{_text(piece)}</mark>" if is_on else _text(piece)
        for piece, is_on in pieces
    )


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield all of a text, what is evidence apart; *spans* are sorted."""
    shown = 0
    for start, end in spans:
        if end <= shown:
            continue
        if start > shown:
            yield text[shown:start], False
        yield text[max(start, shown) : end], True
        shown = end
    yield text[shown:], False


def _text(text: str) -> str:
    return escape(_UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text))
