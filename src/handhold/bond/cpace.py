"""CPace over ristretto255 and SHA-512 (draft-irtf-cfrg-cpace-21): a key out of a short code, one guess a run.

The initiator is A, the responder B; see docs/decisions/0003-pake.md.
"""

from __future__ import annotations

from hashlib import sha512

from handhold.doors import Group

DSI = b"CPaceRistretto255"
BLOCK = 128  # input block of SHA-512, bytes


def leb128(number: int) -> bytes:
    """The length prefix of the draft, appendix A.1.1."""
    out = bytearray()
    while True:
        low, number = number & 0x7F, number >> 7
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def lv_cat(*parts: bytes) -> bytes:
    """Every part behind its length (A.1.3)."""
    return b"".join(leb128(len(part)) + part for part in parts)


def generator(group: Group, code: bytes, channel: bytes, sid: bytes) -> bytes:
    """The point both sides start from (7.1 and 7.3): secret, since the code is in it."""
    padding = max(0, BLOCK - 1 - len(lv_cat(code)) - len(lv_cat(DSI)))
    text = lv_cat(DSI, code, bytes(padding), channel, sid)
    return group.hash_many([sha512(text).digest()])[0]


def scalar(group: Group, uniform: bytes) -> int:
    """A secret scalar from 64 uniform bytes, never zero."""
    return int.from_bytes(uniform, "little") % (group.order - 1) + 1


def share(group: Group, secret: int, start: bytes) -> bytes:
    """What is sent: secret · generator."""
    return group.mul(secret, start)


def session_key(point: bytes, sid: bytes, a: tuple[bytes, bytes], b: tuple[bytes, bytes]) -> bytes:
    """ISK: the hash of the shared point and both messages, A's first (6.2)."""
    return sha512(lv_cat(DSI + b"_ISK", sid, point) + lv_cat(*a) + lv_cat(*b)).digest()
