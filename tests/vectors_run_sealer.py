"""What every sealer must do, against frozen vectors: pure functions, run in both homes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from handhold.doors import Sealer, Unsealable

Case = Mapping[str, str]
Vectors = Mapping[str, Any]


def run(sealer: Sealer, vectors: Vectors) -> None:
    """All of them."""
    seals_as_written(sealer, vectors["seal"])
    refuses_what_does_not_fit(sealer, vectors["seal"])
    stretches_as_written(sealer, vectors["stretch"])
    agrees_as_written(sealer, vectors["agree"])
    refuses_trick_shares(sealer, vectors["small_order"])


def seals_as_written(sealer: Sealer, cases: Sequence[Case]) -> None:
    """XChaCha20-Poly1305 gives these bytes, and opens them again."""
    for case in cases:
        key, nonce, plain, bound, sealed = _bytes(case, "key", "nonce", "plain", "bound", "sealed")
        assert sealer.seal(key, nonce, plain, bound) == sealed
        assert sealer.open(key, nonce, sealed, bound) == plain


def refuses_what_does_not_fit(sealer: Sealer, cases: Sequence[Case]) -> None:
    """Another key, nonce, bound or sealed text, or one cut short, does not open."""
    for case in cases:
        key, nonce, bound, sealed = _bytes(case, "key", "nonce", "bound", "sealed")
        assert not _opens(sealer, (_flip(key), nonce, sealed, bound))
        assert not _opens(sealer, (key, _flip(nonce), sealed, bound))
        assert not _opens(sealer, (key, nonce, _flip(sealed), bound))
        assert not _opens(sealer, (key, nonce, sealed, bound + b"\0"))
        assert not _opens(sealer, (key, nonce, sealed[:-1], bound))
        assert not _opens(sealer, (key, nonce, b"", bound))
        assert not _opens(sealer, (key, b"", sealed, bound))


def stretches_as_written(sealer: Sealer, cases: Sequence[Case]) -> None:
    """Argon2id with 64 MiB, three passes and one lane gives these keys."""
    for case in cases:
        passphrase, salt, key = _bytes(case, "passphrase", "salt", "key")
        assert sealer.stretch(passphrase, salt) == key


def agrees_as_written(sealer: Sealer, cases: Sequence[Case]) -> None:
    """X25519 gives these public keys and shared secrets, from both sides."""
    for case in cases:
        ours, our_public, theirs, their_public, secret = _bytes(
            case, "private_a", "public_a", "private_b", "public_b", "secret"
        )
        assert (sealer.public(ours), sealer.public(theirs)) == (our_public, their_public)
        assert sealer.agree(ours, their_public) == sealer.agree(theirs, our_public) == secret


def refuses_trick_shares(sealer: Sealer, points: Sequence[str]) -> None:
    """Points of small order, which would make a secret that anybody knows, and wrong sizes are refused."""
    for point in [*map(bytes.fromhex, points), b"", b"\x09" * 31]:
        try:
            sealer.agree(b"\x40" * 32, point)
        except Unsealable:
            continue
        raise AssertionError(f"agreed with {point.hex()}")


def _opens(sealer: Sealer, parts: tuple[bytes, bytes, bytes, bytes]) -> bool:
    try:
        sealer.open(*parts)
    except Unsealable:
        return False
    return True


def _flip(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


def _bytes(case: Case, *names: str) -> list[bytes]:
    return [bytes.fromhex(case[name]) for name in names]
