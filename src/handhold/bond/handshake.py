"""One key out of the invitation: X25519 mixed with a link's secret, or CPace over a spoken code."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from handhold.bond import cpace
from handhold.bond.derivation import derive, prefix
from handhold.bond.invitation import Invitation
from handhold.bond.purposes import Purpose, Side
from handhold.doors import NotInGroup, Sealer, Unsealable
from handhold.wire import limits


class BadShare(Exception):
    """The other's share is no point, or a trick one."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both sides hold after their shares: a key nobody else has, and the hash of all that was said."""

    key: bytes
    transcript: bytes


def place(invitation: Invitation) -> bytes:
    """Where the two meet at the relay: 32 bytes that tell nothing of the secret."""
    known = invitation.nameplate.encode() or derive(invitation.secret, Purpose.PLACE)
    return derive(known, Purpose.PLACE, size=limits.TOKEN)


def share(sealer: Sealer, invitation: Invitation, seed: bytes) -> bytes:
    """One's own key share, 32 bytes; the same for the same seed."""
    if not invitation.nameplate:
        return sealer.public(derive(seed, Purpose.SHARE))
    return sealer.group.mul(_scalar(sealer, seed), _start(sealer, invitation))


def agree(sealer: Sealer, invitation: Invitation, side: Side, seed: bytes, theirs: bytes) -> Agreed:
    """The key and the transcript. Raises `BadShare`."""
    own = share(sealer, invitation, seed)
    if theirs == own:
        raise BadShare  # a relay that holds up a mirror
    shares = (own, theirs) if side == "A" else (theirs, own)
    where = place(invitation)
    transcript = sha512(prefix(Purpose.KEY.value, where, *shares)).digest()
    try:
        secret = _secret(sealer, invitation, seed, theirs, shares)
    except (NotInGroup, Unsealable) as refusal:
        raise BadShare from refusal
    return Agreed(derive(secret, Purpose.KEY, transcript), transcript)


def _secret(
    sealer: Sealer, invitation: Invitation, seed: bytes, theirs: bytes, shares: tuple[bytes, bytes]
) -> bytes:
    if not invitation.nameplate:
        # The link's secret goes in too: who reads the relay, even with a quantum computer, lacks it.
        return invitation.secret + sealer.agree(derive(seed, Purpose.SHARE), theirs)
    point = sealer.group.mul(_scalar(sealer, seed), theirs)
    a, b = ((shares[0], b"A"), (shares[1], b"B"))
    return cpace.session_key(point, place(invitation), a, b)


def _start(sealer: Sealer, invitation: Invitation) -> bytes:
    return cpace.generator(sealer.group, invitation.secret, Purpose.KEY.value, place(invitation))


def _scalar(sealer: Sealer, seed: bytes) -> int:
    return cpace.scalar(sealer.group, derive(seed, Purpose.SHARE, size=64))
