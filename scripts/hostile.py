"""Texts made to be slow, each beside an ordinary text of the same length, in one run.

    python scripts/hostile.py            a table; leaves with 1 where one is past 20 times
    python scripts/hostile.py --chars 50000

Each text fills a megabyte (as UTF-8) or ``--chars`` characters. `classify` reads the
first 200,000 characters and says so; `redact` and `letters_of` (for duplicates) read
all. Facts and the dictionary of the result are asked for as well.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count, islice

from jianfu_rules import Classifier
from jianfu_rules.classifier import MAX_CHARS
from jianfu_rules.duplicates.comparing import letters_of
from jianfu_rules.redaction.redacting import redact
from jianfu_rules.ruleset.yamlread import YamlFile, parse_yaml

MEGABYTE = 1 << 20
LIMIT = 20

ORDINARY = (
    "我在镇上工作，这个月几乎天天填表，上午报完下午又要重报，手机里有三十多个工作群，"
    "打卡、转发都要截图，群众的事反而没时间办。昨天村里开会，大家说路灯坏了半年没人修，"
    "自来水也时断时续，希望有关部门来看一看。\n"
)
RULES = "- 报表: [报表, 表格, 台账]\n  name: 填表太多，重复报送\n"
FIRST = "普通的文字"
REPEATED = {
    "一个字：的": "的",
    "一个字：群": "群",
    "一个字母": "a",
    "空格": " ",
    "换行": "\n",
    "只有分隔": "，。；、！？",
    "只有逗号": "，",
    "只有数字": "1234567890",
    "中文数字": "一二三四五六七八九十百千万亿",
    "逗号数字": "1,",
    "小数点": "1.",
    "目录的点线": "第一章" + "." * 60 + "3\n",
    "省略号": "……填",
    "没有标点的一句": ORDINARY.translate(dict.fromkeys(map(ord, "，。、\n"))),
    "轮流的语境词": "不得已经没有如果要求反而取消",
    "密集命中": "工作群太多填表天天打卡",
    "密集命中带逗号": "工作群太多，天天打卡，",
    "密集数字": "五个群",
    "命中带变化": "从八个工作群变成二十个工作群太多，",
    "一个字：天": "天",
    "每一天": "工作群太多填表每天",
    "密集变化": "从八个变成二十个",
    "密集比例": "50%",
    "密集时长": "开会三个小时",
    "密集错字": "形式注意",
    "密集拼音": "wenshanhuihai ",
    "夹注拼音": "减(fu)负",
    "字间有空格": "群 多 ",
    "零宽字符": "群\u200b",
    "组合字符": "群\u0301",
    "半个字符": "\ud800",
    "答复标记": "【答复】\n",
    "网友来信": "网友您好，您的留言收悉。现答复如下：",
    "姓名": "我叫王小明",
    "电话": "13812345678，",
    "证件号": "110101199003070011",
    "住址": "幸福小区3号楼2单元101室",
    "邮箱": "a@",
}


def texts(length: Callable[[str], int]) -> dict[str, str]:
    """Return the texts by name, each repeated up to a length."""

    def fill(piece: str) -> str:
        whole = piece * (MEGABYTE // len(piece) + 1)
        return whole[: length(piece)]

    depth = min(100_000, length("（") // 2)
    planes = (
        plane * 0x10000 + place
        for place in count(0x20, 7)
        for plane in range(17)
        if place < 0x10000 and not 0xD800 <= place < 0xE000
    )
    return {
        FIRST: fill(ORDINARY),
        **{name: fill(piece) for name, piece in REPEATED.items()},
        "十万层括号": fill("（" * depth + "）" * depth),
        "每个平面的字符": "".join(map(chr, islice(planes, min(length("中"), 100_000)))),
    }


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chars", type=int)
    asked = parser.parse_args()

    def length(piece: str) -> int:
        bytes_of = len(piece.encode("utf-8", "surrogatepass"))
        return asked.chars or MEGABYTE * len(piece) // bytes_of

    classifier = Classifier.load()

    def judge(text: str) -> None:
        _ = classifier.classify(text).to_dict()

    def read_rules(text: str) -> None:
        decoded = text.encode("utf-8", "replace").decode()
        parse_yaml(YamlFile("a.yml", decoded), [])

    works: dict[str, Callable[[str], object]] = {
        "判断": judge,
        "隐去": redact,
        "比对": letters_of,
        "当规则读": read_rules,
    }
    made = texts(length)
    usual = {}
    for name, work in works.items():
        text = (
            RULES * (length("中") // len(RULES)) if name == "当规则读" else made[FIRST]
        )
        work(text[: len(ORDINARY)])
        usual[name] = seconds(partial(work, text)) / _read(name, text)
    print("文字 | 字数 | " + " | ".join(f"{name} 秒 | 倍" for name in works))
    print("---|" * (2 + 2 * len(works)))
    worst = 0.0
    for title, text in made.items():
        cells = []
        for name, work in works.items():
            took = seconds(partial(work, text))
            ratio = took / (usual[name] * _read(name, text))
            worst = max(worst, ratio)
            cells.append(f"{took:.2f} | {ratio:.1f}")
        print(f"{title} | {len(text):,} | " + " | ".join(cells), flush=True)
    print(f"最多 {worst:.1f} 倍，界限 {LIMIT} 倍")
    return 1 if worst > LIMIT else 0


def _read(work: str, text: str) -> int:
    """Return how many characters of a text a work reads."""
    return min(len(text), MAX_CHARS) if work == "判断" else len(text)


if __name__ == "__main__":
    sys.exit(main())
