"""What the command line says about ``jianfu report``."""

from __future__ import annotations

REPORT_WORDS: dict[str, dict[str, str]] = {
    "report": {
        "zh": "把一批记录写成一份报告：总数、症状、态度、按月按地方、负担数字、超限、个案。\n\n"
        "给原来的文件，或 jianfu classify --format jsonl 的结果（不再判断一遍）。"
        "写出的网页单独一个文件，不联网，可打印。",
        "en": "Write a report on a batch of records, as one HTML file.\n\n"
        "Give the files, or results of jianfu classify --format jsonl.",
    },
    "report.output": {
        "zh": "报告写进这个文件；全部写完才出现。",
        "en": "Write the report to this file.",
    },
    "report.format": {
        "zh": "html 网页（默认）、docx、xlsx（给要改的人）、json（给程序）。不写就看输出文件的后缀。",
        "en": "html (default), docx, xlsx or json; else told by the suffix.",
    },
    "report.k": {
        "zh": "少于这么多条的数隐去，能倒推出它的也隐去；1 是不隐。",
        "en": "Hide counts below this, and what gives them away; 1 hides nothing.",
    },
    "report.compare": {
        "zh": "和上期的报告（html 或 json）比：升了什么，降了什么，是不是偶然。",
        "en": "Compare with an earlier report (html or json).",
    },
    "report.title": {"zh": "报告的标题。", "en": "The title."},
    "report.default_title": {
        "zh": "形式主义问题反映情况报告",
        "en": "形式主义问题反映情况报告",
    },
    "metavar.title": {"zh": "标题", "en": "TITLE"},
    "metavar.k": {"zh": "条数", "en": "N"},
}
