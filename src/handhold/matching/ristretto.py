"""ristretto255 in plain Python (RFC 9496): where no library loads, and the second opinion of the tests.

About thirty times slower than libsodium and not constant in time: a process on the same machine that measures
finely enough could learn from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from handhold.doors import NotInGroup

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493


def _root(u: int, v: int) -> tuple[bool, int]:
    """Whether u / v is a square, and the non-negative root of it or of √-1 times it (RFC 9496, 4.2)."""
    root = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    check = v * root * root % P
    square, flipped = check == u % P, check == -u % P
    if flipped or check == -u * _I % P:
        root = root * _I % P
    return square or flipped, _absolute(root)


def _absolute(value: int) -> int:
    value %= P
    return P - value if value & 1 else value


# The constants of RFC 9496, 4.1, from their definitions.
_I = pow(2, (P - 1) // 4, P)
_D = -121665 * pow(121666, -1, P) % P
_INVERSE_ROOT_A_MINUS_D = _root(1, -1 - _D)[1]
_ROOT_AD_MINUS_ONE = P - _root(-_D - 1, 1)[1]
_ONE_MINUS_D_SQUARED = (1 - _D * _D) % P
_D_MINUS_ONE_SQUARED = (_D - 1) ** 2 % P


GENERATOR = bytes.fromhex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76")


class _Point(NamedTuple):
    """Extended coordinates on edwards25519: x = X/Z, y = Y/Z, xy = T/Z."""

    x: int
    y: int
    z: int
    t: int


_ZERO = _Point(0, 1, 1, 0)


class Ristretto:
    """The group, as `doors.Group` wants it."""

    order: int = ORDER

    def hash_many(self, inputs: Sequence[bytes]) -> list[bytes]:
        """Each input of 64 uniform bytes mapped to a point."""
        if any(len(each) != 64 for each in inputs):
            raise NotInGroup("64 uniform bytes are needed")
        return [_encode(_add(_elligator(each[:32]), _elligator(each[32:]))) for each in inputs]

    def base(self, scalar: int) -> bytes:
        """scalar · G."""
        return _encode(_times(scalar, _decode(GENERATOR)))

    def mul(self, scalar: int, point: bytes) -> bytes:
        """scalar · point."""
        return _encode(_times(scalar, _decode(point)))

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """The products, one by one."""
        return [self.mul(scalar, point) for scalar, point in zip(scalars, points, strict=True)]

    def add(self, left: bytes, right: bytes) -> bytes:
        """left + right."""
        return _encode(_add(_decode(left), _decode(right)))

    def msm(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        """The sum of all scalar · point."""
        total = _ZERO
        for scalar, point in zip(scalars, points, strict=True):
            total = _add(total, _times(scalar, _decode(point)))
        return _encode(total)


def _decode(octets: bytes) -> _Point:
    """The point in 32 canonical bytes (RFC 9496, 4.3.1)."""
    s = int.from_bytes(octets, "little")
    if len(octets) != 32 or s >= P or s & 1 or s == 0:
        raise NotInGroup("not the canonical bytes of a point, or the identity")
    square = s * s % P
    below, above = (1 - square) % P, (1 + square) % P
    v = (-_D * below * below - above * above) % P
    found, root = _root(1, v * above * above)
    x = _absolute(2 * s * root * above)
    y = below * root * above * root * v % P
    t = x * y % P
    if not found or t & 1 or y == 0:
        raise NotInGroup("these bytes are no point")
    return _Point(x, y, 1, t)


def _encode(point: _Point) -> bytes:
    """The 32 canonical bytes of a point (RFC 9496, 4.3.2). The identity is refused."""
    x, y, z, t = point
    u1, u2 = (z + y) * (z - y) % P, x * y % P
    _, root = _root(1, u1 * u2 * u2)
    one, two = root * u1 % P, root * u2 % P
    inverse = one * two * t % P
    turned = two
    if t * inverse % P & 1:
        x, y, turned = y * _I % P, x * _I % P, one * _INVERSE_ROOT_A_MINUS_D % P
    if x * inverse % P & 1:
        y = -y % P
    s = _absolute(turned * (z - y))
    if s == 0:
        raise NotInGroup("the identity")
    return s.to_bytes(32, "little")


def _elligator(octets: bytes) -> _Point:
    """32 uniform bytes mapped to a point (RFC 9496, 4.3.4, `MAP`)."""
    t = int.from_bytes(octets, "little") % 2**255
    r = _I * t * t % P
    u = (r + 1) * _ONE_MINUS_D_SQUARED % P
    v = (-1 - r * _D) * (r + _D) % P
    square, s = _root(u, v)
    c = -1
    if not square:
        s, c = -_absolute(s * t), r
    n = (c * (r - 1) * _D_MINUS_ONE_SQUARED - v) % P
    w0, w1 = 2 * s * v % P, n * _ROOT_AD_MINUS_ONE % P
    w2, w3 = (1 - s * s) % P, (1 + s * s) % P
    return _Point(w0 * w3 % P, w2 * w1 % P, w1 * w3 % P, w0 * w2 % P)


def _add(left: _Point, right: _Point) -> _Point:
    """The sum, for any two points (RFC 8032, 5.1.4)."""
    x1, y1, z1, t1 = left
    x2, y2, z2, t2 = right
    a, b = (y1 - x1) * (y2 - x2), (y1 + x1) * (y2 + x2)
    c, d = 2 * _D * t1 * t2, 2 * z1 * z2
    e, f, g, h = b - a, (d - c) % P, (d + c) % P, (a + b) % P
    return _Point(e * f % P, g * h % P, f * g % P, e * h % P)


def _double(point: _Point) -> _Point:
    """The point twice (RFC 8032, 5.1.4)."""
    x, y, z, _ = point
    a, b = x * x, y * y
    h = (a + b) % P
    e, g = (h - (x + y) ** 2) % P, (a - b) % P
    f = (2 * z * z + g) % P
    return _Point(e * f % P, g * h % P, f * g % P, e * h % P)


def _times(scalar: int, point: _Point) -> _Point:
    """scalar · point, four bits at a time."""
    if not 0 <= scalar < ORDER:
        raise NotInGroup("a scalar is not canonical")
    table = [_ZERO, point]
    for _ in range(14):
        table.append(_add(table[-1], point))
    total = _ZERO
    for digit in f"{scalar:x}":
        for _ in range(4):
            total = _double(total)
        total = _add(total, table[int(digit, 16)])
    return total
