"""The overlay on docs/rules/localities.md, and the template, are used as they stand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from jianfu_rules.authoring.localtests import run_all_cases
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import render_problem
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.localities import load_rules
from jianfu_rules.ruleset.overlays import ACTS, fill_template
from jianfu_rules.ruleset.where import find_bundled, find_rules

PAGE = Path(__file__).parents[2] / "docs/rules/localities.md"


def shown() -> str:
    found = re.search(r"```yaml\n(kind: overlay.*?)```", PAGE.read_text("utf-8"), re.S)
    assert found
    return found[1]


def uncommented() -> str:
    """Return the template with all that is commented out in use."""
    text = fill_template(find_bundled().root, "yunxi", "云溪县")
    head, body = text.split("# contact: ", 1)
    keys = "|".join([*ACTS, "shared"])
    lines = []
    for line in ("# contact: " + body).splitlines():
        bare = line.removeprefix("# ")
        is_code = re.match(rf" |contact:|(?:{keys}):", bare)
        lines.append(bare if is_code else line)
    # One act a rule in a file: the example of the override stands alone.
    kept = "\n".join(lines).split("disable:")
    return head + kept[0] + "override:" + kept[1].split("override:", 1)[1] + "\n"


@pytest.mark.parametrize("make", [shown, uncommented])
def test_it_loads_and_its_examples_hold(make, tmp_path: Path) -> None:
    path = tmp_path / "localities" / "yunxi.yml"
    path.parent.mkdir()
    path.write_text(make(), encoding="utf-8")
    ruleset = load_rules(find_rules(tmp_path), "yunxi", on=date(2026, 11, 22))
    assert {act.kind for act in ruleset.acts} >= {"add_words", "override", "limit"}
    classifier = Classifier(compile_rules(ruleset))
    failed = [
        render_problem(r.problem)
        for r in run_all_cases(classifier, only_layers={"yunxi"})
        if r.problem
    ]
    assert failed == []


def test_the_page_names_every_field_of_an_overlay() -> None:
    from jianfu_rules.ruleset.schema import SECTIONS

    text = PAGE.read_text(encoding="utf-8")
    sections = ("overlay", "disable", "override", "local_limit", "named_break")
    fields = {f.name for section in sections for f in SECTIONS[section]}
    lacking = {f for f in fields if not re.search(rf"\b{f}\b", text)}
    assert lacking <= {"note"}
