"""Every message about layers, localities and limits, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

LAYER_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF301": {
        "zh": (
            "这份地方规则什么也没有改",
            "写上 add_words、disable、override、add、policies 或 limits；用不着就删掉文件。",
        ),
        "en": (
            "this overlay changes nothing",
            "Add words, disable, override or add something, or delete the file.",
        ),
    },
    "JF302": {
        "zh": (
            "locality 写的是“{value}”，按文件所在的位置应当是“{wanted}”",
            "改成 locality: {wanted}，或把文件挪到对应的文件夹。",
        ),
        "en": (
            "locality is “{value}”, but the place of the file makes it “{wanted}”",
            "Write locality: {wanted}, or move the file.",
        ),
    },
    "JF303": {
        "zh": (
            "extends 写的“{value}”没有规则文件{suggestion}",
            "写 national 或已有的地方；不写就接在上一级后面。",
        ),
        "en": (
            "extends names “{value}”, which has no file{suggestion}",
            "Write national or a locality that has one, or leave it out.",
        ),
    },
    "JF304": {
        "zh": ("extends 绕成了圈：{path}", "改掉其中一处，最上面一层接 national。"),
        "en": (
            "extends goes in a circle: {path}",
            "Let the uppermost extend national.",
        ),
    },
    "JF305": {
        "zh": (
            "没有叫“{value}”的症状，地方规则也不能新设{suggestion}",
            "用全国的症状：{known}",
        ),
        "en": (
            "there is no symptom “{value}”, and an overlay cannot add one{suggestion}",
            "National symptoms: {known}",
        ),
    },
    "JF306": {
        "zh": (
            "上级没有编号是“{value}”的规则{suggestion}",
            "用 jianfu rules list 看编号；规则可能已改名或撤销，那就删掉这一处。",
        ),
        "en": (
            "no upper layer has a rule “{value}”{suggestion}",
            "See jianfu rules list; if the rule is gone, delete this act.",
        ),
    },
    "JF307": {
        "zh": (
            "“{rule}”后面要写上核对过的版本",
            "写成 rule: {rule}@{version}（现在是第 {version} 版）。",
        ),
        "en": (
            "“{rule}” lacks the version that it was checked against",
            "Write rule: {rule}@{version}, the version it has now.",
        ),
    },
    "JF308": {
        "zh": (
            "“{scope}”里没有叫“{value}”的词表{suggestion}",
            "只能给已有的词表加词；本地自用的词表写在 words 里。",
        ),
        "en": (
            "“{scope}” has no word list “{value}”{suggestion}",
            "Words are added to lists that exist; own lists stand under words.",
        ),
    },
    "JF309": {
        "zh": ("规则“{rule}”在第 {line} 行已经改过", "一份文件里对一条规则只写一处。"),
        "en": (
            "rule “{rule}” is acted on already, on line {line}",
            "One act a rule in a file.",
        ),
    },
    "JF310": {
        "zh": (
            "规则“{rule}”的 {field} 里没有“{value}”{suggestion}",
            "要去掉的短语必须一字不差；用 jianfu rules show 看现在的写法。",
        ),
        "en": (
            "{field} of rule “{rule}” has no “{value}”{suggestion}",
            "Write the phrase exactly as jianfu rules show prints it.",
        ),
    },
    "JF311": {
        "zh": (
            "去掉这些以后，规则“{rule}”一条短语也不剩",
            "要停用整条规则，用 disable。",
        ),
        "en": ("rule “{rule}” is left without a phrase", "Use disable for all of it."),
    },
    "JF312": {
        "zh": (
            "“{rule}”没有这个例子{suggestion}",
            "例句要和上级文件里的一字不差。",
        ),
        "en": (
            "“{rule}” has no such example{suggestion}",
            "Copy the example from the upper layer exactly.",
        ),
    },
    "JF313": {
        "zh": (
            "“{value}”不是单个的词，add_words 里只写词",
            "要用记号就写成短语：override 的 add_phrases，或 add 一条新规则。",
        ),
        "en": (
            "“{value}” is no plain word; add_words takes words only",
            "Marks belong in phrases: add_phrases, or a rule of your own.",
        ),
    },
    "JF315": {
        "zh": (
            "“{value}”不能作地方的编号",
            "用拼音，如 zhejiang/hangzhou/xiaoshan：小写字母开头，最多 {levels} 级。",
        ),
        "en": (
            "“{value}” cannot be the id of a locality",
            "Use pinyin such as zhejiang/hangzhou, at most {levels} levels.",
        ),
    },
    "JF320": {
        "zh": ("限额的 what 不能是“{value}”{suggestion}", "可以写：{known}"),
        "en": ("a limit cannot be about “{value}”{suggestion}", "Known: {known}"),
    },
    "JF321": {
        "zh": (
            "还没开始就结束了：valid_from 是 {first}，valid_to 是 {last}",
            "看看是不是写反了。",
        ),
        "en": (
            "it ends before it begins: from {first} to {last}",
            "Are the two swapped?",
        ),
    },
    "JF330": {
        "zh": ("这一处没有改变什么：{what}", "上级可能已经采纳；删掉这一处。"),
        "en": ("this changes nothing: {what}", "Delete it."),
    },
    "JF331": {
        "zh": (
            "规则“{rule}”核对的是第 {checked} 版，所在文件现在是第 {version} 版",
            "看看规则有没有变（jianfu rules show {rule}），再改成 @{version}。",
        ),
        "en": (
            "rule “{rule}” was checked at version {checked}, its file is at {version}",
            "Look at the rule again, then write @{version}.",
        ),
    },
    "JF332": {
        "zh": (
            "停用“{rule}”到 {until} 为止，已经过期，规则恢复生效",
            "还要停用就改日期，不用了就删掉这一处。",
        ),
        "en": (
            "the disable of “{rule}” ended on {until}; the rule is back",
            "Set a new day, or delete it.",
        ),
    },
    "JF333": {
        "zh": (
            "停用“{rule}”到 {until} 就到期，之后规则自动恢复",
            "还要停用就改日期。",
        ),
        "en": (
            "the disable of “{rule}” ends on {until}; the rule will come back",
            "Set a new day if it shall stay off.",
        ),
    },
    "JF334": {
        "zh": (
            "规则“{rule}”的 {field}，{layer}已经改过；以这一层为准",
            "两层各有说法，看看是不是都需要。",
        ),
        "en": (
            "{field} of rule “{rule}” was changed by {layer}; this layer prevails",
            "See whether both are needed.",
        ),
    },
    "JF335": {
        "zh": (
            "规则“{rule}”已被{layer}停用，这里的修改暂时不起作用",
            "要恢复这条规则，加上 enabled: yes；不恢复就删掉这一处。",
        ),
        "en": (
            "rule “{rule}” is disabled by {layer}; changing it has no effect",
            "Add enabled: yes to bring it back, or delete this act.",
        ),
    },
    "JF336": {
        "zh": ("{layer}停用的规则“{rule}”在这一层恢复了", "确认这是有意的。"),
        "en": (
            "rule “{rule}”, disabled by {layer}, is brought back here",
            "Make sure that this is meant.",
        ),
    },
    "JF337": {
        "zh": ("{layer}改过或新增的规则“{rule}”在这一层停用了", "确认这是有意的。"),
        "en": (
            "rule “{rule}”, shaped by {layer}, is disabled here",
            "Make sure that this is meant.",
        ),
    },
    "JF340": {
        "zh": (
            "没有“{value}”的地方规则{suggestion}",
            "现有：{known}。要新写一份：jianfu rules init {value}",
        ),
        "en": (
            "there are no rules of “{value}”{suggestion}",
            "There are: {known}. To write them: jianfu rules init {value}",
        ),
    },
    "JF341": {
        "zh": (
            "{path} 里只有地方规则，没有说用哪一个地方",
            "加上 --locality 地方，可用的有：{known}",
        ),
        "en": (
            "{path} holds overlays only, and no locality was named",
            "Add --locality; there are: {known}",
        ),
    },
    "JF342": {
        "zh": ("已经有这份文件：{path}", "直接改它；要重来就先把它挪走。"),
        "en": ("the file exists: {path}", "Edit it, or move it away first."),
    },
    "JF343": {
        "zh": ("不能写 {path}：{detail}", "换一个文件夹：--dir 文件夹"),
        "en": ("cannot write {path}: {detail}", "Name another folder: --dir FOLDER"),
    },
    "JF344": {
        "zh": (
            "不知道“{value}”的拼音编号怎么写",
            "用 --id 写明，例如：jianfu rules init {value} --id zhejiang/hangzhou",
        ),
        "en": (
            "cannot tell the pinyin id of “{value}”",
            "Name it: jianfu rules init {value} --id zhejiang/hangzhou",
        ),
    },
    "JF345": {
        "zh": ("“{value}”对得上不止一个地方", "写全一些：{known}"),
        "en": ("“{value}” may mean several localities", "Say which: {known}"),
    },
    "JF346": {
        "zh": ("“{value}”不是日期", "写成 2026-11-22 这样：年-月-日。"),
        "en": ("“{value}” is no date", "Write it as 2026-11-22."),
    },
    "JF347": {
        "zh": ("没有叫“{field}”的日期列", "看看列名；还有这些列：{known}"),
        "en": ("there is no date column “{field}”", "Other columns: {known}"),
    },
    "JF348": {
        "zh": (
            "“{value}”不是日期，这一条按没有日期判断",
            "写成 2026-11-22 这样；只有年月的不算。",
        ),
        "en": (
            "“{value}” is no date; the record is read as one without",
            "Write it as 2026-11-22.",
        ),
    },
    "JF350": {
        "zh": (
            "上级的例子叠加地方规则后不成立了：{detail}",
            "收窄地方的改动；确实需要，就在地方规则的 breaks 里写明这个例子和原因。",
        ),
        "en": (
            "an example of an upper layer fails under the locality: {detail}",
            "Narrow the change, or name the example with its reason under breaks.",
        ),
    },
    "JF351": {
        "zh": (
            "breaks 里说不成立的例子其实成立：{text}",
            "好事：从 breaks 里删掉它。",
        ),
        "en": (
            "an example named under breaks holds: {text}",
            "Good news: delete it from breaks.",
        ),
    },
    "JF352": {
        "zh": (
            "停用规则“{rule}”以后，这个例子仍然判为反映问题：{text}",
            "还有别的规则命中它；用 jianfu explain 看是哪条。",
        ),
        "en": (
            "with rule “{rule}” disabled this still counts as a complaint: {text}",
            "Another rule finds it; see jianfu explain.",
        ),
    },
}
