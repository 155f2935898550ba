"""Compile a checked rule set into the tables of `compiled`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import fsum
from typing import TYPE_CHECKING, Any

from jianfu_rules.model import WordMarks
from jianfu_rules.pipeline.normalizing import fold
from jianfu_rules.ruleset.compiled import (
    ADJACENT,
    FAR,
    NEAR,
    CompiledCue,
    CompiledRule,
    CompiledRules,
    Tables,
)
from jianfu_rules.ruleset.noise import (
    NOISE_PROFILES,
    USUAL_NOISE,
    build_noise_index,
)
from jianfu_rules.ruleset.phrases import Gap, Number, Words

if TYPE_CHECKING:
    from jianfu_rules.model import PhraseText, Ruleset
    from jianfu_rules.ruleset.phrases import Form

MAX_MELTED = 12
# Neighbouring word sets are multiplied into one set of longer words up to this
# size: longer words are rarer, so they anchor better and cost fewer joins. Each
# doubling adds half as many words again, and those cost time to load.

_SIGNS = "。！？；….\n"
SENTENCE_SIGNS = frozenset(_SIGNS)
"""What may end a sentence; see `segmenting`."""

# What a class costs as an anchor: the share of positions at which a word of that
# length stands in running text, by order of magnitude.
_FREQUENCY = {1: 2e-2, 2: 8e-4, 3: 1e-4}
_RARE = 2e-5


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
    compiler = _Compiler(ruleset)
    kinds = NOISE_PROFILES[noise]
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
            " + ".join(p.text for p in rule.together),
            compiler.group(rule.exceptions),
            compiler.group(rule.unless),
            compiler.group(rule.unless_anywhere),
            compiler.group(rule.only_with),
            NOISE_PROFILES.get(rule.noise, kinds),
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
    tables = compiler.finish()
    return CompiledRules(
        tables,
        {g: tuple(r) for g, r in rules.items()},
        {g: tuple(c) for g, c in cues.items()},
        ruleset,
        build_noise_index(tables.literals, kinds, _resolved_marks(ruleset)),
    )


def _resolved_marks(ruleset: Ruleset) -> WordMarks:
    """Return the marks with lists replaced by their words, all folded."""
    shared = ruleset.words.get("", {})

    def words(names: tuple[str, ...]) -> tuple[str, ...]:
        # As in phrases, the name of a list stands for its words and for itself.
        found = (word for name in names for word in (name, *shared.get(name, ())))
        return tuple(dict.fromkeys(map(fold, found)))

    marks = ruleset.marks
    return WordMarks(words(marks.pinyin), words(marks.initials), words(marks.whole))


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


_Row = list[Any]
"""A step: class, gap, unit and, where the class is -1, the bounds of a number."""


class _Compiler:
    def __init__(self, ruleset: Ruleset) -> None:
        self.words = ruleset.words
        self.tables = Tables()
        self.forms: list[tuple[int, int, list[_Row]]] = []
        self.classes: dict[frozenset[str], int] = {}
        self.class_cost: list[float] = []
        self.group_ids: dict[tuple[Any, ...], int] = {}
        self.anchored_groups: set[int] = set()
        self.form_rarest: list[tuple[int, int]] = []
        self.phrase_ids: dict[str, int] = {}
        self.folded: dict[tuple[str, Words], frozenset[str]] = {}

    def word_class(self, words: Iterable[str]) -> int:
        key = frozenset(words)
        if key not in self.classes:
            self.classes[key] = len(self.classes)
            # Exact, for a set has another order in every process.
            cost = fsum(_FREQUENCY.get(len(w), _RARE) for w in key)
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
            groups = self.tables.groups
            number = len(groups)
            self.group_ids[resolved] = number
            first = len(self.forms)
            for text, sequence in resolved:
                self._add_form(text, sequence, number)
            groups.append([first, len(self.forms)])
        if anchor:
            self.anchor(number)
        return number

    def anchor(self, group: int) -> None:
        self.anchored_groups.add(group)

    def cost(self, group: int) -> float:
        """Return how often the group's anchors occur, by estimate."""
        first, behind = self.tables.groups[group]
        return sum(
            self.class_cost[anchor] if anchor >= 0 else 1e-2
            for anchor, _ in self.form_rarest[first:behind]
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

    def _add_form(self, phrase: str, sequence: tuple[Any, ...], group: int) -> None:
        rows: list[_Row] = []
        gap: Gap | None = None
        for part in sequence:
            if isinstance(part, Gap):
                gap = part
                continue
            size, unit = (gap.size, FAR if gap.far else NEAR) if gap else (0, ADJACENT)
            gap = None
            if isinstance(part, Number):
                rows.append([-1, size, unit, part.low, part.high])
            else:
                rows.append([self.word_class(part), size, unit])
        classes = {row[0] for row in rows if row[0] >= 0}
        rarest = sorted(classes, key=lambda c: (self.class_cost[c], c))
        number = self.phrase_ids.setdefault(phrase, len(self.phrase_ids))
        self.forms.append((number, group, rows))
        anchor, partner, *_ = [*rarest, -1, -1]
        self.form_rarest.append((anchor, partner))

    def finish(self) -> Tables:
        """Return the tables, with the literals and the anchors."""
        tables = self.tables
        anchored_forms = {
            form
            for group in self.anchored_groups
            for form in range(*tables.groups[group])
        }
        self._number_classes(anchored_forms)
        of_literal: dict[str, list[int]] = {}
        for words, number in self.classes.items():
            for word in words:
                of_literal.setdefault(word, []).append(number)
        tables.literals = sorted(of_literal)
        sets: dict[str, int] = {}
        for word in tables.literals:
            written = " ".join(map(str, sorted(of_literal[word])))
            tables.literal_sets.append(sets.setdefault(written, len(sets)))
        tables.class_sets = list(sets)
        anchored: list[list[int]] = [[] for _ in self.classes]
        for form in sorted(anchored_forms):
            anchor, partner = self.form_rarest[form]
            if anchor >= 0:
                anchored[anchor] += [form, partner]
            else:
                tables.number_anchored.append(form)
        tables.anchored = [" ".join(map(str, row)) for row in anchored]
        tables.forms = [
            " ".join([str(phrase), str(group), *(",".join(map(str, r)) for r in rows)])
            for phrase, group, rows in self.forms
        ]
        tables.phrases = list(self.phrase_ids)
        self._note_crossing(of_literal)
        return tables

    def _number_classes(self, anchored_forms: set[int]) -> None:
        """Give the shared classes the low numbers, the largest ones first."""
        tables = self.tables
        shared: set[int] = set()
        for number, (_, _, rows) in enumerate(self.forms):
            anchor = self.form_rarest[number][0] if number in anchored_forms else -1
            shared.update(row[0] for row in rows if row[0] not in (anchor, -1))
        sizes = {number: len(words) for words, number in self.classes.items()}
        order = sorted(sizes, key=lambda c: (c not in shared, -sizes[c], c))
        numbers = {old: new for new, old in enumerate(order)}
        numbers[-1] = -1
        self.classes = {words: numbers[c] for words, c in self.classes.items()}
        self.form_rarest = [(numbers[a], numbers[b]) for a, b in self.form_rarest]
        for _, _, rows in self.forms:
            for row in rows:
                row[0] = numbers[row[0]]
        tables.shared = len(shared)

    def _note_crossing(self, of_literal: dict[str, list[int]]) -> None:
        """Note the forms that hold the end of a sentence and go on behind it."""
        tables = self.tables
        inside: dict[int, set[str]] = {}
        ending: dict[int, set[str]] = {}
        for word, classes in of_literal.items():
            if SENTENCE_SIGNS.isdisjoint(word):
                continue
            is_inside = not SENTENCE_SIGNS.isdisjoint(word.rstrip(_SIGNS))
            for word_class in classes:
                (inside if is_inside else ending).setdefault(word_class, set()).add(
                    word
                )
        forms_of: dict[str, list[int]] = {}
        for number, (_, _, rows) in enumerate(self.forms):
            classes = [row[0] for row in rows]
            found = [inside[c] for c in classes if c in inside]
            # A word that only begins a phrase is seen from the next sentence too.
            found += [ending[c] for c in classes[1:-1] if c in ending]
            for word in set().union(*found):
                forms_of.setdefault(word, []).append(number)
        numbers = {word: n for n, word in enumerate(tables.literals)}
        words_of = {number: words for words, number in self.classes.items()}

        def anchors(form: int) -> list[int]:
            anchor, _ = self.form_rarest[form]
            return sorted(numbers[word] for word in words_of.get(anchor, ()))

        tables.crossing = [
            [numbers[word], [[form, anchors(form)] for form in forms]]
            for word, forms in sorted(forms_of.items())
        ]
