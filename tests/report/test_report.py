"""What is counted, what is kept as a case, and how two reports compare."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from jianfu_rules.errors import InputError
from jianfu_rules.report.cases import cut
from jianfu_rules.report.comparing import compare, read_last
from jianfu_rules.report.data import report_data
from jianfu_rules.report.page import report_page
from jianfu_rules.report.tables import report_tables
from tests.report.batches import ORIGIN, entry

GROUPS, MEETINGS, TRACES = "zhijian_xingshi", "wenshan_huihai", "henji_zhuyi"


def fact(what: str, low: float, **more):
    base = {"text": f"{low:g}个", "start": 0, "end": 2, "what": what, "low": low}
    return {**base, "high": low, "per": None, "unit": "个", "kind": "count", **more}


def breach(value: float, **more):
    base = {"limit": "zhongban_2024.wenjian_zishu", "fact": f"{value:g}字", "start": 0}
    base |= {
        "end": 2,
        "value": value,
        "max": 5000.0,
        "unit": "字",
        "text": "超过限额的话",
    }
    return {**base, "policy": "zhongban_2024", "article": "一", **more}


def complaints(count: int, symptom: str = GROUPS, first: int = 0, **more):
    return [
        entry(first + i, f"群太多了第{first + i}个", (symptom, "complaint"), **more)
        for i in range(count)
    ]


def table(report, name, comparison=None):
    return next(t for t in report_tables(report, comparison) if t.id == name)


def cells(report, name, comparison=None):
    return {r.cells[0]: r.cells[1:] for r in table(report, name, comparison).rows}


def test_records_complaints_and_stances(report_on) -> None:
    entries = [
        *complaints(6),
        *(entry(i, "已清理", (GROUPS, "remedy")) for i in range(6, 13)),
        *(entry(i, "今天天气好") for i in range(13, 20)),
    ]
    report = report_on(entries)
    assert (report.show("records"), report.show("complaints")) == (20, 6)
    name = report.names.symptoms[GROUPS]
    assert cells(report, "stances")[name] == (6, 7, 0, 0, 13, "")


def test_a_record_with_two_symptoms_counts_once_as_a_complaint(report_on) -> None:
    both = ((GROUPS, "complaint"), (MEETINGS, "complaint"))
    report = report_on(entry(i, "又是群又是会", *both) for i in range(7))
    assert report.show("complaints") == 7
    assert report.show("label", GROUPS, "complaint") == 7
    official = [c for c in report.categories if GROUPS in c.symptoms][0]
    assert MEETINGS in official.symptoms
    assert report.show("category", official.id) == 7


def test_months_places_and_those_that_do_not_tell(report_on) -> None:
    entries = [
        *complaints(6, where={"month": "2026-09", "place": "甲镇"}),
        *complaints(8, first=6, where={"month": "2026-10", "place": "乙镇"}),
        *complaints(5, first=14, where={"place": "乙镇"}),
    ]
    report = report_on(entries)
    assert cells(report, "month") == {
        "2026年9月": (6, 6, "100.0%"),
        "2026年10月": (8, 8, "100.0%"),
        "没写月份": (5, 5, "100.0%"),
    }
    assert list(cells(report, "place")) == ["乙镇", "甲镇"]
    assert "unit" not in report.values


def test_a_small_place_is_hidden_with_another_and_comes_last(report_on) -> None:
    sizes = {"甲镇": 9, "乙镇": 2, "丙镇": 7}
    entries, first = [], 0
    for place, size in sizes.items():
        entries += complaints(size, first=first, where={"place": place})
        first += size
    report = report_on(entries)
    assert list(cells(report, "place").items()) == [
        ("甲镇", (9, 9, "100.0%")),
        ("丙镇", (None, None, "＊")),
        ("乙镇", (None, None, "＊")),
    ]
    # A case of a hidden place does not name it.
    page = "".join(report_page(report, ORIGIN, None))
    assert 'data-place="甲镇" aria-labelledby' in page
    assert 'data-place="乙镇" aria-labelledby' not in page
    data = json.dumps(report_data(report, ORIGIN, report_tables(report, None)))
    assert json.loads(data)["places"]["乙镇"] == {"records": None, "complaints": None}


def test_a_month_that_hides_another_shows_nothing_of_itself(report_on) -> None:
    entries = complaints(6, where={"month": "2026-09"})
    entries += complaints(8, first=6, where={"month": "2026-10"})
    report = report_on([*entries, entry(50, "天气好")])
    # Six complaints of September would tell that one record has no month.
    found = cells(report, "month")
    assert found["2026年9月"] == found["没写月份"] == (None, None, "＊")
    assert found["2026年10月"] == (8, 8, "100.0%")
    symptoms = cells(report, "month-symptoms")
    assert symptoms["2026年9月"] == symptoms["没写月份"] == (None,)


def test_cases_of_a_hidden_symptom_are_not_shown(report_on) -> None:
    secret = entry(99, "台账堆成山", (TRACES, "complaint"))
    entries = [*complaints(9), *complaints(9, MEETINGS, 20), secret]
    report = report_on(entries)
    assert report.show("label", TRACES, "complaint") is None
    assert "台账堆成山" not in "".join(report_page(report, ORIGIN, None))
    assert "台账堆成山" in "".join(report_page(report_on(entries, k=1), ORIGIN, None))


def test_many_places_are_counted_together(report_on) -> None:
    entries = []
    for number in range(40):
        where = {"place": f"第{number:02}村"}
        entries += complaints(6, first=number * 6, where=where)
    found = cells(report_on(entries), "place")
    assert len(found) == 31
    assert found["其余"] == (60, 60, "100.0%")


def test_near_copies_count_once_and_show_once(report_on) -> None:
    entries = complaints(12)
    leaders = [0] * 6 + list(range(6, 12))
    report = report_on(entries, leaders=leaders)
    assert report.show("records") == 12
    assert report.show("distinct", "records") == 7
    assert report.show("distinct", GROUPS) == 7
    assert [case.position for case in report.cases] == [0, 6, 7, 8, 9, 10, 11]
    page = "".join(report_page(report, ORIGIN, None))
    assert page.count("近似的共 6 条") == 1


def test_figures_take_the_most_of_a_record_and_leave_out_what_falls(report_on) -> None:
    entries = [
        *complaints(5, facts=[fact("群", 8), fact("群", 20)]),
        *complaints(1, first=5, facts=[fact("群", 50, trend="falling")]),
        *complaints(1, first=6, facts=[fact("群", 60, part="reply")]),
        *complaints(2, first=7, facts=[fact("群", 31)]),
        entry(9, "好消息", (GROUPS, "remedy"), facts=[fact("群", 70)]),
    ]
    assert cells(report_on(entries), "figures")["群"] == ("数量", 7, "20", "31")


def test_minutes_are_hours_and_nights_are_counted(report_on) -> None:
    long = fact("会议", 90, unit="分钟", kind="duration")
    late, early = (fact("时刻", t, kind="time", unit="点") for t in (23.5, 9))
    entries = [
        *complaints(6, facts=[long, late, early]),
        *complaints(7, first=6, facts=[early]),
    ]
    found = cells(report_on(entries), "figures")
    assert found["会议"] == ("时长（小时）", 6, "1.5", "1.5")
    assert found["夜里十点到早上六点"] == ("钟点", 6, "46.2%", "")


def test_breaches_have_both_numbers_and_the_source(report_on) -> None:
    entries = [
        *complaints(3, breaches=[breach(6000.0), breach(9000.0)]),
        *complaints(4, first=3, breaches=[breach(8000.0)]),
    ]
    (row,) = table(report_on(entries), "breaches").rows
    assert row.cells[:5] == ("文件字数", "5000字", 7, "8000字", "9000字")
    assert "若干规定》一" in str(row.cells[5])
    (row,) = table(report_on(entries[:3]), "breaches").rows
    assert row.cells[2:5] == (None, "＊", "＊")


def test_what_cannot_be_read_is_counted_apart(report_on) -> None:
    bad = entry(9, "坏的")
    bad.verdict["error"] = {"code": "JF643"}  # type: ignore[index]
    report = report_on([*complaints(6), bad])
    assert (report.show("records"), report.unreadable_count) == (6, 1)


def test_personal_data_is_taken_out_with_the_evidence_in_place(report_on) -> None:
    def hide(text, spans):
        shown = text.replace("王小明", "［姓名］")
        return shown, [(s, e + len(shown) - len(text)) for s, e in spans]

    entries = [entry(i, f"王小明说群太多{i}", (GROUPS, "complaint")) for i in range(6)]
    page = "".join(report_page(report_on(entries, hide=hide), ORIGIN, None))
    assert "<mark>［姓名］说群太多0</mark>" in page
    assert "王小明" not in page


def test_cut_keeps_evidence_and_some_words_around() -> None:
    text = "甲" * 200 + "证据" + "乙" * 200
    pieces = list(cut(text, [(200, 202)]))
    assert ("证据", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) < 130
    assert list(cut("短", [])) == [("短", False)]


# Comparing


def saved(report, tmp_path, suffix):
    path = tmp_path / f"last.{suffix}"
    if suffix == "html":
        path.write_text("".join(report_page(report, ORIGIN, None)), encoding="utf-8")
    else:
        data = report_data(report, ORIGIN, report_tables(report, None))
        path.write_text(json.dumps(data), encoding="utf-8")
    return path


def batch(groups: int, meetings: int, quiet: int):
    entries = complaints(groups)
    entries += complaints(meetings, MEETINGS, groups)
    return entries + [entry(1000 + i, "天气好") for i in range(quiet)]


@pytest.mark.parametrize("suffix", ["html", "json"])
def test_what_rose_what_did_not_and_what_is_too_few(
    report_on, tmp_path, suffix
) -> None:
    old = report_on(batch(30, 20, 150))
    new = report_on(batch(80, 22, 98))
    found = compare(new, read_last(saved(old, tmp_path, suffix)))
    kinds = {change.symptom: change.kind for change in found.changes}
    assert kinds == {GROUPS: "rose", MEETINGS: "same"}
    assert found.overall is not None and found.overall.kind == "rose"
    assert found.has_same_rules
    groups = next(c for c in found.changes if c.symptom == GROUPS)
    assert (groups.old, groups.new) == ((30, 200), (80, 200))
    assert groups.p == pytest.approx(2 * groups.difference.p)
    said = cells(new, "comparison", found)
    assert said[new.names.symptoms[GROUPS]][-1] == "上升，不像是偶然"
    page = "".join(report_page(new, ORIGIN, found))
    assert 'id="comparison"' in page


def test_a_hidden_count_is_not_compared(report_on, tmp_path) -> None:
    old = report_on(batch(30, 3, 150))
    found = compare(
        report_on(batch(30, 30, 150)), read_last(saved(old, tmp_path, "json"))
    )
    assert MEETINGS in found.left_out
    assert MEETINGS not in {c.symptom for c in found.changes}


def test_few_are_no_verdict(report_on, tmp_path) -> None:
    old = report_on(batch(0, 6, 30))
    found = compare(report_on(batch(6, 6, 30)), read_last(saved(old, tmp_path, "json")))
    kinds = {change.symptom: change.kind for change in found.changes}
    assert kinds[GROUPS] == "few"


def test_other_rules_are_said(report_on, tmp_path) -> None:
    path = saved(report_on(batch(30, 20, 150)), tmp_path, "json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["rulesets"] = ["sha256:other"]
    found = compare(report_on(batch(30, 20, 150)), data)
    assert not found.has_same_rules
    assert "规则不同" in table(report_on(batch(30, 20, 150)), "comparison", found).note


@pytest.mark.parametrize(
    "content",
    ["", "<html></html>", "[]", "[" * 100_000, '{"format": "jianfu-report"}',
     '{"format": "jianfu-report", "distinct": {"records": "1", "complaints": 0, '
     '"symptoms": {}}}'],
)  # fmt: skip
def test_what_is_no_report_is_refused(content: str, tmp_path) -> None:
    path = tmp_path / "last.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_last(path)
    assert caught.value.problems[0].code == "JF763"


def test_a_missing_report_is_said(tmp_path) -> None:
    with pytest.raises(InputError) as caught:
        read_last(tmp_path / "none.html")
    assert caught.value.problems[0].code == "JF762"


# Size


def many(count: int):
    for i in range(count):
        where = {"month": f"2026-{i % 12 + 1:02}", "place": f"{i % 50}村", "unit": "局"}
        text = f"第{i}件：" + "天天填表打卡，群又多，苦不堪言。" * 40
        symptom = (GROUPS, MEETINGS, TRACES)[i % 3]
        yield entry(i, text, (symptom, "complaint"), where=where, score=i % 97 / 97)


def peak_of(count: int, report_on) -> tuple[int, int]:
    """Return the most memory and the size of the page for so many records."""
    tracemalloc.start()
    try:
        page = "".join(report_page(report_on(many(count)), ORIGIN, None))
        return tracemalloc.get_traced_memory()[1], len(page.encode())
    finally:
        tracemalloc.stop()


def test_twenty_thousand_records_are_a_small_page_in_little_memory(report_on) -> None:
    few, _ = peak_of(2_000, report_on)
    most, size = peak_of(20_000, report_on)
    assert size < 5_000_000
    # Ten times the records: what is kept of each is some bytes, no text.
    assert most - few < 18_000 * 300
