"""What the command line says, in the language of the person who runs it."""

from __future__ import annotations

import re

from jianfu_rules.cli.wording_authoring import AUTHORING_WORDS
from jianfu_rules.cli.wording_evaluation import EVALUATION_WORDS
from jianfu_rules.cli.wording_files import FILE_WORDS
from jianfu_rules.cli.wording_layers import LAYER_WORDS
from jianfu_rules.cli.wording_lint import LINT_WORDS
from jianfu_rules.cli.wording_privacy import PRIVACY_WORDS
from jianfu_rules.cli.wording_profile import PROFILE_WORDS
from jianfu_rules.cli.wording_report import REPORT_WORDS

LANGUAGES = ("zh", "en")

WORDS: dict[str, dict[str, str]] = {
    "app": {
        "zh": "从文本里找出群众和基层对形式主义的反映：说的是哪种、依据在哪句话、是投诉还是已经整改。",
        "en": "Find complaints about bureaucratic formalism in Chinese text.",
    },
    "app.lang": {
        "zh": "说明和报错用的语言：zh 中文，en 英文。",
        "en": "Language of help and messages: zh or en.",
    },
    "help": {"zh": "显示这份说明。", "en": "Show this help."},
    "classify.output": {
        "zh": "把结果写进这个文件；全部写完才出现。",
        "en": "Write the results to this file; it appears when all is done.",
    },
    "classify.text_field": {
        "zh": "正文在哪一列；不写就按常见的列名猜，并说出猜的是哪一列。",
        "en": "The column of the text; else guessed, and said.",
    },
    "classify.id_field": {
        "zh": "编号在哪一列；没有编号的记录用“文件:行号”。",
        "en": "The column of the id; else file:line.",
    },
    "classify.part": {
        "zh": "记录的一部分在哪一列，例如 reply=答复内容、title=标题，可以写多个；"
        "部分有 title 标题、body 正文、appeal 诉求、reply 答复、signature 落款。"
        "不写就按常见的列名猜；列名空着是不看。",
        "en": "The column of a part, such as reply=COLUMN; repeatable. Parts: title, "
        "body, appeal, reply, signature. Else guessed; an empty column leaves it out.",
    },
    "classify.encoding": {
        "zh": "输入的编码，如 gb18030、big5；不写就自动辨认。",
        "en": "Encoding of the input, such as gb18030 or big5; else found out.",
    },
    "classify.all": {
        "zh": "表格里也列出没有标签的记录。",
        "en": "List records without label in the table, too.",
    },
    "classify.quiet": {
        "zh": "不显示说明、进度和小结，只报错误。",
        "en": "No notes, progress or summary; errors only.",
    },
    "classify.strict": {
        "zh": "只要有一条没有分析完，就以退出码 5 结束。",
        "en": "Exit with 5 where any result is incomplete.",
    },
    "rules_dir": {
        "zh": "规则目录；不写就用自带的规则。",
        "en": "The rule directory; else the rules that come along.",
    },
    "explain": {
        "zh": "分析一段文字，并说明每个判断的理由。",
        "en": "Classify one text and explain every decision.",
    },
    "explain.text": {
        "zh": "要解释的文字，用引号括起来；- 是标准输入。",
        "en": "The text, in quotes; - is the standard input.",
    },
    "explain.why_not": {
        "zh": "说明为什么没有判为这种症状（编号或名称，all 是全部）：缺了什么词，被什么作废，差多少分。",
        "en": "Say why it is no complaint of this symptom (id or name; all).",
    },
    "explain.format": {
        "zh": "text 给人看（默认），json 给程序。",
        "en": "text (default) or json.",
    },
    "metavar.part": {"zh": "部分=列名", "en": "PART=NAME"},
    "metavar.symptom": {"zh": "症状", "en": "SYMPTOM"},
    "rules": {"zh": "查看和检查规则。", "en": "Look at and check the rules."},
    "rules.where": {
        "zh": "说出现在用的是哪里的规则。",
        "en": "Say which rules are in use.",
    },
    "evaluate": {
        "zh": "在有标签的案例上打分：每种症状的准确率、召回率、F1，立场对不对，误报多少。",
        "en": "Score the verdicts on labelled cases.",
    },
    "evaluate.cases": {
        "zh": "案例文件，JSON Lines，每行有 text 和 labels。",
        "en": "The cases, JSON Lines, with text and labels.",
    },
    "evaluate.errors": {"zh": "列出前几条判错的。", "en": "List the first wrong ones."},
    "evaluate.figures": {
        "zh": "负担数字（{cases} 条里的 {count} 个）：准确 {p:.3f}，召回 {r:.3f}，"
        "F1 {f1:.3f}；只看位置 F1 {spans:.3f}；对的里面“每多久”也对 {per}/{right}",
        "en": "burden figures ({count} in {cases} cases): precision {p:.3f}, recall "
        "{r:.3f}, F1 {f1:.3f}; place alone F1 {spans:.3f}; per right {per}/{right}",
    },
    "evaluate.plant": {
        "zh": "再在每处命中的词里各放一个错，看还认得多少："
        "homophone 同音、shape 形近、separator 夹符号、traditional 繁体、all 全部。",
        "en": "Then put one slip into every matched term and see what stands: "
        "homophone, shape, separator, traditional or all.",
    },
    "evaluate.planted.head": {
        "zh": "\n放错之后      改了    改不了  宏平均  保住    是否反映",
        "en": "\nwith slips   planted  spared   macro    kept  complaint",
    },
    "metavar.plant": {"zh": "种类", "en": "KIND"},
    "evaluate.error": {
        "zh": "    漏掉：{missed}；多报：{wrong}",
        "en": "    missed: {missed}; wrong: {wrong}",
    },
    "evaluate.head": {
        "zh": "{indent}  案例  准确   召回   F1",
        "en": "{indent}  cases  prec.  recall F1",
    },
    "evaluate.sum": {
        "zh": "\n{cases} 条：反映问题的症状，F1 宏平均 {macro:.3f}，微平均 {micro:.3f}"
        "（准确 {micro_p:.3f}，召回 {micro_r:.3f}）\n"
        "是不是在反映问题：准确 {p:.3f}，召回 {r:.3f}，F1 {f1:.3f}\n"
        "立场正确 {stance:.3f}；误报 {alarms:.3f}",
        "en": "\n{cases} cases: complaint F1 macro {macro:.3f}, micro {micro:.3f} "
        "(precision {micro_p:.3f}, recall {micro_r:.3f})\n"
        "is_complaint: precision {p:.3f}, recall {r:.3f}, F1 {f1:.3f}\n"
        "stance accuracy {stance:.3f}; false alarms {alarms:.3f}",
    },
    "metavar.count": {"zh": "条数", "en": "N"},
    "rules.test": {
        "zh": "检验规则自带的例子：该命中的命中，不该命中的不命中，已知缺口仍是缺口。",
        "en": "Run the examples that the rules carry; known gaps must stay gaps.",
    },
    "rules.test.only": {
        "zh": "只看编号以这个开头的规则或语境词。",
        "en": "Only rules and cues whose id begins with this.",
    },
    "rules.test.sum": {
        "zh": "{rules} 条规则、{cues} 个语境词，{cases} 个例子：成立 {held}，不成立 {failed}，已知缺口 {gaps}。",
        "en": "{rules} rules, {cues} cues, {cases} examples: {held} hold, {failed} fail, {gaps} known gaps.",
    },
    "rules.list": {
        "zh": "列出规则：编号、说服力、一句话说明。",
        "en": "List the rules: id, strength, what it is.",
    },
    "rules.list.only": {
        "zh": "只列编号以这个开头的规则。",
        "en": "Only rules whose id begins with this.",
    },
    "rules.show": {
        "zh": "显示一条规则的全部内容和它在哪个文件哪一行。",
        "en": "Show one rule in full, and where it stands.",
    },
    "rules.show.id": {
        "zh": "规则编号，用 rules list 可查。",
        "en": "The id of the rule; see rules list.",
    },
    "noise": {
        "zh": "容忍哪些一个字的差错：off 不容忍，typed 同音字，ocr 形近字，voice 同音字和多字少字，"
        "usual 同音字和形近字（默认），all 全部。只用于四个字以上的词。",
        "en": "Slips of one character to look through: off, typed (homophones), ocr "
        "(look-alikes), voice, usual (default: both), all.",
    },
    "no_model": {
        "zh": "只用规则，不问统计模型。",
        "en": "Rules alone, without the trained model.",
    },
    "metavar.noise": {"zh": "容错", "en": "NOISE"},
    "metavar.rule": {"zh": "规则编号", "en": "RULE"},
    "field.phrases": {"zh": "任意一条", "en": "any of"},
    "field.together": {"zh": "要一起出现", "en": "together"},
    "field.exceptions": {"zh": "更长的写法不算", "en": "but not"},
    "field.unless": {"zh": "同一句里有这些不算", "en": "unless"},
    "field.unless_anywhere": {"zh": "全文里有这些不算", "en": "unless anywhere"},
    "field.only_with": {"zh": "全文里要有其中之一", "en": "only with"},
    "field.hits": {"zh": "应当命中", "en": "must match"},
    "field.misses": {"zh": "不该命中", "en": "must not match"},
    "how.given": {"zh": "由 --rules 指定", "en": "given by --rules"},
    "how.environment": {
        "zh": "由环境变量 JIANFU_RULES 指定",
        "en": "given by the environment variable JIANFU_RULES",
    },
    "how.package": {"zh": "随程序安装的", "en": "installed with the package"},
    "how.checkout": {"zh": "源代码目录里的", "en": "of the source checkout"},
    "version": {"zh": "显示版本。", "en": "Show the version."},
    "metavar.files": {"zh": "文件…", "en": "FILES…"},
    "metavar.file": {"zh": "文件", "en": "FILE"},
    "metavar.dir": {"zh": "目录", "en": "DIR"},
    "metavar.format": {"zh": "格式", "en": "FORMAT"},
    "metavar.name": {"zh": "列名", "en": "NAME"},
    "metavar.encoding": {"zh": "编码", "en": "ENCODING"},
    "metavar.text": {"zh": "文字", "en": "TEXT"},
    "metavar.lang": {"zh": "zh|en", "en": "zh|en"},
    "help.usage": {"zh": "用法：", "en": "Usage: "},
    "help.options_metavar": {"zh": "[选项]", "en": "[OPTIONS]"},
    "help.command_metavar": {"zh": "命令 …", "en": "COMMAND …"},
    "help.arguments": {"zh": "参数：", "en": "Arguments:"},
    "help.options": {"zh": "选项：", "en": "Options:"},
    "help.commands": {"zh": "命令：", "en": "Commands:"},
    "help.required": {"zh": "（必填）", "en": " (required)"},
    "stance.complaint": {"zh": "反映问题", "en": "complaint"},
    "stance.remedy": {"zh": "已经整改", "en": "remedy"},
    "stance.policy": {"zh": "要求部署", "en": "policy"},
    "stance.mention": {"zh": "只是提到", "en": "mention"},
    "stance.none": {"zh": "没有标签", "en": "no label"},
    "stance.error": {"zh": "没有读懂", "en": "unreadable"},
    "table.id": {"zh": "编号", "en": "id"},
    "table.stance": {"zh": "态度", "en": "stance"},
    "table.symptom": {"zh": "症状", "en": "symptom"},
    "table.quote": {"zh": "原文", "en": "text"},
    "table.total": {"zh": "合计", "en": "total"},
    "summary.read": {"zh": "读到 {n} 条", "en": "{n} records"},
    "summary.complaints": {"zh": "反映问题 {n} 条", "en": "{n} complaints"},
    "summary.other": {"zh": "其他态度 {n} 条", "en": "{n} of other stances"},
    "summary.unlabelled": {"zh": "没有标签 {n} 条", "en": "{n} without label"},
    "summary.unreadable": {"zh": "没有读懂 {n} 条", "en": "{n} unreadable"},
    "summary.incomplete": {"zh": "没有分析完 {n} 条", "en": "{n} incomplete"},
    "summary.warned": {"zh": "读取时提醒 {n} 处", "en": "{n} warnings"},
    "summary.time": {
        "zh": "用时 {seconds} 秒，每秒 {rate} 条",
        "en": "{seconds} s, {rate} records/s",
    },
    "summary.encoding": {"zh": "编码：{files}", "en": "encodings: {files}"},
    "summary.failed": {
        "zh": "没有读成的文件：{files}",
        "en": "files not read: {files}",
    },
    "summary.hidden": {
        "zh": "没有标签的不在表里，加 --all 列出。",
        "en": "Records without label are not listed; --all lists them.",
    },
    "summary.written": {"zh": "结果写在 {path}", "en": "results in {path}"},
    "progress": {"zh": "分析中", "en": "classifying"},
    "progress.rate": {"zh": "{n} 条，每秒 {rate} 条", "en": "{n} records, {rate}/s"},
}

