"""Which module may know which, read from the sources."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import jianfu_rules
from jianfu_rules.ruleset.where import find_rules

PACKAGE = Path(jianfu_rules.__file__).parent
PATHS = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 420


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def walk(node: ast.AST):  # type: ignore[no-untyped-def]
    """Yield the nodes that run, those under TYPE_CHECKING left out."""
    for child in ast.iter_child_nodes(node):
        if not is_for_types(child):
            yield child
            yield from walk(child)


def imports(path: Path) -> dict[str, set[str]]:
    """Return the modules of the package that a module imports, with the names."""
    found: dict[str, set[str]] = {}
    for node in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level, f"{path}: relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                module = inner if inner in NAMES else node.module
                found.setdefault(module, set()).add(alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                found.setdefault(alias.name, set())
    return {m: names for m, names in found.items() if m.startswith("jianfu_rules")}


NAMES = {module_name(path) for path in PATHS}
IMPORTS = {module_name(path): imports(path) for path in PATHS}


def packages_used(module: str) -> set[str]:
    """Return the parts of the package (errors, ruleset …) that a module imports."""
    return {m.split(".")[1] for m in IMPORTS[module] if "." in m}


def inside(package: str) -> list[str]:
    return [m for m in sorted(NAMES) if m.startswith(f"jianfu_rules.{package}.")]


def test_model_imports_nothing_of_the_package_but_its_own_contract() -> None:
    assert packages_used("jianfu_rules.model") == {"contract", "late"}
    assert packages_used("jianfu_rules.late") == set()
    assert packages_used("jianfu_rules.contract") == set()


def test_errors_import_messages_and_model_only() -> None:
    assert packages_used("jianfu_rules.errors") == {"messages", "model"}


@pytest.mark.parametrize("module", inside("ruleset"))
def test_ruleset_takes_only_the_folding_from_the_pipeline(module: str) -> None:
    known = {"data", "errors", "model", "model_layers", "ruleset", "pipeline"}
    assert packages_used(module) <= known
    taken = {m: n for m, n in IMPORTS[module].items() if ".pipeline" in m}
    assert taken in ({}, {"jianfu_rules.pipeline.normalizing": {"fold"}})


STAGES = {
    "normalizing": {"data", "model_texts"},
    "segmenting": set(),
    "numbers": set(),
    "noise": {"data", "pipeline.oddchars", "ruleset.noise", "ruleset.sounds"},
    "oddchars": {"data", "ruleset.noise", "ruleset.sounds"},
    "wordcuts": {"ruleset.noise", "ruleset.sounds"},
    "scanning": {
        "pipeline.noise",
        "pipeline.numbers",
        "pipeline.units",
        "pipeline.wordcuts",
        "ruleset.compiled",
    },
    "units": set(),
    "governing": {"pipeline.stance"},
    "matching": {"pipeline.scanning", "pipeline.units"},
    "counted": {"data"},
    "rates": set(),
    "clocktimes": {"pipeline.numbers"},
    "quantities": {
        "model",
        "pipeline.clocktimes",
        "pipeline.counted",
        "pipeline.numbers",
        "pipeline.rates",
    },
    "changes": set(),
    "stance": {"model", "pipeline.changes"},
    "scoring": {"model"},
    "partitioning": {"model", "pipeline.normalizing"},
    "sides": {"model", "pipeline.scoring", "pipeline.stance"},
    "citing": {"model_layers"},
    "breaches": {"model", "model_layers"},
    "explaining": {"model", "model_layers"},
}
"""What each stage may import of the package; stages meet in the façade only."""


@pytest.mark.parametrize("module", inside("pipeline"))
def test_stages_do_not_know_each_other(module: str) -> None:
    used = {m.removeprefix("jianfu_rules.") for m in IMPORTS[module]}
    assert used <= STAGES[module.rpartition(".")[2]]


def test_every_stage_is_listed() -> None:
    assert {m.rpartition(".")[2] for m in inside("pipeline")} == set(STAGES)


@pytest.mark.parametrize(
    "package",
    [
        "ruleset",
        "pipeline",
        "parallel",
        "records",
        "report",
        "redaction",
        "duplicates",
    ],
)
def test_nothing_below_imports_the_command_line_or_the_facade(package: str) -> None:
    for module in inside(package):
        assert not {"cli", "classifier", "authoring"} & packages_used(module), module


def test_only_themselves_know_the_integrations() -> None:
    for module in sorted(NAMES):
        is_one = module.startswith("jianfu_rules.integrations")
        assert is_one or "integrations" not in packages_used(module), module
        assert not is_one or not {"cli", "authoring"} & packages_used(module), module


def test_no_import_cycles() -> None:
    graph = {m: {n for n in used if n != m} for m, used in IMPORTS.items()}
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("path", PATHS, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_no_symptom_is_named_in_the_code() -> None:
    taxonomy = find_rules().root.joinpath("taxonomy.yml").read_text(encoding="utf-8")
    ids = re.findall(r"^  - id: (\w+)$", taxonomy, re.M)
    assert len(ids) > 10
    # A one-word id is an English word too: only a literal of its own counts.
    named = re.compile(
        "|".join(rf"\b{i}\b" if "_" in i else f"[\"']{i}[\"']" for i in ids)
    )
    for path in PATHS:
        assert not named.search(path.read_text(encoding="utf-8")), path
