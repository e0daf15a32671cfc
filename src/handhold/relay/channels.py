"""Who hears which channel, as which side."""

from __future__ import annotations

from collections.abc import Hashable, ItemsView, Iterable
from typing import Generic, TypeVar

from handhold.relay.effects import Channel, Entered, Forward, Listen, Pass, Unlisten
from handhold.relay.wishes import Crowd, Mark
from handhold.wire import limits
from handhold.wire.frames import Frame

L = TypeVar("L", bound=Hashable)


class Channels(Generic[L]):
    """The listeners of every channel, in memory only. `L` is whatever stands for a connection."""

    def __init__(self) -> None:
        self._sides: dict[Channel, dict[L, Mark]] = {}
        self._heard: dict[L, set[Channel]] = {}

    def listen(self, channel: Channel, line: L, side: Mark) -> None:
        """`line` hears the channel as this side."""
        self._sides.setdefault(channel, {})[line] = side
        self._heard.setdefault(line, set()).add(channel)

    def unlisten(self, channel: Channel, line: L) -> None:
        """`line` hears the channel no longer."""
        sides = self._sides.get(channel, {})
        sides.pop(line, None)
        if not sides:
            self._sides.pop(channel, None)
        self._heard.get(line, set()).discard(channel)

    def leave(self, line: L) -> None:
        """`line` hears nothing any more."""
        for channel in tuple(self._heard.get(line, ())):
            self.unlisten(channel, line)
        self._heard.pop(line, None)

    def enter(self, channel: Channel, line: L, side: Mark) -> Entered | Crowd:
        """Let a line into a live room, in place of an older line of the same side."""
        sides = self._sides.get(channel, {})
        others = set(sides.values()) - {side}
        if len(others) >= limits.SIDES_A_PLACE:
            return Crowd(fresh=False)
        for older in [one for one, theirs in sides.items() if theirs == side]:
            self.unlisten(channel, older)
        self.listen(channel, line, side)
        return Entered(paired=bool(others))

    def perform(self, line: L, effect: Listen | Unlisten | Pass | Forward) -> Iterable[tuple[L, Frame]]:
        """Do what is wanted of channels; the frames that follow, and to whom."""
        match effect:
            case Listen(channel, side):
                self.listen(channel, line, side)
            case Unlisten(channel):
                self.unlisten(channel, line)
            case Pass(channel, to, frame):
                return [(one, frame) for one, side in self._on(channel) if to in (None, side)]
            case Forward(channel, frame):
                mine = self._sides.get(channel, {}).get(line)
                return [(one, frame) for one, side in self._on(channel) if mine not in (None, side)]
        return ()

    def _on(self, channel: Channel) -> ItemsView[L, Mark]:
        return self._sides.get(channel, {}).items()
