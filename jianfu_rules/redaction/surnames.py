"""Chinese surnames, by how much a person's name needs beside them to be one.

All in the folded (simplified) form; a table of names, not of how many people bear
them.
"""

from __future__ import annotations

USUAL = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁"
    "蔡蒋余于杜叶程苏魏吕丁沈姚卢傅钟姜崔谭廖范汪陆石戴贾韦夏邱方侯邹熊孟秦白"
    "江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严赖覃洪武莫孔汤康易乔温庞樊兰殷施牛"
    "俞章鲁葛岳齐欧聂邢耿焦左柳祁关卜古鲍尤翁牟靳舒骆詹蒲柴裴司苗纪倪凌霍童盛"
    "闫涂卓翟甘阮柯毕桑隋褚娄狄窦冉邬滕屠晏尚麦植符芦佟宁简项梅游费饶管景包车"
    "甄岑丘鞠解屈苟国路米曲华栾宫房辛申席臧颜高金任常安文成伍向时连艾池全水步"
    "党应单明艳闻雍巩璩湛郎苑戚冷敖仇楚虞竺郗沙蓝丛凤谷诸祝丰封匡萧付贝喻柏奚"
    "廉穆禹谈茅闵季麻嵇荣芮祖韶蔺姬扈瞿茹桂濮戈庾衡阙阚桓吉宗杭刁巴伊浦寿燕乐"
    "宣云仲佘冼卿缪卞计习阳初原边元巫危郁胥苍双莘羊惠储荆暴郦荀卫胜寇巢蔚隆靖"
    "郜束展逄仝笪昝么撒腾仉"
)
"""Single surnames."""

_COMPOUND_TEXT = (
    "欧阳 司马 上官 诸葛 司徒 司空 司寇 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 "
    "轩辕 东方 南宫 西门 独孤 夏侯 端木 呼延 闻人 澹台 濮阳 淳于 太叔 申屠 "
    "公羊 赫连 钟离 鲜于 闾丘 亓官 拓跋 完颜 纳兰 羊舌 公冶 梁丘 左丘"
)
COMPOUND = tuple(_COMPOUND_TEXT.split())
"""Surnames of two characters."""

WORDLIKE = frozenset(
    "钱田车谈吉高方白金任常安文成伍向时连全水温步党应单明艳关管包解国路左曲华"
    "易习阳初原边元危双苍惠封计季荣祖宗杭桂衡付巴乐宣云燕寿麻伊廉柏穆戈项万何"
    "于马石段毛游费景古冷诸祝胜隆储暴米池房席沙丰谷宁尚严盛申辛凤"
    "束展么撒腾"
)
"""Those that are words of their own, or begin and end many."""

PREPOSITIONS = frozenset("管谈房祝向任时连全应成原初计步双习明水党解国")
"""Those that before a title or inside a sentence are nearly always another word."""
