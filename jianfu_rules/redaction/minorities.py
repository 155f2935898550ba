"""Names without a surname, as Tibetan, Uyghur, Kazakh, Hui and Mongolian ones are.

They are put together of a few parts that are no words of Chinese, all in the folded
(simplified) form.
"""

from __future__ import annotations

import re

_PARTS_TEXT = (
    "扎西 卓玛 次仁 尼玛 多吉 格桑 拉姆 米玛 旺堆 旺姆 旺杰 旺久 达瓦 达娃 丹增 平措 洛桑 央金 央宗 "
    "巴桑 索朗 索南 顿珠 才让 才仁 仁增 仁青 普布 边巴 强巴 曲珍 曲措 曲扎 卓嘎 卓央 德吉 德庆 白玛 "
    "群培 群宗 贡布 贡嘎 嘎玛 嘎桑 江措 加措 坚赞 坚参 晋美 罗布 洛追 拉巴 拉毛 桑吉 桑珠 更藏 项秀 "
    "朋措 彭措 赤列 阿旺 次旦 次旺 次央 欧珠 土登 益西 泽仁 泽旺 邓珠 班玛 南杰 南卡 完玛 万玛 周措 "
    "古丽 古力 买买提 麦麦提 买提 阿不都 阿卜杜 阿布都 吐尔逊 图尔荪 热依汗 热孜 热合曼 艾力 艾合买提 "
    "阿依努尔 阿依古丽 阿依夏木 阿依 努尔 玉素甫 玉苏普 依明 伊敏 艾尼瓦尔 阿迪力 阿里木 阿力木 木拉提 "
    "吾买尔江 吾买尔 买合木提 帕提古丽 帕提玛 帕尔哈提 肉孜 萨依木 赛买提 卡德尔 克里木 迪丽 努尔江 "
    "热娜 再娜 茹先 库尔班 托合提 沙吾提 亚森 牙生 艾孜孜 艾山 艾买提 吐尔洪 吐拉 塔依尔 巴哈尔 海力 "
    "赛力克 叶尔肯 哈斯木 别克 居马 米吉提 麦合木提 玛依拉 古丽娜 孜亚 阿曼 沙拉买提 尼亚孜 哈力 "
    "巴特尔 巴图 苏日娜 其其格 格日勒 图雅 乌云 乌兰图雅 娜仁 娜布其 高娃 斯琴 萨仁 萨日娜 阿拉坦 "
    "孟和 宝音 哈斯 朝鲁 朝克 那顺 敖登 呼和 牧仁 吉日嘎拉 吉雅 毕力格 布和 额尔敦 乌日娜 通拉嘎 "
    "托娅 塔娜 呼斯楞 斯日古楞 满都拉 德力格尔 道尔吉 苏和 特木尔 青格勒 "
    "阿牛 阿呷 阿依莫 吉克 吉木 曲比 曲木 沙马 尔古 日火 伍呷 依火 莫色 阿西 马海 拉日 尔布 伍各 "
    "马合买 哈麦 尤素福 尔萨 伊布拉 舍木 法图麦 麦燕 索菲亚 哈米"
)
_PARTS = sorted(_PARTS_TEXT.split(), key=len, reverse=True)
_WORDS = (
    "乌云",
    "哈斯",
    "呼和",
    "马海",
    "阿西",
    "别克",
    "阿曼",
    "满都拉",
    "才让",
    "强巴",
    "阿依",
    "努尔",
    "吐拉",
    "拉日",
    "苏和",
    "海力",
    "哈米",
    "尔古",
)
"""Parts that are words, places or firms as well, and alone are no name."""
_NAME = re.compile(
    "(?:{0})(?:[·•]?(?:{0})){{0,3}}(?:汗|江|甫|木|拉)?".format("|".join(_PARTS))
)
_PLACE = re.compile("[花县州市区镇乡村路街寺山湖河沟浩特峰线]")


def minority_name_end(view: str, start: int) -> int:
    """Return where a name that begins at *start* ends, 0 where there is none.

    Examples
    --------
    >>> minority_name_end("扎西卓玛没有收到", 0), minority_name_end("呼和浩特", 0)
    (4, 0)
    """
    m = _NAME.match(view, start)
    if m is None or m[0] in _WORDS or _PLACE.match(view, m.end()):
        return 0
    return m.end()


def find_minority_names(view: str) -> list[tuple[int, int]]:
    """Return all of them.

    Examples
    --------
    >>> find_minority_names("尼玛次仁和古丽都来了")
    [(0, 4), (5, 7)]
    """
    return [
        (m.start(), end)
        for m in _NAME.finditer(view)
        if (end := minority_name_end(view, m.start()))
    ]
