"""Begin a symptom, a rule or a locality with something that works at once.

What is written is tried on a copy of the rules first: it must load, lint without
errors, and its examples must hold. Otherwise nothing is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu_rules.authoring.formatting import replace_file, write_text
from jianfu_rules.authoring.linting import lint_rules
from jianfu_rules.authoring.ruletests import run_rule_case
from jianfu_rules.classifier import Classifier
from jianfu_rules.data import read_syllables
from jianfu_rules.errors import InputError, Problem, RuleError, raise_problems
from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.localities import load_rules
from jianfu_rules.ruleset.phrases import Gap, Number, PhraseSlip, Words, parse_phrase
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import LOCALITIES, MARKER, find_rules
from jianfu_rules.ruleset.yamlread import (
    ListNode,
    MapNode,
    TextNode,
    YamlFile,
    decode_rule_file,
    parse_yaml,
)

if TYPE_CHECKING:
    from jianfu_rules.model import Ruleset
    from jianfu_rules.ruleset.phrases import Form
    from jianfu_rules.ruleset.where import RulesPlace

MIN_EXAMPLES = 2
_MAX_ID = 40
_FILLERS = ("", "实在", "真是", "确实")
# What stands in the gaps of an example that is made from a phrase.


@dataclass(frozen=True, slots=True)
class NewRule:
    """What a person says of a new rule.

    Parameters
    ----------
    name, phrase : str
    yes_examples, no_examples : tuple of str
    id : str
        Made from the name where empty.
    """

    name: str
    phrase: str
    yes_examples: tuple[str, ...]
    no_examples: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What was written, and where it begins."""

    path: Path
    line: int


def new_rule(
    root: Path, symptom: str, rule: NewRule, file: Path | None = None
) -> Scaffold:
    """Append a rule to the file of a symptom.

    Parameters
    ----------
    root : Path
        The rule directory.
    symptom : str
    rule : NewRule
    file : Path, optional
        The file to append to; else the one of the symptom.

    Returns
    -------
    Scaffold

    Raises
    ------
    RuleError
        With what is wrong with the rule; nothing is written then.
    """
    ruleset = read_rules(root)
    path = file or _file_of(root, symptom)
    problems: list[Problem] = []
    text = decode_rule_file(str(path), path.read_bytes(), problems)
    raise_problems(problems)
    assert text is not None  # noqa: S101  else a problem was raised
    taken = {r.id.rpartition(".")[2] for r in ruleset.rules if r.symptom == symptom}
    rule = _completed(rule, ruleset, str(path), taken)
    after, line = append_item(YamlFile(str(path), text), "rules", _rule_lines(rule))
    _try_and_write(root, {path: after}, f"{symptom}.{rule.id}")
    return Scaffold(path, line)


def new_symptom(
    root: Path, symptom: str, name: str, about: str, rule: NewRule
) -> Scaffold:
    """Write the file of a symptom with one rule; a new id goes into the taxonomy.

    Parameters
    ----------
    root : Path
    symptom, name, about : str
    rule : NewRule

    Returns
    -------
    Scaffold
    """
    ruleset = read_rules(root)
    path = root / "national" / f"{symptom}.yml"
    if path.exists():
        raise InputError(Problem("JF445", {"path": str(path)}))
    changes: dict[Path, str] = {}
    known = {s.id: s for s in ruleset.taxonomy.symptoms}
    if symptom in known:
        name, about = known[symptom].name, known[symptom].about
    else:
        place = root / "taxonomy.yml"
        old = place.read_bytes().decode("utf-8-sig")
        lines = [f"id: {symptom}", f"name: {write_text(name)}"]
        lines.append(f"about: {write_text(about)}")
        changes[place], _ = append_item(YamlFile(str(place), old), "symptoms", lines)
    rule = _completed(rule, ruleset, str(path), set())
    head = [
        "kind: symptom",
        f"symptom: {symptom}",
        f"name: {write_text(name)}",
        "version: 1",
        f"reviewed: {date.today().isoformat()}",
        f"about: {write_text(about)}",
        "",
        "rules:",
    ]
    changes[path] = "\n".join([*head, *_item(_rule_lines(rule), "  ")]) + "\n"
    _try_and_write(root, changes, f"{symptom}.{rule.id}")
    return Scaffold(path, 1)


