"""Every slot holds a yes or a no under one key, and nobody learns which: a 1-of-2 proof for each slot.

For a key P = a·G and a slot's element u: "u = a·Y or u = a·N" (Cramer, Damgård, Schoenmakers 1994), all
slots under one Fiat-Shamir challenge c. The branch that is false is simulated. The two branch challenges
of a slot differ by c, so only one can have been chosen freely; that they differ rather than add up to c
lets the verifier use one multiple of P for both branches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha512

from handhold.doors import Group
from handhold.matching import octets
from handhold.matching.hashing import DOMAIN, bind, expand, to_scalar
from handhold.matching.octets import FalseProof
from handhold.matching.rounds import Secret


@dataclass(frozen=True, slots=True)
class Claim:
    """Every element is `key`'s scalar times that slot's yes base or no base; `seal` binds round and side."""

    seal: bytes
    key: bytes
    yes: tuple[bytes, ...]
    no: tuple[bytes, ...]
    elements: tuple[bytes, ...]

    def statement(self) -> bytes:
        """64 bytes that stand for all of the claim."""
        return sha512(bind(b"choice", self.seal, self.key, *self.yes, *self.no, *self.elements)).digest()


@dataclass(frozen=True, slots=True)
class _Draw:
    """The chance in one slot: the true branch's nonce, and all of the simulated branch.

    `response`·G + `challenge`·P = `blind`·G, which is the simulated commitment to G.
    """

    nonce: int = field(repr=False)
    challenge: int = field(repr=False)
    blind: int = field(repr=False)
    response: int = field(repr=False)


def size(slots: int) -> int:
    """Bytes of a proof for so many slots."""
    return octets.SIZE * (1 + 3 * slots)


def hedge(order: int, secret: int, bound: bytes, number: int = 1) -> list[int]:
    """So many nonces, from the secret and from `bound`: purpose, statement and fresh chance.

    A nonce that served two statements would give the secret away, and with it every yes and every no.
    Frozen or repeated chance therefore still gives other nonces for another statement.
    """
    wide = expand(bind(octets.write([secret]), bound), DOMAIN + b"-nonce", 64 * number)
    return [int.from_bytes(wide[at : at + 64], "little") % order for at in range(0, len(wide), 64)]


def prove(group: Group, claim: Claim, secret: Secret, entropy: bytes) -> bytes:
    """The proof: 32 bytes of challenge, then 96 bytes for each slot."""
    order, scalar, statement = group.order, secret.scalar, claim.statement()
    draws = [_draw(order, scalar, number, statement, entropy) for number in range(len(secret.answers))]
    whole = _challenge(order, statement, _commit(group, claim, secret, draws))
    proof = [whole]
    for yes, draw in zip(secret.answers, draws, strict=True):
        true = (draw.challenge - whole if yes else draw.challenge + whole) % order
        opened, feigned = (draw.nonce - true * scalar) % order, draw.response
        proof += [true, opened, feigned] if yes else [draw.challenge, feigned, opened]
    return octets.write(proof)


def verify(group: Group, claim: Claim, proof: bytes) -> None:
    """Raises `FalseProof` unless the proof holds; `NotInGroup` for bad points."""
    order, slots = group.order, len(claim.elements)
    whole, *rest = octets.read(order, octets.measure(proof, [size(slots)])[0])
    chosen, for_yes, for_no = rest[0::3], rest[1::3], rest[2::3]
    other = [(each + whole) % order for each in chosen]
    scalars = [*chosen, *for_yes, *chosen, *for_no, *other]
    bases = [*[claim.key] * slots, *claim.yes, *claim.elements, *claim.no, *claim.elements]
    keyed, *products = _rows(group.mul_many(scalars, bases), slots)
    shift = group.mul(whole, claim.key)
    left = [group.add(group.base(s), k) for s, k in zip(for_yes, keyed, strict=True)]
    right = [group.add(group.add(group.base(s), shift), k) for s, k in zip(for_no, keyed, strict=True)]
    yes, no = _sums(group, products[0], products[1]), _sums(group, products[2], products[3])
    points = [point for row in zip(left, right, yes, no, strict=True) for point in row]
    if whole != _challenge(order, claim.statement(), points):
        raise FalseProof("a slot holds neither a yes nor a no")


def _draw(order: int, scalar: int, number: int, statement: bytes, entropy: bytes) -> _Draw:
    purpose = bind(b"slot", number.to_bytes(2, "big"))
    nonce, challenge, blind = hedge(order, scalar, bind(purpose, statement, entropy), 3)
    return _Draw(nonce, challenge, blind, (blind - challenge * scalar) % order)


def _commit(group: Group, claim: Claim, secret: Secret, draws: Sequence[_Draw]) -> list[bytes]:
    """The four commitments of each slot: to G and to the slot's base, of the yes and of the no branch."""
    pairs = list(zip(claim.yes, claim.no, secret.answers, strict=True))
    true = [yes if answer else no for yes, no, answer in pairs]
    false = [no if answer else yes for yes, no, answer in pairs]
    scalars = [draw.nonce for draw in draws]
    scalars += [draw.response for draw in draws]
    scalars += [draw.challenge for draw in draws]
    opened, *simulated = _rows(group.mul_many(scalars, [*true, *false, *claim.elements]), len(draws))
    feigned = _sums(group, *simulated)
    points: list[bytes] = []
    for draw, answer, mine, sham in zip(draws, secret.answers, opened, feigned, strict=True):
        honest, acted = (group.base(draw.nonce), mine), (group.base(draw.blind), sham)
        (left, yes), (right, no) = (honest, acted) if answer else (acted, honest)
        points += [left, right, yes, no]
    return points


def _rows(points: Sequence[bytes], width: int) -> list[list[bytes]]:
    return [list(points[at : at + width]) for at in range(0, len(points), width)]


def _sums(group: Group, left: Sequence[bytes], right: Sequence[bytes]) -> list[bytes]:
    return [group.add(one, other) for one, other in zip(left, right, strict=True)]


def _challenge(order: int, statement: bytes, points: Iterable[bytes]) -> int:
    return to_scalar(order, bind(b"challenge", statement, *points), DOMAIN)
