"""Bad luck with where it is kept: full, refused, cleared, and open twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.companion import courier
from handhold.companion.half import Door
from handhold.companion.kept import Kept
from handhold.journey.state import AskMe
from handhold.rehearsal.pair import Pair, strangers
from handhold.rehearsal.paired import link, opened, paired, quick
from handhold.rehearsal.thread import PASSPHRASE
from stories.telling import (
    HERE,
    anew,
    answered,
    asked,
    both_at,
    deposits,
    lock,
    opening,
    ours_of,
    posted,
    send_card,
    settled,
    slip,
    unlock,
)

FIRST = f"passphrase={PASSPHRASE}&again={PASSPHRASE}&adult=yes".replace(" ", "+")


async def test_a_full_device_says_so_and_loses_nothing() -> None:
    """What could not be kept is not half kept: the page says so, the old is there, and later it works."""
    pair = await paired()
    await pair.sam.phone.open("/mine/card")
    await pair.sam.phone.fill("when", "Sunday")
    await pair.sam.phone.tap("Keep it")
    before, shelf = pair.sam.half.kept, pair.sam.store.snapshot()
    pair.sam.store.refuse_writes = True
    status, page = await posted(pair.sam, "/mine/card", "when=Monday")
    assert status == 507
    assert "This device wouldn’t keep that" in page
    assert pair.sam.half.kept == before
    assert pair.sam.store.snapshot() == shelf

    pair.sam.store.refuse_writes = False
    status, _ = await posted(pair.sam, "/mine/card", "when=Monday")
    assert status == 303
    assert pair.sam.half.kept.state.mine.card.when == "Monday"


async def test_a_letter_that_could_not_be_kept_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """It arrives while the device is full: the relay keeps it until it is kept here."""
    monkeypatch.setattr(courier, "FIRST_PAUSE", 0.01)
    pair = await paired()
    pair.sam.store.refuse_writes = True
    await send_card(pair.alex)
    await settled(pair)
    assert ours_of(pair.sam).their_card is None
    pair.sam.store.refuse_writes = False
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")


async def test_an_answer_that_could_not_be_kept_was_not_sent() -> None:
    """Nothing leaves that was not saved first: the preview is still there, and closing it later sends it."""
    pair = await paired()
    await asked(pair)
    await pair.sam.phone.tap("I’m curious")
    sent = deposits(pair, pair.sam)
    pair.sam.store.refuse_writes = True
    assert (await posted(pair.sam, f"{HERE}/close", "do=close"))[0] == 507
    await settled(pair)
    assert deposits(pair, pair.sam) == sent
    pair.sam.store.refuse_writes = False
    await pair.sam.phone.open(HERE)
    await pair.sam.phone.tap("Close")
    await pair.alex.phone.waits_for("They’re curious.", HERE)


async def test_a_device_that_refuses_the_very_first_vault_says_so() -> None:
    """Private browsing, perhaps: nothing was made, and the next try works."""
    pair = await strangers()
    pair.sam.half.world = quick(pair.sam.half.world)
    pair.sam.store.refuse_writes = True
    await pair.sam.phone.open("/begin")
    assert (await posted(pair.sam, "/begin/key", FIRST))[0] == 507
    assert pair.sam.store.snapshot() is None
    pair.sam.store.refuse_writes = False
    assert (await posted(pair.sam, "/begin/key", FIRST))[0] == 303
    assert pair.sam.half.door is Door.OPEN


@pytest.mark.promise(3)
async def test_after_the_browser_cleared_it_everything_rests_on_a_yes() -> None:
    """An empty app asks once whether one had it before; after a yes no opening comes through a new link."""
    pair = await paired()
    await answered(pair, "No")
    await lock(pair.sam)
    pair.sam.store.wipe()
    sam = await anew(pair, pair.sam)
    await sam.phone.open("/")
    await sam.phone.sees("What brings you?")
    await sam.phone.open("/begin")
    await sam.phone.tap("I’ve read it")
    for name, words in (("passphrase", PASSPHRASE), ("again", PASSPHRASE), ("adult", "yes")):
        await sam.phone.fill(name, words)
    await sam.phone.tap("Make it")
    await sam.phone.tap("Yes everything rests")
    assert set(sam.half.kept.state.mine.locks) == set(sam.half.catalogue.topics)

    await pair.alex.phone.open("/mine/unlink")
    await pair.alex.phone.tap("Leave quietly")
    pair.sam = sam
    await link(pair)
    pair.move(days=3)
    await both_at(pair, "/ours")
    await settled(pair)
    await slip(pair, pair.alex, opening(pair.alex))
    await sam.phone.open("/ours")
    await sam.phone.sees("Nothing waits here. Good.")


async def test_cleared_while_it_is_open_is_said_as_it_is() -> None:
    """The browser clears the site under an open page: gone, not "open somewhere else"."""
    pair = await paired()
    pair.sam.store.wipe()
    status, page = await posted(pair.sam, "/mine/card", "when=Tuesday")
    assert status == 410
    assert "Nothing is kept here any more." in page
    assert pair.sam.half.kept == Kept()
    await pair.sam.phone.open("/")
    await pair.sam.phone.sees("What brings you?")


async def test_cleared_while_it_is_locked_no_passphrase_is_called_wrong() -> None:
    """There is nothing to open: the page says so, and asks for no second try."""
    pair = await opened()
    await lock(pair.sam)
    pair.sam.store.wipe()
    status, page = await posted(pair.sam, "/unlock", "passphrase=seven+slow+otters")
    assert status == 410
    assert "Nothing is kept here any more." in page


async def test_two_tabs_make_the_first_vault_at_once() -> None:
    """The second is told that it is open elsewhere, and finds the first one's door."""
    pair = await strangers()
    other = await anew(pair, pair.sam)
    for one in (pair.sam, other):
        one.half.world = quick(one.half.world)
        await one.phone.open("/begin")
    assert (await posted(pair.sam, "/begin/key", FIRST))[0] == 303
    status, page = await posted(other, "/begin/key", FIRST)
    assert status == 409
    assert "This is open somewhere else." in page
    await unlock(other)
    assert other.half.door is Door.OPEN