def new_overlay(
    root: Path, locality: str, name: str, symptom: str, rule: NewRule
) -> Scaffold:
    """Write the file of a locality with one rule of its own.

    Parameters
    ----------
    root : Path
        The folder that holds ``localities/``, or will.
    locality : str
        Its id: ``zhejiang/hangzhou``.
    name : str
        Chinese, with its suffix: 杭州市.
    symptom : str
        The national symptom of the rule.
    rule : NewRule

    Returns
    -------
    Scaffold
    """
    path = root.joinpath(LOCALITIES, *locality.split("/")).with_suffix(".yml")
    if path.exists():
        raise InputError(Problem("JF445", {"path": str(path)}))
    place = find_rules(root if root.joinpath(MARKER).is_file() else None)
    rule = _completed(rule, read_rules(place.root), "", set())
    first, *rest = _rule_lines(rule)
    head = [
        "kind: overlay",
        f"locality: {locality}",
        f"name: {write_text(name)}",
        "version: 1",
        f"reviewed: {date.today().isoformat()}",
        "",
        "add:",
    ]
    lines = [first, f"symptom: {symptom}", *rest]
    text = "\n".join([*head, *_item(lines, "  ")]) + "\n"
    _try_and_write(root, {path: text}, f"{locality}.{rule.id}", locality)
    return Scaffold(path, 1)


def make_id(name: str, taken: set[str]) -> str:
    """Make an id from the characters of a Chinese name that have one reading.

    Examples
    --------
    >>> make_id("工作群", {"gong_zuo_qun"})
    'gong_zuo_qun_2'
    """
    readings = read_syllables()
    parts: list[str] = []
    for char in fold(name):
        if len(readings.get(char, ())) == 1:
            parts.append(readings[char][0])
        elif char.isascii() and char.isalnum():
            parts.append(char)
    made = ""
    for part in parts:
        if len(made) + len(part) >= _MAX_ID:
            break
        made += f"_{part}" if made else part
    made = made if made[:1].isalpha() else f"new_{made}".rstrip("_")
    unique, number = made, 1
    while unique in taken:
        number += 1
        unique = f"{made}_{number}"
    return unique


