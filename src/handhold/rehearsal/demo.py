"""The demo: two phones side by side, each a real companion in its own origin, and all that the relay sees.

One server answers three names: `handhold.localhost` (the stage), and `left.` and `right.handhold.localhost`
(the demo's own build of the browser home, whose clock can be moved). Only the stage may frame the phones, and
only the demo has a stage.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from handhold.relay.app import build_relay
from handhold.relay.headers import CONTENT_SECURITY_POLICY
from handhold.relay.site import load_site
from handhold.relay.store import Holding
from handhold.relay.store_sqlite import SqliteStore
from handhold.wire.frames import Hello, Live, Malformed, Welcome, decode

STAGE = "handhold.localhost"
PHONES = ("left.handhold.localhost", "right.handhold.localhost")
PASSED = 40
SHOWN = 6  # bytes of any value: the rest is as random
ROWS = {
    "box": "a mailbox",
    "mail": "a sealed letter",
    "place": "a meeting place",
    "standing": "somebody who stands there",
    "saying": "a sealed word said there",
    "swap": "a swap, where two deposits wait for each other",
    "offer": "a sealed deposit in it",
    "decoy": "a blank page, so that a letter for nobody takes as long as any",
}

Line = dict[str, str]


@dataclass(slots=True)
class Demo:
    """An ASGI app for one demo on one port. Everything in it is gone when it ends."""

    folder: Path
    port: int
    store: SqliteStore = field(default_factory=SqliteStore)
    _passed: deque[Line] = field(default_factory=lambda: deque(maxlen=PASSED))
    _apps: dict[str, ASGIApp] = field(init=False)
    _relay: ASGIApp = field(init=False)

    def __post_init__(self) -> None:
        phone = load_site(self.folder / "demo", self._phone_policy())
        self._apps = dict.fromkeys(PHONES, phone)
        self._apps[STAGE] = load_site(self.folder / "stage", self._stage_policy())
        self._relay = build_relay(self.store, time.time, watch=self._see)

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://{STAGE}:{self.port}/"

    def _phone_policy(self) -> str:
        framed = f"frame-ancestors http://{STAGE}:{self.port}"
        return CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", framed)

    def _stage_policy(self) -> str:
        phones = " ".join(f"http://{name}:{self.port}" for name in PHONES)
        return f"{CONTENT_SECURITY_POLICY}; frame-src {phones}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the name that was asked for."""
        if scope["type"] in {"lifespan", "websocket"}:
            await self._relay(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode().rsplit(":", 1)[0]
        if host == STAGE and scope["path"] == "/seen":
            answer = JSONResponse(await self.seen(), headers={"cache-control": "no-store"})
            await answer(scope, receive, send)
            return
        if host == STAGE and scope["path"].startswith("/static/"):
            host = PHONES[0]  # the stage wears the phones' own letters
        await self._apps.get(host, self._apps[STAGE])(scope, receive, send)

    async def seen(self) -> dict[str, list[Line]]:
        """All the relay holds, and the last of what went through it, newest first."""
        holdings = await self.store.holdings()
        return {"held": [_row(holding) for holding in holdings], "passed": list(self._passed)[::-1]}

    def _see(self, way: str, data: bytes) -> None:
        try:
            frame = decode(data)
        except Malformed:
            return
        # A live evening is a frame a second; the column shows that it runs, not each of them.
        if isinstance(frame, Hello | Welcome) or (isinstance(frame, Live) and way == "out"):
            return
        arrow = "→ relay" if way == "in" else "relay →"
        what = f"{arrow} {type(frame).__name__}, {len(data):,} bytes"
        self._passed.append({"what": what, "bytes": f"{data[1 : 1 + SHOWN].hex()}…"})


def _row(holding: Holding) -> Line:
    values = [
        f"{name} {value[:SHOWN].hex()}… of {len(value):,} bytes"
        if isinstance(value, bytes)
        else f"{name} {value}"
        for name, value in holding.fields.items()
    ]
    return {"what": ROWS.get(holding.table, holding.table), "bytes": " · ".join(values)}
