"""`handhold bench NAME`: the figures, each beside its peer in the same run. It belongs to a checkout."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

BENCHES = ("boot", "tap", "match", "wording")
FOLDER = Path("bench")


@click.command()
@click.argument("name", type=click.Choice(BENCHES))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object as the last line.")
def bench(name: str, as_json: bool) -> None:
    """Measure, in this checkout. Ratios travel between machines; milliseconds don't."""
    if not FOLDER.is_dir():
        raise click.ClickException(
            "Benchmarks run in a checkout of handhold: there is no folder `bench` here."
        )
    sys.path.insert(0, str(FOLDER.resolve()))
    figures: dict[str, object] = importlib.import_module(name).run()
    if as_json:
        click.echo(json.dumps(figures))
        return
    table = Table("figure", "value")
    for figure, value in figures.items():
        table.add_row(figure, str(value))
    Console().print(table)
