"""Being together live: fresh keys for one evening, in memory only, and frames of one size.

Each side draws 32 bytes, sends `share(...)` through the channel, and makes a `Line` once it has the other's.
A frame carries the whole current state, so a lost frame loses nothing and an old one is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from handhold.bond.bond import Bond
from handhold.bond.derivation import derive, prefix
from handhold.bond.padding import pad, strip
from handhold.bond.purposes import Purpose, other
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

BODY: Final = limits.LIVE_FRAME - 1
STATE_MAX: Final = 64
INNER: Final = BODY - 8 - 16


class Refused(Exception):
    """An old, repeated, reflected or foreign frame. Take it as not heard."""


@dataclass(frozen=True, slots=True)
class Line:
    """One side of one live line. Never stored; a new share makes a new line."""

    sending_key: bytes
    hearing_key: bytes
    room: bytes
    """The room of `wire.JoinLive`."""
    side: bytes
    """One's own side id in that room."""
    sent: int = 0
    """The counter of the last own frame."""
    heard: int = 0
    """The counter of the last frame of theirs."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a frame says: their whole state, and the last of our frames they had heard."""

    state: bytes
    echo: int


def share(sealer: Sealer, private: bytes) -> bytes:
    """The public share of a fresh private key (32 random bytes); it goes out through the channel."""
    return sealer.public(private)


def connect(sealer: Sealer, bond: Bond, private: bytes, their_share: bytes) -> Line:
    """The line from one's own private key and their share. Raises `Unsealable` for a share of small order."""
    secret = sealer.agree(private, their_share)
    shares = {bond.side: sealer.public(private), other(bond.side): their_share}
    context = (bond.bond_id, shares["A"], shares["B"])
    return Line(
        sending_key=derive(secret, Purpose.LIVE_KEY, *context, bond.side.encode()),
        hearing_key=derive(secret, Purpose.LIVE_KEY, *context, other(bond.side).encode()),
        room=derive(secret, Purpose.LIVE_ROOM, *context, size=limits.TOKEN),
        side=derive(secret, Purpose.LIVE_SIDE, *context, bond.side.encode(), size=limits.SIDE),
    )


def frame(sealer: Sealer, line: Line, state: bytes) -> tuple[Line, bytes]:
    """The next line, and the body of one `wire.Live`. `state`: at most `STATE_MAX` bytes."""
    if len(state) > STATE_MAX:
        raise ValueError(f"a live state has at most {STATE_MAX} bytes")
    counter = (line.sent + 1).to_bytes(8, "big")
    content = pad(line.heard.to_bytes(8, "big") + state, INNER)
    sealed = sealer.seal(line.sending_key, _nonce(counter), content, prefix(line.room))
    return replace(line, sent=line.sent + 1), counter + sealed


def read(sealer: Sealer, line: Line, body: bytes) -> tuple[Line, Reading]:
    """The next line, and what the frame says. Raises `Refused`."""
    counter = int.from_bytes(body[:8], "big")
    if counter <= line.heard:
        raise Refused  # harm prevented: a relay that replays "go on" after "stop"
    try:
        content = strip(sealer.open(line.hearing_key, _nonce(body[:8]), body[8:], prefix(line.room)))
    except (Unsealable, ValueError) as refusal:
        raise Refused from refusal
    echo, state = int.from_bytes(content[:8], "big"), content[8:]
    return replace(line, heard=counter), Reading(state, echo)


def _nonce(counter: bytes) -> bytes:
    return counter.rjust(24, b"\0")
