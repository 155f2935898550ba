"""Floors under the scores: what must not become worse, bound to the very cases."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.evaluation.figures import CEILINGS, figures_of
from jianfu_rules.evaluation.scorecard import Scorecard
from jianfu_rules.model import SourceRef
from jianfu_rules.ruleset.checking import nearest

RULES_ALONE = "rules_alone_"
"""Begins the name of a figure that the rules reach without the model."""

USUAL = (
    "macro_f1",
    "is_complaint_f1",
    "stance_accuracy",
    "false_alarm_rate",
    "rules_alone_macro_f1",
)
"""The floors of a new file."""

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Floors:
    """What scores may not fall below; for those of `CEILINGS`, not rise above.

    Parameters
    ----------
    cases : str
        Name of the file of cases, for the reader.
    sha256 : str
        Digest of that file.
    figures : mapping of str to float
        Names of `figures_of`, perhaps after `RULES_ALONE`.
    margin : float
        How far below what is reached new floors are laid.
    """

    cases: str
    sha256: str
    figures: Mapping[str, float] = field(default_factory=dict)
    margin: float = 0.0


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, line ends of Windows counted as others."""
    data = path.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(data).hexdigest()


def read_floors(path: Path) -> Floors:
    """Read a file of floors.

    Raises
    ------
    InputError
        Where it is none (JF721).
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        cases, digest = str(data.pop("cases")), str(data.pop("sha256"))
        margin = float(data.pop("margin", 0.0))
        figures = {str(name): float(value) for name, value in data.items()}
    except json.JSONDecodeError as error:
        place = SourceRef(str(path), error.lineno, error.colno)
        raise InputError(Problem("JF721", {"detail": error.msg}, place)) from error
    except KeyError as error:
        values = {"detail": (f"缺少 {error}", f"{error} is missing")}
        raise InputError(Problem("JF721", values, SourceRef(str(path)))) from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        place = SourceRef(str(path))
        raise InputError(Problem("JF721", {"detail": str(error)}, place)) from error
    return Floors(cases, digest, figures, margin)


def write_floors(path: Path, floors: Floors) -> None:
    """Write a file of floors."""
    values: dict[str, object] = {"cases": floors.cases, "sha256": floors.sha256}
    if floors.margin:
        values["margin"] = floors.margin
    values.update(floors.figures)
    text = json.dumps(values, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def measure(
    names: Iterable[str], card: Scorecard, rules_alone: Callable[[], Scorecard]
) -> dict[str, float]:
    """Return all figures, those of the rules alone only where a name asks for them.

    Parameters
    ----------
    names : iterable of str
    card : Scorecard
    rules_alone : callable
        Makes the scorecard of the rules without the model; called where needed.
    """
    figures = figures_of(card)
    if any(name.startswith(RULES_ALONE) for name in names):
        alone = figures_of(rules_alone())
        figures |= {RULES_ALONE + name: value for name, value in alone.items()}
    return figures


def check_floors(
    floors: Floors, figures: Mapping[str, float], digest: str, source: str
) -> list[Problem]:
    """Return everything that does not hold.

    Parameters
    ----------
    floors : Floors
    figures : mapping of str to float
        What was measured; see `measure`.
    digest : str
        Of the cases that it was measured on.
    source : str
        The file of floors, for the reader.
    """
    place = SourceRef(source)
    problems = []
    if digest != floors.sha256:
        values = {"cases": floors.cases, "was": floors.sha256[:12], "is": digest[:12]}
        problems.append(Problem("JF720", values, place))
    for name, floor in floors.figures.items():
        if name not in figures:
            hint = nearest(name, figures)
            detail = (
                f"没有叫“{name}”的分数{hint[0]}",
                f"there is no score “{name}”{hint[1]}",
            )
            problems.append(Problem("JF721", {"detail": detail}, place))
        elif _is_worse(name, figures[name], floor):
            value = f"{figures[name]:.4f}"
            values = {"name": name, "value": value, "floor": str(floor)}
            problems.append(Problem("JF722", values, place))
    return problems


def moved(floors: Floors, figures: Mapping[str, float], *, lower: bool) -> Floors:
    """Return the floors laid where the figures are now.

    Parameters
    ----------
    floors : Floors
    figures : mapping of str to float
    lower : bool
        Whether floors may become easier; else those stay.

    Examples
    --------
    >>> floors = Floors("a", "", {"macro_f1": 0.5, "false_alarm_rate": 0.1}, 0.02)
    >>> moved(floors, {"macro_f1": 0.61, "false_alarm_rate": 0.2}, lower=False).figures
    {'macro_f1': 0.59, 'false_alarm_rate': 0.1}
    """
    out = dict(floors.figures)
    for name, floor in floors.figures.items():
        laid = _laid(name, figures[name], floors.margin)
        if lower or _is_worse(name, floor, laid):
            out[name] = laid
    return replace(floors, figures=out)


def _laid(name: str, value: float, margin: float) -> float:
    """Return the floor under a value, rounded to the easier side."""
    # The last term keeps 0.59 from becoming 0.589 by the way floats are stored.
    if name.removeprefix(RULES_ALONE) in CEILINGS:
        return math.ceil((value + margin) * _STEPS - 1e-9) / _STEPS
    return max(math.floor((value - margin) * _STEPS + 1e-9) / _STEPS, 0.0)


def _is_worse(name: str, value: float, other: float) -> bool:
    if name.removeprefix(RULES_ALONE) in CEILINGS:
        return value > other
    return value < other
