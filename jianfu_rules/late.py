"""A field of a value type that is worked out when it is first read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

_Item = TypeVar("_Item")


class Late(Generic[_Item]):
    """A tuple that may be given as a call, which is made when it is first read.

    Half of the time of a text without evidence would go into its figures, and
    whoever filters complaints never looks at those.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Reading:
    ...     values: Late[int] = Late()
    >>> Reading(lambda: [1, 2]).values, Reading((3,)).values, Reading().values
    ((1, 2), (3,), ())
    """

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which the value is kept."""
        self.kept = f"_{name}"

    def __get__(self, owner: Any, kind: type | None = None) -> tuple[_Item, ...]:
        """Return the value; without an owner the default of the field."""
        if owner is None:
            return ()
        value = owner.__dict__[self.kept]
        if not isinstance(value, tuple):
            value = owner.__dict__[self.kept] = tuple(value())
        return value

    def __set__(
        self, owner: Any, value: tuple[_Item, ...] | Callable[[], Iterable[_Item]]
    ) -> None:
        """Keep the value, or what finds it."""
        owner.__dict__[self.kept] = value
