"""Scalars and lists of 32-byte elements, as octets: strict to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SIZE = 32  # bytes of a point, of a scalar, and of a shortened digest


class FalseProof(Exception):
    """What arrived is not what an honest app sends: malformed, or a proof in it does not hold."""


def write(scalars: Iterable[int]) -> bytes:
    """Each scalar in 32 bytes, little-endian (RFC 9496, 4.4)."""
    return b"".join(scalar.to_bytes(SIZE, "little") for scalar in scalars)


def read(order: int, octets: bytes) -> list[int]:
    """The scalars in `octets`. Raises `FalseProof` for one that is not below `order`."""
    scalars = [int.from_bytes(each, "little") for each in split(octets)]
    # A scalar above the order would let one proof be written in two ways.
    if any(scalar >= order for scalar in scalars):
        raise FalseProof("a scalar is not reduced")
    return scalars


def split(octets: bytes) -> list[bytes]:
    """The 32-byte pieces of `octets`. Raises `FalseProof` when something is left over."""
    if len(octets) % SIZE:
        raise FalseProof("a piece is missing")
    return [octets[at : at + SIZE] for at in range(0, len(octets), SIZE)]


def measure(octets: bytes, sizes: Sequence[int]) -> list[bytes]:
    """`octets` cut into pieces of these sizes. Raises `FalseProof` unless they fit exactly."""
    if len(octets) != sum(sizes):
        raise FalseProof("the message has the wrong length")
    pieces, at = [], 0
    for size in sizes:
        pieces.append(octets[at : at + size])
        at += size
    return pieces
