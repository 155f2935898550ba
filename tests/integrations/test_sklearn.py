"""scikit-learn: the estimator, by its own checks and by ours."""

from __future__ import annotations

import pickle
import warnings
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pytest.importorskip("sklearn", minversion="1.6")

from sklearn.base import clone  # noqa: E402
from sklearn.calibration import CalibratedClassifierCV  # noqa: E402
from sklearn.exceptions import NotFittedError, SkipTestWarning  # noqa: E402
from sklearn.metrics import f1_score, roc_auc_score  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_score  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import FunctionTransformer  # noqa: E402
from sklearn.utils import estimator_checks  # noqa: E402

from jianfu_rules.classifier import Classifier  # noqa: E402
from jianfu_rules.errors import JianfuError  # noqa: E402
from jianfu_rules.integrations.sklearn import FormalismClassifier  # noqa: E402

COMPLAINT = "一天要在五个群里打卡，根本没空下村。"
TEXTS = [COMPLAINT, "今天下雨。", "表册没完没了，天天填到半夜。", "周末去爬山。", ""]
WANTED = [True, False, True, False, False]


@pytest.fixture(scope="module")
def fitted() -> FormalismClassifier:
    return FormalismClassifier().fit(TEXTS)


def test_check_estimator_passes() -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", SkipTestWarning)
        done = estimator_checks.check_estimator(FormalismClassifier())
    assert [check["status"] for check in done or []].count("failed") == 0
    # It skips what feeds numbers; the next test runs all that does not.
    assert any("requires input" in str(warning.message) for warning in told)


@pytest.mark.parametrize(
    "name",
    [
        "check_estimator_cloneable",
        "check_estimator_tags_renamed",
        "check_valid_tag_types",
        "check_estimator_repr",
        "check_no_attributes_set_in_init",
        "check_do_not_raise_errors_in_init_or_set_params",
        "check_mixin_order",
        "check_parameters_default_constructible",
        "check_get_params_invariance",
        "check_set_params",
        "check_estimators_unfitted",
        "check_n_features_in_after_fitting",
    ],
)
@pytest.mark.parametrize("target", ["complaint", "symptoms"])
def test_the_checks_that_need_no_numbers(name: str, target: str) -> None:
    check = getattr(estimator_checks, name)
    check("FormalismClassifier", FormalismClassifier(target=target))


def test_fitting_changes_no_parameter_and_is_idempotent() -> None:
    model = FormalismClassifier(noise="off", target="symptoms")
    before = dict(vars(model))
    assert model.fit(TEXTS) is model
    assert {name: vars(model)[name] for name in before} == before
    first = model.decision_function(TEXTS)
    assert (model.fit(TEXTS).decision_function(TEXTS) == first).all()


def test_the_order_and_the_rest_of_the_texts_do_not_matter(
    fitted: FormalismClassifier, texts: list[str]
) -> None:
    whole = fitted.decision_function(texts)
    assert (fitted.decision_function(texts[::-1])[::-1] == whole).all()
    assert (np.hstack([fitted.decision_function([t]) for t in texts[:20]])
            == whole[:20]).all()  # fmt: skip


def test_it_says_what_the_classifier_says(
    fitted: FormalismClassifier, classifier: Classifier, texts: list[str]
) -> None:
    results = [classifier.classify(text) for text in texts]
    said = fitted.predict(texts)
    assert said.tolist() == [result.is_complaint for result in results]
    assert said.dtype == bool
    scores = fitted.decision_function(texts)
    assert ((scores > 0) == said).all()
    assert (np.abs(scores) <= 1).all()
    assert len(set(scores[~said])) > 1  # near misses are told from the rest

    each = FormalismClassifier(target="symptoms").fit(texts)
    assert each.predict(texts).shape == (len(texts), len(each.classes_))
    for row, result in zip(each.predict(texts), results, strict=True):
        named = {s for s, stance in result.stances.items() if stance == "complaint"}
        assert set(each.classes_[row == 1]) == named
    assert ((each.decision_function(texts) > 0) == (each.predict(texts) == 1)).all()


@pytest.mark.parametrize(
    "make",
    [
        list,
        tuple,
        np.array,
        lambda texts: np.array(texts, dtype=object),
        lambda texts: np.array(texts, dtype=object).reshape(-1, 1),
        lambda texts: pytest.importorskip("pandas").Series(texts, index=[9] * 5),
        lambda texts: pytest.importorskip("pandas").DataFrame({"x": texts}),
        lambda texts: pytest.importorskip("pandas").Series(texts, dtype="category"),
        lambda texts: pytest.importorskip("polars").Series(texts),
        lambda texts: pytest.importorskip("polars").DataFrame({"x": texts}),
    ],
)
def test_texts_come_in_many_ways(make: Any, fitted: FormalismClassifier) -> None:
    assert fitted.predict(make(TEXTS)).tolist() == WANTED


