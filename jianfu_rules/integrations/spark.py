"""Spark: `classify_frame` over a DataFrame that several machines share.

Examples
--------
>>> from jianfu_rules.integrations.spark import classify_frame
>>> df = spark.read.parquet("工单")                              # doctest: +SKIP
>>> found = classify_frame(df, text="诉求内容", prefix="jf_")      # doctest: +SKIP
>>> found.write.parquet("判断")                                  # doctest: +SKIP
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from jianfu_rules import __version__
from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import InputError, Problem, ResourceError
from jianfu_rules.integrations.columns import (
    FLAG,
    NUMBER,
    SCHEMA,
    TEXT,
    WHOLE,
    Kind,
    ListOf,
    Struct,
)
from jianfu_rules.integrations.frames import (
    TextColumns,
    columns_read,
    missing_library,
    result_names,
)
from jianfu_rules.integrations.rows import classifier_or_national, reader

try:
    from pyspark.sql import types
except ImportError as error:
    raise missing_library("pyspark", "spark") from error

if TYPE_CHECKING:
    from jianfu_rules.fallback.estimator import Estimator
    from jianfu_rules.ruleset.compiled import CompiledRules

AT_ONCE = 256
"""Rows whose results are made before they are handed on: it bounds the memory."""

_PLAIN = {
    FLAG: types.BooleanType,
    WHOLE: types.LongType,
    NUMBER: types.DoubleType,
    TEXT: types.StringType,
}
_TEXT_TYPES = (types.StringType, types.CharType, types.VarcharType, types.NullType)

_sent: WeakKeyDictionary[Classifier, tuple[Any, Any]] = WeakKeyDictionary()
# The context and the broadcast of each classifier: a second frame needs no other.


def spark_type(kind: Kind) -> Any:
    """Return the type of a column or field.

    Examples
    --------
    >>> spark_type(SCHEMA["scores"])
    ArrayType(DoubleType(), True)
    """
    if isinstance(kind, ListOf):
        return types.ArrayType(spark_type(kind.item))
    if isinstance(kind, Struct):
        fields = [types.StructField(n, spark_type(k)) for n, k in kind.fields.items()]
        return types.StructType(fields)
    return _PLAIN[kind]()


def classify_frame(
    frame: Any,
    text: TextColumns = "text",
    *,
    columns: Iterable[str] | None = None,
    prefix: str = "",
    classifier: Classifier | None = None,
) -> Any:
    """Return the frame with the verdicts beside its own columns.

    The compiled rules are broadcast once, so the workers need this package but no
    rule files. Nothing runs before an action asks for the rows, and a row depends on
    nothing but its text: Spark may do any part of it again on another machine.

    Parameters
    ----------
    frame : pyspark.sql.DataFrame
        Of a batch or of a stream.
    text : str or mapping
        The column of the texts; or, for records of several parts, the column of
        each part: ``{"title": "标题", "body": "正文", "reply": "答复"}``.
    columns : iterable of str, optional
        Some of `columns.SCHEMA`; all if not given. What is not asked for costs no
        time.
    prefix : str
        Put before the names of the columns that are added.
    classifier : Classifier, optional
        Loaded on the driver; the national rules if not given.

    Returns
    -------
    pyspark.sql.DataFrame
        A row for each row; one that is missing or no text says so in ``error``.

    Raises
    ------
    InputError
        Where a column or part does not exist, is no text, or a name is taken.
    """
    own = frame.schema
    names = result_names(own.names, text, columns, prefix, is_case_blind=True)
    places = {column: own.names.index(column) for column in columns_read(text)}
    problems = [
        Problem("JF794", {"field": column, "type": own[place].dataType.simpleString()})
        for column, place in places.items()
        if not isinstance(own[place].dataType, _TEXT_TYPES)
    ]
    if problems:
        raise InputError(*problems)
    source = (
        {part: places[column] for part, column in text.items()}
        if isinstance(text, Mapping)
        else places[text]
    )
    rules = _broadcast(frame.sparkSession, classifier_or_national(classifier))
    task = Task(__version__, rules, source, names)
    added = [types.StructField(n, spark_type(SCHEMA[c])) for c, n in names.items()]
    # Not a pandas UDF: by way of pandas, whole numbers with gaps become floats and
    # times change their zone, in columns that are none of our business.
    return frame.mapInArrow(
        partial(classify_batches, task), types.StructType([*own.fields, *added])
    )


class SharedRules:
    """A classifier that travels by value, and is put together once in a process.

    Left to itself a classifier is loaded again from its files, which other machines
    need not have.
    """

    def __init__(self, classifier: Classifier) -> None:
        self.classifier = classifier

    def __reduce__(self) -> tuple[Any, ...]:
        consultant = self.classifier.consultant
        estimator = None if consultant is None else consultant.estimator
        return _put_together, (self.classifier.rules, estimator)


def _put_together(rules: CompiledRules, estimator: Estimator | None) -> SharedRules:
    shared = SharedRules(Classifier(rules, estimator))
    # A million objects that stay until the end need not be searched for garbage.
    gc.collect()
    gc.freeze()
    return shared


class Task(NamedTuple):
    """What a worker is told; the rules themselves come by broadcast.

    Parameters
    ----------
    version : str
        Of this package where the frame was made.
    rules : Broadcast
        Of `SharedRules`.
    source : int or mapping of str to int
        The place of the column of texts, or those of the parts.
    names : mapping of str to str
        The columns to give, and their names in the frame.
    """

    version: str
    rules: Any
    source: int | Mapping[str, int]
    names: Mapping[str, str]


def classify_batches(task: Task, batches: Iterator[Any]) -> Iterator[Any]:
    """Yield batches of Arrow with the results as further columns; runs on a worker.

    Raises
    ------
    ResourceError
        Where another version of this package is installed here (JF795).
    """
    import pyarrow as pa

    from jianfu_rules.integrations.arrow import arrow_array

    if task.version != __version__:
        values = {"ours": task.version, "theirs": __version__}
        raise ResourceError(Problem("JF795", values))
    columns = tuple(task.names)
    read = reader(task.rules.value.classifier, columns)
    for batch in batches:
        names = [*batch.schema.names, *task.names.values()]
        for start in range(0, batch.num_rows, AT_ONCE):
            piece = batch.slice(start, AT_ONCE)
            rows = [read(value) for value in _values(piece, task.source)]
            found = [arrow_array([r[c] for r in rows], SCHEMA[c]) for c in columns]
            yield pa.RecordBatch.from_arrays([*piece.columns, *found], names=names)


def _values(batch: Any, source: int | Mapping[str, int]) -> Iterable[object]:
    from jianfu_rules.integrations.arrow import python_values

    if isinstance(source, int):
        return python_values(batch.column(source))
    cells = (python_values(batch.column(place)) for place in source.values())
    return [
        dict(zip(source, values, strict=True)) for values in zip(*cells, strict=True)
    ]


def _broadcast(session: Any, classifier: Classifier) -> Any:
    context = session.sparkContext
    known, rules = _sent.get(classifier, (None, None))
    if known is not context:
        rules = context.broadcast(SharedRules(classifier))
        _sent[classifier] = (context, rules)
    return rules
