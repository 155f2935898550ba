"""The sentences about a comparison of rule sets that all its outputs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.cli.wording import say

if TYPE_CHECKING:
    from jianfu_rules.authoring.impact import Impact, LabelChange, Witness


def summary(impact: Impact) -> str:
    """Return the sentence that says how much differs."""
    return say(
        "impact.records",
        records=f"{impact.record_count:,}",
        flips=f"{impact.flip_count:,}",
        before=f"{impact.complaint_counts['before']:,}",
        after=f"{impact.complaint_counts['after']:,}",
    )


def change_line(change: LabelChange) -> str:
    """Return the sentence that tells the stances of one symptom on both sides."""
    before, after = say(f"stance.{change.before}"), say(f"stance.{change.after}")
    return f"{change.name}：{before} → {after}"


def cause_words(witness: Witness) -> str:
    """Return why only one side has this evidence."""
    return say(f"impact.cause.{witness.cause}").format(detail=witness.detail)
