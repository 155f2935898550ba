"""Read plain text: a record a line, or the whole file as one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jianfu_rules.records.encodings import Line
from jianfu_rules.records.record import Reading, Record


def read_text_lines(lines: Iterable[Line], reading: Reading) -> Iterator[Record]:
    """Yield a record for every line that holds more than white space."""
    for line in lines:
        text = line.text.rstrip("\r\n")
        if text.strip() or line.problem:
            place = f"{reading.file}:{line.number}"
            yield Record(place, text, place, line.problem)


def read_whole_text(lines: Iterable[Line], reading: Reading) -> Iterator[Record]:
    """Yield the file as one record; its first undecodable line is its error."""
    pieces: list[str] = []
    problem = None
    for line in lines:
        pieces.append(line.text)
        problem = problem or line.problem
    text = "".join(pieces)
    if text.strip() or problem:
        yield Record(reading.file, text, reading.file, problem)