async def test_a_second_tab_locks_the_older_one_and_nothing_is_lost() -> None:
    """Two pages over one vault: the one that comes too late says so, locks, and finds all of it again."""
    pair = await opened()
    other = await anew(pair, pair.sam)
    await unlock(other)
    assert (await posted(other, "/mine/card", "when=Monday"))[0] == 303

    status, page = await posted(pair.sam, "/mine/card", "when=Tuesday&where=Home")
    assert status == 409
    assert "This is open somewhere else." in page
    assert pair.sam.half.door is Door.LOCKED
    assert pair.sam.half.kept == Kept()
    await unlock(pair.sam)
    assert pair.sam.half.kept.state.mine.card == AskMe(when="Monday")


async def test_two_tabs_hear_one_letter_once() -> None:
    """A letter comes to both: it is kept once, whichever was first, and shows in the one that stays open."""
    pair = await paired()
    other = await anew(pair, pair.sam)
    await unlock(other)
    await settled(pair)
    await slip_quietly(pair)
    doors = {pair.sam.half.door, other.half.door}
    assert Door.OPEN in doors
    open_one = pair.sam if pair.sam.half.door is Door.OPEN else other
    await open_one.phone.open("/ours")
    await open_one.phone.sees("They’d like to be asked like this")


async def slip_quietly(pair: Pair) -> None:
    """A card of Alex's."""
    await send_card(pair.alex)
    await settled(pair)


@pytest.mark.parametrize("kept", [b"", b"half", bytes(40)], ids=["empty", "half", "cut short"])
async def test_a_record_cut_short_is_called_damaged_and_no_passphrase_wrong(kept: bytes) -> None:
    """The right passphrase is never blamed for a failing disk, and nothing is written over."""
    pair = await opened()
    await lock(pair.sam)
    shelf = pair.sam.store.snapshot()
    assert shelf
    pair.sam.store.restore(replace(shelf, slots=(kept, kept)))
    status, page = await posted(pair.sam, "/unlock", "passphrase=seven+slow+otters")
    assert status == 500
    assert "What is kept here is damaged." in page


async def test_an_erased_vault_in_another_tab_is_no_newer_one() -> None:
    """One tab erases and begins anew; the other still holds the old: it is stale, whatever it counts."""
    pair = await opened()
    other = await anew(pair, pair.sam)
    await unlock(other)
    await pair.sam.phone.open("/mine/erase")
    await pair.sam.phone.tap("Erase it")
    await pair.sam.phone.open("/begin")
    assert (await posted(pair.sam, "/begin/key", FIRST))[0] == 303
    fresh = pair.sam.store.snapshot()
    assert (await posted(other, "/mine/card", "when=Monday"))[0] == 409
    assert pair.sam.store.snapshot() == fresh
