"""Find the words and phrases of texts without a dictionary.

Runs of two to six characters that hold together (their weakest seam is stronger
than chance) and stand free (many different neighbours on both sides). A run of
length *n* is only counted where both runs of length *n* − 1 in it are frequent,
so the memory is that of the frequent ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jianfu_rules.authoring.keyness import cohesion, entropy

MAX_LENGTH = 6
MIN_COHESION = 3.0
MIN_FREEDOM = 1.5

HAN_RUN = re.compile("[\u4e00-\u9fff]+")
_NUMERALS = frozenset("零〇一二两俩三仨四五六七八九十百千万亿几半第")
# Characters that open or close no word worth a rule.
_NO_START = frozenset(
    "的了着过吗呢吧啊呀嘛么们是也就又才和与或很更最挺这那哪我你他她它您咱俺得地之而且其此于以"
    "年月日点分号里上下中内来去说个块张份次天等后前时所"
)
_NO_END = frozenset(
    "的了着吗呢吧啊呀嘛是也就又才都还把被让给跟和与或在从到向对比很更最挺这那哪我你他她它您"
    "咱俺不没之而且其此于以要会能可每各为再"
)
# Words that hold texts of every kind together.
_COMMON_WORDS = """
因为 所以 但是 可是 不过 如果 要是 虽然 而且 还有 或者 以及 其中 其他 其它
别的 什么 怎么 怎样 多少 为什么 哪里 哪儿 那儿 这儿 那里 这里 里头 外头
这个 那个 每个 各个 有的 有些 一些 不少 许多 大家 自己 别人 人家 他们 她们
我们 你们 咱们 现在 已经 正在 刚刚 刚才 马上 然后 后来 以后 以前 之后 之前
时候 今天 昨天 明天 前天 后天 早上 上午 中午 下午 晚上 今年 去年 明年 那天
当天 平时 知道 觉得 认为 希望 看到 看见 听说 告诉 开始 继续 结束 起来 出来
回来 过来 下来 上来 出去 回去 进去 过去 下去 上去 可以 可能 应该 应当 必须
需要 能够 没有 不是 就是 还是 都是 只是 也是 不能 不会 不要 不用 不行 只有
只要 只能 有人 没人 无人 真的 真正 确实 其实 到底 究竟 反正 居然 竟然 非常
特别 比较 十分 完全 已有 还要 还得 都要 都得 都没 都有 给我 给我们 给他
给他们 跟我 跟我们 问我 对我 说你 是不是 有没有 能不能 一直 一样 一起 一下
一点 问题 情况 事情 东西 地方 方面 意思 女儿 儿子 母亲 父亲 媳妇 丈夫 孙子
姑娘 朋友 孩子 老人 老人家
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_NAME = re.compile(
    "[\u4e00-\u9fff]{2,4}(?:省|市|县|区|镇|乡|街|路|巷|村|社区|街道|小区|花园|公司|大厦|学校|医院"
    "|小学|中学|大学)$|.*某|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹"
    "喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费薛雷贺倪汤罗毕郝安常于傅齐康伍余顾孟黄萧尹姚"
    "邵汪毛狄戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万"
    "柯管卢莫房裘缪解应丁邓郁单杭洪包诸左石崔吉龚程邢裴陆翁荀惠甄曲封]"
    "(?:主任|书记|老师|局长|科长|经理|先生|女士|师傅|队长|处长|镇长|乡长|村长|院长|校长|会计|姐|哥|"
    "叔|婶|姨|总|工)$"
)


@dataclass(slots=True)
class WordCounts:
    """How often runs of characters occur, and what stands beside them.

    Parameters
    ----------
    frequency : Counter of str
    total : int
        Number of Han characters.
    left, right : dict of str to Counter
        Neighbours; the edge of a run of characters is a neighbour of its own each
        time, for there the word is free.
    """

    frequency: Counter[str] = field(default_factory=Counter)
    total: int = 0
    left: dict[str, Counter[str]] = field(default_factory=dict)
    right: dict[str, Counter[str]] = field(default_factory=dict)

    def freedom(self, word: str) -> float:
        """Return the smaller one of the entropies of both sides, in bits."""
        return min(_freedom(self.left[word]), _freedom(self.right[word]))

    def cohesion(self, word: str) -> float:
        """Return the pointwise mutual information of the weakest seam."""
        return cohesion(word, self.frequency, self.total)


def _freedom(neighbours: Counter[str]) -> float:
    edges = neighbours.get("", 0)
    return entropy([*(n for c, n in neighbours.items() if c), *[1] * edges])


def frequent_runs(texts: Iterable[str], min_count: int) -> set[str]:
    """Return the runs of up to six Han characters that stand in *min_count* texts.

    Examples
    --------
    >>> sorted(frequent_runs(["要照片", "发照片"], 2))
    ['照', '照片', '片']
    """
    runs_of = [HAN_RUN.findall(text) for text in texts]
    kept: set[str] = set()
    shorter: set[str] | None = None
    for length in range(1, MAX_LENGTH + 1):
        counts: Counter[str] = Counter()
        for runs in runs_of:
            found = {
                run[at : at + length]
                for run in runs
                for at in range(len(run) - length + 1)
            }
            if shorter is not None:
                found = {w for w in found if w[:-1] in shorter and w[1:] in shorter}
            counts.update(found)
        shorter = {word for word, count in counts.items() if count >= min_count}
        kept |= shorter
        if not shorter:
            break
    return kept


def count_runs(texts: Iterable[str], wanted: set[str]) -> WordCounts:
    """Count the runs in *wanted* and what stands beside them."""
    out = WordCounts()
    for word in wanted:
        out.left[word], out.right[word] = Counter(), Counter()
    for text in texts:
        for run in HAN_RUN.findall(text):
            out.total += len(run)
            for start in range(len(run)):
                before = run[start - 1] if start else ""
                for end in range(start + 1, min(start + MAX_LENGTH, len(run)) + 1):
                    word = run[start:end]
                    if word not in wanted:
                        break
                    out.frequency[word] += 1
                    out.left[word][before] += 1
                    out.right[word][run[end : end + 1]] += 1
    return out


def is_wordlike(word: str) -> bool:
    """Say whether a run may be a phrase of a rule: no name, number or filler.

    Examples
    --------
    >>> [is_wordlike(w) for w in ("盖红章", "三个群", "因为", "李主任", "的照片")]
    [True, False, False, False, False]
    """
    return (
        len(word) > 1
        and word[0] not in _NO_START
        and word[-1] not in _NO_END
        and word not in _COMMON
        and _NUMERALS.isdisjoint(word)
        and not _NAME.match(word)
    )


def find_words(
    texts: Sequence[str], pool: Iterable[str], known: frozenset[str], min_count: int
) -> list[str]:
    """Return the runs that are like words and unknown.

    Parameters
    ----------
    texts : sequence of str
        Folded; cohesion and freedom are measured on all.
    pool : iterable of str
        Those in which a word must stand *min_count* times.
    known : frozenset of str
        What is left out.
    min_count : int
    """
    runs = frequent_runs(pool, min_count)
    counts = count_runs(texts, runs)
    return sorted(
        word
        for word in runs
        if is_wordlike(word)
        and word not in known
        and counts.cohesion(word) >= MIN_COHESION
        and counts.freedom(word) >= MIN_FREEDOM
    )
