"""What the report says about itself: how it was made and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jianfu_rules.report.summary import Report


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from.

    Parameters
    ----------
    title : str
    made_on : str
        ``YYYY-MM-DD``.
    version : str
        Of the program.
    files : tuple of str
        Names without folders.
    is_personal_data_kept : bool
    """

    title: str
    made_on: str
    version: str
    files: tuple[str, ...]
    is_personal_data_kept: bool


def method_lines(report: Report, origin: Origin) -> Iterator[tuple[str, str]]:
    """Yield what is said at the end, as (name, sentence)."""
    yield "来源", f"{'、'.join(origin.files)}，{origin.made_on} 生成。"
    lost = [
        (report.unreadable_count, "条读不了，没有算"),
        (report.incomplete_count, "条太长，没有看完，已算的照算"),
    ]
    said = "；".join(f"{n:,} {words}" for n, words in lost if n)
    if said:
        yield "没有读全的", said + "。"
    yield (
        "怎么判断",
        "每条记录由一组公开的规则和一个统计模型判断：说到哪种症状，是在反映问题、说已经整改、"
        "要求部署，还是只是提到。每个判断都有原文作证据。判断由程序作出，没有人逐条核对。",
    )
    if report.is_merged:
        yield (
            "近似重复",
            "同一段话稍有改动再投一次的，算近似重复。“全部记录”照数，“只算一条”的合并后再数；"
            "和上期比用合并后的数，个案也只列一条。",
        )
    if report.k > 1:
        yield (
            "小数目",
            f"1 到 {report.k - 1} 的数写作“＊”；能从合计倒推出它的数，也写作“＊”，所以“＊”不一定小。"
            "隐去的症状不列个案，隐去的月份、地方、单位不写在个案上。零照写。",
        )
    yield (
        "个人信息",
        "原样保留，请勿外传。"
        if origin.is_personal_data_kept
        else "姓名、电话、证件号等认得出的已换成记号；认不出的可能还在，外传前请再看一遍。",
    )
    yield (
        "局限",
        "反映多不等于问题多：谁愿意说、从哪里收集，都会影响数目。换一种说法、说得含蓄的会漏掉，"
        "反话和转述有时会判错。数字是反映的人说的，没有核实。占比的区间只算了抽样的偶然，没有算判断的差错。",
    )
    if report.names.digest not in report.digests:
        yield (
            "规则不一致",
            "判断结果是用另一版规则作出的；症状名称、文件和官方类别取自现在这一版，可能对不上。",
        )
    yield (
        "规则",
        f"{' → '.join(report.names.layers)}，共 {len(report.names.rules):,} 条",
    )
    yield "规则摘要", "；".join(report.digests)
    yield "程序", f"jianfu-rules {origin.version}"
