"""A phone set back to an earlier day, and clocks set back and forward."""

from __future__ import annotations

import pytest

from handhold.doors import Shelf
from handhold.journey.state import Talking
from handhold.rehearsal.pair import Pair, Person
from handhold.rehearsal.paired import link, paired
from stories.telling import (
    HERE,
    TOPIC,
    answered,
    asked,
    both_at,
    deposits,
    lock,
    open_path,
    opening,
    ours_of,
    send_card,
    settled,
    slip,
    unlock,
)


async def set_back(one: Person, shelf: Shelf | None) -> None:
    """The device is set back to an earlier copy while it was locked."""
    await lock(one)
    one.store.restore(shelf)
    await unlock(one)


@pytest.mark.promise(5)
async def test_a_phone_set_back_is_noticed_with_the_next_letter_and_locks_stay() -> None:
    """Set back to before an answer left: their next letter shows it, the link ends, and locks hold."""
    pair = await paired()
    await pair.sam.phone.open("/mine/away")
    await pair.sam.phone.tap("Close it")
    locks = pair.sam.half.kept.state.mine.locks
    assert locks
    earlier = pair.sam.store.snapshot()
    await answered(pair, "I’d like to talk about it")
    await set_back(pair.sam, earlier)
    await send_card(pair.alex)
    await settled(pair)

    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("This room is for two.", "set back to an earlier day", "Invite somebody")
    assert pair.sam.half.kept.bond is None
    assert pair.sam.half.kept.state.ours is None
    assert pair.sam.half.kept.state.mine.locks == locks


async def withdrawn() -> Pair:
    """Sam said yes for tonight, then not tonight, and then Sam's phone is set back to the yes."""
    pair = await open_path()
    pair.until(15)
    await pair.alex.phone.open(HERE)
    await pair.alex.phone.tap("Tonight?")
    await pair.alex.phone.tap("Send")
    await pair.sam.phone.waits_for("Yes, tonight", "/now")
    await pair.sam.phone.tap("Yes, tonight")
    await pair.sam.phone.sees("Still?")
    await settled(pair)
    yes = pair.sam.store.snapshot()
    await pair.sam.phone.tap("Not tonight")
    await settled(pair)
    await set_back(pair.sam, yes)
    return pair


@pytest.mark.promise(5)
async def test_a_yes_that_was_withdrawn_goes_when_their_next_letter_is_opened() -> None:
    """It is back on the phone that was set back until a letter of theirs shows it; then all of it is gone."""
    pair = await withdrawn()
    await send_card(pair.alex)
    await settled(pair)
    await pair.sam.phone.open("/now")
    await pair.sam.phone.sees("Nothing here. Good.")
    assert pair.sam.half.kept.bond is None


@pytest.mark.promise(5, 7)
async def test_a_yes_that_was_withdrawn_begins_nothing() -> None:
    """Even "still" on the phone set back: the other's app has heard "not tonight", and nothing begins."""
    pair = await withdrawn()
    await pair.sam.phone.open("/now")
    await pair.sam.phone.tap("Still")
    await settled(pair)
    theirs, own = await both_at(pair, "/now")
    assert "Not tonight." in theirs
    assert "You’re both here." not in own


async def test_after_being_set_back_the_two_pair_again_and_locks_hold() -> None:
    """A new link, from the other's side too: an opening on what was put away still shows nothing."""
    pair = await paired()
    await answered(pair, "No")
    copy = pair.sam.store.snapshot()
    await pair.sam.phone.open("/mine/quiet")
    await pair.sam.phone.open("/mine/card")
    await pair.sam.phone.fill("when", "Never on Mondays")
    await pair.sam.phone.tap("Send it")
    await pair.sam.phone.tap("Send")
    await settled(pair)
    await set_back(pair.sam, copy)
    await send_card(pair.alex)
    await settled(pair)
    assert pair.sam.half.kept.bond is None
    await pair.alex.phone.open("/mine/unlink")
    await pair.alex.phone.tap("Leave quietly")
    await link(pair)
    pair.move(days=3)
    await both_at(pair, "/ours")
    await settled(pair)
    await slip(pair, pair.alex, opening(pair.alex))
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("Nothing waits here. Good.")


async def test_a_clock_set_back_makes_waits_longer_never_shorter() -> None:
    """The asked one's clock a month back and forward again: the letter waits, and no answer was made up."""
    pair = await paired()
    await asked(pair)
    pair.sam.clock.move(days=-30)
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("A letter from Alex")
    pair.sam.clock.move(days=30)
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.never_sees("This part is yours")
    assert not isinstance(ours_of(pair.sam).talks.get(TOPIC), Talking)


@pytest.mark.promise(4)
async def test_a_clock_set_far_forward_says_no_more_than_silence() -> None:
    """The asked one's clock a year ahead: what waited rests, nothing was agreed, nothing was sent."""
    pair = await paired()
    await asked(pair)
    sent = deposits(pair, pair.sam)
    pair.sam.clock.move(days=365)
    await pair.sam.phone.open(HERE)
    await pair.sam.phone.sees("Put away, by you.")
    await settled(pair)
    assert deposits(pair, pair.sam) == sent
