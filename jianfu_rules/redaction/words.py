"""What stands around names and what only looks like one, read on first use."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from jianfu_rules.data import read_file

_TITLES_TEXT = (
    "主任 书记 局长 科长 处长 镇长 县长 乡长 村长 所长 院长 校长 园长 站长 "
    "社长 部长 厂长 组长 队长 会长 股长 班长 店长 行长 市长 区长 州长 厅长 "
    "省长 秘书长 副书记 副主任 副局长 副科长 副处长 副镇长 副县长 副乡长 "
    "副所长 副院长 副校长 副区长 副市长 支书 主席 委员 干事 专员 科员 会计 "
    "出纳 文书 秘书 助理 总监 经理 总经理 董事长 老板 老师 教师 教授 教练 "
    "医生 大夫 护士 护士长 律师 法官 检察官 警官 警察 民警 辅警 交警 师傅 "
    "司机 先生 女士 小姐 太太 夫人 同志 同学 大爷 大妈 大娘 大姐 大哥 大嫂 "
    "大叔 大婶 大伯 阿姨 阿婆 叔叔 伯伯 爷爷 奶奶 婆婆 老汉 老太 老人 "
    "工程师 网格员 调解员 主管 总监 政委 所 总 工 姐 哥 叔 婶 嫂 伯 姨 科 局 处"
)
TITLES = tuple(_TITLES_TEXT.split())
"""What follows a surname or a name; the last ones only where nothing else can be."""

LOOSE_TITLES = frozenset("所总工姐哥叔婶嫂伯姨科局处")
KIN = frozenset("姐哥叔婶嫂伯姨")

HARD_STOPS = frozenset(
    "的了说在是我你您他她它不没也都就被把给对从称住到去要因与及或等让叫问这那之岁已"
    "曾找带又才还再将该此们个很太当拿收写填跑讲觉嫌怕催打骂做干吃看听跟往替按并且则"
    "托签交送拍贴帮欠扣罚查搬吗呢吧啊呀哦嘛共每请"
)
"""Characters that no given name ends with."""

SOFT_STOPS = frozenset(
    "来和为于向有家今现一上下中出开前后年月日男女夫妻副所号发均同想只总共"
)
"""Characters that end a given name only where the next thing ends it too."""

_FOLLOWERS_TEXT = (
    "反映 来电 致电 投诉 表示 电话 手机 要求 家住 住在 住址 地址 身份 今年 "
    "现年 现在 现住 现居 性别 男性 女性 多次 于是 因为 因此 曾经 认为 觉得 "
    "介绍 负责 提出 提供 提交 咨询 询问 求助 举报 申请 希望 建议 女士 先生 "
    "同志 等人 一起 一家 夫妇 夫妻 两人 二人 三人 已经 没有 不是 是否 来自 "
    "在家 打电 联系 告诉 告知 说明 说到 通过 上访 签字 签名 代表 家属 家长 "
    "本人 以及 和他 和我 和她 所在 所住 工作 居住 户籍 毕业 之前 去年 上个 "
    "上周 上月 前来 为此 为了 有人 来到 来说 来了 向上 向我 向有 向街 向镇 "
    "向县 向市 中午 上午 下午 昨天 昨日 今天 今日 目前 名下 出差 出生 出去 "
    "出来 开会 开车 年纪 年龄 后来 前天 一人 一天 一周 一家 一直 副主 副局 "
    "副镇 副书 副县 副乡 收到 签了 收入 户名 卡号 手写 微信 邮箱 备注 留言 "
    "经常 天天 每天 早上 晚上 凌晨 连续 必须 只能 只好 无法 不能 自己 老婆 "
    "老公 父亲 母亲 儿子 女儿 妻子 丈夫 父母 上初 上高 上小 上大 上学 上班 "
    "家里 家中 家门 家属 读书 读小 读初 读高 白天 爸爸 妈妈 孩子 夜里 组织 "
    "安排 通知 带队 带着 交代 兄弟 姐妹 母子 父子 母女 父女 老两 二十 三十 四十 "
    "五十 六十 七十 八十 九十 退休 退回 因病"
)
FOLLOWERS = frozenset(_FOLLOWERS_TEXT.split())
"""Words that follow a name."""

OPENERS = frozenset(
    "找向和跟被让请对由给是的位名叫与及县镇村区局办室站里到据为同替像问见托陪喊"
)
"""Characters after which a name may begin."""

ROLE_ENDS = frozenset("人员长工户")
"""What words for persons end with: 报修人, 驾驶员, 网格长, 护工, 租户."""

NAMED_BY = frozenset(
    [
        "举报",
        "投诉",
        "感谢",
        "表扬",
        "控告",
        "状告",
        "联系",
        "通知",
        "询问",
        "致电",
        "转告",
    ]
)
"""Verbs whose object is a person."""


class NameWords(NamedTuple):
    """What names are made of, and the words that surnames are part of.

    ``given`` are characters of given names, ``alone`` those that make one alone,
    ``typical`` the most usual ones; ``weights`` say in bits how much a surname, a
    first and a second character of a given name speak for a name.
    """

    given: frozenset[str]
    alone: frozenset[str]
    typical: frozenset[str]
    weights: tuple[dict[str, int], dict[str, int], dict[str, int]]
    starting: frozenset[str]
    ending: frozenset[str]


@cache
def name_words() -> NameWords:
    """Read the table of names and of words that are no names.

    Examples
    --------
    >>> words = name_words()
    >>> "高峰" in words.starting, "基金" in words.ending, "王芳" in words.starting
    (True, True, False)
    """
    text = read_file("notnames.txt").decode("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    given, alone, typical, firsts, seconds, surnames, bits, *rows = lines
    weights = tuple(
        dict(zip(chars, map(int, numbers.split()), strict=True))
        for chars, numbers in ((surnames, bits), (given, firsts), (given, seconds))
    )
    middle = rows.index("=")
    starting: set[str] = set()
    for row in rows[:middle]:
        first, _, rest = row.partition("\t")
        starting.update(first + end for end in rest.split(" "))
    ending: set[str] = set()
    for row in rows[middle + 1 :]:
        last, _, rest = row.partition("\t")
        ending.update(first + last for first in rest.split(" "))
    return NameWords(
        frozenset(given),
        frozenset(alone),
        frozenset(typical),
        (weights[0], weights[1], weights[2]),
        frozenset(starting),
        frozenset(ending),
    )
