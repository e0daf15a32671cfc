"""The courier: one connection to the bond's relay. It brings what came and takes what waits."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from handhold.bond.bond import Bond
from handhold.companion import looking
from handhold.companion.ask import take_in
from handhold.companion.half import Door, Half
from handhold.companion.outbox import days_left
from handhold.doors import RelayAway, RelayLink
from handhold.journey.days import today
from handhold.wire.frames import Arrived, Deposit, Forget, OpenBox, Opened, Released, Taken

FIRST_PAUSE = 0.5  # seconds; doubled after each failure
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Courier:
    """Runs while the vault is open and there is a bond."""

    half: Half
    reached: bool = False
    _task: asyncio.Task[None] | None = None
    _link: RelayLink | None = None
    _sent: set[bytes] = field(default_factory=set)
    _taken: set[bytes] = field(default_factory=set)
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
        self._task, self._link, self.reached = None, None, False
        self._sent.clear()

    async def flush(self, seconds: float) -> None:
        """Wait until the relay has taken what waits, but no longer than this: leaving must not hang."""
        until = asyncio.get_running_loop().time() + seconds
        while self._task is not None and asyncio.get_running_loop().time() < until:
            if all(parcel.envelope in self._taken for parcel in self.half.kept.outbox):
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
            except RelayAway:
                self.reached = False
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        self._task = None

    async def _visit(self) -> None:
        bond = self.half.kept.bond
        self._sent.clear()
        address = bond.relay if bond else self.half.kept.outbox[0].relay
        link = await self.half.world.relay.connect(address)
        self._link = link
        try:
            if bond:
                await link.send(OpenBox(bond.own_read, bond.own_write))
            taking = asyncio.create_task(self._take(link))
            try:
                await self._bring(link, bond)
            finally:
                taking.cancel()
                with contextlib.suppress(asyncio.CancelledError, RelayAway):
                    await taking
        finally:
            self._link, self.reached = None, False
            await link.close()

    async def _take(self, link: RelayLink) -> None:
        """Deposit what waits, each thing once on a connection; then wait for more."""
        while True:
            self._wish.clear()
            await looking.advance(self.half)
            now = today(self.half.world.clock.now())
            for parcel in self.half.kept.outbox:
                if parcel.envelope not in self._sent:
                    self._sent.add(parcel.envelope)
                    await link.send(
                        Deposit(parcel.write, parcel.envelope, days_left(parcel, now), parcel.body)
                    )
            await self._swap(link)
            await self._wish.wait()

    async def _swap(self, link: RelayLink) -> None:
        deposit = looking.deposit(self.half)
        if deposit is not None and deposit.swap not in self._sent:
            self._sent.add(deposit.swap)
            await link.send(deposit)

    async def _bring(self, link: RelayLink, bond: Bond | None) -> None:
        while self.half.kept.bond is not None or self.half.kept.outbox:
            if self.half.kept.bond is None and bond is not None:
                return
            match await link.receive():
                case Taken(envelope):
                    self._taken.add(envelope)
                case Opened():
                    self.reached = True
                case Arrived(envelope, body) if bond:
                    await take_in(self.half, body)
                    await link.send(Forget(bond.own_read, envelope))
                case Released(swap_id, body):
                    done = await looking.conclude(self.half, swap_id, body)
                    if done is not None:
                        await link.send(done)
                case _:
                    pass
