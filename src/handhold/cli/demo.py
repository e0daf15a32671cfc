"""`handhold demo`: two phones side by side in one page, or the thread played in the terminal."""

from __future__ import annotations

import asyncio
import urllib.request
from pathlib import Path

import click

from handhold.native.serve import HOST, serve
from handhold.rehearsal.demo import STAGE, Demo
from handhold.rehearsal.pair import strangers
from handhold.rehearsal.thread import THREAD
from handhold.rehearsal.time import PairTime

BUILD = Path("build")


@click.command()
@click.option("--port", default=8700, show_default=True)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=BUILD, show_default=True)
@click.option("--once", is_flag=True, help="End after the page has answered.")
@click.option("--script", is_flag=True, help="Play the whole thread here, without a browser.")
def demo(port: int, folder: Path, once: bool, script: bool) -> None:
    """Show two phones side by side, and everything the relay sees of them."""
    if not script and not (folder / "demo").is_dir():
        raise click.ClickException(
            f"There is no built demo in {folder}. In a checkout, `make demo` builds it and starts it; "
            "`handhold demo --script` needs none."
        )
    try:
        asyncio.run(_play() if script else _show(folder, port, once))
    except OSError as error:
        raise click.ClickException(f"The demo could not start: {error}. Is another one running?") from error


async def _show(folder: Path, port: int, once: bool) -> None:
    demo = Demo(folder, port)
    serving = await serve(demo, port)
    click.echo(f"READY {demo.address}")
    click.echo("Open it in a browser. Ctrl-C ends it, and nothing is kept.")
    if once:
        click.echo(await asyncio.to_thread(_look, port))
        await serving.stop()
    await serving.wait()


def _look(port: int) -> str:
    # The names under localhost resolve in browsers only.
    asked = urllib.request.Request(f"http://{HOST}:{port}/", headers={"Host": f"{STAGE}:{port}"})
    with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 an address of this computer
        return f"The page answered: {answer.status}."


async def _play() -> None:
    pair = await strangers()
    time = PairTime(pair)
    for step in THREAD:
        click.echo(f"· {(step.__doc__ or step.__name__).splitlines()[0]}")
        await step(pair.alex.phone, pair.sam.phone, time)
    click.echo("That was all of it.")
