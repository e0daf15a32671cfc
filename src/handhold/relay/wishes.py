"""What a session may ask of a store, and what a store may find: the whole language between the two.

Every token is a `Mark` here already: neither a store nor anything behind it ever sees a token itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

Mark = bytes
"""The SHA-256 of a token or side: enough to know it again, useless to somebody who reads the store."""


def mark(token: bytes) -> Mark:
    """The mark of a token or side, 32 bytes."""
    return sha256(token).digest()


@dataclass(frozen=True, slots=True)
class Stand:
    """Stand at a rendezvous place. Finds `Standing` or `Crowd`."""

    place: Mark
    side: Mark


@dataclass(frozen=True, slots=True)
class Utter:
    """Say something at a place; the first word of a phase stays. Finds `Said` or `Crowd`."""

    place: Mark
    side: Mark
    phase: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Depart:
    """Leave a place: all said there is forgotten, who stood there is not. Finds `Nothing`."""

    place: Mark
    side: Mark


@dataclass(frozen=True, slots=True)
class Own:
    """Own a mailbox, made when new. Finds `Mail` or `NotTheirs`."""

    read: Mark
    write: Mark


@dataclass(frozen=True, slots=True)
class Put:
    """Put an envelope into a mailbox, if there is one with room. Finds `Kept` or `Nothing`."""

    write: Mark
    envelope: bytes
    days: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Drop:
    """Delete one envelope. Finds `Nothing`."""

    read: Mark
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Raze:
    """Delete a mailbox and all in it. Finds `Nothing`."""

    read: Mark


@dataclass(frozen=True, slots=True)
class Offer:
    """Deposit into a swap; a side's first deposit stays. Finds `Swapped` or `Crowd`."""

    swap: Mark
    side: Mark
    body: bytes


@dataclass(frozen=True, slots=True)
class Settle:
    """One side of a swap has saved the other's deposit; after both the swap is deleted. Finds `Nothing`."""

    swap: Mark
    side: Mark


Wish = Stand | Utter | Depart | Own | Put | Drop | Raze | Offer | Settle


@dataclass(frozen=True, slots=True)
class Standing:
    """The side stands at the place, and what the other side has said there so far, by phase."""

    said: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """It is kept; `other` is the side to tell, or None when nobody stands there or it was said before."""

    other: Mark | None


@dataclass(frozen=True, slots=True)
class Crowd:
    """Two other sides are here. `fresh`: this visitor is the one who burnt the place."""

    fresh: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """All (envelope id, body) in the mailbox, in the order they came. `fresh`: it was made just now."""

    letters: tuple[tuple[bytes, bytes], ...]
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A new envelope lies in the mailbox with this read mark."""

    box: Mark


@dataclass(frozen=True, slots=True)
class Swapped:
    """This side's deposit is kept. `other` and `body` are the other side's, when it is there.

    `fresh`: this deposit has just arrived, so that the other side is to be told of it.
    """

    other: Mark | None
    body: bytes | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """The read and the write token do not belong together."""


@dataclass(frozen=True, slots=True)
class NoRoom:
    """The store is full or failed; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing to tell."""


Finding = Standing | Said | Crowd | Mail | Kept | Swapped | NotTheirs | NoRoom | Nothing
