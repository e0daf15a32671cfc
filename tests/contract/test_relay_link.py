"""What every way to a relay must do: over a real socket, and in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
import pytest

from handhold.doors import Relay, RelayAway, RelayLink
from handhold.native.link import NativeRelay
from handhold.native.serve import serve
from handhold.rehearsal.memory_relay import MemoryRelay
from handhold.relay.app import build_relay
from handhold.relay.store_sqlite import SqliteStore
from handhold.wire import frames, limits
from handhold.wire.frames import Frame
from handhold.wire.reasons import Reason

NOON = 1_800_000_000.0
BODY = b"b" * limits.ENVELOPE
OTHER_BODY = b"o" * limits.ENVELOPE
READ, WRITE, PLACE, SWAP, ROOM = (bytes([n]) * limits.TOKEN for n in range(1, 6))
LEFT, RIGHT, THIRD = (bytes([n]) * limits.SIDE for n in range(6, 9))
FIRST, SECOND = (bytes([n]) * limits.ENVELOPE_ID for n in range(9, 11))

Connect = Callable[[], Awaitable[RelayLink]]


@pytest.fixture
def anyio_backend() -> str:
    """Both ways run on asyncio."""
    return "asyncio"


@asynccontextmanager
async def _over_a_socket() -> AsyncIterator[tuple[Relay, str]]:
    store = SqliteStore()
    serving = await serve(build_relay(store, lambda: NOON))
    yield NativeRelay(), f"ws://127.0.0.1:{serving.port}/relay"
    await serving.stop()
    await store.close()


@asynccontextmanager
async def _in_memory() -> AsyncIterator[tuple[Relay, str]]:
    yield MemoryRelay(lambda: NOON), "ws://anywhere/relay"


@pytest.fixture(params=[_over_a_socket, _in_memory], ids=["native", "memory"])
async def connect(request: pytest.FixtureRequest) -> AsyncIterator[Connect]:
    """A function that makes one more connection to the same relay; all are closed at the end."""
    links: list[RelayLink] = []
    async with request.param() as (relay, address):

        async def connect() -> RelayLink:
            links.append(await relay.connect(address))
            return links[-1]

        yield connect
        for link in links:
            await link.close()


async def hear(link: RelayLink, count: int = 1) -> list[Frame]:
    """The next `count` frames; a test that waits in vain fails after five seconds."""
    with anyio.fail_after(5):
        return [await link.receive() for _ in range(count)]


async def settle(link: RelayLink) -> list[Frame]:
    """All that has come by the time the relay has answered a deposit for nobody."""
    mine = b"s" * limits.ENVELOPE_ID
    await link.send(frames.Deposit(b"n" * limits.TOKEN, mine, 1, BODY))
    came: list[Frame] = []
    while (frame := (await hear(link))[0]) != frames.Taken(mine):
        came.append(frame)
    return came


def deposit(envelope: bytes = FIRST, body: bytes = BODY) -> frames.Deposit:
    """A deposit into the test's mailbox."""
    return frames.Deposit(WRITE, envelope, 14, body)


async def test_mail_waits_for_its_owner(connect: Connect) -> None:
    """An envelope deposited while nobody listens is the first thing its owner hears."""
    owner, sender = await connect(), await connect()
    await owner.send(frames.OpenBox(READ, WRITE))
    assert await hear(owner) == [frames.Opened(fresh=1)]
    await owner.close()
    await sender.send(deposit())
    assert await hear(sender) == [frames.Taken(FIRST)]
    again = await connect()
    await again.send(frames.OpenBox(READ, WRITE))
    assert await hear(again, 2) == [frames.Arrived(FIRST, BODY), frames.Opened()]


async def test_mail_is_pushed_to_an_open_mailbox(connect: Connect) -> None:
    """An owner who is there hears an envelope when it comes."""
    owner, sender = await connect(), await connect()
    await owner.send(frames.OpenBox(READ, WRITE))
    await hear(owner)
    await sender.send(deposit())
    assert await hear(owner) == [frames.Arrived(FIRST, BODY)]


async def test_mail_to_oneself_arrives(connect: Connect) -> None:
    """Two vaults on one device can share a connection: a deposit into its own mailbox comes back to it."""
    both = await connect()
    await both.send(frames.OpenBox(READ, WRITE))
    await both.send(deposit())
    assert await hear(both, 3) == [
        frames.Opened(fresh=1),
        frames.Taken(FIRST),
        frames.Arrived(FIRST, BODY),
    ]


async def test_a_forgotten_envelope_is_gone(connect: Connect) -> None:
    """After Forget the mailbox is empty, and a repeated deposit brings the envelope once more."""
    owner = await connect()
    await owner.send(frames.OpenBox(READ, WRITE))
    await owner.send(deposit())
    await owner.send(frames.Forget(READ, FIRST))
    await settle(owner)
    again = await connect()
    await again.send(frames.OpenBox(READ, WRITE))
    assert await hear(again) == [frames.Opened()]
    await owner.send(deposit())
    assert await hear(again) == [frames.Arrived(FIRST, BODY)]


