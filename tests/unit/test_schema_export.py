"""The JSON Schema of rule files: up to date, and right about right and wrong files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from jianfu_rules.authoring.schema_export import ALL_KINDS, export_schema
from jianfu_rules.cli.rules_schema import schema_text
from jianfu_rules.ruleset.schema import FILE_KINDS, SECTIONS
from jianfu_rules.ruleset.where import find_rules

FOLDER = Path(__file__).parents[2] / "docs/schema"
RULES = Path(str(find_rules().root))


class CoreLoader(yaml.SafeLoader):
    """Reads scalars as editors do (the core schema of YAML 1.2)."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern in (
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?[0-9]*\.[0-9]+"),
    ("bool", "true|false"),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None
    )


def slips(kind: str, text: str) -> list[str]:
    validator = Draft202012Validator(export_schema(kind))
    data = yaml.load(text, Loader=CoreLoader)
    return ["/".join(map(str, e.absolute_path)) for e in validator.iter_errors(data)]


@pytest.mark.parametrize("kind", [ALL_KINDS, *FILE_KINDS])
def test_shipped_schemas_are_up_to_date(kind: str) -> None:
    shipped = (FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    assert shipped == schema_text(kind), "jianfu rules schema --output docs/schema"


def test_no_other_schema_is_shipped() -> None:
    assert {p.stem for p in FOLDER.iterdir()} == {ALL_KINDS, *FILE_KINDS}


@pytest.mark.parametrize("kind", [ALL_KINDS, *FILE_KINDS])
def test_schemas_are_valid(kind: str) -> None:
    Draft202012Validator.check_schema(export_schema(kind))


@pytest.mark.parametrize("path", sorted(RULES.rglob("[!_]*.yml")), ids=lambda p: p.name)
def test_shipped_rules_are_right(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = re.search(r"^kind: (\w+)$", text, re.M)
    assert kind
    assert slips(ALL_KINDS, text) == []
    assert slips(kind[1], text) == []


def test_every_field_is_in_the_schema() -> None:
    said = json.dumps([export_schema(kind) for kind in FILE_KINDS], ensure_ascii=False)
    fields = [field for section in SECTIONS.values() for field in section]
    assert [f.name for f in fields if f.about not in said] == []


RULE = """\
kind: symptom
symptom: zhijian
name: 测试
rules:
  - id: qun
    name: 群太多
    strength: strong
    phrases: [群太多]
    should_match: [工作群太多, {text: 群太多, stance: complaint}]
    should_not_match: [群不多]
"""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("strength: strong", "strength: storng", ["rules/0/strength"]),
        ("strength: strong", "strenght: strong", ["rules/0"]),
        ("id: qun", "id: Qun", ["rules/0/id"]),
        ("    phrases: [群太多]\n", "", ["rules/0"]),
        ("phrases: [群太多]", "phrases: 群太多", ["rules/0/phrases"]),
        ("[群不多]", "[]", ["rules/0/should_not_match"]),
        ("[群不多]", "[{txt: 群不多}]", ["rules/0/should_not_match/0"]),
        ("    should_not_match: [群不多]\n", "", ["rules/0"]),
        ("name: 测试\n", "", [""]),
        ("kind: symptom", "kind: cues", ["kind"]),
    ],
)
def test_slips_are_found_where_they_are(old: str, new: str, where: list[str]) -> None:
    assert slips("symptom", RULE) == []
    assert slips("symptom", RULE.replace(old, new)) == where
