"""``jianfu learn``: what reviewers corrected, kept as cases and held up to the rules."""

from __future__ import annotations

from dataclasses import replace as replace_values
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
)
from jianfu_rules.cli.options import (
    LocalityOption,
    ModelOption,
    Noise,
    NoiseOption,
    NoModelOption,
    RulesOption,
)
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
)
from jianfu_rules.cli.spoken import SpokenCommand, new_app
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jianfu_rules.authoring.corrections import Correction, Merged
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.records.record import Record

app = new_app(say("learn"))

_RULES_SHOWN = 15
_SUGGESTIONS = 20


@app.command(cls=SpokenCommand, help=say("learn"))
def learn(
    queue: Annotated[
        Path,
        typer.Argument(
            metavar=say("metavar.file"), help=say("learn.queue"), show_default=False
        ),
    ],
    corpus: Annotated[
        Path,
        typer.Option("--corpus", metavar=say("metavar.file"), help=say("learn.corpus")),
    ] = Path("corpus.jsonl"),
    replace: Annotated[
        bool, typer.Option("--replace", help=say("learn.replace"))
    ] = False,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    no_model: NoModelOption = False,
    model: ModelOption = None,
    encoding: EncodingOption = None,
) -> None:
    """Read the corrections, keep them, and say what they tell of the rules."""
    from jianfu_rules.cli.loading import load_classifier

    classifier = load_classifier(
        rules, noise, no_model=no_model, locality=locality, model=model
    )
    rows, corrections = _read(queue, encoding, classifier)
    merged = _keep(corpus, corrections, classifier, replace=replace)
    print(
        say(
            "learn.sum",
            rows=len(rows),
            corrected=sum(not c.is_confirmed for c in corrections),
            confirmed=sum(c.is_confirmed for c in corrections),
            unseen=len(rows) - len(corrections),
            corpus=corpus,
            added=merged.added,
            replaced=merged.replaced,
            same=merged.same,
        )
    )
    for line in (
        *_rule_lines(corrections, classifier),
        *_suggestion_lines(corpus, rows, corrections, classifier),
    ):
        print(line)
    if corrections:
        print("\n" + say("learn.next", corpus=corpus))


def _read(
    queue: Path, encoding: str | None, classifier: Classifier
) -> tuple[list[Record], list[Correction]]:
    """Return the rows, and the corrections in them.

    Raises
    ------
    InputError
        With all that cannot be understood; then nothing is kept.
    """
    from jianfu_rules.authoring import corrections as columns
    from jianfu_rules.model import SourceRef

    records = FileRecords([str(queue)], columns.TEXT, columns.ID, encoding, quiet=True)
    rows = list(records)
    if records.failed_files or records.unreadable_count:
        # Said already, each at its place.
        raise typer.Exit(records.exit_code)
    reader = columns.CorrectionReader(classifier.rules.taxonomy)
    problems = []
    wanted = (columns.NOW, columns.SYMPTOMS, columns.STANCE)
    for name in wanted if rows else ():
        if name not in rows[0].extra:
            values = {"field": name, "known": "、".join(rows[0].extra)}
            problems.append(Problem("JF620", values, SourceRef(str(queue))))
    if problems:
        raise InputError(*problems)
    corrections = []
    for row in rows:
        found = reader.read(row)
        if isinstance(found, list):
            problems += found
        elif found is not None:
            corrections.append(found)
    if problems:
        raise InputError(*problems)
    return rows, corrections


def _keep(
    corpus: Path,
    corrections: Sequence[Correction],
    classifier: Classifier,
    *,
    replace: bool,
) -> Merged:
    """Put the corrections into the corpus, all or none."""
    from jianfu_rules.authoring.corrections import merge_corpus
    from jianfu_rules.evaluation.scorecard import read_cases
    from jianfu_rules.records.writing import check_output, open_output

    check_output(corpus, [])
    lines: list[str] = []
    if corpus.exists():
        read_cases(corpus)  # says what is no case, and where
        lines = corpus.read_text(encoding="utf-8").splitlines()
    names = {s.id: s.name for s in classifier.rules.taxonomy.symptoms}
    merged = merge_corpus(lines, str(corpus), corrections, names, replace=replace)
    if merged.problems:
        raise InputError(*merged.problems)
    if merged.added or merged.replaced:
        with open_output(corpus, encoding="utf-8", errors="strict") as stream:
            stream.write("\n".join(merged.lines) + "\n")
    return merged


def _rule_lines(
    corrections: Sequence[Correction], classifier: Classifier
) -> Iterator[str]:
    """Yield which rules were right and which wrong by the corrections."""
    from jianfu_rules.authoring.corrections import case_of_correction
    from jianfu_rules.cli.evaluate_lines import rule_line
    from jianfu_rules.evaluation.blame import blame
    from jianfu_rules.evaluation.report import scored_symptoms
    from jianfu_rules.evaluation.scorecard import score_cases

    cases = [case_of_correction(c) for c in corrections]
    results = list(classifier.classify_many(c.text for c in cases))
    symptoms = scored_symptoms(classifier)
    card = score_cases(cases, [r.stances for r in results], symptoms)
    records = blame(card.outcomes, results)
    names = {rule.id: rule.name for rule in classifier.rules.outline.rules}
    wrong = [r for r in records if r.wrong]
    right = [r for r in records if not r.wrong]
    if cases:
        exact = sum(o.is_exact for o in card.outcomes)
        yield "\n" + say("learn.verdicts", right=exact, count=len(cases))
    if wrong:
        yield say("learn.rules.wrong")
        yield from (rule_line(r, names) for r in wrong[:_RULES_SHOWN])
    if right:
        right.sort(key=lambda r: (-r.right, r.rule))
        shown = "、".join(f"{r.rule} {r.right}" for r in right[:_RULES_SHOWN])
        yield say("learn.rules.right", count=len(right), rules=shown)


def _suggestion_lines(
    corpus: Path,
    rows: Sequence[Record],
    corrections: Sequence[Correction],
    classifier: Classifier,
) -> Iterator[str]:
    """Yield phrases that the rules lack, by all corrections kept so far."""
    from jianfu_rules.authoring.discovery import discover
    from jianfu_rules.authoring.samples import judged_sample, unjudged_sample
    from jianfu_rules.classifier import Classifier as AnyClassifier
    from jianfu_rules.cli.rules_discover import candidate_lines, judge_candidates
    from jianfu_rules.evaluation.report import scored_symptoms
    from jianfu_rules.evaluation.scorecard import read_cases

    if not corrections:
        return
    alone = AnyClassifier(classifier.rules)
    samples = [
        judged_sample(case.id, case.labels, alone.classify(case.text))
        for case in read_cases(corpus)
        if not case.is_debatable
    ]
    seen = {id(correction.record) for correction in corrections}
    for row in rows:
        if id(row) not in seen:
            result = alone.classify(row.text)
            # What nobody looked at is no sign of anything beside corrections.
            sample = unjudged_sample(row.id, result, alone.symptom_of)
            samples.append(replace_values(sample, is_open=False))
    discovery = discover(
        samples,
        classifier.ruleset,
        symptoms=scored_symptoms(classifier),
        min_count=2,
        limit=_SUGGESTIONS,
    )
    found = list(judge_candidates(discovery, samples, classifier.ruleset))
    yield "\n" + say("learn.suggestions")
    if not found:
        yield say("learn.no_suggestions", missed=sum(bool(x.missed) for x in samples))
        return
    yield from candidate_lines(found, samples)
