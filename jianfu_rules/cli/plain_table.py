"""Tables of the house style: borders on a terminal, plain columns elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

if TYPE_CHECKING:
    from rich.console import Console


def new_table(console: Console, *columns: str, show_header: bool = True) -> Table:
    """Return an empty table.

    Parameters
    ----------
    console : Console
        See `table.new_console`.
    *columns : str
        The names; one that begins with ``#`` holds numbers.
    show_header : bool
    """
    table = Table(
        box=box.SIMPLE_HEAD if console.is_terminal else None,
        show_edge=False,
        show_header=show_header,
        header_style="bold",
        pad_edge=False,
        padding=(0, 2, 0, 0) if console.is_terminal else (0, 1),
    )
    for name in columns:
        is_number = name.startswith("#")
        table.add_column(
            name.removeprefix("#"),
            justify="right" if is_number else "left",
            overflow="fold",
        )
    return table
