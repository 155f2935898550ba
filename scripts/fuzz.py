"""Steer bytes at the parsers by coverage, for a time; every crash is kept as a file.

    python scripts/fuzz.py --minutes 10            every target of tests/fuzz/targets.py
    python scripts/fuzz.py --minutes 5 phrase      one of them
    python scripts/fuzz.py --rerun                 the kept corpus and the crashes, once

Needs atheris (``pip install 'atheris>=2.3,<4'``, Python 3.11 or 3.12). What reached new code is kept in
``.fuzz/corpus``, crashes in ``.fuzz/crashes``; ``.fuzz/runs.jsonl`` counts executions.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / ".fuzz"
KEPT = ROOT / "tests" / "fuzz" / "corpus"
MAX_BYTES = 600
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)|Done (\d+) runs")


def target_names() -> list[str]:
    sys.path.insert(0, str(ROOT))
    from tests.fuzz.targets import TARGETS

    return list(TARGETS)


def steer(name: str, seconds: int, seed: int) -> None:
    """Fuzz one target in this process; libFuzzer leaves it when done."""
    import atheris

    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["jianfu_rules"]):
        from tests.fuzz.targets import TARGETS

    for warm in (b"", b"\x00" * 20):
        TARGETS[name](warm)  # tables are built once, which takes its time
    corpus, crashes = WORK / "corpus" / name, WORK / "crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for number, line in enumerate(KEPT.joinpath(f"{name}.txt").read_text().split()):
        (corpus / f"kept-{number}").write_bytes(base64.b64decode(line))
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={MAX_BYTES}",
        f"-seed={seed}",
        f"-artifact_prefix={crashes}/{name}-",
        "-timeout=20",
        "-rss_limit_mb=3000",
        "-print_final_stats=1",
        str(corpus),
    ]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def run_one(name: str, seconds: int, seed: int) -> bool:
    """Fuzz one target in a process of its own; return whether it held."""
    words = [sys.executable, __file__, "--one", name]
    words += ["--seconds", str(seconds), "--seed", str(seed)]
    start = time.monotonic()
    env = {**os.environ, "JIANFU_CACHE": str(WORK / "compiled")}
    done = subprocess.run(words, capture_output=True, text=True, env=env, check=False)
    found = _RUNS.findall(done.stderr)
    count = max((int(a or b) for a, b in found), default=0)
    row = {
        "target": name,
        "executions": count,
        "seconds": round(time.monotonic() - start, 1),
        "seed": seed,
        "failed": done.returncode != 0,
    }
    with (WORK / "runs.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    print(f"{name:12} {count:>10,} 次  {row['seconds']:7.1f} 秒", flush=True)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-600:], flush=True)
    return done.returncode == 0


def rerun() -> int:
    """Run all that was kept once, without coverage; return how many fail."""
    target_names()
    from tests.fuzz.targets import TARGETS

    failed = 0
    for name, target in TARGETS.items():
        crashes = sorted((WORK / "crashes").glob(f"{name}-*"))
        for path in [*sorted((WORK / "corpus" / name).glob("*")), *crashes]:
            try:
                target(path.read_bytes())
            except Exception as error:
                failed += 1
                print(f"{path}: {type(error).__name__}: {error}")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--minutes", type=float, default=10, help="for all together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--rerun", action="store_true")
    asked = parser.parse_args()
    if asked.one:
        steer(asked.one, asked.seconds, asked.seed)
        return 0
    if asked.rerun:
        return 1 if rerun() else 0
    WORK.mkdir(exist_ok=True)
    names = asked.targets or target_names()
    seconds = max(1, round(asked.minutes * 60 / len(names)))
    held = [run_one(name, seconds, asked.seed) for name in names]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
