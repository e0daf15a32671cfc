"""The bond: all that one side keeps of a pairing."""

from __future__ import annotations

from dataclasses import dataclass

from handhold.bond.purposes import Side


@dataclass(frozen=True, slots=True)
class Bond:
    """One side's half of a bond. Every field is bytes, str or int, so it goes into the vault as it is.

    Never copied to a second device and never part of a backup: a cloned ratchet would use its keys twice.
    """

    bond_id: bytes
    """32 bytes, the same on both sides."""
    side: Side
    relay: str
    partner: str
    """The name they introduced themself with."""
    their_write: bytes
    """Where to deposit for them."""
    own_read: bytes
    """Opens one's own mailbox. Random, and never told to the partner: they could see when it is emptied."""
    own_write: bytes
    pair_salt: bytes
    """32 secret bytes the two share, for looking together."""
    sending_key: bytes
    hearing_key: bytes
    swap_root: bytes
    ratchet: str
    """The state of the Double Ratchet, as JSON."""
    sent: int = 0
    """How many messages were ever sealed here."""
    heard: int = 0
    """The highest of theirs that was opened here."""
