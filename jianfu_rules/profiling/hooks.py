"""Clocks around the stages of the classifier, put there and taken away again."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from time import perf_counter_ns, thread_time_ns
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jianfu_rules.pipeline.scanning import Scan
    from jianfu_rules.pipeline.units import Hit, Unit
    from jianfu_rules.ruleset.compiled import CompiledForm

clock = perf_counter_ns if sys.platform == "win32" else thread_time_ns
"""The time of this thread alone, whatever else the machine does; Windows counts that
in steps that are too large."""

OTHER = "other"
"""The stage of all that no clock is around."""

HOOKS = (
    ("partition", "classifier", "find_pieces"),
    ("partition", "classifier", "join_sides"),
    ("partition", "classifier", "pieces_of_record"),
    ("normalize", "classifier", "normalize"),
    ("segment", "classifier", "segment"),
    ("words", "classifier", "find_words"),
    ("noise", "pipeline.scanning", "find_noisy"),
    ("whole_words", "pipeline.scanning", "keep_whole"),
    ("numbers", "pipeline.scanning", "find_numbers"),
    ("scan", "classifier", "scan_words"),
    ("match", "classifier", "find_matches"),
    ("context", "classifier", "apply_context"),
    ("context", "classifier", "apply_context_to_appeal"),
    ("score", "classifier", "score_labels"),
    ("model", "fallback.consulting", "Consultant.consult"),
    ("cite", "pipeline.citing", "Citer.cite"),
    ("limits", "classifier", "find_breaches"),
    ("quantities", "classifier", "find_facts"),
    ("output", "model", "Classification.to_dict"),
)
"""Each stage with the module and the name by which it is called."""

STAGES = (*dict.fromkeys(stage for stage, _, _ in HOOKS), OTHER)


class Stopwatch:
    """The time of each stage, without that of the stages inside of it."""

    def __init__(self) -> None:
        self.nanoseconds: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._running = [OTHER]
        self._last = clock()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that is on the clock of a stage."""

        def call(*arguments: Any, **options: Any) -> Any:
            self._switch()
            self._running.append(stage)
            self.calls[stage] += 1
            try:
                return function(*arguments, **options)
            finally:
                self._switch()
                self._running.pop()

        return call

    def _switch(self) -> None:
        """Give the time since the last switch to the stage that runs."""
        now = clock()
        self.nanoseconds[self._running[-1]] += now - self._last
        self._last = now

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block, and none between two blocks."""
        self._last = clock()
        try:
            yield
        finally:
            self._switch()


@dataclass(frozen=True, slots=True)
class Tries:
    """How often phrases were tried, in how many places they stood, and the time.

    By the number of their group.
    """

    counts: Counter[int] = field(default_factory=Counter)
    hits: Counter[int] = field(default_factory=Counter)
    nanoseconds: Counter[int] = field(default_factory=Counter)


@contextmanager
def stage_clocks(watch: Stopwatch) -> Iterator[None]:
    """Put the clocks around the stages for the time of the block."""
    with ExitStack() as stack:
        for stage, module, name in HOOKS:
            owner, last = _owner(module, name)
            timed = watch.timed(stage, getattr(owner, last))
            stack.enter_context(_replaced(owner, last, timed))
        yield


@contextmanager
def rule_clocks(tries: Tries) -> Iterator[None]:
    """Put a clock on each phrase that is tried, under the number of its group."""
    scan, name = _owner("pipeline.scanning", "Scan.join")
    join: Callable[[Scan, Unit, CompiledForm], list[Hit]] = getattr(scan, name)

    def timed(scan: Scan, unit: Unit, form: CompiledForm) -> list[Hit]:
        start = clock()
        hits = join(scan, unit, form)
        tries.nanoseconds[form.group] += clock() - start
        tries.counts[form.group] += 1
        tries.hits[form.group] += len(hits)
        return hits

    with _replaced(scan, name, timed):
        yield


def _owner(module: str, name: str) -> tuple[Any, str]:
    """Return what a name is looked up in, and its last part."""
    owner: Any = import_module(f"jianfu_rules.{module}")
    *path, last = name.split(".")
    for step in path:
        owner = getattr(owner, step)
    return owner, last


@contextmanager
def _replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)
