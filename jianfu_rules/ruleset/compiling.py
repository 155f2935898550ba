"""Compile a checked rule set into indexes that one pass over a text can use.

All words of all phrases stand in one automaton. A *class* is a set of words that
are alternatives at one place of a phrase; a *form* is a sequence of classes with
gaps; a *group* is the forms of phrases that are alternatives. Each form is
anchored at its rarest class, so a text costs what its own words trigger and
nearly nothing more for a larger rule set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.automaton import build_automaton
from jianfu_rules.ruleset.noise import (
    NOISE_PROFILES,
    USUAL_NOISE,
    NoiseIndex,
    build_noise_index,
)
from jianfu_rules.ruleset.phrases import Gap, Number, Words

if TYPE_CHECKING:
    from jianfu_rules.model import Cue, PhraseText, Rule, Ruleset
    from jianfu_rules.ruleset.phrases import Form

MAX_MELTED = 24
# Neighbouring word sets are multiplied into one set of longer words up to this
# size: longer words are rarer, so they anchor better and cost fewer joins.

ADJACENT, NEAR, FAR = 0, 1, 2

# What a class costs as an anchor: the share of positions at which a word of that
# length stands in running text, by order of magnitude.
_FREQUENCY = {1: 2e-2, 2: 8e-4, 3: 1e-4}
_RARE = 2e-5


@dataclass(frozen=True, slots=True)
class Step:
    """One class of a form: how far it may stand behind the one before.

    ``number`` holds the bounds where the step is a number instead of words.
    """

    word_class: int
    gap: int = 0
    unit: int = ADJACENT
    number: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """A form as steps; ``required`` holds its word classes."""

    steps: tuple[Step, ...]
    required: frozenset[int]
    group: int
    phrase: str


@dataclass(slots=True)
class CompiledRule:
    """A rule with its phrases as group numbers (-1 for none)."""

    rule: Rule
    weight: float
    phrases: int
    together: tuple[int, ...]
    exceptions: int
    unless: int
    unless_anywhere: int
    only_with: int


@dataclass(slots=True)
class CompiledCue:
    """A cue with its terminators as a group number (-1 for none)."""

    cue: Cue
    number: int
    stops_at: int


@dataclass(slots=True)
class CompiledRules:
    """Immutable after `compile_rules`; picklable; safe to share between threads.

    ``anchored[w]`` lists the forms to try where literal *w* occurs;
    ``rules_of_group`` and ``cues_of_group`` what a group that hits triggers;
    ``class_literals[c]`` the words of class *c*.
    """

    ruleset: Ruleset
    literals: list[str] = field(default_factory=list)
    literal_classes: list[frozenset[int]] = field(default_factory=list)
    class_literals: list[frozenset[int]] = field(default_factory=list)
    forms: list[CompiledForm] = field(default_factory=list)
    groups: list[tuple[int, ...]] = field(default_factory=list)
    anchored: dict[int, tuple[int, ...]] = field(default_factory=dict)
    number_anchored: tuple[int, ...] = ()
    anchored_groups: frozenset[int] = frozenset()
    rules_of_group: dict[int, tuple[CompiledRule, ...]] = field(default_factory=dict)
    cues_of_group: dict[int, tuple[CompiledCue, ...]] = field(default_factory=dict)
    symptom_names: dict[str, str] = field(default_factory=dict)
    symptom_order: dict[str, int] = field(default_factory=dict)
    automaton: Any = None
    noise: NoiseIndex | None = None
    slip_kinds: frozenset[str] = NOISE_PROFILES[USUAL_NOISE]

    def __getstate__(self) -> dict[str, Any]:
        """Leave the automata out: they are built again in the other process."""
        left_out = {"automaton", "noise"}
        return {n: getattr(self, n) for n in self.__slots__ if n not in left_out}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the fields and build the automata again."""
        for name, value in state.items():
            setattr(self, name, value)
        self.build_automata()

    def build_automata(self) -> None:
        """Build what finds the literals, as they are and with one slip."""
        self.automaton = build_automaton(self.literals)
        self.noise = (
            build_noise_index(self.literals, self.slip_kinds)
            if self.slip_kinds
            else None
        )


