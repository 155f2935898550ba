"""What the report takes from the rules: names, documents, official categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jianfu_rules.ruleset.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from jianfu_rules.model import Policy, Ruleset
    from jianfu_rules.model_layers import Limit

_POLICIES = "policies.yml"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the official statistics, and the symptoms that belong to it."""

    id: str
    name: str
    symptoms: tuple[str, ...]
    is_confirmed: bool
    note: str


@dataclass(frozen=True, slots=True)
class RuleNames:
    """The names behind the ids of a verdict.

    Parameters
    ----------
    digest : str
    layers : tuple of str
        What the layers are called, the national one first.
    rules : mapping of str to str
        Id to name.
    symptoms : mapping of str to str
        Id to name, in the order of the taxonomy.
    policies : mapping of str to Policy
    limits : mapping of str to Limit
    categories : tuple of Category
    """

    digest: str
    layers: tuple[str, ...]
    rules: Mapping[str, str]
    symptoms: Mapping[str, str]
    policies: Mapping[str, Policy]
    limits: Mapping[str, Limit]
    categories: tuple[Category, ...]

    def cite(self, reference: str) -> str:
        """Return how a document and its article are called.

        Parameters
        ----------
        reference : str
            ``policy#article``, or the document alone.
        """
        name, _, article = reference.partition("#")
        policy = self.policies.get(name)
        if policy is None:
            return reference
        title = policy.title if "《" in policy.title else f"《{policy.title}》"
        return title + article


def rule_names(ruleset: Ruleset, root: Traversable) -> RuleNames:
    """Collect the names of a rule set.

    Parameters
    ----------
    ruleset : Ruleset
    root : Traversable
        Its directory: the official categories stand beside the documents, and no
        rule refers to them.

    Examples
    --------
    >>> from jianfu_rules.ruleset.reading import read_rules
    >>> from jianfu_rules.ruleset.where import find_rules
    >>> root = find_rules().root
    >>> names = rule_names(read_rules(root), root)
    >>> all(s in names.symptoms for c in names.categories for s in c.symptoms)
    True
    """
    return RuleNames(
        ruleset.digest,
        tuple(ruleset.layer_names.get(layer, layer) for layer in ruleset.layers),
        {rule.id: rule.name for rule in ruleset.rules},
        {s.id: s.name for s in ruleset.taxonomy.symptoms},
        {p.id: p for p in ruleset.policies},
        {x.id: x for x in ruleset.limits},
        _categories(root),
    )


def _categories(root: Traversable) -> tuple[Category, ...]:
    content = root.joinpath(_POLICIES).read_bytes()
    # Its problems were raised when the rules were read.
    _, draft = read_file(_POLICIES, content, "policies", [])
    return tuple(
        Category(
            each.get("id", ""),
            each.get("name", ""),
            tuple(each.get("symptoms", ())),
            each.get("confirmed", "yes") == "yes",
            each.get("note", ""),
        )
        for each in (draft.get("statistics", ()) if draft is not None else ())
    )
