"""What the classifier says on the behaviour cases; known gaps are in gaps.txt.

After a change that mends cases, or to accept that some fail:
``python -m pytest tests/behaviour --update-gaps``.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.behaviour.cases import SYMPTOMS, Case, CaseFileError, half_of, read_cases
from tests.behaviour.judging import classifier, is_right, read_gaps, report
from tests.behaviour.variants import NAMES, VARIANTS, base_text, variants_of

SCRIPT = Path(__file__).parents[2] / "scripts" / "behaviour.py"
CASES = read_cases()
GAPS = read_gaps()
KNOWN = frozenset(GAPS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}:{case.id}")
def test_behaviour(case: Case) -> None:
    right = is_right(case)
    if case.id in KNOWN:
        assert not right, f"{case.id} passes now: take it off tests/behaviour/gaps.txt"
        pytest.xfail("known gap")
    # The texts of the sealed half are not for the eyes of those who mend cues.
    assert right, report(case) if case.half == "open" else "a sealed case fails"


def test_the_list_of_gaps_is_sorted_and_names_cases() -> None:
    assert sorted(set(GAPS)) == GAPS
    assert {case.id for case in CASES} >= KNOWN


def test_the_symptoms_are_those_of_the_taxonomy() -> None:
    taxonomy = classifier().ruleset.taxonomy
    assert {symptom.id for symptom in taxonomy.symptoms} == SYMPTOMS


def test_each_capability_has_a_sealed_half_to_speak_of() -> None:
    """The open half grows with what is mended; the sealed one is what it was."""
    sealed = Counter(case.capability for case in CASES if case.half == "sealed")
    for capability in {case.capability for case in CASES}:
        assert sealed[capability] >= 10


GOOD = """\
kind: behaviour
capability: sample
half: {half}
cases:
  - id: sample-01
    type: MFT
    text: 一句话
    expect: {{is_complaint: false}}
"""


@pytest.fixture
def read_one(tmp_path: Path):
    """Return a reader of a root with one file, given the edits of a good one."""
    half = half_of("sample", 1)
    (tmp_path / half).mkdir()

    def read(old: str = "", new: str = "") -> list[Case]:
        text = GOOD.format(half=half)
        assert old in text
        path = tmp_path / half / "sample.yml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return read_cases(tmp_path)

    return read


def test_a_good_file_is_read(read_one) -> None:
    (case,) = read_one()
    assert (case.id, case.text, case.expect.is_complaint) == (
        "sample-01",
        "一句话",
        False,
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("type: MFT", "type: MTF", "type must be one of"),
        ("    type: MFT\n", "", "type must be one of"),
        ("text: 一句话", "txt: 一句话", "unknown field txt"),
        ("    text: 一句话\n", "", "text is missing"),
        ("text: 一句话", "text: ''", "text must be a text"),
        ("is_complaint", "complaint", "unknown field complaint"),
        ("{is_complaint: false}", "{}", "nothing is expected"),
        ("false", "'no'", "must be true or false"),
        ("{is_complaint: false}", "{labels: {huiyi: policy}}", "unknown symptom"),
        ("{is_complaint: false}", "{labels: {general: cure}}", "unknown stance"),
        (
            "{is_complaint: false}",
            "{labels: {general: complaint}}",
            "needs is_complaint: true",
        ),
        ("{is_complaint: false}", "{absent: [huiyi]}", "unknown symptom"),
        (
            "{is_complaint: false}",
            "{labels: {general: policy}, absent: all}",
            "both in labels and absent",
        ),
        ("sample-01", "simple-01", "the id must be sample-NN"),
        ("sample-01", "sample-02", "the number puts this case into"),
        ("capability: sample", "capability: other", "capability must be sample"),
        ("kind: behaviour", "kind: cues", "kind must be behaviour"),
        ("kind: behaviour\n", "", "kind is missing"),
        ("text: 一句话", "text: 一句话\n    text: 两句话", "text is given twice"),
        ("type: MFT", "type: INV", "edits is missing"),
        ("type: MFT", "type: INV\n    edits: [shouted]", "edits must be all"),
        (
            "type: MFT",
            "type: DIR\n    edit: {cut: 话}\n    then: {is_complaint: true}",
            "edit must be one of",
        ),
        (
            "type: MFT",
            "type: DIR\n    edit: {text: 一句话}\n    then: {is_complaint: true}",
            "the edit changes nothing",
        ),
        (
            "type: MFT",
            "type: DIR\n    edit: {append: 呢}\n    then: {is_complaint: false}",
            "then must differ",
        ),
        ("kind: behaviour", "kind: [", "while parsing"),
    ],
)
def test_a_bad_file_is_refused(read_one, old, new, said) -> None:
    with pytest.raises(CaseFileError, match=said):
        read_one(old, new)


def test_every_variant_changes_some_base_text() -> None:
    text = "{地}的{人}用{名}打卡，每天三次。"
    assert set(variants_of(text, tuple(VARIANTS))) == set(VARIANTS)


def test_variants_hold_no_placeholders() -> None:
    texts = [case.text for case in CASES if case.type == "INV"]
    for text in texts:
        for variant in variants_of(text, tuple(VARIANTS)).values():
            assert "{" not in variant
    assert all(any(f"{{{key}}}" in text for text in texts) for key in NAMES[0])


def run_script(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_the_script_counts_every_case() -> None:
    done = run_script()
    assert done.returncode == 0, done.stderr
    cells = next(x for x in done.stdout.splitlines() if x.startswith("| **all**"))
    counts = Counter(case.half for case in CASES)
    _, _, in_open, right_in_open, _, in_sealed, *_ = cells.split("|")
    assert int(in_open) == counts["open"]
    assert int(in_sealed) == counts["sealed"]
    known = sum(case.id in KNOWN for case in CASES if case.half == "open")
    assert int(right_in_open) == counts["open"] - known


def test_the_script_shows_failing_open_cases_and_no_sealed_text() -> None:
    done = run_script("--failures", "all")
    assert done.returncode == 0, done.stderr
    for case in CASES:
        text = base_text(case.text)
        if case.half == "sealed":
            assert text not in done.stdout
            assert not case.edited or case.edited not in done.stdout
        elif case.id in KNOWN:
            assert f"{case.id} ({case.type})" in done.stdout


def test_the_script_names_the_capabilities_for_an_unknown_one() -> None:
    done = run_script("--failures", "denail")
    assert done.returncode == 2
    assert "denial" in done.stdout
