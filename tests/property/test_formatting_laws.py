"""Laws of formatting, on rule files of any content and any layout."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.authoring.formatting import format_rules
from jianfu_rules.authoring.pieces import find_comments

WORDS = st.text(
    alphabet="群会表太多报填的<>（）…|#:,-[]{}'\"&*!?%@` a1。，；\\",
    min_size=1,
    max_size=12,
)
NAMES = st.text(alphabet="群会表报a", min_size=1, max_size=4)
LISTS = st.lists(WORDS, min_size=1, max_size=12)
CASES = st.lists(
    st.one_of(WORDS, st.fixed_dictionaries({"text": WORDS, "stance": WORDS})),
    min_size=1,
    max_size=3,
)
RULES = st.lists(
    st.fixed_dictionaries(
        {"should_match": CASES, "phrases": LISTS, "name": WORDS, "id": NAMES}
    ),
    min_size=1,
    max_size=3,
)
FILES = st.fixed_dictionaries(
    {
        "rules": RULES,
        "words": st.dictionaries(NAMES, LISTS, max_size=3),
        "name": WORDS,
        "kind": st.just("symptom"),
    }
)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([None, False, True]),
        "default_style": st.sampled_from([None, '"', "'"]),
        "indent": st.integers(2, 5),
        "width": st.integers(20, 200),
    }
)


def read(text: str) -> object:
    return yaml.load(text, Loader=yaml.CBaseLoader)


@given(FILES, STYLES)
def test_the_content_stays_and_a_second_run_changes_nothing(rules, style) -> None:
    text = yaml.dump(rules, allow_unicode=True, sort_keys=False, **style)
    if style["default_style"] is not None:
        text = text.replace("!!int ", "")
    once = format_rules("a.yml", text)
    assert read(once) == read(text)
    assert format_rules("a.yml", once) == once


@given(
    FILES, st.lists(st.sampled_from(["# 一", "# 二: [", "#三"]), max_size=5), st.data()
)
def test_comments_stay(rules, comments, data) -> None:
    text = yaml.dump(rules, allow_unicode=True, sort_keys=False, width=10_000)
    lines = text.split("\n")
    for comment in comments:
        at = data.draw(st.integers(0, len(lines) - 1))
        lines.insert(at, comment)
    commented = "\n".join(lines)
    if read(commented) != read(text):
        return  # it fell into a text of several lines
    after = format_rules("a.yml", commented)
    found = [c for _, c in find_comments(after).values()]
    assert sorted(found) == sorted(comments)
    assert read(after) == read(text)