async def test_two_meet_at_a_place(connect: Connect) -> None:
    """Each hears what the other said before and after it came, and never its own words."""
    left, right = await connect(), await connect()
    early, late = b"e" * limits.PAIRING_BODY, b"l" * limits.PAIRING_BODY
    await left.send(frames.Meet(PLACE, LEFT))
    await left.send(frames.Say(PLACE, LEFT, 0, early))
    await settle(left)
    await right.send(frames.Meet(PLACE, RIGHT))
    assert await hear(right) == [frames.Heard(PLACE, 0, early)]
    await right.send(frames.Say(PLACE, RIGHT, 0, late))
    assert await hear(left) == [frames.Heard(PLACE, 0, late)]
    assert await settle(right) == []


async def test_a_third_side_burns_the_place(connect: Connect) -> None:
    """A third side hears nothing but Crowded, both others hear it too, and nobody hears anything after it."""
    left, right, third = await connect(), await connect(), await connect()
    words = b"w" * limits.PAIRING_BODY
    await left.send(frames.Meet(PLACE, LEFT))
    await left.send(frames.Say(PLACE, LEFT, 0, words))
    await settle(left)
    await right.send(frames.Meet(PLACE, RIGHT))
    assert await settle(right) == [frames.Heard(PLACE, 0, words)]
    await third.send(frames.Meet(PLACE, THIRD))
    assert await settle(third) == await settle(left) == await settle(right) == [frames.Crowded(PLACE)]
    await left.send(frames.Say(PLACE, LEFT, 1, words))
    assert await settle(left) == [frames.Crowded(PLACE)]
    assert await settle(third) == await settle(right) == []


async def test_a_swap_releases_both_deposits(connect: Connect) -> None:
    """Nobody gets a deposit before both are there; then both do, and again whenever they ask."""
    left, right = await connect(), await connect()
    await left.send(frames.Swap(SWAP, LEFT, BODY))
    assert await settle(left) == [frames.Swapping(SWAP)]
    await right.send(frames.Swap(SWAP, RIGHT, OTHER_BODY))
    assert await hear(right, 2) == [frames.Swapping(SWAP), frames.Released(SWAP, BODY)]
    assert await hear(left) == [frames.Released(SWAP, OTHER_BODY)]
    again = await connect()
    await again.send(frames.Swap(SWAP, LEFT, BODY))
    assert await hear(again, 2) == [frames.Swapping(SWAP), frames.Released(SWAP, OTHER_BODY)]


async def test_a_third_side_gets_nothing_of_a_swap(connect: Connect) -> None:
    """A third deposit under a swap id is refused."""
    left, right, third = await connect(), await connect(), await connect()
    for link, side in ((left, LEFT), (right, RIGHT)):
        await link.send(frames.Swap(SWAP, side, BODY))
        await settle(link)
    await third.send(frames.Swap(SWAP, THIRD, BODY))
    assert await hear(third) == [frames.Refused(Reason.CROWDED)]


async def test_two_in_a_live_room(connect: Connect) -> None:
    """Both are admitted, each hears the other's frames as they were, and a third is refused."""
    left, right, third = await connect(), await connect(), await connect()
    live = frames.Live(b"v" * (limits.LIVE_FRAME - 1))
    await left.send(frames.JoinLive(ROOM, LEFT))
    await settle(left)
    await right.send(frames.JoinLive(ROOM, RIGHT))
    assert await hear(right) == await hear(left) == [frames.Admitted(ROOM)]
    await third.send(frames.JoinLive(ROOM, THIRD))
    assert await hear(third) == [frames.Refused(Reason.CROWDED)]
    await left.send(live)
    assert await hear(right) == [live]
    assert await settle(left) == await settle(third) == []


async def test_one_who_was_refused_reaches_nobody(connect: Connect) -> None:
    """A third side cannot send a word into a room that it was not let into."""
    left, right, third = await connect(), await connect(), await connect()
    for link, side in ((left, LEFT), (right, RIGHT), (third, THIRD)):
        await link.send(frames.JoinLive(ROOM, side))
        await settle(link)
    await third.send(frames.Live(b"x" * (limits.LIVE_FRAME - 1)))
    assert await settle(third) == []
    assert await settle(left) == [frames.Admitted(ROOM)]
    assert await settle(right) == []


async def test_a_newer_connection_takes_the_place_of_the_older(connect: Connect) -> None:
    """A phone that comes back before its old connection is missed is the one that hears and is heard."""
    left, old, new = await connect(), await connect(), await connect()
    for link, side in ((left, LEFT), (old, RIGHT), (new, RIGHT)):
        await link.send(frames.JoinLive(ROOM, side))
        await settle(link)
    first, second = (frames.Live(bytes([n]) * (limits.LIVE_FRAME - 1)) for n in (1, 2))
    await settle(left)
    await old.send(first)
    await settle(old)
    await new.send(second)
    assert await hear(left) == [second]


async def test_a_frame_out_of_turn_ends_the_connection(connect: Connect) -> None:
    """A frame that only relays send is refused; then the link is away, for sending and for hearing."""
    link = await connect()
    await link.send(frames.Opened())
    assert await hear(link) == [frames.Refused(Reason.OUT_OF_TURN)]
    with pytest.raises(RelayAway):
        await hear(link)
    with pytest.raises(RelayAway):
        await link.send(frames.LeaveLive())


async def test_a_closed_link_is_away(connect: Connect) -> None:
    """After close, and after closing again, a link hears nothing more."""
    link = await connect()
    await link.close()
    await link.close()
    with pytest.raises(RelayAway):
        await hear(link)
