"""pandas: ``df["text"].jianfu.classify()`` and `classify_frame`.

Examples
--------
>>> import pandas as pd
>>> import jianfu_rules.integrations.pandas
>>> df = pd.DataFrame({"text": ["一天要在五个群里打卡", None]}, index=["甲", "乙"])
>>> df["text"].jianfu.classify(columns=["is_complaint", "stance"])
   is_complaint     stance
甲          True  complaint
乙         False       None
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.integrations.columns import FLAG, SCHEMA, Kind, choose_columns
from jianfu_rules.integrations.frames import (
    TextColumns,
    columns_read,
    missing_library,
    result_names,
)
from jianfu_rules.integrations.rows import classifier_or_national, rows_of

try:
    import pandas as pd
except ImportError as error:
    raise missing_library("pandas", "pandas") from error

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier

BACKENDS = ("numpy", "pyarrow")


@pd.api.extensions.register_series_accessor("jianfu")
class SeriesAccessor:
    """The verdicts on a Series of texts, as ``series.jianfu``."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def classify(
        self,
        *,
        columns: Iterable[str] | None = None,
        classifier: Classifier | None = None,
        workers: int = 1,
        dtype_backend: str = "numpy",
    ) -> Any:
        """Return a frame with a row for each text, under the index of the Series.

        Parameters
        ----------
        columns : iterable of str, optional
            Some of `columns.SCHEMA`; all if not given. What is not asked for costs
            no time.
        classifier : Classifier, optional
            The national rules if not given.
        workers : int
            Processes that share the work; 0 for as many as there are cores.
        dtype_backend : {'numpy', 'pyarrow'}
            Lists of dicts as Python objects, or the nested types of Arrow (which
            needs pyarrow).

        Returns
        -------
        pandas.DataFrame
            A row that is missing or no text says so in ``error``.

        Raises
        ------
        InputError
            Where a column or option does not exist.
        """
        names = {name: name for name in choose_columns(columns)}
        return _frame(
            self._series,
            self._series.index,
            names,
            (classifier, workers, dtype_backend),
        )


def classify_frame(
    frame: Any,
    text: TextColumns = "text",
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    classifier: Classifier | None = None,
    workers: int = 1,
    dtype_backend: str = "numpy",
) -> Any:
    """Return the frame with the verdicts beside its own columns.

    Parameters
    ----------
    frame : pandas.DataFrame
    text : str or mapping
        The column of the texts; or, for records of several parts, the column of
        each part: ``{"title": "标题", "body": "正文", "reply": "答复"}``.
    columns, classifier, workers, dtype_backend
        As for `SeriesAccessor.classify`.
    prefix : str
        Put before the names of the columns that are added.

    Returns
    -------
    pandas.DataFrame
        A new frame; rows, their order and the index are those of *frame*.

    Raises
    ------
    InputError
        Where a column or part does not exist, or a name is taken.
    """
    names = result_names(list(frame.columns), text, columns, prefix)
    series = [_series(frame, column) for column in columns_read(text)]
    values = _records(text, series) if isinstance(text, Mapping) else series[0]
    found = _frame(values, frame.index, names, (classifier, workers, dtype_backend))
    return pd.concat([frame, found], axis=1)


def _series(frame: Any, column: str) -> Any:
    """Return a column, of several with that name the first."""
    return frame.iloc[:, list(frame.columns).index(column)]


def _records(parts: Iterable[str], series: list[Any]) -> Iterator[object]:
    for cells in zip(*series, strict=True):
        yield dict(zip(parts, cells, strict=True))


def _frame(
    values: Iterable[object],
    index: Any,
    names: Mapping[str, str],
    options: tuple[Classifier | None, int, str],
) -> Any:
    classifier, workers, backend = options
    if backend not in BACKENDS:
        known = "、".join(map(repr, BACKENDS))
        given = {"name": "dtype_backend", "value": repr(backend), "known": known}
        raise InputError(Problem("JF798", given))
    rows = rows_of(values, classifier_or_national(classifier), tuple(names), workers)
    found: dict[str, list[Any]] = {name: [] for name in names}
    for row in rows:
        for name, value in row.items():
            found[name].append(value)
    make = _arrow_series if backend == "pyarrow" else _plain_series
    filled = {
        shown: make(found[name], SCHEMA[name], index) for name, shown in names.items()
    }
    return pd.DataFrame(filled, index=index)


def _plain_series(values: list[Any], kind: Kind, index: Any) -> Any:
    # Named even where nothing is in it, so that an empty frame has the same types.
    return pd.Series(values, index=index, dtype="bool" if kind == FLAG else "object")


def _arrow_series(values: list[Any], kind: Kind, index: Any) -> Any:
    from jianfu_rules.integrations.arrow import arrow_array

    array = pd.arrays.ArrowExtensionArray(arrow_array(values, kind))
    return pd.Series(array, index=index)
