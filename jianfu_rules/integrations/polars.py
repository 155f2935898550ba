"""polars: ``pl.col("text").jianfu.classify()`` and `classify_frame`.

Examples
--------
>>> import polars as pl
>>> import jianfu_rules.integrations.polars
>>> df = pl.DataFrame({"text": ["一天要在五个群里打卡", None]})
>>> verdict = pl.col("text").jianfu.classify(columns=["is_complaint", "stance"])
>>> df.select(verdict.alias("verdict")).unnest("verdict").rows()
[(True, 'complaint'), (False, None)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from jianfu_rules.integrations.columns import (
    FLAG,
    NUMBER,
    SCHEMA,
    TEXT,
    WHOLE,
    Kind,
    ListOf,
    Struct,
    choose_columns,
)
from jianfu_rules.integrations.frames import (
    TextColumns,
    missing_library,
    result_names,
)
from jianfu_rules.integrations.rows import classifier_or_national, rows_of

try:
    import polars as pl
except ImportError as error:
    raise missing_library("polars", "polars") from error

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier

_PLAIN = {FLAG: pl.Boolean, WHOLE: pl.Int64, NUMBER: pl.Float64, TEXT: pl.String}


def polars_type(kind: Kind) -> Any:
    """Return the type of a column or field.

    Examples
    --------
    >>> polars_type(SCHEMA["scores"])
    List(Float64)
    """
    if isinstance(kind, ListOf):
        return pl.List(polars_type(kind.item))
    if isinstance(kind, Struct):
        return pl.Struct({name: polars_type(k) for name, k in kind.fields.items()})
    return _PLAIN[kind]


@pl.api.register_expr_namespace("jianfu")
class ExprNamespace:
    """The verdicts on an expression, as ``expr.jianfu``."""

    def __init__(self, expr: Any) -> None:
        self._expr = expr

    def classify(
        self,
        *,
        columns: Iterable[str] | None = None,
        classifier: Classifier | None = None,
        workers: int = 1,
    ) -> Any:
        """Return an expression that gives a struct for each text.

        Parameters
        ----------
        columns : iterable of str, optional
            Some of `columns.SCHEMA`; all if not given. What is not asked for costs
            no time.
        classifier : Classifier, optional
            The national rules if not given.
        workers : int
            Processes that share the work; 0 for as many as there are cores. They
            are started for every batch, so this is for frames in memory.

        Returns
        -------
        polars.Expr
            Of structs; over an expression of structs whose fields are the parts of
            a record (``pl.struct(title=…, body=…)``), the verdicts on the records.

        Raises
        ------
        InputError
            Where a column does not exist.
        """
        chosen = choose_columns(columns)

        def run(series: Any) -> Any:
            return _frame(series, chosen, classifier, workers).to_struct(series.name)

        fields = {name: polars_type(SCHEMA[name]) for name in chosen}
        return self._expr.map_batches(
            run, return_dtype=pl.Struct(fields), is_elementwise=True
        )


@pl.api.register_series_namespace("jianfu")
class SeriesNamespace:
    """The verdicts on a Series of texts, as ``series.jianfu``."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def classify(
        self,
        *,
        columns: Iterable[str] | None = None,
        classifier: Classifier | None = None,
        workers: int = 1,
    ) -> Any:
        """Return a frame with a row for each text; see `ExprNamespace.classify`.

        Returns
        -------
        polars.DataFrame
        """
        return _frame(self._series, choose_columns(columns), classifier, workers)


def classify_frame(
    frame: Any,
    text: TextColumns = "text",
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    classifier: Classifier | None = None,
    workers: int = 1,
) -> Any:
    """Return the frame with the verdicts beside its own columns.

    Parameters
    ----------
    frame : polars.DataFrame or polars.LazyFrame
        A lazy one stays lazy.
    text : str or mapping
        The column of the texts; or, for records of several parts, the column of
        each part: ``{"title": "标题", "body": "正文", "reply": "答复"}``.
    columns, classifier, workers
        As for `ExprNamespace.classify`.
    prefix : str
        Put before the names of the columns that are added.

    Raises
    ------
    InputError
        Where a column or part does not exist, or a name is taken.
    """
    own = frame.collect_schema().names()
    names = result_names(own, text, columns, prefix)
    source = (
        pl.struct(**{part: pl.col(column) for part, column in text.items()})
        if isinstance(text, Mapping)
        else pl.col(text)
    )
    verdict = ExprNamespace(source).classify(
        columns=names, classifier=classifier, workers=workers
    )
    shown = verdict.struct.rename_fields(list(names.values()))
    place = "".join(["_", *own])  # a name that no column has
    return frame.with_columns(shown.alias(place)).unnest(place)


def _frame(
    values: Any,
    columns: tuple[str, ...],
    classifier: Classifier | None,
    workers: int,
) -> Any:
    used = classifier_or_national(classifier)
    found: dict[str, list[Any]] = {name: [] for name in columns}
    for row in rows_of(values, used, columns, workers):
        for name, value in row.items():
            found[name].append(value)
    types = {name: polars_type(SCHEMA[name]) for name in columns}
    return pl.DataFrame(found, schema=types)
