"""Processes that share a stream of items, whose results come back in its order.

A thread for each process hands it chunks and takes the answers; the items are read,
and the results given out, in the thread that asks for them. At most `WINDOW` chunks
for each process are on their way, however long the stream is.

Where a process dies, the chunk that it had in hand is done again item by item, by
whichever process is free; an item that is alone in two processes as they die becomes
a `Failure`. What only waited in a dead process is given to another.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from jianfu_rules.errors import InputError, JianfuError, Problem
from jianfu_rules.parallel.chunks import Chunk, Job, fill, job_of
from jianfu_rules.parallel.failures import Failure
from jianfu_rules.parallel.processes import (
    end_process,
    ending_of,
    inward,
    no_start,
    outward,
    start_process,
)
from jianfu_rules.parallel.transport import decode, encode, receive, send

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

Item = TypeVar("Item")

WINDOW = 4
"""Chunks for each process that are read and not yet given out."""

IN_HAND = 2
"""Chunks at a process: one in work, one that waits so that it need not."""

DEATHS_IN_A_ROW = 24
"""Processes that may die with not one item done between before all is given up."""

STARTS_IN_VAIN = 3
"""Processes that may end before they are ready, with none ready between."""

_PATIENCE_S = 0.5


class Work(NamedTuple):
    """What the processes are for.

    Parameters
    ----------
    start : callable
        A function of a module. Called once in each process, it returns the function
        that is called with every payload.
    arguments : tuple
        Of *start*; sent to each process.
    """

    start: Callable[..., Callable[[Any], Any]]
    arguments: tuple[Any, ...] = ()


class WorkerPool(Generic[Item]):
    """Processes for one kind of work; a context manager.

    Parameters
    ----------
    count : int
        How many processes.
    work : Work
    on_loss : callable, optional
        Told, in the thread that takes the results, of each process that died.

    Examples
    --------
    >>> from operator import attrgetter
    >>> with WorkerPool(2, Work(attrgetter, ("real",))) as pool:
    ...     list(pool.map([1, 2], lambda item: item))
    [(1, 1), (2, 2)]
    """

    def __init__(
        self,
        count: int,
        work: Work,
        on_loss: Callable[[Problem], None] | None = None,
    ) -> None:
        self.count = count
        self.on_loss = on_loss
        self._first_message = encode((work.start, work.arguments))
        self._changed = threading.Condition()
        self._jobs: deque[Job] = deque()
        self._losses: deque[Problem] = deque()
        self._error: JianfuError | None = None
        self._is_closing = False
        self._deaths_in_a_row = 0
        self._vain_starts = 0
        self._processes: list[subprocess.Popen[bytes] | None] = [None] * count
        self._threads = [
            threading.Thread(target=self._serve, args=(slot,), daemon=True)
            for slot in range(count)
        ]

    def __enter__(self) -> WorkerPool[Item]:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes; what they have in hand is not waited for."""
        with self._changed:
            self._is_closing = True
            self._jobs.clear()
            processes = [p for p in self._processes if p is not None]
            self._changed.notify_all()
        for process in processes:
            process.kill()
        for thread in self._threads:
            thread.join()

    @property
    def process_ids(self) -> list[int]:
        """The processes that are there now."""
        with self._changed:
            return [p.pid for p in self._processes if p is not None]

    def map(
        self,
        items: Iterable[Item],
        payload_of: Callable[[Item], Any],
        chars_of: Callable[[Any], int] = lambda payload: 0,
    ) -> Iterator[tuple[Item, Any]]:
        """Yield every item with what the work gave for its payload, in order.

        Parameters
        ----------
        items : iterable
            Read as far ahead as the processes need, in the thread of the caller. An
            error of it is raised after the results of all items before it.
        payload_of : callable
            Returns what is sent; None for an item that only keeps its place.
        chars_of : callable
            Returns the characters of a payload.

        Yields
        ------
        item, outcome : tuple
            The outcome is None for an item without payload, a `Failure` for one whose
            work failed.

        Raises
        ------
        JianfuError
            Where the processes cannot start (JF782) or die one after the other
            (JF783), or what the start of the work raises.
        """
        source = iter(items)
        waiting: deque[Chunk] = deque()
        late_error: Exception | None = None
        is_open = True
        try:
            while True:
                # One chunk for each that is given out; more while nothing is ready, for
                # whoever reads a slow stream wants what is done and not what follows.
                while is_open and len(waiting) < WINDOW * self.count:
                    chunk = Chunk()
                    try:
                        is_open = fill(chunk, source, payload_of, chars_of)
                    except Exception as error:  # raised in its turn, below
                        is_open, late_error = False, error
                    if chunk.items:
                        waiting.append(chunk)
                        self._put(chunk)
                    if waiting and not waiting[0].waiting_count:
                        break
                if not waiting:
                    break
                chunk = waiting.popleft()
                self._wait_for(chunk)
                yield from zip(chunk.items, chunk.outcomes, strict=True)
            if late_error is not None:
                raise late_error
        finally:
            with self._changed:
                self._jobs.clear()

    def _put(self, chunk: Chunk) -> None:
        indices = [n for n, payload in enumerate(chunk.payloads) if payload is not None]
        if indices:
            job = job_of(chunk, indices)
            with self._changed:
                self._jobs.append(job)
                self._changed.notify()

    def _wait_for(self, chunk: Chunk) -> None:
        with self._changed:
            # With a limit, for else Ctrl-C waits as well on some systems.
            while chunk.waiting_count and self._error is None:
                self._changed.wait(_PATIENCE_S)
            losses = list(self._losses)
            self._losses.clear()
            error = self._error
        for problem in losses:
            if self.on_loss is not None:
                self.on_loss(problem)
        if error is not None:
            raise error

    # What follows runs in the threads of the processes.

    def _serve(self, slot: int) -> None:
        """Keep one process at work, and put another in its place where it dies."""
        while self._is_wanted():
            process = self._start(slot)
            if process is None:
                return
            in_hand: deque[Job] = deque()
            try:
                if self._is_ready(process):
                    self._feed(process, in_hand)
            except (EOFError, OSError):
                process.kill()
                self._mourn(process.wait(), in_hand)
            except Exception as error:  # or whoever waits would wait for ever
                detail = f"{type(error).__name__}: {error}"
                self._give_up(InputError(Problem("JF787", {"detail": detail})))
            finally:
                end_process(process)

    def _is_wanted(self) -> bool:
        """Wait for work; return whether there is any."""
        with self._changed:
            while not (self._is_closing or self._error or self._jobs):
                self._changed.wait()
            return not (self._is_closing or self._error)

    def _start(self, slot: int) -> subprocess.Popen[bytes] | None:
        with self._changed:
            if self._is_closing:
                return None
            try:
                process = start_process()
            except OSError as error:
                self._give_up(no_start(error.strerror or str(error)))
                return None
            self._processes[slot] = process
            return process

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Send the work and wait until it is ready to begin."""
        try:
            send(inward(process), self._first_message)
            is_ready, said = decode(receive(outward(process)))
        except (EOFError, OSError):
            with self._changed:
                self._vain_starts += 1
                if self._vain_starts >= STARTS_IN_VAIN and not self._is_closing:
                    self._give_up(no_start(ending_of(process.wait())))
            return False
        if is_ready:
            with self._changed:
                self._vain_starts = 0
            return True
        with self._changed:
            if isinstance(said, Failure):
                self._give_up(no_start(f"{said.kind}: {said.message}"))
            else:
                kind, problems = said
                self._give_up(kind(*problems))
        return False

    def _feed(self, process: subprocess.Popen[bytes], in_hand: deque[Job]) -> None:
        """Send jobs and take answers until there is nothing more to do."""
        while True:
            while len(in_hand) < IN_HAND:
                job = self._take(wait=not in_hand)
                if job is None:
                    break
                in_hand.append(job)
                send(inward(process), job.data)
            if not in_hand:
                return
            outcomes = decode(receive(outward(process)))
            self._settle(in_hand.popleft(), [_outcome(*o) for o in outcomes])

    def _take(self, *, wait: bool) -> Job | None:
        """Return the next job; None at the end, or where none is there yet."""
        with self._changed:
            while True:
                if self._is_closing or self._error is not None:
                    return None
                if self._jobs:
                    return self._jobs.popleft()
                if not wait:
                    return None
                self._changed.wait()

    def _settle(self, job: Job, outcomes: list[Any]) -> None:
        with self._changed:
            self._deaths_in_a_row = 0
            for index, outcome in zip(job.indices, outcomes, strict=True):
                job.chunk.outcomes[index] = outcome
            job.chunk.waiting_count -= len(job.indices)
            self._changed.notify_all()

    def _mourn(self, status: int, in_hand: deque[Job]) -> None:
        """Give what a dead process had to the others."""
        with self._changed:
            if self._is_closing or not in_hand:
                return
            suspect, *innocent = in_hand
            self._deaths_in_a_row += 1
            again = list(self._split(suspect))
            self._jobs.extendleft(reversed([*again, *innocent]))
            values = {"ending": ending_of(status), "count": len(suspect.indices)}
            self._losses.append(Problem("JF781", values, severity="note"))
            if self._deaths_in_a_row >= DEATHS_IN_A_ROW:
                values = {"count": self._deaths_in_a_row, "ending": ending_of(status)}
                self._give_up(InputError(Problem("JF783", values)))
            self._changed.notify_all()

    def _split(self, job: Job) -> Iterator[Job]:
        """Yield the items of a job one by one, but those that are given up."""
        chunk = job.chunk
        for index in job.indices:
            # Of many in a chunk nobody knows which it was.
            is_suspect = len(job.indices) == 1
            deaths = chunk.deaths[index] = chunk.deaths.get(index, 0) + is_suspect
            if deaths == 2:
                chunk.outcomes[index] = Failure()
                chunk.waiting_count -= 1
            else:
                yield job_of(chunk, [index])

    def _give_up(self, error: JianfuError) -> None:
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()


def _outcome(is_done: bool, value: Any) -> Any:  # noqa: FBT001
    return value
