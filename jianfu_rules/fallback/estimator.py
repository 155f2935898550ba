"""The trained model as it is used: a table of weights and a few logistic functions.

No pickle and no numerical library. The file is JSON with its numbers in base64. The
weights of one feature for all outputs lie side by side in one long integer, a lane
of 32 bits each, so one multiplication and one addition serve every output.
"""

from __future__ import annotations

import base64
import json
import math
import struct
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import mul
from pathlib import Path

from jianfu_rules.data import read_file
from jianfu_rules.errors import FallbackError, Problem
from jianfu_rules.fallback.features import TextView, weigh_view

FORMAT = 2
STANCES = ("remedy", "policy", "mention")

BUNDLED = "fallback.json"

STEPS = 4095
"""In how many steps the values of features are counted."""
MIDDLE = 2048
"""Added to each weight, so that no lane is ever below zero."""
IDF_STEPS = 1000
# A lane holds a sum of value × weight: the values of 20,000 characters come to less
# than 2**20, a weight to less than 2**12.


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of a text.

    Parameters
    ----------
    complains : float
        Log-odds that the text complains of anything.
    symptoms : mapping of str to float
        Log-odds that it complains of each.
    stances : mapping of str to float
        How much it sounds like each of `STANCES`, to be compared.
    is_governed : bool
        As of the `TextView`.
    """

    complains: float
    symptoms: Mapping[str, float]
    stances: Mapping[str, float]
    is_governed: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """The raw outputs of the model for one text: above 0 is yes.

    Parameters
    ----------
    complains : float
        Of anything.
    own : sequence of float
        Complains of each symptom.
    topics : sequence of float
        Speaks of each symptom.
    stances : sequence of float
        Takes each of `STANCES`.
    """

    complains: float
    own: Sequence[float]
    topics: Sequence[float]
    stances: Sequence[float]

    def mix_any(self) -> list[float]:
        """Return what tells whether the text complains at all.

        A text that clearly complains of one or two symptoms complains.
        """
        best = sorted(self.own, reverse=True)
        return [self.complains, best[0], best[min(1, len(best) - 1)]]

    def mix_symptom(self, place: int) -> list[float]:
        """Return what tells whether the text complains of a symptom.

        It does where it speaks of the symptom and complains: hence the products.
        """
        own, topic, complains = self.own[place], self.topics[place], self.complains
        return [own, topic, complains, own * complains, topic * complains]


Vector = tuple[list[int], list[int]]
"""Places of features, and their values."""


class _Rows(dict[int, int]):
    """The weights of each feature as one integer, made when first asked for."""

    def __init__(self, weights: bytes, size: int) -> None:
        super().__init__()
        self.weights = weights
        self.size = size

    def __missing__(self, place: int) -> int:
        start = place * self.size
        row = int.from_bytes(self.weights[start : start + self.size], "little")
        self[place] = row
        return row


@dataclass(frozen=True, slots=True)
class Estimator:
    """Weights of features for each output, and how outputs make an opinion.

    Parameters
    ----------
    features : mapping of str to int
        Runs of characters, lists, cues and their pairs, with their places.
    idf : sequence of float
        The rarity of each place.
    symptoms : sequence of str
    weights : bytes
        For each feature, for each output in the order of `Scores`, a weight plus
        `MIDDLE` in four bytes.
    bias : sequence of float
        Of the outputs.
    scale : float
        What a weight of 1 stands for.
    mixes : mapping of str to sequence of float
        Under ``any`` and ``symptom`` the factors of `Scores.mix_any` and
        `Scores.mix_symptom`, with the constant last.
    ruleset : str
        Digest of the rules whose lists and cues it was trained with.
    """

    features: Mapping[str, int]
    idf: Sequence[float]
    symptoms: Sequence[str]
    weights: bytes
    bias: Sequence[float]
    scale: float
    mixes: Mapping[str, Sequence[float]]
    ruleset: str
    _rows: _Rows = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Make room for the weights of the features that will be met."""
        rows = _Rows(self.weights, 4 * len(self.bias))
        object.__setattr__(self, "_rows", rows)

    def vector(self, view: TextView) -> Vector:
        """Return the known features of a text, and their values in `STEPS`."""
        places, values = weigh_view(view, self.features, self.idf, STEPS)
        return places, list(map(round, values))

    def scores(self, vector: Vector) -> Scores:
        """Return the raw outputs for the features of a text."""
        places, values = vector
        size = 4 * len(self.bias)
        total = sum(values)
        lanes = sum(map(mul, map(self._rows.__getitem__, places), values))
        sums = struct.unpack(f"<{len(self.bias)}I", lanes.to_bytes(size, "little"))
        unit, low = self.scale / STEPS, MIDDLE * total
        out = [
            (lane - low) * unit + bias
            for lane, bias in zip(sums, self.bias, strict=True)
        ]
        count = len(self.symptoms)
        topics = 1 + count
        stances = topics + count
        return Scores(out[0], out[1:topics], out[topics:stances], out[stances:])

    def opinion(self, view: TextView) -> Opinion:
        """Return what the model thinks of a text."""
        scores = self.scores(self.vector(view))
        mix = self.mixes["symptom"]
        symptoms = {
            symptom: _dot(mix, scores.mix_symptom(place))
            for place, symptom in enumerate(self.symptoms)
        }
        stances = dict(zip(STANCES, scores.stances, strict=True))
        return Opinion(
            _dot(self.mixes["any"], scores.mix_any()),
            symptoms,
            stances,
            view.is_governed,
        )

    def shares(self, symptom: str | None, vector: Vector) -> list[tuple[float, str]]:
        """Return what each feature gives to an output, the most against it first.

        The output is that of complaints of *symptom*, or of any.
        """
        lane = 0 if symptom is None else 1 + self.symptoms.index(symptom)
        names = list(self.features)
        unit, out = self.scale / STEPS, []
        for place, value in zip(*vector, strict=True):
            start = 4 * (place * len(self.bias) + lane)
            weight = int.from_bytes(self.weights[start : start + 4], "little") - MIDDLE
            out.append((weight * value * unit, names[place]))
        return sorted(out)


