"""libsodium in JavaScript: the same bytes as natively."""

from __future__ import annotations

from handhold.browser.crossing import Foreign, give, take
from handhold.browser.group import BrowserGroup
from handhold.doors import Group, Unsealable


class BrowserSealer:
    """The `Sealer` door over web/site/sodium.js, which answers undefined for all that libsodium refuses."""

    def __init__(self, sodium: Foreign) -> None:
        self.group: Group = BrowserGroup(sodium)
        self._sodium = sodium

    def seal(self, key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
        """XChaCha20-Poly1305; `bound` is the associated data."""
        return take(self._sodium.seal(give(key), give(nonce), give(plain), give(bound)))

    def open(self, key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        """The plain bytes. Raises `Unsealable`."""
        return self._taken(self._sodium.open(give(key), give(nonce), give(sealed), give(bound)))

    def stretch(self, passphrase: bytes, salt: bytes) -> bytes:
        """Argon2id, 64 MiB, t = 3, p = 1 → 32 bytes."""
        return take(self._sodium.stretch(give(passphrase), give(salt)))

    def public(self, private: bytes) -> bytes:
        """The X25519 public key."""
        return take(self._sodium.publicKey(give(private)))

    def agree(self, private: bytes, public: bytes) -> bytes:
        """The X25519 shared secret. Raises `Unsealable` for a point of small order."""
        return self._taken(self._sodium.agree(give(private), give(public)))

    def _taken(self, value: Foreign) -> bytes:
        if value is None:
            raise Unsealable("does not open")
        return take(value)
