"""``jianfu classify --dry-run``: what would be read, told without classifying."""

from __future__ import annotations

from collections.abc import Sequence

from jianfu_rules.cli import exit_codes
from jianfu_rules.cli.classify_run import Source
from jianfu_rules.cli.problem_log import ProblemLog
from jianfu_rules.cli.wording import say
from jianfu_rules.errors import InputError
from jianfu_rules.records.dates import find_day
from jianfu_rules.records.inputs import InputFile


def describe_inputs(
    inputs: Sequence[InputFile], source: Source, log: ProblemLog
) -> int:
    """Print kind, encoding, columns and number of records of every input.

    Parameters
    ----------
    inputs : sequence of InputFile
    source : Source
    log : ProblemLog
        Told what a real run would tell.

    Returns
    -------
    int
        The exit code.
    """
    total = 0
    is_all_read = True
    for file in inputs:
        seen: dict[str, object] = {}
        count = bad_count = 0
        try:
            for record in source.read(file, log, seen=seen):
                count += 1
                if record.error:
                    bad_count += 1
                    log(record.error)
                else:
                    find_day(record, source.about_fields.get("date"), log)
        except InputError as error:
            for problem in error.problems:
                log(problem)
            is_all_read = False
            print(say("dry.failed", file=file.name))
        if count:
            line = say(
                "dry.file", file=file.name, what=_describe(seen), count=f"{count:,}"
            )
            bad = say("dry.bad", count=f"{bad_count:,}") if bad_count else ""
            print(line + bad)
        total += count
        is_all_read = is_all_read and not bad_count
    log.close()
    print(say("dry.total", files=len(inputs), count=f"{total:,}"))
    return exit_codes.OK if is_all_read else exit_codes.INPUT


def _describe(seen: dict[str, object]) -> str:
    columns = seen.get("columns", ())
    pairs = columns if isinstance(columns, tuple) else ()
    shown = [str(seen.get(key, "")) for key in ("kind", "encoding")]
    shown += [f"{say('column.' + what)}={name}" for what, name in pairs]
    return " · ".join(filter(None, shown))
