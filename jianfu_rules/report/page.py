"""The report as one HTML page that needs nothing else.

Everything that comes from outside goes through `_text`. The policy of the page allows
its own style and script, by their hashes, and nothing else: no request leaves it.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import Any

from jianfu_rules.model import PART_NAMES, STANCES
from jianfu_rules.report.cases import Case, clean
from jianfu_rules.report.charts import bar_chart, column_chart
from jianfu_rules.report.comparing import DATA_ID, Comparison
from jianfu_rules.report.data import report_data
from jianfu_rules.report.method import Origin, method_lines
from jianfu_rules.report.page_style import SCRIPT, STYLE
from jianfu_rules.report.summary import OTHERS, Report
from jianfu_rules.report.tables import (
    HIDDEN,
    STANCE_NAMES,
    Cell,
    Table,
    report_tables,
    share,
    value_name,
)

_MOST_RULES = 3
_SECTIONS = (
    ("comparison", "和上期比", ("comparison",)),
    ("symptoms", "症状和态度", ("stances",)),
    ("months", "按月", ("month", "month-symptoms")),
    ("places", "按地方", ("place", "place-symptoms")),
    ("units", "按单位", ("unit", "unit-symptoms")),
    ("burden", "负担数字和限额", ("figures", "breaches")),
    ("official", "官方统计类别", ("categories",)),
)


def report_page(
    report: Report, origin: Origin, comparison: Comparison | None
) -> Iterator[str]:
    """Yield the page in pieces.

    Parameters
    ----------
    report : Report
    origin : Origin
    comparison : Comparison or None
    """
    tables = report_tables(report, comparison)
    by_id = {table.id: table for table in tables}
    sections = [
        (name, title, [by_id[t] for t in ids if t in by_id])
        for name, title, ids in _SECTIONS
    ]
    sections = [section for section in sections if section[2]]
    yield from _head(origin.title)
    yield "<body>"
    yield '<a class="skip" href="#main">跳到正文</a>'
    yield f"<header><h1>{_text(origin.title)}</h1>"
    files = "、".join(origin.files)
    yield f'<p class="soft">{_text(files)} · {_text(origin.made_on)} 生成</p>'
    yield '<nav aria-label="目录"><ul>'
    ends = [("cases", "个案", None), ("method", "方法和局限", None)]
    for name, title, _ in [("total", "总数", None), *sections, *ends]:
        yield f'<li><a href="#{name}">{title}</a></li>'
    yield '</ul></nav></header><main id="main">'
    yield from _total(report, by_id["headline"])
    yield from _filter(report)
    for name, title, held in sections:
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>'
        yield from _charts(report, name)
        for table in held:
            yield from _table(table)
        yield "</section>"
    yield from _cases(report)
    if "citations" in by_id:
        yield '<section aria-labelledby="documents"><h2 id="documents">引用的文件</h2>'
        yield from _table(by_id["citations"])
        yield "</section>"
    yield from _method(report, origin)
    yield "</main>"
    yield from _data(report_data(report, origin, tables))
    yield f"<script>{SCRIPT}</script></body></html>\n"


def _head(title: str) -> Iterator[str]:
    policy = (
        f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; "
        "base-uri 'none'; form-action 'none'"
    )
    yield '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_text(title)}</title><style>{STYLE}</style></head>\n"


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _total(report: Report, table: Table) -> Iterator[str]:
    records, complaints = report.show("records"), report.show("complaints")
    told = [report.show("label", s, "complaint") for s, _ in report.symptoms]
    named: Cell = sum(bool(count) for count in told)
    if None in told:
        named = f"至少 {named}"
    figures: list[tuple[str, Cell]] = [
        ("记录", records),
        ("反映问题", complaints),
        ("占", share(complaints, records)),
        ("反映到的症状（种）", named),
    ]
    yield '<section aria-labelledby="total"><h2 id="total">总数</h2><dl class="big">'
    for name, value in figures:
        yield f"<div><dt>{name}</dt><dd>{_cell(value)}</dd></div>"
    yield "</dl>"
    yield from _table(table)
    if report.k > 1:
        yield (
            f'<p class="soft">＊ 是隐去的数：不足 {report.k}，或者为了不让人从合计推算出来。</p>'
        )
    yield "</section>"


def _filter(report: Report) -> Iterator[str]:
    """Yield the filters; without script they stay hidden and all is shown."""
    choices: dict[str, tuple[str, list[tuple[str, str]]]] = {
        "symptom": ("症状", report.symptoms),
        "stance": ("态度", [(s, STANCE_NAMES[s]) for s in STANCES]),
    }
    for name, title in (("month", "月份"), ("place", "地方")):
        values = [v for v in report.values.get(name, ()) if v and v != OTHERS]
        if values:
            choices[name] = (title, [(v, value_name(name, v)) for v in values])
    yield '<form id="filter" hidden aria-label="筛选" autocomplete="off">'
    for name, (title, options) in choices.items():
        yield f'<label>{title}<select name="{name}"><option value="">全部</option>'
        for value, shown in options:
            yield f'<option value="{_text(value)}">{_text(shown)}</option>'
        yield "</select></label>"
    yield '<button type="reset">全部显示</button>'
    yield '<output id="filter-said" aria-live="polite"></output></form>'


def _charts(report: Report, section: str) -> Iterator[str]:
    if section == "symptoms":
        rows = [
            (name, count)
            for s, name in report.symptoms
            for count in [report.show("label", s, "complaint")]
            if count != 0
        ]
        yield bar_chart("各症状反映问题的记录数", rows)
    elif section == "months":
        rows = [
            (value_name("month", v), report.show("month", v, "complaints"))
            for v in report.values["month"]
            if v and v != OTHERS
        ]
        yield column_chart("各月反映问题的记录数", rows)


def _table(table: Table) -> Iterator[str]:
    wide = ' class="wide"' if table.is_wide else ""
    # What scrolls must be reached by the keyboard.
    yield f'<div class="scroll" role="region" aria-label="{_text(table.title)}" tabindex="0">'
    yield f"<table{wide}><caption>{_text(table.title)}</caption><thead><tr>"
    for index, name in enumerate(table.head):
        kind = ' class="n"' if name.startswith("#") else ""
        about = _about(table.columns.get(index, {}))
        yield f'<th scope="col"{kind}{about}><span>{_text(name.removeprefix("#"))}</span></th>'
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr{_about(row.about)}>"
        for index, cell in enumerate(row.cells):
            if not index:
                yield f'<th scope="row">{_cell(cell)}</th>'
                continue
            kind = ' class="n"' if table.head[index].startswith("#") else ""
            about = _about(table.columns.get(index, {}))
            yield f"<td{kind}{about}>{_cell(cell)}</td>"
        yield "</tr>"
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="soft">{_text(table.note)}</p>'


def _about(about: Any) -> str:
    return "".join(f' data-{name}="{_text(value)}"' for name, value in about.items())


def _cell(cell: Cell) -> str:
    if cell is None:
        return f'<abbr title="隐去">{HIDDEN}</abbr>'
    return f"{cell:,}" if isinstance(cell, int) else _text(cell)


def _cases(report: Report) -> Iterator[str]:
    yield '<section aria-labelledby="cases"><h2 id="cases">个案</h2>'
    yield (
        '<p class="soft">每种症状里最有把握的几条，画线的是证据。'
        "顺序是反映问题的在前，不是轻重。</p>"
    )
    for number, case in enumerate(report.cases, 1):
        yield from _case(report, case, number)
    if not report.cases:
        yield "<p>没有可以列出的个案。</p>"
    yield "</section>"


def _case(report: Report, case: Case, number: int) -> Iterator[str]:
    labels = [
        label
        for label in case.labels
        if report.show("label", label["symptom"], label["stance"]) is not None
    ]
    where = {
        name: value
        for name, value in case.where.items()
        if report.is_value_shown(name, value)
    }
    pairs = " ".join(f"{label['symptom']}:{label['stance']}" for label in labels)
    yield f'<article class="case" data-labels="{_text(pairs)}"{_about(where)} '
    yield f'aria-labelledby="case-{number}"><h3 id="case-{number}">'
    yield f"{number}. {_text(case.id)}</h3>"
    if where:
        said = " · ".join(value_name(name, value) for name, value in where.items())
        yield f'<p class="soft">{_text(said)}</p>'
    for part, pieces in case.parts:
        name = f'<span class="tag">{PART_NAMES.get(part, "")}</span> ' if part else ""
        shown = "".join(
            f"<mark>{_text(piece)}</mark>" if is_on else _text(piece)
            for piece, is_on in pieces
        )
        yield f"<p>{name}{shown}</p>"
    yield "<ul>"
    for label in labels:
        yield f"<li>{_reason(report, label)}</li>"
    for breach in case.breaches:
        yield f"<li>超过限额：{_text(breach)}</li>"
    if case.copies > 1 and case.copies >= report.k:
        yield f"<li>近似的共 {case.copies:,} 条</li>"
    yield "</ul></article>\n"


def _reason(report: Report, label: Any) -> str:
    name = report.names.symptoms.get(label["symptom"], label["name"])
    by = {"rules": "规则", "both": "规则和统计模型", "model": "统计模型"}
    said = (
        f"{_text(name)}：<strong>{STANCE_NAMES[label['stance']]}</strong>，"
        f"{by.get(label['source'], '规则')}判断，分数 {label['score']:.2f}"
    )
    hit = dict.fromkeys(
        report.names.rules.get(e["rule"], "") for e in label["evidence"]
    )
    found = list(filter(None, hit))[:_MOST_RULES]
    if found:
        said += f"。规则：{_text('；'.join(found))}"
    if label["policies"]:
        cited = "、".join(map(report.names.cite, label["policies"]))
        said += f"。依据：{_text(cited)}"
    return said


def _method(report: Report, origin: Origin) -> Iterator[str]:
    yield '<section aria-labelledby="method"><h2 id="method">方法和局限</h2><dl>'
    for name, said in method_lines(report, origin):
        yield f"<dt><strong>{name}</strong></dt><dd>{_text(said)}</dd>"
    yield "</dl></section>"


def _data(data: dict[str, Any]) -> Iterable[str]:
    # No "<" is left, so nothing inside can end the element.
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        written = written.replace(char, f"\\u{ord(char):04x}")
    written = clean(written)
    yield f'<script type="application/json" id="{DATA_ID}">{written}</script>'


def _text(text: object) -> str:
    return escape(clean(str(text)))
