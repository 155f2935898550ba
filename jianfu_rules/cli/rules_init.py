"""``jianfu rules init``: a first overlay for a locality."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.wording import say
from jianfu_rules.errors import Problem, ResourceError

if TYPE_CHECKING:
    from jianfu_rules.ruleset.localities import LocalityIndex


def init(
    place: Annotated[
        str,
        typer.Argument(
            metavar=say("metavar.locality"),
            help=say("rules.init.place"),
            show_default=False,
        ),
    ],
    locality: Annotated[
        str | None,
        typer.Option("--id", metavar=say("metavar.id"), help=say("rules.init.id")),
    ] = None,
    in_project: Annotated[
        bool, typer.Option("--project", help=say("rules.init.project"))
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--dir", metavar=say("metavar.dir"), help=say("rules.init.dir")),
    ] = None,
) -> None:
    """Write the template of an overlay where the user's own rules belong."""
    from jianfu_rules.ruleset.localities import LocalityIndex, load_rules
    from jianfu_rules.ruleset.overlays import fill_template
    from jianfu_rules.ruleset.where import (
        LOCALITIES,
        OWN_FOLDER,
        OverlayPlace,
        RulesPlace,
        find_bundled,
        own_places,
        user_folder,
    )

    bundled = find_bundled()
    places = (OverlayPlace(bundled.root, "beside"), *own_places())
    index = LocalityIndex(places)
    locality = locality or _choose_id(index, place)
    _check_id(locality)
    root = folder or (Path.cwd() if in_project else user_folder()) / OWN_FOLDER
    path = root / LOCALITIES / f"{locality}.yml"
    content = fill_template(bundled.root, locality, _name(index, locality, place))
    _write(path, content)
    used = RulesPlace(bundled.root, bundled.how, (*places, OverlayPlace(root, "given")))
    if root not in {p.root for p in places}:
        load_rules(used, locality)
    command = f"jianfu rules test --locality {locality}"
    if folder is not None:
        command += f" --rules {folder}"
    print(
        say("rules.init.done", path=path.resolve(), locality=locality, command=command)
    )


def _choose_id(index: LocalityIndex, place: str) -> str:
    """Return the id of a locality that has rules, else one made of its name."""
    from jianfu_rules.ruleset.placenames import is_chinese, pinyin_id

    try:
        return index.find(place)
    except ResourceError as error:
        if any(problem.code != "JF340" for problem in error.problems):
            raise
    if not is_chinese(place):
        return place
    made = pinyin_id(place)
    if made is None:
        raise ResourceError(Problem("JF344", {"value": place}))
    return made


def _check_id(locality: str) -> None:
    from jianfu_rules.ruleset.overlays import MAX_LEVELS, is_locality

    if not is_locality(locality):
        values = {"value": locality, "levels": MAX_LEVELS}
        raise ResourceError(Problem("JF315", values))


def _name(index: LocalityIndex, locality: str, place: str) -> str:
    """Return the Chinese name of the unit: as given, or as its rules have it."""
    from jianfu_rules.ruleset.placenames import is_chinese

    if not is_chinese(place) and locality in index.files:
        place = index.names()[locality]
    return place.strip().strip("/").rpartition("/")[2]


def _write(path: Path, content: str) -> None:
    if path.exists():
        raise ResourceError(Problem("JF342", {"path": str(path.resolve())}))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        detail = error.strerror or str(error)
        raise ResourceError(
            Problem("JF343", {"path": str(path), "detail": detail})
        ) from error
