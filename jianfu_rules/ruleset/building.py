"""Build the value types of rules from checked files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.model import (
    Case,
    Cue,
    PhraseText,
    Policy,
    Rule,
    Symptom,
    Taxonomy,
    WordMarks,
)
from jianfu_rules.model_layers import LayerAct, Limit
from jianfu_rules.ruleset.schema import RULE_PHRASES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jianfu_rules.ruleset.checking import Checked


def version_of(draft: Checked) -> str:
    """Return the version of a file as text, empty where it has none."""
    return f"{draft['version']:g}" if "version" in draft else ""


def build_taxonomy(draft: Checked) -> Taxonomy:
    """Build the taxonomy of ``taxonomy.yml``."""
    symptoms = tuple(
        Symptom(
            id=s.get("id", ""),
            name=s.get("name", ""),
            about=s.get("about", ""),
            not_this=s.get("not_this", ()),
            policies=s.get("policy", ()),
            is_scored=s.get("scored", "yes") == "yes",
            undoes_relief=s.get("undoes_relief", "no") == "yes",
            source=s.source,
        )
        for s in draft.get("symptoms", ())
    )
    return Taxonomy(
        version=str(draft.get("version", "")),
        symptoms=symptoms,
        strengths=draft.get("strengths", {}),
        burden_bonus=draft.get("burden_bonus", 0.0),
        threshold=draft.get("threshold", 0.5),
        source=draft.source,
    )


def build_policy(draft: Checked) -> Policy:
    """Build one document of a list of policies."""
    return Policy(
        id=draft.get("id", ""),
        title=draft.get("title", ""),
        issuer=draft.get("issuer", ""),
        date=draft.get("date", ""),
        number=draft.get("number", ""),
        articles=draft.get("articles", {}),
        confirmed=draft.get("confirmed", "yes") == "yes",
        source=draft.source,
    )


def build_limits(policies: Iterable[Checked]) -> tuple[Limit, ...]:
    """Build the limits that stand inside the documents of a list of policies."""
    return tuple(
        _limit(limit, policy.get("id", ""), policy.get("id", ""), limit.get("article"))
        for policy in policies
        for limit in policy.get("limits", ())
    )


def build_local_limit(draft: Checked, locality: str) -> Limit:
    """Build a limit of a locality, which names its document itself."""
    policy, _, article = draft.get("policy", "").partition("#")
    return _limit(draft, locality, policy, article)


def _limit(draft: Checked, owner: str, policy: str, article: str | None) -> Limit:
    return Limit(
        id=f"{owner}.{draft.get('id', '')}",
        what=draft.get("what", ""),
        max=draft.get("max", 0.0),
        policy=policy,
        article=article or "",
        unit=draft.get("unit", ""),
        per=draft.get("per", ""),
        valid_from=draft.get("valid_from", ""),
        valid_to=draft.get("valid_to", ""),
        scope=draft.get("scope", ()),
        source=draft.source,
    )


def _case(draft: Checked, *, expected: bool) -> Case:
    return Case(
        text=draft.get("text", ""),
        expected=expected,
        finds=draft.get("finds", ""),
        stance=draft.get("stance", ""),
        target=draft.get("to", ""),
        known_gap=draft.get("known_gap", ""),
        source=draft.source,
    )


def build_cases(
    draft: Checked, hit: str = "should_match", miss: str = "should_not_match"
) -> tuple[Case, ...]:
    """Build the examples of a rule, a cue or an act of a layer."""
    return (
        *(_case(c, expected=True) for c in draft.get(hit, ())),
        *(_case(c, expected=False) for c in draft.get(miss, ())),
    )


def build_rule(draft: Checked, symptom: str, owner: str, version: str) -> Rule:
    """Build a rule; its id is *owner* and its own id.

    Parameters
    ----------
    draft : Checked
    symptom : str
    owner : str
        The symptom, or the locality that adds the rule.
    version : str
        Of the file.
    """
    phrases: dict[str, tuple[PhraseText, ...]] = {
        name: draft.get(name, ()) for name in RULE_PHRASES
    }
    rule_id = f"{owner}.{draft.get('id', '')}"
    return Rule(
        id=rule_id,
        symptom=symptom,
        name=draft.get("name", ""),
        within=draft.get("within", "sentence"),
        strength=draft.get("strength", "medium"),
        stance=draft.get("stance", ""),
        alone=draft.get("alone", "complaint"),
        policies=draft.get("policy", ()),
        noise=draft.get("noise", ""),
        cases=build_cases(draft),
        history=(LayerAct("define", rule_id, draft.source, version=version),),
        source=draft.source,
        version=version,
        valid_from=draft.get("valid_from", ""),
        valid_to=draft.get("valid_to", ""),
        **phrases,
    )


def build_cue(draft: Checked) -> Cue:
    """Build one cue."""
    return Cue(
        id=draft.get("id", ""),
        effect=draft.get("effect", "mention"),
        phrases=draft.get("phrases", ()),
        direction=draft.get("direction", "forward"),
        reach=draft.get("reach", "clause"),
        stops_at=draft.get("stops_at", ()),
        only_for=draft.get("only_for", ()),
        not_for=draft.get("not_for", ()),
        cases=build_cases(draft, "should_apply", "should_not_apply"),
        source=draft.source,
    )


def build_marks(drafts: Iterable[Checked]) -> WordMarks:
    """Build what the files of shared words say of single words and lists."""
    marks: dict[str, list[str]] = {"pinyin": [], "initials": [], "whole_words": []}
    for draft in drafts:
        for name, words in marks.items():
            words += draft.get(name, ())
    return WordMarks(*(tuple(dict.fromkeys(words)) for words in marks.values()))
