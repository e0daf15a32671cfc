"""`handhold run`: your half, on this computer."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from pathlib import Path

import click

from handhold.native import site
from handhold.native.home import Place, build_home
from handhold.native.serve import HOST, serve

RELAY = "ws://127.0.0.1:8765/relay"


@click.command()
@click.option("--port", default=0, show_default=True, help="0 takes any free port.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path.home() / ".local/share/evening",
    show_default=True,
    help="Where your sealed half is kept.",
)
@click.option("--relay", default=RELAY, show_default=True, help="The relay that carries your letters.")
@click.option("--open/--no-open", "opens", default=False, help="Open it in your browser.")
def run(port: int, folder: Path, relay: str, opens: bool) -> None:
    """Open your half on this computer. The address works once, and only on this computer."""
    try:
        asyncio.run(_run(Place(folder, port or _free_port(), site.folder(), relay), opens))
    except (OSError, site.Missing) as error:
        raise click.ClickException(f"Your half could not start: {error}. Nothing was changed.") from error


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as door:
        port: int = door.getsockname()[1]
        return port


async def _run(place: Place, opens: bool) -> None:
    home = build_home(place)
    serving = await serve(home.app, place.port)
    click.echo(f"READY {home.address}")
    if opens:
        webbrowser.open(home.address)
    await serving.wait()
