"""The relay for rehearsals: the same relay, with bad luck on call."""

from __future__ import annotations

from collections.abc import Iterable

import anyio
import pytest

from handhold.doors import RelayAway, RelayLink
from handhold.rehearsal.memory_relay import MemoryRelay
from handhold.wire import frames, limits
from handhold.wire.frames import Deposit, Frame

READ, WRITE = bytes([1]) * limits.TOKEN, bytes([2]) * limits.TOKEN
BODY = bytes(limits.ENVELOPE)


@pytest.fixture
def anyio_backend() -> str:
    """Rehearsals run on asyncio."""
    return "asyncio"


@pytest.fixture
def relay() -> MemoryRelay:
    """A relay in memory."""
    return MemoryRelay(lambda: 1_800_000_000.0)


def deposit(number: int) -> Deposit:
    """A deposit with this id."""
    return Deposit(WRITE, number.to_bytes(limits.ENVELOPE_ID, "big"), 14, BODY)


async def opened(relay: MemoryRelay) -> tuple[RelayLink, list[int]]:
    """A connection with the mailbox open, and the ids that lay in it."""
    link = await relay.connect("ws://anywhere/relay")
    await link.send(frames.OpenBox(READ, WRITE))
    lay: list[int] = []
    with anyio.fail_after(5):
        while isinstance(frame := await link.receive(), frames.Arrived):
            lay.append(int.from_bytes(frame.envelope, "big"))
    return link, lay


async def test_a_relay_that_is_down_is_away(relay: MemoryRelay) -> None:
    """Nobody gets through, neither anew nor over a connection that was there before."""
    link, _ = await opened(relay)
    relay.down = True
    with pytest.raises(RelayAway):
        await link.send(deposit(1))
    with pytest.raises(RelayAway):
        await relay.connect("ws://anywhere/relay")
    relay.down = False
    assert (await opened(relay))[1] == []


async def test_a_cut_network_ends_every_wait(relay: MemoryRelay) -> None:
    """A connection that waits for a frame is away at once, and mail is still there."""
    link, _ = await opened(relay)
    await link.send(deposit(1))
    relay.restart()
    assert await link.receive() == frames.Taken(deposit(1).envelope)
    assert await link.receive() == frames.Arrived(deposit(1).envelope, BODY)
    with anyio.fail_after(5), pytest.raises(RelayAway):
        await link.receive()
    assert (await opened(relay))[1] == [1]


async def test_a_wiped_relay_has_forgotten_everything(relay: MemoryRelay) -> None:
    """Nothing is left in the store, and opening and depositing again heals it."""
    link, _ = await opened(relay)
    await link.send(deposit(1))
    relay.wipe()
    assert [row.table for row in await relay.store.holdings()] == ["decoy"]
    link, lay = await opened(relay)
    assert lay == []
    await link.send(deposit(1))
    assert (await opened(relay))[1] == [1]


async def test_deposits_meet_with_mishaps(relay: MemoryRelay) -> None:
    """A mishap can lose deposits, double them, and let a later one overtake."""
    held: list[Deposit] = []

    def mishap(one: Deposit) -> Iterable[Deposit]:
        match int.from_bytes(one.envelope, "big"):
            case 1:
                return ()
            case 2:
                held.append(one)
                return ()
            case _:
                return (one, one, *held)

    relay.mishap = mishap
    link, _ = await opened(relay)
    for number in (1, 2, 3):
        await link.send(deposit(number))
    assert (await opened(relay))[1] == [3, 2]


async def test_every_frame_is_seen(relay: MemoryRelay) -> None:
    """All that goes in and out stands in one list, in order."""
    await opened(relay)
    greeting: list[tuple[str, Frame]] = [
        ("in", frames.Hello(limits.WIRE_VERSION)),
        ("out", frames.Welcome(limits.WIRE_VERSION)),
        ("in", frames.OpenBox(READ, WRITE)),
        ("out", frames.Opened(fresh=1)),
    ]
    assert relay.seen == greeting


async def test_a_whole_life_fits_into_one_second(relay: MemoryRelay) -> None:
    """On a clock that stands still, no number of frames is too fast."""
    link, _ = await opened(relay)
    for _ in range(limits.FRAMES_A_SECOND + 1):
        await link.send(frames.Forget(READ, bytes(limits.ENVELOPE_ID)))
    await link.send(deposit(1))
    assert await link.receive() == frames.Taken(deposit(1).envelope)


async def test_a_slow_relay_lets_others_go_first(relay: MemoryRelay) -> None:
    """While a frame crawls, other work in the loop goes on."""
    link, _ = await opened(relay)
    relay.slow = 10
    order: list[str] = []

    async def send() -> None:
        await link.send(deposit(1))
        order.append("sent")

    async def other() -> None:
        order.append("other")

    async with anyio.create_task_group() as group:
        group.start_soon(send)
        group.start_soon(other)
    assert order == ["other", "sent"]
