"""Every message of ``jianfu report``, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

REPORT_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF761": {
        "zh": (
            "“{value}”不是日期，这一条算在“没写月份”里",
            "写成 2026-11-22 或 2026年11月 这样。",
        ),
        "en": (
            "“{value}” is no date; the record counts as one without a month",
            "Write it as 2026-11-22 or 2026-11.",
        ),
    },
    "JF762": {
        "zh": ("读不了上期的报告 {path}：{detail}", "检查文件名；要 html 或 json 的。"),
        "en": (
            "the last report {path} cannot be read: {detail}",
            "Check the name; it must be the HTML or the JSON one.",
        ),
    },
    "JF763": {
        "zh": (
            "{path} 不是 jianfu report 写的报告，或者改坏了",
            "给出上期的 report.html，或 --format json 写的文件；docx、xlsx 不能用来比。",
        ),
        "en": (
            "{path} is no report of jianfu report, or is damaged",
            "Name the last report.html, or what --format json wrote.",
        ),
    },
    "JF764": {
        "zh": (
            "没有一条记录写着{what}，不能按{what}统计",
            "判断结果要在判断时就带上：jianfu classify 加 {option} 列名；或者直接给原来的文件。",
        ),
        "en": (
            "no record tells its {what}, so nothing is counted by it",
            "Classify with {option} NAME, or give the files themselves.",
        ),
    },
    "JF765": {
        "zh": (
            "这一行不是 jianfu classify 的结果，没有算进去",
            "看看这一行是不是断了；重新生成：jianfu classify 文件 --format jsonl。",
        ),
        "en": (
            "this line is no result of jianfu classify and is left out",
            "See whether it is cut; else make it anew with jianfu classify.",
        ),
    },
    "JF766": {
        "zh": ("{format} 要写进文件", "加上 -o 报告.{format}。"),
        "en": ("{format} needs a file to write to", "Add -o report.{format}."),
    },
    "JF767": {
        "zh": (
            "看不出报告要写成什么：后缀“{suffix}”",
            "用 .html、.docx、.xlsx、.json，或写明 --format。",
        ),
        "en": (
            "the suffix “{suffix}” does not tell the format of the report",
            "Use .html, .docx, .xlsx or .json, or give --format.",
        ),
    },
    "JF768": {
        "zh": (
            "结果是用另一版规则判断的（{digest}），名称和依据取自现在的规则",
            "要一致，就用当时的规则（--rules、--locality），或者重新判断原来的文件。",
        ),
        "en": (
            "the results were made with other rules ({digest}); names are of these",
            "Give those rules (--rules, --locality), or classify the files again.",
        ),
    },
    "JF769": {
        "zh": ("一条能用的记录也没有，没有写报告", "先看上面说的问题。"),
        "en": ("no usable record, no report is written", "See the problems above."),
    },
}
