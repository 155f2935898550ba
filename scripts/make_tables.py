"""Write the character tables of ``jianfu_rules/data``.

Run ``python scripts/make_tables.py`` with the packages OpenCC and pypinyin
installed; neither is needed where the library runs. A table only changes when
one of the two packages or this file does, and a test compares them.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from jianfu_rules.ruleset.sounds import is_han, sound_of

DATA = Path(__file__).resolve().parent.parent / "jianfu_rules" / "data"
COMMAND = "python scripts/make_tables.py"

UNIHAN = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]
"""The Han characters that the tables cover.

Those of the supplementary planes are left out: no rule is written with them,
and folding *to* one would double the memory of the text.
"""

FOLD_OVERRIDES = {
    # OpenCC keeps these, or decides by phrase. A table without context has to
    # choose; phrases and texts pass through the same table, so a choice that is
    # linguistically coarse (覆盖 becomes 复盖 on both sides) costs nothing.
    "帳": "账", "帐": "账", "覆": "复", "瞭": "了", "藉": "借", "祇": "只",
    "妳": "你", "牠": "它", "闘": "斗", "鬭": "斗", "著": "着",
}  # fmt: skip

FOLD_PUNCTUATION = {
    # One form each; the Chinese one, because most texts have it already and
    # then need no folding at all. The ASCII quote has no direction and stays.
    "，": ",﹐︐", "。": "｡︒", "、": "､﹑︑", "；": ";﹔︔", "：": ":﹕︓∶",
    "！": "!﹗︕", "？": "?﹖︖", "（": "(﹙︵⦅", "）": ")﹚︶⦆",
    "“": "„‟〝「『｢﹁﹃", "”": "〞〟」』｣﹂﹄", "‘": "‚‛", "…": "⋯︙",
    "《": "〈︽︿", "》": "〉︾﹀", "【": "〖︻︗", "】": "〗︼︘",
    "[": "［〔﹝︹", "]": "］〕﹞︺", ".": "．﹒", '"': "＂", "'": "＇´",
    "—": "―─━⸺", "-": "‐‑‒–−－﹣", "~": "～〜∼˜", "·": "•‧∙⋅・･",
}  # fmt: skip

FOLD_SIGNS = {
    # The round zero of dates, the two letters that web pages use in pinyin,
    # and the yen sign of Japanese fonts.
    "〇": "○◯", "a": "ɑ", "g": "ɡ", "¥": "￥",
}  # fmt: skip

RADICALS = {
    # Text copied out of PDF files holds the simplified radicals of U+2E80 in
    # place of the characters; Unicode gives them no decomposition.
    "⺠": "民", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长",
    "⻔": "门", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食",
    "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻩": "黄", "⻬": "齐",
    "⻮": "齿", "⻰": "龙",
}  # fmt: skip

LOOKALIKE_GROUPS = """
己已巳 末未 本木 日曰 土士 土上 杳查 埴填 坟填 玛码 妈码 乂义 议仪义 打扛 扛杠 侯候 侮海悔 诲海 仙山
云会 卞卡 至到 致到 郡群 君群 亦迹 衣表 表衷 捡检 拷考 砌切 厉属 仁任 仕任 壬任 忐态 柏拍 伯拍 掳据
剧据 锯据 皂造 朋明 拄挂 桂挂 孑子 咸减 弍式 武式 人入 入八 大太犬 天夭 千干于 王玉主 刀力 儿几 九丸
工土 间问 问闻 间闻 户尸 由甲申田 币巾 住往 住佳 拔拨 折拆 析折 抄钞 报服 镇填 贵责 状壮 核刻 该核
力办 办为 贷货 贪贫 令今 免兔 乌鸟 待侍 待特 持特 徒徙 徒陡 戌戍戊 戎戒 崇祟 暑署 治冶 治抬 台合 淮准
账贱 账胀 涨胀 抬拾 罢摆 照煦 片斤 载截栽裁 国困 困因 图囹 痕根 根恨 恨很 档挡 案宴 形邢 刑形 文丈
脂指 尖尘 江汇 督瞥 考孝 评坪 评抨 排徘 排俳 扣和 分公 层居 级极 加如 推椎 推堆 甩用 祸锅 地他她
埋理 菅管 作昨 秀季 走足 扬场 教数 假暇 注往 冰水 永水 牌碑 章童 意章 负贝 页贝 反友 弹禅 券卷 墓基
其基 陪部 徽微 信倍 占点 没设 设投 没投 论伦 沦论 学字 时对 下不 庄压 买卖 卖实 买实 剌刺 刺制 付什
促捉 材村 科料 低纸 抵纸 印卬 夏复 洁结 什计 汁计 平乎 网冈 格恪 员贝 师帅 匹区 匹医 杜社 巨臣 记纪
监临 宜宣 官宫 密蜜 传转 训川 抗杭 疫役 收牧 政攻 改政 攻改 石右 古占 吉告 古舌 苦若 午牛 矢失 夫失
来未 来米 禾木 休体 伐代 代式 成戍 氏民 民尺 风凤 凡几 见贝 规现 视现 玩现 辨辩 瓣辩 拉垃 拓拍 空控
搞稿 博搏 膊搏 摸模 横模 构购 构沟 枸构 各名 务劳 厂广 席度 底低 抵低 扁篇 遍编 偏编 篇编 糟遭 远运
近返 追退 送选 遗遣 建健 键健 延廷 诵通 遇偶 冷泠 决快 块快 决抉 清请 情清 晴睛 晴情 精情 油抽
抽袖 泛乏 之乏 洪供 渴喝 竭渴 揭竭 温湿 慢漫 侧测 则测 棍混 悼掉 措借 惜措 描猫 锚描 抓爪 爪瓜 扑朴
扒扑 执热 热势 抱饱 袍抱 泡炮 坦担 且旦 且目 直真 具真 其具 道首 白自 白百 早旱 旦早 冒昌 晋普 凉晾
谅晾 惊凉 晒哂 暗音 曾普 增赠 僧增 金全 企全 除涂 途涂 除徐 叙徐 组租 阻组 祖租 秩铁 织积 职积 识织
职织 种钟 秤称 脱税 悦说 说税 阅闵 闭闲 简筒 第弟 手毛 纣讨 计订 汀订 许诈 拆诉 诉斥 词伺 同向 团困
园圆 圈倦 劵券 勒勤 动劝 切功 巧功 顶项 顺须 领颁 频颁 题提 额颖 课裸 果课 呆杲 荣菜 莱菜 茶荼 英苗
莫英 募幕 募墓 慕幕 薄簿 薪新 斩新 斯渐 惭渐 暂哲 誓哲 拖施 旋族 故放 敌放 救教 撒撤 散撒 弊蔽 敝弊
毙弊 粉纷 份纷 纯纷 绞校 较校 效郊 轮轻 经轻 劲颈 约的 钓约 钩构 勾匀 句勾 旬句 询洵 苟荀 拘抱 绝色
巴色 把爬 肥肌 牲性 姓性 伴拌 判叛 朝期 嘲朝 胡湖 郎朗 既即 概慨 狠狼 狼浪 限跟 眼限 眠眼 眨贬 线钱
浅线 残浅 贱践 找我 站战 粘站 贴帖
"""
"""Characters that readers, scanners and stroke keyboards take for each other."""

SPLIT_CHARACTERS = """
弓虽强 君羊群 贝长账 扌旨指 目艮眼 钅呙锅 开彡形 讠正证 木娄楼 土真填 扌丁打 扌白拍
氵每海 纟充统 讠十计 扌非排 石马码 木当档 疒艮痕 弋工式 亻乍作 亻言信 彳艮很 走己起 娄攵数
扌居据 告辶造 亻叚假 片卑牌 冫咸减 弓单弹 云力动 木几机 禾口和
又寸对 讠果课 讠平评 讠义议 亻专传 车专转 木交校 木佥检 马佥验 木亥核 尸云层 纟及级
木羊样 亻壬任 讠炎谈 氵舌活 古攵故 正攵政 工攵攻 孝攵教 章彡彰 纟工红 穴工空
忄亡忙 火因烟 火丁灯 足包跑 门日间 门耳闻 弓长张 亻尔你 亻也他 竹官管
贝者赌 马奇骑 讠卖读 讠兑说 讠吾语 口乞吃 口丁叮 木支枝 禾斗科 禾中种 禾只积 耳只职 讠只识
纟只织 扌齐挤 扌圭挂 扌罢摆 扌召招 扌合拾 扌台抬 扌隹推
"""
"""Characters written as their parts to slip past a word filter; the last is the whole.

