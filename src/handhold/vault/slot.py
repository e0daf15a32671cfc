"""A vault slot: a header that wraps the vault key, and one sealed record. Unused: as many random bytes.

`id 16 | salt 16 | wrapped by passphrase 72 | wrapped by recovery code 72 | record`. Nothing is constant, so
nothing tells whether the slot is used, nor whether there is a recovery code.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from handhold.doors import Sealer, Unsealable
from handhold.vault import record
from handhold.vault.purposes import Purpose, subkey
from handhold.vault.record import Record

ID: Final = 16
SALT: Final = 16
KEY: Final = 32
NONCE: Final = 24
WRAPPED: Final = NONCE + KEY + 16
HEADER: Final = ID + SALT + 2 * WRAPPED
SIZE: Final = HEADER + record.SIZE
"""Bytes of every slot, used or not: draw this many to fill an unused one."""
ENTROPY: Final = ID + SALT + KEY + NONCE + WRAPPED
"""The random bytes `create` needs."""


@dataclass(frozen=True, slots=True)
class Vault:
    """An open vault: its key, and the header that wraps it. In memory only."""

    key: bytes
    header: bytes


def create(sealer: Sealer, passphrase: str, entropy: bytes, code: bytes | None = None) -> Vault:
    """A fresh vault, opened by the passphrase and, if given, by a recovery code (16 random bytes).

    It is also how a passphrase is changed and a code added or dropped: create anew, seal the same content
    under it, and neither an old passphrase nor an old paper opens anything written from then on.
    """
    if len(entropy) != ENTROPY:
        raise ValueError(f"a vault needs {ENTROPY} random bytes")
    vault_id, salt, key, nonce, filler = _cut(entropy, ID, SALT, KEY, NONCE, WRAPPED)
    by_passphrase = _wrap(
        sealer, _stretch(sealer, passphrase, salt), Purpose.PASSPHRASE, vault_id, nonce + key
    )
    by_code = filler
    if code is not None:
        by_code = _wrap(sealer, code, Purpose.RECOVERY, vault_id, filler[:NONCE] + key)
    return Vault(key, vault_id + salt + by_passphrase + by_code)


def unlock(sealer: Sealer, slot: bytes, passphrase: str) -> Vault | None:
    """The vault in this slot, if the passphrase opens it. Says nothing about why not."""
    if len(slot) < HEADER:
        return None
    _, salt, wrapped, _ = _cut(slot[:HEADER], ID, SALT, WRAPPED, WRAPPED)
    return _unwrap(sealer, _stretch(sealer, passphrase, salt), Purpose.PASSPHRASE, slot[:HEADER], wrapped)


def recover(sealer: Sealer, slot: bytes, code: bytes) -> Vault | None:
    """The vault in this slot, if the recovery code (see `recovery.read`) opens it."""
    *_, wrapped = _cut(slot[:HEADER], ID, SALT, WRAPPED, WRAPPED)
    return _unwrap(sealer, code, Purpose.RECOVERY, slot[:HEADER], wrapped)


def seal(sealer: Sealer, vault: Vault, generation: int, plain: bytes, nonce: bytes) -> bytes:
    """The whole slot, `SIZE` bytes. `nonce`: 24 random bytes, new every time. Raises `TooFull`."""
    sealed = record.seal(sealer, vault.key, vault.header[:ID], Record(generation, plain), nonce)
    return vault.header + sealed


def open(sealer: Sealer, vault: Vault, slot: bytes) -> Record:
    """What the slot holds. Raises `Damaged` when the header opened and the record does not."""
    return record.open(sealer, vault.key, vault.header[:ID], slot[HEADER:])


def _stretch(sealer: Sealer, passphrase: str, salt: bytes) -> bytes:
    # NFKC: two keyboards may spell the same word in different bytes.
    return sealer.stretch(unicodedata.normalize("NFKC", passphrase).encode(), salt)


def _wrap(sealer: Sealer, key: bytes, purpose: Purpose, vault_id: bytes, nonce_and_key: bytes) -> bytes:
    nonce, plain = nonce_and_key[:NONCE], nonce_and_key[NONCE:]
    return nonce + sealer.seal(subkey(key, purpose, vault_id), nonce, plain, purpose.value + vault_id)


def _unwrap(sealer: Sealer, key: bytes, purpose: Purpose, header: bytes, wrapped: bytes) -> Vault | None:
    vault_id = header[:ID]
    bound = purpose.value + vault_id
    try:
        opened = sealer.open(subkey(key, purpose, vault_id), wrapped[:NONCE], wrapped[NONCE:], bound)
    except Unsealable:
        return None
    return Vault(opened, header)


def _cut(content: bytes, *sizes: int) -> list[bytes]:
    parts, at = [], 0
    for size in sizes:
        parts.append(content[at : at + size])
        at += size
    return parts
