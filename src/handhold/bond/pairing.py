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
from itertools import takewhile
from typing import Final

from handhold.bond import handshake, introduction, ratchet, words
from handhold.bond.bond import Bond
from handhold.bond.derivation import derive, prefix, stream
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
class _Exchange:
    """How far a pairing has come: the key, and what their sealed bodies of phases 3 to 6 said."""

    sealer: Sealer
    pairing: Pairing
    key: Agreed
    confirmed: bool = False
    contents: Mapping[int, bytes] = field(default_factory=dict)

    def own(self, purpose: Purpose) -> bytes:
        """A secret of this side's, for this partner only."""
        return derive(self.pairing.seed, purpose, self.key.transcript)

    def shared(self, purpose: Purpose, *context: bytes) -> bytes:
        """A key that both sides hold."""
        return derive(self.key.key, purpose, *context)

    def words_known(self) -> bool:
        """Whether both nonces are here."""
        return _their_nonce(self.pairing.side) in self.contents


def standing(pairing: Pairing) -> tuple[bytes, bytes]:
    """The rendezvous place and one's own side id there, for `wire.Meet` and `wire.Say`."""
    return handshake.place(pairing.invitation), derive(pairing.seed, Purpose.STANDING, size=limits.SIDE)


def mailbox(pairing: Pairing) -> tuple[bytes, bytes]:
    """One's own read and write tokens to be: open the box before introducing oneself, or letters get lost."""
    return (
        derive(pairing.seed, Purpose.READ, size=limits.TOKEN),
        derive(pairing.seed, Purpose.WRITE, size=limits.TOKEN),
    )


def say(sealer: Sealer, pairing: Pairing) -> list[tuple[int, bytes]]:
    """All that this side has to say by now, as (phase, body): always the same bytes; repeat them at will."""
    own_share = handshake.share(sealer, pairing.invitation, pairing.seed)
    spoken = [(SHARE, pad(own_share, limits.PAIRING_BODY))]
    exchange = _follow(sealer, pairing)
    if exchange is not None:
        spoken.append((CONFIRM, pad(_confirmation(exchange, pairing.side), limits.PAIRING_BODY)))
        spoken += [(phase, _seal(exchange, phase, content)) for phase, content in _contents(exchange).items()]
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
    exchange = _follow(sealer, after)
    if exchange is not None and INTRODUCE in exchange.contents:
        _tie(exchange)  # so that an introduction that makes no bond is noticed now
    return after


def four_words(sealer: Sealer, pairing: Pairing) -> tuple[str, ...] | None:
    """The words both people compare, once they are known."""
    exchange = _follow(sealer, pairing)
    if exchange is None or not exchange.words_known():
        return None
    theirs = exchange.contents[_their_nonce(pairing.side)]
    nonces = {pairing.side: exchange.own(Purpose.NONCE), other(pairing.side): theirs}
    # Both nonces, the first bound before the second was known: nobody in the middle can try until it fits.
    text = prefix(Purpose.WORDS.value, exchange.key.transcript, nonces["A"], nonces["B"])
    return words.spell(sha512(text).digest()[:WORDS])


def confirm(pairing: Pairing) -> Pairing:
    """The person says that the four words are the same."""
    return replace(pairing, agreed=True)


def tie(sealer: Sealer, pairing: Pairing) -> Bond | None:
    """The bond, once both people confirmed the words and both introductions are in; None until then.

    Save it in the transaction that drops the pairing: a second bond of one pairing would repeat keys.
    """
    exchange = _follow(sealer, pairing)
    # harm prevented: a stranger in the middle, met by nobody's eyes
    if exchange is None or not pairing.agreed or INTRODUCE not in exchange.contents:
        return None
    return _tie(exchange)


def _follow(sealer: Sealer, pairing: Pairing) -> _Exchange | None:
    """Check all that was heard, in the order it was meant. Raises `WrongCode` or `Broken`."""
    if SHARE not in pairing.heard:
        return None
    try:
        share = strip(pairing.heard[SHARE])
        key = handshake.agree(sealer, pairing.invitation, pairing.side, pairing.seed, share)
        exchange = _Exchange(sealer, pairing, key)
        if CONFIRM not in pairing.heard:
            return exchange
        if not compare_digest(strip(pairing.heard[CONFIRM]), _confirmation(exchange, other(pairing.side))):
            raise WrongCode
        contents = _open(exchange)
    except (BadShare, Unsealable, ValueError) as refusal:
        raise Broken from refusal
    if OPEN in contents and _commitment(exchange, contents[OPEN]) != contents[COMMIT]:
        raise Broken  # a nonce chosen after B's was seen could make the words agree
    return replace(exchange, confirmed=True, contents=contents)


