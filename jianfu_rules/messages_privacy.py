"""Every message about personal data and near copies, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

PRIVACY_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF751": {
        "zh": (
            "结果里有没有遮盖的姓名、电话、住址等个人信息（写了 --keep-personal-data）",
            "只在本单位内部使用；要外发就去掉这个选项，或先用 jianfu redact 处理。",
        ),
        "en": (
            "the results show personal data (--keep-personal-data)",
            "Keep them inside; drop the option, or run jianfu redact, before sending.",
        ),
    },
    "JF752": {
        "zh": (
            "没有叫“{kind}”的个人信息",
            "可以写：{known}。",
        ),
        "en": ("no kind of personal data “{kind}”", "Kinds: {known}"),
    },
    "JF753": {
        "zh": (
            "不知道按什么格式写：后缀是“{suffix}”",
            "把输出文件的后缀写成 {known}。",
        ),
        "en": (
            "unknown format of the output: suffix “{suffix}”",
            "Name the output {known}.",
        ),
    },
}
