"""What the word of the rules is worth beside the model, and when both suffice.

Measured where rules are honest: first-round rules on the half of the training texts
that those who wrote them had not read, with the model's scores of sources left out.
There a logistic regression gave these log-odds. On texts that the rules were written
from they look far surer than they are, so `make model` does not fit them again. In
that half 38 % of the texts complain, in all training texts 48 %; what is left where
the rules are silent was raised by the difference (0.43; 0.28 for one symptom).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jianfu_rules.model import Label
from jianfu_rules.pipeline.changes import FALLING

COMPLAINT = "complaint"

STEADY, SURE = 0.75, 0.95
"""From these scores on, a complaint of the rules counts for more."""

MODEL_ANY, SILENT_ANY = 0.85, -0.71
"""Factor of the model's log-odds, and what is left where the rules are silent."""
FOUND_ANY, STEADY_ANY, SURE_ANY, SEVERAL_ANY = 0.95, 0.62, 0.48, 0.46
"""Added up: a complaint, a steady one, a sure one, two symptoms."""

GOVERNED_ANY = -2.5
"""A text all of which cues govern, and in which the rules found no complaint.

Of 444 such texts of train six complain. The model, which had not seen them, took 23
for complaints, and three of these were; at four fifths or more it was right.
"""

MODEL_ONE, SILENT_ONE = 0.81, -0.87
FOUND_ONE, STEADY_ONE, SURE_ONE, FAINT_ONE = 2.02, 0.34, 0.30, 0.51
"""The same for one symptom; faint is evidence below the threshold of a label."""

LEAST_ANY = 0.55
# A false alarm costs an office a little more than a missed ticket does.
LEAST_ONE = 0.25
# Where the text complains, symptoms this likely are named: in most such texts it
# is asked which one, not whether.
LEAST_TOP = 0.2
# The likeliest symptom is named even below, but not where all are unlikely: of 18
# texts of other registers of which all were, four complained.
MANY_RULES = 2
# So many different rules and a sure score stand against the model, which takes 工作群
# and 打卡 for small talk. It was right against two rules in no case of dev and in
# nine of the 2,200 of train that do not complain.
OWN_STANCE = 0.15
# Added to the stance that the rules give, where no complaint is left.


def complains(log_odds: float, labels: Sequence[Label], *, is_governed: bool) -> float:
    """Return the log-odds that a text complains, from the model's and the labels.

    Parameters
    ----------
    log_odds : float
        Of the model.
    labels : sequence of Label
        Of the rules.
    is_governed : bool
        Whether cues make all of the text something else than trouble.
    """
    scores = [label.score for label in labels if label.stance == COMPLAINT]
    best = max(scores, default=0.0)
    return (
        MODEL_ANY * log_odds
        + SILENT_ANY
        + FOUND_ANY * bool(scores)
        + STEADY_ANY * (best >= STEADY)
        + SURE_ANY * (best >= SURE)
        + SEVERAL_ANY * (len(scores) > 1)
        + GOVERNED_ANY * (not scores and (is_governed or told_of(labels, FALLING)))
    )


def told_of(labels: Iterable[Label], trend: str) -> bool:
    """Whether figures that fell, or rose, witness: those are no matter of words."""
    return any(c.effect == trend for x in labels for e in x.evidence for c in e.causes)


def complains_of(log_odds: float, label: Label | None, *, is_faint: bool) -> float:
    """Return the log-odds of one symptom, from the model's and the rules' label.

    Parameters
    ----------
    log_odds : float
    label : Label or None
    is_faint : bool
        Whether rules found something that did not come to a label.
    """
    total = MODEL_ONE * log_odds + SILENT_ONE + FAINT_ONE * (is_faint and label is None)
    if label is None or label.stance != COMPLAINT:
        return total
    return (
        total
        + FOUND_ONE
        + STEADY_ONE * (label.score >= STEADY)
        + SURE_ONE * (label.score >= SURE)
    )
