"""The relay over a socket: what the contract of links does not reach."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import anyio
import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as connect_socket
from websockets.exceptions import ConnectionClosed

from handhold.doors import RelayAway
from handhold.native.link import NativeRelay
from handhold.native.serve import Serving, serve
from handhold.relay import switchboard
from handhold.relay.app import build_relay
from handhold.relay.store import Holding, MailboxStore
from handhold.relay.store_sqlite import SqliteStore
from handhold.relay.wishes import Finding, Put, Wish
from handhold.wire import frames, limits
from handhold.wire.frames import Frame, decode, encode
from handhold.wire.reasons import Reason

SECRET = "a mailbox nobody may know"
TOKEN = bytes(limits.TOKEN)
NOW = 1_800_000_000.0


@pytest.fixture
def anyio_backend() -> str:
    """The server runs on asyncio."""
    return "asyncio"


class StumblingStore:
    """A store that breaks, and whose words would betray somebody; it tells when it was swept."""

    def __init__(self) -> None:
        self.swept = anyio.Event()

    async def keep(self, wish: Wish, now: float) -> Finding:
        """Break."""
        raise RuntimeError(SECRET)

    async def sweep(self, now: float) -> None:
        """Nothing to forget, but the time is right."""
        assert now == NOW
        self.swept.set()

    async def holdings(self) -> list[Holding]:
        """Nothing is held."""
        return []

    async def close(self) -> None:
        """Nothing to close."""


class GatedStore:
    """A store in memory that lets the first letter wait at its gate once it has one."""

    def __init__(self) -> None:
        self.gate: anyio.Event | None = None
        self.waiting = anyio.Event()
        self._store = SqliteStore()

    async def keep(self, wish: Wish, now: float) -> Finding:
        """Keep, after the gate."""
        if isinstance(wish, Put) and self.gate and not self.waiting.is_set():
            self.waiting.set()
            await self.gate.wait()
        return await self._store.keep(wish, now)

    async def sweep(self, now: float) -> None:
        """As the store does."""
        await self._store.sweep(now)

    async def holdings(self) -> list[Holding]:
        """As the store does."""
        return await self._store.holdings()

    async def close(self) -> None:
        """As the store does."""
        await self._store.close()


async def _served(store: MailboxStore) -> Serving:
    return await serve(build_relay(store, lambda: NOW))


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """A running relay."""
    store = SqliteStore()
    serving = await _served(store)
    yield f"ws://127.0.0.1:{serving.port}/relay"
    await serving.stop()
    await store.close()


async def _until_closed(socket: ClientConnection) -> list[Frame]:
    heard = []
    with anyio.fail_after(10):
        try:
            while True:
                heard.append(decode(await socket.recv(decode=False)))
        except ConnectionClosed:
            return heard


@pytest.mark.parametrize("message", [b"", b"\xff", "text", bytes(300), bytes(20_000)], ids=repr)
async def test_what_is_no_frame_is_refused_and_ends_the_connection(
    address: str, message: bytes | str
) -> None:
    """Empty, unknown, text, a wrong size, too large: one refusal, then the end, and the relay lives on."""
    async with connect_socket(address) as socket:
        await socket.send(message)
        assert await _until_closed(socket) == [frames.Refused(Reason.MALFORMED)]
    await (await NativeRelay().connect(address)).close()


async def test_a_huge_message_ends_the_connection_unread(address: str) -> None:
    """More than the largest message never reaches the relay's memory."""
    async with connect_socket(address, compression=None) as socket:
        await socket.send(bytes(limits.LARGEST_MESSAGE + 1))
        assert await _until_closed(socket) == []
    assert socket.close_code == 1009


async def test_another_version_is_told_ours(address: str) -> None:
    """A newer companion hears which version the relay speaks, and is refused."""
    async with connect_socket(address) as socket:
        await socket.send(encode(frames.Hello(limits.WIRE_VERSION + 1)))
        assert await _until_closed(socket) == [
            frames.Welcome(limits.WIRE_VERSION),
            frames.Refused(Reason.OTHER_VERSION),
        ]


async def test_a_silent_connection_is_closed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever does not greet in time is hung up on."""
    monkeypatch.setattr(limits, "GREETING_SECONDS", 0.05)
    async with connect_socket(address) as socket:
        assert await _until_closed(socket) == []


async def test_a_flood_ends_the_connection(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many frames in a second are refused over the socket too, whatever the calendar says."""
    monkeypatch.setattr(limits, "FRAMES_A_SECOND", 1)
    async with connect_socket(address) as socket:
        await socket.send(encode(frames.Hello(limits.WIRE_VERSION)))
        for _ in range(9):
            await socket.send(encode(frames.Forget(TOKEN, bytes(limits.ENVELOPE_ID))))
        assert await _until_closed(socket) == [
            frames.Welcome(limits.WIRE_VERSION),
            frames.Refused(Reason.TOO_FAST),
        ]


