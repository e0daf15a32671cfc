"""A report of the wording check, written for people, for programs, and as SARIF."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import handhold
from handhold.wording import Finding, Report
from handhold.wording.library import Rule, english

SCHEMA = 1
NOTE = "No finding does not mean no pressure: it reads words, not faces."
SUPPORT = "This sounds like something that was done to you. It is not your words that need checking."
UNCHECKED = {
    "empty": "Not checked: there is nothing in it.",
    "not_text": "Not checked: this does not look like text.",
    "not_english": "Not checked: this does not look like English, and English is all it can read so far.",
    "whose_lines": "Not checked: a conversation, but which lines are yours? Begin them with “Me:”.",
}
LEVELS = {"hint": "note", "warning": "warning", "stop": "error"}
SARIF = "2.1.0"


def text(report: Report, checked: str, name: str) -> str:
    """For people: what is open and kind first, then each finding with its reason."""
    if report.unchecked:
        return UNCHECKED[report.unchecked]
    lines = [SUPPORT, "`handhold run`, then Help, has people to talk to."] if report.support else []
    lines += [f"kind: “{kind.text}” ({kind.kind.replace('_', ' ')})" for kind in report.openness]
    for finding in report.findings:
        row, column = _place(checked, finding.span.start)
        lines.append(f"{name}:{row}:{column}: {finding.severity}: “{finding.text}” [{finding.rule}]")
        lines += [f"    {finding.message} {finding.why}"]
        lines += [f"    perhaps: {idea.text}" for idea in finding.suggestions]
    return "\n".join([*lines, NOTE])


def as_json(report: Report, checked: str, name: str) -> str:
    """For programs: `schema` and `result`, or `error`; never both."""
    openness: dict[str, list[dict[str, Any]]] = {}
    for kind in report.openness:
        openness.setdefault(kind.kind, []).append({**asdict(kind.span), "text": kind.text})
    result = {
        "voice": report.voice,
        "unchecked": report.unchecked,
        "support": report.support,
        "findings": [_whole(finding) for finding in report.findings],
        "openness": openness,
        "note": NOTE,
    }
    return json.dumps({"schema": SCHEMA, "result": result}, indent=1)


def sarif(report: Report, checked: str, name: str) -> str:
    """SARIF 2.1.0, for checking texts that are shipped; columns count code points."""
    used = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": "handhold",
        "version": handhold.__version__,
        "rules": [_sarif_rule(rule) for rule in map(english().named, used) if rule],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, checked, name) for finding in report.findings],
        "invocations": [{"executionSuccessful": not report.unchecked}],
    }
    schema = f"https://json.schemastore.org/sarif-{SARIF}.json"
    return json.dumps({"$schema": schema, "version": SARIF, "runs": [run]}, indent=1)


def line(name: object, report: Report) -> str:
    """One line's findings, in the form of `--jsonl`."""
    found = [
        {
            **{key: getattr(finding, key) for key in ("rule", "category", "severity")},
            **{"start": finding.span.start, "end": finding.span.end, "message": finding.message},
            "suggestions": [asdict(idea) for idea in finding.suggestions],
        }
        for finding in report.findings
    ]
    told: dict[str, object] = {"id": name, "findings": found}
    if report.unchecked:
        told["unchecked"] = report.unchecked
    if report.support:
        told["support"] = True
    return json.dumps(told)


def trouble(why: str, shape: str) -> str:
    """Why there is no report, in the shape that was asked for."""
    return why if shape == "text" else json.dumps({"schema": SCHEMA, "error": why})


def explanation(rule: Rule) -> str:
    """What a rule looks for, and why."""
    lines = [f"{rule.id} ({rule.severity})", rule.message, rule.why, f"Rests on: {rule.source}"]
    for kind, title in (("bad", "It marks"), ("ok", "It leaves alone"), ("good", "Kinder")):
        shown = [example.text for example in rule.examples if example.kind == kind]
        lines += [f"{title}:", *(f"  {example}" for example in shown)] if shown else []
    return "\n".join(lines)


def _whole(finding: Finding) -> dict[str, Any]:
    told = asdict(finding)
    span: dict[str, Any] = told.pop("span")
    return told | span


def _place(checked: str, at: int) -> tuple[int, int]:
    starts = [0, *(index + 1 for index, char in enumerate(checked) if char == "\n")]
    row = bisect_right(starts, at)
    return row, at - starts[row - 1] + 1


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _sarif_result(finding: Finding, checked: str, name: str) -> dict[str, Any]:
    row, column = _place(checked, finding.span.start)
    end_row, end_column = _place(checked, finding.span.end)
    region = {"startLine": row, "startColumn": column, "endLine": end_row, "endColumn": end_column}
    region |= {"charOffset": finding.span.start, "charLength": finding.span.end - finding.span.start}
    where = {"artifactLocation": {"uri": name}, "region": region}
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.why}"},
        "locations": [{"physicalLocation": where}],
    }


SHAPES: dict[str, Callable[[Report, str, str], str]] = {"text": text, "json": as_json, "sarif": sarif}
