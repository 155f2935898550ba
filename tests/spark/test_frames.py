"""Spark: frames, streams, records and what is wrong with them, on two workers."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyspark")

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError
from jianfu_rules.integrations.columns import SCHEMA, result_row
from jianfu_rules.integrations.spark import classify_frame, spark_type

ALL = tuple(SCHEMA)
COMPLAINT = "一天要在五个群里打卡，根本没空下村。"
DEV = Path(__file__).parents[1] / "eval/dev.jsonl"


def without_gaps(value: Any) -> Any:
    """Return a value without the fields that are null: the contract has none."""
    if isinstance(value, list):
        return [without_gaps(item) for item in value]
    if isinstance(value, dict):
        return {k: without_gaps(v) for k, v in value.items() if v is not None}
    return value


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


@pytest.fixture(scope="module")
def texts() -> list[str]:
    with DEV.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:200]


def test_every_row_is_what_the_classifier_says(
    spark: Any, classifier: Classifier, texts: list[str]
) -> None:
    rows = list(enumerate([*texts, "", None]))
    frame = spark.createDataFrame(rows, "n int, text string").repartition(5)
    found = classify_frame(frame)
    for name, kind in SCHEMA.items():
        assert found.schema[name].dataType == spark_type(kind)
    by_number = {row["n"]: row.asDict(recursive=True) for row in found.collect()}
    assert sorted(by_number) == [n for n, _ in rows]
    for number, text in rows[:-1]:
        wanted = result_row(classifier.classify(text), ALL)
        got = {name: by_number[number][name] for name in ALL}
        assert without_gaps(got) == without_gaps(wanted)
    assert by_number[len(texts) + 1]["error"]["code"] == "JF791"


def test_other_columns_pass_untouched(spark: Any) -> None:
    frame = spark.sql(
        f"""select '{COMPLAINT}' as text, 9007199254740993 as big,
        cast(null as int) as gap, timestamp'2026-03-29 02:30:00' as at,
        cast(1.10 as decimal(9, 2)) as sum, map('a', array(1, null)) as nested,
        cast('x' as binary) as raw, date'1900-01-01' as day
        union all select null, null, 7, null, null, null, null, null"""
    )
    found = classify_frame(frame, columns=["is_complaint"])
    assert found.schema.fields[:-1] == frame.schema.fields
    own = found.drop("is_complaint").collect()
    assert sorted(own, key=str) == sorted(frame.collect(), key=str)
    assert {row["text"]: row["is_complaint"] for row in found.collect()} == {
        COMPLAINT: True,
        None: False,
    }


def test_records_are_read_by_their_parts(spark: Any, classifier: Classifier) -> None:
    frame = spark.createDataFrame(
        [(COMPLAINT, "已清理工作群。"), (None, None)], "`诉求` string, `答复` string"
    )
    found = classify_frame(frame, {"body": "诉求", "reply": "答复"}, prefix="jf_")
    first, second = found.collect()
    record = {"body": COMPLAINT, "reply": "已清理工作群。"}
    wanted = result_row(classifier.classify_record(record), ALL)
    got = {name: first.asDict(recursive=True)[f"jf_{name}"] for name in ALL}
    assert without_gaps(got) == without_gaps(wanted)
    assert second["jf_error"]["code"] == "JF791"


def test_bytes_that_are_no_text_cost_their_row_only(spark: Any) -> None:
    frame = spark.sql(
        "select cast(unhex('FFE4') as string) as text "
        f"union all select '{COMPLAINT}' union all select null"
    )
    rows = classify_frame(frame, columns=["is_complaint", "error"]).collect()
    found = sorted((r["error"]["code"] if r["error"] else "") for r in rows)
    assert found == ["", "JF504", "JF791"]
    assert sum(row["is_complaint"] for row in rows) == 1


def test_empty_frames_and_partitions(spark: Any) -> None:
    frame = spark.createDataFrame([], "text string")
    assert classify_frame(frame).collect() == []
    one = spark.createDataFrame([(COMPLAINT,)], "text string").repartition(8)
    assert classify_frame(one).count() == 1


def test_the_rules_travel_with_the_job_and_once(spark: Any, load: Any) -> None:
    own = load({"r": "phrases: [大蒜]\nstrength: strong"})
    frame = spark.createDataFrame([("大蒜",), (COMPLAINT,)], "text string")
    found = classify_frame(frame, classifier=own)
    from jianfu_rules.integrations.spark import _sent

    sent = _sent[own]
    # Where the files are gone, another machine does as well as this one.
    for path in Path(own.recipe.rules).rglob("*.yml"):
        path.unlink()
    symptoms = {row["text"]: row["symptoms"] for row in found.collect()}
    assert symptoms == {"大蒜": ["zhijian"], COMPLAINT: []}
    assert classify_frame(frame, classifier=own).count() == 2
    assert _sent[own] == sent


def test_what_is_wrong_is_told_before_anything_runs(spark: Any) -> None:
    frame = spark.createDataFrame([("a", 1, 2)], "`诉求` string, n int, Labels int")
    with pytest.raises(InputError) as caught:
        classify_frame(frame, "诉求内容")
    assert [p.code for p in caught.value.problems] == ["JF623", "JF793"]
    with pytest.raises(InputError, match="JF794"):
        classify_frame(frame, "n", prefix="jf_")
    with pytest.raises(InputError, match="JF509"):
        classify_frame(frame, {"tail": "诉求"}, prefix="jf_")


def test_another_version_on_the_workers_is_refused(
    spark: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jianfu_rules.integrations import spark as module

    frame = spark.createDataFrame([("a",)], "text string")
    monkeypatch.setattr(module, "__version__", "0.0.0")
    with pytest.raises(Exception, match="JF795"):
        classify_frame(frame).collect()


def test_a_stream_gives_each_record_once(spark: Any, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()

    def add(first: int, count: int) -> None:
        lines = [
            json.dumps({"n": n, "text": COMPLAINT if n % 2 else "下雨"})
            for n in range(first, first + count)
        ]
        (source / f"{first}.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def run() -> None:
        frame = spark.readStream.schema("n int, text string").json(str(source))
        found = classify_frame(frame, columns=["is_complaint", "error"])
        assert found.isStreaming
        (
            found.writeStream.format("json")
            .option("checkpointLocation", str(tmp_path / "checkpoint"))
            .trigger(availableNow=True)
            .start(str(tmp_path / "out"))
            .awaitTermination(120)
        )

    add(0, 30)
    run()
    add(30, 20)
    run()
    run()
    rows = spark.read.json(str(tmp_path / "out")).collect()
    assert sorted(row["n"] for row in rows) == list(range(50))
    assert all(row["is_complaint"] == bool(row["n"] % 2) for row in rows)


def python_workers() -> list[int]:
    """Return the Python processes of the executors, their daemons left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes()
            stat = (path.parent / "stat").read_text().rpartition(")")[2].split()
            above = Path(f"/proc/{stat[1]}/cmdline").read_bytes()
        except OSError:
            continue
        if b"pyspark.daemon" in line and b"pyspark.daemon" in above:
            found.append(int(path.parent.name))
    return [pid for pid in found if is_below(pid, os.getpid())]


def is_below(pid: int, above: int) -> bool:
    while pid > 1:
        if pid == above:
            return True
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return False
        pid = int(stat[1])
    return False


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc")
def test_a_python_process_that_is_killed_costs_no_row(
    spark: Any, texts: list[str]
) -> None:
    many = [(n, f"{texts[n % len(texts)]}{n}") for n in range(3000)]
    frame = spark.createDataFrame(many, "n int, text string").repartition(12)
    found = classify_frame(frame, columns=["complete", "error"])
    rows: list[Any] = []
    job = threading.Thread(target=lambda: rows.extend(found.collect()))
    job.start()
    tracker = spark.sparkContext.statusTracker()

    def done_count() -> int:
        stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
        return max((s.numCompletedTasks for s in stages if s), default=0)

    deadline = time.monotonic() + 120
    while not (0 < done_count() < 8 and python_workers()):
        assert job.is_alive(), "too fast to kill anything"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    killed = python_workers()[0]
    os.kill(killed, signal.SIGKILL)
    job.join(240)
    assert sorted(row["n"] for row in rows) == list(range(3000))
    assert all(row["complete"] and row["error"] is None for row in rows)
