"""Serve an ASGI app on 127.0.0.1, quietly: no access log, no name of a peer anywhere."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from handhold.wire import limits

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server."""

    port: int
    _server: uvicorn.Server
    _task: asyncio.Task[None]

    async def stop(self) -> None:
        """End every connection, then the server."""
        self._server.should_exit = True
        await self._task

    async def wait(self) -> None:
        """Come back when the server has ended, by a signal or by `stop`."""
        await self._task


async def serve(app: ASGIApp, port: int = 0) -> Serving:
    """Serve `app` on this port (0: any free one). Connections wait from the moment this returns.

    Raises `OSError` when the port is taken.
    """
    door = socket.create_server((HOST, port), backlog=2048)
    server = uvicorn.Server(_settings(app))
    task = asyncio.create_task(server.serve(sockets=[door]))
    return Serving(door.getsockname()[1], server, task)


def _settings(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        # uvicorn writes the address of every WebSocket at "info", so only the worst is let through.
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=limits.LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=2,
    )
