"""Print how well the behaviour cases come out, by capability and half.

``python scripts/behaviour.py`` prints the tables; with ``--failures CAPABILITY``
(or ``all``) it lists the open cases that fail, with the evidence. The texts of the
sealed half are never printed: they are counted only, to see whether what was mended
by the open half holds for texts that nobody looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from jianfu_rules.model import Classification
from tests.behaviour.cases import HALVES, TYPES, Case, CaseFileError, read_cases
from tests.behaviour.judging import is_right, judge, stance_score


def share_cells(cases: Iterable[Case]) -> str:
    """Return count, right ones and share as cells of a table."""
    rights = [is_right(case) for case in cases]
    share = f"{sum(rights) / len(rights):.0%}" if rights else "—"
    return f"{len(rights)} | {sum(rights)} | {share}"


def print_tables(cases: list[Case]) -> None:
    """Print the tables, in Markdown."""
    halves = {half: [c for c in cases if c.half == half] for half in HALVES}
    print("| | open：条 | 对 | 占 | sealed：条 | 对 | 占 |")
    print("|---|---|---|---|---|---|---|")
    capabilities = sorted({case.capability for case in cases})
    for capability in capabilities:
        cells = [
            share_cells(c for c in half if c.capability == capability)
            for half in halves.values()
        ]
        print(f"| {capability} | {' | '.join(cells)} |")
    for kind in TYPES:
        cells = [
            share_cells(c for c in half if c.type == kind) for half in halves.values()
        ]
        print(f"| *{kind}* | {' | '.join(cells)} |")
    cells = [share_cells(half) for half in halves.values()]
    print(f"| **all** | {' | '.join(cells)} |")
    print()
    print("| | open：P | R | F1 | sealed：P | R | F1 |")
    print("|---|---|---|---|---|---|---|")
    for stance in ("complaint", "remedy", "policy", "mention"):
        scores = [stance_score(half, stance) for half in halves.values()]
        shown = (f"{s.precision:.2f} | {s.recall:.2f} | {s.f1:.2f}" for s in scores)
        print(f"| {stance} | {' | '.join(shown)} |")


def print_verdict(result: Classification) -> None:
    """Print labels with their evidence and cues, and what was dropped."""
    for label in result.labels:
        print(f"    {label.symptom} {label.stance} {label.score:.2f} ({label.source})")
        for item in label.evidence:
            cues = ", ".join(f"{c.cue} “{c.quote}” {c.effect}" for c in item.causes)
            print(f"      {item.match.rule_id} “{item.quote}” [{cues}]")
    for drop in result.dropped:
        cues = ", ".join(f"{c.cue} “{c.quote}” {c.effect}" for c in drop.causes)
        print(
            f"    dropped {drop.match.rule_id} “{drop.quote}”: {drop.reason} [{cues}]"
        )


def print_failures(cases: Iterable[Case]) -> None:
    """Print the failing cases among *cases*; of an INV only what fails."""
    for case in cases:
        if is_right(case):
            continue
        print(f"{case.id} ({case.type})")
        for reading in judge(case):
            if not reading.faults and case.type == "INV":
                continue
            print(f"  {reading.name}: {reading.result.text}")
            for fault in reading.faults:
                print(f"    ✗ {fault}")
            print_verdict(reading.result)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--failures", metavar="CAPABILITY", default="")
    options = parser.parse_args()
    try:
        cases = read_cases()
    except CaseFileError as error:
        print(error, file=sys.stderr)
        return 1
    known = sorted({case.capability for case in cases})
    if not options.failures:
        print_tables(cases)
    elif options.failures in (*known, "all"):
        wanted = known if options.failures == "all" else [options.failures]
        print_failures(c for c in cases if c.half == "open" and c.capability in wanted)
    else:
        print(f"no capability {options.failures}; try {', '.join(known)}, all")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
