"""The journal of a run: what it is bound to, and how far it came.

It stands beside the unfinished output. A run may go on from it only where inputs,
rules and options are as they were: else rows would be lost, doubled or mixed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.records.inputs import InputFile

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Bound:
    """What must not change between a run and its resumption.

    Parameters
    ----------
    inputs : tuple
        Name, size and time of last change of every input, in order.
    options : mapping of str to object
        Every option that shapes the output, by the name that people know.
    """

    inputs: tuple[tuple[str, int, int], ...]
    options: Mapping[str, Any]

    @classmethod
    def of(cls, inputs: Sequence[InputFile], options: Mapping[str, Any]) -> Bound:
        """Look at the inputs as they are now."""
        return cls(tuple(_stamp(file) for file in inputs), dict(options))

    def change_since(self, old: Bound) -> tuple[str, str] | None:
        """Say what is not as it was, in Chinese and English; None where all is.

        Examples
        --------
        >>> then = Bound((("a.csv", 10, 1),), {"--format": "csv"})
        >>> Bound((("a.csv", 12, 2),), {"--format": "csv"}).change_since(then)
        ('输入文件 a.csv', 'the input a.csv')
        >>> then.change_since(then)
        """
        for key in sorted({*self.options, *old.options}):
            if self.options.get(key) != old.options.get(key):
                return key, key
        names, old_names = [i[0] for i in self.inputs], [i[0] for i in old.inputs]
        if names != old_names:
            return "输入文件的名单或写法", "the list of inputs, as written,"
        for now, then in zip(self.inputs, old.inputs, strict=True):
            if now != then:
                return f"输入文件 {now[0]}", f"the input {now[0]}"
        return None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run came.

    Parameters
    ----------
    offset : int
        Bytes of the output that are whole records.
    input_index : int
        Number of inputs that are done with.
    record_count : int
        Records of the present input that are done.
    counts : mapping of str to object
        The numbers of the summary so far.
    is_finished : bool
        Whether only the renaming is left.
    """

    offset: int = 0
    input_index: int = 0
    record_count: int = 0
    counts: Mapping[str, Any] | None = None
    is_finished: bool = False


def journal_path(target: Path) -> Path:
    """Return where the journal of an output stands."""
    target = target.resolve()
    return target.with_name(target.name + ".journal")


def write_journal(path: Path, bound: Bound, progress: Progress) -> None:
    """Write a journal in one step: it is the old one or the new one, never half."""
    values = {"version": _VERSION, "bound": asdict(bound), "progress": asdict(progress)}
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("w", encoding="ascii") as stream:
        json.dump(values, stream)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def read_journal(path: Path) -> tuple[Bound, Progress] | None:
    """Return what a journal says; None where there is none.

    Raises
    ------
    InputError
        Where it cannot be read (JF669).
    """
    try:
        values = json.loads(path.read_text(encoding="ascii"))
        if values["version"] != _VERSION:
            raise ValueError(f"version {values['version']}")
        bound = values["bound"]
        inputs = tuple((str(n), int(s), int(t)) for n, s, t in bound["inputs"])
        return Bound(inputs, bound["options"]), Progress(**values["progress"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        values = {"path": str(path), "detail": str(error)}
        raise InputError(Problem("JF669", values)) from None


def _stamp(file: InputFile) -> tuple[str, int, int]:
    try:
        status = Path(file.path).stat()
    except OSError:
        return file.name, -1, -1
    return file.name, status.st_size, status.st_mtime_ns
