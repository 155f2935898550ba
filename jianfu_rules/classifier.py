"""The façade: load rules once, then read texts; the stages of one text in order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jianfu_rules.collector import paused_collector
from jianfu_rules.errors import InputError, Problem
from jianfu_rules.fallback.concepts import TextConcepts
from jianfu_rules.fallback.consulting import Consultant
from jianfu_rules.fallback.estimator import (
    Estimator,
    bundled_estimator,
    read_estimator,
)
from jianfu_rules.model import PART_NAMES, Classification, Ruleset
from jianfu_rules.model_layers import is_in_force
from jianfu_rules.parallel.recipe import Recipe, load_again, recipe_of
from jianfu_rules.pipeline.breaches import find_breaches
from jianfu_rules.pipeline.citing import Citer
from jianfu_rules.pipeline.matching import find_matches, mended_text
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.pipeline.partitioning import (
    find_pieces,
    join_sides,
    pieces_of_record,
)
from jianfu_rules.pipeline.quantities import find_facts
from jianfu_rules.pipeline.scanning import find_words, scan_words
from jianfu_rules.pipeline.scoring import score_labels
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.pipeline.sides import (
    Verdict,
    apply_context_to_appeal,
    as_reply,
    in_order,
    in_place,
    join_labels,
)
from jianfu_rules.pipeline.stance import apply_context
from jianfu_rules.ruleset.compiled import CompiledRules
from jianfu_rules.ruleset.noise import USUAL_NOISE
from jianfu_rules.ruleset.store import keep_compiled, load_compiled, rules_key
from jianfu_rules.ruleset.where import find_rules
from jianfu_rules.textdates import read_day

if TYPE_CHECKING:
    from datetime import date

    from jianfu_rules.parallel.texts import DatedText
    from jianfu_rules.pipeline.partitioning import Side
    from jianfu_rules.ruleset.where import RulesPlace

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

    recipe: Recipe | None = None

    def __init__(
        self, rules: CompiledRules, estimator: Estimator | None = None
    ) -> None:
        self.rules = rules
        ruleset = rules.outline
        self.citer = Citer(ruleset)
        self.has_dated = any(r.valid_from or r.valid_to for r in ruleset.rules)
        self.symptom_of = {rule.id: rule.symptom for rule in ruleset.rules}
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
        locality: str | None = None,
        on: date | None = None,
    ) -> Classifier:
        """Read, check and compile the rules.

        Parameters
        ----------
        rules : path, optional
            A rule directory, or a folder that holds overlays alone
            (``localities/``); without it the national rules that come along.
        noise : {'off', 'typed', 'ocr', 'voice', 'usual', 'all'}
            The slips of one character in which words of the rules are still found.
        fallback : 'bundled', None or path
            The trained model to ask beside the rules: the one that comes along,
            none, or a model file. The bundled one is only used with the rules
            that come along, whose words it knows, with or without overlays.
        locality : str, optional
            Whose overlays to merge in: ``zhejiang/hangzhou`` or ``浙江省/杭州市``.
        on : date, optional
            The day for which the overlays are merged; today if not given.

        Raises
        ------
        RuleError
            With every problem of the rule files.
        ResourceError
            Where there are no rules, or none of that locality.
        """
        place = find_rules(rules)
        estimator = None
        if fallback == "bundled":
            if place.is_own:
                estimator = bundled_estimator()
        elif fallback is not None:
            estimator = read_estimator(Path(fallback))
        with paused_collector():
            made = cls(_load_compiled(place, noise, locality, on), estimator)
        digest = made.rules.digest
        made.recipe = recipe_of(rules, noise, fallback, locality, on, digest)
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as a recipe where there is one: to load is quicker than to send."""
        if self.recipe is not None:
            return load_again, (type(self).load, self.recipe)
        return type(self), (self.rules, self.consultant and self.consultant.estimator)

    @property
    def ruleset(self) -> Ruleset:
        """The checked rules as data."""
        return self.rules.ruleset

    def classify(
        self, text: str, *, text_date: date | str | None = None
    ) -> Classification:
        """Name the symptoms that *text* speaks of, with stance and evidence.

        Parameters
        ----------
        text : str
            Any text; read up to `MAX_CHARS` code points.
        text_date : date or str, optional
            The day of the text (a str as ``YYYY-MM-DD``): rules, documents and
            limits count that were in force. Without it all count.

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
        day = read_day(text_date)
        read = text[:MAX_CHARS]
        pieces = find_pieces(read)
        if pieces:
            verdict = self._read_sides(
                *join_sides(dict.fromkeys([p.part for p in pieces], read), pieces),
                day,
            )
            # The parts are of one text: what stands first comes first.
            verdict.labels = tuple(map(in_order, verdict.labels))
        else:
            verdict = self._read(read, day=day).sort()
        is_long = len(text) > MAX_CHARS
        return self._classification(verdict, text, day, is_long=is_long)

    def classify_record(
        self, parts: Mapping[str, str], *, text_date: date | str | None = None
    ) -> Classification:
        """Name the symptoms that a record of several parts speaks of.

        Title, body and appeal are read together. An appeal that only asks does not
        turn the complaint of the body into an order; a reply raises no complaint and
        unmakes none; a signature is not read.

        Parameters
        ----------
        parts : mapping of str to str
            The text of each part; the names are those of `model.PART_NAMES`.
        text_date : date or str, optional
            As for `classify`.

        Returns
        -------
        Classification
            Evidence, facts and what was dropped name their ``part``; offsets are
            code points of that part as given.

        Raises
        ------
        InputError
            Where a name is unknown or a part is no `str`.

        Examples
        --------
        >>> classifier = Classifier.load()
        >>> result = classifier.classify_record(
        ...     {"body": "每天填十几张表，苦不堪言。", "reply": "已清理各类报表。"}
        ... )
        >>> result.is_complaint, result.labels[0].evidence[0].part
        (True, 'body')
        """
        given = check_parts(parts)
        read = {name: text[:MAX_CHARS] for name, text in given.items()}
        day = read_day(text_date)
        verdict = self._read_sides(*join_sides(read, pieces_of_record(read)), day)
        # Stable: within a part, the order of the text stays.
        verdict.dropped.sort(key=lambda d: _PART_ORDER[d.part])
        return self._classification(
            verdict,
            "\n".join(given.values()),
            day,
            is_long=any(len(text) > MAX_CHARS for text in given.values()),
            parts=given,
        )

    def _read(
        self,
        text: str,
        appeals: tuple[tuple[int, int], ...] = (),
        *,
        is_reply: bool = False,
        day: str = "",
    ) -> Verdict:
        """Run the stages over one text; see `pipeline.sides` for the options."""
        ntext = normalize(text)
        late_facts = partial(find_facts, ntext)
        words = find_words(self.rules, ntext.text)
        if not words.may_hit and self.consultant is None:
            return Verdict((), [], late_facts, words.is_complete)
        segments = segment(ntext)
        scan = scan_words(self.rules, ntext.text, segments, words)
        matches, cue_hits = find_matches(scan)
        if day and self.has_dated:
            matches = [
                (rule, hit)
                for rule, hit in matches
                if is_in_force(rule.rule.valid_from, rule.rule.valid_to, day)
            ]
        if appeals:
            readings, dropped, cues = apply_context_to_appeal(
                scan, ntext, matches, cue_hits, appeals
            )
        else:
            readings, dropped, cues = apply_context(scan, ntext, matches, cue_hits)
        if is_reply:
            readings = as_reply(readings)
        labels, weak = score_labels(self.rules, readings, cues)
        if self.consultant is not None and not is_reply:
            barred = frozenset(self.symptom_of[d.match.rule_id] for d in dropped)
            faint = frozenset(self.symptom_of[d.match.rule_id] for d in weak)
            mended = ntext
            if scan.slips:
                mended = replace(ntext, text=mended_text(scan, matches))
            labels, doubted = self.consultant.consult(
                mended, segments, cues, labels, faint, barred
            )
            weak += doubted
        return Verdict(labels, [*dropped, *weak], late_facts, scan.complete)

    def _read_sides(self, citizen: Side, office: Side, day: str) -> Verdict:
        """Read what the citizen says, then what the office says, and join them."""
        own = self._read(citizen.text, citizen.appeals, day=day).placed(citizen)
        if not office.pieces:
            return own.sort()
        reply = self._read(office.text, is_reply=True, day=day).placed(office)
        labels, beside = join_labels(own.labels, reply.labels)
        return Verdict(
            labels,
            [*own.dropped, *reply.dropped, *beside],
            lambda: in_place([*own.find_facts(), *reply.find_facts()]),
            own.is_complete and reply.is_complete,
        ).sort()

    def _classification(
        self,
        verdict: Verdict,
        text: str,
        day: str,
        *,
        is_long: bool,
        parts: dict[str, str] | None = None,
    ) -> Classification:
        """Return the verdict with the documents that govern it."""
        reasons = []
        if is_long:
            reasons.append(TOO_LONG.format(limit=MAX_CHARS))
        if not verdict.is_complete:
            reasons.append(TOO_MANY)
        labels = self.citer.cite(verdict.labels, day)
        source = "nobody"
        if labels:
            source = "fallback" if labels[0].source == "model" else "rules"
        result = Classification(
            text=text,
            labels=labels,
            facts=verdict.find_facts,
            dropped=tuple(verdict.dropped),
            decided_by=source,
            complete=not reasons,
            reasons=tuple(reasons),
            ruleset=self.rules.digest,
            parts=parts or {},
        )
        breaches = find_breaches(result, self.rules.outline, day)
        return replace(result, breaches=breaches) if breaches else result

    def classify_many(
        self, texts: Iterable[DatedText], *, workers: int = 1, on_error: str = "raise"
    ) -> Iterator[Classification]:
        """Classify texts in order, as they come; see `parallel.texts.classify_texts`."""
        from jianfu_rules.parallel.texts import classify_texts

        return classify_texts(self, texts, workers, on_error)


_PART_ORDER = {name: number for number, name in enumerate(PART_NAMES)}


def _load_compiled(
    place: RulesPlace, noise: str, locality: str | None, on: date | None
) -> CompiledRules:
    """Return the compiled rules, from the file that keeps them where it can be."""

    def read() -> Ruleset:
        from jianfu_rules.ruleset.localities import load_rules

        return load_rules(place, locality, on=on)

    day = "" if locality is None else str(on or datetime.date.today())
    key = rules_key(place, noise, locality or "", day)
    rules = load_compiled(key, read) if key else None
    if rules is None:
        from jianfu_rules.ruleset.compiling import compile_rules

        rules = compile_rules(read(), noise)
        if key:
            keep_compiled(key, rules)
    return rules


@cache
def _national() -> Classifier:
    return Classifier.load()


def check_parts(parts: Mapping[str, str]) -> dict[str, str]:
    """Return the parts that hold anything, in the order in which they are read.

    Raises
    ------
    InputError
        With every part that has an unknown name or is no text.
    """
    problems = []
    for name, text in parts.items():
        if name not in PART_NAMES:
            known = "、".join(PART_NAMES)
            problems.append(Problem("JF509", {"part": name, "known": known}))
        elif not isinstance(text, str):
            problems.append(Problem("JF504", {"got": type(text).__name__}))
    if problems:
        raise InputError(*problems)
    return {name: parts[name] for name in PART_NAMES if parts.get(name, "").strip()}


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
