"""Write ``jianfu_rules/data/notnames.txt``: words that look like a person's name.

Run it after a new version of jieba::

    python scripts/make_name_tables.py
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from math import log2
from pathlib import Path

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.redaction.surnames import USUAL

DATA = Path(__file__).parent.parent / "jianfu_rules" / "data"
KNOWN_WORD = 30
KNOWN_LONG_WORD = 10
GIVEN_COUNT = 10
MODERN_COUNT = 60
OLDER_COUNT = 30
RARE = 200

# jieba takes these for names of persons; here they are words.
WORDS_TAGGED_AS_NAMES = [
    "丘陵",
    "丛林",
    "丛生",
    "严令",
    "严冬",
    "严正",
    "万世",
    "万幸",
    "丰年",
    "于今",
    "任凭",
    "何干",
    "何曾",
    "何谓",
    "余姚",
    "侍卫",
    "冷汗",
    "冷清",
    "冷笑",
    "凌厉",
    "凌空",
    "华为",
    "华丽",
    "卓绝",
    "卓越",
    "卢布",
    "卫星",
    "原谅",
    "双喜",
    "双拥",
    "双赢",
    "古文",
    "古琴",
    "古田",
    "古老",
    "古董",
    "史前",
    "史实",
    "史诗",
    "叶子",
    "向阳",
    "向东",
    "周全",
    "周密",
    "周折",
    "周旋",
    "周详",
    "周转",
    "唐突",
    "孔雀",
    "孙女",
    "孙子",
    "孙儿",
    "宁可",
    "宁静",
    "宁肯",
    "安危",
    "安抚",
    "安康",
    "安民",
    "安然",
    "安神",
    "安逸",
    "安闲",
    "宋体",
    "封锁",
    "岳母",
    "岳父",
    "康复",
    "张口",
    "张嘴",
    "张大",
    "张开",
    "张扬",
    "张望",
    "张罗",
    "张贴",
    "徐徐",
    "惠民",
    "施政",
    "施舍",
    "方正",
    "时髦",
    "明星",
    "明朗",
    "明白",
    "易懂",
    "易燃",
    "曲直",
    "杜绝",
    "杜撰",
    "杨树",
    "杨柳",
    "杨梅",
    "林立",
    "林荫",
    "柳树",
    "桑树",
    "梁柱",
    "梅花",
    "梅雨",
    "步履",
    "毛发",
    "毛巾",
    "毛驴",
    "汪洋",
    "沙滩",
    "沙石",
    "沙尘",
    "洪亮",
    "洪水",
    "洪峰",
    "涂抹",
    "温泉",
    "温顺",
    "温馨",
    "游弋",
    "牛马",
    "甘休",
    "田园",
    "田野",
    "田间",
    "白云",
    "白吃",
    "白银",
    "白领",
    "盛夏",
    "石柱",
    "石阶",
    "石狮",
    "祝寿",
    "祝福",
    "祝贺",
    "童谣",
    "童工",
    "简章",
    "米粉",
    "耿直",
    "胡同",
    "胡吹",
    "胡来",
    "胡椒",
    "胡涂",
    "胡说",
    "胡闹",
    "花旗",
    "花白",
    "苍天",
    "苍生",
    "苏醒",
    "苗木",
    "苟且",
    "范文",
    "范畴",
    "荆棘",
    "莫测",
    "蓝图",
    "蓝天",
    "蓝领",
    "许可",
    "许诺",
    "诸位",
    "诸如",
    "谢幕",
    "谢谢",
    "贺卡",
    "贺喜",
    "路基",
    "车驾",
    "辛勤",
    "边远",
    "连贯",
    "郎中",
    "金秋",
    "金黄",
    "钟声",
    "钟楼",
    "钟爱",
    "钱粮",
    "钱财",
    "阳光",
    "陆军",
    "陈列",
    "陈年",
    "陈旧",
    "陈设",
    "陈述",
    "陶冶",
    "陶醉",
    "雷同",
    "雷声",
    "雷达",
    "雷雨",
    "霍地",
    "顾全",
    "顾客",
    "顾忌",
    "顾问",
    "饶恕",
    "马甲",
    "马虎",
    "马达",
    "马屁",
    "高三",
    "高中",
    "高峰",
    "高升",
    "高喊",
    "高平",
    "高强",
    "高昂",
    "高明",
    "高招",
    "高攀",
    "高潮",
    "高耸",
    "高薪",
    "高超",
    "高铁",
    "高雅",
    "鲁莽",
    "麦子",
    "麦田",
    "黎明",
    "齐全",
    "齐声",
    "齐备",
    "黄牛",
    "龙头",
    "全体",
    "全都",
    "马上",
    "党员",
    "车主",
    "单亲",
    "国企",
    "单元",
    "何时",
    "钱款",
    "水务",
    "水电",
    "房东",
    "管委",
    "管委会",
    "管网",
    "路段",
    "路长",
    "河长",
    "林长",
    "田长",
    "国土",
    "文旅",
    "包联",
    "包保",
    "包村",
    "安监",
    "方言",
    "方面",
    "计生",
    "时任",
    "连夜",
    "应付",
    "应该",
    "应当",
    "万般",
    "全镇",
    "全村",
    "全县",
    "全区",
    "全市",
    "全乡",
    "全街",
    "高新",
    "高速",
    "周报",
    "周小",
    "周调",
    "周期",
    "林学",
    "路中",
    "柳河",
    "房产",
]

# The dictionary's persons are of older times; these are given to children today.
MODERN_GIVEN = (
    "磊鑫淼焱晶晖晗昊昕旻晏晟暄曦梓涵浩淇渝潇澜灏烨煜熠焕炜珊珂珏珺琛琪琬瑄瑶璇璐睿筱紫"
    "纯绮缨翊翔芊芮芷苒茜茵莎莹菁菡萌萱葵蓓蔓蕊蕙薇蕾诺语谊轩辰迪逸遥邈钰铄锋锦锴阔雯霏"
    "霄霖霞静韵颖颢馨骁骏鹏黛嫣婕婧婵媛娴娟娆妍妤妮妙姝姗娅姣婉孜宸寒屹峻崎嵘嵩巍帆帅弈"
    "奕彤彬彪徽忻怀怡恺悦惜愉慕懿昱晞朗朵权杉枫柠栩栋桐梵椿楠榆槐毅沁沐沛泓泊洋浠淑淳渊"
    "渲湄滢漪澄濛澈炫烁煊爽牧琅琦瑜瑾璟甜畅皓盈睦硕祎祺禾稷穆竣笛笙箐粤羽翎翠耘聪舒航舟"
    "艺芙芝若莺菊菲萍蓝蕴虹蝶诗谦贤赫跃迅邦郁采钊钧铎锐镕闯隽雁雪霁露靓韬韧颂飒飘馥驰骥"
    "鲲鸥麒麟丹艳娇芬芳芹莲蓉玲琴瑛珍珠雅惠桂秀素香月莉琼唯咏靖婷倩楚欣怡佳雨慧敏健刚勇"
    "斌超涛辉杰强军伟磊洁丽燕红霞梅兰琳娜娟玉凤之"
)
OLDER_GIVEN = (
    "国建志德福桂秀兰英珍芳荣根生贵财宝祥发才明平华龙虎春秋树海江山峰松柏庆昌盛兴旺顺光耀辉义仁"
    "忠孝良善美丽娥妹莲菊梅桃杏巧翠玉金银凤仙珠晓小文武永长连成立正新东西南北云飞雨学世家"
)
NOT_GIVEN_ALONE = frozenset(
    "之诺语紫若跃迅采牧甜聪舒航舟艺诗赫渊强军超红丹秀素香月玉凤健刚勇慧桂惠权朵"
)
NOT_IN_GIVEN = frozenset(
    "的了是我你他她它们这那哪个不没也都就被把给对从称到去要想因与及或等让叫问之男女"
    "岁已曾找带又才还再将该此很太啊吧呢吗么什怎谁几两百千零款费票员局厅署委部处室组"
    "队县区镇乡村街市省爷妈爸婆叔姨奶姐姑哥弟妹师"
    "眼镜房舍阵监院口间里门果转调度前未第占厂店六七八九四五"
)


def entries() -> list[tuple[str, int, str]]:
    """Return the words of jieba's dictionary with count and tag, folded."""
    # Only the file is wanted: the code warns of its escapes in newer Pythons.
    package = find_spec("jieba")
    assert package is not None and package.origin is not None
    path = Path(package.origin).with_name("dict.txt")
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(fold(word), int(count), tag) for word, count, tag in rows]


