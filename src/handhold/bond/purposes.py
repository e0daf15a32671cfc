"""One label for every key purpose of a bond, so no key ever serves two ends."""

from __future__ import annotations

from enum import Enum
from typing import Literal

Side = Literal["A", "B"]
"""A invited, B was invited. Fixed for the life of a bond."""


class Purpose(bytes, Enum):
    """The label that goes into every derivation. A change here is a change of the protocol."""

    PLACE = b"handhold bond v1: rendezvous place"
    STANDING = b"handhold bond v1: own side id at the place"
    SHARE = b"handhold bond v1: own key share"
    KEY = b"handhold bond v1: pairing key"
    CONFIRM = b"handhold bond v1: key confirmation"
    COMMIT = b"handhold bond v1: commitment to a nonce"
    NONCE = b"handhold bond v1: own nonce for the four words"
    WORDS = b"handhold bond v1: four words"
    BODY = b"handhold bond v1: sealing a pairing message"
    BODY_NONCE = b"handhold bond v1: nonce of a pairing message"
    READ = b"handhold bond v1: own read token"
    WRITE = b"handhold bond v1: own write token"
    RATCHET = b"handhold bond v1: own first ratchet key"
    DRAW = b"handhold bond v1: chance while pairing"
    ROOT = b"handhold bond v1: ratchet root"
    BOND = b"handhold bond v1: bond id"
    SALT = b"handhold bond v1: pair salt"
    ENVELOPE = b"handhold bond v1: envelope key"
    SWAP = b"handhold bond v1: swap root"
    SWAP_ID = b"handhold bond v1: swap id"
    SWAP_SIDE = b"handhold bond v1: own side id at a swap"
    SWAP_KEY = b"handhold bond v1: swap key"
    LIVE_KEY = b"handhold bond v1: live key"
    LIVE_ROOM = b"handhold bond v1: live room"
    LIVE_SIDE = b"handhold bond v1: own side id in a live room"


def other(side: Side) -> Side:
    """The side across."""
    return "B" if side == "A" else "A"
