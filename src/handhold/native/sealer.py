"""The sealer of a computer: libsodium, through PyNaCl."""

from __future__ import annotations

from nacl import bindings
from nacl.exceptions import CryptoError

from handhold.doors import Group, Unsealable
from handhold.native import ristretto

MEMORY = 64 * 1024 * 1024
PASSES = 3


class NaclSealer:
    """The `doors.Sealer` of a computer."""

    def __init__(self, group: Group) -> None:
        self.group = group

    def seal(self, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """See `doors.Sealer`."""
        return bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, key)

    def open(self, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """See `doors.Sealer`."""
        try:
            return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, key)
        except (CryptoError, ValueError, TypeError) as refusal:
            raise Unsealable from refusal

    def stretch(self, passphrase: bytes, salt: bytes) -> bytes:
        """See `doors.Sealer`."""
        algorithm = bindings.crypto_pwhash_ALG_ARGON2ID13
        return bindings.crypto_pwhash_alg(32, passphrase, salt, PASSES, MEMORY, algorithm)

    def public(self, private: bytes) -> bytes:
        """See `doors.Sealer`."""
        return bindings.crypto_scalarmult_base(private)

    def agree(self, private: bytes, public: bytes) -> bytes:
        """See `doors.Sealer`."""
        if len(public) != bindings.crypto_scalarmult_BYTES:
            raise Unsealable  # PyNaCl does not look, and libsodium would read past the end
        try:
            return bindings.crypto_scalarmult(private, public)
        except (CryptoError, RuntimeError, ValueError, TypeError) as refusal:
            raise Unsealable from refusal


def load() -> NaclSealer:
    """The sealer with the fastest group this computer has."""
    return NaclSealer(ristretto.load())
