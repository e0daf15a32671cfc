"""Pairing at the relay: stand at the place, say what there is to say, hear, until there is a bond."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace

from handhold.bond import pairing
from handhold.bond.pairing import Broken, Pairing, WrongCode
from handhold.companion.ask import seal_letters
from handhold.companion.courier import LATER
from handhold.companion.greeting import Trouble, trouble
from handhold.companion.half import Door, Half
from handhold.companion.kept import Kept
from handhold.doors import RelayAway, RelayLink
from handhold.journey.days import today
from handhold.journey.decide import Refused, decide
from handhold.journey.requests import Bind
from handhold.journey.state import Side
from handhold.wire.frames import Crowded, Heard, Meet, OpenBox, Part, Say

PAUSE = 2.0  # seconds before the relay is tried again


@dataclass(slots=True)
class Meeting:
    """Runs while a pairing is under way; everything heard is saved before it is answered."""

    half: Half
    trouble: Trouble = Trouble.NONE
    _task: asyncio.Task[None] | None = None
    _link: RelayLink | None = None
    _standing: tuple[bytes, bytes] = (b"", b"")

    def hire(self) -> None:
        """Stand ready: start when a pairing is kept, stop when the vault closes."""
        self.half.listeners.append(self.look)
        self.half.closers.append(self.stop)

    async def look(self) -> None:
        """Something was saved: is there a pairing to carry on, a new word to say, or none any more?"""
        under_way = self.half.kept.pairing if self.half.door is Door.OPEN else None
        if self._link is not None and self._task is not asyncio.current_task():
            with contextlib.suppress(RelayAway):  # the visit notices that, too, and comes again
                await self._look(self._link, under_way)
        elif self._task is None and under_way is not None:
            self._task = asyncio.create_task(self._run())

    async def _look(self, link: RelayLink, under_way: Pairing | None) -> None:
        if under_way is not None and pairing.standing(under_way) == self._standing:
            await self._say(link, under_way)
            return
        # A page ended it. The visit isn't cancelled, since it may be in the middle of a save.
        if self.half.kept.bond is None:
            await link.send(Part(*self._standing))
        await link.close()

    def stop(self) -> None:
        """Leave the relay at once; the place keeps what was said."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._link, self.trouble = None, None, Trouble.NONE

    async def _run(self) -> None:
        while (under_way := self.half.kept.pairing) is not None:
            try:
                await self._visit(under_way)
            except LATER as error:
                if self.half.kept.pairing == under_way:
                    self.trouble = trouble(error)
                    await asyncio.sleep(PAUSE)
        self._task = None

    async def _visit(self, under_way: Pairing) -> None:
        link = await self.half.world.relay.connect(under_way.invitation.relay)
        self.trouble = Trouble.NONE
        place, side = self._standing = pairing.standing(under_way)
        try:
            await link.send(OpenBox(*pairing.mailbox(under_way)))
            await link.send(Meet(place, side))
            self._link = link
            await self._say(link, under_way)
            while self._stands():
                match await link.receive():
                    case Heard(_, phase, body):
                        await self._hear(link, phase, body)
                    case Crowded():
                        await self._burn("crowded")
                    case _:
                        pass
            if self.half.kept.bond is None or self.half.kept.bond.side == "A":
                await link.send(Part(place, side))
        finally:
            self._link = None
            await link.close()

    def _stands(self) -> bool:
        under_way = self.half.kept.pairing
        return under_way is not None and pairing.standing(under_way) == self._standing

    async def _say(self, link: RelayLink, under_way: Pairing) -> None:
        place, side = pairing.standing(under_way)
        for phase, body in pairing.say(self.half.world.sealer, under_way):
            await link.send(Say(place, side, phase, body))

    async def _hear(self, link: RelayLink, phase: int, body: bytes) -> None:
        under_way = self.half.kept.pairing
        if under_way is None:
            return
        try:
            heard = pairing.hear(self.half.world.sealer, under_way, phase, body)
        except WrongCode:
            await self._burn("wrong_code")
            return
        except Broken:
            await self._burn("broken")
            return
        await self.half.change(
            lambda kept: replace(kept, pairing=heard) if kept.pairing == under_way else kept
        )
        await self._say(link, heard)
        await tie(self.half)

    async def _burn(self, why: str) -> None:
        await self.half.change(lambda kept: replace(kept, pairing=None, pairing_until=None, notice=why))


async def lapse(half: Half) -> None:
    """An invitation that nobody took up is over after its last day, without a word."""
    until = half.kept.pairing_until
    if half.kept.pairing is not None and until is not None and today(half.world.clock.now()) > until:
        await half.change(lambda kept: replace(kept, pairing=None, pairing_until=None))


async def confirm(half: Half) -> None:
    """The person says that the four words are the same."""

    def agreed(kept: Kept) -> Kept:
        return replace(kept, pairing=pairing.confirm(kept.pairing) if kept.pairing else None)

    await half.change(agreed)
    await tie(half)


async def tie(half: Half) -> None:
    """Make the bond if both sides are through, in the save that ends the pairing."""
    under_way = half.kept.pairing
    bond = pairing.tie(half.world.sealer, under_way) if under_way else None
    if under_way is None or bond is None:
        return
    now = half.world.clock.now()

    def tied(kept: Kept) -> Kept:
        side = Side.FIRST if bond.side == "A" else Side.SECOND
        decided = decide(kept.state, Bind(side), now, half.catalogue)
        if isinstance(decided, Refused):
            return replace(kept, pairing=None, pairing_until=None, notice="linked")
        through = replace(kept, pairing=None, pairing_until=None)
        bound = replace(through, state=decided.state, bond=bond, called=under_way.name)
        return seal_letters(half, bound, decided.letters, now)

    await half.change(tied)
