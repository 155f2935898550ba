"""``jianfu rules discover``: phrases that the rules lack, from texts that they missed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from jianfu_rules.cli.file_options import (
    EncodingOption,
    IdFieldOption,
    QuietOption,
    TextFieldOption,
)
from jianfu_rules.cli.options import LocalityOption, Noise, NoiseOption, RulesOption
from jianfu_rules.cli.rules_on_files import (
    FileRecords,
    MoreFilesArgument,
    OnOption,
    OutputOption,
    check_target,
    choose_format,
    open_target,
)
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError, Problem

if TYPE_CHECKING:
    from jianfu_rules.authoring.discovery import Candidate, Discovery, Sample
    from jianfu_rules.authoring.drafting import Context
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.model import Ruleset

_CONTEXTS = 3
_EXAMPLES = 2


class DiscoverFormat(str, Enum):
    """How candidates are written."""

    table = "table"
    yaml = "yaml"
    json = "json"


_SUFFIXES = {
    ".yml": DiscoverFormat.yaml,
    ".yaml": DiscoverFormat.yaml,
    ".json": DiscoverFormat.json,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate with what a person needs to judge it."""

    candidate: Candidate
    name: str
    contexts: list[Context]
    draft: str


def show_candidates(
    on: OnOption,
    more: MoreFilesArgument = None,
    gold: Annotated[bool, typer.Option("--gold", help=say("discover.gold"))] = False,
    reviewed: Annotated[
        Path | None,
        typer.Option(
            "--reviewed", metavar=say("metavar.file"), help=say("discover.reviewed")
        ),
    ] = None,
    symptom: Annotated[
        str | None,
        typer.Option(
            "--symptom", metavar=say("discover.symptom.name"), help=say("discover.of")
        ),
    ] = None,
    min_count: Annotated[
        int | None,
        typer.Option(
            "--min-count", min=1, metavar=say("metavar.count"), help=say("discover.min")
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", min=1, metavar=say("metavar.count"), help=say("discover.limit")
        ),
    ] = 40,
    output_format: Annotated[
        DiscoverFormat | None,
        typer.Option(
            "--format", "-f", metavar=say("metavar.format"), help=say("discover.format")
        ),
    ] = None,
    output: OutputOption = None,
    rules: RulesOption = None,
    locality: LocalityOption = None,
    noise: NoiseOption = Noise.usual,
    text_field: TextFieldOption = None,
    id_field: IdFieldOption = None,
    encoding: EncodingOption = None,
    quiet: QuietOption = False,
) -> None:
    """Classify the records, and look at what was missed for what is common to it."""
    from jianfu_rules.authoring.discovery import discover
    from jianfu_rules.cli.loading import load_classifier

    if gold and reviewed is not None:
        raise InputError(Problem("JF715"))
    files = [*on, *(more or ())]
    inputs = [*files, *([str(reviewed)] if reviewed else [])]
    target = check_target(output, inputs)
    kind = choose_format(output_format, target, _SUFFIXES, DiscoverFormat.table)
    classifier = load_classifier(rules, noise, no_model=True, locality=locality)
    ruleset = classifier.ruleset
    wanted = _wanted(ruleset, symptom)
    records = FileRecords(files, text_field, id_field, encoding, quiet=quiet)
    if reviewed is not None:
        samples = _reviewed_samples(records, reviewed, classifier)
    else:
        samples = list(_samples(records, classifier, gold=gold))
    discovery = discover(
        samples,
        ruleset,
        symptoms=wanted,
        min_count=min_count or (2 if gold or reviewed else 3),
        limit=limit,
    )
    found = list(judge_candidates(discovery, samples, ruleset))
    with open_target(target, kind.value) as stream:
        _write(found, samples, kind, stream)
    records.say_what_was_lost()
    if target is not None and not quiet:
        records.log.echo(say("summary.written", path=target))
    raise typer.Exit(records.exit_code)


def _wanted(ruleset: Ruleset, symptom: str | None) -> list[str]:
    """Return the symptoms to look for; one may be called by its name."""
    symptoms = ruleset.taxonomy.symptoms
    if symptom is None:
        return [s.id for s in symptoms if s.is_scored]
    found = [s.id for s in symptoms if symptom in (s.id, s.name)]
    if not found:
        from jianfu_rules.ruleset.checking import nearest

        known = [name for s in symptoms for name in (s.id, s.name)]
        values = {"value": symptom, "suggestion": nearest(symptom, known)}
        values["known"] = "、".join(s.id for s in symptoms)
        raise InputError(Problem("JF716", values))
    return found


