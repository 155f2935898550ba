"""Train the model from labelled cases; needs scikit-learn, only here.

``python -m jianfu_rules.fallback.training CASES.jsonl MODEL.json``

Linear models on damped n-gram counts (logistic regression, L2), one for "complains
at all" and one for each symptom. Seeded and single-threaded, so the same cases
and rules give the same file.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import FallbackError, Problem
from jianfu_rules.evaluation.scorecard import COMPLAINT, LabelledCase, read_cases
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.estimator import ANY, Estimator, dump_estimator
from jianfu_rules.fallback.features import CONCEPT_WEIGHT, count_runs, weigh_runs

if TYPE_CHECKING:
    from jianfu_rules.ruleset.compiling import CompiledRules

MIN_CASES = 4
# A run must stand in four cases: rarer ones are names of places and people.
STRENGTH = 10.0
# Inverse regularisation; 3, 10 and 30 differ by less than a point in
# cross-validation by source.
SCALE = 1 / 1000


def train_estimator(cases: Sequence[LabelledCase], rules: CompiledRules) -> Estimator:
    """Fit the model.

    Parameters
    ----------
    cases : sequence of LabelledCase
        Debatable ones are left out; optional symptoms do not count for theirs.
    rules : CompiledRules
        Their word lists and cues become features.

    Raises
    ------
    FallbackError
        Where scikit-learn is not installed.
    """
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise FallbackError(Problem("JF508")) from error

    used = [case for case in cases if not case.is_debatable]
    reader = TextConcepts(rules)
    read = [reader.read(case.text) for case in used]
    counts = [count_runs(text) for text, _ in read]
    frequency: Counter[str] = Counter(run for count in counts for run in count)
    concepts = Counter(name for _, found in read for name in found)
    idf = {
        run: round(math.log((1 + len(used)) / (1 + n)) + 1, 3)
        for run, n in sorted(frequency.items())
        if n >= MIN_CASES
    }
    names = [*idf, *sorted(name for name, n in concepts.items() if n >= MIN_CASES)]
    features = {name: place for place, name in enumerate(names)}
    rows = [
        {
            **{features[r]: v for r, v in weigh_runs(count, idf).items()},
            **{features[c]: CONCEPT_WEIGHT for c in found if c in features},
        }
        for count, (_, found) in zip(counts, read, strict=True)
    ]
    matrix = _matrix(rows, len(names))
    symptoms = [s.id for s in rules.ruleset.taxonomy.symptoms if s.is_scored]
    weights: dict[str, array[int]] = {}
    bias: dict[str, float] = {}
    for output in (ANY, *symptoms):
        wanted, trust = _targets(used, output)
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
        model.fit(matrix, wanted, sample_weight=trust)
        limit = 32_767
        weights[output] = array(
            "h", (max(-limit, min(limit, round(w / SCALE))) for w in model.coef_[0])
        )
        bias[output] = round(float(model.intercept_[0]), 4)
    return Estimator(features, idf, weights, bias, SCALE, rules.ruleset.digest)


def _matrix(rows: list[dict[int, float]], width: int) -> Any:
    from scipy.sparse import csr_matrix

    places = [place for row in rows for place in sorted(row)]
    values = [row[place] for row in rows for place in sorted(row)]
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row))
    return csr_matrix((values, places, starts), shape=(len(rows), width))


def _targets(cases: list[LabelledCase], output: str) -> tuple[list[bool], list[float]]:
    """Return what each case should give, and 0 where it must not count."""
    if output == ANY:
        return [COMPLAINT in c.labels.values() for c in cases], [1.0] * len(cases)
    wanted = [c.labels.get(output) == COMPLAINT for c in cases]
    trust = [
        float(is_wanted or output not in case.optional)
        for case, is_wanted in zip(cases, wanted, strict=True)
    ]
    return wanted, trust


def main(arguments: Sequence[str]) -> None:
    """Train from the files named in *arguments* and write the model to the last."""
    from jianfu_rules.classifier import Classifier

    *sources, target = map(Path, arguments)
    cases = [case for source in sources for case in read_cases(source)]
    estimator = train_estimator(cases, Classifier.load(fallback=None).rules)
    target.write_text(dump_estimator(estimator) + "\n", encoding="utf-8")
    print(f"{len(cases)} cases, {len(estimator.features)} features: {target}")


if __name__ == "__main__":
    main(sys.argv[1:])
