"""Classify a stream of texts, in this process or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import Classification
from jianfu_rules.parallel.cores import core_count
from jianfu_rules.parallel.failures import Failure, failure_problem
from jianfu_rules.parallel.pool import Work, WorkerPool

if TYPE_CHECKING:
    from datetime import date

    from jianfu_rules.classifier import Classifier

    Text = str | Mapping[str, str]
    DatedText = Text | tuple[Text, date | str | None]

ON_ERROR = ("raise", "keep")


def classify_texts(
    classifier: Classifier,
    texts: Iterable[DatedText],
    workers: int,
    on_error: str,
) -> Iterator[Classification]:
    """Yield the classification of each text, in order, reading little ahead.

    Parameters
    ----------
    classifier : Classifier
    texts : iterable
        Each a str, a mapping as for `Classifier.classify_record`, or a pair of one of
        these and the day of the text. Read as the results are taken, so it may be a
        stream without end.
    workers : int
        How many processes classify; 1 is this one alone, 0 one for each core.
    on_error : {'raise', 'keep'}
        What becomes of a text that cannot be classified: the error is raised in its
        turn, or it has a result that is not ``complete``, with the reason.

    Returns
    -------
    iterator of Classification
        To close it, or to leave it behind, ends the processes.

    Raises
    ------
    InputError
        With ``on_error="raise"``, where a text is none (JF504) or ends two processes
        (JF780); where the processes cannot start or die one after the other (JF782,
        JF783); where an argument is none of these (JF785, JF786).

    Examples
    --------
    >>> from jianfu_rules import Classifier
    >>> classifier = Classifier.load()
    >>> texts = ["我一个村干部加了四十多个工作群", {"body": "路灯坏了", "reply": "已修"}]
    >>> [r.is_complaint for r in classifier.classify_many(texts, workers=2)]
    [True, False]
    """
    workers = check_workers(workers)
    if on_error not in ON_ERROR:
        values = {"given": repr(on_error), "known": "、".join(map(repr, ON_ERROR))}
        raise InputError(Problem("JF786", values))
    if workers == 1:
        return _one_by_one(classifier, texts, on_error)
    return _shared(classifier, texts, workers, on_error)


def check_workers(workers: int) -> int:
    """Return the number of processes, that of the cores for 0.

    Raises
    ------
    InputError
        Where it is none (JF785).
    """
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 0:
        raise InputError(Problem("JF785", {"given": repr(workers)}))
    return workers or core_count()


def start(classifier: Classifier) -> Callable[[DatedText], Classification]:
    """Return what the processes do with each text."""

    def work(item: DatedText) -> Classification:
        result = _classify(classifier, item)
        # The text is at hand where the result goes, and need not travel twice.
        return result if result.parts else replace(result, text="")

    return work


def _classify(classifier: Classifier, item: DatedText) -> Classification:
    text, day = item if isinstance(item, tuple) else (item, None)
    if isinstance(text, Mapping):
        return classifier.classify_record(text, text_date=day)
    return classifier.classify(text, text_date=day)


def _one_by_one(
    classifier: Classifier, texts: Iterable[DatedText], on_error: str
) -> Iterator[Classification]:
    for item in texts:
        yield _classify_or_keep(classifier, item, on_error)


def _shared(
    classifier: Classifier, texts: Iterable[DatedText], workers: int, on_error: str
) -> Iterator[Classification]:
    with WorkerPool[Any](workers, Work(start, (classifier,))) as pool:
        for item, outcome in pool.map(texts, _payload, _char_count):
            if isinstance(outcome, Classification):
                text = _text(item)
                is_plain = isinstance(text, str)
                yield replace(outcome, text=text) if is_plain else outcome
            elif isinstance(outcome, Failure) and on_error == "keep":
                yield _kept(item, outcome)
            elif isinstance(outcome, Failure) and outcome.is_death:
                raise InputError(Problem("JF780"))
            else:
                # Here an error comes with all that belongs to it.
                yield _classify_or_keep(classifier, item, on_error)


def _classify_or_keep(
    classifier: Classifier, item: DatedText, on_error: str
) -> Classification:
    try:
        return _classify(classifier, item)
    except Exception as error:
        if on_error == "raise":
            raise
        return _kept(item, Failure.of(error))


def _kept(item: DatedText, failure: Failure) -> Classification:
    """Return the result of a text that has none: incomplete, with the reason."""
    text = _text(item)
    problem = failure_problem(failure)
    reason = f"{problem.code} {problem.message()}"
    shown = text if isinstance(text, str) else ""
    return Classification(shown, complete=False, reasons=(reason,))


def _text(item: DatedText) -> Any:
    return item[0] if isinstance(item, tuple) else item


def _payload(item: DatedText) -> DatedText | None:
    """Return what is sent; what is no text is left for this process to refuse."""
    text = _text(item)
    if isinstance(text, Mapping):
        return (dict(text), item[1]) if isinstance(item, tuple) else dict(text)
    return item if isinstance(text, str) else None


def _char_count(item: DatedText) -> int:
    text = _text(item)
    pieces = text.values() if isinstance(text, Mapping) else (text,)
    return sum(len(piece) for piece in pieces if isinstance(piece, str))