def test_no_texts_give_no_verdicts(fitted: FormalismClassifier) -> None:
    assert fitted.predict([]).shape == (0,)
    each = FormalismClassifier(target="symptoms").fit([])
    assert each.predict([]).shape == (0, len(each.classes_))


def test_a_missing_value_is_an_empty_text(fitted: FormalismClassifier) -> None:
    said = fitted.predict([COMPLAINT, None, float("nan")])
    assert said.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (COMPLAINT, "JF796"),
        (b"bytes", "JF796"),
        (np.zeros((2, 3)), "JF796"),
        ([COMPLAINT, 3], "JF504"),
        (np.arange(3), "JF504"),
    ],
)
def test_what_is_no_texts_is_refused(
    given: Any, code: str, fitted: FormalismClassifier
) -> None:
    with pytest.raises(ValueError, match=code) as caught:
        fitted.predict(given)
    assert isinstance(caught.value, JianfuError)
    with pytest.raises(ValueError, match=code):
        FormalismClassifier().fit(given)


def test_it_must_be_fitted_first() -> None:
    with pytest.raises(NotFittedError):
        FormalismClassifier().predict(TEXTS)


@pytest.mark.parametrize(
    ("negative", "positive", "options"),
    [
        (False, True, {}),
        (0, 1, {}),
        ("否", "是", {"pos_label": "是"}),
        ("other", "complaint", {"pos_label": "complaint"}),
    ],
)
def test_the_classes_of_y_are_kept(
    negative: object, positive: object, options: dict[str, Any]
) -> None:
    y = np.array([positive if wanted else negative for wanted in WANTED])
    model = FormalismClassifier(**options).fit(TEXTS, y)
    assert model.predict(TEXTS).tolist() == y.tolist()
    assert model.score(TEXTS, y) == 1
    # For the second class, as scikit-learn has it, whichever that is.
    scores = model.decision_function(TEXTS)
    assert roc_auc_score(y == model.classes_[1], scores) == 1


def test_one_class_of_two_is_enough() -> None:
    assert FormalismClassifier().fit(TEXTS, [0] * 5).classes_.tolist() == [0, 1]


@pytest.mark.parametrize("y", [["a", "b", "a", "b", "a"], [1, 2, 1, 2, 1]])
def test_unclear_classes_are_refused(y: list[Any]) -> None:
    with pytest.raises(ValueError, match="JF797"):
        FormalismClassifier().fit(TEXTS, y)


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(ValueError, match="JF798"):
        FormalismClassifier(target="stance").fit(TEXTS)


def test_it_serves_in_a_pipeline_and_a_search(
    texts: list[str], fitted: FormalismClassifier
) -> None:
    y = fitted.predict(texts)
    strip = FunctionTransformer(lambda xs: [x.strip() for x in xs])
    pipeline = make_pipeline(strip, FormalismClassifier())
    assert cross_val_score(pipeline, texts, y, cv=3, scoring="f1").tolist() == [1] * 3
    search = GridSearchCV(FormalismClassifier(), {"fallback": [None, "bundled"]}, cv=2)
    search.fit(np.array(texts, dtype=object), y)
    assert search.best_params_ == {"fallback": "bundled"}
    each = FormalismClassifier(target="symptoms").fit(texts)
    said = each.predict(texts)
    assert f1_score(said, each.predict(texts), average="macro", zero_division=1) == 1


def test_scores_can_be_made_probabilities(texts: list[str]) -> None:
    y = FormalismClassifier().fit(texts).predict(texts)
    model = CalibratedClassifierCV(FormalismClassifier(), cv=2)
    chances = model.fit(np.array(texts, dtype=object), y).predict_proba(texts)[:, 1]
    assert ((chances >= 0) & (chances <= 1)).all()
    assert chances[y].min() > chances[~y].max()


def test_it_travels(fitted: FormalismClassifier) -> None:
    again = pickle.loads(pickle.dumps(fitted))
    assert again.predict(TEXTS).tolist() == WANTED
    assert not hasattr(clone(fitted), "classifier_")


def test_the_options_of_the_rules_are_used(rule_dir: Any) -> None:
    rules = rule_dir({"r": "phrases: [大蒜]\nstrength: strong"})
    model = FormalismClassifier(rules=rules, target="symptoms").fit(["大蒜"])
    assert model.classes_.tolist() == ["zhijian", "huiyi"]
    assert model.predict(["大蒜", COMPLAINT]).tolist() == [[1, 0], [0, 0]]
