"""Your half: one device's vault, closed or open, and the one queue through which everything changes it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from handhold.companion.kept import Kept, dump, load
from handhold.companion.topics import catalogue
from handhold.companion.world import World
from handhold.doors import Damaged, Shelf, Stale
from handhold.journey.requests import Request
from handhold.journey.state import State
from handhold.journey.topics import Catalogue
from handhold.vault import record, recovery, slot
from handhold.vault.slot import Vault

FREE_TRIES = 5
GENERATION = 4  # bytes
WAIT_SECONDS = 5  # after the free tries; doubled each time


class Door(Enum):
    """Whether there is anything here, and whether it is open."""

    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"


class TooSoon(Exception):
    """Too many wrong passphrases; `seconds` until the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} seconds")
        self.seconds = seconds


class Closed(Exception):
    """The vault is not open."""


class Gone(Stale):
    """Nothing is kept on this device any more: cleared by the browser, or erased from another page."""


@dataclass(slots=True)
class Half:
    """The companion of one person on one device."""

    world: World
    catalogue: Catalogue = field(default_factory=catalogue)
    door: Door = Door.NEW
    kept: Kept = field(default_factory=Kept)
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)
    listeners: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    closers: list[Callable[[], None]] = field(default_factory=list)
    pending: list[Request] = field(default_factory=list)
    """What was tapped before there was a vault; it is kept once there is one."""
    then: str = "/mine"
    """Where the person was going when the door stood in between."""
    told: bool = False
    """Whether the page of what this cannot hide was shown, while the door is new."""
    _vault: Vault | None = None
    _slot: int = 0
    _generation: int = 0
    _wrong: int = 0
    _not_before: datetime | None = None

    async def arrive(self) -> None:
        """See what is kept on this device."""
        try:
            shelf = await self.world.store.read()
        except Damaged:
            self.door = Door.LOCKED  # something is here: whoever unlocks is told that it is damaged
            return
        self.door = Door.LOCKED if shelf else Door.NEW

    async def begin(self, passphrase: str, state: State, with_code: bool) -> str | None:
        """Make the vault, with what there is to keep so far; the printed recovery code, if one was wanted."""
        draw = self.world.chance.draw
        code = draw(recovery.SIZE) if with_code else None
        vault = slot.create(self.world.sealer, passphrase, draw(slot.ENTROPY), code)
        kept = Kept(state=state)
        # Drawn, not one: a page that still holds an erased vault must not pass for one that holds this one.
        first = 1 + int.from_bytes(draw(GENERATION), "big")
        sealed = slot.seal(self.world.sealer, vault, first, dump(kept), draw(record.NONCE))
        # The second slot is drawn, not empty: nothing tells how many people keep something here.
        try:
            await self.world.store.create(Shelf(first, (sealed, draw(slot.SIZE))))
        except Stale:
            self.door = Door.LOCKED  # another page was quicker: what it made is here, and can be opened
            raise
        self._open(vault, 0, first, kept)
        return recovery.spell(code) if code else None

    async def unlock(self, passphrase: str) -> bool:
        """Try a passphrase, or the printed code. Raises `TooSoon`, `Gone`, `Damaged`, `FromTheFuture`."""
        self._wait()
        shelf = await self.world.store.read()
        if shelf is None:
            self._empty()
            raise Gone
        if all(len(content) != slot.SIZE for content in shelf.slots):
            raise Damaged  # harm: a file cut short, and a right passphrase called wrong
        code = recovery.read(passphrase)
        for number, content in enumerate(shelf.slots):
            vault = slot.unlock(self.world.sealer, content, passphrase)
            if vault is None and code is not None:
                vault = slot.recover(self.world.sealer, content, code)
            if vault is not None:
                kept = load(slot.open(self.world.sealer, vault, content).plain)
                self._open(vault, number, shelf.generation, kept)
                return True
        self._wrong += 1
        self._not_before = self.world.clock.now()
        return False

    def _wait(self) -> None:
        if self._wrong < FREE_TRIES or self._not_before is None:
            return
        seconds = WAIT_SECONDS * 2 ** min(self._wrong - FREE_TRIES, 8)
        gone = self.world.clock.now() - self._not_before
        # A clock set back is no way around the wait, and a clock far ahead is no way to wait for ever.
        if timedelta(0) <= gone < timedelta(seconds=seconds):
            raise TooSoon(seconds - int(gone.total_seconds()))

    def _open(self, vault: Vault, number: int, generation: int, kept: Kept) -> None:
        self._vault, self._slot, self._generation = vault, number, generation
        self._wrong, self._not_before = 0, None
        self.kept, self.door = kept, Door.OPEN

    def lock(self) -> None:
        """Forget the key and everything it opened."""
        for close in self.closers:
            close()
        self._vault = None
        self.kept, self.pending = Kept(), []
        if self.door is Door.OPEN:
            self.door = Door.LOCKED

    async def erase(self) -> None:
        """Destroy the keys and what they opened, on this device."""
        async with self.queue:
            self.lock()  # first: a store that hangs must not keep the key
            await self.world.store.erase()
            self._empty()

    async def save(self, kept: Kept) -> None:
        """Seal and keep, durably, before anything of it is sent. Call it inside the queue.

        Raises `NoRoom`, `Stale`, `Gone`, `record.TooFull`; then nothing has changed.
        """
        vault = self._vault
        if vault is None:
            raise Closed
        nonce = self.world.chance.draw(record.NONCE)
        sealed = slot.seal(self.world.sealer, vault, self._generation + 1, dump(kept), nonce)
        try:
            await self.world.store.write(self._slot, sealed, self._generation)
        except Stale:
            self.lock()  # harm: an older page writing over a newer "not tonight"
            await self._look_again()
            raise
        if self._vault is not vault:
            raise Closed  # harm: locked while it was saved, and open again in memory for whoever picks it up
        self._generation += 1
        self.kept = kept

    async def _look_again(self) -> None:
        """Raises `Gone` where nothing is kept any more: it is not "open somewhere else" then."""
        if await self.world.store.read() is None:
            self._empty()
            raise Gone

    def _empty(self) -> None:
        """Nothing is here: whoever begins anew is told of its limits anew."""
        self.door, self.told = Door.NEW, False

    async def change(self, edit: Callable[[Kept], Kept]) -> None:
        """One change, saved, then told to whoever sends."""
        async with self.queue:
            if self._vault is None:
                raise Closed
            await self.save(edit(self.kept))
        await self.tell()

    async def tell(self) -> None:
        """Something was saved: let the couriers look."""
        for listener in list(self.listeners):
            await listener()

    def with_state(self, state: State) -> Kept:
        """What is kept, with another state."""
        return replace(self.kept, state=state)
