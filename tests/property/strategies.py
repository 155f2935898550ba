"""Random phrases, rules and texts over an alphabet so small that things meet."""

from __future__ import annotations

from hypothesis import strategies as st

from jianfu_rules.model import (
    Cue,
    PhraseText,
    Rule,
    Ruleset,
    SourceRef,
    Symptom,
    Taxonomy,
)
from jianfu_rules.ruleset.phrases import PhraseSlip, parse_phrase

HAN = "群表天报"
LISTS = {"名": ("群", "群表", "表"), "长": ("天", "报天天", "天天")}
STOPS = "，。、 "
DIGITS = "35五十"

words = st.one_of(
    st.text(st.sampled_from(HAN), min_size=1, max_size=2),
    st.text(st.sampled_from(HAN), min_size=1, max_size=2),
    st.sampled_from(["表，", "，天"]),
)
slots = st.lists(words, min_size=2, max_size=3).map(lambda ws: f"<{'|'.join(ws)}>")
listed = st.sampled_from(["<名>", "<长>", "<名|天>"])
numbers = st.sampled_from(["<数字>", "<数字≥5>", "<数字≤3>"])
gaps = st.sampled_from(["…", "……"])
pieces = st.one_of(words, words, slots, listed, numbers, gaps)
optional = st.lists(pieces, min_size=1, max_size=2).map(lambda p: f"（{''.join(p)}）")


def parsed(text: str) -> PhraseText | None:
    try:
        return PhraseText(text, SourceRef(), parse_phrase(text, set(LISTS)))
    except PhraseSlip:
        return None


phrases = (
    st.lists(st.one_of(pieces, pieces, optional), min_size=1, max_size=5)
    .map(lambda p: parsed("".join(p)))
    .filter(lambda phrase: phrase is not None)
)
phrase_lists = st.lists(phrases, min_size=1, max_size=3).map(tuple)
few_phrases = st.one_of(st.just(()), st.just(()), phrase_lists)

texts = st.text(st.sampled_from(HAN * 4 + STOPS + DIGITS + "个"), max_size=40)


@st.composite
def rulesets(draw: st.DrawFn) -> Ruleset:
    """Draw one to three rules with every kind of condition, and a cue."""
    rules = []
    for number in range(draw(st.integers(1, 3))):
        own = draw(few_phrases)
        rules.append(
            Rule(
                id=f"s.r{number}",
                symptom="s",
                name="名",
                phrases=own,
                together=draw(few_phrases if own else phrase_lists),
                within=draw(st.sampled_from(["clause", "sentence", "text"])),
                exceptions=draw(few_phrases),
                unless=draw(few_phrases),
                unless_anywhere=draw(few_phrases),
                only_with=draw(few_phrases),
            )
        )
    cue = Cue("c", "policy", draw(phrase_lists), stops_at=draw(few_phrases))
    return ruleset_of(rules, (cue,))


def ruleset_of(rules: list[Rule], cues: tuple[Cue, ...] = ()) -> Ruleset:
    return Ruleset(
        taxonomy=Taxonomy("1", (Symptom("s", "症状"),), {"medium": 0.6}),
        rules=tuple(rules),
        cues=cues,
        policies=(),
        words={"": LISTS},
        layers=("national",),
        digest="sha256:0",
    )
