"""Floors hold, rise, and fall only where that is asked for."""

from __future__ import annotations

import json

import pytest

from jianfu_rules.errors import InputError
from jianfu_rules.evaluation.gate import (
    Floors,
    check_floors,
    digest_of,
    measure,
    moved,
    read_floors,
    write_floors,
)
from jianfu_rules.evaluation.scorecard import LabelledCase, score_cases

FIGURES = {"macro_f1": 0.7, "false_alarm_rate": 0.05, "rules_alone_macro_f1": 0.6}


def codes(floors, figures=FIGURES, digest="x"):
    return [p.code for p in check_floors(floors, figures, digest, "floors.json")]


def test_what_holds():
    assert codes(Floors("c", "x", {"macro_f1": 0.7, "false_alarm_rate": 0.05})) == []


def test_what_does_not_hold():
    floors = Floors("c", "y", {"macro_f1": 0.701, "false_alarm_rate": 0.049, "mcro": 1})
    assert codes(floors) == ["JF720", "JF722", "JF722", "JF721"]


def test_floors_rise_and_do_not_fall():
    floors = Floors("c", "x", {"macro_f1": 0.5, "rules_alone_macro_f1": 0.65})
    assert moved(floors, FIGURES, lower=False).figures == {
        "macro_f1": 0.7,
        "rules_alone_macro_f1": 0.65,
    }
    lowered = moved(floors, FIGURES, lower=True).figures
    assert lowered == {"macro_f1": 0.7, "rules_alone_macro_f1": 0.6}


def test_a_new_floor_holds_at_once():
    for value in (0.7654321, 0.59, 1 / 3, 0.0, 1.0):
        figures = {"macro_f1": value, "false_alarm_rate": value}
        start = Floors("c", "x", {"macro_f1": 0.0, "false_alarm_rate": 1.0})
        floors = moved(start, figures, lower=False)
        assert codes(floors, figures) == []
        assert abs(floors.figures["macro_f1"] - value) <= 0.001


def test_the_margin_is_kept_on_the_easier_side():
    floors = Floors("c", "x", {"macro_f1": 0.0, "false_alarm_rate": 1.0}, 0.02)
    figures = moved(floors, FIGURES, lower=False).figures
    assert figures == {"macro_f1": 0.68, "false_alarm_rate": 0.07}


def test_the_rules_alone_are_asked_only_where_a_floor_needs_them():
    cases = [LabelledCase("1", "", {"a": "complaint"})]
    card = score_cases(cases, [{"a": "complaint"}], ["a"])
    alone = score_cases(cases, [{}], ["a"])

    def refuse():
        raise AssertionError

    assert measure(["macro_f1"], card, refuse)["macro_f1"] == 1.0
    figures = measure(["rules_alone_macro_f1"], card, lambda: alone)
    assert figures["rules_alone_macro_f1"] == 0.0


def test_floors_are_written_and_read(tmp_path):
    path = tmp_path / "floors.json"
    floors = Floors("案例.jsonl", "x", {"macro_f1": 0.7}, 0.01)
    write_floors(path, floors)
    assert read_floors(path) == floors


def test_line_ends_do_not_change_the_digest(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"a\nb\n")
    other.write_bytes(b"a\r\nb\r\n")
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "{}", json.dumps({"cases": "a", "sha256": "b", "macro_f1": "高"})],
)
def test_what_is_no_file_of_floors(tmp_path, content):
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="JF721"):
        read_floors(path)
