"""The sealed record: one size, whatever is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from handhold.doors import Damaged, Sealer, Unsealable
from handhold.vault.purposes import Purpose, subkey

SIZE: Final = 512 * 1024
"""Bytes of every sealed record."""
NONCE: Final = 24
PREFIX: Final = 8 + 4
ROOM: Final = SIZE - NONCE - 16 - PREFIX
"""The most plain bytes a record holds."""


class TooFull(Exception):
    """The content does not fit; `over` is the number of bytes too many."""

    def __init__(self, over: int) -> None:
        super().__init__(f"{over} bytes too many")
        self.over = over


@dataclass(frozen=True, slots=True)
class Record:
    """An opened record: the generation it was sealed with, and its content."""

    generation: int
    plain: bytes


def fits(plain_len: int) -> bool:
    """Whether a content of this many bytes has room."""
    return plain_len <= ROOM


def seal(sealer: Sealer, key: bytes, vault_id: bytes, record: Record, nonce: bytes) -> bytes:
    """Exactly `SIZE` bytes. `nonce`: 24 random bytes, new for every seal. Raises `TooFull`."""
    over = len(record.plain) - ROOM
    if over > 0:
        raise TooFull(over)
    lengths = record.generation.to_bytes(8, "big") + len(record.plain).to_bytes(4, "big")
    content = lengths + record.plain + bytes(-over)
    return nonce + sealer.seal(subkey(key, Purpose.RECORD, vault_id), nonce, content, _bound(vault_id))


def open(sealer: Sealer, key: bytes, vault_id: bytes, sealed: bytes) -> Record:
    """The record again. Raises `Damaged`."""
    try:
        content = sealer.open(
            subkey(key, Purpose.RECORD, vault_id), sealed[:NONCE], sealed[NONCE:], _bound(vault_id)
        )
    except Unsealable as refusal:
        raise Damaged from refusal
    size = int.from_bytes(content[8:PREFIX], "big")
    return Record(int.from_bytes(content[:8], "big"), content[PREFIX : PREFIX + size])


def _bound(vault_id: bytes) -> bytes:
    return Purpose.RECORD.value + vault_id