Parts that often stand side by side in ordinary text (女子, 门口, 日月) are left out.
"""

COMMON_WORD, KNOWN_WORD = 3_000, 30
"""How often the dictionary must have seen a word of one character, and of more."""

FIRST_SOUND = 0xE000
"""Private characters stand for sounds; folded text holds none."""

NO_READING = {"m", "n", "ng", "hm", "hng", "ê", "kei", "zhei"}
"""Interjections and dialect readings that no input method offers for a word."""


def header(about: str, source: str) -> str:
    """Return the comment lines that every table begins with."""
    return f"# {about}\n# Source: {source}\n# Made by: {COMMAND}\n"


def is_gb2312(char: str) -> bool:
    """Tell whether mainland text of every kind may hold the character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def fold_han() -> dict[str, str]:
    """Return Traditional, variant and Japanese characters with their fold."""
    from opencc import OpenCC

    simplify = OpenCC("t2s").convert
    unjapanese = OpenCC("jp2t").convert
    sources = (
        simplify,
        OpenCC("tw2s").convert,
        OpenCC("hk2s").convert,
        lambda char: simplify(unjapanese(char)),
    )
    folds: dict[str, str] = {}
    for char in map(chr, UNIHAN):
        for convert in sources:
            folded = convert(char)
            if folded == char:
                continue
            # Regional tables turn some everyday mainland characters into rare
            # ones on the way (么 to 幺, 芸 to 艺, 沪 to 滤).
            if convert is not simplify and is_gb2312(char):
                continue
            if len(folded) == 1 and ord(folded) <= 0xFFFF:
                folds[char] = folded
            break
    return folds | FOLD_OVERRIDES