def grouped(pairs: set[tuple[str, str]]) -> str:
    """Return one line a key: the key, a tab, what belongs to it."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, rest in sorted(pairs):
        groups[key].append(rest)
    return "".join(f"{key}\t{' '.join(rests)}\n" for key, rests in groups.items())


def weigh(names: Counter[str], text: Counter[str], chars: Iterable[str]) -> list[int]:
    """Return how much likelier each character is in a name than in a text, in bits."""
    all_names, all_text = sum(names.values()), sum(text.values())
    return [
        round(log2((names[c] + 0.5) / all_names * all_text / (text[c] + RARE)))
        for c in chars
    ]


def render_table() -> str:
    """Return the content of the table."""
    first: set[tuple[str, str]] = {(w[0], w[1:]) for w in WORDS_TAGGED_AS_NAMES}
    last: set[tuple[str, str]] = {("傅", "师"), ("谢", "谢")}
    text: Counter[str] = Counter()
    names: tuple[Counter[str], ...] = (Counter(), Counter(), Counter())
    for word, count, tag in entries():
        for char in word:
            text[char] += count
        is_name = tag.startswith("nr")
        if is_name and len(word) == 3 and word[0] in USUAL:
            for counter, char in zip(names, word, strict=True):
                counter[char] += 1
        if is_name or tag == "x":
            continue
        limit = KNOWN_WORD if len(word) == 2 else KNOWN_LONG_WORD
        if len(word) in (2, 3) and word[0] in USUAL and count >= limit:
            first.add((word[0], word[1:]))
        if len(word) == 2 and word[1] in USUAL and count >= KNOWN_WORD:
            last.add((word[1], word[0]))
    seen = names[1] + names[2]
    given = {c for c, n in seen.items() if n >= GIVEN_COUNT} - NOT_IN_GIVEN
    given |= set(MODERN_GIVEN + OLDER_GIVEN)
    for counter in names[1:]:
        for char in set(MODERN_GIVEN):
            counter[char] += MODERN_COUNT
        for char in set(OLDER_GIVEN):
            counter[char] += OLDER_COUNT
    surnames = "".join(sorted(USUAL))
    chars = "".join(sorted(given))
    lines = [
        "# 1 characters of given names, 2 those that make one alone, 3 the most usual",
        "# ones; 4 how many bits each of line 1 speaks for a name as first, 5 as second",
        "# of two; 6 surnames, 7 their bits; then words that begin with a surname, a",
        "# line “=”, and words that end with one (that character, a tab, the first).",
        f"# From jieba {version('jieba')} (dict.txt) by scripts/make_name_tables.py.",
        chars,
        "".join(sorted(set(MODERN_GIVEN) - NOT_GIVEN_ALONE)),
        "".join(sorted(set(MODERN_GIVEN + OLDER_GIVEN))),
        " ".join(map(str, weigh(names[1], text, chars))),
        " ".join(map(str, weigh(names[2], text, chars))),
        surnames,
        " ".join(map(str, weigh(names[0], text, surnames))),
    ]
    return "\n".join(lines) + f"\n{grouped(first)}=\n{grouped(last)}"


if __name__ == "__main__":
    (DATA / "notnames.txt").write_text(render_table(), encoding="utf-8", newline="\n")
