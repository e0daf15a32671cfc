"""The two sealed deposits of a round: where they are swapped, and under which keys."""

from __future__ import annotations

from typing import Final

from handhold.bond.bond import Bond
from handhold.bond.derivation import derive, prefix
from handhold.bond.padding import PREFIX, pad, strip
from handhold.bond.purposes import Purpose, Side, other
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

NONCE: Final = 24
INNER: Final = limits.ENVELOPE - NONCE - 16
BODY_MAX: Final = INNER - PREFIX


def swap_id(bond: Bond, round_id: bytes) -> bytes:
    """The id both sides name to the relay for this round."""
    return derive(bond.swap_root, Purpose.SWAP_ID, round_id, size=limits.TOKEN)


def side_id(bond: Bond, round_id: bytes) -> bytes:
    """One's own side id at that swap. The partner can't compute it, or they could settle it in our name."""
    return derive(bond.own_read, Purpose.SWAP_SIDE, round_id, size=limits.SIDE)


def seal_swap(sealer: Sealer, bond: Bond, round_id: bytes, body: bytes, nonce: bytes) -> bytes:
    """The deposit: `limits.ENVELOPE` bytes. `nonce`: 24 random bytes. Raises `TooLong` over `BODY_MAX`."""
    return nonce + sealer.seal(_key(bond, round_id, bond.side), nonce, pad(body, INNER), prefix(round_id))


def open_swap(sealer: Sealer, bond: Bond, round_id: bytes, deposit: bytes) -> bytes:
    """What they deposited. Raises `Unsealable` for anything that is not theirs for this round."""
    key = _key(bond, round_id, other(bond.side))
    padded = sealer.open(key, deposit[:NONCE], deposit[NONCE:], prefix(round_id))
    try:
        return strip(padded)
    except ValueError as refusal:
        raise Unsealable from refusal


def _key(bond: Bond, round_id: bytes, side: Side) -> bytes:
    return derive(bond.swap_root, Purpose.SWAP_KEY, round_id, side.encode())
