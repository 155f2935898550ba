"""What linting puts together: reader and checks, comments, layers, other packages."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from jianfu_rules.authoring import linting
from jianfu_rules.authoring.checks_base import Check
from jianfu_rules.authoring.checks_deep import mutants_of
from jianfu_rules.authoring.linting import CHECKS, LintReport, lint_rules
from jianfu_rules.authoring.sarif import to_sarif
from jianfu_rules.errors import ResourceError
from jianfu_rules.messages import MESSAGES
from jianfu_rules.messages_lint import LINT_MESSAGES
from jianfu_rules.model import Rule
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.schema import RULE_PHRASES
from jianfu_rules.ruleset.where import find_rules

GOOD = """\
    phrases: [群太多]
    should_match: [工作群太多, 微信群太多]
    should_not_match: [山上羊群太少]
"""
OVERLAY = """\
kind: overlay
locality: {locality}
name: 安徽省
version: 1
reviewed: 2026-11-22
"""


@pytest.fixture
def lint(rule_dir: Callable[..., Path]) -> Callable[..., LintReport]:
    def run(*args, locality: str | None = None, **kwargs) -> LintReport:
        layers = kwargs.pop("layers", {})
        root = rule_dir(*args, **kwargs)
        for name, text in layers.items():
            root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
            root.joinpath(name).write_text(text, encoding="utf-8")
        return lint_rules(find_rules(root), locality=locality)

    return run


def codes(report: LintReport) -> list[str]:
    return [p.code for p in report.problems if p.severity != "note"]


def test_the_shipped_rules_have_no_errors() -> None:
    report = lint_rules(find_rules())
    assert [p for p in report.problems if p.severity == "error"] == []
    assert report.is_readable
    assert report.file_count > 30


def test_a_good_rule_has_no_findings(lint: Callable[..., LintReport]) -> None:
    assert codes(lint({"qun": GOOD})) == []


def test_every_check_has_a_message_and_a_code_of_its_own() -> None:
    assert len({kind.code for kind in CHECKS}) == len(CHECKS)
    assert {kind.code for kind in CHECKS} <= set(LINT_MESSAGES)
    assert {kind.severity for kind in CHECKS} == {"error", "warning", "note"}


def test_findings_come_in_order_of_place(lint: Callable[..., LintReport]) -> None:
    report = lint({"qun": "phrases: [群, 群, 工·作·群]\n", "hui": "phrases: [会]\n"})
    places = [(p.source.file, p.source.line, p.source.column) for p in report.problems]
    assert places == sorted(places)
    assert len(places) > 5


def test_slips_of_the_reader_do_not_hide_the_others(
    lint: Callable[..., LintReport],
) -> None:
    report = lint({"qun": "strength: storng\nphrases: [群, <没有>]\n"})
    assert {"JF114", "JF203", "JF413"} <= set(codes(report))
    assert report.is_readable


def test_an_unreadable_file_is_told(lint: Callable[..., LintReport]) -> None:
    report = lint(files={"national/zhijian.yml": "kind：symptom\n"})
    assert codes(report) == ["JF103"]
    assert not report.is_readable


def test_a_missing_taxonomy_leaves_the_checks_out(
    rule_dir: Callable[..., Path],
) -> None:
    root = rule_dir({"qun": "phrases: [群]\n"}, files={"taxonomy.yml": "kind: [\n"})
    report = lint_rules(find_rules(root))
    assert codes(report) == ["JF105"]
    assert not report.is_readable


def test_a_list_used_in_a_broken_file_is_not_called_unused(
    lint: Callable[..., LintReport],
) -> None:
    report = lint(
        {"qun": GOOD},
        files={"national/huiyi.yml": "kind: symptom\nrules: [<群>\n"},
    )
    assert "JF422" not in {p.code for p in report.problems}


def test_an_ignored_finding_is_gone_and_only_that(
    lint: Callable[..., LintReport],
) -> None:
    body = "# lint: ignore JF413 原因在此\nphrases: [群]\ntogether: [！]\n"
    assert "JF413" not in codes(lint({"qun": body}))
    assert "JF412" in codes(lint({"qun": body}))


def test_slips_of_the_reader_cannot_be_ignored(lint: Callable[..., LintReport]) -> None:
    body = "# lint: ignore JF203 原因在此\nphrases: [<没有>]\n"
    assert {"JF203", "JF434"} <= set(codes(lint({"qun": body})))


def overlays(**bodies: str) -> dict[str, str]:
    return {
        f"localities/{name.replace('__', '/')}.yml": OVERLAY.format(
            locality=name.replace("__", "/")
        )
        + body
        for name, body in bodies.items()
    }


SAME = "add_words:\n  shared:\n    群: [工作群]\n"
ADDS = "add_words:\n  shared:\n    群: [网格群]\n"


def test_every_locality_is_looked_at(lint: Callable[..., LintReport]) -> None:
    files = overlays(anhui=ADDS, anhui__hefei=SAME)
    report = lint({"qun": GOOD}, layers=files)
    found = {(Path(p.source.file).stem, p.code) for p in report.problems}
    assert ("hefei", "JF301") in found
    assert not {code for stem, code in found if stem == "anhui"}


def test_one_locality_with_what_it_stands_on(lint: Callable[..., LintReport]) -> None:
    rule = (
        "add:\n  - id: qun\n    symptom: zhijian\n    name: 群\n    phrases: [群, 皖事通]\n"
        "    should_match: [群]\n    should_not_match: [皖]\n"
    )
    files = overlays(anhui=rule, anhui__hefei=ADDS, hubei=SAME)
    report = lint({"qun": "phrases: [会]\n"}, layers=files, locality="anhui/hefei")
    found = {(Path(p.source.file).stem, p.code) for p in report.problems}
    assert ("anhui", "JF413") in found
    assert {stem for stem, _ in found} == {"anhui"}


def test_slips_of_an_upper_layer_come_once(lint: Callable[..., LintReport]) -> None:
    files = overlays(anhui=SAME.replace("群:", "羣:"), anhui__hefei=ADDS)
    assert codes(lint({"qun": GOOD}, layers=files)) == ["JF308"]


def test_an_unknown_locality_is_refused(lint: Callable[..., LintReport]) -> None:
    with pytest.raises(ResourceError):
        lint({"qun": GOOD}, locality="anhui")


class Loud(Check):
    """Finds every rule."""

    code = "BJ001"
    messages = {"zh": ("有规则“{rule}”", ""), "en": ("rule “{rule}”", "")}

    def check(self, material):
        for rule in material.ruleset.rules:
            yield self.found(material, rule.source, rule=rule.id)


class Broken(Loud):
    """Fails."""

    code = "BJ002"

    def check(self, material):
        raise ZeroDivisionError("一")


class Nameless(Check):
    """Has a code without a message."""

    code = "BJ003"


@pytest.fixture
def installed(monkeypatch) -> Callable[..., None]:
    def install(*kinds: type[Check]) -> None:
        entries = [EntryPoint(k.__name__, f"{k.__name__}:x", "g") for k in kinds]
        by_name = {k.__name__: k for k in kinds}
        monkeypatch.setattr(linting, "entry_points", lambda group: entries)
        monkeypatch.setattr(EntryPoint, "load", lambda self: by_name[self.name])
        for kind in kinds:
            monkeypatch.setitem(MESSAGES, kind.code, {})
            monkeypatch.delitem(MESSAGES, kind.code)

    return install


def test_checks_of_other_packages_are_run(installed, lint) -> None:
    installed(Loud)
    report = lint({"qun": GOOD})
    found = [p for p in report.problems if p.code == "BJ001"]
    assert [p.message() for p in found] == ["有规则“zhijian.qun”"]
    assert found[0].severity == "warning"


def test_a_failing_check_of_another_package_hides_nothing(installed, lint) -> None:
    installed(Broken, Nameless, Loud)
    report = lint({"qun": GOOD})
    assert codes(report).count("JF436") == 2
    assert "BJ001" in codes(report)
    assert "ZeroDivisionError: 一" in "".join(p.message() for p in report.problems)


def parts(rule: Rule) -> list[object]:
    """Return all that matches; two phrases are equal even if their forms differ."""
    return [[p.forms for p in getattr(rule, name)] for name in RULE_PHRASES]


def test_mutants_leave_out_each_part_once(rule_dir: Callable[..., Path]) -> None:
    body = "phrases: [<群>…太多, 群多（了）]\nunless: [羊]\ntogether: [甲, 乙]\n"
    rule = read_rules(rule_dir({"qun": body})).rules[0]
    values = [(m.code, m.value) for m in mutants_of(rule)]
    assert values == [
        ("JF431", "<群>…太多"),
        ("JF432", "<群>"),
        ("JF432", "太多"),
        ("JF431", "群多（了）"),
        ("JF432", "群多"),
        ("JF431", "甲"),
        ("JF431", "乙"),
        ("JF433", "unless"),
    ]
    assert all(parts(mutant.rule) != parts(rule) for mutant in mutants_of(rule))


def test_sarif_names_code_place_and_level(lint: Callable[..., LintReport]) -> None:
    report = lint({"qun": "phrases: [群太多, 群]\n"})
    log = to_sarif(report.problems, "1.0")
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    result = next(r for r in run["results"] if r["ruleId"] == "JF413")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "JF413"
    assert result["level"] == "warning"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("national/zhijian.yml")
    assert place["region"]["startColumn"] == 20
    assert place["region"]["endColumn"] == 21
    assert place["region"]["snippet"]["text"] == "    phrases: [群太多, 群]"
