"""Every message about office files, archives, resuming and templates, by its code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

FILE_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF619": {
        "zh": (
            "{path} 后缀是“{suffix}”，内容却是 {kind}，按内容读取",
            "最好把后缀改对。",
        ),
        "en": ("{path} ends in “{suffix}” but holds {kind}", "Rename it, better."),
    },
    "JF654": {
        "zh": ("模板里写的“{field}”不认识，最像的是“{near}”", "可以写：{known}"),
        "en": (
            "the template has an unknown field “{field}”; nearest: “{near}”",
            "Fields: {known}",
        ),
    },
    "JF655": {
        "zh": (
            "模板里有一个孤零零的 $",
            "字段写成 ${{编号}}；真要一个 $ 就写两个（$$）。",
        ),
        "en": ("a lone $ in the template", "Write ${{id}} for a field, $$ for a $."),
    },
    "JF656": {
        "zh": (
            "模板里没有“{section}”这样的一节，或者它出现了两次",
            "可以有的节：{known}，各写一次。",
        ),
        "en": (
            "the template cannot have a section “{section}”, or has it twice",
            "Sections: {known}, each once.",
        ),
    },
    "JF657": {
        "zh": ("xlsx 要写进文件，不能直接显示", "加上 --output 结果.xlsx。"),
        "en": ("xlsx needs a file", "Add --output results.xlsx."),
    },
    "JF658": {
        "zh": (
            "“{id}”有 {count} 字，Excel 一格最多放 {limit} 字，放不下的部分没有写进去",
            "要全文就用 --format csv 或 jsonl。",
        ),
        "en": (
            "“{id}” has {count} characters, an Excel cell holds {limit}; the rest is cut",
            "Use --format csv or jsonl for the full text.",
        ),
    },
    "JF659": {
        "zh": ("{option} 不能和 {other} 一起用", "去掉其中一个。"),
        "en": ("{option} and {other} exclude each other", "Leave one out."),
    },
    "JF663": {
        "zh": (
            "读写 {what} 要用 {package}，还没有安装",
            "先运行：pip install 'jianfu-rules[office]'",
        ),
        "en": (
            "{what} needs {package}, which is not installed",
            "Run: pip install 'jianfu-rules[office]'",
        ),
    },
    "JF664": {
        "zh": (
            "不能接着上次做：{what}和上次不一样",
            "改回去再加 --resume；或把 --resume 换成 --restart，从头做。",
        ),
        "en": (
            "cannot resume: {what} is not as it was",
            "Put it back, or write --restart for --resume to begin anew.",
        ),
    },
    "JF665": {
        "zh": (
            "--resume 在这里用不了：{why}",
            "要能接着做，就从文件读，用 --output 写成 .csv、.jsonl、.xlsx、.md 或模板。",
        ),
        "en": (
            "--resume is of no use here: {why}",
            "Read files, and write .csv, .jsonl, .xlsx, .md or a template by --output.",
        ),
    },
    "JF666": {
        "zh": ("没有找到上次中断的记录（{path}），从头开始", ""),
        "en": ("no interrupted run ({path}); beginning anew", ""),
    },
    "JF667": {
        "zh": ("接着上次做：已完成的 {count} 条不再重做", ""),
        "en": ("resuming: {count} records are done already", ""),
    },
    "JF668": {
        "zh": ("另一个 jianfu 正在写 {path}", "等它做完，或换一个输出文件名。"),
        "en": ("another jianfu is writing {path}", "Wait, or name another output."),
    },
    "JF669": {
        "zh": (
            "上次中断的记录读不了：{path}（{detail}）",
            "把 --resume 换成 --restart，从头做。",
        ),
        "en": ("unreadable journal: {path} ({detail})", "Begin anew by --restart."),
    },
    "JF670": {
        "zh": ("{path} 加了密码，读不了", "用 Excel 或 Word 打开，去掉密码另存一份。"),
        "en": ("{path} is protected by a password", "Save a copy without password."),
    },
    "JF671": {
        "zh": (
            "{path} 不是完整的 {kind} 文件：{detail}",
            "可能没有下载完或已损坏；打开看看，另存一份再试。",
        ),
        "en": (
            "{path} is not a sound {kind} file: {detail}",
            "Cut short or damaged? Open it and save a copy.",
        ),
    },
    "JF672": {
        "zh": (
            "{path} 其实是网页，只是取了 Excel 的后缀",
            "用 Excel 打开，另存为 .xlsx，再给本程序。",
        ),
        "en": (
            "{path} is a web page with the suffix of Excel",
            "Open it in Excel and save it as .xlsx.",
        ),
    },
    "JF673": {
        "zh": (
            "既不是 UTF-8 也不是 GB18030；看着像 {encoding}，按它读取",
            "务必看一眼结果里的原文；若是乱码，用 --encoding 指明编码。",
        ),
        "en": (
            "neither UTF-8 nor GB18030; it looks like {encoding} and is read so",
            "Look at the texts in the results; if garbled, name it with --encoding.",
        ),
    },
    "JF674": {
        "zh": ("{path} 里没有叫“{sheet}”的工作表", "现有的工作表：{known}"),
        "en": ("{path} has no sheet “{sheet}”", "Sheets: {known}"),
    },
    "JF675": {
        "zh": (
            "“{sheet}”的表头看着在第 {row} 行，上面的行不读",
            "若不对，把表头放到第一行。",
        ),
        "en": (
            "the header of “{sheet}” seems to be row {row}; those above are left out",
            "Else put it in the first row.",
        ),
    },
    "JF676": {
        "zh": (
            "工作表“{sheet}”看不出哪一列是正文，没有读",
            "要读它就用 --sheet {sheet} --text-field 列名。列：{known}",
        ),
        "en": (
            "which column of sheet “{sheet}” is the text? not read",
            "Use --sheet {sheet} --text-field NAME. Columns: {known}",
        ),
    },
    "JF677": {
        "zh": (
            "Word 文档每段一条，表格每行一条",
            "整份当一条就加 --whole-file。",
        ),
        "en": (
            "a record a paragraph, and a row of each table",
            "--whole-file takes the document as one.",
        ),
    },
    "JF678": {
        "zh": ("PDF 每页一条", "整份当一条就加 --whole-file。"),
        "en": ("a record a page", "--whole-file takes the document as one."),
    },
    "JF679": {
        "zh": (
            "第 {page} 页是图片，没有文字，像是扫描件",
            "先用文字识别（OCR）软件转成有文字的 PDF；这一页没有分析。",
        ),
        "en": (
            "page {page} is a picture without text, a scan likely",
            "Recognise its text (OCR) first; it was not classified.",
        ),
    },
    "JF680": {
        "zh": ("{path} 加了密码或限制，读不了", "打印成一份不加密的 PDF 再试。"),
        "en": ("{path} is an encrypted PDF", "Print it to a PDF without password."),
    },
    "JF681": {
        "zh": (
            "{path} 解开后太大（{detail}），没有读",
            "自己解压，看清内容，再把里面的文件给本程序。",
        ),
        "en": (
            "{path} is too large when unpacked ({detail}); not read",
            "Unpack it, look at it, and name its files.",
        ),
    },
    "JF682": {
        "zh": (
            "压缩包里的名字“{name}”指到了压缩包外面，没有读",
            "这样的压缩包不要随便解压，问问来处。",
        ),
        "en": (
            "the name “{name}” points outside of its archive; not read",
            "Do not unpack it; ask where it comes from.",
        ),
    },
    "JF683": {
        "zh": (
            "{path} 是压缩包里的压缩包，没有读",
            "先解开外面一层，再把它给本程序。",
        ),
        "en": ("{path} is an archive in an archive; not read", "Unpack the outer one."),
    },
    "JF684": {
        "zh": ("{path} 在加了密码的压缩包里，读不了", "自己解压后再给本程序。"),
        "en": ("{path} is in an encrypted archive", "Unpack it yourself."),
    },
    "JF685": {
        "zh": ("{path} 里没有能读的文件", "能读的后缀：{known}。子文件夹要加 -r。"),
        "en": ("nothing to read in {path}", "Suffixes: {known}. -r for subfolders."),
    },
    "JF686": {
        "zh": ("{path} 里有 {count} 个文件不是能读的后缀，跳过：{names}", ""),
        "en": ("{count} files of other suffixes in {path} are skipped: {names}", ""),
    },
    "JF687": {
        "zh": (
            "随结果写出的列：{columns}",
            "若不对，用 --date-field、--place-field、--unit-field 指明。",
        ),
        "en": (
            "columns kept with the results: {columns}",
            "Else --date-field, --place-field, --unit-field.",
        ),
    },
    "JF688": {
        "zh": (
            "上次没做完的结果还在：{path}",
            "接着做加 --resume；不要了、从头做加 --restart；都要就换一个输出文件名。",
        ),
        "en": (
            "an earlier run left its unfinished results: {path}",
            "Add --resume to go on, --restart to drop them, or name another output.",
        ),
    },
    "JF696": {
        "zh": (
            "按 Ctrl-C 停下了，已完成 {count} 条",
            "已完成的部分存在 {path}；同样的命令加上 --resume，就接着做。",
        ),
        "en": (
            "stopped by Ctrl-C after {count} records",
            "They are kept in {path}; the same command with --resume goes on.",
        ),
    },
}
