"""Import what only some files need; say how to install it where it is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jianfu_rules.errors import InputError, Problem


def need(module: str, what: str) -> Any:
    """Return a module of the extra ``office``.

    Parameters
    ----------
    module : str
        Its name, such as ``openpyxl``.
    what : str
        What it is needed for, as shown to people.

    Raises
    ------
    InputError
        Where it is not installed (JF663).
    """
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        values = {"what": what, "package": package}
        raise InputError(Problem("JF663", values)) from None
