"""The channel of a bond: plain bytes in, envelopes of one size out, and back.

An envelope is `nonce 24 | XChaCha20-Poly1305 of (counter 8 | heard 8 | ratchet message)` under a fixed key
for its direction, so a relay sees neither ratchet headers nor counters. Both counters stand in this outer
layer because a side that was rolled back can still open it, long after its ratchet can open nothing.

How to use it: `seal`, save the new bond and the envelope in one transaction, then send those very bytes,
again if need be. `open`, apply, save the new bond, then let the relay forget. Nothing is sealed twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from handhold.bond import ratchet
from handhold.bond.bond import Bond
from handhold.bond.derivation import Draw, prefix
from handhold.bond.padding import PREFIX, TooLong, pad, strip
from handhold.bond.purposes import Purpose, other
from handhold.bond.ratchet import Unreadable
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

__all__ = ["PLAIN_MAX", "Dropped", "Opened", "RolledBack", "TooLong", "open", "seal"]

NONCE: Final = 24
COUNTERS: Final = 16
INNER: Final = limits.ENVELOPE - NONCE - 16 - COUNTERS - ratchet.OVERHEAD
PLAIN_MAX: Final = INNER - PREFIX
"""The longest plain message, in bytes: a little under 16 KiB."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A message, and the bond after it. Save the bond even when the plain bytes make no sense to you."""

    bond: Bond
    plain: bytes


@dataclass(frozen=True, slots=True)
class Dropped:
    """A duplicate, or bytes that are not for here. Nothing changed; tell nobody, say nothing of tampering."""

    bond: Bond


class RolledBack(Exception):
    """They have heard more than this app remembers saying: this app was set back. Stop, and pair again."""


def seal(sealer: Sealer, bond: Bond, plain: bytes, draw: Draw) -> tuple[Bond, bytes]:
    """The next bond, and an envelope of `limits.ENVELOPE` bytes. Raises `TooLong` over `PLAIN_MAX`."""
    padded = pad(plain, INNER)
    counters = (bond.sent + 1).to_bytes(8, "big") + bond.heard.to_bytes(8, "big")
    bound = _bound(bond, bond.side)
    state, message = ratchet.encrypt(sealer, draw, bond.ratchet, padded, bound + counters)
    nonce = draw(NONCE)
    envelope = nonce + sealer.seal(bond.sending_key, nonce, counters + message, bound)
    return replace(bond, ratchet=state, sent=bond.sent + 1), envelope


def open(sealer: Sealer, bond: Bond, envelope: bytes, draw: Draw) -> Opened | Dropped:
    """What an envelope holds. Raises `RolledBack`, whatever else is wrong with it."""
    bound = _bound(bond, other(bond.side))
    try:
        outer = sealer.open(bond.hearing_key, envelope[:NONCE], envelope[NONCE:], bound)
    except Unsealable:
        return Dropped(bond)
    counters, message = outer[:COUNTERS], outer[COUNTERS:]
    counter, heard = int.from_bytes(counters[:8], "big"), int.from_bytes(counters[8:], "big")
    if heard > bond.sent:
        raise RolledBack  # harm prevented: a stored "yes" lives on here, after a "not tonight" got lost
    try:
        state, padded = ratchet.decrypt(sealer, draw, bond.ratchet, message, bound + counters)
        plain = strip(padded)
    except (Unreadable, ValueError):
        return Dropped(bond)
    return Opened(replace(bond, ratchet=state, heard=max(bond.heard, counter)), plain)


def _bound(bond: Bond, speaker: str) -> bytes:
    return prefix(Purpose.ENVELOPE.value, bond.bond_id, speaker.encode())
