"""The Double Ratchet of `doubleratchet`, on our doors: X25519, HKDF-SHA-512, HMAC-SHA-256, XChaCha20.

B begins: it can speak as soon as it knows A's first public key. A can speak once it heard B's first message.
"""

from __future__ import annotations

import hmac
import json
import warnings
from collections.abc import Coroutine
from typing import Any, Final, NamedTuple, TypeVar

import doubleratchet as dr

from handhold.bond.derivation import Draw, hkdf
from handhold.doors import Sealer, Unsealable

AHEAD: Final = (
    1000  # so many messages in a row may be lost: a phone that lay in a drawer for a year still hears
)
KEPT: Final = 100  # of those, so many late ones still open
HEADER: Final = 40
NONCE: Final = 24
OVERHEAD: Final = HEADER + NONCE + 16

T = TypeVar("T")


class Unreadable(Exception):
    """The message is a duplicate, damaged, from elsewhere or too far ahead. The ratchet has not moved."""


class RootKdf(dr.KDF):
    """HKDF-SHA-512 with the root key as salt."""

    @staticmethod
    async def derive(key: bytes, data: bytes, length: int) -> bytes:
        """See `doubleratchet.KDF`."""
        return hkdf(data, key, b"handhold bond v1: ratchet root chain", length)


class ChainKdf(dr.KDF):
    """Two HMAC-SHA-256 of the chain key: the next chain key, the message key."""

    @staticmethod
    async def derive(key: bytes, data: bytes, length: int) -> bytes:
        """See `doubleratchet.KDF`."""
        return b"".join(hmac.digest(key, data + bytes([turn]), "sha256") for turn in (1, 2))[:length]


class Session(dr.DoubleRatchet):
    """The ratchet with our way of binding a header to its message."""

    @staticmethod
    def _build_associated_data(associated_data: bytes, header: dr.Header) -> bytes:
        return associated_data + _pack(header)


class Tools(NamedTuple):
    """The two provider classes that need a sealer and chance."""

    turn: type[dr.DiffieHellmanRatchet]
    aead: type[dr.AEAD]


def _tools(sealer: Sealer, draw: Draw) -> Tools:
    class Turn(dr.DiffieHellmanRatchet):
        @staticmethod
        def _generate_priv() -> bytes:
            return draw(32)

        @staticmethod
        def _derive_pub(priv: bytes) -> bytes:
            return sealer.public(priv)

        @staticmethod
        def _perform_diffie_hellman(own_priv: bytes, other_pub: bytes) -> bytes:
            return sealer.agree(own_priv, other_pub)

    class Aead(dr.AEAD):
        @staticmethod
        async def encrypt(plaintext: bytes, key: bytes, associated_data: bytes) -> bytes:
            # A random nonce: a ratchet that was rolled back repeats its keys, and must not repeat a stream.
            nonce = draw(NONCE)
            return nonce + sealer.seal(key, nonce, plaintext, associated_data)

        @staticmethod
        async def decrypt(ciphertext: bytes, key: bytes, associated_data: bytes) -> bytes:
            return sealer.open(key, ciphertext[:NONCE], ciphertext[NONCE:], associated_data)

    return Tools(Turn, Aead)


def begin(sealer: Sealer, draw: Draw, root: bytes, their_public: bytes, bound: bytes) -> tuple[str, bytes]:
    """B's first state, and the empty message that lets A speak. Raises `Unsealable` for a bad public key."""
    turn, aead = _tools(sealer, draw)
    session, message = _drive(
        Session.encrypt_initial_message(
            turn, RootKdf, ChainKdf, b"", AHEAD, AHEAD, aead, root, their_public, b"", bound
        )
    )
    return _dump(session), _pack(message.header) + message.ciphertext


def answer(sealer: Sealer, draw: Draw, root: bytes, own_private: bytes, first: tuple[bytes, bytes]) -> str:
    """A's first state, from B's (first message, what it is bound to). Raises `Unreadable`."""
    turn, aead = _tools(sealer, draw)
    message, bound = first
    try:
        session, _ = _drive(
            Session.decrypt_initial_message(
                turn,
                RootKdf,
                ChainKdf,
                b"",
                AHEAD,
                AHEAD,
                aead,
                root,
                own_private,
                _unpack(message),
                bound,
            )
        )
    except _REFUSALS as refusal:
        raise Unreadable from refusal
    return _dump(session)


def encrypt(sealer: Sealer, draw: Draw, state: str, plain: bytes, bound: bytes) -> tuple[str, bytes]:
    """The next state, and the message: `OVERHEAD` bytes longer than `plain`."""
    session = _load(sealer, draw, state)
    message = _drive(session.encrypt_message(plain, bound))
    return _dump(session), _pack(message.header) + message.ciphertext


def decrypt(sealer: Sealer, draw: Draw, state: str, message: bytes, bound: bytes) -> tuple[str, bytes]:
    """The next state, and the plain bytes. Raises `Unreadable`."""
    session = _load(sealer, draw, state)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # the library warns of skipped chains; nothing here reads warnings
            plain = _drive(session.decrypt_message(_unpack(message), bound))
    except _REFUSALS as refusal:
        raise Unreadable from refusal
    return _dump(session), plain


_REFUSALS = (
    Unsealable,
    dr.AuthenticationFailedException,
    dr.DecryptionFailedException,
    dr.DuplicateMessageException,
    dr.DoSProtectionException,
)


def _load(sealer: Sealer, draw: Draw, state: str) -> Session:
    turn, aead = _tools(sealer, draw)
    return Session.from_json(json.loads(state), turn, RootKdf, ChainKdf, b"", AHEAD, AHEAD, aead)


def _dump(session: Session) -> str:
    state = dict(session.json)
    skipped = state["skipped_message_keys"]
    assert isinstance(skipped, list)
    return json.dumps({**state, "skipped_message_keys": skipped[-KEPT:]}, separators=(",", ":"))


def _drive(steps: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never waits: the library is asynchronous in name only."""
    try:
        steps.send(None)
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
    raise AssertionError("the ratchet waited for something")


def _pack(header: dr.Header) -> bytes:
    lengths = (header.previous_sending_chain_length, header.sending_chain_length)
    return header.ratchet_pub + b"".join(length.to_bytes(4, "big") for length in lengths)


def _unpack(message: bytes) -> dr.EncryptedMessage:
    before, length = (int.from_bytes(message[at : at + 4], "big") for at in (32, 36))
    return dr.EncryptedMessage(dr.Header(message[:32], before, length), message[HEADER:])
