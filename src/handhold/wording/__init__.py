"""The wording check: sees pressure in a draft, says why kindly, and stays silent on kindness and refusal."""

from handhold.wording.check import check, grade
from handhold.wording.findings import (
    CATEGORIES,
    SEVERITIES,
    VOICES,
    Category,
    Finding,
    Openness,
    Report,
    Severity,
    Span,
    Suggestion,
    Voice,
)
from handhold.wording.meant import fingerprint

__all__ = [
    "CATEGORIES",
    "SEVERITIES",
    "VOICES",
    "Category",
    "Finding",
    "Openness",
    "Report",
    "Severity",
    "Span",
    "Suggestion",
    "Voice",
    "check",
    "fingerprint",
    "grade",
]
