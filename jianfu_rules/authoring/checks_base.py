"""What a check is, and what it may look at.

A check is a small class with a ``code``, a ``severity`` and a ``check`` method
that yields problems. Other packages add their own through the entry point group
``jianfu_rules.checks``; see docs/rules/lint.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from jianfu_rules.pipeline.matching import find_matches
from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.pipeline.scanning import scan_text
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.phrases import Gap, Number, Words
from jianfu_rules.ruleset.yamlread import ListNode, MapNode, TextNode, parse_yaml

if TYPE_CHECKING:
    from jianfu_rules.errors import Problem
    from jianfu_rules.model import Cue, PhraseText, Rule, Ruleset, SourceRef
    from jianfu_rules.ruleset.compiled import CompiledRules
    from jianfu_rules.ruleset.phrases import Form
    from jianfu_rules.ruleset.yamlread import YamlFile

WordSet = frozenset[str]
Part = WordSet | Number | Gap
"""An element of a phrase with its words looked up and folded."""


@dataclass(frozen=True, slots=True)
class WordList:
    """A word list as it was written.

    Parameters
    ----------
    file, name : str
    source : SourceRef
        Where the name stands.
    items : tuple of TextNode
        Words, and ``<名字>`` for another list that is taken in whole.
    is_shared : bool
        Whether it stands in ``words/`` for all to use.
    """

    file: str
    name: str
    source: SourceRef
    items: tuple[TextNode, ...]
    is_shared: bool


@dataclass
class Material:
    """A rule set with the files that it was read from.

    Parameters
    ----------
    ruleset : Ruleset
        Checked, with parsed phrases; parts that could not be read are missing.
    files : mapping of str to YamlFile
        By the name that sources carry.
    is_clean : bool
        Whether the reader had nothing to say against any file.
    own : frozenset of str, optional
        The files that are looked at; else all.
    memo : dict
        For checks that share what they worked out.
    """

    ruleset: Ruleset
    files: Mapping[str, YamlFile]
    is_clean: bool = True
    own: frozenset[str] | None = None
    memo: dict[object, Any] = field(default_factory=dict)
    _folded: dict[tuple[str, Words], WordSet] = field(default_factory=dict)
    _forms: dict[PhraseText, frozenset[tuple[Part, ...]]] = field(default_factory=dict)
    _hits: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def roots(self) -> dict[str, MapNode]:
        """The nodes of every file that is looked at and can be parsed."""
        names = self.files if self.own is None else self.own
        parsed = {name: parse_yaml(self.files[name], []) for name in names}
        return {name: root for name, root in parsed.items() if root is not None}

    @cached_property
    def word_lists(self) -> tuple[WordList, ...]:
        """Every word list of every file, as written."""
        shared_files = {
            name
            for name, root in self.roots.items()
            if text_of(root, "kind") == "words"
        }
        out = []
        for name, root in self.roots.items():
            words = root.entries.get("words")
            if not isinstance(words, MapNode):
                continue
            for key, node in words.entries.items():
                items = node.items if isinstance(node, ListNode) else []
                texts = tuple(item for item in items if isinstance(item, TextNode))
                place = words.keys[key]
                out.append(WordList(name, key, place, texts, name in shared_files))
        return tuple(out)

    @cached_property
    def compiled(self) -> CompiledRules:
        """The rules without the cues, ready to match."""
        return compile_rules(replace(self.ruleset, cues=()))

    @property
    def owners(self) -> tuple[Rule | Cue, ...]:
        """All that carries phrases."""
        return (*self.ruleset.rules, *self.ruleset.cues)

    def hits(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that match anything in *text*."""
        found = self._hits.get(text)
        if found is None:
            found = frozenset(matching_rules(self.compiled, text))
            self._hits[text] = found
        return found

    def words(self, element: Words, file: str) -> WordSet:
        """Return the folded words of an element, its lists as *file* sees them."""
        found = self._folded.get((file, element))
        if found is None:
            words = set(element.literals)
            for name in element.lists:
                words.update(self.list_words(name, file))
            found = frozenset(fold(word) for word in words if word)
            self._folded[file, element] = found
        return found

    def list_words(self, name: str, file: str) -> tuple[str, ...]:
        """Return the words of the list that *name* means in *file*."""
        own = self.ruleset.words.get(file, {})
        if name in own:
            return own[name]
        return self.ruleset.words.get("", {}).get(name, ())

    def parts(self, form: Form, file: str) -> tuple[Part, ...]:
        """Return a form with its words looked up."""
        return tuple(
            self.words(element, file) if isinstance(element, Words) else element
            for element in form
        )

    def forms(self, phrase: PhraseText) -> frozenset[tuple[Part, ...]]:
        """Return all forms of a phrase with their words looked up."""
        found = self._forms.get(phrase)
        if found is None:
            file = phrase.source.file
            found = frozenset(self.parts(form, file) for form in phrase.forms)
            self._forms[phrase] = found
        return found

    def problem(
        self,
        code: str,
        severity: str,
        source: SourceRef,
        width: int = 1,
        **values: object,
    ) -> Problem:
        """Return a problem that shows the line at *source*."""
        problem = self.files[source.file].problem(code, source, width, **values)
        return replace(problem, severity=severity)


class Check:
    """One thing to look for in the rules.

    Attributes
    ----------
    code : str
        Stable; those of this package are in ``messages_lint.py``.
    severity : {'error', 'warning', 'note'}
    is_deep : bool
        Whether it takes long and runs with ``--deep`` only.
    needs_clean : bool
        Whether what the reader could not read would make it say wrong things.
    messages : mapping
        For checks of other packages: ``{"zh": (what, next step), "en": …}``.
    """

    code: ClassVar[str]
    severity: ClassVar[str] = "warning"
    is_deep: ClassVar[bool] = False
    needs_clean: ClassVar[bool] = False
    messages: ClassVar[Mapping[str, tuple[str, str]]] = {}

    def check(self, material: Material) -> Iterator[Problem]:
        """Yield what is found."""
        raise NotImplementedError

    def found(
        self, material: Material, source: SourceRef, width: int = 1, **values: object
    ) -> Problem:
        """Return a problem with the code and severity of this check."""
        return material.problem(self.code, self.severity, source, width, **values)


def text_of(node: MapNode, key: str) -> str:
    """Return the text under *key*, empty where there is none."""
    child = node.entries.get(key)
    return child.value if isinstance(child, TextNode) else ""


def matching_rules(compiled: CompiledRules, text: str) -> Iterator[str]:
    """Yield the id of the rule of each match in *text*, before any context."""
    ntext = normalize(text)
    matches, _ = find_matches(scan_text(compiled, ntext.text, segment(ntext)))
    for rule, _ in matches:
        yield rule.rule.id


def runs(parts: tuple[Part, ...]) -> Iterator[tuple[WordSet | Number, ...]]:
    """Yield the stretches of a form that stand side by side, gaps left out."""
    run: list[WordSet | Number] = []
    for part in parts:
        if isinstance(part, Gap):
            yield tuple(run)
            run = []
        else:
            run.append(part)
    yield tuple(run)


def shortest(parts: tuple[Part, ...]) -> int:
    """Return the number of characters that a form takes at least, numbers as none."""
    return sum(min(map(len, p), default=0) for p in parts if isinstance(p, frozenset))
