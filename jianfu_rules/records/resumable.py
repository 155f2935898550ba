"""An output that a killed run leaves in a state from which the next can go on.

Records are written to a file beside the output, and a journal says up to where that
file is good. What was written after the last entry is cut off on resuming and done
again, so no record is lost or doubled, whenever the process died.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from io import FileIO
from pathlib import Path
from time import monotonic

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records.journal import (
    Bound,
    Progress,
    journal_path,
    read_journal,
    write_journal,
)

_CHECKPOINT_S = 1.0
_LOCKED_AT = 1 << 40
"""A byte that no output has: Windows keeps others from reading what is locked."""


class ResumableOutput:
    """Take text record by record; see the module.

    Parameters
    ----------
    target : Path
        The output, which appears when all is written.
    partial : Path
        Where it is written until then.
    bound : Bound
        What the journal is bound to.
    encode : callable
        Makes bytes of text.
    progress_of : callable
        Returns how far the run is; its offset is filled in here.
    finalize : callable, optional
        Makes the output of the finished partial file; renames it where not given.

    Attributes
    ----------
    progress : Progress
        How far an earlier run came; all zero for a new one.
    may_drop_old : bool
        Whether what an earlier run left may be cut off and done again.
    """

    def __init__(
        self,
        target: Path,
        partial: Path,
        bound: Bound,
        encode: Callable[[str], bytes],
        progress_of: Callable[[], Progress],
        finalize: Callable[[], None] | None = None,
    ) -> None:
        self.target = target.resolve()
        self.partial = partial
        self.journal = journal_path(target)
        self.bound = bound
        self.encode = encode
        self.progress_of = progress_of
        self.finalize = finalize or self._rename
        self.progress = Progress()
        self.may_drop_old = False
        self._held: list[str] = []
        self._written = self._good = 0
        self._stream: FileIO | None = None
        self._last_s = monotonic()

    def find_progress(self) -> bool:
        """Take up the journal of an earlier run; return False where there is none.

        Raises
        ------
        InputError
            Unreadable (JF669), or bound to something else (JF664).
        """
        found = read_journal(self.journal)
        if found is None:
            return False
        old, progress = found
        change = self.bound.change_since(old)
        if change:
            raise InputError(Problem("JF664", {"what": change}))
        is_there = self.partial.exists()
        if not is_there and not (progress.is_finished and self.target.exists()):
            what = (f"没写完的 {self.partial}", f"the unfinished {self.partial}")
            raise InputError(Problem("JF664", {"what": what}))
        if is_there and self.partial.stat().st_size < progress.offset:
            what = (f"没写完的 {self.partial}", f"the unfinished {self.partial}")
            raise InputError(Problem("JF664", {"what": what}))
        self.progress = progress
        self.may_drop_old = True
        return True

    def open(self) -> None:
        """Open the partial file and cut off what is not whole.

        Raises
        ------
        InputError
            Where another process writes it (JF668), or where it holds the work of an
            earlier run that nobody asked to drop (JF688).
        """
        # Not "w": that would empty what another process is writing.
        stream = self.partial.open("a+b", buffering=0)
        try:
            _lock(stream)
        except OSError:
            stream.close()
            raise InputError(Problem("JF668", {"path": str(self.target)})) from None
        if not self.may_drop_old and os.fstat(stream.fileno()).st_size:
            stream.close()
            raise InputError(Problem("JF688", {"path": str(self.partial)}))
        stream.truncate(self.progress.offset)
        self._written = self._good = self.progress.offset
        self._stream = stream
        self.checkpoint()

    def write(self, text: str, /) -> None:
        """Take a piece of a record; nothing reaches the file before `flush`."""
        self._held.append(text)

    def flush(self) -> None:
        """Write the pieces of a record, which counts as done with `mark` only."""
        data = memoryview(self.encode("".join(self._held)))
        self._held.clear()
        start = self._written
        while self._stream is not None and self._written - start < len(data):
            piece = data[self._written - start :]
            self._written += self._stream.write(piece) or 0

    def mark(self) -> None:
        """Take what was written for done; now and then write the journal."""
        self._good = self._written
        if monotonic() - self._last_s >= _CHECKPOINT_S:
            self.checkpoint()

    def checkpoint(self, *, is_finished: bool = False) -> None:
        """Write the journal, after all that it speaks of."""
        if self._stream is None:
            return
        os.fsync(self._stream.fileno())
        self.progress = replace(
            self.progress_of(), offset=self._good, is_finished=is_finished
        )
        write_journal(self.journal, self.bound, self.progress)
        self._last_s = monotonic()

    def stop(self) -> None:
        """Leave the partial file and the journal in step, for the next run."""
        if self._stream is None:
            return
        # On a full disk the last journal stands; what came after is done again.
        with suppress(OSError):
            self._stream.truncate(self._good)
            self.checkpoint()
        self._stream.close()
        self._stream = None

    def finish(self) -> None:
        """Let the output appear under its name, and take the journal away."""
        # What is written below the last record is not there for the next run.
        self.checkpoint()
        self.flush()
        if self._stream is not None:
            os.fsync(self._stream.fileno())
            self._good = self._written
            self.checkpoint(is_finished=True)
            # Windows renames no open file.
            self._stream.close()
            self._stream = None
        self.finalize()
        self.journal.unlink(missing_ok=True)

    def finish_again(self) -> None:
        """Do what is left where the earlier run died with all written."""
        if self.partial.exists():
            self.finalize()
        self.journal.unlink(missing_ok=True)

    def _rename(self) -> None:
        self.partial.replace(self.target)


def _lock(stream: FileIO) -> None:
    """Keep other processes from writing; the system lets go when this one ends."""
    if sys.platform == "win32":
        import msvcrt

        stream.seek(_LOCKED_AT)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        stream.seek(0, os.SEEK_END)
    else:
        import fcntl

        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
