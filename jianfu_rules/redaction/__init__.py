"""Personal data in Chinese text: find it, put marks in its place, move offsets."""

from jianfu_rules.redaction.finding import find_personal
from jianfu_rules.redaction.personal import (
    CERTAIN,
    DEFAULT_KINDS,
    KINDS,
    LIKELY,
    NUMBERED_KINDS,
    Personal,
)
from jianfu_rules.redaction.redacting import Redacted, Redactor, redact

__all__ = [
    "CERTAIN",
    "DEFAULT_KINDS",
    "KINDS",
    "LIKELY",
    "NUMBERED_KINDS",
    "Personal",
    "Redacted",
    "Redactor",
    "find_personal",
    "redact",
]
