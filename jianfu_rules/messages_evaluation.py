"""Every message of the scorecard and the learning loop, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

EVALUATION_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF720": {
        "zh": (
            "案例变了：底线是在 {cases} 的另一版上定的（摘要 {was}，现在是 {is}）",
            "换回原来的案例；案例是有意改的，就加 --update-floors --lower-floors 重定底线。",
        ),
        "en": (
            "the cases are not those of the floors: {cases} had the digest {was}, now {is}",
            "Take the old cases, or lay new floors: --update-floors --lower-floors.",
        ),
    },
    "JF721": {
        "zh": (
            "底线文件不能用：{detail}",
            "里面要有 cases、sha256 和各项分数，如 macro_f1；"
            "没有底线文件时加 --update-floors 新建一份。",
        ),
        "en": (
            "unusable file of floors: {detail}",
            "It holds cases, sha256 and scores such as macro_f1; "
            "--update-floors makes a new one.",
        ),
    },
    "JF722": {
        "zh": (
            "{name} 是 {value}，没有守住底线 {floor}",
            "用 --errors、--against 看是哪些案例变差了；"
            "变差是有意的，就加 --update-floors --lower-floors。",
        ),
        "en": (
            "{name} is {value} and does not hold its floor {floor}",
            "See --errors and --against; if it is meant, "
            "add --update-floors --lower-floors.",
        ),
    },
    "JF723": {
        "zh": (
            "{file} 里没有这些案例的判断：{ids}",
            "两边的编号要一样；用同一个案例文件跑 jianfu classify --format jsonl。",
        ),
        "en": (
            "{file} lacks the verdicts on these cases: {ids}",
            "Ids must agree; run jianfu classify --format jsonl on the same cases.",
        ),
    },
    "JF724": {
        "zh": ("{detail}", "看 {command} --help。"),
        "en": ("{detail}", "See {command} --help."),
    },
    "JF725": {
        "zh": (
            "“{column}”里的“{value}”看不懂{suggestion}",
            "可以写：{known}。",
        ),
        "en": (
            "“{value}” in “{column}” is not understood{suggestion}",
            "Known: {known}",
        ),
    },
    "JF726": {
        "zh": (
            "写了 {symptoms} 种症状，却写了 {stances} 个立场",
            "一种症状一个立场，用顿号隔开；立场都一样时写一个就行。",
        ),
        "en": (
            "{symptoms} symptoms but {stances} stances",
            "A stance for each symptom, or one for all.",
        ),
    },
    "JF727": {
        "zh": (
            "案例太少，训练不了：{count} 条，其中反映问题的 {complaints} 条",
            "反映问题的和不是的都至少要 {least} 条；不写案例文件就用自带的一起训练。",
        ),
        "en": (
            "too few cases to train on: {count}, of which {complaints} complain",
            "Complaints and others must be {least} each at least.",
        ),
    },
    "JF728": {
        "zh": (
            "同样的文字在语料 {corpus} 里已经有别的标签：{was}，这里是 {is}",
            "改成一样的；若以这次为准，加 --replace。",
        ),
        "en": (
            "the corpus {corpus} has this text with other labels: {was}, here {is}",
            "Make them agree, or let these win with --replace.",
        ),
    },
    "JF729": {
        "zh": (
            "模型和规则对不上：{detail}",
            "用现在的规则重新训练：jianfu train -o 模型文件。",
        ),
        "en": (
            "model and rules do not fit: {detail}",
            "Train it anew with these rules: jianfu train -o MODEL.",
        ),
    },
}
