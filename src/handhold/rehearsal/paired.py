"""Where most stories begin: two people whose vaults are open and who are linked, made in a moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from handhold.bond import invitation, pairing
from handhold.bond.pairing import Pairing
from handhold.bond.purposes import Side
from handhold.companion import meeting
from handhold.companion.ask import ask
from handhold.companion.world import World
from handhold.doors import Sealer, Shelf
from handhold.journey.requests import ConfirmAdult, HadBefore
from handhold.journey.state import State
from handhold.native.sealer import load
from handhold.rehearsal.pair import Pair, Person, strangers
from handhold.rehearsal.thread import PASSPHRASE
from handhold.rehearsal.time import PairTime

QUIET_DAYS = 3
SEED = 32


class QuickSealer:
    """The real sealer, but for the stretching of a passphrase, which is meant to be slow."""

    def __init__(self, real: Sealer) -> None:
        self.real, self.group = real, real.group

    def seal(self, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """See `doors.Sealer`."""
        return self.real.seal(key, nonce, plain, bound)

    def open(self, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """See `doors.Sealer`."""
        return self.real.open(key, nonce, sealed, bound)

    def stretch(self, passphrase: bytes, salt: bytes) -> bytes:
        """See `doors.Sealer`; a plain hash, since nobody guesses at a rehearsal."""
        return sha256(salt + passphrase).digest()

    def public(self, private: bytes) -> bytes:
        """See `doors.Sealer`."""
        return self.real.public(private)

    def agree(self, private: bytes, public: bytes) -> bytes:
        """See `doors.Sealer`."""
        return self.real.agree(private, public)


async def paired(days: float = QUIET_DAYS) -> Pair:
    """Alex (who invited) and Sam, linked so many days ago, both within reach of each other."""
    pair = await opened()
    await link(pair)
    pair.move(days=days)
    for one in (pair.alex, pair.sam):
        await one.phone.open("/ours")
    await PairTime(pair).settle()
    return pair


async def shelves(start: datetime, address: str) -> tuple[Shelf, Shelf]:
    """What the devices of two keep who linked then, over the relay at this address: for real browsers."""
    pair = await strangers(start, address)
    await _begun_by(pair)
    await link(pair)
    await PairTime(pair).settle()
    kept = pair.alex.store.kept, pair.sam.store.kept
    for one in (pair.alex, pair.sam):
        one.half.lock()
    assert kept[0]
    assert kept[1]
    return kept[0], kept[1]


async def opened() -> Pair:
    """Two people with open vaults who are not linked."""
    pair = await strangers()
    for one in (pair.alex, pair.sam):
        one.half.world = quick(one.half.world)
    await _begun_by(pair)
    return pair


async def _begun_by(pair: Pair) -> None:
    for one in (pair.alex, pair.sam):
        await one.half.begin(PASSPHRASE, State(), with_code=False)
        await ask(one.half, ConfirmAdult(), HadBefore(False))


def quick(world: World) -> World:
    """The same world, behind a door that opens quickly."""
    return replace(world, sealer=QuickSealer(load()))


async def link(pair: Pair) -> None:
    """Pair the two, as they would over a link, without a relay between them."""
    world = pair.alex.half.world
    made = invitation.link(world.relay_address, world.chance.draw(invitation.LINK_SECRET))
    one, other = _begun(pair.alex, "A", made), _begun(pair.sam, "B", made)
    while not (_through(pair.alex, one) and _through(pair.sam, other)):
        one, other = _heard(pair.alex, one, other), _heard(pair.sam, other, one)
        if pairing.four_words(pair.alex.half.world.sealer, one) is not None:
            one = pairing.confirm(one)
        if pairing.four_words(pair.sam.half.world.sealer, other) is not None:
            other = pairing.confirm(other)
    await _tied(pair.alex, one)
    await _tied(pair.sam, other)


def _begun(person: Person, side: Side, made: invitation.Invitation) -> Pairing:
    return Pairing(side, made, person.phone.name, person.half.world.chance.draw(SEED))


def _heard(person: Person, own: Pairing, theirs: Pairing) -> Pairing:
    sealer = person.half.world.sealer
    for phase, body in pairing.say(sealer, theirs):
        own = pairing.hear(sealer, own, phase, body)
    return own


def _through(person: Person, own: Pairing) -> bool:
    return pairing.tie(person.half.world.sealer, own) is not None


async def _tied(person: Person, own: Pairing) -> None:
    person.half.kept = replace(person.half.kept, pairing=own)
    await meeting.tie(person.half)
