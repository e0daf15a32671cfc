"""The relay as a process of its own: killed, restarted, wiped, and never talking about anybody."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import anyio
import pytest
from websockets.asyncio.client import connect as connect_socket

from handhold.doors import RelayLink
from handhold.native.link import NativeRelay
from handhold.wire import frames, limits
from handhold.wire.frames import Frame, encode

READ, WRITE, PLACE, SWAP, ROOM, NOWHERE = (os.urandom(limits.TOKEN) for _ in range(6))
LEFT, RIGHT, THIRD = (os.urandom(limits.SIDE) for _ in range(3))
FIRST = os.urandom(limits.ENVELOPE_ID)
BODY, OTHER_BODY = os.urandom(limits.ENVELOPE), os.urandom(limits.ENVELOPE)
WORDS = os.urandom(limits.PAIRING_BODY)
LIVE = os.urandom(limits.LIVE_FRAME - 1)


@pytest.fixture
def anyio_backend() -> str:
    """The links run on asyncio."""
    return "asyncio"


@contextmanager
def relay_process(db: Path, log: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running relay and its address; everything it says is appended to `log`."""
    command = [sys.executable, "-m", "handhold.cli.relay", "--port", "0", "--db", str(db)]
    with log.open("a") as written:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=written, text=True)
        assert process.stdout is not None
        ready = process.stdout.readline()
        try:
            yield process, ready.removeprefix("READY ").strip()
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            rest, _ = process.communicate(timeout=15)
            written.write(ready + rest)


@asynccontextmanager
async def linked(address: str) -> AsyncIterator[RelayLink]:
    """A greeted connection, closed at the end."""
    link = await NativeRelay().connect(address)
    try:
        yield link
    finally:
        await link.close()


async def ask(link: RelayLink, frame: Frame, answers: int = 1) -> list[Frame]:
    """Send a frame; the frames that come back."""
    await link.send(frame)
    with anyio.fail_after(10):
        return [await link.receive() for _ in range(answers)]


async def test_mail_outlives_a_killed_relay(tmp_path: Path) -> None:
    """What was taken before the process was killed is there when it runs again on the same file."""
    db, log = tmp_path / "relay.sqlite", tmp_path / "log"
    with relay_process(db, log) as (process, address):
        async with linked(address) as link:
            await ask(link, frames.OpenBox(READ, WRITE))
            await ask(link, frames.Deposit(WRITE, FIRST, 14, BODY), 2)
            await ask(link, frames.Swap(SWAP, LEFT, BODY))
            process.kill()
            process.wait(10)
    with relay_process(db, log) as (_, address):
        async with linked(address) as link:
            assert await ask(link, frames.OpenBox(READ, WRITE), 2) == [
                frames.Arrived(FIRST, BODY),
                frames.Opened(),
            ]
            assert await ask(link, frames.Swap(SWAP, RIGHT, OTHER_BODY), 2) == [
                frames.Swapping(SWAP),
                frames.Released(SWAP, BODY),
            ]


async def test_a_wiped_relay_heals(tmp_path: Path) -> None:
    """After the file is lost, opening the mailbox and depositing again is all it takes."""
    log = tmp_path / "log"
    with relay_process(tmp_path / "before.sqlite", log) as (_, address):
        async with linked(address) as link:
            await ask(link, frames.OpenBox(READ, WRITE))
    with relay_process(tmp_path / "after.sqlite", log) as (_, address):
        async with linked(address) as owner, linked(address) as sender:
            deposit = frames.Deposit(WRITE, FIRST, 14, BODY)
            assert await ask(sender, deposit) == [frames.Taken(FIRST)]
            assert await ask(owner, frames.OpenBox(READ, WRITE)) == [frames.Opened(fresh=1)]
            assert await ask(sender, deposit) == [frames.Taken(FIRST)]
            with anyio.fail_after(10):
                assert await owner.receive() == frames.Arrived(FIRST, BODY)


async def _whole_story(address: str) -> list[int]:
    """Everything that can happen at a relay, good and bad; the ports it was called from."""
    async with linked(address) as left, linked(address) as right, linked(address) as third:
        for link, side in ((left, LEFT), (right, RIGHT)):
            await link.send(frames.Meet(PLACE, side))
            await ask(link, frames.Swap(SWAP, side, BODY), 1)
            await link.send(frames.Say(PLACE, side, 0, WORDS))
            await link.send(frames.JoinLive(ROOM, side))
        await left.send(frames.Live(LIVE))
        await ask(right, frames.OpenBox(READ, WRITE), 1)
        await ask(left, frames.Deposit(WRITE, FIRST, 14, BODY), 1)
        await ask(left, frames.Deposit(NOWHERE, FIRST, 14, OTHER_BODY), 1)
        await ask(third, frames.OpenBox(NOWHERE, WRITE), 1)
        await ask(third, frames.Meet(PLACE, THIRD), 1)
        await ask(third, frames.Heard(PLACE, 0, WORDS), 1)
    ports = []
    bad: list[bytes | str] = [b"", BODY, READ.hex(), encode(frames.OpenBox(READ, WRITE)), BODY * 4]
    for message in bad:
        async with connect_socket(address, compression=None) as socket:
            ports.append(socket.local_address[1])
            await socket.send(message)
            with anyio.fail_after(10):
                await socket.wait_closed()
    await _knock(address.replace("ws://127.0.0.1:", ""))
    return ports


async def _knock(where: str) -> None:
    """Ask for paths that are not there, over plain HTTP."""
    port = int(where.split("/")[0])
    for path in (f"/{READ.hex()}", f"/relay?{READ.hex()}"):
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            assert (await stream.receive()).startswith(b"HTTP/1.1 404")


def _spellings(secret: bytes) -> list[str]:
    standard, safe = base64.b64encode(secret), base64.urlsafe_b64encode(secret)
    return [
        secret.hex(),
        secret.hex().upper(),
        standard.decode().rstrip("="),
        safe.decode().rstrip("="),
        repr(secret)[2:-1],
    ]


@pytest.mark.promise(11)
async def test_no_log_line_tells_of_anybody(tmp_path: Path) -> None:
    """After a whole story, with bad frames in it, the relay has written its READY line and no more."""
    log = tmp_path / "log"
    with relay_process(tmp_path / "relay.sqlite", log) as (_, address):
        ports = await _whole_story(address)
    said = log.read_text()
    for secret in (READ, WRITE, PLACE, SWAP, ROOM, NOWHERE, LEFT, RIGHT, THIRD, FIRST):
        for spelling in _spellings(secret):
            assert spelling not in said
    for body in (BODY, OTHER_BODY, WORDS, LIVE):
        for spelling in _spellings(body[:24]):
            assert spelling not in said
    for port in ports:
        assert not re.search(rf"\b{port}\b", said)
    assert said == f"READY {address}\n"


@pytest.mark.promise(11)
async def test_no_token_is_on_the_disk(tmp_path: Path) -> None:
    """The relay's files hold marks of tokens and never a token, a place, a swap or a side."""
    disk = tmp_path / "disk"
    disk.mkdir()
    with relay_process(disk / "relay.sqlite", tmp_path / "log") as (_, address):
        await _whole_story(address)
        stored = b"".join(path.read_bytes() for path in sorted(disk.iterdir()))
    assert BODY[:64] in stored
    for secret in (READ, WRITE, PLACE, SWAP, ROOM, NOWHERE, LEFT, RIGHT, THIRD):
        assert secret not in stored
