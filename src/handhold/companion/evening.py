"""Together, live: a second connection that carries one frame a second, and Slow and Stop at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from handhold.bond import live
from handhold.bond.live import Line
from handhold.companion.ask import ask
from handhold.companion.half import Closed, Door, Half
from handhold.companion.outbox import OutboxFull
from handhold.doors import NoRoom, RelayAway, RelayLink, Stale, Unsealable
from handhold.journey import together
from handhold.journey.refusals import Refusal
from handhold.journey.requests import SayStill, Stop
from handhold.journey.together import Pace, Together
from handhold.journey.view import NowKind, now_view
from handhold.vault.record import TooFull
from handhold.wire.frames import JoinLive, Live

BEAT = 1.0  # seconds
PAUSE = 1.0
PRIVATE = 32
LAST_BEATS = 30  # a Stop is repeated so often, then this phone says nothing more that it is here


@dataclass(frozen=True, slots=True)
class Seen:
    """What the page shows; nothing in it says "go on"."""

    over: bool
    alone: bool
    slow: bool
    their_slow: bool


@dataclass(slots=True)
class Evening:
    """The live evening of one phone. All of it is in memory only, and ends with the page."""

    half: Half
    running: bool = False
    stopped: bool = False
    _private: bytes = b""
    _line: Line | None = None
    _now: Together = field(default_factory=Together)
    _link: RelayLink | None = None
    _tasks: tuple[asyncio.Task[None], ...] = ()

    def hire(self) -> None:
        """End with the vault: a locked phone never reads as go on."""
        self.half.closers.append(self.end)

    async def still(self) -> Refusal | None:
        """Say "still", live, with a share made for this evening."""
        self._private = self.half.world.chance.draw(PRIVATE)
        self.stopped = False
        return await ask(self.half, SayStill(live.share(self.half.world.sealer, self._private)))

    async def begin(self) -> None:
        """Put it on the bedside table."""
        ours = self.half.kept.state.ours
        tonight, bond = ours.tonight if ours else None, self.half.kept.bond
        if self.running or not self._private or bond is None or tonight is None or not tonight.together:
            return
        try:
            self._line = live.connect(self.half.world.sealer, bond, self._private, tonight.their_still)
        except Unsealable:
            return
        self._now, self.running, self.stopped = Together(), True, False
        self._tasks = (asyncio.create_task(self._listen(bond.relay)), asyncio.create_task(self._beat()))

    def end(self) -> None:
        """The phone is put away, locked, or stopped. Nothing about the evening is kept."""
        for task in self._tasks:
            task.cancel()
        self.running, self._private, self._line, self._link, self._tasks = False, b"", None, None, ()

    def look(self) -> Seen:
        """What this phone knows just now."""
        at = asyncio.get_running_loop().time()
        return Seen(
            over=self.stopped or together.stopped(self._now) or self._called_off(),
            alone=together.alone(self._now, at),
            slow=self._now.own is Pace.SLOW,
            their_slow=self._now.theirs is Pace.SLOW,
        )

    def _called_off(self) -> bool:
        """Harm: a Stop by letter, its frame lost, or the morning, and a page that still reads as go on."""
        return self._kind() is not NowKind.TOGETHER

    def is_past(self) -> bool:
        """Whether it is six in the morning for this evening, or there is none any more."""
        return self._kind() is NowKind.NOTHING

    def _kind(self) -> NowKind:
        half = self.half
        return now_view(half.kept.state, half.world.clock.now(), half.catalogue).kind

    async def slow(self) -> None:
        """Slower, please."""
        self._now = together.press_slow(self._now)
        await self._send()

    async def steady(self) -> None:
        """No longer slower: only whoever pressed it can say so, and twice says no more than once."""
        self._now = together.clear_slow(self._now)
        await self._send()

    async def stop(self) -> None:
        """Stop: here at once, there with this very frame, and with a letter in case the frame is lost."""
        self._now = together.press_stop(self._now)
        self.stopped = True
        await self._send()
        await self._keep_stop()

    async def _keep_stop(self) -> None:
        """Harm: a full device, on which Stop would lead to a page about room instead of to "Stopped."."""
        with suppress(NoRoom, Stale, TooFull, OutboxFull, Closed):
            await ask(self.half, Stop())

    async def _send(self) -> None:
        if self._line is None or self._link is None:
            return
        self._now, state = together.frame(self._now)
        self._line, body = live.frame(self.half.world.sealer, self._line, state)
        try:
            await self._link.send(Live(body))
        except RelayAway:
            self._link = None

    async def _beat(self) -> None:
        left = LAST_BEATS
        while self.running and left and not self.is_past():
            left -= self.stopped or self._called_off()
            await self._send()
            await asyncio.sleep(BEAT)
        self.end()  # harm prevented: frames that go on all night, as a sign of who is still awake

    async def _listen(self, address: str) -> None:
        while self.running and self._line is not None:
            try:
                link = await self.half.world.relay.connect(address)
                try:
                    await link.send(JoinLive(self._line.room, self._line.side))
                    self._link = link
                    while self.running:
                        await self._hear(await link.receive())
                finally:
                    self._link = None
                    await link.close()
            except RelayAway:
                await asyncio.sleep(PAUSE)

    async def _hear(self, frame: object) -> None:
        if not isinstance(frame, Live) or self._line is None:
            return
        try:
            self._line, reading = live.read(self.half.world.sealer, self._line, frame.body)
        except live.Refused:
            return
        self._now = together.hear(self._now, reading.state, asyncio.get_running_loop().time())
        if together.stopped(self._now) and not self.stopped and self.half.door is Door.OPEN:
            self.stopped = True
            await self._keep_stop()
