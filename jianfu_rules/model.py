"""The value types that pass between the stages.

All are frozen and hashable by identity of their fields, hold tuples and never
lists, and import nothing of the package: every other module may import them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

STANCES = ("complaint", "remedy", "policy", "mention")
"""The four stances of the codebook, the gravest first."""

EFFECTS = (
    "deny",
    "outside",
    "suppose",
    "remedy",
    "policy",
    "mention",
    "quote",
    "burden",
    "turn",
    "former",
    "pseudo",
)
"""What a cue does to the evidence in its scope; see docs/rules/context.md."""

DIRECTIONS = ("forward", "backward", "both")
REACHES = ("words", "clause", "sentence", "paragraph", "document")
WITHINS = ("clause", "sentence", "text")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in the text as it was given.

    Parameters
    ----------
    start, end : int
        Offsets in code points, ``0 <= start <= end``.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where something stands in a rule file.

    Parameters
    ----------
    file : str
        Path as shown to people.
    line, column : int
        Both count from 1; the column counts code points.
    layer : str
        ``national``, or the id of a locality.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    layer: str = "national"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One symptom of formalism, as the codebook defines it."""

    id: str
    name: str
    about: str = ""
    not_this: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    is_scored: bool = True
    undoes_relief: bool = False
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Policy:
    """A central or local document that a rule may point to."""

    id: str
    title: str
    issuer: str = ""
    date: str = ""
    number: str = ""
    articles: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = True
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule or cue: a test and a piece of documentation.

    Parameters
    ----------
    text : str
        The example.
    expected : bool
        True where the rule must find something, False where it must not.
    finds : str
        The evidence that must be found, empty where any will do.
    stance : str
        The stance that the symptom must get, empty where any will do.
    target : str
        For the cases of a cue: the words that the cue must reach.
    known_gap : str
        Why the case is known to fail; empty for a case that must hold.
    """

    text: str
    expected: bool = True
    finds: str = ""
    stance: str = ""
    target: str = ""
    known_gap: str = ""
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class PhraseText:
    """A phrase as it was written, with its place and its parsed forms.

    ``forms`` is filled by ``ruleset.phrases.parse_phrase``; two phrases are equal
    where text and place are.
    """

    text: str
    source: SourceRef = SourceRef()
    forms: tuple[Any, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which people speak of a symptom.

    ``phrases`` are alternatives; ``together`` must all stand within ``within``.
    A match is void where an ``exceptions`` phrase overlaps it, where an ``unless``
    phrase stands in its sentence, where ``unless_anywhere`` stands in the text
    or where ``only_with`` is given and none of it stands in the text.
    ``stance`` fixes the stance; ``alone`` is the stance where no cue speaks.
    """

    id: str
    symptom: str
    name: str
    phrases: tuple[PhraseText, ...] = ()
    together: tuple[PhraseText, ...] = ()
    within: str = "sentence"
    exceptions: tuple[PhraseText, ...] = ()
    unless: tuple[PhraseText, ...] = ()
    unless_anywhere: tuple[PhraseText, ...] = ()
    only_with: tuple[PhraseText, ...] = ()
    strength: str = "medium"
    stance: str = ""
    alone: str = "complaint"
    policies: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    history: tuple[SourceRef, ...] = ()
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change what the evidence in their scope means (ConText)."""

    id: str
    effect: str
    phrases: tuple[PhraseText, ...]
    direction: str = "forward"
    reach: str = "clause"
    stops_at: tuple[PhraseText, ...] = ()
    only_for: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The symptoms in order and the numbers that the words of rules stand for."""

    version: str
    symptoms: tuple[Symptom, ...]
    strengths: Mapping[str, float]
    burden_bonus: float = 0.0
    threshold: float = 0.5
    source: SourceRef = SourceRef()


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Checked and merged rules, as data: printable, comparable, with a digest."""

    taxonomy: Taxonomy
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    policies: tuple[Policy, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    layers: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text folded for matching, with the way back.

    Parameters
    ----------
    original : str
        The text as it was given.
    text : str
        The folded text: simplified characters, half width, lower case, without
        debris, inserted signs and the white space between Han characters.
    origin : sequence of int, or range
        ``origin[i]`` is the offset in ``original`` of character ``i`` of ``text``;
        strictly increasing, ``len(origin) == len(text)``.
    breaks : frozenset of int
        Offsets in ``text`` before which white space was dropped that may stand
        for a comma.
    """

    original: str
    text: str
    origin: Any
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule saw, and where."""

    rule_id: str
    phrase: str
    span: Span
    kind: str = "exact"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a match means where it stands."""

    match: Match
    stance: str
    weight: float
    quote: str
    cues: tuple[str, ...] = ()
    layer: str = "national"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A match that became no evidence, and why."""

    match: Match
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A burden figure in the text (五个群): what is counted, how many, how often."""

    span: Span
    text: str
    what: str
    low: float
    high: float
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A symptom that the text speaks of, with its one stance and its evidence."""

    symptom: str
    name: str
    stance: str
    score: float
    evidence: tuple[Evidence, ...]
    source: str = "rules"


@dataclass(frozen=True, slots=True)
class Classification:
    """The verdict on one text, with everything that led to it."""

    text: str
    labels: tuple[Label, ...] = ()
    facts: tuple[Fact, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    decided_by: str = "nobody"
    complete: bool = True
    reasons: tuple[str, ...] = ()
    ruleset: str = ""

    @property
    def is_complaint(self) -> bool:
        """Whether any symptom has the stance ``complaint``."""
        return any(label.stance == "complaint" for label in self.labels)

    @property
    def stances(self) -> dict[str, str]:
        """The labels in the shape of a codebook case: ``{symptom: stance}``."""
        return {label.symptom: label.stance for label in self.labels}

    def to_dict(self, record_id: str | None = None) -> dict[str, Any]:
        """Return the output contract as plain JSON-ready values.

        Parameters
        ----------
        record_id : str, optional
            Put first as ``id`` where given.

        Returns
        -------
        dict
            See docs/output.md; offsets are code points of the text as given.
        """
        out: dict[str, Any] = {} if record_id is None else {"id": record_id}
        out["is_complaint"] = self.is_complaint
        out["complete"] = self.complete
        if not self.complete:
            out["reasons"] = list(self.reasons)
        out["labels"] = [
            {
                "symptom": label.symptom,
                "name": label.name,
                "stance": label.stance,
                "score": label.score,
                "source": label.source,
                "evidence": [_evidence_dict(e) for e in label.evidence],
            }
            for label in self.labels
        ]
        out["facts"] = [
            {
                "text": fact.text,
                "start": fact.span.start,
                "end": fact.span.end,
                "what": fact.what,
                "low": fact.low,
                "high": fact.high,
                "per": fact.per,
            }
            for fact in self.facts
        ]
        out["dropped"] = [
            {
                "text": d.quote,
                "start": d.match.span.start,
                "end": d.match.span.end,
                "rule": d.match.rule_id,
                "reason": d.reason,
            }
            for d in self.dropped
        ]
        out["ruleset"] = self.ruleset
        return out


def _evidence_dict(evidence: Evidence) -> dict[str, Any]:
    return {
        "text": evidence.quote,
        "start": evidence.match.span.start,
        "end": evidence.match.span.end,
        "rule": evidence.match.rule_id,
        "match": evidence.match.kind,
        "layer": evidence.layer,
    }
