"""The door: a slip, a guess, a code on paper, a failing disk. Nothing here is lost by any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from handhold.companion.half import FREE_TRIES, Door
from handhold.companion.kept import VERSION, Kept, dump
from handhold.doors import Shelf
from handhold.rehearsal.memory_store import MemoryStore
from handhold.rehearsal.pair import Person, strangers
from handhold.rehearsal.paired import opened, paired, quick
from handhold.rehearsal.phone import call
from handhold.rehearsal.thread import PASSPHRASE, make_vault
from handhold.vault import record, slot
from stories.telling import (
    lock,
    posted,
    unlock,
)


@pytest.mark.promise(13)
async def test_no_vault_is_made_before_its_limits_were_shown() -> None:
    """By a bookmark or past the pages: the key's page leads back to what this can't hide."""
    pair = await strangers()
    for method in ("GET", "POST"):
        status, headers, _ = await call(pair.sam.app, method, "/begin/key", b"")
        assert (status, headers["location"]) == (303, "/begin")
    assert pair.sam.half.door is Door.NEW
    await pair.sam.phone.open("/begin")
    await pair.sam.phone.sees("What this can’t hide", "Eyes in the room", "The relay")
    await pair.sam.phone.tap("I’ve read it")
    await pair.sam.phone.sees("Passphrase")


async def test_a_wrong_passphrase_opens_nothing_and_loses_nothing() -> None:
    """The true stretching, once: a slip is said kindly, the right one opens, and all is there."""
    pair = await strangers()
    await pair.sam.phone.open("/mine/card")
    await pair.sam.phone.fill("when", "Sunday, after coffee")
    await pair.sam.phone.tap("Keep it")
    await make_vault(pair.sam.phone)
    await lock(pair.sam)

    await unlock(pair.sam, "seven slow otter")
    await pair.sam.phone.sees("That doesn’t open it. Nothing is lost")
    assert pair.sam.half.door is Door.LOCKED
    await unlock(pair.sam)
    assert pair.sam.half.kept.state.mine.card.when == "Sunday, after coffee"


async def test_guessing_at_the_door_gets_slower() -> None:
    """After five wrong ones each try waits longer, and a right one in between waits as well."""
    pair = await opened()
    await lock(pair.sam)
    for _ in range(FREE_TRIES):
        await unlock(pair.sam, "a guess")
        await pair.sam.phone.sees("That doesn’t open it.")
    for seconds in (5, 10, 20):
        await unlock(pair.sam)
        await pair.sam.phone.sees(f"The next try opens in {seconds} seconds.")
        pair.sam.clock.move(seconds=seconds)
        await unlock(pair.sam, "another guess")
        await pair.sam.phone.sees("That doesn’t open it.")
    pair.sam.clock.move(seconds=40)
    await unlock(pair.sam)
    assert pair.sam.half.door is Door.OPEN


async def test_the_code_on_paper_opens_it_too() -> None:
    """Shown once when the vault is made; typed where the passphrase goes, in any case and spacing."""
    pair = await strangers()
    pair.sam.half.world = quick(pair.sam.half.world)
    await pair.sam.phone.open("/begin")
    await make_vault_on_paper(pair.sam)
    code = pair.sam.phone.text.split("shown again.", 1)[1].split("I have it")[0].strip()
    await pair.sam.phone.tap("I have it")
    await pair.sam.phone.tap("No, I’m new here")
    await lock(pair.sam)
    await unlock(pair.sam, code.lower().replace("-", " "))
    assert pair.sam.half.door is Door.OPEN


async def make_vault_on_paper(one: Person) -> None:
    """As far as the page with the code."""
    await one.phone.tap("I’ve read it")
    for name, words in (
        ("passphrase", PASSPHRASE),
        ("again", PASSPHRASE),
        ("adult", "yes"),
        ("paper", "yes"),
    ):
        await one.phone.fill(name, words)
    await one.phone.tap("Make it")
    await one.phone.sees("On paper, once.")


def flipped(sealed: bytes) -> bytes:
    """One bit of the record is wrong."""
    return sealed[:-1] + bytes([sealed[-1] ^ 1])


def cut(sealed: bytes) -> bytes:
    """The second half is gone."""
    return sealed[: len(sealed) // 2]


def emptied(sealed: bytes) -> bytes:
    """The record is gone, the header is there."""
    return sealed[: slot.HEADER]


@pytest.mark.parametrize("harm", [flipped, cut, emptied])
async def test_a_damaged_vault_says_so_and_is_not_touched(harm: Callable[[bytes], bytes]) -> None:
    """The key fits and the record does not: its own page, nothing is written, and a good copy opens again."""
    pair = await paired()
    await lock(pair.sam)
    good = pair.sam.store.snapshot()
    assert good is not None
    pair.sam.store.restore(replace(good, slots=(harm(good.slots[0]), good.slots[1])))
    harmed = pair.sam.store.snapshot()

    await pair.sam.phone.open("/unlock")
    status = await answered_with(pair.sam, PASSPHRASE)
    assert "What is kept here is damaged" in status
    assert pair.sam.store.snapshot() == harmed
    assert pair.sam.half.door is Door.LOCKED
    pair.sam.store.restore(good)
    await unlock(pair.sam)
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("You and Alex")


async def answered_with(one: Person, passphrase: str) -> str:
    """The page the door answers with, whatever its status."""
    body = f"passphrase={passphrase.replace(' ', '+')}".encode()
    _, _, page = await call(one.app, "POST", "/unlock", body)
    return page


@pytest.mark.parametrize("harm", [cut, emptied, lambda _: b"", flipped])
async def test_a_damaged_spare_slot_harms_nobody(harm: Callable[[bytes], bytes]) -> None:
    """The slot that nobody uses may be as broken as it likes."""
    pair = await opened()
    await lock(pair.sam)
    good = pair.sam.store.snapshot()
    assert good is not None
    pair.sam.store.restore(replace(good, slots=(good.slots[0], harm(good.slots[1]))))
    await unlock(pair.sam)
    assert pair.sam.half.door is Door.OPEN


async def test_a_newer_versions_vault_is_left_alone() -> None:
    """What a newer handhold kept is whole; this one says so and writes nothing."""
    pair = await opened()
    half = pair.sam.half
    assert half._vault is not None
    newer = dump(Kept()).replace(f'"version":{VERSION}'.encode(), b'"version":99')
    newer = newer.replace(f'"version": {VERSION}'.encode(), b'"version":99')
    sealed = slot.seal(half.world.sealer, half._vault, 9, newer, half.world.chance.draw(record.NONCE))
    await lock(pair.sam)
    kept = pair.sam.store.snapshot()
    assert kept is not None
    pair.sam.store.restore(Shelf(9, (sealed, kept.slots[1])))
    before = pair.sam.store.snapshot()
    await unlock(pair.sam)
    await pair.sam.phone.sees("A newer version kept this.")
    assert pair.sam.store.snapshot() == before


@dataclass(slots=True)
class LockedMeanwhile:
    """A store whose writes take long enough for somebody to lock."""

    store: MemoryStore
    lock: Callable[[], None]

    async def read(self) -> Shelf | None:
        """As ever."""
        return await self.store.read()

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """Kept, and locked."""
        await self.store.write(slot, sealed, generation)
        self.lock()

    async def create(self, shelf: Shelf) -> None:
        """As ever."""
        await self.store.create(shelf)

    async def erase(self) -> None:
        """As ever."""
        await self.store.erase()


@pytest.mark.promise(1)
async def test_locked_while_it_saves_nothing_stays_in_memory() -> None:
    """The lock comes between a save's beginning and its end: kept on the device, gone from memory."""
    pair = await opened()
    half = pair.sam.half
    half.world = replace(half.world, store=LockedMeanwhile(pair.sam.store, half.lock))
    await posted(pair.sam, "/mine/card", "when=Monday")
    assert half.kept == Kept()
    half.world = replace(half.world, store=pair.sam.store)
    await unlock(pair.sam)
    assert half.kept.state.mine.card.when == "Monday"


@pytest.mark.promise(1, 2)
async def test_what_is_tapped_on_a_locked_phone_is_never_kept() -> None:
    """Somebody finds it locked and taps a yes, a card, a note: after the owner’s unlock all is as it was."""
    pair = await opened()
    await pair.sam.phone.open("/mine/wishes/0/1")
    await pair.sam.phone.tap("No")
    before = pair.sam.half.kept
    await lock(pair.sam)
    taps = {
        "/mine/wishes/0/1": "answer=very",
        "/mine/card": "when=Now&do=keep",
        "/mine/reflect/0/asker/0": "words=Yes",
        "/mine/quiet": "days=0",
    }
    for path, form in taps.items():
        await posted(pair.sam, path, form)
    await unlock(pair.sam)
    assert pair.sam.half.kept == before
