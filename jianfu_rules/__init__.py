"""Find complaints about bureaucratic formalism (形式主义) in Chinese text.

Importing this package loads the standard library only; the names below are
resolved when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "classify": "classifier",
    "Classifier": "classifier",
    "Classification": "model",
    "Label": "model",
    "Evidence": "model",
    "Dropped": "model",
    "Fact": "model",
    "Breach": "model_layers",
    "Match": "model",
    "Span": "model",
    "JianfuError": "errors",
    "RuleError": "errors",
    "RuleSyntaxError": "errors",
    "RuleSchemaError": "errors",
    "RuleReferenceError": "errors",
    "PhraseError": "errors",
    "LayerError": "errors",
    "ResourceError": "errors",
    "InputError": "errors",
    "FallbackError": "errors",
    "Problem": "errors",
}

__all__ = [
    "Breach",
    "Classification",
    "Classifier",
    "Dropped",
    "Evidence",
    "Fact",
    "FallbackError",
    "InputError",
    "JianfuError",
    "Label",
    "LayerError",
    "Match",
    "PhraseError",
    "Problem",
    "ResourceError",
    "RuleError",
    "RuleReferenceError",
    "RuleSchemaError",
    "RuleSyntaxError",
    "Span",
    "classify",
]

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier, classify
    from jianfu_rules.errors import (
        FallbackError,
        InputError,
        JianfuError,
        LayerError,
        PhraseError,
        Problem,
        ResourceError,
        RuleError,
        RuleReferenceError,
        RuleSchemaError,
        RuleSyntaxError,
    )
    from jianfu_rules.model import (
        Classification,
        Dropped,
        Evidence,
        Fact,
        Label,
        Match,
        Span,
    )
    from jianfu_rules.model_layers import Breach


def __getattr__(name: str) -> Any:
    """Resolve a public name on first use (PEP 562)."""
    if name in _HOMES:
        value = getattr(import_module(f"jianfu_rules.{_HOMES[name]}"), name)
        globals()[name] = value
        return value
    message = f"module 'jianfu_rules' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
