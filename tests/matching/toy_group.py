"""A group of prime order so small that attacks of exponential cost finish: for tests, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from handhold.doors import NotInGroup


class ToyGroup:
    """The squares modulo a safe prime of 49 bits, behind the same door as the real group."""

    prime = 562949953418603
    order = (prime - 1) // 2
    generator = 4

    def hash_many(self, inputs: Sequence[bytes]) -> list[bytes]:
        """Each input of uniform bytes mapped to a square."""
        return [
            self._write(pow(int.from_bytes(each, "little") % self.prime, 2, self.prime)) for each in inputs
        ]

    def base(self, scalar: int) -> bytes:
        """The generator to the power of the scalar."""
        return self._write(pow(self.generator, scalar, self.prime))

    def mul(self, scalar: int, point: bytes) -> bytes:
        """The point to the power of the scalar."""
        return self._write(pow(self._read(point), scalar, self.prime))

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """The powers, one by one."""
        return [self.mul(scalar, point) for scalar, point in zip(scalars, points, strict=True)]

    def add(self, left: bytes, right: bytes) -> bytes:
        """The product of both."""
        return self._write(self._read(left) * self._read(right) % self.prime)

    def msm(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        """The product of all powers."""
        total = 1
        for scalar, point in zip(scalars, points, strict=True):
            total = total * pow(self._read(point), scalar, self.prime) % self.prime
        return self._write(total)

    def _read(self, point: bytes) -> int:
        value = int.from_bytes(point, "little")
        if len(point) != 32 or not 1 < value < self.prime or pow(value, self.order, self.prime) != 1:
            raise NotInGroup("no square")
        return value

    def _write(self, value: int) -> bytes:
        if value in {0, 1}:
            raise NotInGroup("the identity")
        return value.to_bytes(32, "little")
