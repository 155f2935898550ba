"""Every message about input, output and the command line, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

RECORD_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF601": {
        "zh": ("没有这个文件：{path}", "检查路径和文件名。"),
        "en": ("no such file: {path}", "Check the path and the name."),
    },
    "JF602": {
        "zh": ("{path} 是文件夹，不是文件", "写出里面的文件，例如 {path}/*.csv"),
        "en": (
            "{path} is a folder, not a file",
            "Name its files, such as {path}/*.csv",
        ),
    },
    "JF603": {
        "zh": ("没有权限读 {path}", "请文件的主人开放读取权限，或换一个位置。"),
        "en": ("no permission to read {path}", "Ask its owner, or copy it elsewhere."),
    },
    "JF604": {
        "zh": (
            "读 {path} 时系统报错：{detail}",
            "文件可能被占用或磁盘有问题，稍后再试。",
        ),
        "en": ("the system failed to read {path}: {detail}", "Try again later."),
    },
    "JF605": {
        "zh": ("{path} 是空的，一个字也没有", "看看是不是导出时没有选中内容。"),
        "en": ("{path} is empty", "Was anything chosen when it was exported?"),
    },
    "JF606": {
        "zh": ("{path} 里只有空行，没有一条记录", "看看是不是拿错了文件。"),
        "en": ("{path} holds blank lines only", "Is it the right file?"),
    },
    "JF607": {
        "zh": ("{path} 只有表头，没有数据行", "看看是不是导出时没有选中内容。"),
        "en": ("{path} has a header and no rows", "Was anything exported?"),
    },
    "JF608": {
        "zh": (
            "{path} 不是文本文件（二进制）",
            "请给文本、.xlsx、.docx 或 .pdf 文件；没有 BOM 的 UTF-16 用 --encoding 指明。",
        ),
        "en": (
            "{path} is not a text file (binary)",
            "Give text, .xlsx, .docx or .pdf; for UTF-16 without BOM use --encoding.",
        ),
    },
    "JF609": {
        "zh": (
            "{path} 是 Office 文档或压缩包，这里只能读文本",
            "用 jianfu classify 直接读 .xlsx、.docx、.zip（去掉 --input-format）；"
            "别的另存为“CSV UTF-8（逗号分隔）”或纯文本。",
        ),
        "en": (
            "{path} is an Office or zip file, and only text can be read here",
            "jianfu classify reads .xlsx, .docx and .zip (without --input-format); "
            "save others as “CSV UTF-8” or plain text.",
        ),
    },
    "JF610": {
        "zh": (
            "{path} 既不是 UTF-8 也不是 GB18030（GBK），第 {line} 行、第 {offset} 个字节读不通",
            "用记事本另存为 UTF-8，或用 --encoding 指明编码，例如 --encoding big5。",
        ),
        "en": (
            "{path} is neither UTF-8 nor GB18030 (GBK); line {line}, byte {offset}",
            "Save it as UTF-8, or name the encoding, such as --encoding big5.",
        ),
    },
    "JF611": {
        "zh": (
            "按 {encoding} 编码读取",
            "如果内容显示成乱码，用 --encoding 指明编码。",
        ),
        "en": ("read as {encoding}", "If it looks garbled, name it with --encoding."),
    },
    "JF612": {
        "zh": (
            "这一行按 {encoding} 读不通：文件第 {offset} 个字节（{bytes}）",
            "这条没有分析；请改好这一行，或用 --encoding 指明编码。",
        ),
        "en": (
            "this line is not {encoding}: byte {offset} of the file ({bytes})",
            "It was not classified; mend the line, or name the encoding by --encoding.",
        ),
    },
    "JF613": {
        "zh": (
            "没有叫“{value}”的编码",
            "常用的有：utf-8、gb18030、gbk、big5、utf-16。",
        ),
        "en": (
            "there is no encoding “{value}”",
            "Try utf-8, gb18030, gbk, big5, utf-16.",
        ),
    },
    "JF614": {
        "zh": (
            "不认识后缀“{suffix}”，按每行一条的文本读取",
            "若不对，用 --input-format 指明。",
        ),
        "en": (
            "unknown suffix “{suffix}”; read as one record a line",
            "Else --input-format.",
        ),
    },
    "JF615": {
        "zh": (
            "{path} 是整块的 JSON，不是每行一个对象",
            "转成 JSON Lines（.jsonl）：每行一个 {{…}}，行尾不加逗号。",
        ),
        "en": (
            "{path} is one JSON value, not one object a line",
            "Turn it into JSON Lines (.jsonl): one {{…}} a line, no commas between.",
        ),
    },
    "JF616": {
        "zh": (
            "{path} 是旧版 Office 文档（.xls、.doc），不能直接读",
            "在 Excel 里另存为 .xlsx，Word 里另存为 .docx，再给本程序。",
        ),
        "en": (
            "{path} is an old Office file, which cannot be read here",
            "Save it as .xlsx in Excel, or as .docx in Word.",
        ),
    },
    "JF617": {
        "zh": (
            "{path} 是 PDF，这里只能读文本",
            "用 jianfu classify 直接读 .pdf（去掉 --input-format），或存成 .txt。",
        ),
        "en": (
            "{path} is a PDF, and only text can be read here",
            "jianfu classify reads .pdf (without --input-format).",
        ),
    },
    "JF618": {
        "zh": ("没有这个文件：{path}", "是不是 {near}？"),
        "en": ("no such file: {path}", "Is it {near}?"),
    },
    "JF620": {
        "zh": ("没有叫“{field}”的列", "现有的列：{known}"),
        "en": ("there is no column “{field}”", "Columns here: {known}"),
    },
    "JF621": {
        "zh": ("看不出哪一列是正文", "用 --text-field 指明。现有的列：{known}"),
        "en": ("which column is the text?", "Use --text-field. Columns here: {known}"),
    },
    "JF622": {
        "zh": (
            "正文取“{text_field}”列，编号取{id_field}",
            "若不对，用 --text-field、--id-field 指明。",
        ),
        "en": (
            "text from “{text_field}”, ids from {id_field}",
            "Else --text-field, --id-field.",
        ),
    },
    "JF623": {
        "zh": ("没有叫“{field}”的列，最像的是“{near}”", "现有的列：{known}"),
        "en": (
            "there is no column “{field}”; nearest: “{near}”",
            "Columns here: {known}",
        ),
    },
    "JF624": {
        "zh": (
            "表头里“{field}”出现了不止一次，取第一个",
            "若不对，改一下表头里的名字。",
        ),
        "en": ("column “{field}” stands twice; the first is taken", "Else rename one."),
    },
    "JF625": {
        "zh": ("列之间用的是 {delimiter}，按它分列", ""),
        "en": ("columns are separated by {delimiter}", ""),
    },
    "JF626": {
        "zh": (
            "看不出哪一列是正文，最像的是“{near}”",
            "用 --text-field 指明，例如 --text-field {near}。现有的列：{known}",
        ),
        "en": (
            "which column is the text? nearest: “{near}”",
            "Use --text-field {near}, or another of: {known}",
        ),
    },
    "JF630": {
        "zh": (
            "这一行的引号不配对，分不出列",
            '字段里的引号要写成两个（""）；这条没有分析。',
        ),
        "en": (
            "unbalanced quotes in this row",
            "Double quotes inside fields; not classified.",
        ),
    },
    "JF631": {
        "zh": (
            "这一行的引号不合规矩，已按能看懂的样子读取",
            '字段里的引号要写成两个（""）。',
        ),
        "en": (
            "odd quotes in this row; read as well as could be",
            "Double inner quotes.",
        ),
    },
    "JF632": {
        "zh": (
            "这一行只有 {got} 列，表头有 {wanted} 列，缺了正文",
            "补齐这一行；这条没有分析。",
        ),
        "en": (
            "{got} of {wanted} columns in this row, no text",
            "Mend it; not classified.",
        ),
    },
    "JF633": {
        "zh": (
            "这一行只有 {got} 列，表头有 {wanted} 列；正文还在，照样分析",
            "看看是否错位。",
        ),
        "en": (
            "{got} of {wanted} columns in this row; the text is there",
            "Is it shifted?",
        ),
    },
    "JF634": {
        "zh": (
            "这一行有 {got} 列，表头只有 {wanted} 列，分不清正文到哪里为止",
            "含逗号的字段要用引号括起来；这条没有分析。",
        ),
        "en": (
            "{got} columns in this row, {wanted} in the header; where does the text end?",
            "Quote fields that hold commas; not classified.",
        ),
    },
    "JF635": {
        "zh": (
            "这一行有 {got} 列，表头只有 {wanted} 列；正文是最后一列，多出的并入正文",
            "含逗号的字段要用引号括起来。",
        ),
        "en": (
            "{got} columns in this row, {wanted} in the header; the rest joined to the text",
            "Quote fields that hold commas.",
        ),
    },
    "JF636": {
        "zh": ("这一行里有空字符（NUL），按空格读取", ""),
        "en": ("a NUL character in this row, read as a space", ""),
    },
    "JF640": {
        "zh": (
            "这一行不是完整的 JSON，第 {column} 个字起读不懂",
            "改好这一行；这条没有分析。",
        ),
        "en": (
            "this line is not JSON from column {column} on",
            "Mend it; not classified.",
        ),
    },
    "JF641": {
        "zh": (
            "这一行应当是一个 {{…}} 对象，却是 {got}",
            '写成 {{"text": "…"}}；这条没有分析。',
        ),
        "en": (
            "this line must be an object {{…}}, not {got}",
            'Write {{"text": "…"}}.',
        ),
    },
    "JF642": {
        "zh": (
            "这一条没有“{field}”这一项",
            "补上，或用 --text-field 另指；这条没有分析。",
        ),
        "en": ("this record has no “{field}”", "Add it, or use --text-field."),
    },
    "JF643": {
        "zh": ("“{field}”应当是文字，却是 {got}", "给它加上引号；这条没有分析。"),
        "en": ("“{field}” must be text, not {got}", "Quote it; it was not classified."),
    },
    "JF644": {
        "zh": ("“{field}”写了两次，取后一个", "留下一个。"),
        "en": ("“{field}” stands twice; the last is taken", "Keep one."),
    },
    "JF645": {
        "zh": (
            "正文“{field}”写了两次，内容不同，不知取哪个",
            "留下一个；这条没有分析。",
        ),
        "en": (
            "the text “{field}” stands twice and differs",
            "Keep one; not classified.",
        ),
    },
    "JF646": {
        "zh": ("“{value}”不是合法的 JSON 数值，已略过", "导出时改成 null。"),
        "en": ("“{value}” is no JSON number; ignored", "Export it as null."),
    },
    "JF647": {
        "zh": (
            "文字里有半个字符（{value}），照样分析",
            "多半是导出时把表情符号截断了。",
        ),
        "en": (
            "half a character in the text ({value}); classified",
            "A cut emoji, likely.",
        ),
    },
    "JF648": {
        "zh": ("这一行的 JSON 嵌套太深，读不了", "这条没有分析。"),
        "en": ("this JSON is nested too deeply", "It was not classified."),
    },
    "JF650": {
        "zh": ("输出的文件夹不存在：{path}", "先建好文件夹，或换一个位置。"),
        "en": (
            "the output folder does not exist: {path}",
            "Make it, or choose another.",
        ),
    },
    "JF651": {
        "zh": (
            "写不了 {path}：{detail}",
            "看看是否正被 Excel 打开、有没有写入权限、磁盘满不满。",
        ),
        "en": (
            "cannot write {path}: {detail}",
            "Open in Excel? No permission? Disk full?",
        ),
    },
    "JF652": {
        "zh": ("输出文件就是输入文件：{path}", "换一个名字，免得原始数据被盖掉。"),
        "en": ("the output is the input: {path}", "Choose another name."),
    },
    "JF653": {
        "zh": ("写不了“{suffix}”格式", "可以写 .xlsx、.csv、.jsonl、.md 或 .txt。"),
        "en": (
            "cannot write the format “{suffix}”",
            "Use .xlsx, .csv, .jsonl, .md or .txt.",
        ),
    },
    "JF660": {
        "zh": (
            "同类问题（{kind}）另有 {count} 条，没有逐条列出",
            "全部写在 jsonl、csv 的结果里。",
        ),
        "en": (
            "{count} more of {kind} not listed",
            "All stand in the jsonl and csv results.",
        ),
    },
    "JF661": {
        "zh": (
            "分析这一条时程序出错：{detail}",
            "这条没有分析；请把它和错误号告诉维护者。",
        ),
        "en": ("the program failed on this record: {detail}", "Please report it."),
    },
    "JF662": {
        "zh": ("{count} 条没有分析完（{reasons}）", "把过长的文本拆开再试。"),
        "en": ("{count} results are incomplete ({reasons})", "Split very long texts."),
    },
    "JF690": {
        "zh": ("{detail}", "运行 {command} --help 看用法。"),
        "en": ("{detail}", "See {command} --help."),
    },
    "JF691": {
        "zh": ("没有给出要解释的文字", '写成 jianfu explain "一天要在五个群里打卡"。'),
        "en": ("no text to explain", 'Write jianfu explain "…".'),
    },
    "JF697": {
        "zh": ("按 Ctrl-C 停下了，已完成 {count} 条", ""),
        "en": ("stopped by Ctrl-C after {count} records", ""),
    },
    "JF698": {
        "zh": ("按 Ctrl-C 停下了，已完成 {count} 条", "已完成的部分存在 {path}"),
        "en": ("stopped by Ctrl-C after {count} records", "They are kept in {path}"),
    },
    "JF699": {
        "zh": (
            "程序出了意外：{detail}",
            "设 JIANFU_DEBUG=1 再运行一次，把全部输出交给维护者。",
        ),
        "en": (
            "unexpected failure: {detail}",
            "Run again with JIANFU_DEBUG=1 and report it.",
        ),
    },
}
