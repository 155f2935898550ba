"""Read the file of one locality: an overlay on the national rules."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.ruleset.building import version_of
from jianfu_rules.ruleset.reading import read_file
from jianfu_rules.ruleset.where import LOCALITIES

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from jianfu_rules.errors import Problem
    from jianfu_rules.ruleset.checking import Checked
    from jianfu_rules.ruleset.yamlread import YamlFile

MAX_LEVELS = 4
TEMPLATE = "_template.yml"
_SEGMENT = r"[a-z][a-z0-9_]{0,40}"
_LOCALITY = re.compile(rf"^{_SEGMENT}(?:/{_SEGMENT}){{0,{MAX_LEVELS - 1}}}$")

ACTS = ("add_words", "disable", "override", "add", "policies", "limits")
"""The fields of an overlay that change something."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A checked file of a locality, not yet held against the rules below it.

    Parameters
    ----------
    locality : str
        Its id, the path of the file: ``zhejiang/hangzhou``.
    name : str
        Chinese, as the file gives it.
    extends : str
        The layer that it names, empty where it names none.
    version : str
    draft : Checked
        What the file says.
    file : YamlFile
    digest : str
        Of the content.
    """

    locality: str
    name: str
    extends: str
    version: str
    draft: Checked = field(repr=False)
    file: YamlFile = field(repr=False)
    digest: str = ""


def is_locality(value: str) -> bool:
    """Whether *value* is written as the id of a locality.

    Examples
    --------
    >>> is_locality("zhejiang/hangzhou"), is_locality("浙江省"), is_locality("a/")
    (True, False, False)
    """
    return bool(_LOCALITY.match(value)) and value != NATIONAL


def read_overlay(
    shown: str, content: bytes, locality: str, problems: list[Problem]
) -> Overlay | None:
    """Read and check one overlay.

    Parameters
    ----------
    shown : str
        The path as shown to people.
    content : bytes
    locality : str
        The id that the place of the file gives it.
    problems : list of Problem
        Appended to.

    Returns
    -------
    Overlay or None
        None where nothing of the file can be used.
    """
    file, draft = read_file(shown, content, "overlay", problems, locality)
    if file is None or draft is None:
        return None
    written = draft.get("locality", locality)
    if written != locality:
        place = draft.places["locality"]
        values = {"value": written, "wanted": locality}
        problems.append(file.problem("JF302", place, len(written), **values))
    if not any(draft.get(act) for act in ACTS) and not problems:
        problems.append(file.problem("JF301", draft.source))
    digest = hashlib.sha256(locality.encode() + b"\0")
    digest.update(content.replace(b"\r\n", b"\n"))
    return Overlay(
        locality,
        draft.get("name", locality),
        draft.get("extends", ""),
        version_of(draft),
        draft,
        file,
        digest.hexdigest(),
    )


def fill_template(root: Traversable, locality: str, name: str) -> str:
    """Return the template of an overlay, filled in for one locality.

    Parameters
    ----------
    root : Traversable
        The rules that come along.
    locality, name : str
        Its id and its Chinese name.
    """
    template = root.joinpath(LOCALITIES, TEMPLATE).read_text(encoding="utf-8")
    prefix = locality.rpartition("/")[2]
    today = date.today().isoformat()
    return template.format(locality=locality, name=name, today=today, prefix=prefix)
