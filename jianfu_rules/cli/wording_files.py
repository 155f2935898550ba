"""What the command line says about files in and out."""

from __future__ import annotations

FILE_WORDS: dict[str, dict[str, str]] = {
    "classify": {
        "zh": "分析文件里的每一条记录。\n\n"
        "文件可以是 .txt（每行一条）、.csv、.tsv、.jsonl、.xlsx、.docx、.pdf、装着这些的 .zip、"
        "文件夹、*.csv 这样的写法；编码 UTF-8、GBK 都可以；写 - 从标准输入读取。",
        "en": "Classify every record of the files.\n\n"
        ".txt (one record a line), .csv, .tsv, .jsonl, .xlsx, .docx, .pdf, .zip of "
        "these, folders, patterns; UTF-8 or GBK; - is the standard input.",
    },
    "classify.files": {
        "zh": "要分析的文件、文件夹，可以写多个；- 是标准输入。",
        "en": "Files and folders; - is the standard input.",
    },
    "classify.format": {
        "zh": "结果的样子：table 表格（给人看）、xlsx（Excel，证据有颜色）、csv、"
        "jsonl（给程序）、md（Markdown）。不写就看输出文件的后缀，再不然就是表格。",
        "en": "table (to read), xlsx (Excel, evidence in colour), csv, jsonl "
        "(programs) or md (Markdown); else told by the suffix of the output.",
    },
    "classify.input_format": {
        "zh": "输入的格式：txt、csv、tsv、jsonl、xlsx、docx、pdf。不写就看内容和后缀，"
        "标准输入的文字当作 txt。",
        "en": "txt, csv, tsv, jsonl, xlsx, docx or pdf; else told by content and name.",
    },
    "classify.whole_file": {
        "zh": "整个文件当作一条记录，不按行、段、页分。",
        "en": "Take each file as one record.",
    },
    "classify.recursive": {
        "zh": "文件夹里的文件夹也读。",
        "en": "Look into the folders of a folder, too.",
    },
    "classify.sheet": {
        "zh": "只读 Excel 里叫这个名字的工作表；不写就全读。",
        "en": "Read this sheet of a workbook only; else all.",
    },
    "classify.place_field": {
        "zh": "地区在哪一列，随结果写出；不写就按常见的列名猜。",
        "en": "The column of the place, kept with the results; else guessed.",
    },
    "classify.unit_field": {
        "zh": "单位在哪一列，随结果写出；不写就按常见的列名猜。",
        "en": "The column of the unit, kept with the results; else guessed.",
    },
    "classify.template": {
        "zh": "按自己的模板写结果，字段写成 ${编号}、${原文}；见 docs/files.md。",
        "en": "Write the results by a template with fields such as ${id}.",
    },
    "classify.restart": {
        "zh": "上次没做完的不要了，从头做。",
        "en": "Drop what an earlier run left, and begin anew.",
    },
    "classify.resume": {
        "zh": "接着上次中断的地方做，不重做，不漏做。",
        "en": "Go on where an earlier run was stopped.",
    },
    "classify.workers": {
        "zh": "用几个进程一起做；不写是 1，0 是有几个核用几个。结果一字不差，次序不变。",
        "en": "Processes that share the work; 1 if not given, 0 for one a core. The "
        "results are the same, in the same order.",
    },
    "metavar.workers": {"zh": "个数", "en": "N"},
    "classify.dry_run": {
        "zh": "只说要读什么（文件、编码、列、条数），不分析。",
        "en": "Say what would be read, and classify nothing.",
    },
    "metavar.sheet": {"zh": "工作表", "en": "SHEET"},
    "dry.file": {"zh": "{file}：{what}，{count} 条", "en": "{file}: {what}, {count}"},
    "dry.bad": {"zh": "（读不了 {count} 条）", "en": " ({count} unreadable)"},
    "dry.failed": {"zh": "{file}：读不了", "en": "{file}: unreadable"},
    "dry.total": {
        "zh": "共 {files} 个文件，{count} 条记录，没有分析。",
        "en": "{files} files, {count} records, nothing classified.",
    },
    "column.text": {"zh": "正文", "en": "text"},
    "column.id": {"zh": "编号", "en": "id"},
    "column.title": {"zh": "标题", "en": "title"},
    "column.appeal": {"zh": "诉求", "en": "appeal"},
    "column.reply": {"zh": "答复", "en": "reply"},
    "column.signature": {"zh": "落款", "en": "signature"},
    "column.date": {"zh": "日期", "en": "date"},
    "column.place": {"zh": "地区", "en": "place"},
    "column.unit": {"zh": "单位", "en": "unit"},
    "fact.files": {"zh": "文件", "en": "files"},
    "fact.rules": {"zh": "规则摘要", "en": "rules"},
    "fact.version": {"zh": "程序版本", "en": "version"},
    "why.stdin": {"zh": "标准输入只能读一遍", "en": "the standard input is read once"},
    "why.no_output": {"zh": "没有 --output", "en": "there is no --output"},
    "why.table": {"zh": "表格不能接着写", "en": "a table cannot be gone on with"},
    "why.device": {
        "zh": "输出不是普通文件",
        "en": "the output is no ordinary file",
    },
}
