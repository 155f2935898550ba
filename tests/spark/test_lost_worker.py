"""The example job on a master with two workers, one of which is killed on the way."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

import pytest

pytest.importorskip("pyspark")

from jianfu_rules.classifier import Classifier
from jianfu_rules.integrations.columns import result_row

ROOT = Path(__file__).parents[2]
DEV = ROOT / "tests/eval/dev.jsonl"
PARTITIONS = 16
COUNT = 4000


class Cluster(NamedTuple):
    """A master with two workers of one core each."""

    home: Path
    environment: dict[str, str]
    master: str
    page: str
    workers: list[subprocess.Popen[bytes]]

    def state(self) -> dict[str, Any]:
        with urlopen(f"{self.page}/json/", timeout=10) as answer:
            return dict(json.load(answer))

    def alive(self) -> int:
        return sum(w["state"] == "ALIVE" for w in self.state()["workers"])

    def submit(self, *words: str | Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                str(self.home / "bin/spark-submit"),
                *("--master", self.master),
                *("--driver-memory", "512m", "--executor-memory", "512m"),
                *("--conf", "spark.ui.enabled=false"),
                str(ROOT / "examples/spark_job.py"),
                *map(str, words),
            ],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(ready: Callable[[], bool], what: str, seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if ready():
                return
        except OSError:
            pass  # the master is not up yet
        time.sleep(0.1)
    pytest.fail(f"{what}: not within {seconds} s")


@pytest.fixture
def cluster(spark_environment: dict[str, str], tmp_path: Path) -> Iterator[Cluster]:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **spark_environment,
        "SPARK_HOME": str(home),
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
        "SPARK_LOCAL_DIRS": str(tmp_path / "local"),
        "SPARK_DAEMON_MEMORY": "256m",
        "PYTHONUTF8": "1",
    }
    started: list[subprocess.Popen[bytes]] = []

    def start(kind: str, *options: str) -> subprocess.Popen[bytes]:
        log = (tmp_path / f"{kind}{len(started)}.log").open("wb")
        process = subprocess.Popen(
            [str(home / "bin/spark-class"), f"org.apache.spark.deploy.{kind}"]
            + ["--host", "127.0.0.1", *options],
            env=environment,
            stdout=log,
            stderr=log,
        )
        started.append(process)
        return process

    port, page = free_port(), free_port()
    try:
        start("master.Master", "--port", str(port), "--webui-port", str(page))
        master = f"spark://127.0.0.1:{port}"
        workers = [
            start("worker.Worker", "--cores", "1", "--memory", "1g", master)
            for _ in range(2)
        ]
        found = Cluster(home, environment, master, f"http://127.0.0.1:{page}", workers)
        wait_for(lambda: found.alive() == 2, "two workers")
        yield found
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def texts() -> list[str]:
    with DEV.open(encoding="utf-8") as lines:
        known = [json.loads(line)["text"] for line in lines][:200]
    return [f"{known[n % len(known)]}（{n}）" for n in range(COUNT)]


def write(folder: Path) -> None:
    folder.mkdir()
    for part in range(PARTITIONS):
        lines = [
            json.dumps({"编号": n, "诉求": text}, ensure_ascii=False)
            for n, text in enumerate(texts())
            if n % PARTITIONS == part
        ]
        path = folder / f"{part:02}.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(folder: Path) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for path in folder.glob("part-*.json"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault(row["编号"], []).append(row)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="kills processes by signals")
def test_a_killed_worker_costs_no_row(cluster: Cluster, tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    write(source)
    job = cluster.submit(
        *(source, target, "--input-format", "json", "--output-format", "json"),
        *("--text-field", "诉求", "--columns", "is_complaint,symptoms,error"),
        *("--partitions", str(PARTITIONS)),
    )
    committed = target / "_temporary/0"

    def done_count() -> int:
        return len(list(committed.glob("task_*")))

    wait_for(lambda: done_count() >= 3, "three tasks done", 240)
    assert job.poll() is None
    done_before = done_count()
    assert done_before < PARTITIONS
    # SIGKILL: neither the worker nor its executor can say goodbye.
    for pid in [*below(cluster.workers[0].pid), cluster.workers[0].pid]:
        os.kill(pid, signal.SIGKILL)
    out, err = job.communicate(timeout=400)
    assert job.returncode == 0, err[-4000:]
    assert "Lost executor" in err
    assert cluster.workers[0].wait(10) == -signal.SIGKILL

    rows = read(target)
    assert sorted(rows) == list(range(COUNT))
    assert {len(found) for found in rows.values()} == {1}
    classifier = Classifier.load()
    wanted = [
        result_row(classifier.classify(text), ("is_complaint", "symptoms"))
        for text in texts()
    ]
    for number, row in enumerate(wanted):
        assert {name: rows[number][0][name] for name in row} == row
    complaints = sum(row["is_complaint"] for row in wanted)
    assert out.strip() == f"共 {COUNT} 条，反映问题 {complaints} 条，没有分析 0 条"


def below(pid: int) -> list[int]:
    """Return the processes below one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [child for child, parent in parents.items() if parent == pid]
    return [*(x for child in found for x in below(child)), *found]


def test_the_example_streams_and_tells_what_is_wrong(
    cluster: Cluster, tmp_path: Path
) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    write(source)
    job = cluster.submit(
        *(source, target, "--text-field", "诉求", "--columns", "is_complaint"),
        *("--stream", tmp_path / "checkpoint", "--until-done"),
        *("--input-format", "json", "--output-format", "json"),
    )
    _, err = job.communicate(timeout=400)
    assert job.returncode == 0, err[-4000:]
    assert sorted(read(target)) == list(range(COUNT))

    job = cluster.submit(source, tmp_path / "no", "--input-format", "json")
    out, err = job.communicate(timeout=200)
    assert job.returncode != 0, err[-4000:]
    # spark-submit puts all that Python says on one stream.
    assert out.startswith("错误 JF620  没有叫“text”的列")
    assert "Traceback" not in out + err
