"""Who is connected now, and who hears whom: it runs sessions and does what they want done.

All of it lives in memory and is gone with the process. A socket, or a rehearsal without sockets, gives each
connection's bytes to `hear` and sends on what `Line.next` hands out.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

import anyio

from handhold.relay.answers import found
from handhold.relay.channels import Channels
from handhold.relay.effects import Effect, Enter, HangUp, Keep, Tell
from handhold.relay.session import Session, Step, receive, refuse
from handhold.relay.store import MailboxStore
from handhold.wire import limits
from handhold.wire.frames import Frame, Malformed, Refused, decode, encode
from handhold.wire.reasons import Reason

Watch = Callable[[str, bytes], None]
"""Sees every frame: "in" or "out", and its bytes. For the demo and for verifying; a served relay has none."""


class Line:
    """One connection: its session, and the frames that wait to leave."""

    def __init__(self) -> None:
        self.session = Session()
        self._waiting: deque[bytes] = deque()
        self.ended = False
        self._bell = anyio.Event()

    def post(self, data: bytes) -> None:
        """Let bytes leave. A reader that falls too far behind is hung up on: its mail stays in the store."""
        if len(self._waiting) >= limits.FRAMES_WAITING:
            self._waiting.clear()
            self.hang_up()
        if not self.ended:
            self._waiting.append(data)
            self._bell.set()

    def hang_up(self) -> None:
        """Nothing more is to leave than what waits."""
        self.ended = True
        self._bell.set()

    @property
    def waiting(self) -> int:
        """How many frames have not left yet."""
        return len(self._waiting)

    async def next(self) -> bytes | None:
        """The next bytes to send; None when the connection is to end."""
        while not self._waiting:
            if self.ended:
                return None
            self._bell = anyio.Event()
            await self._bell.wait()
        return self._waiting.popleft()


class Switchboard:
    """The running relay, without its sockets.

    `clock` gives seconds since the epoch, for what is stored. `tick` gives seconds since whenever, and never
    jumps: a clock that is set, or moved by hand, must neither let a flood in nor hang up on anybody.
    """

    def __init__(
        self,
        store: MailboxStore,
        clock: Callable[[], float],
        tick: Callable[[], float] = time.monotonic,
        watch: Watch | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tick = tick
        self._watch = watch
        self._lines: set[Line] = set()
        self._channels: Channels[Line] = Channels()

    def join(self) -> Line:
        """A new connection."""
        line = Line()
        if len(self._lines) >= limits.CONNECTIONS:
            line.post(encode(Refused(Reason.NO_ROOM)))
            line.hang_up()
        self._lines.add(line)
        return line

    def leave(self, line: Line) -> None:
        """The connection has ended."""
        self._lines.discard(line)
        self._channels.leave(line)
        line.hang_up()

    async def hear(self, line: Line, data: bytes) -> None:
        """Take one message from a connection, and do all that follows from it."""
        if self._watch:
            self._watch("in", data)
        if line.ended:
            return
        try:
            frame = decode(data)
        except Malformed:
            await self._do(line, None, refuse(line.session, Reason.MALFORMED))
        else:
            await self._do(line, frame, receive(line.session, frame, self._tick()))

    async def _do(self, line: Line, frame: Frame | None, step: Step) -> None:
        line.session = step.session
        for effect in step.effects:
            for answer in await self._perform(line, frame, effect):
                await self._perform(line, frame, answer)

    async def _perform(self, line: Line, frame: Frame | None, effect: Effect) -> tuple[Effect, ...]:
        match effect:
            case Tell(said):
                self._post(line, said)
            case HangUp():
                line.hang_up()
            case Keep(wish):
                assert frame is not None
                return found(frame, await self._store.keep(wish, self._clock()))
            case Enter(channel, side):
                assert frame is not None
                return found(frame, self._channels.enter(channel, line, side))
            case _:
                for hearer, said in self._channels.perform(line, effect):
                    self._post(hearer, said)
        return ()

    def _post(self, line: Line, frame: Frame) -> None:
        data = encode(frame)
        if self._watch:
            self._watch("out", data)
        line.post(data)
