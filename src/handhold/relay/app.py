"""The relay as an ASGI app: one WebSocket at `/relay`, and the app's files only when they are given."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import anyio
import structlog
from anyio.abc import TaskGroup
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from handhold.relay.store import MailboxStore
from handhold.relay.switchboard import Line, Switchboard, Watch
from handhold.wire import limits

SWEEP_SECONDS = 3600

_log = structlog.get_logger()


def build_relay(
    store: MailboxStore,
    clock: Callable[[], float],
    *,
    site: ASGIApp | None = None,
    watch: Watch | None = None,
) -> Starlette:
    """The relay over this store. `clock` gives seconds since the epoch; `site` answers all other paths."""
    switchboard = Switchboard(store, clock, watch=watch)

    async def relay(socket: WebSocket) -> None:
        await _converse(switchboard, socket)

    routes: list[BaseRoute] = [WebSocketRoute("/relay", relay)]
    if site:
        routes.append(Mount("/", site))
    return Starlette(routes=routes, lifespan=_sweeping(store, clock))


def _sweeping(
    store: MailboxStore, clock: Callable[[], float]
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    async def sweep() -> None:
        while True:
            await store.sweep(clock())
            await anyio.sleep(SWEEP_SECONDS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(sweep)
            yield
            group.cancel_scope.cancel()

    return lifespan


async def _converse(switchboard: Switchboard, socket: WebSocket) -> None:
    await socket.accept()
    line = switchboard.join()
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(_listen, switchboard, socket, line)
            await _speak(socket, line, group)
    except* (WebSocketDisconnect, OSError):
        pass
    except* Exception as group:
        # The names of what went wrong and nothing of the matter: a message might quote a frame.
        _log.error("stumbled", kinds=sorted(type(error).__name__ for error in group.exceptions))
    finally:
        switchboard.leave(line)


async def _speak(socket: WebSocket, line: Line, group: TaskGroup) -> None:
    while (data := await line.next()) is not None:
        await socket.send_bytes(data)
    await socket.close()
    group.cancel_scope.cancel()


async def _listen(switchboard: Switchboard, socket: WebSocket, line: Line) -> None:
    with anyio.move_on_after(limits.GREETING_SECONDS) as patience:
        await _take(switchboard, socket, line)
    if patience.cancelled_caught:
        line.hang_up()
    while not line.ended:
        await _take(switchboard, socket, line)


async def _take(switchboard: Switchboard, socket: WebSocket, line: Line) -> None:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    # What has begun is done to its end, or a letter could be kept without being passed on.
    with anyio.CancelScope(shield=True):
        await switchboard.hear(line, message.get("bytes") or b"")
