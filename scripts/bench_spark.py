"""Spark beside plain processes: the same texts, columns and cores.

Both read JSON lines and write JSON lines. The plain processes are as plain as can be:
each reads files of its own and writes one of its own, and nothing is handed about.

    python scripts/bench_spark.py --texts 200000 --rounds 2
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
COLUMNS = ["is_complaint", "stance", "symptoms", "scores", "evidence", "error"]

PLAIN = """
import gc, json, sys, time
from jianfu_rules import Classifier
from jianfu_rules.integrations.rows import rows_of
columns, target, *sources = sys.argv[1:]
classifier = Classifier.load()
gc.collect(); gc.freeze()
print("ready", flush=True)
sys.stdin.readline()
with open(target, "w", encoding="utf-8") as out:
    for source in sources:
        with open(source, encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        texts = (record["text"] for record in records)
        rows = rows_of(texts, classifier, tuple(columns.split(",")))
        for record, row in zip(records, rows):
            print(json.dumps({**record, **row}, ensure_ascii=False), file=out)
"""


def make_texts(folder: Path, count: int, files: int) -> float:
    """Write texts of the corpus, no two the same; return their mean length."""
    texts = [
        json.loads(line)["text"]
        for name in ("dev", "train")
        for line in (ROOT / f"tests/eval/{name}.jsonl").open(encoding="utf-8")
    ]
    draw = random.Random(5)
    outs = [
        (folder / f"{n:03}.jsonl").open("w", encoding="utf-8") for n in range(files)
    ]
    length = 0
    for number in range(count):
        text = f"{draw.choice(texts)}（{number}）"
        length += len(text)
        line = json.dumps({"number": number, "text": text}, ensure_ascii=False)
        outs[number % files].write(line + "\n")
    for out in outs:
        out.close()
    return length / count


class Cost(NamedTuple):
    """What some work took: seconds of the clock, and of the processors."""

    wall: float
    cpu: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.wall - other.wall, self.cpu - other.cpu)


def now() -> Cost:
    """Return the clock, and the processor time of all processes below this one.

    On a machine that others use too, the clock tells little; the processor time tells
    what the clock would on a free one, since all of the work is computing.
    """
    parents, spent = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid = int(path.parent.name)
            fields = path.read_text().rpartition(")")[2].split()
            parents[pid] = int(fields[1])
            # Its own user and system time, and those of children that have ended.
            spent[pid] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total = 0.0
    for pid, seconds in spent.items():
        above = pid
        while above not in (0, os.getpid()):
            above = parents.get(above, 0)
        total += seconds if above else 0.0
    return Cost(time.perf_counter(), total)


def run_plain(
    source: Path, target: Path, columns: list[str], cores: int
) -> tuple[Cost, Cost]:
    """Return what starting took, and what the work took."""
    target.mkdir()
    began = now()
    files = sorted(map(str, source.glob("*.jsonl")))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PLAIN, ",".join(columns), str(target / f"{n}.jsonl")]
            + files[n::cores],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for n in range(cores)
    ]
    for process in processes:
        assert process.stdout and process.stdout.readline() == b"ready\n"
    ready = now()
    for process in processes:
        process.communicate(b"\n")
        assert process.returncode == 0
    return ready - began, now() - ready


def start_spark(cores: int, memory: int):
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    return (
        SparkSession.builder.master(f"local-cluster[{cores},1,{memory}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.executor.memory", f"{memory}m")
        .getOrCreate()
    )


def run_spark(
    spark, source: Path, target: Path, columns: list[str], classifier
) -> Cost:
    from jianfu_rules.integrations.spark import classify_frame

    began = now()
    frame = spark.read.schema("number bigint, text string").json(str(source))
    found = classify_frame(frame, columns=columns, classifier=classifier)
    found.write.json(str(target))
    return now() - began


def count_lines(folder: Path) -> tuple[int, int]:
    """Return the rows and the complaints."""
    rows = complaints = 0
    for path in folder.glob("[!.]*.json*"):
        for line in path.open(encoding="utf-8"):
            rows += 1
            complaints += json.loads(line)["is_complaint"]
    return rows, complaints


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--memory", type=int, default=1024)
    parser.add_argument("--columns", default=",".join(COLUMNS), help="or 'all'")
    options = parser.parse_args()
    from jianfu_rules import Classifier
    from jianfu_rules.integrations.columns import choose_columns

    asked = None if options.columns == "all" else options.columns.split(",")
    columns = list(choose_columns(asked))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        mean = make_texts(folder / "in", options.texts, 8 * options.cores)
        print(f"{options.texts} texts of {mean:.0f} characters, columns {columns}")
        began = time.perf_counter()
        spark = start_spark(options.cores, options.memory)
        classifier = Classifier.load()
        run_spark(
            spark, folder / "in" / "000.jsonl", folder / "warm", columns, classifier
        )
        print(
            f"spark: {time.perf_counter() - began:.1f} s to the end of a first small job"
        )
        ratios = []
        for number in range(options.rounds):
            start, plain = run_plain(
                folder / "in", folder / f"plain{number}", columns, options.cores
            )
            shared = run_spark(
                spark, folder / "in", folder / f"spark{number}", columns, classifier
            )
            ratios.append(shared.cpu / plain.cpu)
            same = count_lines(folder / f"plain{number}") == count_lines(
                folder / f"spark{number}"
            )
            print(
                f"round {number}: plain {plain.wall:.1f} s, cpu {plain.cpu:.1f} s "
                f"(start {start.wall:.1f} s); spark {shared.wall:.1f} s, "
                f"cpu {shared.cpu:.1f} s; spark/plain {shared.wall / plain.wall:.2f}, "
                f"cpu {shared.cpu / plain.cpu:.2f}; same results {same}; "
                f"load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
        print(f"cpu: best {min(ratios):.2f}, worst {max(ratios):.2f}")
        spark.stop()


if __name__ == "__main__":
    main()
