"""The trained model as it is used: a table of weights and a logistic function.

No pickle and no numerical library: the file is JSON, its numbers are integers in
base64, and a text costs a dictionary look-up for each of its runs.
"""

from __future__ import annotations

import base64
import json
import math
import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jianfu_rules.data import read_file
from jianfu_rules.errors import FallbackError, Problem
from jianfu_rules.fallback.features import (
    CONCEPT_WEIGHT,
    count_runs,
    weigh_runs,
)

FORMAT = 1
ANY = "any"
"""The output that says whether the text complains of anything."""

BUNDLED = "fallback.json"


@dataclass(frozen=True, slots=True)
class Estimator:
    """Weights of features for each output.

    Parameters
    ----------
    features : mapping of str to int
        Runs of characters, lists and cues, with their places in the weights.
    idf : mapping of str to float
        Of the runs.
    weights : mapping of str to array of int
        For each output (`ANY` and symptoms), in units of ``scale``.
    bias : mapping of str to float
    scale : float
    ruleset : str
        Digest of the rules whose lists and cues it was trained with.
    """

    features: Mapping[str, int]
    idf: Mapping[str, float]
    weights: Mapping[str, array[int]]
    bias: Mapping[str, float]
    scale: float
    ruleset: str

    def vector(self, text: str, concepts: Iterable[str]) -> list[tuple[int, float]]:
        """Return the known features of a folded text with their values."""
        places = self.features
        runs = weigh_runs(count_runs(text), self.idf)
        out = [(places[run], value) for run, value in runs.items()]
        out += [(places[c], CONCEPT_WEIGHT) for c in concepts if c in places]
        return out

    def probability(self, output: str, vector: list[tuple[int, float]]) -> float:
        """Return the probability of one output, in (0, 1)."""
        weights = self.weights[output]
        total = sum(weights[place] * value for place, value in vector)
        return 1 / (
            1 + math.exp(-max(-30.0, min(30.0, total * self.scale + self.bias[output])))
        )


def dump_estimator(estimator: Estimator) -> str:
    """Return the model file of an estimator."""
    names = sorted(estimator.features, key=lambda name: estimator.features[name])
    return json.dumps(
        {
            "format": FORMAT,
            "ruleset": estimator.ruleset,
            "scale": estimator.scale,
            "bias": dict(estimator.bias),
            "features": names,
            "idf": [round(estimator.idf.get(name, 0.0), 3) for name in names],
            "weights": {o: _pack(w) for o, w in estimator.weights.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def parse_estimator(content: str) -> Estimator:
    """Read a model file.

    Raises
    ------
    FallbackError
        Where it is no model file, cut short, or of another format.
    """
    try:
        data = json.loads(content)
        if data["format"] != FORMAT:
            raise FallbackError(Problem("JF507", {"detail": str(data["format"])}))
        names = [str(name) for name in data["features"]]
        weights = {str(o): _unpack(w) for o, w in data["weights"].items()}
        if any(len(w) != len(names) for w in weights.values()) or ANY not in weights:
            raise FallbackError(Problem("JF507", {"detail": "features ≠ weights"}))
        idf = dict(zip(names, map(float, data["idf"]), strict=True))
        return Estimator(
            {name: place for place, name in enumerate(names)},
            {name: value for name, value in idf.items() if value},
            weights,
            {o: float(data["bias"][o]) for o in weights},
            float(data["scale"]),
            str(data["ruleset"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise FallbackError(Problem("JF507", {"detail": detail})) from error


def read_estimator(path: Path) -> Estimator:
    """Read the model file at *path*.

    Raises
    ------
    FallbackError
        Where it cannot be read or is no model file.
    """
    try:
        return parse_estimator(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise FallbackError(Problem("JF507", {"detail": str(error)})) from error


@cache
def bundled_estimator() -> Estimator | None:
    """Return the model that comes along; None where the package has none."""
    try:
        content = read_file(BUNDLED)
    except OSError:
        return None
    return parse_estimator(content.decode("utf-8"))


def _pack(weights: array[int]) -> str:
    swapped = array("h", weights)
    if sys.byteorder == "big":
        swapped.byteswap()
    return base64.b64encode(swapped.tobytes()).decode("ascii")


def _unpack(text: str) -> array[int]:
    weights = array("h")
    weights.frombytes(base64.b64decode(text, validate=True))
    if sys.byteorder == "big":
        weights.byteswap()
    return weights
