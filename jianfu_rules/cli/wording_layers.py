"""What the command line says about localities and dates."""

from __future__ import annotations

LAYER_WORDS: dict[str, dict[str, str]] = {
    "locality": {
        "zh": "叠加哪个地方的规则，如 zhejiang/hangzhou 或 浙江省/杭州市。",
        "en": "Whose overlay to merge in, such as zhejiang/hangzhou.",
    },
    "locality.required": {
        "zh": "哪个地方，如 zhejiang/hangzhou 或 浙江省/杭州市。",
        "en": "Which locality, such as zhejiang/hangzhou.",
    },
    "metavar.locality": {"zh": "地方", "en": "LOCALITY"},
    "metavar.date": {"zh": "日期", "en": "DATE"},
    "metavar.id": {"zh": "编号", "en": "ID"},
    "classify.date_field": {
        "zh": "日期在哪一列；写了就只用当天有效的规则、文件和限额。",
        "en": "The column of the date: only what was in force on that day counts.",
    },
    "text_date": {
        "zh": "文字是哪一天的；写了就只用当天有效的规则、文件和限额。",
        "en": "The day of the text: only what was in force on that day counts.",
    },
    "rules.resolve": {
        "zh": "说明一个地方的规则是怎么叠起来的：有哪几层，各改了什么，有什么要看一看。",
        "en": "Show how the rules of a locality are merged: layers, acts, notes.",
    },
    "rules.init": {
        "zh": "为一个地方新建规则文件：写好说明和例子，改成自己的就能用。",
        "en": "Write an overlay for a locality, with comments and an example.",
    },
    "rules.init.place": {
        "zh": "地方的名称，从省写起，如 浙江省/杭州市；也可以写拼音编号。",
        "en": "The locality, from the province down, or its pinyin id.",
    },
    "rules.init.id": {
        "zh": "地方的拼音编号；名称里有多音字时写明。",
        "en": "The pinyin id, where the name can be read in more than one way.",
    },
    "rules.init.project": {
        "zh": "放在当前文件夹的 jianfu-rules 里，只在这里用；不写就放在自己的配置文件夹，到处可用。",
        "en": "Write into ./jianfu-rules, else into the user's folder.",
    },
    "rules.init.dir": {
        "zh": "放在这个文件夹里；用的时候写 --rules 文件夹。",
        "en": "Write into this folder; use it by --rules.",
    },
    "rules.init.done": {
        "zh": "写好了：{path}\n地方编号：{locality}\n下一步：改成本地的说法，再检验：\n  {command}",
        "en": "Written: {path}\nLocality: {locality}\nNext: edit it, then test it:\n  {command}",
    },
    "where.overlays": {
        "zh": "地方规则找过这些地方：",
        "en": "Overlays are looked for in:",
    },
    "where.beside": {"zh": "与全国规则一起的", "en": "beside the national rules"},
    "where.user": {"zh": "自己的配置文件夹", "en": "the user's folder"},
    "where.project": {"zh": "当前文件夹", "en": "the current folder"},
    "where.given": {"zh": "由 --rules 指定", "en": "given by --rules"},
    "where.environment": {
        "zh": "由环境变量 JIANFU_RULES 指定",
        "en": "given by the environment variable JIANFU_RULES",
    },
    "where.count": {"zh": "{count} 份", "en": "{count} files"},
    "where.none": {"zh": "还没有", "en": "none yet"},
    "act.define": {"zh": "新增", "en": "add"},
    "act.add_words": {"zh": "加词", "en": "add words"},
    "act.disable": {"zh": "停用", "en": "disable"},
    "act.lapse": {"zh": "停用已过期", "en": "lapsed"},
    "act.override": {"zh": "修改", "en": "override"},
    "act.enable": {"zh": "恢复", "en": "enable"},
    "act.policy": {"zh": "文件", "en": "policy"},
    "act.limit": {"zh": "限额", "en": "limit"},
    "act.until": {"zh": "到 {until}", "en": "until {until}"},
    "version_no": {"zh": "第{version}版", "en": "version {version}"},
    "resolve.head": {
        "zh": "{layers}\n{rules} 条规则有效，{disabled} 条停用；{digest}",
        "en": "{layers}\n{rules} rules in force, {disabled} disabled; {digest}",
    },
    "resolve.breaks": {"zh": "不再成立的上级例子：", "en": "Examples given up:"},
    "resolve.notes": {"zh": "要看一看：", "en": "To look at:"},
    "resolve.none": {"zh": "没有要看的。", "en": "Nothing to look at."},
    "show.disabled": {"zh": "（已停用）", "en": " (disabled)"},
    "show.was": {"zh": "（全国：{strength}）", "en": " (national: {strength})"},
    "show.valid": {"zh": "有效期 {first} 至 {last}", "en": "valid {first} to {last}"},
}