WORDS.update(AUTHORING_WORDS)
WORDS.update(FILE_WORDS)
WORDS.update(LINT_WORDS)
WORDS.update(LAYER_WORDS)
WORDS.update(PRIVACY_WORDS)
WORDS.update(PROFILE_WORDS)
WORDS.update(REPORT_WORDS)
WORDS.update(EVALUATION_WORDS)

# The parser words these itself and has no place for other languages.
_USAGE_ERRORS = (
    (r"Missing argument '?(?P<a>[^']*)'?\.?", "缺少参数：{a}"),
    (r"Missing option '?(?P<a>[^']*)'?\.?", "缺少选项：{a}"),
    (r"Missing command\.?", "没有写命令"),
    (r"No such command '(?P<a>.*?)'\.?(?:.*'(?P<b>.*)'.*)?", "没有叫“{a}”的命令"),
    (
        r"No such option:? '?(?P<a>[^ ']*?)'?\.?(?: .*?(?P<b>--[\w-]+).*)?",
        "没有叫“{a}”的选项",
    ),
    (r"Option '?(?P<a>[^' ]*)'? requires (?:an|\d+) arguments?\.?", "{a} 后面缺少值"),
    (r"Option '?(?P<a>[^' ]*)'? does not take a value\.?", "{a} 后面不用写值"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((?P<a>.*)\)", "多出的参数：{a}"),
    (
        r"Invalid value for '?(?P<a>.*?)'?: '?(?P<b>.*?)'? is not one of (?P<c>.*?)\.?",
        "{a} 不能是“{b}”，可以写：{c}",
    ),
    (r"Invalid value for '?(?P<a>.*?)'?: (?P<b>.*)", "{a} 的值不对：{b}"),
)

_spoken = "zh"


def speak(lang: str) -> None:
    """Choose the language of everything said from now on."""
    global _spoken  # one process speaks one language
    _spoken = lang


def spoken() -> str:
    """Return the language in use, ``zh`` or ``en``."""
    return _spoken


def say(key: str, **values: object) -> str:
    """Return the words under *key* in the language in use."""
    words = WORDS[key][_spoken]
    return words.format(**values) if values else words


def say_usage_error(message: str) -> str:
    """Put an English message of the argument parser into the language in use.

    Examples
    --------
    >>> say_usage_error("No such option: --formt Did you mean --format?")
    '没有叫“--formt”的选项，是不是 --format？'
    """
    text = " ".join(message.split()).replace("Value error, ", "")
    # An option of two names: the long one is enough.
    text = re.sub(r"'(--[\w-]+)' / '-\w'", r"\1", text)
    if _spoken == "en":
        return text
    for pattern, words in _USAGE_ERRORS:
        found = re.fullmatch(pattern, text, flags=re.IGNORECASE)
        if found:
            parts = found.groupdict()
            said = words.format(**parts)
            if "{b}" not in words and parts.get("b"):
                said += f"，是不是 {parts['b']}？"
            return said
    return text
