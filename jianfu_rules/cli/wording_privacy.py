"""What the command line says about personal data and near copies."""

from __future__ import annotations

PRIVACY_WORDS: dict[str, dict[str, str]] = {
    "keep_personal_data": {
        "zh": "不遮盖结果里的姓名、电话、证件号、住址；会有提醒。",
        "en": "Do not hide names, numbers and addresses in the results; warns.",
    },
    "redact": {
        "zh": "把文件里的姓名、电话、证件号、住址等换成［姓名1］这样的记号，另存一份。\n\n"
        "同一条记录里，同一个人是同一个记号。编号列不动，其余各列都遮盖。",
        "en": "Write a copy of the files with names, numbers and addresses hidden.\n\n"
        "Within a record the same person has the same mark. The id column stays.",
    },
    "redact.files": {
        "zh": "要处理的文件，可以写多个；- 是标准输入。",
        "en": "The files; - is the standard input.",
    },
    "redact.output": {
        "zh": "写到哪里，后缀是 .txt、.csv 或 .jsonl；全部写完才出现。",
        "en": "Where to write (.txt, .csv, .jsonl); it appears when all is done.",
    },
    "redact.only": {
        "zh": "只遮盖这几种，可以写多个：{kinds}。",
        "en": "Hide these kinds only; repeatable: {kinds}.",
    },
    "redact.tickets": {
        "zh": "工单编号、订单号也遮盖；不写就保留。",
        "en": "Hide the numbers of tickets and orders, too.",
    },
    "redact.sum": {
        "zh": "处理 {records} 条，其中 {touched} 条有个人信息：{kinds}",
        "en": "{records} records, {touched} with personal data: {kinds}",
    },
    "redact.none": {
        "zh": "处理 {records} 条，没有找到个人信息",
        "en": "{records} records, no personal data found",
    },
    "redact.look": {
        "zh": "程序会漏，外发之前请人再看一遍。",
        "en": "The program misses some: let a person look before you send it.",
    },
    "metavar.kind": {"zh": "种类", "en": "KIND"},
    "dedup": {
        "zh": "找出内容几乎一样的记录：复制的信访件、只改了名字日期再发一遍的留言。\n\n"
        "结果多一列“重复于”，写着同一组里第一条的编号；没有重复的空着。记录一条不少。",
        "en": "Find near copies: petitions copied, messages sent twice with small "
        "changes.\n\nA column “duplicate_of” names the first record of the group.",
    },
    "dedup.output": {
        "zh": "写到哪里，后缀是 .csv 或 .jsonl；全部写完才出现。",
        "en": "Where to write (.csv, .jsonl); it appears when all is done.",
    },
    "dedup.sum": {
        "zh": "{records} 条里有 {groups} 组重复，共 {copies} 条是别人的副本；不同的有 {different} 条",
        "en": "{records} records: {groups} groups, {copies} copies, {different} different",
    },
    "dedup.column": {"zh": "重复于", "en": "duplicate_of"},
}
