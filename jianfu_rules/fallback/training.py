"""Train the model from labelled cases; needs scikit-learn, only here.

Ridge regression to +1 and −1 of 1 + 2 × symptoms + 3 outputs at once: complains at
all, complains of each symptom, speaks of each symptom, takes each other stance. How
the outputs make a probability is fitted on scores of cases whose source was left
out (`SOURCE`), since scores of cases that were trained on are too sure. No chance
is in it, and one thread computes, so the same cases and rules give the same file.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import FallbackError, Problem
from jianfu_rules.evaluation.scorecard import COMPLAINT, LabelledCase
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.contrasts import WEIGHT, contrast_cases
from jianfu_rules.fallback.estimator import (
    IDF_STEPS,
    STANCES,
    Estimator,
    Scores,
    lay_out,
)
from jianfu_rules.fallback.features import (
    PAIR_SIGN,
    TextView,
    pair_names,
    runs_of,
    weigh_view,
)

if TYPE_CHECKING:
    from jianfu_rules.ruleset.compiled import CompiledRules

MIN_CASES, MIN_CASES_OF_PAIR = 4, 6
# A run must stand in four cases: rarer ones are names of places and people.
STRENGTH = 1.5
# Ridge penalty; 0.5 to 2.5 differ by less than half a point by source, and passages
# from elsewhere are read better with more than with less.
WEIGHT_STEPS = 2047
SOURCE = "-"
# What stands before it in the id of a case is its source: p7 of p7-012.
FOLDS = 5
# Where the ids name fewer than three sources.
MIN_OF_A_KIND = 20
# Fewer complaints, or fewer other texts, and a fold may have none.


@dataclass(frozen=True, slots=True)
class Material:
    """What the model is trained with, read once.

    Parameters
    ----------
    cases : sequence of LabelledCase
    views : sequence of TextView
    goals : sequence of sequence of int
        See `_goals`.
    weights : sequence of float
        What each case counts: 1 or more where people labelled it.
    symptoms : sequence of str
    ruleset : str
        Digest of the rules.
    """

    cases: Sequence[LabelledCase]
    views: Sequence[TextView]
    goals: Sequence[Sequence[int]]
    weights: Sequence[float]
    symptoms: Sequence[str]
    ruleset: str

    def part(self, numbers: Sequence[int]) -> Material:
        """Return the cases of some numbers alone."""
        return Material(
            [self.cases[n] for n in numbers],
            [self.views[n] for n in numbers],
            [self.goals[n] for n in numbers],
            [self.weights[n] for n in numbers],
            self.symptoms,
            self.ruleset,
        )


def prepare(
    cases: Sequence[LabelledCase],
    rules: CompiledRules,
    *,
    counts: Sequence[float] | None = None,
    guessed: Sequence[LabelledCase] = (),
    weight: float = 1.0,
    has_contrasts: bool = False,
) -> Material:
    """Read the cases.

    Parameters
    ----------
    cases : sequence of LabelledCase
        Debatable ones are left out; optional symptoms do not count for theirs.
    rules : CompiledRules
        Their word lists and cues become features.
    counts : sequence of float, optional
        What each of the cases counts, 1 or more; all 1 if not given.
    guessed : sequence of LabelledCase
        Labelled by rules and not by people: they teach words, but what is a
        probability is learnt from `cases` alone.
    weight : float
        What one of these counts beside a case of people.
    has_contrasts : bool
        Whether to teach denial, insistence and the like with made sentences, which
        are no measure of probability either; see `contrasts`.

    Raises
    ------
    FallbackError
        Where there are too few (JF727).
    """
    each = counts or [1.0] * len(cases)
    kept = [(c, n) for c, n in zip(cases, each, strict=True) if not c.is_debatable]
    used = [case for case, _ in kept]
    complaints = sum(COMPLAINT in case.labels.values() for case in used)
    if min(complaints, len(used) - complaints) < MIN_OF_A_KIND:
        values = {"count": len(used), "complaints": complaints, "least": MIN_OF_A_KIND}
        raise FallbackError(Problem("JF727", values))
    symptoms = [s.id for s in rules.taxonomy.symptoms if s.is_scored]
    made = contrast_cases(symptoms) if has_contrasts else []
    weights = [count for _, count in kept]
    weights += [weight] * len(guessed) + [WEIGHT] * len(made)
    used += [*guessed, *made]
    reader = TextConcepts(rules)
    return Material(
        used,
        [reader.read(case.text) for case in used],
        [_goals(case, symptoms) for case in used],
        weights,
        symptoms,
        rules.digest,
    )


def train_estimator(material: Material) -> Estimator:
    """Fit the model.

    Raises
    ------
    FallbackError
        Where scikit-learn is not installed.
    """
    check_library()
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        mixes = _fit_mixes(material)
        idf = _idf(material)
        matrix = _matrix(material.views, idf)
        factors, bias = _fit(matrix, material.goals, material.weights)
    scale = round(float(abs(factors).max()) / WEIGHT_STEPS, 9)
    return Estimator(
        {name: place for place, name in enumerate(idf)},
        list(idf.values()),
        material.symptoms,
        lay_out(round(float(w) / scale) for w in factors.T.ravel()),
        [round(float(b), 5) for b in bias],
        scale,
        mixes,
        material.ruleset,
    )


def check_library() -> None:
    """Load scikit-learn.

    Raises
    ------
    FallbackError
        Where it is not installed (JF508).
    """
    try:
        # Before threads are limited: a library loaded later would not be.
        import sklearn.linear_model  # noqa: F401
        import threadpoolctl  # noqa: F401
    except ImportError as error:
        raise FallbackError(Problem("JF508")) from error


def _goals(case: LabelledCase, symptoms: Sequence[str]) -> list[int]:
    """Return +1 or −1 for each output, and 0 where the case must not count."""
    labels, told = case.labels, set(case.labels.values())
    own, topics = [], []
    for symptom in symptoms:
        no = 0 if symptom in case.optional else -1
        own.append(1 if labels.get(symptom) == COMPLAINT else no)
        topics.append(1 if symptom in labels else no)
    stances = [1 if stance in told else -1 for stance in STANCES]
    return [1 if COMPLAINT in told else -1, *own, *topics, *stances]


def _idf(material: Material) -> dict[str, float]:
    """Return the features that enough cases have, and how rare each is.

    What nobody wrote counts for as little here as in the fit, or a thousand made
    sentences would make common words of theirs.
    """
    runs: dict[str, float] = defaultdict(float)
    concepts: dict[str, float] = defaultdict(float)
    pairs: dict[str, float] = defaultdict(float)
    total = 0.0
    for view, weight in zip(material.views, material.weights, strict=True):
        share = min(weight, 1.0)
        total += share
        for counts, names in (
            (runs, runs_of(view.text)),
            (concepts, (name for _, _, name in view.marks)),
            (pairs, (PAIR_SIGN.join(pair) for pair in pair_names(view))),
        ):
            for name in set(names):
                counts[name] += share
    out = {}
    for counts, least in (
        (runs, MIN_CASES),
        (concepts, MIN_CASES),
        (pairs, MIN_CASES_OF_PAIR),
    ):
        for name, count in sorted(counts.items()):
            if count >= least:
                rarity = math.log((1 + total) / (1 + count)) + 1
                out[name] = round(rarity * IDF_STEPS) / IDF_STEPS
    return out


def _matrix(views: Sequence[TextView], idf: dict[str, float]) -> Any:
    from scipy.sparse import csr_matrix

    places, rarity = {n: i for i, n in enumerate(idf)}, list(idf.values())
    columns: list[int] = []
    values: list[float] = []
    starts = [0]
    for view in views:
        row = sorted(zip(*weigh_view(view, places, rarity), strict=True))
        columns += [place for place, _ in row]
        values += [value for _, value in row]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(views), len(idf)))


def _fit(
    matrix: Any, goals: Sequence[Sequence[int]], weights: Sequence[float]
) -> tuple[Any, Any]:
    """Return the factors, an output a row, and the bias of each output.

    What does not count stands at the mean, where it pulls nowhere.
    """
    import numpy as np
    from sklearn.linear_model import Ridge

    wanted = np.array(goals, dtype=float)
    counts = wanted != 0
    each = None if set(weights) == {1.0} else np.array(weights)
    shares = counts if each is None else counts * each[:, None]
    mean = (wanted * shares).sum(axis=0) / np.maximum(shares.sum(axis=0), 1)
    model = Ridge(alpha=STRENGTH, solver="cholesky", fit_intercept=False)
    model.fit(matrix, (wanted - mean) * counts, sample_weight=each)
    return model.coef_, mean


def _fit_mixes(material: Material) -> dict[str, list[float]]:
    """Fit how outputs make log-odds, on scores of cases of sources left out."""
    from sklearn.linear_model import LogisticRegression

    rows: dict[str, list[list[float]]] = {"any": [], "symptom": []}
    wanted: dict[str, list[bool]] = {"any": [], "symptom": []}
    count, goals = len(material.symptoms), material.goals
    for left_out in _sources(material):
        kept = material.part([i for i in range(len(goals)) if i not in left_out])
        idf = _idf(kept)
        factors, bias = _fit(_matrix(kept.views, idf), kept.goals, kept.weights)
        order = sorted(left_out)
        table = _matrix([material.views[i] for i in order], idf) @ factors.T + bias
        for i, row in zip(order, table.tolist(), strict=True):
            own, topics = row[1 : 1 + count], row[1 + count : 1 + 2 * count]
            scores = Scores(row[0], own, topics, row[1 + 2 * count :])
            rows["any"].append(scores.mix_any())
            wanted["any"].append(goals[i][0] > 0)
            for place in range(count):
                if goals[i][1 + place]:
                    rows["symptom"].append(scores.mix_symptom(place))
                    wanted["symptom"].append(goals[i][1 + place] > 0)
    mixes = {}
    for name, features in rows.items():
        model = LogisticRegression(C=1.0, max_iter=1000).fit(features, wanted[name])
        mix = [*model.coef_[0], model.intercept_[0]]
        mixes[name] = [round(float(factor), 3) for factor in mix]
    return mixes


def _sources(material: Material) -> list[set[int]]:
    """Return the numbers of the cases of each source; only those that people read."""
    read = [n for n, weight in enumerate(material.weights) if weight >= 1]
    groups = group_cases([material.cases[n] for n in read], FOLDS)
    return [{read[n] for n in group} for group in groups]


def group_cases(cases: Sequence[LabelledCase], folds: int) -> list[list[int]]:
    """Return the numbers of the cases in groups that do not know each other.

    The groups are the sources that the ids name; where those are too few or too
    many, *folds* groups across which no contrast family is split.

    Examples
    --------
    >>> ids = ["p1-1", "p2-1", "p3-1", "p1-2", *["p2-2"] * 12]
    >>> [len(g) for g in group_cases([LabelledCase(i, "", {}) for i in ids], 5)]
    [2, 13, 1]
    """
    groups: dict[str, list[int]] = {}
    families: dict[str, int] = {}
    places: list[int] = []
    for number, case in enumerate(cases):
        source, sign, _ = case.id.partition(SOURCE)
        groups.setdefault(source if sign else "", []).append(number)
        name = case.family or f"#{number}"
        places.append(families.setdefault(name, len(families)))
    if 3 <= len(groups) < len(cases) / folds:
        return list(groups.values())
    return [
        [n for n, place in enumerate(places) if place % folds == fold]
        for fold in range(folds)
    ]
