"""The courier: one connection to the bond's relay. It brings what came and takes what waits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from handhold.bond.bond import Bond
from handhold.companion import looking
from handhold.companion.ask import take_in
from handhold.companion.greeting import Trouble, trouble
from handhold.companion.half import Closed, Door, Half
from handhold.companion.outbox import OutboxFull, days_left, is_due, mark_taken
from handhold.doors import NoRoom, RelayAway, RelayLink, Stale
from handhold.journey.days import later, today
from handhold.vault.record import TooFull
from handhold.wire import limits
from handhold.wire.frames import Arrived, Deposit, Forget, OpenBox, Opened, Released, Taken

FIRST_PAUSE = 0.5  # seconds; doubled after each failure
LONGEST_PAUSE = 30.0
LATER = (RelayAway, NoRoom, TooFull, OutboxFull, Stale, Closed)
"""What passes. The relay forgets nothing before it is kept here, so it is all there the next time."""


@dataclass(slots=True)
class Courier:
    """Runs while the vault is open and there is a bond."""

    half: Half
    trouble: Trouble = Trouble.NONE
    """How the last try went."""
    _task: asyncio.Task[None] | None = None
    _link: RelayLink | None = None
    _sent: set[bytes] = field(default_factory=set)
    _wish: asyncio.Event = field(default_factory=asyncio.Event)

    def hire(self) -> None:
        """Stand ready: start when there is somebody to write to, stop when the vault closes."""
        self.half.listeners.append(self.look)
        self.half.closers.append(self.stop)

    async def look(self) -> None:
        """Something was saved: is there anything to do?"""
        self._wish.set()
        if self._task is None and self._has_work():
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Leave the relay at once."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._link, self.trouble = None, None, Trouble.NONE
        self._sent.clear()

    async def flush(self, seconds: float) -> None:
        """Wait until the relay has taken what waits, but no longer than this: leaving must not hang."""
        until = asyncio.get_running_loop().time() + seconds
        while self._task is not None and asyncio.get_running_loop().time() < until:
            if all(parcel.taken for parcel in self.half.kept.outbox):
                return
            await asyncio.sleep(0.02)

    def _has_work(self) -> bool:
        return self.half.door is Door.OPEN and (
            self.half.kept.bond is not None or bool(self.half.kept.outbox)
        )

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while self._has_work():
            try:
                await self._visit()
                pause = FIRST_PAUSE
            except LATER as error:
                self.trouble = trouble(error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._task = None

    async def _visit(self) -> None:
        bond = self.half.kept.bond
        self._sent.clear()
        address = bond.relay if bond else self.half.kept.outbox[0].relay
        link = await self.half.world.relay.connect(address)
        self._link, self.trouble = link, Trouble.NONE
        try:
            if bond:
                await link.send(OpenBox(bond.own_read, bond.own_write))
            taking = asyncio.create_task(self._take(link, bond))
            try:
                await self._bring(link, bond)
            except RelayAway:
                if self._serves(link, bond):
                    raise
            finally:
                # Not cancelled but called off: it may be in the middle of a save.
                self._link = None
                self._wish.set()
                await taking
        finally:
            self._link = None
            await link.close()

    def _serves(self, link: RelayLink, bond: Bond | None) -> bool:
        """Whether this connection goes on: it listens to one mailbox only, that of the bond there is."""
        now = self.half.kept.bond
        if bond is None or now is None:
            return self._link is link and bond is now and bool(self.half.kept.outbox)
        return self._link is link and bond.bond_id == now.bond_id

    async def _take(self, link: RelayLink, bond: Bond | None) -> None:
        """Deposit what waits, each thing once on a connection; then wait for more."""
        try:
            await self._taking(link, bond)
        except LATER:
            pass  # the connection ends with it, and the next one begins anew
        finally:
            await link.close()

    async def _taking(self, link: RelayLink, bond: Bond | None) -> None:
        while self._serves(link, bond):
            self._wish.clear()
            await looking.advance(self.half)
            await self._deposit(link)
            await self._swap(link)
            await self._wish.wait()

    async def _deposit(self, link: RelayLink) -> None:
        now, until = today(self.half.world.clock.now()), self.half.kept.again_until
        again = until is not None and now <= until
        for parcel in self.half.kept.outbox:
            if parcel.envelope not in self._sent and (again or is_due(parcel, now)):
                self._sent.add(parcel.envelope)
                await link.send(Deposit(parcel.write, parcel.envelope, days_left(parcel, now), parcel.body))

    async def _swap(self, link: RelayLink) -> None:
        deposit = looking.deposit(self.half)
        if deposit is not None and deposit.swap not in self._sent:
            self._sent.add(deposit.swap)
            await link.send(deposit)

    async def _bring(self, link: RelayLink, bond: Bond | None) -> None:
        while self._serves(link, bond):
            match await link.receive():
                case Taken(envelope):
                    await self._note_taken(envelope)
                case Opened(fresh):
                    if fresh:
                        await self._bring_again()
                case Arrived(envelope, body) if bond:
                    await take_in(self.half, body)
                    await link.send(Forget(bond.own_read, envelope))
                case Released(swap_id, body):
                    done = await looking.conclude(self.half, swap_id, body)
                    if done is not None:
                        await link.send(done)
                case _:
                    pass

    async def _note_taken(self, envelope: bytes) -> None:
        now = today(self.half.world.clock.now())
        await self.half.change(lambda kept: replace(kept, outbox=mark_taken(kept.outbox, envelope, now)))

    async def _bring_again(self) -> None:
        """The relay has lost its memory, perhaps theirs too: for two weeks, everything comes again."""
        until = later(today(self.half.world.clock.now()), limits.MAIL_DAYS)
        await self.half.change(lambda kept: replace(kept, again_until=until))
