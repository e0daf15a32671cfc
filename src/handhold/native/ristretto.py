"""ristretto255 through libsodium, as `rbcl` brings it; in plain Python where that cannot load."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes import CDLL, c_char
from functools import reduce
from importlib import import_module
from itertools import chain
from typing import TypeVar

from handhold.doors import Group, NotInGroup
from handhold.matching.ristretto import ORDER, Ristretto

_SIZE = 32
_WIDE = 64
_IDENTITY = bytes(_SIZE)
_FEW = 16  # not worth another thread

_Item = TypeVar("_Item")
_Buffer = c_char * _SIZE


class SodiumRistretto:
    """The group, as `doors.Group` wants it, on the functions of one loaded libsodium.

    The library lets go of the interpreter while it counts, so long lists are shared out among the cores.
    """

    order: int = ORDER

    def __init__(self, library: CDLL) -> None:
        """Raises `AttributeError` for a libsodium without ristretto255."""
        self._hash: Callable[..., int] = library.crypto_core_ristretto255_from_hash
        self._add: Callable[..., int] = library.crypto_core_ristretto255_add
        self._mul: Callable[..., int] = library.crypto_scalarmult_ristretto255
        self._base: Callable[..., int] = library.crypto_scalarmult_ristretto255_base
        self._hands = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._hands)

    def hash_many(self, inputs: Sequence[bytes]) -> list[bytes]:
        """Each input of 64 uniform bytes mapped to a point."""
        if any(len(each) != _WIDE for each in inputs):
            raise NotInGroup("64 uniform bytes are needed")
        shares = self._pool.map(self._hash_share, self._share(inputs))
        return list(chain.from_iterable(shares))

    def base(self, scalar: int) -> bytes:
        """scalar · G."""
        return _call(self._base, _reduced(scalar))

    def mul(self, scalar: int, point: bytes) -> bytes:
        """scalar · point."""
        return _call(self._mul, _reduced(scalar), _whole(point))

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """The products, one by one."""
        return list(chain.from_iterable(self._shared(self._mul_share, scalars, points)))

    def add(self, left: bytes, right: bytes) -> bytes:
        """left + right."""
        return _call(self._add, _whole(left), _whole(right))

    def msm(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        """The sum of all scalar · point."""
        return reduce(self.add, self._shared(self._sum_share, scalars, points))

    def _hash_share(self, inputs: Sequence[bytes]) -> list[bytes]:
        return [_call(self._hash, each) for each in inputs]

    def _mul_share(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        return [self.mul(scalar, point) for scalar, point in zip(scalars, points, strict=True)]

    def _sum_share(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        return reduce(self.add, self._mul_share(scalars, points))

    def _shared(
        self,
        work: Callable[[Sequence[int], Sequence[bytes]], _Item],
        scalars: Sequence[int],
        points: Sequence[bytes],
    ) -> Iterator[_Item]:
        if len(scalars) != len(points):
            raise ValueError("one scalar for each point")
        return self._pool.map(work, self._share(scalars), self._share(points))

    def _share(self, items: Sequence[_Item]) -> list[Sequence[_Item]]:
        size = max(_FEW, -(-len(items) // self._hands))
        return [items[at : at + size] for at in range(0, len(items), size)]


def load() -> Group:
    """The fastest ristretto255 that this computer has."""
    try:
        return SodiumRistretto(_unpack())
    except (ImportError, OSError, AttributeError):
        return Ristretto()


def _unpack() -> CDLL:
    """libsodium out of `rbcl`, which writes it to the temporary folder and would leave it there."""
    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        tempfile.tempdir = room
        try:
            library = import_module("rbcl._sodium")._sodium
        finally:
            tempfile.tempdir = usual
    assert isinstance(library, CDLL)
    if library.sodium_init() < 0:
        raise OSError("libsodium does not start")
    return library


def _whole(point: bytes) -> bytes:
    """The point, if it can be one: the library would read beyond a shorter one, and adds the identity."""
    if len(point) != _SIZE or point == _IDENTITY:
        raise NotInGroup("a point has 32 bytes and is not the identity")
    return point


def _reduced(scalar: int) -> bytes:
    if not 0 <= scalar < ORDER:
        raise NotInGroup("a scalar is not canonical")
    return scalar.to_bytes(_SIZE, "little")


def _call(function: Callable[..., int], *inputs: bytes) -> bytes:
    result = _Buffer()
    failed = function(result, *inputs)
    point = result.raw
    if failed or point == _IDENTITY:
        raise NotInGroup("not the canonical bytes of a point, or the identity")
    return point
