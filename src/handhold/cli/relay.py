"""`handhold relay`: run the blind half."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import time
from pathlib import Path

import click
import structlog

from handhold.native.serve import HOST, serve
from handhold.relay.app import build_relay
from handhold.relay.site import load_site
from handhold.relay.store_sqlite import SqliteStore


@click.command()
@click.option("--port", default=8765, show_default=True, help="0 takes any free port.")
@click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("relay.sqlite"),
    show_default=True,
    help="The file that holds the mail.",
)
@click.option(
    "--with-app", is_flag=True, help="Serve the app too: only where both of you trust this machine."
)
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/site"),
    show_default=True,
    help="The folder with the built app, for --with-app.",
)
def relay(port: int, db: Path, with_app: bool, site: Path) -> None:
    """Run a relay on this computer. It carries sealed letters and can read none of them."""
    structlog.configure(
        processors=[structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        asyncio.run(_run(port, db, site if with_app else None))
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"The relay could not start: {error}.") from error


async def _run(port: int, db: Path, site: Path | None) -> None:
    app_files = load_site(site) if site else None
    store = SqliteStore(db)
    serving = await serve(build_relay(store, time.time, site=app_files), port)
    click.echo(f"READY ws://{HOST}:{serving.port}/relay")
    await serving.wait()
    await store.close()


if __name__ == "__main__":
    relay()
