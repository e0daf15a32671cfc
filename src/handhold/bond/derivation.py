"""Keys out of keys: HKDF (RFC 5869) with a purpose and length-prefixed context."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import new as new_hash
from itertools import count

from handhold.bond.purposes import Purpose

Draw = Callable[[int], bytes]
"""`draw(size)`: that many fresh random bytes, from the Chance door."""


def prefix(*parts: bytes) -> bytes:
    """Every part behind its length in four bytes, so no two lists of parts share an encoding."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def hkdf(key: bytes, salt: bytes, info: bytes, size: int, digest: str = "sha512") -> bytes:
    """`size` bytes by HKDF, extract and expand (RFC 5869, 2.2 and 2.3)."""
    extracted = hmac.digest(salt or bytes(new_hash(digest).digest_size), key, digest)
    block, made = b"", b""
    for number in count(1):
        if len(made) >= size:
            break
        block = hmac.digest(extracted, block + info + bytes([number]), digest)
        made += block
    return made[:size]


def derive(key: bytes, purpose: Purpose, *context: bytes, size: int = 32) -> bytes:
    """The `size` byte key for one purpose in one context."""
    return hkdf(key, b"", prefix(purpose.value, *context), size)


def stream(key: bytes) -> Draw:
    """A draw that gives the same bytes each time it is begun: a pairing computes its chance anew."""
    turn = count()
    return lambda size: derive(key, Purpose.DRAW, next(turn).to_bytes(4, "big"), size=size)
