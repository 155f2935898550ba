"""What is said of work that several processes share, in Chinese and in English."""

from __future__ import annotations

WORKER_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF780": {
        "zh": (
            "这一条让分析它的进程终止了两次",
            "这条没有分析，其余照常；多半是内存不够，把它单独拿出来或拆短再试。",
        ),
        "en": (
            "the process that worked on this record was ended twice",
            "It was not classified, the others were. Too little memory? Try it alone.",
        ),
    },
    "JF781": {
        "zh": (
            "一个工作进程被终止了（{ending}），它手上的 {count} 条由别的进程重做",
            "若常有这样的事，多半是内存不够，--workers 写小一些。",
        ),
        "en": (
            "a worker process was ended ({ending}); its {count} records are done again",
            "If it happens often, memory is short: fewer --workers.",
        ),
    },
    "JF782": {
        "zh": (
            "工作进程起不来：{detail}",
            "改用 --workers 1（程序里是 workers=1），在一个进程里做。",
        ),
        "en": (
            "the worker processes do not start: {detail}",
            "Use --workers 1 (in a program: workers=1).",
        ),
    },
    "JF783": {
        "zh": (
            "工作进程接连被终止了 {count} 次（最后一次：{ending}），不再试了",
            "看看内存够不够；--workers 写小一些，已有的部分可以用 --resume 接着做。",
        ),
        "en": (
            "{count} worker processes were ended in a row (the last: {ending})",
            "Is memory short? Fewer --workers; --resume goes on with what is done.",
        ),
    },
    "JF784": {
        "zh": (
            "分析开始以后，规则文件有了改动",
            "等规则改好、不再动了，从头再做一次。",
        ),
        "en": (
            "the rule files have been changed since the work began",
            "Do it again when nobody edits them.",
        ),
    },
    "JF785": {
        "zh": (
            "workers 不能是 {given}",
            "写进程的个数：1 是就在这个进程里做，0 是有几个核用几个。",
        ),
        "en": (
            "workers cannot be {given}",
            "Give the number of processes: 1 for this one alone, 0 for all cores.",
        ),
    },
    "JF787": {
        "zh": (
            "和工作进程说不通了：{detail}",
            "改用 --workers 1（程序里是 workers=1），并把这句话告诉维护者。",
        ),
        "en": (
            "the worker processes cannot be understood: {detail}",
            "Use --workers 1 (in a program: workers=1), and report it.",
        ),
    },
    "JF786": {
        "zh": ("on_error 不能是 {given}", "可以写：{known}"),
        "en": ("on_error cannot be {given}", "Known: {known}"),
    },
}
