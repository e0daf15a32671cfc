"""One key made all of these: the batched proof of equal discrete logarithms (RFC 9497, 2.2).

The RFC's batching is sound for a prover who does not choose the answers. Ours may: so the context that
is handed in must be bound to the whole statement (`exchange.py` does it; `docs/matching.md` says why).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from handhold.doors import Group
from handhold.matching import octets
from handhold.matching.hashing import short, to_scalar
from handhold.matching.octets import FalseProof

PROOF = 2 * octets.SIZE


@dataclass(frozen=True, slots=True)
class Pairs:
    """`key` = k·G and every `outputs[i]` = k·`inputs[i]`, for one k."""

    key: bytes
    inputs: tuple[bytes, ...]
    outputs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be proven, and the context string that names the domain and the whole statement."""

    context: bytes
    pairs: Pairs


def prove(group: Group, claim: Claim, secret: int, nonce: int) -> bytes:
    """The proof, 64 bytes (`GenerateProof`, RFC 9497, 2.2.1). `nonce` must never serve two statements."""
    mixed = group.msm(weights(group.order, claim), claim.pairs.inputs)
    answer = group.mul(secret, mixed)
    challenge = _challenge(group.order, claim, mixed, answer, group.base(nonce), group.mul(nonce, mixed))
    return octets.write([challenge, (nonce - challenge * secret) % group.order])


def verify(group: Group, claim: Claim, proof: bytes) -> None:
    """Raises `FalseProof` unless it holds (`VerifyProof`, RFC 9497, 2.2.2); `NotInGroup` for bad points."""
    challenge, response = octets.read(group.order, octets.measure(proof, [PROOF])[0])
    factors = weights(group.order, claim)
    mixed, answer = group.msm(factors, claim.pairs.inputs), group.msm(factors, claim.pairs.outputs)
    left = group.add(group.base(response), group.mul(challenge, claim.pairs.key))
    right = group.msm([response, challenge], [mixed, answer])
    if challenge != _challenge(group.order, claim, mixed, answer, left, right):
        raise FalseProof("the answers were not all made with one key")


def weights(order: int, claim: Claim) -> list[int]:
    """One factor for each pair (`ComputeComposites`, RFC 9497, 2.2.1)."""
    seed = sha512(short(claim.pairs.key, b"Seed-" + claim.context)).digest()
    return [
        to_scalar(
            order,
            short(seed) + number.to_bytes(2, "big") + short(given, made) + b"Composite",
            claim.context,
        )
        for number, (given, made) in enumerate(zip(claim.pairs.inputs, claim.pairs.outputs, strict=True))
    ]


def _challenge(order: int, claim: Claim, *points: bytes) -> int:
    return to_scalar(order, short(claim.pairs.key, *points) + b"Challenge", claim.context)
