"""Measure load, compile and classify beside a plain scan, and recall under noise.

``python scripts/bench.py [speed] [noise] [start]`` prints tables; without a word, all.

speed
    Times of the process for texts of 160 characters: for each text the least of
    several rounds, then the mean, which neighbours on the machine disturb least. The
    ratios are to one overlapping scan of the same phrases by the automaton in the
    same run. spaCy (exact words only) and rapidfuzz are measured where they are
    installed: ``make bench`` installs them. Memory is what compiling adds to the
    process. The generated rule sets hold random phrases of four to eight frequent
    characters, so a text holds nearly none: what is measured is the cost of a rule
    set's size. The national rules are measured on the same texts, whose words they
    are full of.
noise
    3,000 words of the national rules are put into texts, 30 % of them with one slip;
    how many are found, by kind, and how many slips are found that nobody planted.
start
    A process that loads the national rules and classifies one text, beside one that
    imports jieba and loads its dictionary.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from jianfu_rules.classifier import Classifier
from jianfu_rules.evaluation.robustness import slips_of
from jianfu_rules.model import WordMarks
from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.noise import find_noisy
from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.ruleset.automaton import build_automaton
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.noise import NOISE_PROFILES, build_noise_index
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.sounds import is_han
from jianfu_rules.ruleset.where import find_rules

ROOT = Path(__file__).parents[1]
SIZES = (300, 3_000, 30_000)
TEXT_CHARS, LONG_CHARS = 160, 3_000
ROUNDS = 9
PLANTED_SHARE = 0.3
KINDS = ("homophone", "shape", "substituted", "added", "left out")


def mean_us(
    function: Callable[[str], object], texts: list[str], rounds: int = ROUNDS
) -> float:
    """Return the mean over texts of the least time of several rounds, in µs."""
    best = [float("inf")] * len(texts)
    for _ in range(rounds):
        for i, text in enumerate(texts):
            start = time.perf_counter()
            function(text)
            best[i] = min(best[i], time.perf_counter() - start)
    return sum(best) / len(texts) * 1e6


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
    """Write a rule directory of the phrases, with the shipped taxonomy, without cues."""
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

        out["rapidfuzz process.extract, partial_ratio"] = mean_us(
            lambda text: process.extract(text, phrases, scorer=fuzz.partial_ratio),
            few,
            3,
        )
    except ImportError:
        pass
    try:
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("zh")
        matcher = PhraseMatcher(nlp.vocab)
        matcher.add("all", [nlp.make_doc(phrase) for phrase in phrases])
        out["spaCy PhraseMatcher, exact, tokens of one character"] = mean_us(
            lambda text: matcher(nlp.make_doc(text)), few, 3
        )
    except ImportError:
        pass
    return out


def resident_mb() -> float:
    """Return the memory of this process in MB, 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return 0.0
    return int(pages) * 4096 / 1e6


def measure_speed() -> None:
    """Print the table of times."""
    print(
        "rules       words   read s  compile s  scan µs | match  all stages  "
        "10× off  2× text  3,000 chars | memory MB\n"
        "                                                 (times the scan)"
    )
    scans = {}
    for size in SIZES:
        phrases = random_phrases(size)
        with tempfile.TemporaryDirectory() as folder:
            root = write_rule_set(Path(folder) / "rules", phrases)
            for noise in ("usual", "all"):
                name = f"made {noise}"
                scans[size, noise] = show(name, root, phrases, noise)
        if size == SIZES[1]:
            scan = scans[size, "usual"][0]
            for name, micros in peers(phrases, texts_of(TEXT_CHARS)).items():
                print(
                    f"    {name}: {micros:.0f} µs, {micros / scan:.0f} times the scan"
                )
    for noise in ("usual", "all"):
        few, many = scans[SIZES[1], noise][1], scans[SIZES[2], noise][1]
        print(f"    30,000 against 3,000 phrases ({noise}): {many / few:.2f} times")
    show("national", Path(str(find_rules().root)), None, "usual")


def show(
    name: str, root: Path, phrases: list[str] | None, noise: str
) -> tuple[float, float]:
    """Measure one rule set, print its line, return the times of scan and classify."""
    texts = texts_of(TEXT_CHARS)[:150]
    doubled, long = texts_of(2 * TEXT_CHARS)[:75], texts_of(LONG_CHARS)
    start = time.process_time()
    ruleset = read_rules(root)
    read_s = time.process_time() - start
    before = resident_mb()
    start = time.process_time()
    rules = compile_rules(ruleset, noise)
    compile_s = time.process_time() - start
    automaton = AhoCorasick(phrases or rules.literals)
    words = len(phrases or rules.literals)
    scan = mean_us(
        lambda text: automaton.find_matches_as_indexes(text, overlapping=True), texts
    )
    folded = {text: normalize(text) for text in texts}
    parts = {text: segment(folded[text]) for text in texts}
    match = mean_us(
        lambda t: find_matches(scan_text(rules, folded[t].text, parts[t])), texts
    )
    classify = Classifier(rules).classify
    full, twice = mean_us(classify, texts), mean_us(classify, doubled)
    longest = mean_us(classify, long, 3)
    grown = resident_mb() - before
    bare = mean_us(Classifier(compile_rules(ruleset, "off")).classify, texts)
    print(
        f"{name:<10} {words:>6} {read_s:8.2f} {compile_s:10.2f} {scan:8.1f} |"
        f"{match / scan:6.1f} {full / scan:11.1f} {bare / scan:8.1f} "
        f"{twice / full:8.2f} {longest / full:12.1f} | {grown:9.0f}"
    )
    return scan, full


