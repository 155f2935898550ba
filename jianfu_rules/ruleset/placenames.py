"""Chinese names of localities: their pinyin ids, and names without 省, 市, 县."""

from __future__ import annotations

import re

from jianfu_rules.data import read_syllables
from jianfu_rules.model_layers import NATIONAL

_SUFFIXES = (
    *("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州"),
    *("自治县", "自治旗", "经济技术开发区", "高新技术产业开发区", "开发区", "高新区"),
    *("新区", "林区", "矿区", "地区", "街道", "省", "市", "区", "县", "旗", "州", "盟"),
    *("镇", "乡"),
)
_PROVINCES = {
    "北京": "beijing", "天津": "tianjin", "河北": "hebei", "山西": "shanxi",
    "内蒙古": "neimenggu", "辽宁": "liaoning", "吉林": "jilin", "黑龙江": "heilongjiang",
    "上海": "shanghai", "江苏": "jiangsu", "浙江": "zhejiang", "安徽": "anhui",
    "福建": "fujian", "江西": "jiangxi", "山东": "shandong", "河南": "henan",
    "湖北": "hubei", "湖南": "hunan", "广东": "guangdong", "广西": "guangxi",
    "海南": "hainan", "重庆": "chongqing", "四川": "sichuan", "贵州": "guizhou",
    "云南": "yunnan", "西藏": "xizang", "陕西": "shaanxi", "甘肃": "gansu",
    "青海": "qinghai", "宁夏": "ningxia", "新疆": "xinjiang", "香港": "xianggang",
    "澳门": "aomen", "台湾": "taiwan",
}  # fmt: skip
# 陕西 and 山西 sound alike and are told apart by spelling; 重 and 藏 have two readings.

_IN_PLACES = dict(
    pair.split(":")
    for pair in [
        "石:shi",
        "家:jia",
        "庄:zhuang",
        "皇:huang",
        "邢:xing",
        "台:tai",
        "承:cheng",
        "太:tai",
        "大:da",
        "长:chang",
        "治:zhi",
        "汾:fen",
        "呼:hu",
        "和:he",
        "浩:hao",
        "包:bao",
        "斯:si",
        "彦:yan",
        "淖:nao",
        "察:cha",
        "勒:le",
        "阿:a",
        "沈:shen",
        "溪:xi",
        "铁:tie",
        "朝:chao",
        "芦:lu",
        "平:ping",
        "化:hua",
        "白:bai",
        "哈:ha",
        "齐:qi",
        "南:nan",
        "无:wu",
        "港:gang",
        "宿:su",
        "杭:hang",
        "宁:ning",
        "波:bo",
        "温:wen",
        "合:he",
        "肥:fei",
        "蚌:beng",
        "池:chi",
        "厦:xia",
        "莆:pu",
        "明:ming",
        "景:jing",
        "余:yu",
        "潭:tan",
        "青:qing",
        "烟:yan",
        "沂:yi",
        "聊:liao",
        "菏:he",
        "封:feng",
        "焦:jiao",
        "许:xu",
        "漯:luo",
        "信:xin",
        "感:gan",
        "咸:xian",
        "施:shi",
        "沙:sha",
        "郴:chen",
        "怀:huai",
        "底:di",
        "广:guang",
        "圳:zhen",
        "汕:shan",
        "佛:fo",
        "湛:zhan",
        "尾:wei",
        "莞:guan",
        "揭:jie",
        "梧:wu",
        "百:bai",
        "色:se",
        "儋:dan",
        "都:du",
        "枝:zhi",
        "内:nei",
        "达:da",
        "甘:gan",
        "昆:kun",
        "红:hong",
        "喀:ka",
        "那:na",
        "夏:xia",
        "果:guo",
        "吴:wu",
        "塔:ta",
        "什:shi",
        "丰:feng",
        "足:zu",
        "洞:dong",
        "桐:tong",
        "淳:chun",
        "拱:gong",
        "墅:shu",
        "干:gan",
        "嵊:sheng",
        "暨:ji",
        "姚:yao",
        "员:yuan",
    ]
)
# How characters of several readings are read in the names of places; those that even
# there are read in two ways (乐, 六, 番) are left out.

_HAN = re.compile(r"[\u4e00-\u9fff]")


def is_chinese(value: str) -> bool:
    """Whether a name of a locality holds Chinese characters."""
    return bool(_HAN.search(value))


def bare_name(name: str) -> str:
    """Return the name of a unit without its level.

    Examples
    --------
    >>> [bare_name(n) for n in ("浙江省", "广西壮族自治区", "萧山区", "赤水市", "泾县")]
    ['浙江', '广西', '萧山', '赤水', '泾县']
    """
    name = name.strip()
    for suffix in _SUFFIXES:
        # A name of two characters keeps its level: 泾县 is not called 泾.
        if name.endswith(suffix) and len(name) - len(suffix) > 1:
            return name.removesuffix(suffix)
    return name


def pinyin_id(name: str) -> str | None:
    """Return the id for a Chinese path, None where a character may be read two ways.

    Parameters
    ----------
    name : str
        ``浙江省/杭州市``.

    Examples
    --------
    >>> pinyin_id("浙江省/杭州市"), pinyin_id("陕西省"), pinyin_id("四川省/乐山市")
    ('zhejiang/hangzhou', 'shaanxi', None)
    """
    readings = read_syllables()
    out = []
    for number, part in enumerate(name.strip().strip("/").split("/")):
        bare = bare_name(part)
        if not number and bare in _PROVINCES:
            out.append(_PROVINCES[bare])
            continue
        syllables = [
            (_IN_PLACES[c],) if c in _IN_PLACES else readings.get(c, ()) for c in bare
        ]
        if not bare or any(len(s) != 1 for s in syllables):
            return None
        out.append("".join(s[0] for s in syllables))
    joined = "/".join(out)
    return None if joined == NATIONAL else joined
