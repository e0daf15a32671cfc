"""The one way in: all of a tap in one save, or nothing; and nothing leaves that was not saved."""

from __future__ import annotations

import asyncio

import pytest

from handhold.companion.ask import ask, seal_letters, take_in
from handhold.companion.half import Closed
from handhold.doors import NoRoom
from handhold.journey.refusals import Refusal
from handhold.journey.requests import LiftLock, LookIn, SendCard, SetLock, WriteCard
from handhold.journey.state import Put
from handhold.rehearsal.paired import opened, paired
from stories.telling import ask_me, deposits, settled


async def test_several_requests_are_one_save() -> None:
    """Written and sent in one tap: one generation of the vault, one letter."""
    pair = await paired()
    shelf = pair.sam.store.snapshot()
    assert shelf is not None
    assert await ask(pair.sam.half, WriteCard(ask_me("Sunday")), SendCard()) is None
    after = pair.sam.store.snapshot()
    assert after is not None
    assert after.generation == shelf.generation + 1
    assert len(pair.sam.half.kept.outbox) == 1


async def test_one_refusal_undoes_all_of_the_tap() -> None:
    """The first part would have been fine; the second is refused; nothing is kept and nothing leaves."""
    pair = await paired()
    kept, shelf, sent = pair.sam.half.kept, pair.sam.store.snapshot(), deposits(pair, pair.sam)
    refusal = await ask(pair.sam.half, WriteCard(ask_me("Sunday")), SendCard(), LiftLock("t01"))
    await settled(pair)
    assert refusal is Refusal.NOT_HERE
    assert pair.sam.half.kept == kept
    assert pair.sam.store.snapshot() == shelf
    assert deposits(pair, pair.sam) == sent


async def test_what_changes_nothing_writes_nothing() -> None:
    """Looking in twice on one day is one save at most: no disk, and no other tab, hears of the second."""
    pair = await paired()
    await ask(pair.sam.half, LookIn())
    shelf = pair.sam.store.snapshot()
    await ask(pair.sam.half, LookIn())
    assert pair.sam.store.snapshot() == shelf


async def test_behind_a_locked_door_nothing_is_asked_or_taken_in() -> None:
    """A tap that comes late raises; an envelope that comes late stays at the relay."""
    pair = await paired()
    pair.sam.half.lock()
    with pytest.raises(Closed):
        await ask(pair.sam.half, LookIn())
    shelf = pair.sam.store.snapshot()
    await take_in(pair.sam.half, bytes(16 * 1024))
    assert pair.sam.store.snapshot() == shelf


async def test_nothing_is_sent_that_could_not_be_saved() -> None:
    """The device refuses: no letter leaves, and the ratchet has not moved."""
    pair = await paired()
    kept, sent = pair.sam.half.kept, deposits(pair, pair.sam)
    pair.sam.store.refuse_writes = True
    with pytest.raises(NoRoom):
        await ask(pair.sam.half, WriteCard(ask_me("Sunday")), SendCard())
    await settled(pair)
    assert pair.sam.half.kept == kept
    assert deposits(pair, pair.sam) == sent


async def test_taps_at_the_same_moment_enter_one_at_a_time() -> None:
    """Twenty at once: each is kept, none overwrites another."""
    pair = await opened()
    topics = list(pair.sam.half.catalogue.topics)[:20]
    await asyncio.gather(*(ask(pair.sam.half, SetLock(topic, Put.RESTING)) for topic in topics))
    assert set(pair.sam.half.kept.state.mine.locks) == set(topics)


async def test_a_letter_is_sealed_once() -> None:
    """Saved twice, locked and opened again: the same envelope, never another one for the same words."""
    pair = await paired()
    await ask(pair.sam.half, WriteCard(ask_me("Sunday")), SendCard())
    [first] = pair.sam.half.kept.outbox
    await ask(pair.sam.half, SetLock("t01", Put.RESTING))
    [again] = pair.sam.half.kept.outbox
    assert (again.envelope, again.body) == (first.envelope, first.body)
    nothing_new = seal_letters(pair.sam.half, pair.sam.half.kept, (), pair.sam.clock.now())
    assert nothing_new == pair.sam.half.kept
