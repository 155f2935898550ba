"""Score the finder on the labelled texts.

A labelled place counts as found when a place of the same kind covers it: all of a
number, all but the ends of a name, and of an address the door and half the rest. A
found place is right when at least half of it is labelled.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from jianfu_rules.redaction import NUMBERED_KINDS, find_personal

CASES = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("cases.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def family(kind: str) -> str:
    return "numbered" if kind in NUMBERED_KINDS else kind


def _is_found(start: int, end: int, kind: str, found) -> bool:  # type: ignore[no-untyped-def]
    same = [p for p in found if family(p.kind) == family(kind)]
    covered = {i for p in same for i in range(p.start, p.end)} & set(range(start, end))
    if kind == "address":
        return end - 1 in covered and len(covered) * 2 >= end - start
    return len(covered) == end - start


def score(half: str) -> tuple[dict[str, tuple[float, float]], list[str]]:
    """Return (recall, precision) by family, and what went wrong."""
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: list[str] = []
    for case in CASES:
        if case["half"] != half:
            continue
        text = case["text"]
        found = find_personal(text)
        labelled = {i for s, e, _ in case["personal"] for i in range(s, e)}
        for start, end, kind in case["personal"]:
            wanted[family(kind)] += 1
            if _is_found(start, end, kind, found):
                got[family(kind)] += 1
            else:
                wrong.append(f"{case['id']} missed {kind} {text[start:end]}: {text}")
        for place in found:
            said[family(place.kind)] += 1
            span = range(place.start, place.end)
            if 2 * len(labelled & set(span)) >= len(span):
                right[family(place.kind)] += 1
            else:
                shown = text[place.start : place.end]
                wrong.append(f"{case['id']} wrong {place.kind} {shown}: {text}")
    return {
        k: (got[k] / wanted[k], right[k] / max(said[k], 1)) for k in sorted(wanted)
    }, wrong


if __name__ == "__main__":
    for half in ("seen", "unseen", "blind", "fresh_seen", "fresh_sealed"):
        figures, wrong = score(half)
        for name, (recall, precision) in figures.items():
            print(f"{half:7} {name:9} recall {recall:.3f} precision {precision:.3f}")
        if half == "seen":
            print("\n".join(wrong))