def _open(exchange: _Exchange) -> dict[int, bytes]:
    """What their sealed bodies say, up to the first that is missing."""
    heard, theirs = exchange.pairing.heard, other(exchange.pairing.side)
    contents: dict[int, bytes] = {}
    for phase in takewhile(heard.__contains__, SPEAKS[theirs][2:]):
        key = exchange.shared(Purpose.BODY, bytes([phase]), theirs.encode())
        nonce, sealed = heard[phase][:NONCE], heard[phase][NONCE:]
        contents[phase] = strip(exchange.sealer.open(key, nonce, sealed, exchange.key.transcript))
    return contents


def _seal(exchange: _Exchange, phase: int, content: bytes) -> bytes:
    key = exchange.shared(Purpose.BODY, bytes([phase]), exchange.pairing.side.encode())
    nonce = derive(exchange.pairing.seed, Purpose.BODY_NONCE, bytes([phase]), content, size=NONCE)
    return nonce + exchange.sealer.seal(key, nonce, pad(content, PLAIN), exchange.key.transcript)


def _contents(exchange: _Exchange) -> dict[int, bytes]:
    """What this side may say by now in the phases 3 to 6."""
    said: dict[int, bytes] = {}
    nonce = exchange.own(Purpose.NONCE)
    if exchange.pairing.side == "A" and exchange.confirmed:
        said[COMMIT] = _commitment(exchange, nonce)
        if REPLY in exchange.contents:
            said[OPEN] = nonce
    if exchange.pairing.side == "B" and COMMIT in exchange.contents:
        said[REPLY] = nonce
    if exchange.pairing.agreed and exchange.words_known():
        if exchange.pairing.side == "A":
            said[INTRODUCE] = _introduction(exchange, exchange.sealer.public(exchange.own(Purpose.RATCHET)))
        elif INTRODUCE in exchange.contents:
            said[INTRODUCE] = _introduction(exchange, _begin(exchange)[1])
    return said


def _introduction(exchange: _Exchange, opening: bytes) -> bytes:
    _, write = mailbox(exchange.pairing)
    return introduction.encode(Introduction(exchange.pairing.name, write, opening))


def _tie(exchange: _Exchange) -> Bond:
    pairing, side = exchange.pairing, exchange.pairing.side
    own_read, own_write = mailbox(pairing)
    try:
        theirs = introduction.decode(exchange.contents[INTRODUCE])
        state = _answer(exchange, theirs.opening) if side == "A" else _begin(exchange)[0]
    except (Unreadable, Unsealable, ValueError) as refusal:
        raise Broken from refusal
    return Bond(
        bond_id=exchange.shared(Purpose.BOND),
        side=side,
        relay=pairing.invitation.relay,
        partner=theirs.name,
        their_write=theirs.write,
        own_read=own_read,
        own_write=own_write,
        pair_salt=exchange.shared(Purpose.SALT),
        sending_key=exchange.shared(Purpose.ENVELOPE, side.encode()),
        hearing_key=exchange.shared(Purpose.ENVELOPE, other(side).encode()),
        swap_root=exchange.shared(Purpose.SWAP),
        ratchet=state,
    )


def _begin(exchange: _Exchange) -> tuple[str, bytes]:
    """B's first ratchet state and first message."""
    theirs = introduction.decode(exchange.contents[INTRODUCE]).opening
    draw, root = stream(exchange.own(Purpose.DRAW)), exchange.shared(Purpose.ROOT)
    return ratchet.begin(exchange.sealer, draw, root, theirs, exchange.key.transcript)


def _answer(exchange: _Exchange, first: bytes) -> str:
    """A's first ratchet state."""
    draw, root = stream(exchange.own(Purpose.DRAW)), exchange.shared(Purpose.ROOT)
    own = exchange.own(Purpose.RATCHET)
    return ratchet.answer(exchange.sealer, draw, root, own, (first, exchange.key.transcript))


def _confirmation(exchange: _Exchange, side: Side) -> bytes:
    return exchange.shared(Purpose.CONFIRM, exchange.key.transcript, side.encode())


def _commitment(exchange: _Exchange, nonce: bytes) -> bytes:
    return sha512(prefix(Purpose.COMMIT.value, exchange.key.transcript, nonce)).digest()[:32]


def _their_nonce(side: Side) -> int:
    """The phase in which this side hears the other's nonce."""
    return REPLY if side == "A" else OPEN
