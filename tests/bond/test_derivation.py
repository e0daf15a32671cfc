"""Keys out of keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handhold.bond.derivation import derive, hkdf, prefix, stream
from handhold.bond.padding import pad, strip
from handhold.bond.purposes import Purpose

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "rfc5869.json").read_text())


@pytest.mark.parametrize("case", VECTORS["cases"])
def test_hkdf_is_the_one_of_the_rfc(case: dict[str, str]) -> None:
    """The published vectors come out; our own keys use the same lines with SHA-512."""
    key, salt, info, expected = (bytes.fromhex(case[name]) for name in ("ikm", "salt", "info", "okm"))
    assert hkdf(key, salt, info, len(expected), "sha256") == expected


def test_no_purpose_shares_a_label() -> None:
    """Every purpose has a label of its own, so no key serves two ends."""
    labels = [purpose.value for purpose in Purpose.__members__.values()]
    assert len(set(labels)) == len(Purpose.__members__)
    assert len({derive(b"key", purpose) for purpose in Purpose}) == len(labels)


def test_context_cannot_be_shifted() -> None:
    """Two contexts that read alike when written together give two keys."""
    assert prefix(b"ab", b"c") != prefix(b"a", b"bc")
    assert derive(b"key", Purpose.SALT, b"ab", b"c") != derive(b"key", Purpose.SALT, b"a", b"bc")


def test_a_stream_repeats_only_itself() -> None:
    """The same key gives the same draws again, and no draw is given twice."""
    first, again = stream(b"key"), stream(b"key")
    drawn = [first(32) for _ in range(4)]
    assert [again(32) for _ in range(4)] == drawn
    assert len(set(drawn)) == 4


@pytest.mark.parametrize("padded", [b"", b"\0", b"\0\5abc", b"\0\1a\0\1"])
def test_what_was_not_padded_is_refused(padded: bytes) -> None:
    """Only zeros may follow a content, and its length must be there."""
    with pytest.raises(ValueError, match="no padding"):
        strip(padded + (b"" if len(padded) > 1 else b"\1" * 3))
    assert strip(pad(b"content", 100)) == b"content"
