"""Every message of ``rules lint``, ``rules fmt`` and ``rules new``, by its code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks. docs/rules/lint.md shows each
code that can be found in a file with a wrong and a right snippet.
"""

from __future__ import annotations

LINT_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF410": {
        "zh": (
            "这条短语永远不会命中：文字比对之前会去掉汉字之间夹的符号和空格，“{value}”只剩“{left}”",
            "把夹的符号去掉，写成“{left}”。",
        ),
        "en": (
            "this phrase can never match: texts lose the signs between characters, so “{value}” becomes “{left}”",
            "Write “{left}”.",
        ),
    },
    "JF411": {
        "zh": (
            "“{value}”里两个英文词或数字之间的空格在短语里会丢掉，永远对不上文字",
            "把它放进 words 下的一个词表（词表里的空格保留），短语里写 <词表名>。",
        ),
        "en": (
            "the blank between two Latin words of “{value}” is lost, so it never matches",
            "Put it into a word list, which keeps blanks, and write <list>.",
        ),
    },
    "JF412": {
        "zh": ("“{value}”只有符号，没有字", "写上人们会说的字词。"),
        "en": ("“{value}” holds signs only", "Write words that people say."),
    },
    "JF413": {
        "zh": (
            "只要有{value}就算命中，几乎每段话都有",
            "把短语写长，或改放进 together，和别的词一起出现才算。",
        ),
        "en": (
            "{value} alone makes it match, which is in nearly every text",
            "Make it longer, or move it to together.",
        ),
    },
    "JF414": {
        "zh": (
            "可省的字全省掉以后只剩“{value}”，单这个词就会命中",
            "去掉关键字外面的（），让它一定要出现；或拆成几条短语。",
        ),
        "en": (
            "without its optional parts only “{value}” is left and matches alone",
            "Take the key word out of its brackets, or split the phrase.",
        ),
    },
    "JF415": {
        "zh": (
            "“{value}”命中的地方，第 {line} 行的“{other}”也一定命中",
            "留短的就删掉这条；要更严就删掉短的。只为让证据更完整的，可以留着。",
        ),
        "en": (
            "wherever “{value}” matches, “{other}” on line {line} does, too",
            "Delete one of them, unless the longer quote is wanted.",
        ),
    },
    "JF416": {
        "zh": ("“{value}”和第 {line} 行的“{other}”是同一条短语", "删掉一条。"),
        "en": (
            "“{value}” is the same phrase as “{other}” on line {line}",
            "Delete one.",
        ),
    },
    "JF417": {
        "zh": (
            "“{value}”在规则“{rule}”（第 {line} 行起）里也有，同一句话会作两次证",
            "留在更合适的一条规则里；两条的条件不同、有意为之的，可以留着。",
        ),
        "en": (
            "“{value}” also stands in rule “{rule}” (line {line}); one saying counts twice",
            "Keep it in one rule, unless their conditions differ on purpose.",
        ),
    },
    "JF418": {
        "zh": (
            "{key} 里的“{value}”就在短语“{phrase}”（第 {line} 行）里，这条短语一命中就被自己挡掉",
            "把“{value}”从 {key} 里去掉，或换成更长的写法。",
        ),
        "en": (
            "“{value}” of {key} is part of the phrase “{phrase}” (line {line}), which it always makes void",
            "Take “{value}” out of {key}, or write it longer.",
        ),
    },
    "JF419": {
        "zh": (
            "规则“{value}”的 {n} 个应当命中的例子，一个也没有命中",
            "看短语的字词、空位，和 unless、exceptions、only_with 是不是挡住了它；用 jianfu rules test {value} 逐条看。",
        ),
        "en": (
            "rule “{value}” matches none of its {n} examples",
            "See its words and gaps, and unless, exceptions, only_with; run jianfu rules test {value}.",
        ),
    },
    "JF420": {
        "zh": (
            "选项“{value}”正好是一张词表的名字，那张词表里的词（{words}）也会算，“{value}”自己却不在里面",
            "本意是词表，就把“{value}”也加进词表或单写成 <{value}>；只要这个字，就给词表改名。",
        ),
        "en": (
            "the option “{value}” is the name of a word list, whose words ({words}) count, too",
            "Add “{value}” to that list if it is meant, else rename the list.",
        ),
    },
    "JF421": {
        "zh": (
            "词“{value}”永远对不上：文字比对之前会变成“{left}”",
            "改成“{left}”；词表里已经有它就删掉。",
        ),
        "en": (
            "the word “{value}” can never match: texts have “{left}” instead",
            "Write “{left}”, or delete it if the list has that.",
        ),
    },
    "JF422": {
        "zh": (
            "没有短语用到词表“{value}”",
            "删掉它，或在短语里写 <{value}>。共用的词表统计模型还在用，删了要重新训练。",
        ),
        "en": (
            "no phrase uses the word list “{value}”",
            "Delete it or use it. The trained model uses shared lists.",
        ),
    },
    "JF423": {
        "zh": ("词表“{name}”里“{value}”和前面的“{other}”是同一个词", "删掉一个。"),
        "en": (
            "in the list “{name}”, “{value}” is the same as “{other}”",
            "Delete one.",
        ),
    },
    "JF424": {
        "zh": ("“{value}”在整个放进来的词表“{name}”里已经有了", "删掉它。"),
        "en": ("“{value}” comes with the list “{name}” already", "Delete it."),
    },
    "JF425": {
        "zh": (
            "规则“{value}”的例子太少：应当命中 {hits} 个，不该命中 {misses} 个",
            "应当命中的至少写 {least} 个，不该命中的至少 {least_misses} 个（已知缺口不算）。",
        ),
        "en": (
            "rule “{value}” has too few examples: {hits} to match, {misses} not to",
            "Write at least {least} and {least_misses}; known gaps do not count.",
        ),
    },
    "JF426": {
        "zh": ("这个例子和第 {line} 行的一样", "删掉一个，换一种说法。"),
        "en": ("the same example stands on line {line}", "Say it another way."),
    },
    "JF427": {
        "zh": (
            "同一句话在第 {line} 行说该命中，这里又说不该（或反过来）",
            "想清楚是哪一种，删掉另一处。",
        ),
        "en": (
            "line {line} says the opposite of the same text",
            "Decide, and delete the other.",
        ),
    },
    "JF428": {
        "zh": (
            "这个反例和规则“{value}”没有一个字相同（虚字不算），怎么改规则都不会命中，证明不了什么",
            "换成有同样的词、但说的是别的事的句子。",
        ),
        "en": (
            "this counterexample shares nothing with rule “{value}” and proves nothing",
            "Take a sentence with its words that means something else.",
        ),
    },
    "JF429": {
        "zh": ("没有叫“{value}”的症状{suggestion}", "症状的编号有：{known}"),
        "en": ("there is no symptom “{value}”{suggestion}", "Known: {known}"),
    },
    "JF430": {
        "zh": (
            "这份症状文件有 {lines} 行，超过 {limit} 行就不好通读了",
            "几份文件共用的词挪到 words/；用不着的规则删掉。",
        ),
        "en": (
            "this symptom file has {lines} lines; more than {limit} are hard to read",
            "Move shared words to words/, and delete what is not needed.",
        ),
    },
    "JF431": {
        "zh": (
            "去掉短语“{value}”，规则“{rule}”的例子结果一个也不变",
            "补一个只有它能命中的例子，或删掉它。",
        ),
        "en": (
            "without the phrase “{value}” no example of rule “{rule}” changes",
            "Add an example that only it matches, or delete it.",
        ),
    },
    "JF432": {
        "zh": (
            "短语里去掉“{value}”这一段，规则“{rule}”的例子结果一个也不变",
            "补一个没有这一段就会误中的反例。",
        ),
        "en": (
            "without “{value}” in this phrase no example of rule “{rule}” changes",
            "Add a counterexample that would match without it.",
        ),
    },
    "JF433": {
        "zh": (
            "去掉整个 {value}，规则“{rule}”的例子结果一个也不变",
            "补一个靠它才对的例子，或删掉它。",
        ),
        "en": (
            "without {value} no example of rule “{rule}” changes",
            "Add an example that needs it, or delete it.",
        ),
    },
    "JF434": {
        "zh": (
            "看不懂这条说明：{value}",
            "写成“# lint: ignore JF413 原因”，编号是 JF4 开头的，原因必须写。",
        ),
        "en": (
            "cannot read this comment: {value}",
            "Write “# lint: ignore JF413 reason”; the reason is required.",
        ),
    },
    "JF435": {
        "zh": ("下一行没有 {value} 这种问题，这条说明用不着了", "删掉它。"),
        "en": ("the next line has no {value}", "Delete this comment."),
    },
    "JF436": {
        "zh": ("外加的检查“{name}”出错：{detail}", "请检查的作者修好，或卸载它。"),
        "en": ("the added check “{name}” failed: {detail}", "Mend or uninstall it."),
    },
    "JF437": {
        "zh": ("{path} 不在规则目录 {root} 里", "用 --rules 指定它所在的规则目录。"),
        "en": (
            "{path} is not in the rule directory {root}",
            "Name its rule directory by --rules.",
        ),
    },
    "JF440": {
        "zh": ("写法不统一", "运行 jianfu rules fmt {path}"),
        "en": ("not in the one way of writing", "Run jianfu rules fmt {path}"),
    },
    "JF441": {
        "zh": (
            "整理后和原来说的不一样，所以一个字也没有写",
            "文件没有动；请把它交给维护者。",
        ),
        "en": (
            "formatting would change what the file says, so nothing was written",
            "The file is as it was; please report it.",
        ),
    },
    "JF442": {
        "zh": ("没有叫“{value}”的文件种类{suggestion}", "可以写：{known}"),
        "en": ("there is no kind of file “{value}”{suggestion}", "Known: {known}"),
    },
    "JF443": {
        "zh": (
            "自带的规则不能改：{path}",
            "拷一份出来，用 --rules 或环境变量 JIANFU_RULES 指定它。",
        ),
        "en": (
            "the installed rules are not to be changed: {path}",
            "Copy them, and name the copy by --rules or JIANFU_RULES.",
        ),
    },
    "JF444": {
        "zh": ("没有写 {option}", "补上它；在终端里运行会逐项来问。"),
        "en": ("{option} is missing", "Give it; on a terminal you will be asked."),
    },
    "JF445": {
        "zh": ("已经有这个文件：{path}", "往里加规则用 jianfu rules new rule。"),
        "en": ("the file exists: {path}", "To add a rule: jianfu rules new rule."),
    },
    "JF446": {
        "zh": (
            "{path} 里没有可以往后加的 {key}",
            "{key}: 下面要有至少一项，每项以“- ”开头另起一行。",
        ),
        "en": (
            "{path} has no list {key} to append to",
            "{key}: needs an item on a line of its own that begins with “- ”.",
        ),
    },
    "JF447": {
        "zh": (
            "没有症状“{value}”的文件",
            "用 jianfu rules list 看编号；新的症状用 jianfu rules new symptom。",
        ),
        "en": (
            "there is no file of the symptom “{value}”",
            "See jianfu rules list; for a new one: jianfu rules new symptom.",
        ),
    },
}
