"""The values of a column as rows of results: one for each, whatever the value is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.integrations.columns import error_row, result_row
from jianfu_rules.parallel.failures import Failure, failure_problem

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier

Row = dict[str, Any]


def is_missing(value: object) -> bool:
    """Whether a value stands for no value: None, NaN, NaT or NA.

    Examples
    --------
    >>> [is_missing(value) for value in (None, float("nan"), "", 0)]
    [True, True, False, False]
    """
    if isinstance(value, str):
        return False
    if value is None or type(value).__name__ == "NAType":
        # That of pandas is told by name: asked for its truth, it raises.
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # an array of values
        return False


def classifier_or_national(classifier: Classifier | None) -> Classifier:
    """Return the classifier given, else the one that `jianfu_rules.classify` asks."""
    if classifier is not None:
        return classifier
    from jianfu_rules.classifier import _national

    return _national()


def rows_of(
    values: Iterable[object],
    classifier: Classifier,
    columns: tuple[str, ...],
    workers: int = 1,
) -> Iterator[Row]:
    """Yield a row for each value, lazily and in order.

    Parameters
    ----------
    values : iterable
        Texts, or mappings of the parts of a record (`model.PART_NAMES`) to texts.
        Whatever else stands there gets a row that says why in ``error``.
    classifier : Classifier
    columns : tuple of str
        From `choose_columns`.
    workers : int
        Processes that share the work; 0 for as many as there are cores.
    """
    from jianfu_rules.parallel.texts import check_workers

    workers = check_workers(workers)
    read = reader(classifier, columns)
    if workers == 1:
        return map(read, values)
    return _shared(values, classifier, columns, workers)


def reader(classifier: Classifier, columns: tuple[str, ...]) -> Callable[[object], Row]:
    """Return the function that turns one value into its row, and never raises."""
    ruleset = classifier.rules.digest

    def read(value: object) -> Row:
        try:
            if isinstance(value, str):
                return result_row(classifier.classify(value), columns)
            if isinstance(value, Mapping):
                parts = {k: v for k, v in value.items() if not is_missing(v)}
                if parts:
                    return result_row(classifier.classify_record(parts), columns)
        except InputError as error:
            return error_row(error.problems[0], ruleset, columns)
        except Exception as error:  # one text must not cost the rest
            return error_row(failure_problem(Failure.of(error)), ruleset, columns)
        if isinstance(value, Mapping) or is_missing(value):
            return error_row(Problem("JF791"), ruleset, columns)
        got = {"got": type(value).__name__}
        return error_row(Problem("JF504", got), ruleset, columns)

    return read


def _shared(
    values: Iterable[object],
    classifier: Classifier,
    columns: tuple[str, ...],
    workers: int,
) -> Iterator[Row]:
    from jianfu_rules.parallel.pool import Work, WorkerPool

    here = reader(classifier, columns)
    with WorkerPool[object](workers, Work(reader, (classifier, columns))) as pool:
        for value, outcome in pool.map(values, _payload, _char_count):
            if outcome is None:  # no text, and so not sent
                yield here(value)
            elif isinstance(outcome, dict):
                yield outcome
            else:
                problem = failure_problem(outcome)
                yield error_row(problem, classifier.rules.digest, columns)


def _payload(value: object) -> str | dict[Any, Any] | None:
    if isinstance(value, Mapping):
        return dict(value)
    return str(value) if isinstance(value, str) else None


def _char_count(payload: str | dict[Any, Any]) -> int:
    texts = payload.values() if isinstance(payload, dict) else (payload,)
    return sum(len(text) for text in texts if isinstance(text, str))