def example_texts(form: Form, words_of: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield texts that a form matches, in plain words.

    Examples
    --------
    >>> form, = parse_phrase("<群>…太多", {"群"})
    >>> list(islice(example_texts(form, {"群": ("工作群", "微信群")}), 2))
    ['工作群太多', '微信群太多']
    """
    for filler in _FILLERS:
        choices: list[tuple[str, ...]] = []
        for element in form:
            if isinstance(element, Gap):
                choices.append((filler,))
            elif isinstance(element, Number):
                low = element.low if element.low > 0 else 1
                number = min(max(low, 1), element.high)
                choices.append((str(int(number)),))
            else:
                listed = [w for n in element.lists for w in words_of.get(n, ())]
                plain = [w for w in element.literals if w not in element.lists]
                choices.append(tuple(dict.fromkeys([*listed, *plain])) or ("",))
        yield from ("".join(reversed(words)) for words in product(*reversed(choices)))


def append_item(file: YamlFile, key: str, lines: list[str]) -> tuple[str, int]:
    """Append an item to the list under *key*; all else stays as it is.

    Parameters
    ----------
    file : YamlFile
    key : str
    lines : list of str
        The fields of the item, not indented.

    Returns
    -------
    text : str
    line : int
        Where the item begins.

    Raises
    ------
    RuleError
        Where the file cannot be read or has no such list.
    """
    problems: list[Problem] = []
    root = parse_yaml(file, problems)
    raise_problems(problems)
    found = root.entries.get(key) if root else None
    if root is None or not isinstance(found, ListNode) or not found.items:
        raise RuleError(Problem("JF446", {"path": file.name, "key": key}))
    first = file.lines[found.items[0].source.line - 1]
    if not first.lstrip().startswith("- "):
        raise RuleError(Problem("JF446", {"path": file.name, "key": key}))
    pad = first[: len(first) - len(first.lstrip())]
    start = root.keys[key].line
    later = [place.line for place in root.keys.values() if place.line > start]
    end = min(later, default=len(file.lines) + 1) - 1
    while end > start and _is_empty(file.lines[end - 1], is_last=not later):
        end -= 1
    newline = "\r" if file.lines[0].endswith("\r") else ""
    is_parted = len(found.items) < 2 or _is_parted(file.lines, found)
    item = [line + newline for line in _item(lines, pad)]
    block = ([newline] if is_parted else []) + item
    rest = file.lines[end:]
    if not any(line.strip() for line in rest):
        rest = [""]
    text = "\n".join([*file.lines[:end], *block, *rest])
    return text, end + len(block) - len(item) + 1


def _is_empty(line: str, *, is_last: bool) -> bool:
    # A comment above the next key belongs to that key.
    return not line.strip() or (not is_last and line.startswith("#"))


def _is_parted(lines: list[str], found: ListNode) -> bool:
    return not lines[found.items[1].source.line - 2].strip()


def _item(lines: list[str], pad: str) -> list[str]:
    return [pad + ("- " if not n else "  ") + line for n, line in enumerate(lines)]


def _rule_lines(rule: NewRule) -> list[str]:
    return [
        f"id: {rule.id}",
        f"name: {write_text(rule.name)}",
        "strength: medium",
        "phrases:",
        f"  - {write_text(rule.phrase)}",
        "should_match:",
        *(f"  - {write_text(text)}" for text in rule.yes_examples),
        "should_not_match:",
        *(f"  - {write_text(text)}" for text in rule.no_examples),
    ]


def _completed(rule: NewRule, ruleset: Ruleset, file: str, taken: set[str]) -> NewRule:
    """Return the rule with an id and enough examples, some made from its phrase."""
    words = {**ruleset.words.get("", {}), **ruleset.words.get(file, {})}
    made: list[str] = []
    try:
        forms = parse_phrase(rule.phrase, set(words))
    except PhraseSlip:
        forms = ()  # trying the rule tells what is wrong, and where
    lengths = sorted(forms, key=lambda form: sum(isinstance(e, Words) for e in form))
    for form in lengths[-1:]:
        made = list(islice(example_texts(form, words), 8))
    given = {*rule.yes_examples, *rule.no_examples}
    missing = [text for text in made if text not in given]
    lacking = max(MIN_EXAMPLES - len(rule.yes_examples), 0)
    return replace(
        rule,
        id=rule.id or make_id(rule.name, taken),
        yes_examples=(*rule.yes_examples, *missing[:lacking]),
    )


def _file_of(root: Path, symptom: str) -> Path:
    for path in sorted((root / "national").glob("*.yml")):
        node = parse_yaml(YamlFile(str(path), path.read_text("utf-8-sig")), [])
        owner = node.entries.get("symptom") if isinstance(node, MapNode) else None
        if isinstance(owner, TextNode) and owner.value == symptom:
            return path
    raise InputError(Problem("JF447", {"value": symptom}))


def _try_and_write(
    root: Path, changes: Mapping[Path, str], rule_id: str, locality: str | None = None
) -> None:
    """Write the files if the rules with them load, lint and prove themselves."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rules"
        if root.exists():
            shutil.copytree(root, copy)
        targets = []
        for path, text in changes.items():
            target = copy / path.absolute().relative_to(root.absolute())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
            targets.append(str(target))
        found = list(_trial(find_rules(copy), targets, rule_id, locality))
        raise_problems(_moved(problem, copy, root) for problem in found)
    for path, text in changes.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())


def _trial(
    place: RulesPlace, targets: list[str], rule_id: str, locality: str | None
) -> Iterator[Problem]:
    report = lint_rules(place, locality=locality)
    wrong = [p for p in report.problems if p.severity == "error"]
    yield from (p for p in wrong if p.source.file in targets)
    if wrong:
        return
    rules = load_rules(place, locality)
    classifier = Classifier(compile_rules(rules))
    for rule in rules.rules:
        if rule.id == rule_id:
            results = (run_rule_case(classifier, rule, case) for case in rule.cases)
            yield from (r.problem for r in results if r.problem is not None)


def _moved(problem: Problem, old: Path, new: Path) -> Problem:
    file = problem.source.file.replace(str(old), str(new))
    return replace(problem, source=replace(problem.source, file=file))