def _samples(
    records: FileRecords, classifier: Classifier, *, gold: bool
) -> Iterator[Sample]:
    from jianfu_rules.authoring.gold import case_of
    from jianfu_rules.authoring.samples import judged_sample, unjudged_sample
    from jianfu_rules.authoring.wholetext import classify_whole

    for record in records:
        if not gold:
            result = classify_whole(classifier, record)
            yield unjudged_sample(record.id, result, classifier.symptom_of)
            continue
        case = case_of(record)
        if isinstance(case, Problem):
            records.refuse(replace(record, error=case))
        elif not case.is_debatable:
            labels = {s: v for s, v in case.labels.items() if s not in case.optional}
            yield judged_sample(record.id, labels, classify_whole(classifier, record))


def _reviewed_samples(
    records: FileRecords, reviewed: Path, classifier: Classifier
) -> list[Sample]:
    """Return the samples; what reviewers labelled counts, also where not in the files."""
    from jianfu_rules.authoring.samples import judged_sample, reviews, unjudged_sample
    from jianfu_rules.authoring.wholetext import classify_whole

    rows = FileRecords(
        [str(reviewed)],
        records.settings["text_field"],
        records.settings["id_field"],
        records.settings["encoding"],
        quiet=records.log.quiet,
    )
    labels, reviewed_records, problems = reviews(rows, classifier.ruleset.taxonomy)
    for problem in problems:
        records.log(problem)
    records.unreadable_count += rows.unreadable_count + len(problems)
    records.failed_files += rows.failed_files
    samples = [
        unjudged_sample(
            record.id, classify_whole(classifier, record), classifier.symptom_of
        )
        for record in records
        if record.id not in labels
    ]
    samples += [
        judged_sample(
            record_id, given, classify_whole(classifier, reviewed_records[record_id])
        )
        for record_id, given in labels.items()
    ]
    # What nobody looked at is no sign of anything beside what reviewers corrected.
    return [replace(sample, is_open=False) for sample in samples]


def judge_candidates(
    discovery: Discovery, samples: Sequence[Sample], ruleset: Ruleset
) -> Iterator[_Found]:
    """Yield each candidate with where it stands and the draft of a rule."""
    from jianfu_rules.authoring.drafting import contexts, counterexample, draft_rule

    names = {s.id: s.name for s in ruleset.taxonomy.symptoms}
    taken = {rule.id for rule in ruleset.rules}
    for candidate in discovery.candidates:
        seen = list(contexts(candidate, samples, discovery.finder, _CONTEXTS))
        examples = sorted((c.sentence for c in seen), key=len)[:_EXAMPLES]
        against = counterexample(candidate, samples, discovery.finder)
        draft = draft_rule(
            candidate, examples, [against or say("discover.no_counter")], taken
        )
        taken.add(f"{candidate.symptom}.{draft.split()[2]}")
        yield _Found(candidate, names[candidate.symptom], seen, draft)


def _write(
    found: list[_Found],
    samples: Sequence[Sample],
    kind: DiscoverFormat,
    stream: TextIO,
) -> None:
    if kind is DiscoverFormat.json:
        values = {
            "records": len(samples),
            "missed": _missed_count(samples),
            "candidates": [_values(item, samples) for item in found],
        }
        stream.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
    elif kind is DiscoverFormat.yaml:
        for item in found:
            stream.write(
                f"# {item.name}（{item.candidate.symptom}）：{_figures(item)}\n"
            )
            stream.write(item.draft + "\n\n")
    else:
        stream.write("\n".join(candidate_lines(found, samples)) + "\n")


def _missed_count(samples: Sequence[Sample]) -> int:
    return sum(bool(s.is_open or s.missed) for s in samples)


def _values(item: _Found, samples: Sequence[Sample]) -> dict[str, Any]:
    candidate = item.candidate
    return {
        "phrase": candidate.phrase,
        "symptom": candidate.symptom,
        "name": item.name,
        "score": round(candidate.score, 2),
        "missed": [samples[number].id for number in candidate.missed],
        "right": candidate.right,
        "count": candidate.count,
        "contexts": [
            {"id": c.id, "before": c.before, "found": c.found, "after": c.after}
            for c in item.contexts
        ],
        "yaml": item.draft,
    }


def _figures(item: _Found) -> str:
    candidate = item.candidate
    return say(
        "discover.figures",
        missed=len(candidate.missed),
        right=candidate.right,
        count=candidate.count,
        score=f"{candidate.score:.1f}",
    )


def candidate_lines(found: list[_Found], samples: Sequence[Sample]) -> Iterator[str]:
    """Yield the candidates for the reader."""
    yield say(
        "discover.summary",
        records=f"{len(samples):,}",
        missed=f"{_missed_count(samples):,}",
        found=len(found),
    )
    if not found:
        yield say("discover.nothing")
    for number, item in enumerate(found, 1):
        yield ""
        yield f"{number}. {item.candidate.phrase}  {item.name}"
        yield f"   {_figures(item)}"
        for context in item.contexts:
            shown = f"{context.before}【{context.found}】{context.after}"
            yield f"   {context.id}  {shown}"
    if found:
        yield ""
        yield say("discover.next")
