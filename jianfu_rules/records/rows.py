"""Make records of the rows of a table, whatever kind of file it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jianfu_rules.errors import Problem
from jianfu_rules.records.columns import choose_fields
from jianfu_rules.records.record import Reading, Record, parts_of


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row the text, the id and the other parts stand."""

    names: list[str]
    text_index: int
    id_index: int | None
    part_indexes: dict[str, int]
    about_indexes: dict[str, int]

    @classmethod
    def choose(cls, names: list[str], reading: Reading) -> Columns:
        """Take the named columns, else the likeliest; see `choose_fields`."""
        fields = choose_fields(names, reading)
        return cls(
            names,
            names.index(fields.text),
            names.index(fields.id) if fields.id else None,
            {part: names.index(name) for part, name in fields.parts.items()},
            {what: names.index(name) for what, name in fields.about.items()},
        )

    def record(
        self, cells: Sequence[str], place: str, problem: Problem | None = None
    ) -> Record:
        """Return the record of a row; cells that are not there are empty."""
        text = cells[self.text_index] if self.text_index < len(cells) else ""
        record_id = ""
        if self.id_index is not None and self.id_index < len(cells):
            record_id = cells[self.id_index].strip()
        named = zip(self.names, cells, strict=False)
        extra = {
            name: cell
            for index, (name, cell) in enumerate(named)
            if index not in (self.text_index, self.id_index)
        }
        parts = parts_of(text, _present(self.part_indexes, cells))
        about = _present(self.about_indexes, cells)
        return Record(record_id or place, text, place, problem, extra, parts, about)


def _present(indexes: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {what: cells[at] for what, at in indexes.items() if at < len(cells)}
