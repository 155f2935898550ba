"""The pool: order, bounds, and what becomes of the work of a process that dies."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from jianfu_rules.errors import InputError, Problem, ResourceError
from jianfu_rules.parallel import pool as pools
from jianfu_rules.parallel.chunks import CHUNK, CHUNK_ITEMS
from jianfu_rules.parallel.failures import Failure
from jianfu_rules.parallel.pool import Work, WorkerPool

on_posix = pytest.mark.skipif(os.name == "nt", reason="signals differ on Windows")

WORK = """
import os, random, signal, time
from jianfu_rules.errors import Problem, ResourceError

def start(kind="square", *more):
    return globals()[kind]

def square(n):
    time.sleep(random.random() / 500)
    return n * n

def echo(text):
    return text

def slow(n):
    time.sleep(0.01)
    return n

def talk(n):
    print("said aloud", n)
    os.write(1, b"and on the pipe")
    return n

def odd(n):
    if n % 2:
        raise ZeroDivisionError(f"no {n}\\nmore")
    return lambda: n

def die(n):
    if n % 10 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return n

def die_once(path):
    if path and not os.path.exists(path):
        open(path, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return path

def always(n):
    os.kill(os.getpid(), signal.SIGKILL)

def refuse():
    raise ResourceError(Problem("JF784"))

def fail():
    raise RuntimeError("not today")

def leave():
    os._exit(7)
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a module that the other processes can import too."""
    import importlib

    name = f"pool_work_{tmp_path.name}".replace("-", "_")
    (tmp_path / f"{name}.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module(name)


def same(item: object) -> object:
    return item


def gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_order_with_their_items(made: ModuleType, count: int) -> None:
    with WorkerPool[int](count, Work(made.start)) as pool:
        assert list(pool.map(range(1, 300), same)) == [
            (n, n * n) for n in range(1, 300)
        ]
        # The same processes do the next stream.
        first = pool.process_ids
        assert list(pool.map([5], same)) == [(5, 25)]
        assert pool.process_ids == first


def test_a_stream_without_end_is_read_little_ahead(made: ModuleType) -> None:
    read = 0

    def numbers() -> Iterator[int]:
        nonlocal read
        for n in itertools.count(1):
            read = n
            yield n

    with WorkerPool[int](2, Work(made.start, ("echo",))) as pool:
        for n, result in itertools.islice(pool.map(numbers(), same), 500):
            assert n == result
            assert read - n <= (pools.WINDOW * 2 + 1) * CHUNK


def test_of_a_slow_stream_what_is_done_comes_before_more_is_read(
    made: ModuleType,
) -> None:
    read = 0

    def numbers() -> Iterator[int]:
        nonlocal read
        for n in itertools.count(1):
            if n % CHUNK == 1:
                # Long enough for the chunk before.
                time.sleep(0.3)
            read = n
            yield n

    with WorkerPool[int](2, Work(made.start, ("echo",))) as pool:
        # So that a process is there.
        assert list(pool.map([0], same)) == [(0, 0)]
        for n, _ in itertools.islice(pool.map(numbers(), same), 5 * CHUNK):
            assert read - n <= 3 * CHUNK


def test_a_stream_of_nothing_to_send_is_read_little_ahead_too(
    made: ModuleType,
) -> None:
    read = itertools.count(1)
    with WorkerPool[int](2, Work(made.start)) as pool:
        found = pool.map(read, lambda item: None)
        assert list(itertools.islice(found, 3)) == [(1, None), (2, None), (3, None)]
    assert next(read) <= (pools.WINDOW * 2 + 1) * CHUNK_ITEMS


def test_items_without_payload_keep_their_place(made: ModuleType) -> None:
    items = [n if n % 5 else None for n in range(200)]
    with WorkerPool[int | None](2, Work(made.start)) as pool:
        found = list(pool.map(items, same))
    assert found == [(n, n and n * n) for n in items]


def test_an_error_of_the_source_comes_after_what_was_before_it(
    made: ModuleType,
) -> None:
    def numbers() -> Iterator[int]:
        yield from range(1, 101)
        raise LookupError("the file ended")

    seen = []
    with (
        WorkerPool[int](2, Work(made.start)) as pool,
        pytest.raises(LookupError, match="the file ended"),
    ):
        for n, _ in pool.map(numbers(), same):
            seen.append(n)
    assert seen == list(range(1, 101))


def test_an_error_or_a_result_that_cannot_travel_is_of_its_item_alone(
    made: ModuleType,
) -> None:
    with WorkerPool[int](1, Work(made.start, ("odd",))) as pool:
        found = dict(pool.map(range(1, 5), same))
    assert found[1] == Failure("ZeroDivisionError", "no 1")
    assert isinstance(found[2], Failure) and not found[2].is_death


def test_what_the_work_prints_does_not_reach_the_results(made: ModuleType) -> None:
    with WorkerPool[int](2, Work(made.start, ("talk",))) as pool:
        assert dict(pool.map(range(1, 100), same)) == {n: n for n in range(1, 100)}


def test_messages_larger_than_any_pipe(made: ModuleType) -> None:
    texts = [chr(0x4E00 + n) * 400_000 for n in range(24)]
    with WorkerPool[str](2, Work(made.start, ("echo",))) as pool:
        assert [r for _, r in pool.map(texts, same, len)] == texts


@on_posix
def test_killed_from_outside_again_and_again_and_nothing_is_lost(
    made: ModuleType,
) -> None:
    said: list[Problem] = []
    seen = []
    with WorkerPool[int](2, Work(made.start, ("slow",)), said.append) as pool:
        for n, result in pool.map(range(1, 400), same):
            seen.append((n, result))
            if n in (60, 200, 330):
                os.kill(pool.process_ids[n % 2], signal.SIGKILL)
    assert seen == [(n, n) for n in range(1, 400)]
    assert {p.code for p in said} == {"JF781"} and 1 <= len(said) <= 3


@on_posix
def test_an_item_that_kills_twice_is_a_failure_and_the_others_are_done(
    made: ModuleType,
) -> None:
    said: list[Problem] = []
    with WorkerPool[int](2, Work(made.start, ("die",)), said.append) as pool:
        found = list(pool.map(range(1, 50), same))
    assert found == [(n, Failure() if n % 10 == 3 else n) for n in range(1, 50)]
    # Twice alone, and once in their chunk.
    assert 11 <= len(said) <= 12


@on_posix
def test_a_death_that_does_not_come_again_costs_nothing(
    made: ModuleType, tmp_path: Path
) -> None:
    said: list[Problem] = []
    paths = ["", *[str(tmp_path / f"died{n}") for n in range(2)], ""]
    items = [paths[n % 4] for n in range(100)]
    with WorkerPool[str](2, Work(made.start, ("die_once",)), said.append) as pool:
        assert list(pool.map(items, same)) == [(p, p) for p in items]
    assert said


@on_posix
def test_where_all_die_it_stops(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "DEATHS_IN_A_ROW", 5)
    with (
        WorkerPool[int](2, Work(made.start, ("always",))) as pool,
        pytest.raises(InputError) as caught,
    ):
        list(pool.map(range(1, 1000), same))
    assert caught.value.problems[0].code == "JF783"


@pytest.mark.parametrize(
    ("kind", "code", "detail"),
    [
        ("refuse", "JF784", ""),
        ("fail", "JF782", "RuntimeError: not today"),
        ("leave", "JF782", "7"),
    ],
)
def test_a_start_that_fails_is_told(
    made: ModuleType, kind: str, code: str, detail: str
) -> None:
    error = ResourceError if code == "JF784" else InputError
    with (
        WorkerPool[int](2, Work(getattr(made, kind))) as pool,
        pytest.raises(error) as caught,
    ):
        list(pool.map([1, 2], same))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert detail in problem.message("en")


def test_a_program_that_is_not_there_is_told(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    with (
        WorkerPool[int](1, Work(made.start)) as pool,
        pytest.raises(InputError) as caught,
    ):
        list(pool.map([1], same))
    assert caught.value.problems[0].code == "JF782"


@on_posix
def test_what_is_left_in_the_middle_leaves_no_process(made: ModuleType) -> None:
    with WorkerPool[int](2, Work(made.start, ("slow",))) as pool:
        next(iter(pool.map(itertools.count(1), same)))
        ids = pool.process_ids
        assert len(ids) == 2
    assert all(map(gone, ids))


@on_posix
def test_processes_end_when_the_first_one_is_killed(
    made: ModuleType, tmp_path: Path
) -> None:
    import subprocess
    import sys

    script = f"""
import itertools, os, sys
sys.path[:0] = [{str(tmp_path)!r}]
import {made.__name__} as made
from jianfu_rules.parallel.pool import Work, WorkerPool
with WorkerPool(2, Work(made.start, ("slow",))) as pool:
    for n, _ in pool.map(itertools.count(1), lambda n: n):
        if n == 100:
            print(*pool.process_ids, flush=True)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    ids = [int(word) for word in process.stdout.readline().split()]
    process.kill()
    process.wait()
    process.stdout.close()
    assert len(ids) == 2 and all(map(gone, ids))


def test_few_items_start_few_processes(made: ModuleType) -> None:
    with WorkerPool[int](4, Work(made.start)) as pool:
        assert list(pool.map([3], same)) == [(3, 9)]
        assert len(pool.process_ids) == 1


def test_a_script_without_a_main_guard_may_use_workers(
    tmp_path: Path, rule_dir: Callable[..., Path]
) -> None:
    import subprocess
    import sys

    rules = rule_dir({"daka": "strength: strong\nphrases: [天天打卡]"})
    script = tmp_path / "script.py"
    script.write_text(
        "from jianfu_rules import Classifier\n"
        f"c = Classifier.load({str(rules)!r})\n"
        "texts = ['天天打卡', '天气'] * 50\n"
        "print(sum(r.is_complaint for r in c.classify_many(texts, workers=2)))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("50\n", "")