async def test_a_full_relay_sends_people_away(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One connection more than the limit is refused."""
    monkeypatch.setattr(limits, "CONNECTIONS", 1)
    visitor = await NativeRelay().connect(address)
    with pytest.raises(RelayAway):
        await NativeRelay().connect(address)
    await visitor.close()


async def test_a_stumble_is_logged_without_its_words() -> None:
    """When something breaks, the log has the kind of error and not what it says; the connection ends."""
    serving = await _served(StumblingStore())
    with capture_logs() as logs:
        visitor = await NativeRelay().connect(f"ws://127.0.0.1:{serving.port}/relay")
        await visitor.send(frames.OpenBox(TOKEN, TOKEN))
        with anyio.fail_after(10), pytest.raises(RelayAway):
            await visitor.receive()
        await serving.stop()
    assert logs == [{"event": "stumbled", "kinds": ["RuntimeError"], "log_level": "error"}]


async def test_what_was_begun_is_done_to_its_end() -> None:
    """A letter that is kept just as its sender is cut off is still passed on."""
    store = GatedStore()
    serving = await serve(build_relay(store, lambda: NOW))
    address = f"ws://127.0.0.1:{serving.port}/relay"
    sender, other, owner = [await NativeRelay().connect(address) for _ in range(3)]
    mine, theirs = b"m" * limits.TOKEN, b"t" * limits.TOKEN
    for one, token in ((sender, mine), (owner, theirs)):
        await one.send(frames.OpenBox(token, token))
        await one.receive()
    store.gate = anyio.Event()
    await sender.send(frames.Deposit(theirs, bytes(limits.ENVELOPE_ID), 14, bytes(limits.ENVELOPE)))
    with anyio.fail_after(10):
        await store.waiting.wait()
        await sender.close()
        # The push to a connection that is gone is what ends it on the relay's side.
        await other.send(frames.Deposit(mine, bytes(limits.ENVELOPE_ID), 14, bytes(limits.ENVELOPE)))
        await other.receive()
        await other.send(frames.OpenBox(TOKEN, TOKEN))
        await other.receive()
        store.gate.set()
        assert isinstance(await owner.receive(), frames.Arrived)
    await serving.stop()
    await store.close()


async def test_the_server_names_nobody(address: str, caplog: pytest.LogCaptureFixture) -> None:
    """With every logger open, the server below the relay still says nothing of a visitor."""
    with caplog.at_level(logging.DEBUG):
        await (await NativeRelay().connect(address)).close()
    assert [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")] == []


async def test_a_relay_sweeps_when_it_starts() -> None:
    """Mail that expired while the relay was off is gone without any visitor."""
    store = StumblingStore()
    serving = await _served(store)
    with anyio.fail_after(10):
        await store.swept.wait()
    await serving.stop()


async def test_whoever_runs_a_rehearsal_can_watch() -> None:
    """The frames that go in and out are shown, in order, to a watcher who was given at the start."""
    seen: list[tuple[str, Frame]] = []
    store = SqliteStore()
    app = build_relay(store, lambda: NOW, watch=lambda way, data: seen.append((way, decode(data))))
    serving = await serve(app)
    await (await NativeRelay().connect(f"ws://127.0.0.1:{serving.port}/relay")).close()
    await serving.stop()
    assert seen == [("in", frames.Hello(limits.WIRE_VERSION)), ("out", frames.Welcome(limits.WIRE_VERSION))]
    await store.close()


async def test_a_relay_alone_serves_no_app(address: str) -> None:
    """Without being told to, the relay answers nothing but its socket."""
    port = int(address.split(":")[2].split("/")[0])
    for path in ("/", "/index.html", "/relay"):
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            assert (await stream.receive()).startswith(b"HTTP/1.1 404")


async def test_a_reader_who_falls_behind_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for one connection is bounded: a reader that never reads cannot fill the relay's memory."""
    monkeypatch.setattr(limits, "FRAMES_WAITING", 3)
    line = switchboard.Line()
    for _ in range(4):
        line.post(b"frame")
    assert line.ended
    assert await line.next() is None
