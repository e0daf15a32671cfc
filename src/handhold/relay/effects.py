"""What a session wants done: frames to send, words with other connections, wishes for the store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from handhold.relay.wishes import Mark, Wish
from handhold.wire.frames import Frame


class Kind(Enum):
    """What people meet over."""

    PLACE = auto()
    BOX = auto()
    SWAP = auto()
    ROOM = auto()


@dataclass(frozen=True, slots=True)
class Channel:
    """Where connections hear each other: one place, mailbox, swap or live room."""

    kind: Kind
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tell:
    """Send a frame to this connection."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class HangUp:
    """End this connection, once all it was told has left."""


@dataclass(frozen=True, slots=True)
class Listen:
    """This connection hears the channel from now on, but only what is passed to this side of it."""

    channel: Channel
    side: Mark


@dataclass(frozen=True, slots=True)
class Unlisten:
    """This connection hears the channel no longer."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Pass:
    """Send a frame to the connections that hear the channel as side `to`; None: to all of them."""

    channel: Channel
    to: Mark | None
    frame: Frame


@dataclass(frozen=True, slots=True)
class Enter:
    """Enter a live room as this side, in place of an older connection of the same side.

    The answer is `Entered`, or `Crowd` where two other sides are.
    """

    channel: Channel
    side: Mark


@dataclass(frozen=True, slots=True)
class Entered:
    """This connection is in the room; `paired`: so is the other side."""

    paired: bool


@dataclass(frozen=True, slots=True)
class Forward:
    """Send a live frame to the other side of the room, when this connection is still in it."""

    channel: Channel
    frame: Frame


@dataclass(frozen=True, slots=True)
class Keep:
    """Ask the store; its finding goes to `session.found`."""

    wish: Wish


Effect = Tell | HangUp | Listen | Unlisten | Pass | Enter | Forward | Keep
