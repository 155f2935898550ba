"""What the scorecard and the learning loop say when something is wrong, in full."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jianfu_rules.authoring.corrections import (
    STANCE,
    SYMPTOMS,
    CorrectionReader,
    merge_corpus,
)
from jianfu_rules.cli.evaluate import evaluate
from jianfu_rules.cli.evaluate_beside import Against
from jianfu_rules.cli.loading import load_classifier
from jianfu_rules.cli.options import Noise
from jianfu_rules.errors import FallbackError, InputError, Problem, render_problem
from jianfu_rules.evaluation.gate import Floors, check_floors, read_floors
from jianfu_rules.evaluation.scorecard import LabelledCase, score_cases
from jianfu_rules.fallback.binding import check_binding
from jianfu_rules.fallback.estimator import bundled_estimator
from jianfu_rules.fallback.training import prepare
from jianfu_rules.messages_evaluation import EVALUATION_MESSAGES
from jianfu_rules.records.record import Record

HERE = Path(__file__).parent / "evaluation"


def floors(tmp_path, load):
    broken = tmp_path / "broken.json"
    broken.write_text('{"cases": "a.jsonl",\n "sha256" "x"}', encoding="utf-8")
    empty = tmp_path / "empty.json"
    empty.write_text('{"sha256": "x"}', encoding="utf-8")
    laid = Floors("dev.jsonl", "1" * 64, {"macro_f1": 0.8, "makro_f1": 0.7})
    found = check_floors(laid, {"macro_f1": 0.75}, "2" * 64, "floors.json")
    return [
        *raised(lambda: read_floors(broken)),
        *raised(lambda: read_floors(empty)),
    ] + (found)


def queue(tmp_path, load):
    reader = CorrectionReader(load({"r": "phrases: [群太多]"}).ruleset.taxonomy)
    rows = [
        ("指尖负旦、会议", "反应问题"),
        ("指尖负担", ""),
        ("会议负担", "要求、提到"),
    ]
    out = []
    for number, (symptoms, stance) in enumerate(rows, 2):
        extra = {SYMPTOMS: symptoms, STANCE: stance}
        out += reader.read(Record("t", "字", f"queue.csv:{number}", extra=extra))
    return out


def corpus(tmp_path, load):
    reader = CorrectionReader(load({"r": "phrases: [群太多]"}).ruleset.taxonomy)
    extra = {SYMPTOMS: "指尖负担", STANCE: "反映问题"}
    given = reader.read(Record("t", "群太多", "queue.csv:2", extra=extra))
    line = json.dumps({"id": "1", "text": "群太多", "labels": {"huiyi": "policy"}})
    names = {"zhijian": "指尖负担", "huiyi": "会议负担"}
    return merge_corpus([line], "corpus.jsonl", [given], names, replace=False).problems


def against(tmp_path, load):
    verdicts = tmp_path / "verdicts.jsonl"
    verdicts.write_text('{"id": "9", "labels": []}\n', encoding="utf-8")
    cases = [LabelledCase(str(n), "字", {}) for n in range(25)]
    card = score_cases(cases, [{}] * 25, ["zhijian"])
    classifier = load({"r": "phrases: [群太多]"})
    return raised(lambda: Against(str(verdicts), {}).compare(classifier, cases, card))


def training(tmp_path, load):
    rules = load({"r": "phrases: [群太多]"}).rules
    cases = [LabelledCase("1", "群太多", {"zhijian": "complaint"})] * 30
    return raised(lambda: prepare(cases, rules))


def model(tmp_path, load):
    rules = load({"r": "phrases: [群太多]"}).rules
    return check_binding(bundled_estimator(), rules)


def use(tmp_path, load):
    file = tmp_path / "a"
    return [
        *raised(lambda: evaluate()),
        *raised(lambda: evaluate(file, update_floors=True)),
        *raised(lambda: evaluate(file, lower_floors=True)),
        *raised(lambda: load_classifier(None, Noise.off, no_model=True, model=file)),
    ]


def raised(run) -> list[Problem]:
    with pytest.raises((InputError, FallbackError)) as caught:
        run()
    return list(caught.value.problems)


MAKERS = {
    "floors": floors,
    "queue": queue,
    "corpus": corpus,
    "against": against,
    "training": training,
    "model": model,
    "use": use,
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", MAKERS)
def test_messages(name, lang, tmp_path, load, update_golden):
    problems = MAKERS[name](tmp_path, load)
    said = "\n\n".join(render_problem(p, lang) for p in problems) + "\n"
    said = said.replace(str(tmp_path), "here")
    golden = HERE / f"{name}.{lang}.txt"
    if update_golden:
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_every_message_is_shown():
    shown = "".join(p.read_text(encoding="utf-8") for p in HERE.glob("*.zh.txt"))
    assert set(EVALUATION_MESSAGES) <= set(re.findall(r"JF\d{3}", shown))


def test_no_golden_file_is_left_over():
    wanted = {f"{name}.{lang}.txt" for name in MAKERS for lang in ("zh", "en")}
    assert {p.name for p in HERE.iterdir()} == wanted
