"""Find the rule files: given, from the environment, in the wheel or the checkout.

Overlays of localities stand beside the national rules, in the folder of the user and
in that of the project; a folder that is given stands in for the last two.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem, ResourceError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENVIRONMENT_NAME = "JIANFU_RULES"
MARKER = "taxonomy.yml"
LOCALITIES = "localities"
OWN_FOLDER = "jianfu-rules"
"""The name of the folder for rules of the user's own, in a project or at home."""


@dataclass(frozen=True, slots=True)
class RulesPlace:
    """A rule directory and the way in which it was found.

    Parameters
    ----------
    root : Traversable
        Holds ``taxonomy.yml``.
    how : {'given', 'environment', 'package', 'checkout'}
    overlays : tuple of OverlayPlace
        Where overlays may stand, from the one under all others to the one above.
    """

    root: Traversable
    how: str
    overlays: tuple[OverlayPlace, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the national rules are those that come along."""
        return self.how in {"package", "checkout"}


@dataclass(frozen=True, slots=True)
class OverlayPlace:
    """A folder that may hold ``localities/``, and why it is looked at.

    Parameters
    ----------
    root : Traversable
    how : {'beside', 'user', 'project', 'given', 'environment'}
    """

    root: Traversable
    how: str

    @property
    def is_there(self) -> bool:
        """Whether the folder holds ``localities/``."""
        return self.root.joinpath(LOCALITIES).is_dir()


def find_rules(given: str | os.PathLike[str] | None = None) -> RulesPlace:
    """Find the rule directory.

    The order is: *given*, the environment variable ``JIANFU_RULES``, the rules
    inside the installed package, the ``rules/`` of the checkout.

    Parameters
    ----------
    given : path, optional
        A directory that holds ``taxonomy.yml``, or one that holds ``localities/``
        alone: overlays on the national rules that come along.

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
    overlays = own_places()
    for path, how in named:
        if not path:
            continue
        root = Path(path)
        if root.joinpath(MARKER).is_file():
            return RulesPlace(root, how, (OverlayPlace(root, "beside"),))
        if not root.joinpath(LOCALITIES).is_dir():
            raise ResourceError(Problem("JF502", {"path": str(path)}))
        overlays = (OverlayPlace(root, how),)
        break
    found = find_bundled()
    beside = OverlayPlace(found.root, "beside")
    return RulesPlace(found.root, found.how, (beside, *overlays))


def find_bundled() -> RulesPlace:
    """Find the national rules that come along.

    Raises
    ------
    ResourceError
        Where there are none.
    """
    package = files("jianfu_rules")
    inside = package.joinpath("rules")
    if inside.joinpath(MARKER).is_file():
        return RulesPlace(inside, "package")
    if isinstance(package, Path):
        checkout = package.parent / "rules"
        if checkout.joinpath(MARKER).is_file():
            return RulesPlace(checkout, "checkout")
    raise ResourceError(Problem("JF501"))


def own_places() -> tuple[OverlayPlace, ...]:
    """Return the folders for overlays of the user and of the project.

    They are looked at in this order, and need not exist.
    """
    return (
        OverlayPlace(user_folder() / OWN_FOLDER, "user"),
        OverlayPlace(Path.cwd() / OWN_FOLDER, "project"),
    )


def user_folder() -> Path:
    """Return the folder in which this system keeps the settings of a user."""
    if sys.platform == "win32":
        roaming = os.environ.get("APPDATA")
        return Path(roaming) if roaming else Path.home() / "AppData" / "Roaming"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    configured = os.environ.get("XDG_CONFIG_HOME")
    return Path(configured) if configured else Path.home() / ".config"
