"""What ``rules lint``, ``fmt``, ``schema`` and ``new`` say, in both languages."""

from __future__ import annotations

LINT_WORDS: dict[str, dict[str, str]] = {
    "rules.lint": {
        "zh": "检查规则写得好不好：读不通的、永远不会命中的、重复的、例子不够的，一次说完。",
        "en": "Check the rules: unreadable, dead, doubled, lacking examples, all at once.",
    },
    "rules.lint.paths": {
        "zh": "只说这些文件、目录里的问题；不写就是全部。",
        "en": "Only what is found in these files or folders; else all.",
    },
    "rules.lint.format": {
        "zh": "text 给人看（默认）、json 给程序、sarif 给编辑器和代码平台。",
        "en": "text (default), json, or sarif for editors and code hosts.",
    },
    "rules.lint.deep": {
        "zh": "逐条去掉短语、短语的一段、unless 等，看例子发觉不发觉；慢一些。",
        "en": "Leave out each phrase, slot and veto in turn: does an example notice?",
    },
    "rules.lint.strict": {
        "zh": "有提醒也算没通过（退出码 1）。",
        "en": "Warnings fail, too (exit code 1).",
    },
    "rules.lint.all": {
        "zh": "同一文件里的同一种说明全部列出，不只列三条。",
        "en": "List every note, not only three of a kind from a file.",
    },
    "rules.lint.locality": {
        "zh": "叠上这个地方的规则再检查，如 zhejiang/hangzhou。",
        "en": "Check with the layers of this locality, such as zhejiang/hangzhou.",
    },
    "rules.lint.more": {
        "zh": "  （{file} 里另有 {n} 条 {code}，加 --all 全部列出）",
        "en": "  ({n} more {code} in {file}; --all lists them)",
    },
    "rules.lint.sum": {
        "zh": "{files} 个文件：错误 {error}，提醒 {warning}，说明 {note}。",
        "en": "{files} files: {error} errors, {warning} warnings, {note} notes.",
    },
    "rules.fmt": {
        "zh": "把规则文件整理成统一的写法：次序、缩进、引号、空行；意思和注释一点不变。",
        "en": "Write rule files in the one way: order, indentation, quotes, blank lines.",
    },
    "rules.fmt.paths": {
        "zh": "要整理的文件或目录。",
        "en": "Files or folders to format.",
    },
    "rules.fmt.check": {
        "zh": "只看要不要整理，不写；要整理的退出码为 1。",
        "en": "Write nothing; exit 1 where a file would change.",
    },
    "rules.fmt.written": {"zh": "整理了 {path}", "en": "formatted {path}"},
    "rules.fmt.sum": {
        "zh": "{n} 个文件，{changed} 个要整理。",
        "en": "{n} files, {changed} to format.",
    },
    "rules.fmt.done": {
        "zh": "{n} 个文件，整理了 {changed} 个。",
        "en": "{n} files, {changed} formatted.",
    },
    "rules.schema": {
        "zh": "输出规则文件的 JSON Schema，编辑器用它提示和检查。",
        "en": "Print the JSON Schema of rule files, for editors.",
    },
    "rules.schema.kind": {
        "zh": "哪一种文件：{kinds}；不写就是一份管全部的。",
        "en": "Which kind of file: {kinds}; else one schema for all.",
    },
    "rules.schema.output": {
        "zh": "把每一种各写一份到这个目录。",
        "en": "Write one file for each kind into this folder.",
    },
    "rules.new": {
        "zh": "新写一份症状、一条规则或一份地方规则：写好就能用，例句再换成自己的。",
        "en": "Begin a symptom, a rule or a locality: it works at once.",
    },
    "rules.new.symptom": {
        "zh": "新写一种症状的文件，编号不在分类表里就一起加上。",
        "en": "Write the file of a symptom; a new id is added to the taxonomy.",
    },
    "rules.new.rule": {
        "zh": "在症状文件的末尾加一条规则，注释不动。",
        "en": "Append a rule to the file of a symptom; comments stay.",
    },
    "rules.new.overlay": {
        "zh": "新写一份地方规则。",
        "en": "Write the file of a locality.",
    },
    "new.symptom": {"zh": "症状编号", "en": "id of the symptom"},
    "new.id": {
        "zh": "规则编号（小写字母、数字、下划线）",
        "en": "id of the rule (a-z, 0-9, _)",
    },
    "new.name": {"zh": "一句话说明", "en": "what it is, in a few words"},
    "new.symptom_name": {"zh": "症状的名称", "en": "name of the symptom"},
    "new.about": {"zh": "这种症状算哪些", "en": "what the symptom is about"},
    "new.phrase": {
        "zh": "短语：人们会怎么说，如 <群>…<太多>",
        "en": "phrase: how people say it",
    },
    "new.yes": {"zh": "应当命中的例句", "en": "an example that must match"},
    "new.no": {"zh": "不该命中的例句", "en": "an example that must not match"},
    "new.file": {
        "zh": "加进哪个文件；不写就是那种症状的文件。",
        "en": "The file to append to; else the file of the symptom.",
    },
    "new.locality": {
        "zh": "地方的编号，拼音，如 zhejiang/hangzhou",
        "en": "id of the locality, such as zhejiang/hangzhou",
    },
    "new.locality_name": {
        "zh": "地方的名称，带省、市、县、区，如 杭州市",
        "en": "name of the locality, such as 杭州市",
    },
    "new.written": {
        "zh": "写好了 {path}，第 {line} 行起；读得通，例子都成立。",
        "en": "written to {path}, line {line}; it loads and its examples hold.",
    },
    "new.next": {
        "zh": "接着把例句换成真实的话（每种至少两句），再运行 jianfu rules lint {path}",
        "en": "Now replace the examples by real ones, then run jianfu rules lint {path}",
    },
    "metavar.paths": {"zh": "[文件或目录…]", "en": "[PATHS…]"},
    "metavar.some_paths": {"zh": "文件或目录…", "en": "PATHS…"},
    "metavar.kind": {"zh": "[种类]", "en": "[KIND]"},
    "metavar.locality": {"zh": "地方", "en": "LOCALITY"},
    "metavar.id": {"zh": "编号", "en": "ID"},
    "metavar.words": {"zh": "文字", "en": "WORDS"},
    "metavar.phrase": {"zh": "短语", "en": "PHRASE"},
    "metavar.sentence": {"zh": "例句", "en": "TEXT"},
}
