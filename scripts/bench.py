"""Measure load, compile and classify, beside a plain scan of the same words.

``python scripts/bench.py`` prints a table. Times are of the process, the best of
several rounds; the ratios are to one overlapping scan of the same phrases by the
automaton in the same run, so that machines can be compared. rapidfuzz and spaCy
are measured where they are installed.

The generated rule sets hold random phrases of four to eight frequent characters,
one rule for ten of them, so that a text of the examples holds nearly none: what is
measured is the cost of a rule set's size. The national rules are measured on the
development cases as well, whose words they are full of.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from jianfu_rules.classifier import Classifier
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules

ROOT = Path(__file__).parents[1]
SIZES = (300, 3_000, 30_000)
TEXT_CHARS = 160
ROUNDS = 5


def best_us(function: Callable[[str], object], texts: list[str]) -> float:
    """Return the best time of several rounds, in µs a text."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for text in texts:
            function(text)
        best = min(best, time.process_time() - start)
    return best / len(texts) * 1e6


def texts_of(length: int) -> list[str]:
    """Return running text of the development cases in pieces of one length."""
    lines = (ROOT / "tests/eval/dev.jsonl").read_text(encoding="utf-8").splitlines()
    whole = "".join(json.loads(line)["text"] for line in lines)
    return [whole[i : i + length] for i in range(0, len(whole) - length, length)]


def random_phrases(count: int) -> list[str]:
    """Return phrases of frequent characters, the same at each call."""
    chars = sorted(set("".join(texts_of(TEXT_CHARS)[:120])))
    chars = [c for c in chars if "\u4e00" <= c <= "\u9fff"]
    draw = random.Random(7)
    return [
        "".join(draw.choice(chars) for _ in range(draw.randint(4, 8)))
        for _ in range(count)
    ]


def write_rule_set(root: Path, phrases: list[str]) -> Path:
    """Write a rule directory of the phrases, with the shipped context cues."""
    shipped = find_rules().root
    for folder in ("words", "context", "national"):
        (root / folder).mkdir(parents=True)
    for name in ("taxonomy.yml", "policies.yml"):
        (root / name).write_bytes(shipped.joinpath(name).read_bytes())
    (root / "words/empty.yml").write_text(
        "kind: words\nwords: {空: [空]}\n", encoding="utf-8"
    )
    lines = ["kind: symptom", "symptom: general", "name: 生成的", "rules:"]
    for start in range(0, len(phrases), 10):
        listed = ", ".join(phrases[start : start + 10])
        lines += [
            f"  - id: r{start}",
            "    name: 生成的",
            f"    phrases: [{listed}]",
            "    should_match: [无]",
            "    should_not_match: [无]",
        ]
    (root / "national/made.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def peers(phrases: list[str], texts: list[str]) -> dict[str, float]:
    """Return the times of other ways to look for the phrases, in µs a text."""
    out: dict[str, float] = {}
    few = texts[:20]
    try:
        from rapidfuzz import fuzz, process

        out["rapidfuzz"] = best_us(
            lambda text: process.extract(text, phrases, scorer=fuzz.partial_ratio), few
        )
    except ImportError:
        pass
    try:
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("zh")
        matcher = PhraseMatcher(nlp.vocab)
        matcher.add("all", [nlp.make_doc(phrase) for phrase in phrases])
        out["spacy"] = best_us(lambda text: matcher(nlp.make_doc(text)), few)
    except ImportError:
        pass
    return out


def main() -> None:
    """Print the table."""
    texts, doubled = texts_of(TEXT_CHARS), texts_of(2 * TEXT_CHARS)
    print(
        "rules        phrases    read s  compile s  scan µs  classify µs  ratio  2x text"
    )
    for size in SIZES:
        phrases = random_phrases(size)
        with tempfile.TemporaryDirectory() as folder:
            root = write_rule_set(Path(folder) / "rules", phrases)
            show(f"made {size:>6}", root, phrases, texts, doubled)
        if size == SIZES[1]:
            for name, micros in peers(phrases, texts).items():
                print(f"  {name} at {size} phrases: {micros:.0f} µs a text")
    place = find_rules()
    show("national", Path(str(place.root)), None, texts, doubled)


def show(
    name: str,
    root: Path,
    phrases: list[str] | None,
    texts: list[str],
    doubled: list[str],
) -> None:
    """Measure one rule set and print its line."""
    start = time.process_time()
    ruleset = read_rules(root)
    read_s = time.process_time() - start
    start = time.process_time()
    rules = compile_rules(ruleset)
    compile_s = time.process_time() - start
    words = phrases or rules.literals
    automaton = AhoCorasick(words)
    scan = best_us(
        lambda text: automaton.find_matches_as_indexes(text, overlapping=True), texts
    )
    classify = Classifier(rules).classify
    full, twice = best_us(classify, texts), best_us(classify, doubled)
    print(
        f"{name:<12} {len(words):>7}  {read_s:8.2f}  {compile_s:9.2f}  {scan:7.1f}  "
        f"{full:11.1f}  {full / scan:5.1f}  {twice / full:7.2f}"
    )


if __name__ == "__main__":
    main()
