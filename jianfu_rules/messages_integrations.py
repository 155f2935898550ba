"""Every message about columns of texts in tables, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

INTEGRATION_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF790": {
        "zh": ("结果里没有叫“{column}”的列{suggestion}", "可以写：{known}。"),
        "en": ("the result has no column “{column}”{suggestion}", "Columns: {known}"),
    },
    "JF791": {
        "zh": (
            "这一行没有文字（缺失值）",
            "这条没有分析；补上文字，或先把空着的行筛掉。",
        ),
        "en": (
            "no text in this row (a missing value)",
            "It was not classified; fill it in, or leave such rows out.",
        ),
    },
    "JF792": {
        "zh": (
            "这里要用 {library}，还没有安装",
            "先运行：pip install 'jianfu-rules[{extra}]'",
        ),
        "en": (
            "this needs {library}, which is not installed",
            "Run: pip install 'jianfu-rules[{extra}]'",
        ),
    },
    "JF793": {
        "zh": (
            "表里已经有这些列，和结果的列同名：{columns}",
            "加一个前缀，例如 prefix='jf_'；或用 columns= 只要用得着的列。",
        ),
        "en": (
            "the table has columns of the same names as the result: {columns}",
            "Give a prefix, such as prefix='jf_', or choose columns=.",
        ),
    },
    "JF794": {
        "zh": (
            "“{field}”列是 {type}，不是文字",
            "看看是不是选错了列；真是这一列，先转成文字：cast('string')。",
        ),
        "en": (
            "column “{field}” is {type} and no text",
            "Cast it to string; or is it the wrong column?",
        ),
    },
    "JF795": {
        "zh": (
            "工作节点上的 jianfu-rules 是 {theirs}，提交任务的是 {ours}",
            "两边装成同一个版本，判断才会一样。",
        ),
        "en": (
            "jianfu-rules is {theirs} on the worker and {ours} on the driver",
            "Install the same version on both.",
        ),
    },
    "JF796": {
        "zh": (
            "要判断的应当是一列文字，却是{got}",
            "传入文字的列表、数组，或只有一列的表。",
        ),
        "en": (
            "one column of texts is wanted, not {got}",
            "Pass a list or array of texts, or a table of one column.",
        ),
    },
    "JF797": {
        "zh": (
            "不知道 y 里哪个值是“在反映问题”：{values}",
            "用 pos_label= 写明；y 是 True 和 False，或 1 和 0 的不用写。",
        ),
        "en": (
            "which value of y stands for a complaint: {values}",
            "Name it by pos_label=; not needed for True and False, or 1 and 0.",
        ),
    },
    "JF798": {
        "zh": ("{name} 不能是 {value}", "可以写：{known}。"),
        "en": ("{name} cannot be {value}", "Allowed: {known}"),
    },
}
