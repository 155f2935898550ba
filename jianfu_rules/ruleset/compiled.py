"""The compiled rules: what one pass over a text needs, in few flat tables.

All words of all phrases stand in one automaton. A *class* is a set of words that
are alternatives at one place of a phrase; a *form* is a sequence of classes with
gaps; a *group* is the forms of phrases that are alternatives. Each form is
anchored at its rarest class, so a text costs what its own words trigger and
nearly nothing more for a larger rule set.

The tables hold lists of strings and numbers alone, quick to load from a file; what
a text touches of them is turned into objects on first use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jianfu_rules.ruleset.automaton import build_automaton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jianfu_rules.model import Cue, Rule, Ruleset
    from jianfu_rules.ruleset.noise import NoiseIndex

ADJACENT, NEAR, FAR = 0, 1, 2
"""How far a step may stand behind the one before; see `Step`."""


class Step(NamedTuple):
    """One class of a form: how far it may stand behind the one before.

    ``number`` holds the bounds where the step is a number instead of words.
    """

    word_class: int
    gap: int = 0
    unit: int = ADJACENT
    number: tuple[float, float] | None = None


class CompiledForm(NamedTuple):
    """A form as steps; ``mask`` has the bits of its shared classes."""

    steps: tuple[Step, ...]
    mask: int
    group: int
    phrase: str


class Word(NamedTuple):
    """What a literal belongs to, and which forms are tried where it stands.

    ``mask`` has the bits of its *shared* classes, those that are not anchors alone:
    to unite a hundred sets of classes costs twenty times as much. ``forms`` holds
    the forms that are anchored here: the byte and the bit of the next rarest class
    in them (bit 0 where there is none), the class of the anchor, and the numbers.
    """

    classes: frozenset[int]
    mask: int
    forms: tuple[tuple[int, int, int, tuple[int, ...]], ...]


@dataclass(slots=True)
class CompiledRule:
    """A rule with its phrases as group numbers (-1 for none).

    ``rule`` may lack its phrases and cases; ``together_text`` is how the match of
    all ``together`` phrases is shown; ``slips`` are the kinds of slips with which
    its words still count.
    """

    rule: Rule
    weight: float
    phrases: int
    together: tuple[int, ...]
    together_text: str
    exceptions: int
    unless: int
    unless_anywhere: int
    only_with: int
    slips: frozenset[str]


@dataclass(slots=True)
class CompiledCue:
    """A cue with its terminators as a group number (-1 for none)."""

    cue: Cue
    number: int
    stops_at: int


@dataclass(slots=True)
class Tables:
    """The flat tables of the words and phrases.

    Parameters
    ----------
    literals : list of str
        All words, sorted.
    literal_sets : list of int
        For each literal, its row in ``class_sets``.
    class_sets : list of str
        Sets of classes as numbers with blanks between.
    shared : int
        Classes below this number are *shared*: asked for by forms that are anchored
        elsewhere or nowhere. Those with the most words come first, which keeps the
        masks of most words short.
    anchored : list of str
        For each class, the forms that are anchored at it, each followed by the next
        rarest of its classes (-1 where there is none), with blanks between.
    number_anchored : list of int
        Forms without any words.
    forms : list of str
        Phrase and group, then the steps ``class,gap,unit`` or, for a number,
        ``-1,gap,unit,low,high``, with blanks between.
    phrases : list of str
        The phrases as written, for explanations.
    groups : list of list of int
        First form, and the one behind the last, of each group.
    crossing : list of list
        Literals that hold the end of a sentence, each with the forms that have it
        and go on behind that end, and for each form the literals of its anchor.
    """

    literals: list[str] = field(default_factory=list)
    literal_sets: list[int] = field(default_factory=list)
    class_sets: list[str] = field(default_factory=list)
    shared: int = 0
    anchored: list[str] = field(default_factory=list)
    number_anchored: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    groups: list[list[int]] = field(default_factory=list)
    crossing: list[Any] = field(default_factory=list)


class CompiledRules:
    """Immutable as far as can be seen; picklable; safe to share between threads.

    Parameters
    ----------
    tables : Tables
    rules_of_group, cues_of_group : dict of int to tuple
        What a group that hits triggers.
    outline : Ruleset
        What classifying takes: it may lack the phrases and cases of rules and cues,
        and the word lists of single files.
    noise : NoiseIndex
    read : callable, optional
        Returns the full `Ruleset`, where *outline* is not that.
    """

    def __init__(
        self,
        tables: Tables,
        rules_of_group: dict[int, tuple[CompiledRule, ...]],
        cues_of_group: dict[int, tuple[CompiledCue, ...]],
        outline: Ruleset,
        noise: NoiseIndex,
        read: Callable[[], Ruleset] | None = None,
    ) -> None:
        self.tables = tables
        self.rules_of_group = rules_of_group
        self.cues_of_group = cues_of_group
        self.outline = outline
        self.taxonomy = outline.taxonomy
        self.digest = outline.digest
        self.noise = noise
        symptoms = outline.taxonomy.symptoms
        self.symptom_names = {s.id: s.name for s in symptoms}
        self.symptom_order = {s.id: n for n, s in enumerate(symptoms)}
        self._read = read
        self._ruleset = None if read else outline
        self._start()

    def _start(self) -> None:
        self.automaton = build_automaton(self.tables.literals)
        self.crossing = [
            (literal, [(form, frozenset(anchors)) for form, anchors in forms])
            for literal, forms in self.tables.crossing
        ]
        self.class_bytes = self.tables.shared // 8 + 1
        self.known_words: dict[int, Word] = {}
        self._word_rows: dict[int, Word] = {}
        self.known_forms: dict[int, CompiledForm] = {}

    @property
    def ruleset(self) -> Ruleset:
        """The rules as data; read again from their files where need be."""
        if self._ruleset is None:
            assert self._read is not None  # noqa: S101  one of the two is there
            self._ruleset = self._read()
        return self._ruleset

    @property
    def shared_words(self) -> Mapping[str, tuple[str, ...]]:
        """The word lists that all files share."""
        return self.outline.words.get("", {})

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is built again in the other process."""
        state = self.__dict__.copy()
        for name in (
            "automaton",
            "crossing",
            "_word_rows",
            "known_words",
            "known_forms",
        ):
            del state[name]
        # The reader may be a closure; the rules themselves always travel.
        state["_ruleset"] = self.ruleset
        state["_read"] = None
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the fields and build the automaton again."""
        self.__dict__.update(state)
        self._start()

    @property
    def literals(self) -> list[str]:
        """All words of all phrases, folded."""
        return self.tables.literals

    def word(self, literal: int) -> Word:
        """Return the classes of a literal and the forms that are anchored at it."""
        word = self.known_words.get(literal)
        if word is None:
            row = self.tables.literal_sets[literal]
            word = self._word_rows.get(row) or self._word(row)
            self.known_words[literal] = self._word_rows[row] = word
        return word

    def _word(self, row: int) -> Word:
        classes = list(map(int, self.tables.class_sets[row].split()))
        by_pair: dict[tuple[int, int], list[int]] = {}
        for anchor in classes:
            numbers = map(int, self.tables.anchored[anchor].split())
            for form, partner in zip(numbers, numbers, strict=True):
                by_pair.setdefault((anchor, partner), []).append(form)
        forms = tuple(
            (max(partner, 0) >> 3, self._bit(partner), anchor, tuple(found))
            for (anchor, partner), found in by_pair.items()
        )
        return Word(frozenset(classes), self._mask(classes), forms)

    @staticmethod
    def _bit(partner: int) -> int:
        return 0 if partner < 0 else 1 << (partner & 7)

    def _mask(self, classes: Iterable[int]) -> int:
        mask = 0
        for word_class in classes:
            if word_class < self.tables.shared:
                mask |= 1 << word_class
        return mask

    def form(self, number: int) -> CompiledForm:
        """Return a form."""
        form = self.known_forms.get(number)
        if form is None:
            phrase, group, *rows = self.tables.forms[number].split(" ")
            steps = tuple(map(_step, rows))
            mask = self._mask(s.word_class for s in steps if s.number is None)
            text = self.tables.phrases[int(phrase)]
            form = CompiledForm(steps, mask, int(group), text)
            self.known_forms[number] = form
        return form

    def forms_of(self, group: int) -> range:
        """Return the numbers of the forms of a group."""
        first, behind = self.tables.groups[group]
        return range(first, behind)


def _step(written: str) -> Step:
    word_class, gap, unit, *bounds = written.split(",")
    number = (float(bounds[0]), float(bounds[1])) if bounds else None
    return Step(int(word_class), int(gap), int(unit), number)