def fold_compatibility() -> dict[str, str]:
    """Return full-width, circled and compatibility forms with their fold."""
    blocks = (
        range(0x24B6, 0x24EA),  # letters in circles; the digits number lists
        range(0x2F00, 0x2FE0),  # Kangxi radicals, common in text out of PDF
        range(0xF900, 0xFB00),
        range(0xFF01, 0xFF5F),
    )
    folds = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    for code in (code for block in blocks for code in block):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and folded != chr(code):
            folds[chr(code)] = folded
    return folds


def fold_table() -> dict[str, str]:
    """Return every character that folds, with the character at the chain's end."""
    folds = fold_han() | fold_compatibility() | RADICALS
    for table in (FOLD_PUNCTUATION, FOLD_SIGNS):
        folds |= {form: target for target, forms in table.items() for form in forms}
        for target in table:
            folds.pop(target, None)

    def end_of(char: str) -> str:
        seen = {char}
        while char in folds:
            char = folds[char]
            if char in seen:
                message = f"{char} folds in a circle"
                raise ValueError(message)
            seen.add(char)
        return char

    return {char: end_of(char) for char in sorted(folds)}


def syllable_table(folds: dict[str, str]) -> dict[str, str]:
    """Return toneless syllables with the characters that are read so.

    A character has all its readings. It also has the *first* reading of each
    character that folds to it, since the fold took the difference away (著 zhu
    is 着 in the folded text); not all of them, which are often archaic.
    """
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.pinyin_dict import pinyin_dict

    chars_of: dict[str, set[str]] = defaultdict(set)
    for code in (0x3007, *UNIHAN):
        readings = [to_normal(r) for r in pinyin_dict.get(code, "").split(",") if r]
        char = chr(code)
        for reading in readings[:1] if char in folds else readings:
            if reading not in NO_READING:
                chars_of[reading].add(folds.get(char, char))
    return {
        syllable: "".join(sorted(chars_of[syllable])) for syllable in sorted(chars_of)
    }


