"""Every message about rules that would cost too much or could do harm, by code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

LIMIT_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF218": {
        "zh": (
            "括号套得太深（超过 {limit} 层）",
            "把里面的几种说法拆成几条短语，或写成 <甲|乙>。",
        ),
        "en": (
            "brackets nested more than {limit} deep",
            "Write the inner choices as phrases of their own, or as <a|b>.",
        ),
    },
    "JF219": {
        "zh": (
            "短语太长（{length:,} 字，最多 {limit} 字）",
            "短语写人们怎么说的一句话；很多个词放进词表，写成 <词表>。",
        ),
        "en": (
            "a phrase of {length:,} characters; the limit is {limit}",
            "Put many words into a word list and write <list>.",
        ),
    },
    "JF220": {
        "zh": (
            "短语不能是正则表达式：一条写坏的正则会让程序停在一段文字上，别人也看不懂",
            "改写成短语：任意几个字写 …，甲或乙写 <甲|乙>，可有可无写（的），数字写 <数字≥5>。",
        ),
        "en": (
            "a phrase is no regular expression: one bad pattern hangs on one text",
            "Write … for any few characters, <a|b> for a choice, （x） for what may "
            "be missing, <数字≥5> for a number.",
        ),
    },
    "JF698": {
        "zh": (
            "系统不让读或写：{detail}",
            "看看磁盘满不满、有没有权限；输出到屏幕的，改用 -o 写进文件。",
        ),
        "en": (
            "the system refused to read or write: {detail}",
            "See whether the disk is full and who may write there; or use -o.",
        ),
    },
    "JF120": {
        "zh": (
            "这个文件的问题太多，只列出前 {limit} 个",
            "改好上面的再试一次；若每一行都错，看看文件是不是另一种格式。",
        ),
        "en": (
            "too many problems in this file; the first {limit} are shown",
            "Mend those above and try again.",
        ),
    },
}
