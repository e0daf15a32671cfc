"""Time in memory: every clock of a pair, moved together, once all letters on their way have landed."""

from __future__ import annotations

import asyncio

from handhold.rehearsal.pair import Pair
from handhold.wire.frames import Live

STILL = 20  # turns of the loop without a frame, until nothing is on its way


class PairTime:
    """`thread.Time` over the clocks of a pair."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    async def move(self, *, days: float = 0, hours: float = 0) -> None:
        """Forward."""
        await self.settle()
        self._pair.move(days=days, hours=hours)

    async def until(self, hour: int) -> None:
        """To the next full hour of this number."""
        await self.settle()
        self._pair.until(hour)

    async def settle(self) -> None:
        """Wait until nothing is on its way; what is live never rests, and isn't waited for."""
        seen, still = self._seen(), 0
        while still < STILL:
            await asyncio.sleep(0.001)
            still = still + 1 if self._seen() == seen and not self._pair.relay.busy else 0
            seen = self._seen()

    def _seen(self) -> int:
        return sum(not isinstance(frame, Live) for _, frame in self._pair.relay.seen)
