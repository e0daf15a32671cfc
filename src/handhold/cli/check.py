"""`handhold check`: the wording check for a file, for what is typed, or for many messages at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import click

from handhold import wording
from handhold.cli import reports
from handhold.wording import CATEGORIES, SEVERITIES, VOICES, Finding, Severity
from handhold.wording.library import english

CLEAN, FOUND, NOT_CHECKED, FAULT = 0, 1, 2, 3
LONGEST = 1_000_000  # bytes; a letter has 4,000 characters


@click.command()
@click.argument("file", default="-", type=click.File("rb"))
@click.option("--format", "shape", type=click.Choice(list(reports.SHAPES)), default="text", show_default=True)
@click.option("--jsonl", is_flag=True, help='Many: {"id", "text"} a line in, {"id", "findings"} a line out.')
@click.option("--voice", type=click.Choice(VOICES), help="Whose text it is. Left out, it is recognised.")
@click.option("--limit", "limits", multiple=True, help="A topic to which they have said no. May be repeated.")
@click.option("--earlier", multiple=True, help="What they answered before. May be repeated.")
@click.option("--min-severity", "least", type=click.Choice(SEVERITIES), default="hint", show_default=True)
@click.option("--rule", "rules", multiple=True, help="Only this rule. May be repeated.")
@click.option("--category", "categories", multiple=True, type=click.Choice(CATEGORIES), help="Only this one.")
@click.option("--explain", metavar="ID", help="What a rule looks for, and why.")
@click.pass_context
def check(ctx: click.Context, /, **given: object) -> None:
    """Look for words of pressure in FILE (default: what is typed or piped in).

    Exit codes: 0 nothing found, 1 something found, 2 it could not be checked, 3 our fault. With --jsonl, 0
    when every line was answered. No finding does not mean no pressure: it reads words, not faces.
    """
    try:
        ctx.exit(_run(**given))  # type: ignore[arg-type]
    except (click.exceptions.Exit, click.ClickException, click.Abort):
        raise
    except Exception as fault:
        click.echo(f"handhold check failed, and that is our fault: {type(fault).__name__}: {fault}", err=True)
        ctx.exit(FAULT)


def _run(file: BinaryIO, shape: str, jsonl: bool, explain: str | None, **given: object) -> int:
    if explain:
        return _explain(explain)
    chosen = _Chosen(given["least"], given["rules"], given["categories"])  # type: ignore[arg-type]
    context = {name: given[name] for name in ("voice", "limits", "earlier")}
    if jsonl:
        for line in file:
            click.echo(_answer(line, chosen, context))
        return CLEAN
    text, trouble = _text(file.read(LONGEST + 1))
    if trouble:
        click.echo(reports.trouble(trouble, shape), err=shape == "text")
        return NOT_CHECKED
    report = wording.check(text, **context).only(chosen)  # type: ignore[arg-type]
    click.echo(reports.SHAPES[shape](report, text, getattr(file, "name", "<stdin>")))
    return NOT_CHECKED if report.unchecked else FOUND if report.findings else CLEAN


class _Chosen:
    """Which findings were asked for."""

    def __init__(self, least: Severity, rules: Iterable[str], categories: Iterable[str]) -> None:
        self.least, self.rules, self.categories = SEVERITIES.index(least), set(rules), set(categories)
        unknown = [name for name in self.rules if english().named(name) is None]
        if unknown:
            raise click.UsageError(f"There is no rule {unknown[0]!r}.")

    def __call__(self, finding: Finding) -> bool:
        return (
            SEVERITIES.index(finding.severity) >= self.least
            and (not self.rules or finding.rule in self.rules)
            and (not self.categories or finding.category in self.categories)
        )


def _text(body: bytes) -> tuple[str, str]:
    if len(body) > LONGEST:
        return "", "Not checked: this is longer than a million bytes. Give it a piece at a time."
    try:
        return body.decode("utf-8-sig"), ""
    except UnicodeDecodeError as problem:
        return "", f"Not checked: this is not UTF-8 text (byte {problem.start})."


def _answer(line: bytes, chosen: _Chosen, context: Mapping[str, Any]) -> str:
    """One line's answer, also for a line that makes no sense: the rest goes on.

    A line's own `voice`, `limits` and `earlier` go before those of the command.
    """
    told: object = None
    try:
        told = json.loads(line.decode())
        if not isinstance(told, dict) or not isinstance(told.get("text"), str):
            raise ValueError('a line is {"id": …, "text": "…"}')
        given = {name: told.get(name, value) for name, value in context.items()}
        if given["voice"] is not None and given["voice"] not in VOICES:
            raise ValueError(f"voice is one of {', '.join(VOICES)}")
        if not all(isinstance(given[name], list | tuple) for name in ("limits", "earlier")):
            raise ValueError("limits and earlier are lists of texts")
        report = wording.check(told["text"], **given).only(chosen)
        return reports.line(told.get("id"), report)
    except (ValueError, RecursionError) as problem:
        name = told.get("id") if isinstance(told, dict) else None
        return json.dumps({"id": name, "error": str(problem) or type(problem).__name__})


def _explain(name: str) -> int:
    rule = english().named(name)
    if rule is None:
        click.echo(f"There is no rule {name!r}. A rule is named like guilt/after-all.", err=True)
        return NOT_CHECKED
    click.echo(reports.explanation(rule))
    return CLEAN
