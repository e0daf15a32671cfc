"""Invitations: written, pasted, said aloud, mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.bond import invitation, words
from handhold.bond.invitation import Invitation

RELAY = "wss://relay.example:8443/x"


@settings(deadline=None)
@given(secret=st.binary(min_size=32, max_size=32), relay=st.text(min_size=1, max_size=80))
def test_a_link_comes_back(secret: bytes, relay: str) -> None:
    """What was written into a link is read out of it, wherever it was pasted."""
    payload = invitation.encode(invitation.link(relay, secret))
    assert payload.replace("-", "").replace("_", "").isalnum()
    for text in (
        payload,
        f"https://app.example/#{payload}",
        f"Come and see: https://app.example/a-b#{payload} :)",
    ):
        assert invitation.decode(text) == Invitation(relay, secret)


@pytest.mark.parametrize("text", ["", "hello", "https://app.example/", "A" * 80, "é" * 80])
def test_what_is_no_link_is_none(text: str) -> None:
    """Anything else is no invitation, and no crash."""
    assert invitation.decode(text) is None


def test_a_cut_or_mistyped_link_is_none() -> None:
    """A link that lost its end or had a letter changed is noticed before anybody waits at the wrong place."""
    payload = invitation.encode(invitation.link(RELAY, b"s" * 32))
    assert invitation.decode(payload[:-1]) is None
    assert invitation.decode(payload[:30] + ("a" if payload[30] != "a" else "b") + payload[31:]) is None


@settings(deadline=None)
@given(entropy=st.binary(min_size=19, max_size=19))
def test_a_code_comes_back(entropy: bytes) -> None:
    """A code is read as it was said, whatever its case, spaces, dashes and commas."""
    said = invitation.spell(invitation.code(RELAY, entropy))
    assert invitation.hear(RELAY, said) == invitation.code(RELAY, entropy)
    assert invitation.hear(RELAY, f" {said.upper().replace(' ', ' - ')}, ") == invitation.code(RELAY, entropy)


@pytest.mark.parametrize("text", ["", "123456", "12345 apple river candle", "123456 apple river nonsense"])
def test_what_is_no_code_is_none(text: str) -> None:
    """Too few digits, too few words or an unknown word make no code."""
    assert invitation.hear(RELAY, text) is None


def test_an_invitation_wants_its_chance() -> None:
    """Too few random bytes make no invitation."""
    with pytest.raises(ValueError, match="32"):
        invitation.link(RELAY, b"short")
    with pytest.raises(ValueError, match="19"):
        invitation.code(RELAY, b"short")


def test_256_words_told_apart() -> None:
    """One word a byte: no two alike, all plain letters, read back in any case."""
    assert len(set(words.WORDS)) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words.WORDS)
    assert words.read([word.upper() for word in words.spell(bytes(range(256)))]) == bytes(range(256))
    assert words.read(["apple", "nonsense"]) is None
