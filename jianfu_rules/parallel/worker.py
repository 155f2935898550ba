"""What runs in the other process: make the state once, then work chunk by chunk."""

from __future__ import annotations

import os
import signal
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from jianfu_rules.errors import JianfuError
from jianfu_rules.parallel.failures import Failure
from jianfu_rules.parallel.transport import (
    decode,
    encode,
    receive,
    send,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    Outcome = tuple[bool, Any]

COMMAND = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from jianfu_rules.parallel.worker import serve; serve()"
)
"""What to run with the search path of the first process as arguments."""


def serve() -> None:
    """Work until the first process goes away."""
    # What a person stops is the first process, which then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = _own_streams()
    chunks: SimpleQueue[bytes] = SimpleQueue()
    # Always reading: else the two sides could wait for each other to read.
    threading.Thread(target=_read_on, args=(inward, chunks), daemon=True).start()
    try:
        start, arguments = decode(chunks.get())
        work = start(*arguments)
    except Exception as error:  # told where it can be shown
        send(outward, encode((False, _told(error))))
        return
    send(outward, encode((True, os.getpid())))
    while True:
        answer = _answer(work, decode(chunks.get()))
        try:
            send(outward, answer)
        except OSError:
            os._exit(0)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output away from whatever else might use them."""
    inward = os.fdopen(os.dup(0), "rb")
    outward = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return inward, outward


def _read_on(inward: BinaryIO, chunks: SimpleQueue[bytes]) -> None:
    try:
        while True:
            chunks.put(receive(inward))
    except (EOFError, OSError):
        # The first process is done, or dead: nobody waits for what is in hand.
        os._exit(0)


def _answer(work: Callable[[Any], Any], payloads: list[Any]) -> bytes:
    outcomes = [_outcome(work, payload) for payload in payloads]
    try:
        return encode(outcomes)
    except Exception as error:  # one result that cannot travel
        failed = False, Failure.of(error)
        return encode([o if _can_travel(o) else failed for o in outcomes])


def _outcome(work: Callable[[Any], Any], payload: Any) -> Outcome:
    try:
        return True, work(payload)
    except Exception as error:  # one text must not cost the rest
        return False, Failure.of(error)


def _can_travel(value: object) -> bool:
    try:
        encode(value)
    except Exception:  # whatever makes it so
        return False
    return True


def _told(error: Exception) -> Any:
    """Return an error that the person can mend as it is, any other as its words."""
    if isinstance(error, JianfuError):
        return type(error), error.problems
    return Failure.of(error)
