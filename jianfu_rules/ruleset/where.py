"""Find the rule files: given, from the environment, in the wheel or the checkout."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem, ResourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENVIRONMENT_NAME = "JIANFU_RULES"
MARKER = "taxonomy.yml"


@dataclass(frozen=True, slots=True)
class RulesPlace:
    """A rule directory and the way in which it was found.

    Parameters
    ----------
    root : Traversable
        Holds ``taxonomy.yml``.
    how : {'given', 'environment', 'package', 'checkout'}
    """

    root: Traversable
    how: str


def find_rules(given: str | os.PathLike[str] | None = None) -> RulesPlace:
    """Find the rule directory.

    The order is: *given*, the environment variable ``JIANFU_RULES``, the rules
    inside the installed package, the ``rules/`` of the checkout.

    Parameters
    ----------
    given : path, optional
        A directory that holds ``taxonomy.yml``.

    Raises
    ------
    ResourceError
        Where a named directory does not exist, or none is found.

    Examples
    --------
    >>> find_rules().root.joinpath("taxonomy.yml").is_file()
    True
    """
    named = [(given, "given"), (os.environ.get(ENVIRONMENT_NAME), "environment")]
    for path, how in named:
        if path:
            root = Path(path)
            if not root.joinpath(MARKER).is_file():
                raise ResourceError(Problem("JF502", {"path": str(path)}))
            return RulesPlace(root, how)
    package = files("jianfu_rules")
    inside = package.joinpath("rules")
    if inside.joinpath(MARKER).is_file():
        return RulesPlace(inside, "package")
    if isinstance(package, Path):
        checkout = package.parent / "rules"
        if checkout.joinpath(MARKER).is_file():
            return RulesPlace(checkout, "checkout")
    raise ResourceError(Problem("JF501"))