def compile_rules(ruleset: Ruleset, noise: str = USUAL_NOISE) -> CompiledRules:
    """Compile *ruleset* for matching.

    Parameters
    ----------
    ruleset : Ruleset
        Checked, with parsed phrases.
    noise : str
        A key of `noise.NOISE_PROFILES`: the slips that words may have.

    Returns
    -------
    CompiledRules
    """
    out = CompiledRules(ruleset, slip_kinds=NOISE_PROFILES[noise])
    compiler = _Compiler(ruleset, out)
    rules: dict[int, list[CompiledRule]] = {}
    cues: dict[int, list[CompiledCue]] = {}
    strengths = ruleset.taxonomy.strengths
    for rule in ruleset.rules:
        together = tuple(compiler.group((p,)) for p in rule.together)
        compiled = CompiledRule(
            rule,
            strengths.get(rule.strength, 0.5),
            compiler.group(rule.phrases, anchor=True),
            together,
            compiler.group(rule.exceptions),
            compiler.group(rule.unless),
            compiler.group(rule.unless_anywhere),
            compiler.group(rule.only_with),
        )
        if rule.phrases:
            rules.setdefault(compiled.phrases, []).append(compiled)
        if together:
            rarest = min(together, key=compiler.cost)
            compiler.anchor(rarest)
            rules.setdefault(rarest, []).append(compiled)
    for number, cue in enumerate(ruleset.cues):
        compiled_cue = CompiledCue(cue, number, compiler.group(cue.stops_at))
        cues.setdefault(compiler.group(cue.phrases, anchor=True), []).append(
            compiled_cue
        )
    compiler.finish()
    out.rules_of_group = {g: tuple(r) for g, r in rules.items()}
    out.cues_of_group = {g: tuple(c) for g, c in cues.items()}
    out.symptom_names = {s.id: s.name for s in ruleset.taxonomy.symptoms}
    out.symptom_order = {s.id: n for n, s in enumerate(ruleset.taxonomy.symptoms)}
    out.build_automata()
    return out


def _gathered(resolved: tuple[Any, ...]) -> tuple[Any, ...]:
    """Make one word set of all phrases that are one word set each.

    A list of fifty words that make a rule silent is then one look-up. Only for
    groups whose hits are not shown, since the phrase that hit is not kept.
    """
    single = [(text, seq) for text, seq in resolved if _is_word_set(seq)]
    if len(single) < 2:
        return resolved
    words = frozenset().union(*(seq[0] for _, seq in single))
    rest = [(text, seq) for text, seq in resolved if not _is_word_set(seq)]
    return ((single[0][0], (words,)), *rest)


def _is_word_set(sequence: tuple[Any, ...]) -> bool:
    return len(sequence) == 1 and isinstance(sequence[0], frozenset)


