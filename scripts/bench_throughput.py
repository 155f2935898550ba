"""Measure many records: one process, several, and what a joined pass would save.

``python scripts/bench_throughput.py [workers] [command] [batch]``; without a word, all.

workers
    `Classifier.classify_many` over the texts of the labelled cases, in one process and
    in several, the best of several rounds in turn, by the clock on the wall. Beside
    it what processes that know nothing of each other do at the same time: on most
    machines less than twice one, for they share caches and memory. The time on the
    processor tells what the sharing itself costs, also on a busy machine.
command
    ``jianfu classify`` from a CSV file to JSON Lines in the same way, start included.
batch
    The passes over the text and the sums of the model, one text after the other and
    fifty joined, in time of the process. What they would save of the whole is what
    classifying texts in batches could win.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jianfu_rules.classifier import Classifier
from jianfu_rules.parallel.cores import core_count
from jianfu_rules.pipeline.noise import find_noisy
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.segmenting import segment

ROOT = Path(__file__).parents[1]
ROUNDS = 2
TIMES = 3
JOINED = 50
BATCH_TEXTS = 1500
COMMAND = [sys.executable, "-m", "jianfu_rules.cli.main", "classify", "-q"]
ALONE = """
import json, sys, time
from jianfu_rules import Classifier
texts = json.load(open(sys.argv[1], encoding="utf-8"))
classifier = Classifier.load()
for result in classifier.classify_many(texts[:300]): result.facts
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
for result in classifier.classify_many(texts): result.facts
print(time.perf_counter() - start)
"""


def texts_of_cases() -> list[str]:
    """Return the texts of the labelled cases."""
    return [
        json.loads(line)["text"]
        for name in ("dev", "train")
        for line in (ROOT / f"tests/eval/{name}.jsonl").open(encoding="utf-8")
    ]


def counts_of_workers() -> list[int]:
    """Return 1, 2 and the number of cores."""
    return sorted({1, 2, core_count()})


def wall_s(function: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def best_of_rounds(ways: dict[object, Callable[[], object]]) -> dict[object, float]:
    """Return the least time of each way; all take turns, so that all are disturbed."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, way in ways.items():
            best[name] = min(best[name], wall_s(way))
    return best


def together_s(count: int, path: Path) -> float:
    """Return the time of some processes that do the same texts at the same time."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", ALONE, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(count)
    ]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return max(float(process.communicate()[0]) for process in processes)


def processor_s() -> tuple[float, float]:
    """Return the time on the processor of this process, and of those that ended."""
    times = os.times()
    return times.user + times.system, times.children_user + times.children_system


def load_line() -> str:
    """Say how busy the machine is."""
    if not hasattr(os, "getloadavg"):
        return f"{core_count()} cores"
    return f"{core_count()} cores, load average {os.getloadavg()[0]:.1f}"


def measure_workers() -> None:
    """Print records a second by number of processes."""
    texts = texts_of_cases() * TIMES
    chars = sum(map(len, texts)) / len(texts)
    classifier = Classifier.load()
    for result in classifier.classify_many(texts[:300]):
        _ = result.facts

    spent: dict[int, tuple[float, float]] = {}

    def run(workers: int) -> None:
        before = processor_s()
        for result in classifier.classify_many(texts, workers=workers):
            _ = result.facts
        own, others = (
            (now - then) / len(texts) * 1e6
            for now, then in zip(processor_s(), before, strict=True)
        )
        spent[workers] = min(spent.get(workers, (own, others)), (own, others), key=sum)

    print(f"{len(texts):,} texts of {chars:.0f} characters; {load_line()}")
    counts = counts_of_workers()
    best = best_of_rounds({n: (lambda n=n: run(n)) for n in counts})  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        bound = {n: min(together_s(n, path) for _ in range(ROUNDS)) for n in counts}
    print(
        "workers  records/s  times one | processes apart, times one | "
        "processor time: µs a record, of this in the first process"
    )
    for n in counts:
        ratio, most = best[1] / best[n], n * bound[1] / bound[n]
        rate = len(texts) / best[n]
        own, others = spent[n]
        print(
            f"{n:>7} {rate:10,.0f} {ratio:10.2f} | {most:26.2f} | "
            f"{own + others:10.0f} {own:10.0f}"
        )
    print(f"    {load_line()}")


def measure_command() -> None:
    """Print records a second of the command by number of processes."""
    texts = texts_of_cases() * TIMES
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.csv", Path(folder) / "b.jsonl"
        with source.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(["id", "text"])
            rows.writerows((n, text) for n, text in enumerate(texts))

        def run(workers: int) -> None:
            options = ["-o", str(target), "--workers", str(workers)]
            subprocess.run([*COMMAND, str(source), *options], check=True)

        counts = counts_of_workers()
        best = best_of_rounds({n: (lambda n=n: run(n)) for n in counts})  # type: ignore[misc]
    print("jianfu classify a.csv -o b.jsonl, start included")
    print("workers  records/s  times one")
    for n in counts:
        print(f"{n:>7} {len(texts) / best[n]:10,.0f} {best[1] / best[n]:10.2f}")


def cpu_us(function: Callable[[], object], count: int) -> float:
    """Return the least time of the process in µs for one of *count* texts."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        function()
        best = min(best, time.process_time() - start)
    return best / count * 1e6


