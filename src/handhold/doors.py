"""The five doors to the world, as Protocols: Clock, Chance, Sealer, VaultStore, Relay.

Each home (a computer, a browser, memory in tests) brings its own five. Everything else is the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handhold.wire.frames import Frame


class Clock(Protocol):
    """What time it is, where this person is."""

    def now(self) -> datetime:
        """The local civil time, with its zone: an aware datetime."""
        ...


class Chance(Protocol):
    """Randomness, from the operating system in both homes."""

    def draw(self, size: int) -> bytes:
        """`size` fresh random bytes."""
        ...


class Unsealable(Exception):
    """The key, the bytes or the associated data do not fit."""


class NotInGroup(ValueError):
    """A point or scalar is not canonical, is the identity, or came out as the identity."""


class Group(Protocol):
    """ristretto255 (RFC 9496). Points are 32 canonical bytes; scalars are ints in [0, order).

    Every method raises `NotInGroup` for a non-canonical point, and for a result that is the identity.
    """

    order: int

    def hash_many(self, inputs: Sequence[bytes]) -> list[bytes]:
        """Each input of 64 uniform bytes mapped to a point (RFC 9496, 4.3.4)."""
        ...

    def base(self, scalar: int) -> bytes:
        """scalar · G."""
        ...

    def mul(self, scalar: int, point: bytes) -> bytes:
        """scalar · point."""
        ...

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """The products, one by one; one crossing into the library."""
        ...

    def add(self, left: bytes, right: bytes) -> bytes:
        """left + right."""
        ...

    def msm(self, scalars: Sequence[int], points: Sequence[bytes]) -> bytes:
        """The sum of all scalar · point."""
        ...


class Sealer(Protocol):
    """libsodium, and the group: the same bytes in both homes."""

    group: Group

    def seal(self, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """XChaCha20-Poly1305 (key 32, nonce 24 bytes; `bound` is associated data), 16 bytes longer."""
        ...

    def open(self, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """The plain bytes. Raises `Unsealable`."""
        ...

    def stretch(self, passphrase: bytes, salt: bytes) -> bytes:
        """Argon2id, 64 MiB, t = 3, p = 1, salt 16 bytes → 32 bytes (RFC 9106)."""
        ...

    def public(self, private: bytes) -> bytes:
        """The X25519 public key of a private key (RFC 7748)."""
        ...

    def agree(self, private: bytes, public: bytes) -> bytes:
        """The X25519 shared secret. Raises `Unsealable` for a point of small order."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a device keeps: two vault slots, always both there, and one generation number for the device."""

    generation: int
    slots: tuple[bytes, bytes]


class Stale(Exception):
    """Somebody else (another tab, an older page) wrote since this was read. Reload; never merge."""


class Damaged(Exception):
    """What is kept is not as it was sealed: cut short, or changed outside this app."""


class NoRoom(Exception):
    """The device refused to keep it: storage full, denied or cleared. Nothing was changed."""


class VaultStore(Protocol):
    """Where the sealed record is kept: IndexedDB, an SQLite file, memory."""

    async def read(self) -> Shelf | None:
        """All that is kept, or None on an empty device."""
        ...

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """Replace one slot and set the generation to `generation + 1`, in one durable transaction.

        Raises `Stale` unless the kept generation is `generation`; `NoRoom` when the device refuses.
        """
        ...

    async def create(self, shelf: Shelf) -> None:
        """Fill an empty device. Raises `Stale` when it is not empty, `NoRoom` when the device refuses."""
        ...

    async def erase(self) -> None:
        """Forget all of it: keys first, then the rest."""
        ...


class RelayAway(Exception):
    """The relay cannot be reached, or the connection ended."""


class OtherVersion(RelayAway):
    """The relay speaks another version of the wire. Waiting mends nothing; a newer app, or relay, does."""


class RelayLink(Protocol):
    """One open connection to a relay."""

    async def send(self, frame: Frame) -> None:
        """Send one frame. Raises `RelayAway`."""
        ...

    async def receive(self) -> Frame:
        """The next frame from the relay. Raises `RelayAway` when the connection has ended."""
        ...

    async def close(self) -> None:
        """End the connection. Never raises."""
        ...


class Relay(Protocol):
    """The way to a relay, by its address."""

    async def connect(self, address: str) -> RelayLink:
        """A connection on which `Hello` and `Welcome` were exchanged. Raises `RelayAway`."""
        ...
