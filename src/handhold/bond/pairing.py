"""Pairing: a state machine without chance or clock, whose state is its invitation, one seed and what was heard.

Six phases, each a body of one size: 1 key share, 2 key confirmation, 3 A commits to a nonce, 4 B's nonce, 5 A opens
hers, 6 introductions. After 4 (A) or 5 (B) four words stand on both screens; a side introduces itself only after its
person said that the words agree, and B, who then speaks first in the ratchet, only after A. So both bonds are born
able to speak, and A is the last to hear: A leaves the rendezvous place, B must not.
Whatever goes wrong, the invitation is burnt: there is one guess, never a second.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha512
from typing import Final

from handhold.bond import handshake, introduction, ratchet, words
from handhold.bond.bond import Bond
from handhold.bond.derivation import derive, prefix, stream
from handhold.bond.handshake import Agreed, BadShare
from handhold.bond.introduction import Introduction
from handhold.bond.invitation import Invitation
from handhold.bond.padding import pad, strip
from handhold.bond.purposes import Purpose, Side, other
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

SHARE, CONFIRM, COMMIT, REPLY, OPEN, INTRODUCE = range(1, 7)
SPEAKS: Final[Mapping[Side, tuple[int, ...]]] = {
    "A": (SHARE, CONFIRM, COMMIT, OPEN, INTRODUCE),
    "B": (SHARE, CONFIRM, REPLY, INTRODUCE),
}
NONCE: Final = 24
PLAIN: Final = limits.PAIRING_BODY - NONCE - 16


class WrongCode(Exception):
    """The other side does not hold the same secret: a slip of the tongue, or somebody's guess. Burn the invitation."""


class Broken(Exception):
    """Somebody does not follow the protocol, perhaps the relay. Burn the invitation and start again."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """One side of one pairing, as it is kept in the vault until it becomes a bond."""

    side: Side
    """A invited, B was invited."""
    invitation: Invitation
    name: str
    """How one introduces oneself: at most `introduction.NAME_MAX` bytes."""
    seed: bytes
    """32 random bytes, from which all of this side's secrets come."""
    heard: Mapping[int, bytes] = field(default_factory=dict)
    agreed: bool = False
    """The person has said that the four words are the same."""


def standing(pairing: Pairing) -> tuple[bytes, bytes]:
    """The rendezvous place and one's own side id there, for `wire.Meet` and `wire.Say`."""
    return handshake.place(pairing.invitation), derive(pairing.seed, Purpose.STANDING, size=limits.SIDE)


def say(sealer: Sealer, pairing: Pairing) -> list[tuple[int, bytes]]:
    """All that this side has to say by now, as (phase, body); the same bytes every time, so say them again at will."""
    raise NotImplementedError


def hear(sealer: Sealer, pairing: Pairing, phase: int, body: bytes) -> Pairing:
    """The pairing after one body of the other side. A repeated body changes nothing.

    Raises `WrongCode` or `Broken`; either burns the invitation.
    """
    raise NotImplementedError


def four_words(sealer: Sealer, pairing: Pairing) -> tuple[str, ...] | None:
    """The words both people compare, once they are known."""
    raise NotImplementedError


def confirm(pairing: Pairing) -> Pairing:
    """The person says that the four words are the same."""
    return replace(pairing, agreed=True)


def tie(sealer: Sealer, pairing: Pairing) -> Bond | None:
    """The bond, once both people confirmed the words and both introductions are in; None until then.

    Save it in the transaction that drops the pairing: a second bond out of one pairing would repeat its keys.
    """
    raise NotImplementedError
