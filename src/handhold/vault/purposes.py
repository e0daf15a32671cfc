"""One label for every key purpose of a vault, so no key ever serves two ends."""

from __future__ import annotations

import hmac
from enum import Enum


class Purpose(bytes, Enum):
    """The label of one use. A change here is a change of the format."""

    PASSPHRASE = b"handhold vault v1: key wrapped by a passphrase"
    RECOVERY = b"handhold vault v1: key wrapped by a recovery code"
    RECORD = b"handhold vault v1: record"


def subkey(key: bytes, purpose: Purpose, vault_id: bytes) -> bytes:
    """The 32 byte key of one purpose: HMAC-SHA-512, cut short."""
    return hmac.digest(key, purpose.value + vault_id, "sha512")[:32]
