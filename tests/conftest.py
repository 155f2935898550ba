"""Small rule directories for the tests, and the options of this suite."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jianfu_rules.classifier import Classifier
from jianfu_rules.model import Classification
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.ruleset.compiled import CompiledRules
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.reading import read_rules

# Compiled rules are kept for this run and its child processes, not at home.
os.environ["JIANFU_CACHE"] = str(Path(__file__).parents[1] / ".pytest_cache/compiled")

settings.register_profile(
    "stable",
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", deadline=None, max_examples=5000)
settings.load_profile("stable")

TAXONOMY = """\
kind: taxonomy
version: 1
strengths: {strong: 0.9, medium: 0.6, weak: 0.3}
threshold: 0.5
burden_bonus: 0.25
symptoms:
  - id: zhijian
    name: 指尖负担
    about: 群和应用太多
    policy: [guiding#五]
  - id: huiyi
    name: 会议负担
    about: 会太多
"""

POLICIES = """\
kind: policies
policies:
  - id: guiding
    title: 《若干规定》
    articles: {五: 应用要少, 六: 会议要短}
"""

WORDS = """\
kind: words
words:
  群: [群, 工作群, 微信群]
  太多: [太多, 过多]
  每天: [每天, 天天, 一天]
"""

CONTEXT = """\
kind: cues
cues:
  - id: bude
    effect: policy
    phrases: [不得, 严禁]
"""

SYMPTOM = """\
kind: symptom
symptom: {symptom}
name: 测试用
rules:
{rules}
"""

CASES = "should_match: [例子]\nshould_not_match: [反例]\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says now into the golden files",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


def write_rules(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a complete small rule directory; *files* replace its parts."""
    content: dict[str, str | bytes] = {
        "taxonomy.yml": TAXONOMY,
        "policies.yml": POLICIES,
        "words/shared.yml": WORDS,
        "context/policy.yml": CONTEXT,
    }
    content.update(files)
    for folder in ("words", "context", "national"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in content.items():
        data = text if isinstance(text, bytes) else text.encode()
        (root / name).write_bytes(data)
    return root


def symptom_file(rules: Mapping[str, str], symptom: str = "zhijian") -> str:
    """Return a symptom file of rules given as id and the rest of their fields."""
    out = []
    for rule_id, body in rules.items():
        body = textwrap.dedent(body)
        if "should_match" not in body:
            body = body.rstrip("\n") + "\n" + CASES
        head = f"id: {rule_id}\nname: 名称\n"
        item = textwrap.indent(head + body, "    ")
        out.append("  - " + item[4:])
    return SYMPTOM.format(symptom=symptom, rules="".join(out))


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., CompiledRules]:
    """Return a compiler of rule files, for tests that need no new rules each time."""

    def make(files: Mapping[str, str | bytes]) -> CompiledRules:
        root = tmp_path_factory.mktemp("rules")
        return compile_rules(read_rules(write_rules(root, files)))

    return make


@pytest.fixture
def rule_dir(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of rule directories from rules and cues as short text.

    ``rule_dir({"r": "phrases: [群太多]"}, cues="- id: …", huiyi={…}, files={…})``
    """

    def make(
        rules: Mapping[str, str] | None = None,
        cues: str = "",
        huiyi: Mapping[str, str] | None = None,
        files: Mapping[str, str | bytes] | None = None,
    ) -> Path:
        content: dict[str, str | bytes] = {}
        if rules:
            content["national/zhijian.yml"] = symptom_file(rules)
        if huiyi:
            content["national/huiyi.yml"] = symptom_file(huiyi, "huiyi")
        if cues:
            body = textwrap.indent(textwrap.dedent(cues), "  ")
            content["context/policy.yml"] = "kind: cues\ncues:\n" + body
        content.update(files or {})
        number = sum(1 for _ in tmp_path.iterdir())
        return write_rules(tmp_path / f"rules{number}", content)

    return make


@pytest.fixture
def load(rule_dir: Callable[..., Path]) -> Callable[..., Classifier]:
    """Return a maker of classifiers; takes what ``rule_dir`` takes."""

    def make(*args: object, **kwargs: object) -> Classifier:
        return Classifier.load(rule_dir(*args, **kwargs))

    return make


@pytest.fixture
def quotes(load: Callable[..., Classifier]) -> Callable[[str, str], list[str]]:
    """Return a finder: a rule's fields and a text give what the rule sees."""

    def find(body: str, text: str) -> list[str]:
        classifier = load({"r": body})
        ntext = normalize(text)
        scan = scan_text(classifier.rules, ntext.text, segment(ntext))
        matches, _ = find_matches(scan)
        return [ntext.text[hit.start : hit.end] for _, hit in matches]

    return find


@pytest.fixture
def classify(load: Callable[..., Classifier]) -> Callable[..., Classification]:
    """Return a classifier of one text: the text, then what ``rule_dir`` takes."""

    def run(text: str, *args: object, **kwargs: object) -> Classification:
        return load(*args, **kwargs).classify(text)

    return run


def pytest_make_parametrize_id(
    config: pytest.Config, val: object, argname: str
) -> str | None:
    """Name bytes by their length: packages carry the second they were made in."""
    return f"{len(val)}bytes" if isinstance(val, bytes) else None
