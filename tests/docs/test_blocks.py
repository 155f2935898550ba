"""Every block of code on every page runs, or says why not."""

from __future__ import annotations

import doctest
import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jianfu_rules.authoring.ruletests import run_cases
from jianfu_rules.classifier import Classifier
from jianfu_rules.cli.main import run
from jianfu_rules.errors import JianfuError, render_problem
from tests.docs.blocks import (
    LANGUAGES,
    PAGE_MARKS,
    ROOT,
    SHELLS,
    Block,
    Command,
    blocks,
    commands,
    lacking,
    page_marks,
    pages,
)
from tests.docs.desk import set_desk

PAGES = {str(page.relative_to(ROOT)): page for page in pages()}
_PRINTED = re.compile(r"^print\(.*\)\s+#\s*(?P<what>\S.*)$", re.MULTILINE)


@pytest.fixture(scope="session")
def laid_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def follow(
    laid_desk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Iterator[Follower]:
    """Return what follows a page in a folder of its own, with a home of its own."""
    desk = tmp_path / "desk"
    shutil.copytree(laid_desk, desk)
    monkeypatch.chdir(desk)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("JIANFU_LANG", "JIANFU_RULES"):
        monkeypatch.delenv(name, raising=False)
    return Follower(monkeypatch, capfdbinary)


@dataclass
class Follower:
    """Someone who does what a page says, block by block."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[bytes]
    names: dict[str, object] = field(default_factory=dict)

    def follow(self, block: Block) -> None:
        if "file" in block.marks:
            path = Path(block.marks["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language in SHELLS:
            self.run_commands(block)
        elif block.language == "python":
            self.run_python(block)
        elif block.language == "json":
            for line in _json_values(block.text):
                json.loads(line)
        elif block.language == "toml":
            pytest.importorskip("tomllib").loads(block.text)
        elif block.language == "yaml":
            check_rule_file(block, Path("rules-of-block"))

    def run_commands(self, block: Block) -> None:
        todo = commands(block)
        for command in todo:
            code, said = self.run_command(command)
            wanted = block.exit_code if command is todo[-1] else 0
            assert code == wanted, f"{block.place}: {command.line}\n{said}"
            line = lacking(command.printed, said)
            assert line is None, f"{block.place}: no line “{line}” in\n{said}"

    def run_command(self, command: Command) -> tuple[int, str]:
        line, given = command.line, b""
        before, pipe, after = line.partition(" | ")
        if pipe:
            name, path = before.split()
            assert name in {"cat", "type"}, line
            given, line = Path(path).read_bytes(), after
        name, *words = shlex.split(line)
        return COMMANDS[name](self, words, given)

    def jianfu(self, words: list[str], given: bytes) -> tuple[int, str]:
        stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
        self.patch.setattr(sys, "stdin", stdin)
        self.capture.readouterr()
        with pytest.raises(SystemExit) as left:
            run(words)
        said = b"".join(self.capture.readouterr()).decode()
        return int(left.value.code or 0), said

    def copy(self, words: list[str], given: bytes) -> tuple[int, str]:
        *options, source, target = words
        copy = shutil.copytree if "-r" in options else shutil.copy
        copy(source, target)
        return 0, ""

    def make_folder(self, words: list[str], given: bytes) -> tuple[int, str]:
        Path(words[-1]).mkdir(parents="-p" in words)
        return 0, ""

    def python(self, words: list[str], given: bytes) -> tuple[int, str]:
        """Run a script of the page's reader in this process."""
        script, *arguments = words
        self.patch.setattr(sys, "argv", [script, *arguments])
        self.capture.readouterr()
        exec(compile(Path(script).read_text("utf-8"), script, "exec"), _main())
        sys.stdout.flush()
        return 0, b"".join(self.capture.readouterr()).decode()

    def install(self, words: list[str], given: bytes) -> tuple[int, str]:
        """Check what tests/packaging installs for real: the extras are there."""
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        for listed in re.findall(r"\[([\w,-]+)\]", " ".join(words)):
            for extra in listed.split(","):
                assert re.search(rf"^{extra} = \[", text, re.MULTILINE), extra
        return 0, ""

    def make(self, words: list[str], given: bytes) -> tuple[int, str]:
        """Check that there is the target; CI and tests/packaging make them."""
        text = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in words:
            assert re.search(rf"^{target}:", text, re.MULTILINE), target
        return 0, ""

    def run_python(self, block: Block) -> None:
        if ">>> " in block.text:
            test = doctest.DocTestParser().get_doctest(
                block.text, self.names, block.place, str(block.page), block.line
            )
            out: list[str] = []
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            runner.run(test, out=out.append, clear_globs=False)
            assert not runner.failures, "".join(out)
            self.names.update(test.globs)
            return
        self.capture.readouterr()
        exec(compile(block.text, block.place, "exec"), self.names)
        sys.stdout.flush()
        printed = self.capture.readouterr().out.decode().splitlines()
        for expected in _PRINTED.findall(block.text):
            assert expected in printed, f"{block.place}: {expected}"


COMMANDS: dict[str, Callable[[Follower, list[str], bytes], tuple[int, str]]] = {
    "jianfu": Follower.jianfu,
    "cp": Follower.copy,
    "mkdir": Follower.make_folder,
    "python": Follower.python,
    "pip": Follower.install,
    "make": Follower.make,
}


def _main() -> dict[str, object]:
    return {"__name__": "__main__"}


def _json_values(text: str) -> list[str]:
    """Return one value, or the values of JSON Lines."""
    try:
        json.loads(text)
    except json.JSONDecodeError:
        return text.splitlines()
    return [text]


def check_rule_file(block: Block, folder: Path) -> None:
    """Read a whole rule file among what it needs, and run its examples."""
    kind = re.match(r"kind: (\w+)", block.text)
    assert kind, f"{block.place}: part of a file; mark it, or the test that reads it"
    root = folder / f"{block.line}"
    shutil.copytree("rules", root, ignore=shutil.ignore_patterns("localities"))
    for name, text in AROUND.get(kind[1], {}).items():
        shutil.rmtree(root / name)
        (root / name).mkdir()
        (root / name / "block.yml").write_text(text or block.text, encoding="utf-8")
    classifier = Classifier.load(root, fallback=None)
    failed = [
        render_problem(result.problem)
        for result in run_cases(classifier)
        if result.problem and Path(result.problem.source.file).name == "block.yml"
    ]
    assert not failed, "\n".join(failed)


AROUND = {
    "symptom": {"national": ""},
    "cues": {"context": ""},
    # The lists of the page stand in for all others, so nothing else may use those.
    "words": {
        "words": "",
        "context": """\
kind: cues
cues:
  - {id: bude, effect: policy, phrases: [不得]}
""",
        "national": """\
kind: symptom
symptom: zhijian_xingshi
name: 指尖上的形式主义
rules:
  - id: qun
    name: 群
    phrases: [太多<群>]
    should_match: [太多工作群]
    should_not_match: [没有群]
""",
    },
}
"""By the kind of a file: the folders that it, or what else is needed, is put into."""


def is_left_alone(block: Block) -> bool:
    return "not run" in block.marks or block.language in page_marks(block.page)


def is_slow(block: Block) -> bool:
    return "slow" in block.marks or "all slow" in page_marks(block.page)


def todo(name: str) -> list[Block]:
    """Return the blocks of a page that are to be run."""
    code = LANGUAGES - {"text"}
    return [
        block
        for block in blocks(PAGES[name])
        if not is_left_alone(block)
        and (block.language in code or "file" in block.marks)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_blocks_are_marked_as_they_should(name: str) -> None:
    for mark, reason in page_marks(PAGES[name]).items():
        assert reason, f"{name}: {mark} without a reason"
        if mark in LANGUAGES:
            reader = (ROOT / reason).read_text(encoding="utf-8")
            assert Path(name).name in reader, f"{name}: {reason} does not read it"
    for block in blocks(PAGES[name]):
        is_directive = block.language == "{eval-rst}"
        assert is_directive or block.language in LANGUAGES, block.place
        for mark, reason in block.marks.items():
            known = r"not run|slow|file|exits \d+"
            assert mark in PAGE_MARKS or re.fullmatch(known, mark), block.place
            assert reason, f"{block.place}: {mark} without a reason"


@pytest.mark.parametrize(
    "name", [name for name in PAGES if not all(map(is_slow, todo(name)))]
)
def test_page_runs(name: str, follow: Follower) -> None:
    for block in todo(name):
        if not is_slow(block):
            follow.follow(block)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name in PAGES if any(map(is_slow, todo(name)))]
)
def test_page_runs_with_its_slow_blocks(name: str, follow: Follower) -> None:
    for block in todo(name):
        follow.follow(block)


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("```console\n$ jianfu version\n9.9.9\n```", "no line “9.9.9”"),
        ("```console\n$ jianfu explain\n```", "JF690"),
        ("```python\nprint(1)  # 2\n```", ": 2"),
        ("```python\n>>> 1 + 1\n3\n```", "Expected"),
        ("```yaml\nrules: []\n```", "part of a file"),
        ("```yaml\nkind: words\nwords: {群: [羊群]}\n```", "JF401"),
    ],
)
def test_what_is_not_true_is_found(
    page: str, complaint: str, follow: Follower, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("tests.docs.blocks.ROOT", tmp_path)
    path = tmp_path / "page.md"
    path.write_text(page, encoding="utf-8")
    (block,) = blocks(path)
    with pytest.raises((AssertionError, JianfuError)) as wrong:
        follow.follow(block)
    assert complaint in str(wrong.value)
