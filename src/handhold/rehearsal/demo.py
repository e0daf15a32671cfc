"""The demo: two phones side by side, each a real companion in its own origin, and all that the relay sees.

One server answers three names: `handhold.localhost` (the frame, and what the relay holds), and `left.` and
`right.handhold.localhost` (the demo's own build of the browser home, whose clock can be moved). Only the frame may
frame the phones, and only the demo has a frame.
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
from handhold.wire.frames import Hello, Malformed, Welcome, decode

FRAME = "handhold.localhost"
PHONES = ("left.handhold.localhost", "right.handhold.localhost")
FRAMES_SHOWN = 60
SHOWN = 8  # bytes of any value; the rest is as random


@dataclass(slots=True)
class Demo:
    """An ASGI app for one demo on one port. Everything in it is gone when it ends."""

    folder: Path
    port: int
    store: SqliteStore = field(default_factory=SqliteStore)
    _frames: deque[dict[str, object]] = field(default_factory=lambda: deque(maxlen=FRAMES_SHOWN))
    _count: int = 0
    _apps: dict[str, ASGIApp] = field(init=False)
    _relay: ASGIApp = field(init=False)

    def __post_init__(self) -> None:
        phone = load_site(self.folder / "demo", self._phone_policy())
        self._apps = dict.fromkeys(PHONES, phone)
        self._apps[FRAME] = load_site(self.folder / "frame", self._frame_policy())
        self._relay = build_relay(self.store, time.time, watch=self._see)

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://{FRAME}:{self.port}/"

    def _phone_policy(self) -> str:
        ancestors = f"frame-ancestors http://{FRAME}:{self.port}"
        return CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", ancestors)

    def _frame_policy(self) -> str:
        phones = " ".join(f"http://{name}:{self.port}" for name in PHONES)
        return f"{CONTENT_SECURITY_POLICY}; frame-src {phones}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the name that was asked for."""
        if scope["type"] in {"lifespan", "websocket"}:
            await self._relay(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"").decode().rsplit(":", 1)[0]
        if host == FRAME and scope["path"] == "/seen":
            await JSONResponse(await self.seen(), headers={"cache-control": "no-store"})(scope, receive, send)
            return
        await self._apps.get(host, self._apps[FRAME])(scope, receive, send)

    async def seen(self) -> dict[str, object]:
        """All the relay holds, and the last frames that went through it."""
        return {"holds": [_row(holding) for holding in await self.store.holdings()], "frames": list(self._frames)}

    def _see(self, way: str, data: bytes) -> None:
        try:
            frame = decode(data)
        except Malformed:
            return
        if isinstance(frame, Hello | Welcome):
            return
        self._count += 1
        self._frames.append(
            {"number": self._count, "way": way, "kind": type(frame).__name__, "size": len(data), "start": data[1 : 1 + SHOWN].hex()}
        )


def _row(holding: Holding) -> dict[str, object]:
    fields = {
        name: f"{value[:SHOWN].hex()}… ({len(value)} bytes)" if isinstance(value, bytes) else value
        for name, value in holding.fields.items()
    }
    return {"table": holding.table, "fields": fields}
