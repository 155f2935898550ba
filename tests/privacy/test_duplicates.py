"""Near copies are found, different tickets on one form are not taken for copies."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.duplicates import DuplicateFinder, group_duplicates
from jianfu_rules.duplicates.comparing import common_letters, letters_of, likeness

CASES = Path(__file__).parents[1] / "eval" / "dev.jsonl"
TEXTS = [
    text
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if len(letters_of(text := json.loads(line)["text"])) >= 40
]
CLAUSES = [c for t in TEXTS for c in re.split("[，。！？；\n]", t) if 6 <= len(c) <= 20]


def changed(text: str, share: float, rng: random.Random) -> str:
    """Change a share of the characters here and there, as people who copy do."""
    chars = list(text)
    left = int(len(chars) * share)
    while left > 0:
        at, size = rng.randrange(len(chars)), min(left, rng.randint(1, 3))
        new = list(rng.choice(CLAUSES)[:size])
        kind = rng.choice(["replace", "insert", "delete"])
        if kind == "insert":
            chars[at:at] = new
        else:
            chars[at : at + size] = new if kind == "replace" else []
        left -= size
    return "".join(chars)


def filled_form(rng: random.Random, size: int) -> str:
    matter = ""
    while len(matter) < size:
        matter += rng.choice(CLAUSES) + "，"
    return (
        f"您好，市民来电反映：{matter}市民对此表示不满，"
        "要求主管部门尽快核实处理，并将处理结果回复市民，谢谢。"
    )


@pytest.mark.parametrize("share", [0.05, 0.1, 0.15])
def test_changed_copies_are_found(share: float) -> None:
    rng = random.Random(11)
    copies = [changed(text, share, rng) for text in TEXTS]
    order = list(range(2 * len(TEXTS)))
    rng.shuffle(order)
    both = [*TEXTS, *copies]
    groups = group_duplicates(both[i] for i in order)
    of = dict(zip(order, groups, strict=True))
    found = sum(of[i] == of[i + len(TEXTS)] for i in range(len(TEXTS)))
    assert len(TEXTS) > 150
    assert found >= 0.95 * len(TEXTS)
    assert len(set(groups)) >= 0.99 * len(TEXTS)


def test_copies_are_found_among_many_filled_forms() -> None:
    rng = random.Random(12)
    forms = [filled_form(rng, 60) for _ in range(2000)]
    copies = [changed(form, 0.1, rng) for form in forms[:200]]
    groups = group_duplicates([*forms, *copies])
    found = sum(groups[2000 + i] == groups[i] for i in range(200))
    assert found >= 0.95 * 200
    merged = sum(group != place for place, group in enumerate(groups[:2000]))
    assert merged <= 0.01 * 2000


@pytest.mark.parametrize("size", [40, 60, 100])
def test_different_matters_on_one_form_stay_apart(size: int) -> None:
    rng = random.Random(size)
    forms = [filled_form(rng, size) for _ in range(800)]
    groups = group_duplicates(forms)
    assert sum(g != i for i, g in enumerate(groups)) <= 0.01 * len(forms)


@pytest.mark.parametrize(
    "copy",
    [
        "村裡一天要填三張內容一樣的表，填完還要拍照上傳",
        "村里一天 要填三张、内容一样的表！填完还要拍照上传！！",
        "村里一天要填三张内容一样的表,填完还要拍照上传",
        "李某某反映村里一天要填三张内容一样的表，填完还要拍照上传",
    ],
)
def test_script_signs_and_a_name_make_no_other_text(copy: str) -> None:
    text = "村里一天要填三张内容一样的表，填完还要拍照上传。"
    assert group_duplicates(["桥坏了", text, copy]) == [0, 1, 1]


def test_short_texts_are_copies_only_of_the_same_letters() -> None:
    texts = ["请处理，谢谢", "请处理谢谢！", "请处理", "", "", "！", "。"]
    assert group_duplicates(texts) == [0, 0, 2, 3, 3, 5, 6]


def test_no_texts_no_groups() -> None:
    assert group_duplicates([]) == []


def test_the_finder_can_go_on_after_it_told_the_groups() -> None:
    finder = DuplicateFinder()
    assert [finder.add(text) for text in TEXTS[:3]] == [0, 1, 2]
    assert finder.groups() == [0, 1, 2]
    assert finder.add(TEXTS[1] + "！") == 3
    assert finder.groups() == [0, 1, 2, 1]


SHORT = st.text(alphabet="甲乙丙丁", max_size=9)


@given(SHORT, SHORT)
def test_common_letters_are_the_longest_common_subsequence(a: str, b: str) -> None:
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            rows[i + 1][j + 1] = (
                rows[i][j] + 1 if x == y else max(rows[i][j + 1], rows[i + 1][j])
            )
    assert common_letters(a, b) == rows[-1][-1]


@given(st.lists(st.sampled_from([*TEXTS[:8], *(t + "急" for t in TEXTS[:8])])))
def test_groups_are_led_by_their_first_text(texts: list[str]) -> None:
    groups = group_duplicates(texts)
    for place, leader in enumerate(groups):
        assert leader <= place
        assert groups[leader] == leader
        assert likeness(letters_of(texts[leader]), letters_of(texts[place])) >= 0.8


def test_the_groups_are_the_same_in_every_process() -> None:
    code = (
        "import json, sys; from jianfu_rules.duplicates import group_duplicates\n"
        "print(group_duplicates(json.load(sys.stdin)))"
    )
    rng = random.Random(13)
    texts = TEXTS[:60] + [changed(text, 0.1, rng) for text in TEXTS[:60]]
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert said == {f"{group_duplicates(texts)}\n"}


@pytest.mark.slow
def test_time_grows_with_the_number_of_texts() -> None:
    rng = random.Random(14)

    def took(count: int) -> float:
        texts = [filled_form(rng, 60) for _ in range(count)]
        start = perf_counter()
        group_duplicates(texts)
        return perf_counter() - start

    assert took(4000) < 3 * 4 * took(1000)