def planted(words: list[str], draw: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield words with the kind of slip that each gets, and what becomes of it."""
    for number, word in enumerate(words):
        if draw.random() >= PLANTED_SHARE:
            yield word, "exact", word
            continue
        kind = KINDS[number % len(KINDS)]
        written = spoilt(word, kind, draw)
        if written is not None:
            yield word, kind, written


def spoilt(word: str, kind: str, draw: random.Random) -> str | None:
    """Return a word with one slip, None where there is none of the kind."""
    at = draw.randrange(len(word))
    if kind in ("homophone", "shape"):
        slips = slips_of(word[at], kind)
        return word[:at] + draw.choice(slips) + word[at + 1 :] if slips else None
    if len(word) < 5:
        return None
    other = chr(draw.randrange(0x4E00, 0x9FA5))
    inner = draw.randrange(1, len(word) - 1)
    if kind == "substituted":
        return word[:at] + other + word[at + 1 :]
    if kind == "added":
        return word[:inner] + other + word[inner:]
    return word[:inner] + word[inner + 1 :]


def measure_noise() -> None:
    """Print how many planted words are found, by kind of slip."""
    rules = Classifier.load(fallback=None).rules
    draw = random.Random(11)
    all_words = [w for w in rules.literals if 4 <= len(w) <= 8 and is_han(w)]
    words = draw.sample(all_words, 3_000)
    texts = texts_of(TEXT_CHARS)
    for noise in ("usual", "all"):
        index = build_noise_index(words, NOISE_PROFILES[noise], WordMarks())
        automaton = build_automaton(words)
        assert automaton is not None
        there: Counter[str] = Counter()
        found: Counter[str] = Counter()
        draw = random.Random(12)
        cases = list(planted(words, draw))
        for number, (word, kind, written) in enumerate(cases):
            base = texts[number % len(texts)]
            at = draw.randrange(len(base))
            text = normalize(base[:at] + "，" + written + "，" + base[at:]).text
            exact = automaton.find_matches_as_indexes(text, overlapping=True)
            noisy = find_noisy(index, text, automaton, exact)
            there[kind] += 1
            hits = {(words[n], text[s:e]) for n, s, e in exact}
            hits |= {(words[h.literal], text[h.start : h.end]) for h in noisy}
            found[kind] += (word, fold(written)) in hits
        print(f"profile {noise}: 3,000 words of the rules, one put into each text")
        for kind in ("exact", *KINDS):
            if there[kind]:
                share = found[kind] / there[kind]
                print(
                    f"    {kind:<12} {found[kind]:5} of {there[kind]:5}  {share:7.1%}"
                )
        clean = Classifier.load(noise=noise, fallback=None)
        resting = sum(
            evidence.match.kind != "exact"
            for text in clean_texts()
            for label in clean.classify(text).labels
            for evidence in label.evidence
        )
        print(
            f"    {len(clean_texts())} cases without noise, national rules: "
            f"{resting / len(clean_texts()):.4f} pieces of evidence a text rest on a slip"
        )


@cache
def clean_texts() -> list[str]:
    """Return the texts of the cases that are not marked as noisy."""
    noisy = {"homophone", "obfuscated", "ocr_noise", "traditional"}
    cases = [
        json.loads(line)
        for name in ("dev", "train")
        for line in (ROOT / f"tests/eval/{name}.jsonl").open(encoding="utf-8")
    ]
    return [case["text"] for case in cases if noisy.isdisjoint(case["tags"])]


def measure_start() -> None:
    """Print how long a fresh process takes, beside jieba's start."""
    ours = (
        "from jianfu_rules import classify;"
        "classify('我一个村干部加了四十多个工作群，天天打卡')"
    )
    peer = "import jieba; jieba.setLogLevel(60); jieba.initialize()"
    times: dict[str, list[float]] = {}
    for _ in range(7):
        for name, code in (("jianfu_rules", ours), ("jieba", peer)):
            command = [sys.executable, "-W", "ignore", "-c", code]
            start = time.perf_counter()
            subprocess.run(command, check=True)
            times.setdefault(name, []).append(time.perf_counter() - start)
    own, other = min(times["jianfu_rules"]), min(times["jieba"])
    print(
        f"process with the national rules and one text {own:.3f} s, "
        f"import jieba; jieba.initialize() {other:.3f} s: {own / other:.2f} times"
    )


def main(wanted: list[str]) -> None:
    """Print the tables that are asked for."""
    for name, measure in (
        ("speed", measure_speed),
        ("noise", measure_noise),
        ("start", measure_start),
    ):
        if not wanted or name in wanted:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
