"""Hashing to scalars and points (RFC 9380 and RFC 9497), every input under its own length."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha512

from handhold.doors import Group

DOMAIN = b"handhold-match-v1"

_WIDE = 64  # bytes: twice a scalar, so that reduction leaves no bias
_BLOCK = 128  # bytes: the input block of SHA-512
_DIGEST = 64


def bind(*parts: bytes) -> bytes:
    """The parts in one string, each under its length (four bytes, big-endian): no two lists give the same."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def short(*parts: bytes) -> bytes:
    """The parts, each under its length in two bytes (big-endian), as RFC 9497 writes them."""
    return b"".join(len(part).to_bytes(2, "big") + part for part in parts)


def expand(message: bytes, domain: bytes, size: int) -> bytes:
    """`expand_message_xmd` with SHA-512 (RFC 9380, 5.3.1). `ValueError` beyond what one domain tag allows."""
    count = -(-size // _DIGEST)
    if count > 255 or len(domain) > 255:
        raise ValueError("too long for expand_message_xmd")
    tag = domain + bytes([len(domain)])
    first = sha512(bytes(_BLOCK) + message + size.to_bytes(2, "big") + b"\0" + tag).digest()
    block = sha512(first + b"\x01" + tag).digest()
    blocks = [block]
    for number in range(2, count + 1):
        mixed = (int.from_bytes(first, "big") ^ int.from_bytes(block, "big")).to_bytes(_DIGEST, "big")
        block = sha512(mixed + bytes([number]) + tag).digest()
        blocks.append(block)
    return b"".join(blocks)[:size]


def to_scalar(order: int, message: bytes, context: bytes) -> int:
    """`HashToScalar` of RFC 9497, 4.1: a scalar below `order`, in the domain that `context` names."""
    return int.from_bytes(expand(message, b"HashToScalar-" + context, _WIDE), "little") % order


def to_points(group: Group, messages: Sequence[bytes], context: bytes) -> list[bytes]:
    """`HashToGroup` of RFC 9497, 4.1, for each message, in the domain that `context` names."""
    return group.hash_many([expand(each, b"HashToGroup-" + context, _WIDE) for each in messages])
