"""Every message about rule files, in Chinese and in English, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

from jianfu_rules.messages_authoring import AUTHORING_MESSAGES
from jianfu_rules.messages_evaluation import EVALUATION_MESSAGES
from jianfu_rules.messages_files import FILE_MESSAGES
from jianfu_rules.messages_integrations import INTEGRATION_MESSAGES
from jianfu_rules.messages_layers import LAYER_MESSAGES
from jianfu_rules.messages_limits import LIMIT_MESSAGES
from jianfu_rules.messages_lint import LINT_MESSAGES
from jianfu_rules.messages_parts import PART_MESSAGES
from jianfu_rules.messages_privacy import PRIVACY_MESSAGES
from jianfu_rules.messages_records import RECORD_MESSAGES
from jianfu_rules.messages_report import REPORT_MESSAGES
from jianfu_rules.messages_workers import WORKER_MESSAGES

Message = dict[str, tuple[str, str]]

RULE_MESSAGES: dict[str, Message] = {
    "JF101": {
        "zh": (
            "这个文件不是 UTF-8 编码，看起来是 {encoding}",
            "请用记事本“另存为”，编码选 UTF-8，再试一次。",
        ),
        "en": (
            "this file is not UTF-8; it looks like {encoding}",
            "Save it again as UTF-8.",
        ),
    },
    "JF102": {
        "zh": (
            "这里有{what}，规则文件只能用半角空格",
            "把它换成半角空格；缩进每层两个。",
        ),
        "en": (
            "{what} here; rule files take plain spaces only",
            "Replace it by spaces.",
        ),
    },
    "JF103": {
        "zh": (
            "“{key}”后面是全角冒号“：”",
            "换成半角冒号，后面空一格，写成“{key}: ”。",
        ),
        "en": (
            "full-width colon after “{key}”",
            "Write a plain colon and a space: {key}: ",
        ),
    },
    "JF104": {
        "zh": (
            "“ #”后面的字会被当成注释丢掉，这一条实际只剩“{kept}”",
            "若 # 是内容，给整条加上引号；若是注释，请另起一行写。",
        ),
        "en": (
            "all after “ #” is read as a comment; only “{kept}” is left",
            "Quote the whole item, or put the comment on a line of its own.",
        ),
    },
    "JF105": {
        "zh": (
            "读不懂这里的写法：{detail}",
            "看看这一行和上一行的冒号、缩进、引号和括号。",
        ),
        "en": (
            "not readable as YAML here: {detail}",
            "Check colon, indentation and quotes on this line and the one above.",
        ),
    },
    "JF106": {
        "zh": ("文件里没有内容", "按 docs/rules/format.md 的样子写，或删掉这个文件。"),
        "en": (
            "the file holds nothing",
            "Write it as docs/rules/format.md shows, or delete it.",
        ),
    },
    "JF107": {
        "zh": (
            "规则文件不能用“{mark}”这种 YAML 特殊写法",
            "去掉它；如果它是内容的一部分，给整条加上引号。",
        ),
        "en": (
            "the YAML feature “{mark}” is not allowed in rule files",
            "Remove it, or quote the whole item if it is content.",
        ),
    },
    "JF108": {
        "zh": ("文件太大或嵌套太深（上限 {limit}）", "把它拆成几个文件。"),
        "en": (
            "the file is too large or too deeply nested (limit {limit})",
            "Split it.",
        ),
    },
    "JF109": {
        "zh": ("“{key}”的冒号后面少一个半角空格", "写成“{key}: ”，再接内容。"),
        "en": (
            "no space after the colon of “{key}”",
            "Write “{key}: ” and then the value.",
        ),
    },
    "JF110": {
        "zh": ("没有“{key}”这一项{suggestion}", "这里可以写：{known}"),
        "en": ("there is no field “{key}”{suggestion}", "Known here: {known}"),
    },
    "JF111": {
        "zh": (
            "“{key}”写了两次（前一次在第 {line} 行）",
            "留下一处，把两处的内容合在一起。",
        ),
        "en": (
            "“{key}” stands twice (first on line {line})",
            "Keep one and merge the two.",
        ),
    },
    "JF112": {
        "zh": ("{what}缺少“{key}”", "补上这一项：{key}: …"),
        "en": ("{what} lacks “{key}”", "Add it: {key}: …"),
    },
    "JF113": {
        "zh": ("“{key}”应当是{wanted}，这里写成了{got}", "{example}"),
        "en": ("“{key}” must be {wanted}, not {got}", "{example}"),
    },
    "JF114": {
        "zh": ("“{key}”不能是“{value}”{suggestion}", "可以写：{known}"),
        "en": ("“{key}” cannot be “{value}”{suggestion}", "Allowed: {known}"),
    },
    "JF115": {
        "zh": (
            "“{value}”不能作编号",
            "编号只用小写字母、数字和下划线，以字母开头，如 qun_tai_duo。",
        ),
        "en": (
            "“{value}” cannot be an id",
            "Use lower-case letters, digits and underscores, a letter first.",
        ),
    },
    "JF116": {
        "zh": ("“{key}”是空的", "写上内容；用不着就整项删掉。"),
        "en": ("“{key}” is empty", "Write something, or delete it."),
    },
    "JF117": {
        "zh": (
            "{what}既没有 phrases 也没有 together",
            "写上人们会怎么说，例如 phrases: [<群>…<太多>]",
        ),
        "en": ("{what} has neither phrases nor together", "Add one of the two."),
    },
    "JF118": {
        "zh": (
            "方括号里的“{value}”有全角标点“{mark}”，会被当成一个词",
            "分开几条要用半角逗号；若本来就是一条，给它加上引号。",
        ),
        "en": (
            "“{value}” holds the full-width “{mark}” and counts as one item",
            "Separate items by plain commas, or quote it if it is one.",
        ),
    },
    "JF119": {
        "zh": ("“{key}”的“{value}”不是日期", "写成 2026-11-22 这样：年-月-日。"),
        "en": ("“{value}” of “{key}” is no date", "Write it as 2026-11-22."),
    },
    "JF201": {
        "zh": (
            "没有叫“{value}”的症状{suggestion}",
            "症状的编号列在 taxonomy.yml：{known}",
        ),
        "en": ("there is no symptom “{value}”{suggestion}", "Known symptoms: {known}"),
    },
    "JF202": {
        "zh": ("编号“{value}”已经用过：{where}", "换一个编号。"),
        "en": ("the id “{value}” is taken: {where}", "Choose another id."),
    },
    "JF203": {
        "zh": (
            "没有叫“{value}”的词表{suggestion}",
            "若只是一个词，去掉尖括号；若是词表，这里可用的有：{known}",
        ),
        "en": (
            "there is no word list “{value}”{suggestion}",
            "A single word needs no <>. Word lists here: {known}",
        ),
    },
    "JF204": {
        "zh": ("没有叫“{value}”的政策文件{suggestion}", "政策文件列在 policies.yml。"),
        "en": (
            "there is no policy “{value}”{suggestion}",
            "Policies stand in policies.yml.",
        ),
    },
    "JF205": {
        "zh": ("政策“{policy}”没有“{article}”这一条", "它有：{known}"),
        "en": ("policy “{policy}” has no article “{article}”", "It has: {known}"),
    },
    "JF206": {
        "zh": ("词表“{value}”绕着圈子引用自己：{path}", "去掉其中一处引用。"),
        "en": ("word list “{value}” refers to itself: {path}", "Remove one reference."),
    },
    "JF207": {
        "zh": ("少了 {file}", "规则目录里要有这个文件；拷一份全国规则的来改。"),
        "en": (
            "{file} is missing",
            "A rule directory needs it; copy the national one.",
        ),
    },
    "JF208": {
        "zh": (
            "这里的 kind 应当是 {wanted}，写成了“{value}”",
            "改成 kind: {wanted}；若内容是别的一种，把文件放到该放的目录。",
        ),
        "en": (
            "kind must be {wanted} here, not “{value}”",
            "Write kind: {wanted}, or move the file.",
        ),
    },
    "JF210": {
        "zh": ("短语里的“{mark}”没有配对", "成对写：<词表>、（可省的字）。"),
        "en": (
            "unmatched “{mark}” in the phrase",
            "Marks come in pairs: <list>, （optional）.",
        ),
    },
    "JF211": {
        "zh": (
            "短语里只有空位和可省的字，没有一个一定要出现的字",
            "至少写一个一定会出现的词。",
        ),
        "en": ("the phrase has nothing that must appear", "Add at least one word."),
    },
    "JF212": {
        "zh": (
            "短语展开后太多（超过 {limit} 种）",
            "少用几个可省的字，或拆成两条短语。",
        ),
        "en": ("the phrase unfolds into more than {limit} forms", "Split it into two."),
    },
    "JF213": {
        "zh": ("“<{value}>”不是数字条件", "写成 <数字>、<数字≥5> 或 <数字≤3>。"),
        "en": (
            "“<{value}>” is no number condition",
            "Write <数字>, <数字≥5> or <数字≤3>.",
        ),
    },
    "JF214": {
        "zh": (
            "短语开头或结尾的“…”没有意义",
            "去掉它；若挨着可省的字，把它一起括进去，如（群…）太多。",
        ),
        "en": (
            "“…” at the start or end of a phrase means nothing",
            "Remove it; next to an optional part, put it inside: （optional…）word.",
        ),
    },
    "JF215": {
        "zh": ("“{value}”里有空的选项", "去掉多余的“|”，或补上词。"),
        "en": (
            "an empty alternative in “{value}”",
            "Remove the extra “|”, or add a word.",
        ),
    },
    "JF216": {
        "zh": ("“|”只能写在 <> 或（）里面", "写成 <甲|乙>；可有可无的写成（甲|乙）。"),
        "en": (
            "“|” only stands inside <> or （）",
            "Write <a|b>, or （a|b） if optional.",
        ),
    },
    "JF217": {
        "zh": ("“<{value}>”里不能有“…”", "把这一项拿出来，单独写成一条短语。"),
        "en": ("“<{value}>” must not hold “…”", "Write that option as its own phrase."),
    },
    "JF401": {
        "zh": (
            "例子没有命中规则“{rule}”：{text}",
            "改短语让它命中，或写 known_gap: 原因。",
        ),
        "en": (
            "the example does not match rule “{rule}”: {text}",
            "Mend it or add known_gap.",
        ),
    },
    "JF402": {
        "zh": (
            "规则“{rule}”不该命中这个例子，却找到“{found}”：{text}",
            "收紧短语，或加 unless、exceptions。",
        ),
        "en": (
            "rule “{rule}” must not match, yet found “{found}”: {text}",
            "Narrow it.",
        ),
    },
    "JF403": {
        "zh": (
            "例子的立场应为“{wanted}”，得到“{got}”：{text}",
            "看 jianfu explain 的解释；改语境词，或改 stance。",
        ),
        "en": (
            "stance should be “{wanted}” but is “{got}”: {text}",
            "See jianfu explain.",
        ),
    },
    "JF404": {
        "zh": ("例子应找到“{wanted}”，得到“{got}”：{text}", "改 finds，或改短语。"),
        "en": (
            "should find “{wanted}” but found “{got}”: {text}",
            "Mend finds or phrase.",
        ),
    },
    "JF405": {
        "zh": (
            "已知缺口现在通过了：{text}",
            "好事：删掉 known_gap，让它成为正式的例子。",
        ),
        "en": ("a known gap passes now: {text}", "Good news: remove known_gap."),
    },
    "JF406": {
        "zh": (
            "语境词“{cue}”应当管到“{target}”，没有管到：{text}",
            "改 direction、reach 或 stops_at。",
        ),
        "en": (
            "cue “{cue}” should reach “{target}” but does not: {text}",
            "Mend its scope.",
        ),
    },
    "JF407": {
        "zh": (
            "语境词“{cue}”不该管到“{target}”，却管到了：{text}",
            "改 direction、reach，或加 pseudo。",
        ),
        "en": (
            "cue “{cue}” must not reach “{target}” but does: {text}",
            "Mend its scope.",
        ),
    },
    "JF501": {
        "zh": ("没有找到规则", "用 --rules 指定规则目录，或重新安装 jianfu-rules。"),
        "en": ("no rules found", "Give --rules DIR, or install jianfu-rules again."),
    },
    "JF502": {
        "zh": (
            "规则目录不存在或不是目录：{path}",
            "检查 --rules 或环境变量 JIANFU_RULES。",
        ),
        "en": ("no such rule directory: {path}", "Check --rules or JIANFU_RULES."),
    },
    "JF503": {
        "zh": (
            "没有编号是“{value}”的规则{suggestion}",
            "用 jianfu rules list 看全部编号。",
        ),
        "en": ("there is no rule “{value}”{suggestion}", "See jianfu rules list."),
    },
    "JF505": {
        "zh": (
            "这一行不是案例：{detail}",
            '每行写成 {{"text": "…", "labels": {{…}}}}。',
        ),
        "en": ("this line is no case: {detail}", "A line needs text and labels."),
    },
    "JF506": {
        "zh": ("没有这个案例文件：{path}", "检查文件名。"),
        "en": ("no such file of cases: {path}", "Check the name."),
    },
    "JF504": {
        "zh": ("要判断的内容不是文字，而是 {got}", "传入 str；字节请先解码。"),
        "en": (
            "the thing to classify is no text but {got}",
            "Pass a str; decode bytes first.",
        ),
    },
    "JF507": {
        "zh": (
            "模型文件不能用：{detail}",
            "重新生成：make model；或加 --no-model 只用规则。",
        ),
        "en": ("unusable model file: {detail}", "Make it anew, or use --no-model."),
    },
    "JF508": {
        "zh": (
            "训练模型要用 scikit-learn",
            "先安装：pip install 'jianfu-rules[model]'",
        ),
        "en": ("training needs scikit-learn", "pip install 'jianfu-rules[model]'"),
    },
}

MESSAGES: dict[str, Message] = {
    **RULE_MESSAGES,
    **LAYER_MESSAGES,
    **RECORD_MESSAGES,
    **FILE_MESSAGES,
    **PART_MESSAGES,
    **PRIVACY_MESSAGES,
    **AUTHORING_MESSAGES,
    **LINT_MESSAGES,
    **LIMIT_MESSAGES,
    **REPORT_MESSAGES,
    **EVALUATION_MESSAGES,
    **INTEGRATION_MESSAGES,
    **WORKER_MESSAGES,
}
