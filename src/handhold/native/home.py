"""The companion's native home: the five doors of a computer, behind the gate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from handhold.companion.app import build_companion
from handhold.companion.headers import SafeHeaders
from handhold.companion.preload import preload
from handhold.companion.world import World
from handhold.doors import Chance, Clock
from handhold.native.chance import SystemChance
from handhold.native.clock import SystemClock
from handhold.native.gate import Gate
from handhold.native.link import NativeRelay
from handhold.native.sealer import load
from handhold.native.vault_store import SqliteVaultStore
from handhold.relay.site import load_site

TOKEN = 32
NAME = 4  # bytes of the random name under localhost: cookies ignore ports, so each start has its own host
FILE = "evening.sqlite"


@dataclass(frozen=True, slots=True)
class Home:
    """What to serve, and the address that opens it once."""

    app: ASGIApp
    companion: Starlette
    address: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where this half lives: its folder, the port it is served on, the built files, the relay it uses."""

    folder: Path
    port: int
    site: Path
    relay: str


def build_home(place: Place, clock: Clock | None = None, chance: Chance | None = None) -> Home:
    """The companion of this computer, ready to be served at `place.port` of 127.0.0.1."""
    preload()
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    drawn = SystemChance()
    host = f"evening-{drawn.draw(NAME).hex()}.localhost:{place.port}"
    world = World(
        clock=clock or SystemClock(),
        chance=chance or drawn,
        sealer=load(),
        store=SqliteVaultStore(place.folder / FILE),
        relay=NativeRelay(),
        home="native",
        origin="",  # this address opens on no other device, so an invitation is text to paste
        relay_address=place.relay,
    )
    companion = build_companion(world)
    launch, session = drawn.draw(TOKEN).hex(), drawn.draw(TOKEN).hex()
    gate = Gate(_with_files(companion, place.site), host, launch, session)
    return Home(SafeHeaders(gate), companion, f"http://{host}/#{launch}")


def _with_files(companion: ASGIApp, folder: Path) -> ASGIApp:
    """The pages' own files beside the pages."""
    files = load_site(folder)

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and scope["path"].startswith("/static/")
        await (files if is_file else companion)(scope, receive, send)

    return both
