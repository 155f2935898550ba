"""The tables of the report, the same for every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jianfu_rules.evaluation.ratio import wilson
from jianfu_rules.model import STANCES
from jianfu_rules.report.comparing import Change, Comparison
from jianfu_rules.report.summary import OTHERS, Report

Cell = str | int | None
"""None is a hidden count."""

HIDDEN = "＊"
STANCE_NAMES = dict(
    zip(STANCES, ("反映问题", "已经整改", "要求部署", "只是提到"), strict=True)
)
DIMENSION_NAMES = {"month": "月份", "place": "地方", "unit": "单位"}
_PER_NAMES = {
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "year": "每年",
    "household": "每户",
    "person": "每人",
    "time": "每次",
}
_KIND_NAMES = {"count": "数量", "duration": "时长（小时）", "share": "占比（%）"}
_CHANGE_WORDS = {
    "rose": "上升，不像是偶然",
    "fell": "下降，不像是偶然",
    "same": "看不出变化，偶然就能解释",
    "few": "条数太少，不下结论",
}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, and what the row is about, for the filters."""

    cells: tuple[Cell, ...]
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption.

    Parameters
    ----------
    id, title : str
    head : tuple of str
        The names of the columns; one that begins with ``#`` holds numbers.
    rows : tuple of Row
    note : str
    is_wide : bool
        Whether it has a column a symptom, with upright names.
    columns : mapping of int to mapping
        What a column is about, for the filters.
    """

    id: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    is_wide: bool = False
    columns: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def report_tables(report: Report, comparison: Comparison | None) -> list[Table]:
    """Return every table that has rows, in the order of the report."""
    tables = [_headline(report)]
    if comparison is not None:
        tables.append(_comparison(report, comparison))
    tables.append(_stances(report))
    for dimension in report.values:
        tables += (_dimension(report, dimension), _matrix(report, dimension))
    tables += (
        _figures(report),
        _breaches(report),
        _categories(report),
        _citations(report),
    )
    return [table for table in tables if table.rows]


def share(part: int | None, whole: int | None) -> str:
    """Return a share in per cent, the hidden sign where it would tell a hidden count.

    Examples
    --------
    >>> share(1, 8), share(None, 8), share(0, 0)
    ('12.5%', '＊', '')
    """
    if part is None or whole is None:
        return HIDDEN
    return f"{part / whole:.1%}" if whole else ""


def value_name(dimension: str, value: str) -> str:
    """Return how a month, place or unit is called."""
    if value == OTHERS:
        return "更早的月份" if dimension == "month" else "其余"
    if not value:
        return f"没写{DIMENSION_NAMES[dimension]}"
    if dimension == "month":
        year, _, month = value.partition("-")
        return f"{year}年{int(month)}月"
    return value


def _headline(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, head in (("全部记录", ()), ("近似重复只算一条", ("distinct",))):
        if head and not report.is_merged:
            continue
        records = report.show(*head, "records")
        complaints = report.show(*head, "complaints")
        rows.append(
            (
                name,
                records,
                complaints,
                share(complaints, records),
                _interval(complaints, records),
            )
        )
    note = (
        "读的是判断结果，没有原文，近似重复没有合并。" if not report.is_merged else ""
    )
    head_cells = ("口径", "#记录", "#反映问题", "#占比", "#占比的95%区间")
    return Table(
        "headline", "记录和反映问题的条数", head_cells, tuple(map(Row, rows)), note
    )


def _interval(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return HIDDEN
    if not whole:
        return ""
    low, high = wilson(part, whole)
    return f"{low:.1%}–{high:.1%}"


def _stances(report: Report) -> Table:
    rows = []
    for symptom, name in report.symptoms:
        counts = [report.show("label", symptom, stance) for stance in STANCES]
        distinct = report.show("distinct", symptom) if report.is_merged else ""
        spoken = report.show("spoken", symptom)
        rows.append(Row((name, *counts, spoken, distinct), {"symptom": symptom}))
    totals = [report.show("complaints")]
    totals += [report.show("stance", stance) for stance in STANCES[1:]]
    distinct = report.show("distinct", "complaints") if report.is_merged else ""
    if rows:
        rows.append(Row(("有这种态度的记录", *totals, "", distinct)))
    head = (
        "症状",
        *(f"#{STANCE_NAMES[s]}" for s in STANCES),
        "#说到的",
        "#反映问题（合并重复）",
    )
    note = "一条记录可以说到几种症状，所以各行相加不等于最后一行。"
    columns = {i + 1: {"stance": stance} for i, stance in enumerate(STANCES)}
    return Table(
        "stances", "各症状、各态度的记录数", head, tuple(rows), note, columns=columns
    )


def _dimension(report: Report, dimension: str) -> Table:
    rows = []
    for value in report.values[dimension]:
        records = report.show(dimension, value)
        complaints = report.show(dimension, value, "complaints")
        cells = (
            value_name(dimension, value),
            records,
            complaints,
            share(complaints, records),
        )
        rows.append(Row(cells, {dimension: value}))
    name = DIMENSION_NAMES[dimension]
    head = (name, "#记录", "#反映问题", "#占比")
    return Table(dimension, f"各{name}的记录和反映", head, tuple(rows))


def _matrix(report: Report, dimension: str) -> Table:
    """Symptoms in rows for months, which are few; in columns for the others."""
    symptoms = [
        (s, name)
        for s, name in report.symptoms
        if report.show("label", s, "complaint") != 0
    ]
    held = report.values[dimension]
    name = DIMENSION_NAMES[dimension]
    title = f"各{name}反映的症状"
    if not symptoms:
        return Table("", title, (), ())
    rows = tuple(
        Row(
            (
                value_name(dimension, value),
                *(report.show(dimension, value, "symptom", s) for s, _ in symptoms),
            ),
            {dimension: value},
        )
        for value in held
    )
    columns = {i + 1: {"symptom": s} for i, (s, _) in enumerate(symptoms)}
    head = (name, *(f"#{symptom}" for _, symptom in symptoms))
    return Table(
        f"{dimension}-symptoms", title, head, rows, is_wide=True, columns=columns
    )


def _figures(report: Report) -> Table:
    rows = [
        Row(
            (
                row.what
                + (f"（{_PER_NAMES.get(row.per, row.per)}）" if row.per else ""),
                _KIND_NAMES[row.kind],
                row.record_count,
                _number(row.middle),
                _number(row.highest),
            )
        )
        for row in report.figures
        if row.record_count is not None or report.k == 1
    ]
    every, late = report.night
    if every:
        rows.append(Row(("夜里十点到早上六点", "钟点", late, share(late, every), "")))
    head = ("说的是什么", "量的是", "#几条说到", "#一半的人说到（中位数）", "#最多")
    note = (
        "只看反映问题的记录，答复里的数字和在减少的数字不算；一条记录同一样东西取最大的；约数取下限。"
        "钟点一行：说到钟点的反映里，有几条是在夜里，占多少。"
    )
    hidden = sum(row.record_count is None for row in report.figures)
    if hidden and not rows:
        rows.append(Row(("没有够数的", "", "", "", "")))
    if hidden:
        note += f"另有 {hidden} 样东西说到的不足 {report.k} 条，没有列。"
    return Table("figures", "负担数字", head, tuple(rows), note)


def _citations(report: Report) -> Table:
    """Return the documents that cases and limits point to, and what they say."""
    rows = []
    for reference in report.citations:
        name, _, article = reference.partition("#")
        policy = report.names.policies.get(name)
        if policy is None:
            rows.append(Row((reference, "", "", "现在这一版规则里没有这份文件")))
            continue
        issued = "，".join(filter(None, (policy.issuer, policy.date, policy.number)))
        doubt = "" if policy.confirmed else "（有没核实的地方）"
        said = policy.articles.get(article, "")
        rows.append(Row((policy.title + doubt, issued, article, said)))
    note = "“说的是”是概括，引用请查原件；条目的编号有的是要点序号，不是原文的条款号。"
    head = ("文件", "机关、日期、文号", "条目", "说的是")
    return Table("citations", "文件和条目", head, tuple(rows), note)


def _breaches(report: Report) -> Table:
    rows = tuple(
        Row(
            (
                row.what,
                f"{row.max:g}{row.unit}",
                row.record_count,
                _number(row.middle, row.unit),
                _number(row.highest, row.unit),
                report.names.cite(row.policy),
            )
        )
        for row in report.breaches
    )
    head = (
        "什么",
        "#限额",
        "#超过的记录",
        "#说到的（中位数）",
        "#说到的最多",
        "依据",
    )
    note = "数字是反映的人说的，没有核实；数的是什么、每多久一次说不准的没有算。"
    return Table("breaches", "说到的数字超过限额", head, rows, note)


def _number(value: float | None, unit: str = "") -> str:
    return (
        HIDDEN
        if value is None
        else f"{value:.4g}{unit}"
        if value < 1e4
        else f"{value:,.0f}{unit}"
    )


def _categories(report: Report) -> Table:
    rows = tuple(
        Row(
            (
                category.name + ("" if category.is_confirmed else "（名称未全部核实）"),
                "、".join(report.names.symptoms.get(s, s) for s in category.symptoms)
                or "没有对照的症状",
                report.show("category", category.id) if category.symptoms else "",
                category.note,
            )
        )
        for category in report.categories
    )
    head = ("官方统计的类别", "对照的症状", "#反映问题的记录", "说明")
    note = "官方统计的是查实的问题，这里是反映，数字不能相比；一条记录可以算进几类。"
    return Table("categories", "按官方统计类别数", head, rows, note)


def _comparison(report: Report, comparison: Comparison) -> Table:
    names = {"": "反映问题（全部）", **report.names.symptoms}
    overall = [comparison.overall] if comparison.overall else []
    changes = sorted(comparison.changes, key=lambda c: (c.p, -abs(c.difference.change)))
    rows = [_change_row(names[c.symptom], c) for c in (*overall, *changes)]
    rows += [
        Row((names[s], *[HIDDEN] * 5, "数目隐去，不能比"), {"symptom": s})
        for s in comparison.left_out
        if report.counts.get(("spoken", s))
    ]
    head = (
        "症状",
        "#上期",
        "#本期",
        "#相差（百分点）",
        "#95%区间",
        "#p（校正后）",
        "怎么看",
    )
    return Table(
        "comparison",
        "各症状占比的变化",
        head,
        tuple(rows),
        " ".join(_cautions(comparison)),
    )


def _change_row(name: str, change: Change) -> Row:
    d = change.difference
    few = change.kind == "few"
    cells = (
        name,
        f"{change.old[0]}/{change.old[1]}（{share(*change.old)}）",
        f"{change.new[0]}/{change.new[1]}（{share(*change.new)}）",
        f"{d.change * 100:+.1f}",
        f"{d.low * 100:+.1f} 到 {d.high * 100:+.1f}",
        "" if few else "<0.001" if change.p < 0.001 else f"{change.p:.3f}",
        _CHANGE_WORDS[change.kind],
    )
    return Row(cells, {"symptom": change.symptom} if change.symptom else {})


def _cautions(comparison: Comparison) -> Iterator[str]:
    yield f"上期是 {comparison.last.get('made_on', '')} 的报告，近似重复只算一条。"
    if not comparison.has_same_rules:
        yield "两期用的规则不同，变化可能来自规则而不是实情：最好用同一版规则把上期重做一遍再比。"
    yield (
        "占比相差用两个比例的检验（合并方差，双侧），区间用 Newcombe 法；各症状的 p 用 Holm 法校正，"
        "低于 0.05 才说不像偶然。占比变了也可能是收集的渠道变了，要结合实情看。"
    )
