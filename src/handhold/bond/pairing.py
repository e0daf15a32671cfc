"""Pairing: a state machine without chance or clock; its state is the invitation, one seed and what was heard.

Six phases, each a body of one size: 1 key share, 2 key confirmation, 3 A commits to a nonce, 4 B's nonce,
5 A opens the commitment, 6 introductions. From 4 (A) or 5 (B) on, four words stand on both screens. A side
introduces itself only after its person said that the words agree, and B, who then speaks first in the
ratchet, only after A did. So both bonds are born able to speak. A is the last to hear: A leaves the place
once `tie` gives the bond; B must not leave it.

Save the pairing after `hear`, before you `say`: a seed that meets two partners gives away a second guess.
Whatever goes wrong, the invitation is burnt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha512
from hmac import compare_digest
from typing import Final

from handhold.bond import handshake, introduction, ratchet, words
from handhold.bond.bond import Bond
from handhold.bond.derivation import Draw, derive, prefix, stream
from handhold.bond.handshake import Agreed, BadShare
from handhold.bond.introduction import Introduction
from handhold.bond.invitation import Invitation
from handhold.bond.padding import pad, strip
from handhold.bond.purposes import Purpose, Side, other
from handhold.bond.ratchet import Unreadable
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

SHARE, CONFIRM, COMMIT, REPLY, OPEN, INTRODUCE = range(1, 7)
SPEAKS: Final[Mapping[Side, tuple[int, ...]]] = {
    "A": (SHARE, CONFIRM, COMMIT, OPEN, INTRODUCE),
    "B": (SHARE, CONFIRM, REPLY, INTRODUCE),
}
NONCE: Final = 24
PLAIN: Final = limits.PAIRING_BODY - NONCE - 16
WORDS: Final = 4


class WrongCode(Exception):
    """The other side does not hold the same secret: a slip, or somebody's guess. Burn the invitation."""


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


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far a pairing has come: the key, and what their sealed bodies of phases 3 to 6 said."""

    key: Agreed
    confirmed: bool
    contents: Mapping[int, bytes]


def standing(pairing: Pairing) -> tuple[bytes, bytes]:
    """The rendezvous place and one's own side id there, for `wire.Meet` and `wire.Say`."""
    return handshake.place(pairing.invitation), derive(pairing.seed, Purpose.STANDING, size=limits.SIDE)


def say(sealer: Sealer, pairing: Pairing) -> list[tuple[int, bytes]]:
    """All that this side has to say by now, as (phase, body): always the same bytes; repeat them at will."""
    own_share = handshake.share(sealer, pairing.invitation, pairing.seed)
    spoken = [(SHARE, pad(own_share, limits.PAIRING_BODY))]
    progress = _follow(sealer, pairing)
    if progress is not None:
        spoken.append((CONFIRM, pad(_confirmation(progress, pairing.side), limits.PAIRING_BODY)))
        for phase, content in _contents(sealer, pairing, progress).items():
            spoken.append((phase, _seal(sealer, pairing, progress, phase, content)))
    return spoken


def hear(sealer: Sealer, pairing: Pairing, phase: int, body: bytes) -> Pairing:
    """The pairing after one body of the other side, in any order. A repeated body changes nothing.

    Raises `WrongCode` or `Broken`; either burns the invitation.
    """
    known = pairing.heard.get(phase)
    if known == body:
        return pairing
    if known is not None or phase not in SPEAKS[other(pairing.side)] or len(body) != limits.PAIRING_BODY:
        raise Broken  # one guess: a second share or a changed nonce is never looked at
    after = replace(pairing, heard={**pairing.heard, phase: body})
    progress = _follow(sealer, after)
    if progress is not None and INTRODUCE in progress.contents:
        _tie(sealer, after, progress)
    return after


def four_words(sealer: Sealer, pairing: Pairing) -> tuple[str, ...] | None:
    """The words both people compare, once they are known."""
    progress = _follow(sealer, pairing)
    their_phase = REPLY if pairing.side == "A" else OPEN
    if progress is None or their_phase not in progress.contents:
        return None
    nonces = {pairing.side: _nonce(pairing, progress), other(pairing.side): progress.contents[their_phase]}
    # Both nonces, the first bound before the second was known: nobody in the middle can try until it fits.
    text = prefix(Purpose.WORDS.value, progress.key.transcript, nonces["A"], nonces["B"])
    return words.spell(sha512(text).digest()[:WORDS])


def confirm(pairing: Pairing) -> Pairing:
    """The person says that the four words are the same."""
    return replace(pairing, agreed=True)


def tie(sealer: Sealer, pairing: Pairing) -> Bond | None:
    """The bond, once both people confirmed the words and both introductions are in; None until then.

    Save it in the transaction that drops the pairing: a second bond of one pairing would repeat keys.
    """
    progress = _follow(sealer, pairing)
    # harm prevented: a stranger in the middle, met by nobody's eyes
    if progress is None or not pairing.agreed or INTRODUCE not in progress.contents:
        return None
    return _tie(sealer, pairing, progress)


