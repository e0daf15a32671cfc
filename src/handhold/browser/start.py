"""How the browser home begins: once while the snapshot is made, and in each worker after it is restored."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

from pyodide.ffi import to_js

from handhold.browser.bridge import Request, ask, begin
from handhold.browser.chance import BrowserChance
from handhold.browser.clock import BrowserClock
from handhold.browser.crossing import Foreign, give, take
from handhold.browser.link import BrowserRelay
from handhold.browser.sealer import BrowserSealer
from handhold.browser.vault_store import BrowserVaultStore
from handhold.companion.app import build_companion
from handhold.companion.preload import preload
from handhold.companion.world import World


def prepare() -> None:
    """Read all files into Python: there are none after a restore."""
    preload()


@dataclass(frozen=True, slots=True)
class Home:
    """One running companion, as the worker sees it."""

    app: Any
    life: object

    async def answer(self, method: str, url: str, headers: str, body: Foreign | None) -> Foreign:
        """[status, url, headers as JSON, body] for one request; `headers` is a JSON list of pairs."""
        pairs = tuple((name, value) for name, value in json.loads(headers))
        request = Request(method, url, pairs, b"" if body is None else take(body))
        answer = await ask(self.app, request)
        return to_js([answer.status, answer.url, json.dumps(answer.headers), give(answer.body)])


async def start(doors: Foreign) -> Home:
    """Connect the doors of web/site/home.js and begin."""
    # Frozen in the snapshot. Nothing of ours draws from it; no library shall draw the same on every device.
    random.seed()
    world = World(
        clock=BrowserClock(doors.clock),
        chance=BrowserChance(),
        sealer=BrowserSealer(doors.sodium),
        store=BrowserVaultStore(doors.shelf),
        relay=BrowserRelay(doors.relay),
        home="browser",
        origin=doors.origin,
        relay_address=doors.relayAddress,
    )
    app = build_companion(world)
    return Home(app, await begin(app))