def measure_batch() -> None:
    """Print what the stages cost one by one and over joined texts."""
    classifier = Classifier.load()
    rules, automaton = classifier.rules, classifier.rules.automaton
    assert automaton is not None
    texts = texts_of_cases()[:BATCH_TEXTS]
    starts = range(0, len(texts), JOINED)
    joined = ["\n".join(texts[n : n + JOINED]) for n in starts]
    ways: list[tuple[str, Callable[[], object], Callable[[], object]]] = []

    def add(name: str, function: Callable[..., object], *columns: list[object]) -> None:
        """Add a stage with its arguments, for the texts and for the joined ones."""
        one, many = columns[: len(columns) // 2], columns[len(columns) // 2 :]
        ways.append(
            (
                name,
                lambda: [function(*row) for row in zip(*one, strict=True)],
                lambda: [function(*row) for row in zip(*many, strict=True)],
            )
        )

    folded: list[list[object]] = []
    for lot in (texts, joined):
        ntexts = [normalize(text) for text in lot]
        plain = [ntext.text for ntext in ntexts]
        hits = [automaton.find_matches_as_indexes(t, overlapping=True) for t in plain]
        folded += [[*lot], [*ntexts], [*plain], [*hits]]
    own, own_n, own_text, own_hits, all_, all_n, all_text, all_hits = folded
    add("fold", normalize, own, all_)
    add("segment", segment, own_n, all_n)
    add(
        "find words",
        lambda text: automaton.find_matches_as_indexes(text, overlapping=True),
        own_text,
        all_text,
    )
    add(
        "slips",
        lambda text, found: find_noisy(rules.noise, text, automaton, found),
        own_text,
        own_hits,
        all_text,
        all_hits,
    )
    whole = cpu_us(lambda: [classifier.classify(t).facts for t in texts], len(texts))
    print(f"classify {whole:.0f} µs a text; of this, one by one and {JOINED} joined:")
    for name, one, many in ways:
        alone, shared = cpu_us(one, len(texts)), cpu_us(many, len(texts))
        saved = (alone - shared) / whole
        print(f"    {name:<12} {alone:7.1f} {shared:7.1f} µs, saves {saved:.1%}")
    if classifier.consultant is not None:
        estimator, concepts = (
            classifier.consultant.estimator,
            classifier.consultant.concepts,
        )
        vectors = [estimator.vector(concepts.read(text)) for text in texts]
        sums = cpu_us(lambda: [estimator.scores(v) for v in vectors], len(texts))
        print(
            f"    model sums   {sums:7.1f} µs: a matrix of all texts at once can save "
            f"no more than {sums / whole:.1%}"
        )


def main(wanted: list[str]) -> None:
    """Print the tables that are asked for."""
    for name, measure in (
        ("workers", measure_workers),
        ("command", measure_command),
        ("batch", measure_batch),
    ):
        if not wanted or name in wanted:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