def _follow(sealer: Sealer, pairing: Pairing) -> _Progress | None:
    """Check all that was heard, in the order it was meant. Raises `WrongCode` or `Broken`."""
    heard, theirs = pairing.heard, other(pairing.side)
    if SHARE not in heard:
        return None
    try:
        share = strip(heard[SHARE])
        key = handshake.agree(sealer, pairing.invitation, pairing.side, pairing.seed, share)
        progress = _Progress(key, CONFIRM in heard, {})
        if not progress.confirmed:
            return progress
        if not compare_digest(strip(heard[CONFIRM]), _confirmation(progress, theirs)):
            raise WrongCode
        contents = _open_all(sealer, pairing, progress)
    except (BadShare, Unsealable, ValueError) as refusal:
        raise Broken from refusal
    if OPEN in contents and _commitment(progress, contents[OPEN]) != contents[COMMIT]:
        raise Broken  # a nonce chosen after B's was seen could make the words agree
    return replace(progress, contents=contents)


def _open_all(sealer: Sealer, pairing: Pairing, progress: _Progress) -> dict[int, bytes]:
    contents: dict[int, bytes] = {}
    for phase in SPEAKS[other(pairing.side)][2:]:
        if phase not in pairing.heard:
            break
        body = pairing.heard[phase]
        key = _body_key(progress, phase, other(pairing.side))
        contents[phase] = strip(sealer.open(key, body[:NONCE], body[NONCE:], progress.key.transcript))
    return contents


def _seal(sealer: Sealer, pairing: Pairing, progress: _Progress, phase: int, content: bytes) -> bytes:
    nonce = derive(pairing.seed, Purpose.BODY_NONCE, bytes([phase]), content, size=NONCE)
    key = _body_key(progress, phase, pairing.side)
    return nonce + sealer.seal(key, nonce, pad(content, PLAIN), progress.key.transcript)


def _contents(sealer: Sealer, pairing: Pairing, progress: _Progress) -> dict[int, bytes]:
    """What this side may say by now in the phases 3 to 6."""
    said: dict[int, bytes] = {}
    nonce = _nonce(pairing, progress)
    if pairing.side == "A" and progress.confirmed:
        said[COMMIT] = _commitment(progress, nonce)
        if REPLY in progress.contents:
            said[OPEN] = nonce
    if pairing.side == "B" and COMMIT in progress.contents:
        said[REPLY] = nonce
    if pairing.agreed and _words_known(pairing, progress):
        if pairing.side == "A":
            said[INTRODUCE] = _introduction(pairing, sealer.public(_ratchet_key(pairing, progress)))
        elif INTRODUCE in progress.contents:
            said[INTRODUCE] = _introduction(pairing, _begin(sealer, pairing, progress)[1])
    return said


def _words_known(pairing: Pairing, progress: _Progress) -> bool:
    return (REPLY if pairing.side == "A" else OPEN) in progress.contents


def _introduction(pairing: Pairing, opening: bytes) -> bytes:
    write = derive(pairing.seed, Purpose.WRITE, size=limits.TOKEN)
    return introduction.encode(Introduction(pairing.name, write, opening))


def _tie(sealer: Sealer, pairing: Pairing, progress: _Progress) -> Bond:
    root, side = progress.key.key, pairing.side
    try:
        theirs = introduction.decode(progress.contents[INTRODUCE])
        if side == "A":
            state = _answer(sealer, pairing, progress, theirs.opening)
        else:
            state, _ = _begin(sealer, pairing, progress)
    except (Unreadable, Unsealable, ValueError) as refusal:
        raise Broken from refusal
    return Bond(
        bond_id=derive(root, Purpose.BOND),
        side=side,
        relay=pairing.invitation.relay,
        partner=theirs.name,
        their_write=theirs.write,
        own_read=derive(pairing.seed, Purpose.READ, size=limits.TOKEN),
        own_write=derive(pairing.seed, Purpose.WRITE, size=limits.TOKEN),
        pair_salt=derive(root, Purpose.SALT),
        sending_key=derive(root, Purpose.ENVELOPE, side.encode()),
        hearing_key=derive(root, Purpose.ENVELOPE, other(side).encode()),
        swap_root=derive(root, Purpose.SWAP),
        ratchet=state,
    )


def _begin(sealer: Sealer, pairing: Pairing, progress: _Progress) -> tuple[str, bytes]:
    """B's first ratchet state and first message."""
    their_public = introduction.decode(progress.contents[INTRODUCE]).opening
    root = derive(progress.key.key, Purpose.ROOT)
    return ratchet.begin(sealer, _chance(pairing, progress), root, their_public, progress.key.transcript)


def _answer(sealer: Sealer, pairing: Pairing, progress: _Progress, first: bytes) -> str:
    """A's first ratchet state."""
    own, root = _ratchet_key(pairing, progress), derive(progress.key.key, Purpose.ROOT)
    return ratchet.answer(sealer, _chance(pairing, progress), root, own, (first, progress.key.transcript))


def _chance(pairing: Pairing, progress: _Progress) -> Draw:
    return stream(derive(pairing.seed, Purpose.DRAW, progress.key.transcript))


def _ratchet_key(pairing: Pairing, progress: _Progress) -> bytes:
    return derive(pairing.seed, Purpose.RATCHET, progress.key.transcript)


def _nonce(pairing: Pairing, progress: _Progress) -> bytes:
    return derive(pairing.seed, Purpose.NONCE, progress.key.transcript)


def _confirmation(progress: _Progress, side: Side) -> bytes:
    return derive(progress.key.key, Purpose.CONFIRM, progress.key.transcript, side.encode())


def _commitment(progress: _Progress, nonce: bytes) -> bytes:
    return sha512(prefix(Purpose.COMMIT.value, progress.key.transcript, nonce)).digest()[:32]


def _body_key(progress: _Progress, phase: int, side: Side) -> bytes:
    return derive(progress.key.key, Purpose.BODY, bytes([phase]), side.encode())
