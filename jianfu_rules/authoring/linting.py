"""Lint a rule directory: what the reader reports and what the checks find.

Findings come sorted by place. A comment ``# lint: ignore JF413 原因`` silences
that code on the next line; the reason is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from jianfu_rules.authoring import (
    checks_cases,
    checks_deep,
    checks_files,
    checks_phrases,
    checks_words,
)
from jianfu_rules.authoring.checks_base import Check, Material
from jianfu_rules.collector import paused_collector
from jianfu_rules.errors import Problem, RuleError
from jianfu_rules.messages import MESSAGES
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.localities import LocalityIndex, read_chain
from jianfu_rules.ruleset.reading import collect_rules
from jianfu_rules.ruleset.schema import RULE_PHRASES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jianfu_rules.model import Rule, Ruleset, SourceRef
    from jianfu_rules.ruleset.where import RulesPlace
    from jianfu_rules.ruleset.yamlread import YamlFile

GROUP = "jianfu_rules.checks"
CHECKS: tuple[type[Check], ...] = (
    *checks_phrases.CHECKS,
    *checks_words.CHECKS,
    *checks_cases.CHECKS,
    *checks_files.CHECKS,
    *checks_deep.CHECKS,
)
SEVERITIES = ("error", "warning", "note")

_NEEDED = {"taxonomy", "policies", "words"}
# Without these nearly every check would say wrong things.
_IGNORE = re.compile(r"^\s*#\s*lint:\s*ignore\b[ ]*(.*)$")
_IGNORED = re.compile(r"^(\S+)\s+(\S.*)$")
_MAY_BE_IGNORED = ("JF33", "JF4")
_UNREADABLE = frozenset(
    {"JF101", "JF102", "JF103", "JF105", "JF106", "JF107", "JF108", "JF109", "JF207"}
)
# Where these are found, a file is missing or was not looked into.


@dataclass(frozen=True, slots=True)
class LintReport:
    """What was found in a rule directory.

    Parameters
    ----------
    problems : tuple of Problem
        Sorted by file, line and column.
    file_count : int
    is_readable : bool
        False where a file could not be read at all and checks were left out.
    """

    problems: tuple[Problem, ...]
    file_count: int
    is_readable: bool = True

    def count(self, severity: str) -> int:
        """Return the number of problems of one severity."""
        return sum(problem.severity == severity for problem in self.problems)


@paused_collector()
def lint_rules(
    place: RulesPlace,
    *,
    locality: str | None = None,
    is_deep: bool = False,
    checks: Iterable[type[Check]] | None = None,
) -> LintReport:
    """Read the rules at *place* and look for all that is wrong or doubtful.

    Parameters
    ----------
    place : RulesPlace
    locality : str, optional
        Look at the layers of this locality only, on the national rules; without it
        at the national rules and at every locality.
    is_deep : bool
        Also leave out each part of each rule in turn and see whether an example
        notices; takes some seconds.
    checks : iterable of Check classes, optional
        Instead of those of this package and of `GROUP`.

    Returns
    -------
    LintReport

    Raises
    ------
    ResourceError
        Where the locality is unknown.

    Examples
    --------
    >>> from jianfu_rules.ruleset.where import find_rules
    >>> lint_rules(find_rules()).count("error")
    0
    """
    reading = collect_rules(place.root)
    problems = list(reading.problems)
    files = dict(reading.files)
    chosen = [*CHECKS, *found_checks(problems)] if checks is None else checks
    kinds = [kind for kind in chosen if is_deep or not kind.is_deep]
    if reading.ruleset is not None and not reading.unread & _NEEDED:
        is_clean = all(problem.severity != "error" for problem in problems)
        if locality is None:
            material = Material(reading.ruleset, files, is_clean)
            problems += _run_all(kinds, material)
        if is_clean:
            problems += _lint_layers(place, reading.ruleset, files, locality, kinds)
    problems = list(_unignored(problems, files, is_deep=is_deep))
    problems.sort(key=lambda p: (p.source.file, p.source.line, p.source.column, p.code))
    is_readable = not any(problem.code in _UNREADABLE for problem in problems)
    return LintReport(tuple(problems), len(files), is_readable)


def _lint_layers(
    place: RulesPlace,
    national: Ruleset,
    files: dict[str, YamlFile],
    locality: str | None,
    kinds: list[type[Check]],
) -> list[Problem]:
    """Return what is found in the files of localities; these are put into *files*."""
    index = LocalityIndex(place.overlays)
    out: dict[tuple[str, SourceRef], Problem] = {}
    names = index.ids() if locality is None else [index.find(locality)]
    for name in names:
        try:
            chain = read_chain(index, name)
            merged = merge_layers(national, chain, on=date.today())
        except RuleError as error:
            # The slips of an upper layer come again with each layer on it.
            out.update(((p.code, p.source), p) for p in error.problems)
            continue
        looked_at = [o for o in chain if locality is not None or o.locality == name]
        own = frozenset(overlay.file.name for overlay in looked_at)
        files.update({overlay.file.name: overlay.file for overlay in chain})
        found = _lint_layer(merged, files, own, kinds)
        out.update(((p.code, p.source), p) for p in found)
    return list(out.values())


def _lint_layer(
    merged: Ruleset,
    files: Mapping[str, YamlFile],
    own: frozenset[str],
    kinds: list[type[Check]],
) -> Iterator[Problem]:
    for note in merged.notes:
        if note.source.file in own:
            problem = files[note.source.file].problem(note.code, note.source)
            yield replace(problem, values=note.values, severity=note.severity)
    touched = tuple(rule for rule in merged.rules if _files_of(rule) & own)
    material = Material(replace(merged, rules=touched, cues=()), files, own=own)
    for problem in _run_all(kinds, material):
        if problem.source.file in own:
            yield problem


def _files_of(rule: Rule) -> set[str]:
    phrases = (p for name in RULE_PHRASES for p in getattr(rule, name))
    return {rule.source.file, *(phrase.source.file for phrase in phrases)}


def _run_all(kinds: Iterable[type[Check]], material: Material) -> list[Problem]:
    out: list[Problem] = []
    for kind in kinds:
        if material.is_clean or not kind.needs_clean:
            out += _run(kind, material)
    return out


def found_checks(problems: list[Problem]) -> Iterator[type[Check]]:
    """Yield the checks that other installed packages bring.

    An entry point names a `Check` class. One that cannot be used becomes a problem.
    """
    for entry in entry_points(group=GROUP):
        try:
            kind: type[Check] = entry.load()
            if kind.messages:
                MESSAGES.setdefault(kind.code, dict(kind.messages))
            if not issubclass(kind, Check) or kind.code not in MESSAGES:
                raise TypeError(f"{entry.value}: no Check with code and messages")
        except Exception as error:  # of a foreign package, whatever it is
            problems.append(_broken(entry.name, error))
        else:
            yield kind


def _run(kind: type[Check], material: Material) -> list[Problem]:
    if kind in CHECKS:
        return list(kind().check(material))
    try:
        return list(kind().check(material))
    except Exception as error:  # a foreign check must not hide the other findings
        return [_broken(kind.__qualname__, error)]


def _broken(name: str, error: Exception) -> Problem:
    detail = f"{type(error).__name__}: {error}"
    return Problem("JF436", {"name": name, "detail": detail})


def _unignored(
    problems: list[Problem], files: Mapping[str, YamlFile], *, is_deep: bool
) -> Iterator[Problem]:
    """Yield what no comment ignores, and what is wrong with such comments."""
    ignored: dict[tuple[str, int, str], Problem] = {}
    for name, file in files.items():
        for number, line in enumerate(file.lines, 1):
            found = _IGNORE.match(line) if "lint:" in line else None
            if not found:
                continue
            width = len(line.strip())
            source = file.ref(number, len(line) - len(line.lstrip()) + 1)
            parts = _IGNORED.match(found[1].strip())
            code = parts[1] if parts else found[1].strip()
            is_known = code.startswith(_MAY_BE_IGNORED) and code in MESSAGES
            if not parts or not is_known:
                yield file.problem("JF434", source, width, value=line.strip())
                continue
            unneeded = file.problem("JF435", source, width, value=code)
            target = _next_content(file.lines, number)
            ignored[name, target, code] = replace(unneeded, severity="warning")
    used = set()
    for problem in problems:
        key = problem.source.file, problem.source.line, problem.code
        if key in ignored:
            used.add(key)
        else:
            yield problem
    deep_codes = {kind.code for kind in CHECKS if kind.is_deep}
    for key, problem in ignored.items():
        # What was not looked for may still be there.
        if key not in used and (is_deep or key[2] not in deep_codes):
            yield problem


def _next_content(lines: list[str], number: int) -> int:
    """Return the number of the first line below *number* that is no comment."""
    for offset, line in enumerate(lines[number:], number + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            return offset
    return number + 1
