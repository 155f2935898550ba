"""The page of policies says what the rule files say, and the crosswalk is whole."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from jianfu_rules.ruleset.reading import read_rules

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import policies_page  # noqa: E402  a script, found by the path above


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "rules" / "policies.md").read_text(encoding="utf-8")
    assert page == policies_page.build_page(), "运行 python scripts/policies_page.py"


def test_every_symptom_falls_into_one_statistical_kind() -> None:
    kinds = policies_page.read(ROOT / "rules" / "policies.yml")["statistics"]
    found = Counter(symptom for kind in kinds for symptom in kind.get("symptoms", ()))
    symptoms = read_rules(ROOT / "rules").taxonomy.symptoms
    assert found == Counter(symptom.id for symptom in symptoms)


def test_what_is_not_confirmed_says_what_is_open() -> None:
    central = policies_page.read(ROOT / "rules" / "policies.yml")
    packs = policies_page.read_packs(ROOT / "rules" / "localities")
    local = [policy for pack in packs for policy in pack.get("policies", ())]
    things = [*central["policies"], *central["statistics"], *local]
    silent = [
        thing["id"]
        for thing in things
        if thing.get("confirmed") == "no" and "未" not in thing.get("note", "")
    ]
    assert silent == []
    assert all("confirmed" in thing for thing in things)


def test_a_limit_names_an_article_of_its_document() -> None:
    ruleset = read_rules(ROOT / "rules")
    articles = {policy.id: policy.articles for policy in ruleset.policies}
    lost = [x.id for x in ruleset.limits if x.article not in articles[x.policy]]
    assert lost == []


def test_documents_of_the_nation_concern_known_symptoms() -> None:
    central = policies_page.read(ROOT / "rules" / "policies.yml")
    known = {symptom.id for symptom in read_rules(ROOT / "rules").taxonomy.symptoms}
    named = {s for policy in central["policies"] for s in policy["symptoms"]}
    assert named <= known


def test_a_limit_reads_as_a_phrase() -> None:
    limit = {"what": "会议时长", "max": "90", "unit": "分钟"}
    assert policies_page.limit_text(limit) == "会议时长不超过90分钟"
    limit = {"what": "简报", "max": "1", "unit": "期", "per": "week"}
    assert policies_page.limit_text(limit) == "简报每周不超过1期"
