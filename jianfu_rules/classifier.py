"""The façade: load rules once, then read texts; the stages of one text in order."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.consulting import Consultant
from jianfu_rules.fallback.estimator import (
    Estimator,
    bundled_estimator,
    read_estimator,
)
from jianfu_rules.model import Classification, Ruleset
from jianfu_rules.pipeline.matching import find_matches, scan_text
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.quantities import find_facts
from jianfu_rules.pipeline.scoring import score_labels
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.stance import apply_context
from jianfu_rules.ruleset.compiling import CompiledRules, compile_rules
from jianfu_rules.ruleset.noise import USUAL_NOISE
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules

if TYPE_CHECKING:
    from jianfu_rules.model import Dropped

MAX_CHARS = 200_000
# Longer texts are read up to here and the result says so: the longest letters met
# have 9,000 characters, so this is a bound on cost and not on use.

TOO_LONG = "文字超过 {limit:,} 字，只看了前面这些"
TOO_MANY = "词语太多，超出预算，只看了前面一部分"


class Classifier:
    """Compiled rules with one verb: `classify`.

    Parameters
    ----------
    rules : CompiledRules
        See `load` for the usual way to make one.

    Examples
    --------
    >>> classifier = Classifier.load()
    >>> classifier.classify("我一个村干部加了四十多个工作群").is_complaint
    True
    """

    def __init__(
        self, rules: CompiledRules, estimator: Estimator | None = None
    ) -> None:
        self.rules = rules
        self.consultant: Consultant | None = None
        if estimator is not None:
            self.consultant = Consultant(estimator, TextConcepts(rules))

    @classmethod
    def load(
        cls,
        rules: str | os.PathLike[str] | None = None,
        *,
        noise: str = USUAL_NOISE,
        fallback: str | os.PathLike[str] | None = "bundled",
    ) -> Classifier:
        """Read, check and compile the rules.

        Parameters
        ----------
        rules : path, optional
            A rule directory; without it the national rules.
        noise : {'off', 'typed', 'ocr', 'voice', 'usual', 'all'}
            The slips of one character in which words of the rules are still found.
        fallback : 'bundled', None or path
            The trained model to ask beside the rules: the one that comes along,
            none, or a model file. The bundled one is only used with the rules
            that come along, whose words it knows.

        Raises
        ------
        RuleError
            With every problem of the rule files.
        ResourceError
            Where there are no rules.
        """
        place = find_rules(rules)
        estimator = None
        if fallback == "bundled":
            if place.how in {"package", "checkout"}:
                estimator = bundled_estimator()
        elif fallback is not None:
            estimator = read_estimator(Path(fallback))
        with _paused_collector():
            return cls(compile_rules(read_rules(place.root), noise), estimator)

    @property
    def ruleset(self) -> Ruleset:
        """The checked rules as data."""
        return self.rules.ruleset

    def classify(self, text: str) -> Classification:
        """Name the symptoms that *text* speaks of, with stance and evidence.

        Parameters
        ----------
        text : str
            Any text; read up to `MAX_CHARS` code points.

        Returns
        -------
        Classification
            Offsets are code points of *text* as given.

        Raises
        ------
        InputError
            Where *text* is no `str`.
        """
        if not isinstance(text, str):
            raise InputError(Problem("JF504", {"got": type(text).__name__}))
        reasons = []
        ntext = normalize(text[:MAX_CHARS])
        segments = segment(ntext)
        scan = scan_text(self.rules, ntext.text, segments)
        matches, cue_hits = find_matches(scan)
        readings, dropped, cues = apply_context(scan, ntext, matches, cue_hits)
        labels, weak = score_labels(self.rules, readings, cues)
        source = "rules"
        if self.consultant is not None:
            barred = frozenset(d.match.rule_id.partition(".")[0] for d in dropped)
            ids = [cue.cue.id for cue, _ in cues]
            labels, doubted = self.consultant.consult(
                ntext, segments, ids, labels, barred
            )
            weak += doubted
            if labels and labels[0].source == "model":
                source = "fallback"
        facts = find_facts(ntext)
        if len(text) > MAX_CHARS:
            reasons.append(TOO_LONG.format(limit=MAX_CHARS))
        if not scan.complete:
            reasons.append(TOO_MANY)
        return Classification(
            text=text,
            labels=labels,
            facts=facts,
            dropped=_by_place([*dropped, *weak]),
            decided_by=source if labels else "nobody",
            complete=not reasons,
            reasons=tuple(reasons),
            ruleset=self.rules.ruleset.digest,
        )

    def classify_many(self, texts: Iterable[str]) -> Iterator[Classification]:
        """Classify texts one after the other, lazily and in order."""
        for text in texts:
            yield self.classify(text)


def _by_place(dropped: list[Dropped]) -> tuple[Dropped, ...]:
    return tuple(
        sorted(
            dropped,
            key=lambda d: (d.match.span.start, d.match.span.end, d.match.rule_id),
        )
    )


@contextmanager
def _paused_collector() -> Iterator[None]:
    """Keep the garbage collector from searching while a million objects are made.

    A third of the time to load the rules went there, and nothing is garbage yet.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _national() -> Classifier:
    return Classifier.load()


def classify(text: str) -> Classification:
    """Classify *text* by the national rules, which are loaded on first use.

    Parameters
    ----------
    text : str

    Returns
    -------
    Classification

    Examples
    --------
    >>> classify("一天要在五个群里打卡，根本没空下村").is_complaint
    True
    """
    return _national().classify(text)
