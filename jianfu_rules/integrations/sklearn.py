"""scikit-learn: the rules as a classifier for Pipeline, cross-validation and scoring.

Examples
--------
>>> from jianfu_rules.integrations.sklearn import FormalismClassifier
>>> model = FormalismClassifier().fit(["一天要在五个群里打卡", "今天下雨"])
>>> model.predict(["表册没完没了，天天填到半夜", "周末去爬山"])
array([ True, False])
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.integrations.frames import missing_library
from jianfu_rules.integrations.rows import is_missing

try:
    import numpy as np
    from sklearn.base import BaseEstimator, ClassifierMixin
    from sklearn.utils.multiclass import unique_labels
    from sklearn.utils.validation import check_is_fitted
except ImportError as error:
    raise missing_library("scikit-learn", "sklearn") from error

if TYPE_CHECKING:
    from jianfu_rules.model import Classification

TARGETS = ("complaint", "symptoms")
COMPLAINT = "complaint"
NEAR = frozenset({"weak", "doubted"})
"""Kinds of what was dropped for want of weight, and not for what it means."""


class InvalidInputError(InputError, ValueError):
    """Input that cannot be classified, as scikit-learn wants it: a `ValueError`."""


class FormalismClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The rules as an estimator; `fit` loads them and learns nothing from *X*.

    Parameters
    ----------
    rules : path, optional
        As for `Classifier.load`, like the three that follow.
    noise : {'off', 'typed', 'ocr', 'voice', 'usual', 'all'}
    fallback : 'bundled', None or path
    locality : str, optional
    target : {'complaint', 'symptoms'}
        Whether a text complains, or of which symptoms (a column for each).
    pos_label : object, optional
        The class of *y* that stands for a complaint; needed where the classes are
        others than True and False, or 1 and 0.

    Attributes
    ----------
    classes_ : ndarray
        The two classes, or the ids of the symptoms in the order of the columns.
    classifier_ : Classifier
        What `fit` has loaded.

    Notes
    -----
    *X* is a list, array or Series of texts, or a table of one column. A missing
    value counts as an empty text; whatever else is no text is refused.

    There is no ``predict_proba``: the scores tell how heavy the evidence is and are
    no probabilities. `CalibratedClassifierCV` makes them such from labelled cases.
    """

    def __init__(
        self,
        *,
        rules: str | os.PathLike[str] | None = None,
        noise: str = "usual",
        fallback: str | os.PathLike[str] | None = "bundled",
        locality: str | None = None,
        target: str = "complaint",
        pos_label: Any = None,
    ) -> None:
        self.rules = rules
        self.noise = noise
        self.fallback = fallback
        self.locality = locality
        self.target = target
        self.pos_label = pos_label

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.allow_nan = True
        tags.target_tags.one_d_labels = True
        tags.target_tags.multi_output = self.target == "symptoms"
        tags.classifier_tags.multi_label = self.target == "symptoms"
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: Any, y: Any = None) -> FormalismClassifier:  # noqa: N803
        """Load the rules and learn which classes there are.

        Parameters
        ----------
        X : sequence of str
        y : array, optional
            Labels; only their classes are looked at.

        Returns
        -------
        FormalismClassifier

        Raises
        ------
        InvalidInputError
            Where *X* is no texts, *target* is unknown, or the classes of *y* do not
            tell which is the complaint.
        RuleError, ResourceError
            As for `Classifier.load`.
        """
        from jianfu_rules.classifier import Classifier

        if self.target not in TARGETS:
            known = "、".join(map(repr, TARGETS))
            given = {"name": "target", "value": repr(self.target), "known": known}
            raise InvalidInputError(Problem("JF798", given))
        _texts(X)
        classifier = Classifier.load(
            self.rules,
            noise=self.noise,
            fallback=self.fallback,
            locality=self.locality,
        )
        if self.target == "symptoms":
            symptoms = classifier.rules.taxonomy.symptoms
            self.classes_ = np.array([s.id for s in symptoms if s.is_scored])
        else:
            self.classes_ = self._two_classes(y)
        self.classifier_ = classifier
        return self

    def predict(self, X: Any) -> Any:  # noqa: N803
        """Return the class of each text, or a row of 0 and 1 for the symptoms.

        Parameters
        ----------
        X : sequence of str

        Returns
        -------
        ndarray
            Of shape (n,), or (n, n_symptoms).
        """
        is_found = self.decision_function(X) > 0
        return (
            is_found.astype(int) if is_found.ndim == 2 else self.classes_[is_found * 1]
        )

    def decision_function(self, X: Any) -> Any:  # noqa: N803
        """Return how sure each verdict is.

        Parameters
        ----------
        X : sequence of str

        Returns
        -------
        ndarray
            For a complaint its score, else that of what came nearest to one, less 1:
            above 0 is a complaint. Of the shape of `predict`; turned round where
            ``pos_label`` is the first of the classes.
        """
        check_is_fitted(self, "classifier_")
        results = map(self.classifier_.classify, _texts(X))
        margins = [_margins(r, self.classifier_.symptom_of) for r in results]
        if self.target == "symptoms":
            symptoms = self.classes_.tolist()
            rows = [[found.get(s, -1.0) for s in symptoms] for found in margins]
            return np.array(rows, dtype=float).reshape(-1, len(symptoms))
        values = [max(found.values(), default=-1.0) for found in margins]
        return np.array(values, dtype=float) * self._direction()

    def _two_classes(self, y: Any) -> Any:
        """Return the two classes in their order."""
        found = np.array([False, True]) if y is None else unique_labels(y)
        if self.pos_label is None:
            if set(found.tolist()) <= {0, 1}:
                return np.array([0, 1], dtype=found.dtype)
        elif len(found) == 2 and self.pos_label in found.tolist():
            return found
        values = "、".join(map(repr, found.tolist()))
        raise InvalidInputError(Problem("JF797", {"values": values}))

    def _direction(self) -> int:
        """Return −1 where a complaint is the first class, since scores are for the second."""
        is_first = self.pos_label is not None and self.pos_label == self.classes_[0]
        return -1 if is_first else 1


def _margins(result: Classification, symptom_of: Mapping[str, str]) -> dict[str, float]:
    """Return how far each symptom is from being no complaint; others are at −1."""
    found: dict[str, float] = {}
    for dropped in result.dropped:
        symptom = symptom_of.get(dropped.match.rule_id)
        if symptom is not None and dropped.kind in NEAR:
            found[symptom] = max(found.get(symptom, -1.0), dropped.value - 1)
    for label in result.labels:
        if label.stance == COMPLAINT:
            found[label.symptom] = label.score
    return found


def _texts(X: Any) -> list[str]:  # noqa: N803
    shape: Any = getattr(X, "shape", ())
    if isinstance(X, (str, bytes)):
        got = ("一段文字", "a single text")
    elif len(shape) > 2 or (len(shape) == 2 and shape[1] != 1):
        got = (f"形状为 {shape} 的表", f"a table of shape {shape}")
    else:
        values = np.asarray(X, dtype=object).ravel() if len(shape) == 2 else X
        return [_text(value) for value in values]
    raise InvalidInputError(Problem("JF796", {"got": got}))


def _text(value: object) -> str:
    if isinstance(value, str):
        return str(value)  # numpy has a kind of its own
    if is_missing(value):
        return ""
    raise InvalidInputError(Problem("JF504", {"got": type(value).__name__}))
