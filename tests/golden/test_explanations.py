"""What ``explain`` says of a few texts, to the letter.

By small rules of its own, so that new national rules change nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.authoring.whynot import explain_absence
from jianfu_rules.authoring.whynot_text import render_absence
from jianfu_rules.classifier import Classifier
from jianfu_rules.pipeline.explaining import render_explanation

HERE = Path(__file__).parent / "explain"
RULES = {
    "qun": "phrases: [<群>…<太多>, '<数字≥5>（多）个<群>']\nstrength: strong",
    "daka": "phrases: [<每天>…打卡]\nunless: [景区]\npolicy: [guiding#六]",
    "jietu": "phrases: [截图]\nstrength: weak",
    "jifen": "phrases: [积分]\nonly_with: [村干部, 镇干部]",
}
CUES = """\
- {id: bude, effect: policy, phrases: [不得, 严禁]}
- {id: congbu, effect: deny, phrases: [从不]}
- {id: yi_qingli, effect: remedy, phrases: [已清理], direction: both}
- {id: zhuanzai, effect: mention, phrases: [转载], reach: document}
- {id: leisi, effect: burden, phrases: [累死], direction: both, reach: sentence}
"""
TEXTS = {
    "complaint": "加了二十多个工作群，天天在群里打卡，累死了。",
    "order": "不得要求每天打卡，严禁天天打卡。",
    "denied": "我们从不天天打卡，就是还要截图。",
    "near": "手机上三个工作群，打卡机坏了，积分没有了。",
    "void": "周末到景区，天天打卡。",
    "reply": "标题：工作群太多\n天天打卡。\n【答复】工作群太多的问题，已清理。",
}
LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_explanation(
    name: str, lang: str, load: Callable[..., Classifier], update_golden: bool
) -> None:
    classifier = load(RULES, CUES, {"hui": "phrases: [会多]"})
    result = classifier.classify(TEXTS[name])
    told = render_explanation(result, classifier.ruleset, lang)
    # The digest changes with the wording of the rules, the place with the machine.
    lines = told.splitlines()[:-2]
    for absence in explain_absence(classifier, result, "all"):
        lines += ["", *render_absence(absence, lang).splitlines()]
    said = f"{TEXTS[name]}\n\n" + "\n".join(lines) + "\n"
    golden = HERE / f"{name}.{lang}.txt"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_its_text() -> None:
    assert {p.name for p in HERE.glob("*.txt")} == {
        f"{name}.{lang}.txt" for name in TEXTS for lang in LANGUAGES
    }