class _Compiler:
    def __init__(self, ruleset: Ruleset, out: CompiledRules) -> None:
        self.words = ruleset.words
        self.out = out
        self.classes: dict[frozenset[str], int] = {}
        self.class_cost: list[float] = []
        self.group_ids: dict[tuple[Any, ...], int] = {}
        self.anchored_groups: set[int] = set()
        self.form_anchor: list[int] = []
        self.folded: dict[tuple[str, Words], frozenset[str]] = {}

    def word_class(self, words: Iterable[str]) -> int:
        key = frozenset(words)
        if key not in self.classes:
            self.classes[key] = len(self.classes)
            cost = sum(_FREQUENCY.get(len(w), _RARE) for w in key)
            self.class_cost.append(cost)
        return self.classes[key]

    def group(self, phrases: tuple[PhraseText, ...], *, anchor: bool = False) -> int:
        """Return the number of the group of *phrases*, -1 for none."""
        if not phrases:
            return -1
        resolved = tuple(
            (phrase.text, sequence)
            for phrase in phrases
            for form in phrase.forms
            for sequence in [self._resolve(form, phrase.source.file)]
        )
        if not anchor:
            resolved = _gathered(resolved)
        number = self.group_ids.get(resolved)
        if number is None:
            number = len(self.out.groups)
            self.group_ids[resolved] = number
            self.out.groups.append(
                tuple(self._form(text, seq, number) for text, seq in resolved)
            )
        if anchor:
            self.anchor(number)
        return number

    def anchor(self, group: int) -> None:
        self.anchored_groups.add(group)

    def cost(self, group: int) -> float:
        """Return how often the group's anchors occur, by estimate."""
        return sum(
            self.class_cost[a] if a >= 0 else 1e-2
            for a in (self.form_anchor[f] for f in self.out.groups[group])
        )

    def _resolve(self, form: Form, file: str) -> tuple[Any, ...]:
        """Turn a form into folded word sets, numbers and gaps, neighbours melted."""
        out: list[Any] = []
        for element in form:
            if isinstance(element, Words):
                folded = self._fold_words(element, file if element.lists else "")
                last = out[-1] if out else None
                if isinstance(last, frozenset) and self._may_melt(last, folded):
                    out[-1] = frozenset(a + b for a, b in product(last, folded))
                else:
                    out.append(folded)
            else:
                out.append(element)
        return tuple(out)

    def _fold_words(self, element: Words, file: str) -> frozenset[str]:
        """Return the folded words of an element; lists are those that *file* sees."""
        folded = self.folded.get((file, element))
        if folded is None:
            words = set(element.literals)
            for name in element.lists:
                own = self.words.get(file, {})
                words.update(own[name] if name in own else self.words[""][name])
            folded = frozenset(fold(w) for w in words if w)
            self.folded[file, element] = folded
        return folded

    @staticmethod
    def _may_melt(left: frozenset[str], right: frozenset[str]) -> bool:
        return len(left) * len(right) <= MAX_MELTED

    def _form(self, phrase: str, sequence: tuple[Any, ...], group: int) -> int:
        steps: list[Step] = []
        gap: Gap | None = None
        for part in sequence:
            if isinstance(part, Gap):
                gap = part
                continue
            size, unit = (gap.size, FAR if gap.far else NEAR) if gap else (0, ADJACENT)
            gap = None
            if isinstance(part, Number):
                steps.append(Step(-1, size, unit, (part.low, part.high)))
            else:
                steps.append(Step(self.word_class(part), size, unit))
        required = frozenset(s.word_class for s in steps if s.number is None)
        anchor = min(required, key=lambda c: self.class_cost[c], default=-1)
        self.out.forms.append(CompiledForm(tuple(steps), required, group, phrase))
        self.form_anchor.append(anchor)
        return len(self.out.forms) - 1

    def finish(self) -> None:
        """Write the literals and the anchors out."""
        of_literal: dict[str, list[int]] = {}
        for words, number in self.classes.items():
            for word in words:
                of_literal.setdefault(word, []).append(number)
        self.out.literals = sorted(of_literal)
        numbers = {word: n for n, word in enumerate(self.out.literals)}
        self.out.literal_classes = [frozenset(of_literal[w]) for w in self.out.literals]
        self.out.class_literals = [
            frozenset(numbers[w] for w in words) for words in self.classes
        ]
        anchored: dict[int, list[int]] = {}
        without_words: list[int] = []
        for group in sorted(self.anchored_groups):
            for form in self.out.groups[group]:
                anchor = self.form_anchor[form]
                if anchor < 0:
                    without_words.append(form)
                    continue
                for literal in self.out.class_literals[anchor]:
                    anchored.setdefault(literal, []).append(form)
        self.out.anchored_groups = frozenset(self.anchored_groups)
        self.out.number_anchored = tuple(without_words)
        self.out.anchored = {w: tuple(f) for w, f in anchored.items()}
