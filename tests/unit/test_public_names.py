"""The public names resolve, and importing the package loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import jianfu_rules

HEAVY = (
    "ahocorasick_rs",
    "jieba",
    "numpy",
    "rapidfuzz",
    "rich",
    "sklearn",
    "typer",
    "yaml",
)


@pytest.mark.parametrize("name", jianfu_rules.__all__)
def test_name_resolves(name: str) -> None:
    assert getattr(jianfu_rules, name).__name__ == name


def test_all_is_what_resolves() -> None:
    assert sorted(jianfu_rules.__all__) == jianfu_rules.__all__
    assert set(jianfu_rules.__all__) == set(jianfu_rules._HOMES)
    assert set(jianfu_rules.__all__) <= set(dir(jianfu_rules))


def test_other_names_do_not_resolve() -> None:
    with pytest.raises(AttributeError, match="no attribute 'manager'"):
        jianfu_rules.manager  # noqa: B018


def fresh(code: str) -> list[str]:
    """Return the modules that a new interpreter has loaded after *code*."""
    code += "; import sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_import_loads_the_standard_library_only() -> None:
    loaded = fresh("import jianfu_rules")
    assert "jianfu_rules" in loaded
    assert not {m for m in loaded if m.startswith("jianfu_rules.")}
    assert not set(HEAVY) & {m.partition(".")[0] for m in loaded}


def test_errors_and_results_load_no_dependency() -> None:
    loaded = fresh("from jianfu_rules import Classification, RuleError")
    assert not set(HEAVY) & {m.partition(".")[0] for m in loaded}
