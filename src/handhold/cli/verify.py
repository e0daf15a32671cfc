"""`handhold verify`: look at everything that two apps and a relay ever hold, and judge it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from handhold.rehearsal import relay_program, seasons
from handhold.rehearsal import verify as verifying
from handhold.rehearsal.linked import NAMES
from handhold.rehearsal.table import Play
from handhold.rehearsal.verify import Verdict

MOMENTS = {0: "after a round by mail, its page open", 3: "after the next season’s round, its page closed"}
NOTHING = ("", "None")
LONGEST = 40  # characters of a value


@click.command()
@click.option("--quick", is_flag=True, help="Fewer answers and fewer runs.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object on the last line.")
@click.pass_obj
def verify(exchange: Play | None, quick: bool, as_json: bool) -> None:
    """Show all that two apps and a relay hold, and fail if any of it follows from the other's answers."""
    console, began = Console(), time.monotonic()
    try:
        with Progress(
            SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
        ) as bar:
            bar.add_task("Two apps, a relay, and every pair of answers…")
            verdict = verifying.verify(exchange, quick)
    except (relay_program.Silent, seasons.Stuck) as error:
        raise click.ClickException(f"It could not be looked at: {error}.") from error
    for table in _tables(verdict):
        console.print(table)
    _conclude(console, verdict)
    if as_json:
        click.echo(json.dumps(_figures(verdict, time.monotonic() - began)))
    if verdict.findings:
        raise SystemExit(1)


def _tables(verdict: Verdict) -> Iterator[Table]:
    record = verdict.record
    for moment, title in MOMENTS.items():
        yield _apps([app[moment] for app in record.apps], f"What the apps keep {title}")
    relay = Table("when", "what", title="What the relay holds")
    for when, rows in record.relay.items():
        relay.add_row(when, Text("\n".join(rows)), end_section=True)
    yield relay
    wire = Table("way", "kind", "bytes", *NAMES, title="What crossed the wire", caption="how many of each")
    for way, kind, size in sorted({key for crossed in record.wire for key in crossed}):
        counts = (str(crossed[way, kind, size]) for crossed in record.wire)
        wire.add_row(way, kind, str(size), *counts)
    yield wire


def _apps(apps: Iterable[Mapping[str, str]], title: str) -> Table:
    table = Table("where", *NAMES, title=title)
    grouped = [_grouped(app) for app in apps]
    for path in dict.fromkeys(path for app in grouped for path in app):
        table.add_row(Text(path), *(Text("\n".join(app.get(path, []))) for app in grouped))
    return table


def _grouped(app: Mapping[str, str]) -> dict[str, list[str]]:
    """Fields that stand together, in one row; those that hold nothing are left out."""
    found: dict[str, list[str]] = {}
    for path, value in app.items():
        parent, _, name = path.rpartition(".")
        if value not in NOTHING:
            found.setdefault(parent, []).append(f"{name}: {_short(value)}")
    return found


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"


def _conclude(console: Console, verdict: Verdict) -> None:
    swept = verdict.swept
    console.print(
        f"{swept.pairs:,} pairs of answers on a deck of two; {verdict.runs} runs of whole apps over a relay."
    )
    for finding in verdict.findings:
        console.print(Text(f"✗ {finding}"))
    if not verdict.findings:
        console.print("Nothing is held that does not follow from the overlap and from one’s own answers.")


def _figures(verdict: Verdict, seconds: float) -> dict[str, object]:
    return {
        "clean": not verdict.findings,
        "pairs": verdict.swept.pairs,
        "rounds": verdict.swept.rounds,
        "runs": verdict.runs,
        "seconds": round(seconds, 1),
        "findings": list(verdict.findings),
    }
