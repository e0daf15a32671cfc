"""What a check gives back: a report of findings, of what is open and kind, and of what was not checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, get_args

Severity = Literal["hint", "warning", "stop"]
Voice = Literal["draft", "reflection", "report", "dialogue"]
Category = Literal[
    "wheedle",
    "coerce_threat",
    "guilt",
    "obligation",
    "repeat_after_no",
    "comparison",
    "minimise",
    "gaslight",
    "flattery_bargain",
    "intoxication",
    "deadline",
    "no_way_out",
    "objectify_get",
    "shame_body",
    "shame_gender_orientation",
    "entitlement",
    "deception_surprise",
]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
VOICES: tuple[Voice, ...] = get_args(Voice)
CATEGORIES: tuple[Category, ...] = get_args(Category)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of the text, counted in code points and, for browsers and editors, in UTF-16."""

    start: int
    end: int
    start_utf16: int
    end_utf16: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kinder way: `say` is an idea in words, `replace` stands for the marked words, `append` goes after."""

    kind: Literal["say", "replace", "append"]
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that work on someone's answer, and why; `stop` findings never carry a suggestion."""

    rule: str
    category: Category
    severity: Severity
    span: Span
    text: str
    message: str
    why: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Openness:
    """Something open or kind in the text (`way_out`, `question`, `own_feeling`, `no_hurry`, `thanks`)."""

    kind: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one check saw, in the order of the text.

    `unchecked` says why nothing could be checked (`empty`, `not_text`, `not_english`, `whose_lines`), and is
    None otherwise. `support` is true when the text tells of pressure that was put on the writer: then there
    are no findings, and the Help page is the answer. No finding does not mean no pressure.
    """

    voice: Voice
    findings: tuple[Finding, ...] = ()
    openness: tuple[Openness, ...] = ()
    support: bool = False
    unchecked: str | None = None

    def only(self, wanted: Callable[[Finding], bool]) -> Report:
        """The report with those of its findings that are wanted."""
        return replace(self, findings=tuple(filter(wanted, self.findings)))

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the findings, or None."""
        return max((finding.severity for finding in self.findings), key=SEVERITIES.index, default=None)