def sound_table(folds: dict[str, str]) -> tuple[str, str, str]:
    """Return characters, the sound of their first reading, and of their second.

    A sound is one private character for all syllables that typists of many
    dialects do not tell apart; a character with one sound has it twice. The
    readings stand in the order of the source, the usual one first.
    """
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.pinyin_dict import pinyin_dict

    numbers: dict[str, int] = {}
    chars, first, second = [], [], []
    for code in (0x3007, *UNIHAN):
        char = chr(code)
        readings = [to_normal(r) for r in pinyin_dict.get(code, "").split(",") if r]
        sounds = list(
            dict.fromkeys(sound_of(r) for r in readings if r not in NO_READING)
        )
        if char in folds or not sounds:
            continue
        coded = [
            chr(FIRST_SOUND + numbers.setdefault(sound, len(numbers)))
            for sound in sounds
        ]
        chars.append(char)
        first.append(coded[0])
        second.append(coded[1] if len(coded) > 1 else coded[0])
    return "".join(chars), "".join(first), "".join(second)


def pair_table(folds: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return characters that are words, and those that follow each inside words."""
    followers: dict[str, set[str]] = defaultdict(set)
    alone = []
    # Only the file is wanted: the code warns of its escapes in newer Pythons.
    package = find_spec("jieba")
    assert package is not None and package.origin is not None
    dictionary = Path(package.origin).with_name("dict.txt")
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, count = line.split(" ")[:2]
        word = "".join(folds.get(char, char) for char in word)
        if len(word) == 1 and int(count) >= COMMON_WORD:
            alone.append(word)
        if int(count) >= KNOWN_WORD:
            for left, right in pairwise(word):
                if is_han(left + right):
                    followers[left].add(right)
    table = {char: "".join(sorted(followers[char])) for char in sorted(followers)}
    return "".join(sorted(set(alone))), table


def lookalike_table(folds: dict[str, str]) -> dict[str, str]:
    """Return characters with those that look like them, all folded."""
    alike: dict[str, set[str]] = defaultdict(set)
    for group in LOOKALIKE_GROUPS.split():
        chars = {folds.get(char, char) for char in group}
        for char in chars:
            alike[char] |= chars - {char}
    return {char: "".join(sorted(alike[char])) for char in sorted(alike) if alike[char]}


def split_table(folds: dict[str, str]) -> dict[str, str]:
    """Return spelled-out parts with the character that they make, all folded."""
    folded = [
        "".join(folds.get(c, c) for c in entry) for entry in SPLIT_CHARACTERS.split()
    ]
    return {entry[:-1]: entry[-1] for entry in sorted(folded)}


def two_columns(table: dict[str, str]) -> str:
    """Return one line per key: the key, a tab, the value."""
    return "".join(f"{key}\t{value}\n" for key, value in table.items())


def render_tables() -> dict[str, str]:
    """Return the file names with their whole content."""
    opencc = f"OpenCC {version('OpenCC')}"
    pypinyin = f"pypinyin {version('pypinyin')}"
    folds = fold_table()
    alone, pairs = pair_table(folds)
    return {
        "fold.txt": header(
            "Characters that fold to one other: line 1 the characters, line 2 the folds.",
            f"{opencc} (t2s, tw2s, hk2s, jp2t, one character at a time); "
            f"Unicode NFKC; overrides in the script",
        )
        + f"{''.join(folds)}\n{''.join(folds.values())}\n",
        "syllables.txt": header(
            "Toneless syllable (v for ü), tab, the folded characters read so.",
            f"{pypinyin} (pinyin_dict)",
        )
        + two_columns(syllable_table(folds)),
        "sounds.txt": header(
            "Folded characters; their first sound; their second (or first) sound.",
            f"{pypinyin} (pinyin_dict); zh/z, ch/c, sh/s, l/n, ang/an, eng/en, ing/in "
            f"are one sound; a sound is a private character from U+{FIRST_SOUND:X}",
        )
        + "".join(f"{line}\n" for line in sound_table(folds)),
        "pairs.txt": header(
            "Characters that are words; then a character, tab, those that follow it.",
            f"jieba {version('jieba')} (dict.txt: words of one character with a count "
            f"of {COMMON_WORD}, longer ones of {KNOWN_WORD} and more)",
        )
        + alone
        + "\n"
        + two_columns(pairs),
        "lookalikes.txt": header(
            "Folded character, tab, the characters that it is mistaken for.",
            "groups curated for this project, in the script",
        )
        + two_columns(lookalike_table(folds)),
        "splits.txt": header(
            "Parts, tab, the folded character that they spell.",
            "curated for this project, in the script",
        )
        + two_columns(split_table(folds)),
    }


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    for name, content in render_tables().items():
        (DATA / name).write_text(content, encoding="utf-8", newline="\n")
