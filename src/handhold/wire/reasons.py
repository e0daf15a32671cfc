"""Why a relay refuses a frame: the codes of `Refused`, and which of them end the connection."""

from __future__ import annotations

from enum import IntEnum


class Reason(IntEnum):
    """The reason in a `Refused` frame."""

    OTHER_VERSION = 1  # the companion speaks another wire version than the relay
    MALFORMED = 2  # no frame of this version: unknown kind, wrong size, text instead of bytes
    OUT_OF_TURN = 3  # a frame that only relays send, or one before `Hello`, `Meet` or `JoinLive`
    TOO_FAST = 4  # more frames a second than the limit
    TOO_MANY = 5  # more mailboxes, places, swaps or phases than the limit
    CROWDED = 6  # a third side at a swap or in a live room
    NOT_YOURS = 7  # this read token and this write token do not belong together
    NO_ROOM = 8  # the relay has no storage left


ENDING = frozenset({Reason.OTHER_VERSION, Reason.MALFORMED, Reason.OUT_OF_TURN, Reason.TOO_FAST})
"""After one of these the relay closes the connection; after the others it stays open."""
