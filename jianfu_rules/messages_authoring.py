"""Every message of the commands that try rules on files, by its stable code.

An entry is ``(what is wrong, what to do next)`` for each language; the places in
braces are the same in both, which a test checks.
"""

from __future__ import annotations

AUTHORING_MESSAGES: dict[str, dict[str, tuple[str, str]]] = {
    "JF710": {
        "zh": (
            "没有这个规则目录：{path}",
            "写一个有 taxonomy.yml 的目录；要和自带的规则比，写 national。",
        ),
        "en": (
            "no such rule directory: {path}",
            "Name a directory with a taxonomy.yml, or national for the bundled rules.",
        ),
    },
    "JF711": {
        "zh": (
            "统计模型只认得自带的规则，{rules} 用不上；两边都只用规则来比",
            "要连统计模型一起比，先用改好的规则重新训练：make model。",
        ),
        "en": (
            "the trained model only knows the bundled rules, not {rules}; "
            "both sides are compared without it",
            "To compare with a model, train it on the changed rules: make model.",
        ),
    },
    "JF712": {
        "zh": (
            "记录 {id} 没有人工标签",
            '每行要有 "labels": {{"症状编号": "立场"}}；没有标签的文件去掉 --gold。',
        ),
        "en": (
            "record {id} has no labels of people",
            'A line needs "labels": {{"symptom": "stance"}}; else leave --gold out.',
        ),
    },
    "JF713": {
        "zh": ("没有人工标签，算不出准确率", "加上 --gold，或换一种排序。"),
        "en": ("no precision without labels", "Add --gold, or sort by another key."),
    },
    "JF714": {
        "zh": (
            "审核结果 {id} 看不懂：没有 labels，也没有认得的 symptom、stance",
            "用 jianfu classify --format csv 的表来改：symptom 写症状编号或名称，"
            "stance 写立场；没有问题的两格都空着。",
        ),
        "en": (
            "review {id} is not understood: no labels, no known symptom and stance",
            "Edit the table of jianfu classify --format csv: symptom and stance, "
            "both empty for a text without.",
        ),
    },
    "JF715": {
        "zh": (
            "--gold 和 --reviewed 只能写一个",
            "全部有标签用 --gold，只审了一部分用 --reviewed。",
        ),
        "en": (
            "--gold and --reviewed exclude each other",
            "--gold where all have labels, --reviewed where some were reviewed.",
        ),
    },
    "JF716": {
        "zh": ("没有叫“{value}”的症状{suggestion}", "可以写：{known}"),
        "en": ("there is no symptom “{value}”{suggestion}", "Known: {known}"),
    },
}
