"""The wording check's report, as a page shows it: pieces of the text, kind words first, then what pushes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from handhold.wording import Finding, Openness, Report, Voice, check, fingerprint

Mark = Literal["", "push", "kind"]


@dataclass(frozen=True, slots=True)
class Push:
    """What is said of words that push. `meant` is the fingerprint for "I meant this"; a stop has none."""

    finding: Finding
    meant: str


@dataclass(frozen=True, slots=True)
class Marked:
    """`pieces` join to the whole text; `kind` and `push` are what is said beside it."""

    report: Report
    pieces: tuple[tuple[str, Mark], ...]
    kind: tuple[Openness, ...]
    push: tuple[Push, ...]


def marked(
    text: str, voice: Voice | None = None, meant: Collection[str] = (), limits: Collection[str] = ()
) -> Marked:
    """Check a text and lay it out for the page; words that were meant are left alone, unless they stop."""
    report = check(text, voice, limits=limits)
    prints = {
        finding: "" if finding.severity == "stop" else fingerprint(text, finding)
        for finding in report.findings
    }
    report = report.only(lambda finding: prints[finding] not in meant)
    push = tuple(Push(finding, prints[finding]) for finding in report.findings)
    return Marked(report, _pieces(text, report), report.openness, push)


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
