"""Every message about the parts of a record and about why-not, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

PART_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF509": {
        "zh": ("没有叫“{part}”的部分", "一条记录的部分：{known}"),
        "en": ("a record has no part “{part}”", "Its parts: {known}"),
    },
    "JF627": {
        "zh": (
            "一并看的列：{columns}",
            "若不对，用 --part 指明，例如 --part reply=答复内容；--part {part}= 是不看。",
        ),
        "en": (
            "columns read as parts: {columns}",
            "Else name them: --part reply=COLUMN; --part {part}= leaves one out.",
        ),
    },
    "JF628": {
        "zh": (
            "--part 后面写的“{value}”里没有叫“{part}”的部分",
            "可以写：{known}。",
        ),
        "en": ("--part “{value}”: there is no part “{part}”", "Parts: {known}"),
    },
    "JF629": {
        "zh": (
            "--part 后面写的“{value}”没有等号",
            "写成“部分=列名”，例如 --part reply=答复内容。",
        ),
        "en": (
            "--part “{value}” has no equals sign",
            "Write PART=COLUMN, such as --part reply=COLUMN.",
        ),
    },
    "JF649": {
        "zh": (
            "“{field}”里不是文字（{got}），没有当作{part}来看",
            "要看就改成文字；不看就写 --part {part}=。",
        ),
        "en": (
            "“{field}” holds no text ({got}) and is not read as {part}",
            "Make it a text, or leave it out with --part {part}=.",
        ),
    },
    "JF692": {
        "zh": (
            "没有叫“{symptom}”的症状，最像的是“{near}”",
            "可以写 all，或：{known}。",
        ),
        "en": ("no symptom “{symptom}”; nearest: “{near}”", "Or all, or: {known}"),
    },
    "JF693": {
        "zh": ("没有叫“{symptom}”的症状", "可以写 all，或：{known}。"),
        "en": ("no symptom “{symptom}”", "Write all, or one of: {known}"),
    },
}
