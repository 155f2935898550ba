"""Load the classifier with the options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jianfu_rules.classifier import Classifier
    from jianfu_rules.cli.options import Noise


def load_classifier(rules: Path | None, noise: Noise, *, no_model: bool) -> Classifier:
    """Load the rules of *rules*, else those that come along, and the model.

    Imported here, so that help costs no rules.
    """
    from jianfu_rules.classifier import Classifier

    fallback = None if no_model else "bundled"
    return Classifier.load(rules, noise=noise.value, fallback=fallback)