def _dot(factors: Sequence[float], values: Sequence[float]) -> float:
    """Return the sum of factor × value, and of the last factor alone."""
    return float(sum(map(mul, factors, values))) + factors[-1]


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, in (0, 1).

    Examples
    --------
    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def dump_estimator(estimator: Estimator) -> str:
    """Return the model file of an estimator."""
    lanes = len(estimator.weights) // 4
    return json.dumps(
        {
            "format": FORMAT,
            "ruleset": estimator.ruleset,
            "symptoms": list(estimator.symptoms),
            "bias": list(estimator.bias),
            "scale": estimator.scale,
            "mixes": {name: list(mix) for name, mix in estimator.mixes.items()},
            "features": list(estimator.features),
            "idf": _pack([round(value * IDF_STEPS) for value in estimator.idf]),
            "weights": _pack(struct.unpack(f"<{lanes}I", estimator.weights)),
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
        names = data["features"]
        estimator = Estimator(
            dict(zip(names, range(len(names)), strict=True)),
            [value / IDF_STEPS for value in _unpack(data["idf"])],
            [str(symptom) for symptom in data["symptoms"]],
            _widen(base64.b64decode(data["weights"], validate=True)),
            [float(value) for value in data["bias"]],
            float(data["scale"]),
            {str(n): [float(v) for v in mix] for n, mix in data["mixes"].items()},
            str(data["ruleset"]),
        )
        outputs = 1 + 2 * len(estimator.symptoms) + len(STANCES)
        sizes = len(estimator.idf), len(estimator.bias), len(estimator.weights)
        if sizes != (len(names), outputs, 4 * len(names) * outputs):
            raise FallbackError(Problem("JF507", {"detail": "features ≠ weights"}))
        estimator.opinion(TextView("", [], ()))
        return estimator
    except (ValueError, LookupError, TypeError, AttributeError) as error:
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
    except (OSError, UnicodeDecodeError) as error:
        raise FallbackError(Problem("JF507", {"detail": str(error)})) from error


@cache
def bundled_estimator() -> Estimator | None:
    """Return the model that comes along; None where the package has none."""
    try:
        content = read_file(BUNDLED)
    except OSError:
        return None
    return parse_estimator(content.decode("utf-8"))


def lay_out(weights: Iterable[int]) -> bytes:
    """Return weights, feature by feature, as an `Estimator` holds them."""
    lanes = [weight + MIDDLE for weight in weights]
    return struct.pack(f"<{len(lanes)}I", *lanes)


def _pack(numbers: Sequence[int]) -> str:
    """Return numbers below 2**16 in base64, two bytes each, the low one first."""
    values = array("H", numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return base64.b64encode(values.tobytes()).decode("ascii")


def _unpack(text: str) -> array[int]:
    values = array("H")
    values.frombytes(base64.b64decode(text, validate=True))
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _widen(narrow: bytes) -> bytes:
    """Return numbers of two bytes as numbers of four."""
    wide = bytearray(2 * len(narrow))
    wide[0::4], wide[1::4] = narrow[0::2], narrow[1::2]
    return bytes(wide)
