"""The edits that may not change a verdict, and the base texts they are made from.

A base text names its place, person and software as ``{地}``, ``{人}``, ``{名}``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import opencc

NAMES = (
    {"地": "柳林镇", "人": "老周", "名": "青禾通"},
    {"地": "石桥街道", "人": "段小敏", "名": "邻里帮"},
    {"地": "A7县", "人": "欧阳海", "名": "安民码"},
)
_FULLWIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def fill(text: str, names: dict[str, str]) -> str:
    """Put *names* into a base text."""
    for key, name in names.items():
        text = text.replace(f"{{{key}}}", name)
    return text


def base_text(text: str) -> str:
    """Return the base text with its usual names."""
    return fill(text, NAMES[0])


def _halfwidth(text: str) -> str:
    return text.translate(str.maketrans("，。？：", ",.?:"))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


VARIANTS: dict[str, Callable[[str], str]] = {
    "names": lambda text: fill(text, NAMES[1]),
    "masked": lambda text: fill(text, NAMES[2]),
    "quoted_name": lambda text: base_text(text.replace("{名}", "“{名}”")),
    "halfwidth": lambda text: _halfwidth(base_text(text)),
    "fullwidth": lambda text: fill(text, NAMES[2]).translate(_FULLWIDTH),
    "no_stop": lambda text: base_text(text).rstrip("。！"),
    "exclaimed": lambda text: base_text(text).rstrip("。") + "！！",
    "traditional": lambda text: _converter().convert(base_text(text)),
    "indented": lambda text: "\u3000\u3000\n\t" + base_text(text) + "\n",
    "spaced": lambda text: base_text(text).replace("，", " ， "),
    "greeting": lambda text: "您好，打扰一下。" + base_text(text),
    "thanks": lambda text: base_text(text) + "谢谢！",
    "emoji": lambda text: base_text(text) + "🌿🙂",
    "clause_before": lambda text: "今天下了点小雨。" + base_text(text),
    "clause_after": lambda text: base_text(text) + "顺便说一句，我家住在河边。",
    "twice": lambda text: base_text(text) + "\n" + base_text(text),
}


def variants_of(text: str, edits: tuple[str, ...]) -> dict[str, str]:
    """Return the variants of a base text, without those that change nothing."""
    base = base_text(text)
    made = {name: VARIANTS[name](text) for name in edits}
    return {name: variant for name, variant in made.items() if variant != base}
