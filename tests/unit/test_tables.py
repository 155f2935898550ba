"""The character tables: one to one, without circles, and as the script makes them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from jianfu_rules.data import (
    read_folds,
    read_lookalikes,
    read_splits,
    read_syllables,
    read_valid_syllables,
)

ROOT = Path(__file__).parents[2]
DATA = ROOT / "jianfu_rules" / "data"


def test_folds_are_one_to_one():
    for char, folded in read_folds().items():
        assert len(char) == len(folded) == 1


def test_no_fold_folds_again():
    folds = read_folds()
    assert not [folded for folded in folds.values() if folded in folds]


@pytest.mark.parametrize(
    "forms",
    ["臺檯颱台", "賬帳帐账", "羣群", "裏裡里", "綫線线", "乾幹干", "爲為为", "衆眾众", "覈核",
     "説說说", "査查", "竜龍龙", "着著", "覆復複复", "ＡA a".replace(" ", ""), "，,", "「“", "（(",
     "⾏行", "⻓長长", "瞭了"],
)  # fmt: skip
def test_forms_of_one_character_fold_together(forms):
    folds = read_folds()
    assert len({folds.get(char, char) for char in forms}) == 1


@pytest.mark.parametrize(
    "pair", ["做作", "像象", "己已", "么幺", "沪滤", "芸艺", "①1", "。.", '"“']
)
def test_different_characters_stay_different(pair):
    folds = read_folds()
    assert len({folds.get(char, char) for char in pair}) == 2


def test_mainland_text_only_folds_where_the_script_says_so():
    folds = read_folds()
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    assert not set(common) & set(folds)


@pytest.mark.parametrize(
    ("char", "readings"),
    [("重", {"chong", "zhong"}), ("行", {"hang", "xing"}), ("会", {"hui", "kuai"}),
     ("女", {"nv"}), ("着", {"zhe", "zhao", "zhu"}), ("干", {"gan", "qian"}), ("〇", {"ling"})],
)  # fmt: skip
def test_polyphones_keep_their_readings(char, readings):
    assert readings <= set(read_syllables()[char])


def test_tables_are_keyed_by_folded_characters():
    folds = read_folds()
    for table in (read_syllables(), read_lookalikes(), read_splits()):
        assert not [key for key in table if set(key) & set(folds)]


def test_syllables_are_valid_and_toneless():
    valid = read_valid_syllables()
    assert all(syllable.isascii() and syllable.islower() for syllable in valid)
    assert {s for readings in read_syllables().values() for s in readings} == valid


def test_lookalikes_go_both_ways():
    alike = read_lookalikes()
    for char, others in alike.items():
        assert char not in others
        assert all(char in alike[other] for other in others)


def test_splits_have_several_parts_and_one_whole():
    for parts, whole in read_splits().items():
        assert len(parts) >= 2
        assert len(whole) == 1


def test_tables_are_as_the_script_makes_them():
    pytest.importorskip("opencc")
    pytest.importorskip("pypinyin")
    spec = importlib.util.spec_from_file_location(
        "make_tables", ROOT / "scripts" / "make_tables.py"
    )
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, made in script.render_tables().items():
        stored = (DATA / name).read_text(encoding="utf-8")
        if stored.split("\n")[1] != made.split("\n")[1]:
            pytest.skip(
                f"{name} was made with another version: {stored.split(chr(10))[1]}"
            )
        assert stored == made, f"run scripts/make_tables.py: {name} is out of date"
