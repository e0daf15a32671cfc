"""The way to a relay from a computer: what the contract of links does not reach."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as listen

from handhold.companion import greeting
from handhold.doors import OtherVersion, RelayAway
from handhold.native.link import NativeRelay
from handhold.native.serve import serve
from handhold.relay.app import build_relay
from handhold.relay.store_sqlite import SqliteStore
from handhold.wire import limits
from handhold.wire.frames import Welcome, encode


@pytest.fixture
def anyio_backend() -> str:
    """The link runs on asyncio."""
    return "asyncio"


@asynccontextmanager
async def relay() -> AsyncIterator[int]:
    """The port of a relay."""
    store = SqliteStore()
    serving = await serve(build_relay(store, lambda: 0.0))
    yield serving.port
    await serving.stop()
    await store.close()


async def test_the_way_to_this_computer_is_never_by_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relay on the same computer is reached directly, whatever proxy the system names."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with relay() as port:
        await (await NativeRelay().connect(f"ws://127.0.0.1:{port}/relay")).close()


async def test_a_server_that_never_greets_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that takes the connection and stays silent does not hold anybody up."""

    async def silent(socket: ServerConnection) -> None:
        await socket.wait_closed()

    monkeypatch.setattr(greeting, "PATIENCE", 0.5)
    async with listen(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with anyio.fail_after(10), pytest.raises(RelayAway):
            await NativeRelay().connect(f"ws://127.0.0.1:{port}/relay")


async def test_a_relay_of_another_version_is_told_apart_from_one_that_is_away() -> None:
    """Its Welcome names another version: trying again would mend nothing."""

    async def newer(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(encode(Welcome(limits.WIRE_VERSION + 1)))

    async with listen(newer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(OtherVersion):
            await NativeRelay().connect(f"ws://127.0.0.1:{port}/relay")


async def test_a_connection_called_off_is_closed() -> None:
    """A phone locked before the relay has said its first word holds no line to it."""
    heard, closed = anyio.Event(), anyio.Event()

    async def silent(socket: ServerConnection) -> None:
        await socket.recv()
        heard.set()
        await socket.wait_closed()
        closed.set()

    async with listen(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        visit = asyncio.create_task(NativeRelay().connect(f"ws://127.0.0.1:{port}/relay"))
        with anyio.fail_after(10):
            await heard.wait()
            visit.cancel()
            await closed.wait()
        assert visit.cancelled()


async def test_nobody_answers_where_no_relay_is() -> None:
    """A port without a server, a server without a relay and a strange address are all just away."""
    async with relay() as port:
        with pytest.raises(RelayAway):
            await NativeRelay().connect(f"ws://127.0.0.1:{port}/elsewhere")
    for where in (f"ws://127.0.0.1:{port}/relay", "mailto:somebody"):
        with pytest.raises(RelayAway):
            await NativeRelay().connect(where)
