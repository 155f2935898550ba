"""Find the overlays of a locality, by its pinyin path or its Chinese name.

The index holds paths only: of all the files of localities, those that are asked for
and those they stand on are parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem, ResourceError, raise_problems
from jianfu_rules.model import Ruleset, SourceRef
from jianfu_rules.model_layers import NATIONAL
from jianfu_rules.ruleset.checking import nearest
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.overlays import (
    MAX_LEVELS,
    Overlay,
    is_locality,
    read_overlay,
)
from jianfu_rules.ruleset.placenames import bare_name, is_chinese, pinyin_id
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import LOCALITIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from jianfu_rules.ruleset.where import OverlayPlace, RulesPlace

_NAME = re.compile(r"^name:[ \t]+['\"]?([^'\"#\r\n]+)", re.MULTILINE)
_HEAD = 2_000
# The name stands among the first lines; no more of a file is looked at for it.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OverlayFile:
    """A file of a locality, not yet read."""

    locality: str
    path: Traversable
    how: str

    @property
    def shown(self) -> str:
        """The path as shown to people."""
        return str(self.path)


class LocalityIndex:
    """The files of localities in some places, by id.

    Parameters
    ----------
    places : iterable of OverlayPlace
        From the one under all others to the one above.
    """

    def __init__(self, places: Iterable[OverlayPlace]) -> None:
        self.files: dict[str, list[OverlayFile]] = {}
        for place in places:
            if place.is_there:
                root = place.root.joinpath(LOCALITIES)
                for file in _walk(root, "", place.how, MAX_LEVELS):
                    self.files.setdefault(file.locality, []).append(file)

    def ids(self) -> list[str]:
        """Return all localities, sorted."""
        return sorted(self.files)

    def names(self) -> dict[str, str]:
        """Return the Chinese path of each locality (浙江省/杭州市), from the files."""
        own = {}
        for locality, files in self.files.items():
            content = files[0].path.read_bytes()[:_HEAD]
            found = _NAME.search(content.decode("utf-8", "ignore"))
            own[locality] = found[1].strip() if found else locality
        out = {}
        for locality in own:
            parts = locality.split("/")
            above = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
            out[locality] = "/".join(own[a] for a in above if a in own)
        return out

    def find(self, asked: str) -> str:
        """Return the id of the locality that *asked* names.

        Parameters
        ----------
        asked : str
            The id, or the Chinese path or its last part.

        Raises
        ------
        ResourceError
            Where there is none, or more than one.
        """
        asked = asked.strip().strip("/")
        if asked in self.files:
            return asked
        if not is_chinese(asked):
            raise self.unknown(asked, {})
        spelled = pinyin_id(asked)
        if spelled in self.files:
            return spelled
        names = self.names()
        wanted = _bare(asked)
        exact = [i for i, name in names.items() if _bare(name) == wanted]
        found = exact or [i for i, n in names.items() if _is_within(wanted, _bare(n))]
        if len(found) == 1:
            return found[0]
        if found:
            known = "、".join(f"{names[i]}（{i}）" for i in sorted(found))
            raise ResourceError(Problem("JF345", {"value": asked, "known": known}))
        raise self.unknown(asked, names)

    def unknown(self, asked: str, names: dict[str, str]) -> ResourceError:
        """Return what to raise where there is no such locality."""
        values = {
            "value": asked,
            "suggestion": nearest(asked, [*names.values(), *self.files]),
            "known": self.known(),
        }
        return ResourceError(Problem("JF340", values))

    def known(self) -> object:
        """Return the ids for a message, the first ones where there are many."""
        ids = self.ids()
        more = "……" if len(ids) > _SHOWN else ""
        return "、".join(ids[:_SHOWN]) + more if ids else ("（还没有）", "(none yet)")


def read_chain(index: LocalityIndex, locality: str) -> list[Overlay]:
    """Read a locality and all that it stands on, the uppermost first.

    Parameters
    ----------
    index : LocalityIndex
    locality : str
        An id of the index.

    Raises
    ------
    RuleError
        With every problem of the files.
    """
    problems: list[Problem] = []
    chain: list[Overlay] = []
    path: list[str] = []
    upper = locality
    while upper and upper != NATIONAL:
        path.append(upper)
        layers = [
            overlay
            for file in index.files[upper]
            for overlay in [_read(file, problems)]
            if overlay is not None
        ]
        chain = layers + chain
        upper = _next_above(index, upper, layers, path, problems)
    raise_problems(problems)
    return chain


def load_rules(
    place: RulesPlace, locality: str | None = None, *, on: date | None = None
) -> Ruleset:
    """Read the national rules, and merge those of a locality into them.

    Parameters
    ----------
    place : RulesPlace
    locality : str, optional
        Id or Chinese path; without it the national rules are returned.
    on : date, optional
        The day for which acts with an end are in force; today if not given.

    Raises
    ------
    RuleError
        With every problem of the rule files.
    ResourceError
        Where the locality is unknown.
    """
    index = None
    if locality is not None:
        index = LocalityIndex(place.overlays)
        locality = index.find(locality)
    else:
        _refuse_overlays_alone(place)
    national = read_rules(place.root)
    if index is None or locality is None:
        return national
    day = on or date.today()
    return merge_layers(national, read_chain(index, locality), on=day)


def _refuse_overlays_alone(place: RulesPlace) -> None:
    """Say that a folder of overlays, given in place of rules, needs a locality."""
    given = [p for p in place.overlays if p.how in {"given", "environment"}]
    if given:
        known = LocalityIndex(given).known()
        values = {"path": str(given[0].root), "known": known}
        raise ResourceError(Problem("JF341", values))


def _walk(
    folder: Traversable, above: str, how: str, levels: int
) -> Iterable[OverlayFile]:
    """Yield the overlays of a folder and of the folders in it, sorted."""
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.startswith((".", "_")):
            continue
        if path.name.endswith(".yml"):
            locality = above + path.name.removesuffix(".yml")
            yield OverlayFile(locality, path, how)
        elif levels > 1 and path.is_dir():
            yield from _walk(path, f"{above}{path.name}/", how, levels - 1)


def _read(file: OverlayFile, problems: list[Problem]) -> Overlay | None:
    if not is_locality(file.locality):
        values = {"value": file.locality, "levels": MAX_LEVELS}
        problems.append(Problem("JF315", values, SourceRef(file.shown)))
        return None
    content = file.path.read_bytes()
    return read_overlay(file.shown, content, file.locality, problems)


def _next_above(
    index: LocalityIndex,
    locality: str,
    layers: list[Overlay],
    path: list[str],
    problems: list[Problem],
) -> str:
    """Return the layer under *locality*: the one it names, or the next by path."""
    named = next((o for o in reversed(layers) if o.extends), None)
    if named is None:
        parts = locality.split("/")[:-1]
        above = ("/".join(parts[:n]) for n in range(len(parts), 0, -1))
        return next((a for a in above if a in index.files), NATIONAL)
    upper, place = named.extends, named.draft.places["extends"]
    if upper != NATIONAL and upper not in index.files:
        near = nearest(upper, [NATIONAL, *index.files])
        values = {"value": upper, "suggestion": near}
        problems.append(named.file.problem("JF303", place, len(upper), **values))
        return ""
    if upper in path:
        shown = "→".join([*path[path.index(upper) :], upper])
        problems.append(named.file.problem("JF304", place, len(upper), path=shown))
        return ""
    return upper


def _is_within(wanted: list[str], parts: list[str]) -> bool:
    """Whether a path ends as wanted and holds all that is wanted, in that order."""
    rest = iter(parts)
    return parts[-1] == wanted[-1] and all(part in rest for part in wanted)


def _bare(name: str) -> list[str]:
    return [bare_name(part) for part in name.split("/")]
