"""A relay in memory: the true sessions and store, without sockets, and with bad luck on call."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from handhold.companion.greeting import greet
from handhold.doors import RelayAway, RelayLink
from handhold.relay.store_sqlite import SqliteStore
from handhold.relay.switchboard import Line, Switchboard
from handhold.wire.frames import Deposit, Frame, decode, encode

Mishap = Callable[[Deposit], Iterable[Deposit]]
"""What becomes of one deposit on its way: nothing, itself, itself twice, itself after an older one."""


def unharmed(deposit: Deposit) -> Iterable[Deposit]:
    """The mishap of a good day: none."""
    return (deposit,)


@dataclass(slots=True)
class MemoryRelay:
    """`doors.Relay` for rehearsals. Every address leads here. `clock` gives seconds since the epoch.

    `down`: nobody gets through, and `cut` ends those who had. `slow`: turns of the event loop before
    each frame is heard. `mishap`: what becomes of deposits. `seen`: every frame so far, with "in" or "out".
    `busy`: how many frames are being heard just now, some of them by a thread that writes.
    """

    clock: Callable[[], float]
    down: bool = False
    slow: int = 0
    mishap: Mishap = unharmed
    seen: list[tuple[str, Frame]] = field(default_factory=list)
    busy: int = 0
    store: SqliteStore = field(default_factory=SqliteStore)
    _lines: list[Line] = field(default_factory=list)
    _board: Switchboard = field(init=False)

    def __post_init__(self) -> None:
        self._board = self._new_board()

    async def connect(self, address: str) -> RelayLink:
        """A greeted connection. Raises `RelayAway` while `down`."""
        if self.down:
            raise RelayAway("the relay is down")
        line = self._board.join()
        self._lines.append(line)
        link = MemoryLink(self, self._board, line)
        await greet(link)
        return link

    def cut(self) -> None:
        """End every connection, as a lost network does; the relay itself forgets nothing it has stored."""
        for line in self._lines:
            self._board.leave(line)
        self._lines.clear()

    def restart(self) -> None:
        """End every connection and begin anew on the same store."""
        self.cut()
        self._board = self._new_board()

    def wipe(self) -> None:
        """End every connection and lose everything stored."""
        self.restart()
        self.store.wipe()

    def _new_board(self) -> Switchboard:
        # A rehearsal is faster than any life, so here every frame has a second of its own.
        return Switchboard(self.store, self.clock, count().__next__, self._see)

    def _see(self, way: str, data: bytes) -> None:
        self.seen.append((way, decode(data)))


@dataclass(frozen=True, slots=True)
class MemoryLink:
    """One connection to a relay in memory."""

    _relay: MemoryRelay
    _board: Switchboard
    _line: Line

    async def send(self, frame: Frame) -> None:
        """Send one frame, or what its mishap leaves of it. Raises `RelayAway`."""
        self._relay.busy += 1
        try:
            await self._send(frame)
        finally:
            self._relay.busy -= 1

    async def _send(self, frame: Frame) -> None:
        for _ in range(self._relay.slow):
            await asyncio.sleep(0)
        if self._relay.down or self._line.ended:
            await self.close()
            raise RelayAway("the relay has gone")
        through = self._relay.mishap(frame) if isinstance(frame, Deposit) else (frame,)
        for one in through:
            await self._board.hear(self._line, encode(one))

    async def receive(self) -> Frame:
        """The next frame. Raises `RelayAway`."""
        data = await self._line.next()
        if data is None:
            raise RelayAway("the relay has gone")
        return decode(data)

    async def close(self) -> None:
        """End the connection."""
        self._board.leave(self._line)
