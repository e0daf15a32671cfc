"""ristretto255 through libsodium in JavaScript: one crossing a call, however many points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handhold.browser.crossing import Foreign, give, take
from handhold.doors import NotInGroup

_ORDER = 2**252 + 27742317777372353535851937790883648493
_WIDTH = 32


def _scalars(scalars: Sequence[int]) -> Foreign:
    if not all(0 <= scalar < _ORDER for scalar in scalars):
        raise NotInGroup("a scalar is not canonical")
    return give(b"".join(scalar.to_bytes(_WIDTH, "little") for scalar in scalars))


def _points(points: Sequence[bytes]) -> Foreign:
    if any(len(point) != _WIDTH for point in points):
        raise NotInGroup("a point is not 32 bytes")
    return give(b"".join(points))


def _taken(value: Foreign) -> bytes:
    if value is None:  # JavaScript answers undefined for all that libsodium refuses
        raise NotInGroup("not a canonical point, or the identity")
    return take(value)


def _split(joined: bytes) -> list[bytes]:
    return [joined[at : at + _WIDTH] for at in range(0, len(joined), _WIDTH)]


@dataclass(slots=True)
class BrowserGroup:
    """The `Group` door over web/site/sodium.js."""

    sodium: Foreign
    order: int = _ORDER

    def hash_many(self, inputs: Sequence[bytes]) -> list[bytes]:
        """Each input of 64 uniform bytes mapped to a point."""
        if any(len(uniform) != 2 * _WIDTH for uniform in inputs):
            raise NotInGroup("an input is not 64 bytes")
        return _split(_taken(self.sodium.hashMany(give(b"".join(inputs)))))

    def base(self, scalar: int) -> bytes:
        """scalar · G."""
        return _taken(self.sodium.base(_scalars([scalar])))

    def mul(self, scalar: int, point: bytes) -> bytes:
        """scalar · point."""
        return self.mul_many([scalar], [point])[0]

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """The products, one by one; one crossing."""
        if len(scalars) != len(points):
            raise ValueError("as many scalars as points")
        return _split(_taken(self.sodium.mulMany(_scalars(scalars), _points(points))))

    def add(self, left: bytes, right: bytes) -> bytes:
        """left + right."""
        return _taken(self.sodium.add(_points([left]), _points([right])))

    def msm(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        """The sum of all scalar · point."""
        if len(scalars) != len(points):
            raise ValueError("as many scalars as points")
        return _taken(self.sodium.msm(_scalars(scalars), _points(points)))
