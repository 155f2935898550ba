"""The value types that pass between the stages.

All are frozen and hashable by identity of their fields, hold tuples and never
lists, and know nothing of the package: every other module may import them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jianfu_rules.late import Late

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jianfu_rules import model_layers as layered

STANCES = ("complaint", "remedy", "policy", "mention")
"""The four stances of the codebook, the gravest first."""

UNSAID = "nothing"
"""The ``alone`` of a rule that only counts where a cue orders or relieves."""

EFFECTS = (
    "deny",
    "outside",
    "suppose",
    "remedy",
    "policy",
    "mention",
    "quote",
    "reply",
    "burden",
    "turn",
    "scene",
    "former",
    "now",
    "pseudo",
)
"""What a cue does to the evidence in its scope; see docs/rules/context.md."""

DIRECTIONS = ("forward", "backward", "both")
REACHES = ("words", "clause", "sentence", "paragraph", "document")
WITHINS = ("clause", "sentence", "text")

TITLE, BODY, APPEAL = "title", "body", "appeal"
REPLY, SIGNATURE = "reply", "signature"
PART_NAMES = {
    TITLE: "标题",
    BODY: "正文",
    APPEAL: "诉求",
    REPLY: "答复",
    SIGNATURE: "落款",
}
"""The parts of a record in the order in which they are read, and their names."""


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

    ``forms``, which `ruleset.phrases.parse_phrase` fills, do not count for equality.
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
    ``stance`` fixes the stance; ``alone`` is the stance where no cue speaks, or
    `UNSAID`.
    ``version`` is that of the file it stands in; ``valid_from`` and ``valid_to`` are
    the first and last day of the texts that it is for, empty where open.
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
    noise: str = ""
    cases: tuple[Case, ...] = ()
    history: tuple[layered.LayerAct, ...] = ()
    source: SourceRef = SourceRef()
    version: str = ""
    valid_from: str = ""
    valid_to: str = ""

    @property
    def layer(self) -> str:
        """The layer that gave the rule the form it has."""
        return self.history[-1].source.layer if self.history else self.source.layer


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
class WordMarks:
    """Words, or shared lists of words, that are matched in a way of their own.

    Parameters
    ----------
    pinyin : tuple of str
        Found also where they are spelled in Latin letters (xingshizhuyi).
    initials : tuple of str
        Found also by their initials (xszy).
    whole : tuple of str
        Count only where they do not cut across words of the dictionary.
    """

    pinyin: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruleset:
    """Checked and merged rules, as data: printable, comparable, with a digest.

    ``base_digest`` is that of the national rules under the layers; ``includes`` tells
    which lists a list holds; ``acts`` is what the layers did, ``disabled`` what they
    switched off, ``breaks`` the examples given up, ``notes`` what to look at.
    """

    taxonomy: Taxonomy
    rules: tuple[Rule, ...]
    cues: tuple[Cue, ...]
    policies: tuple[Policy, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    layers: tuple[str, ...]
    digest: str
    base_digest: str = ""
    limits: tuple[layered.Limit, ...] = ()
    includes: layered.Includes = field(default_factory=dict)
    layer_names: Mapping[str, str] = field(default_factory=dict)
    acts: tuple[layered.LayerAct, ...] = ()
    disabled: tuple[Rule, ...] = ()
    breaks: tuple[layered.NamedBreak, ...] = ()
    notes: tuple[layered.LayerNote, ...] = ()
    marks: WordMarks = WordMarks()


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule saw, and where."""

    rule_id: str
    phrase: str
    span: Span
    kind: str = "exact"
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Cause:
    """A cue that decided what a match means, and where it stands."""

    cue: str
    effect: str
    span: Span
    quote: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a match means where it stands.

    ``part`` names the part of the record that ``match.span`` and ``quote`` are of.
    """

    match: Match
    stance: str
    weight: float
    quote: str
    cues: tuple[str, ...] = ()
    layer: str = "national"
    part: str = ""
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A match that became no evidence, and why.

    ``kind`` is ``deny`` or ``outside`` (by a cue), ``weak`` (``value`` is the score),
    ``doubted`` (``value`` is the model's probability) or ``reply``.
    """

    match: Match
    quote: str
    reason: str
    part: str = ""
    causes: tuple[Cause, ...] = ()
    kind: str = ""
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """A burden figure in the text (五个群): what is counted, how many, how often.

    ``kind`` is ``count``, ``duration`` (小时, 分钟), ``share`` (in per cent) or
    ``time`` (of day, in hours). ``trend`` is ``falling`` or ``rising`` where the
    figure is one of a before and an after; ``pair`` is the span of the other one.
    """

    span: Span
    text: str
    what: str
    low: float
    high: float
    per: str | None = None
    part: str = ""
    unit: str = ""
    kind: str = "count"
    trend: str | None = None
    pair: Span | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A symptom that the text speaks of, with its one stance and its evidence."""

    symptom: str
    name: str
    stance: str
    score: float
    evidence: tuple[Evidence, ...]
    source: str = "rules"
    policies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Classification:
    """The verdict on one text or record, with everything that led to it.

    Offsets are code points of ``text``; where ``parts`` is not empty, of the part
    that the evidence, fact or dropped match names. ``facts`` are found when first read.
    """

    text: str
    labels: tuple[Label, ...] = ()
    facts: Late[Fact] = Late()  # noqa: RUF009  a descriptor, not a value
    dropped: tuple[Dropped, ...] = ()
    decided_by: str = "nobody"
    complete: bool = True
    reasons: tuple[str, ...] = ()
    ruleset: str = ""
    breaches: tuple[layered.Breach, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """Return what travels to another process: the facts, not what finds them."""
        return {**self.__dict__, "_facts": self.facts}

    def text_of(self, part: str) -> str:
        """Return the text that the offsets of a part count in."""
        return self.parts.get(part, self.text)

    @property
    def is_complaint(self) -> bool:
        """Whether any symptom has the stance ``complaint``."""
        return any(label.stance == "complaint" for label in self.labels)

    @property
    def stances(self) -> dict[str, str]:
        """The labels in the shape of a codebook case: ``{symptom: stance}``."""
        return {label.symptom: label.stance for label in self.labels}

    def to_dict(self, record_id: str | None = None) -> dict[str, Any]:
        """Return the output contract as plain JSON-ready values; see docs/output.md.

        Parameters
        ----------
        record_id : str, optional
            Put first as ``id`` where given.
        """
        # Imported here, for the contract is written in terms of these types.
        from jianfu_rules.contract import classification_dict

        return classification_dict(self, record_id)
