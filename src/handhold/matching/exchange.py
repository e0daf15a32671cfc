"""Two messages each way, and only what both said yes to shows (`docs/matching.md`).

The caller saves the bytes of each message once, in the transaction that creates them, and only ever
resends those bytes: a message made anew would tell what changed in between. One R1 of the partner is
accepted in a round, ever, and it is saved before it is answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha512

from handhold.doors import Group, NotInGroup
from handhold.matching import choice, dleq, octets
from handhold.matching.hashing import DOMAIN, bind
from handhold.matching.octets import FalseProof
from handhold.matching.rounds import Round, Secret, Side, count

ENTROPY = 32  # fresh bytes for `begin`, and again for `answer`


@dataclass(frozen=True, slots=True)
class Both:
    """The same message of both sides, as bytes: mine, and the partner's as it arrived."""

    own: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class _First:
    """R1: a key for this round, one element for each slot, and the proof that each is a yes or a no."""

    key: bytes
    elements: tuple[bytes, ...]
    proof: bytes


@dataclass(frozen=True, slots=True)
class _Second:
    """R2: which two R1 it belongs to, the other side's elements times this side's scalar, and the proof."""

    pair: bytes
    products: tuple[bytes, ...]
    proof: bytes


def begin(group: Group, round: Round, answers: Sequence[bool], entropy: bytes) -> tuple[Secret, bytes]:
    """The secret of this round, and R1: 64 + 128 bytes a slot. Save both before R1 leaves; resend these.

    `entropy` is 32 fresh bytes. Raises `ValueError` for another number of answers than slots.
    """
    given, chance = count(answers, round.slots), _fresh(entropy)
    seal = round.seal(round.side)
    # The answers enter, so that frozen chance never lays one scalar under two sets of answers.
    [scalar] = choice.hedge(group.order, 0, bind(b"scalar", seal, bytes(given), chance))
    yes, no = round.bases(group, round.side)
    chosen = [y if answer else n for y, n, answer in zip(yes, no, given, strict=True)]
    elements = tuple(group.mul_many([scalar] * len(chosen), chosen))
    claim = choice.Claim(seal, group.base(scalar), yes, no, elements)
    proof = choice.prove(group, claim, Secret(scalar, given), chance)
    return Secret(scalar, given), claim.key + b"".join(elements) + proof


def answer(group: Group, round: Round, secret: Secret, firsts: Both, entropy: bytes) -> bytes:
    """R2: 96 + 32 bytes a slot, made once their R1 has proven itself. Save it before it leaves; resend it.

    `entropy` is 32 fresh bytes, not those of `begin`. Raises `FalseProof` for anything but an honest R1 of
    the other side for this very round; `ValueError` when the secret is not that of our own R1.
    """
    chance = _fresh(entropy)
    with _strict():
        # Before anything of ours is touched: a false element, once answered, would fish for our yes.
        theirs = _proven(group, round, firsts.theirs)
        products = tuple(group.mul_many([secret.scalar] * len(round.slots), theirs.elements))
    own = _own(group, round, secret, firsts)
    claim = _claim(round, round.side, firsts, dleq.Pairs(own.key, theirs.elements, products))
    [nonce] = choice.hedge(group.order, secret.scalar, bind(b"answer", claim.context, chance))
    proof = dleq.prove(group, claim, secret.scalar, nonce)
    return _pair(round, firsts) + b"".join(products) + proof


def conclude(group: Group, round: Round, secret: Secret, firsts: Both, seconds: Both) -> tuple[bool, ...]:
    """For each slot: did both say yes? Afterwards erase the secret and all four messages.

    Raises `FalseProof` for anything but an honest R2 to our R1, and to theirs that we answered: then their
    app may know our yes answers; `ValueError` when our own bytes do not belong together.
    """
    own = _own(group, round, secret, firsts)
    theirs = _read_first(round, firsts.theirs)
    mine, answered = _read_second(round, seconds.own), _read_second(round, seconds.theirs)
    if mine.pair != _pair(round, firsts):
        raise ValueError("this is not what we answered to these two")
    if answered.pair != mine.pair:
        raise FalseProof("an answer to other messages")
    claim = _claim(round, round.partner, firsts, dleq.Pairs(theirs.key, own.elements, answered.products))
    with _strict():
        dleq.verify(group, claim, answered.proof)
    # Our own yes is needed too: no forged equality may show what this person did not choose.
    met = zip(secret.answers, mine.products, answered.products, strict=True)
    return tuple(yes and ours == other for yes, ours, other in met)


def _proven(group: Group, round: Round, first: bytes) -> _First:
    theirs = _read_first(round, first)
    yes, no = round.bases(group, round.partner)
    claim = choice.Claim(round.seal(round.partner), theirs.key, yes, no, theirs.elements)
    choice.verify(group, claim, theirs.proof)
    return theirs


def _own(group: Group, round: Round, secret: Secret, firsts: Both) -> _First:
    own = _read_first(round, firsts.own)
    count(secret.answers, round.slots)
    if group.base(secret.scalar) != own.key:
        raise ValueError("this secret is not that of our first message")
    return own


def _read_first(round: Round, first: bytes) -> _First:
    slots = len(round.slots)
    sizes = [octets.SIZE, octets.SIZE * slots, choice.size(slots)]
    key, elements, proof = octets.measure(first, sizes)
    return _First(key, tuple(octets.split(elements)), proof)


def _read_second(round: Round, second: bytes) -> _Second:
    sizes = [octets.SIZE, octets.SIZE * len(round.slots), dleq.PROOF]
    pair, products, proof = octets.measure(second, sizes)
    return _Second(pair, tuple(octets.split(products)), proof)


def _claim(round: Round, side: Side, firsts: Both, pairs: dleq.Pairs) -> dleq.Claim:
    """The claim of that side's R2, its context bound to all there is.

    Were each weight blind to the other slots, as in the RFC, errors could be chosen that cancel out, and a
    modified app would learn every yes while ours sees no match.
    """
    whole = bind(_pair(round, firsts), side.encode(), bind(*pairs.inputs), bind(*pairs.outputs))
    return dleq.Claim(DOMAIN + sha512(whole).digest(), pairs)


def _pair(round: Round, firsts: Both) -> bytes:
    """32 bytes that stand for the round and both R1, the same on both sides."""
    first = {round.side: firsts.own, round.partner: firsts.theirs}
    return sha512(bind(round.seal("A"), first["A"], first["B"])).digest()[: octets.SIZE]


def _fresh(entropy: bytes) -> bytes:
    if len(entropy) != ENTROPY:
        raise ValueError(f"{ENTROPY} fresh bytes are needed")
    return entropy


@contextmanager
def _strict() -> Iterator[None]:
    """Makes a point that is none a false proof: an honest app sends no such thing."""
    try:
        yield
    except NotInGroup as error:
        raise FalseProof(str(error)) from error
