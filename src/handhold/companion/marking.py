"""The wording check's report, as a page shows it: pieces of the text, kind words first, then what pushes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handhold.wording import Finding, Openness, Report, check

Mark = Literal["", "push", "kind"]


@dataclass(frozen=True, slots=True)
class Marked:
    """`pieces` join to the whole text; `kind` and `push` are what is said beside it."""

    report: Report
    pieces: tuple[tuple[str, Mark], ...]
    kind: tuple[Openness, ...]
    push: tuple[Finding, ...]


def marked(text: str) -> Marked:
    """Check a text and lay it out for the page."""
    report = check(text)
    return Marked(report, _pieces(text, report), report.openness, report.findings)


def _pieces(text: str, report: Report) -> tuple[tuple[str, Mark], ...]:
    marks: list[Mark] = [""] * len(text)
    for kind in report.openness:
        marks[kind.span.start : kind.span.end] = ["kind"] * (kind.span.end - kind.span.start)
    # What pushes is marked last: a kind word in the same clause does not cancel it.
    for push in report.findings:
        marks[push.span.start : push.span.end] = ["push"] * (push.span.end - push.span.start)
    pieces: list[tuple[str, Mark]] = []
    for letter, mark in zip(text, marks, strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1] = (pieces[-1][0] + letter, mark)
        else:
            pieces.append((letter, mark))
    return tuple(pieces)
