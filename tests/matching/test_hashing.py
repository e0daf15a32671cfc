"""Hashing to scalars and points, and binding parts together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.matching.hashing import bind, expand, to_scalar
from handhold.matching.ristretto import ORDER
from vectors_run import run_expand

VECTORS = Path(__file__).parents[1] / "vectors" / "rfc9380-expand-sha512.json"
PARTS = st.lists(st.binary(max_size=8), max_size=5)


def test_expansion_follows_the_standard() -> None:
    """All ten vectors of RFC 9380, K.3 come out."""
    assert run_expand(json.loads(VECTORS.read_text())) == []


def test_a_wrong_vector_is_noticed() -> None:
    """The runner of the vectors names what does not come out."""
    vectors = json.loads(VECTORS.read_text())
    vectors["vectors"][0]["output"] = "00"
    assert run_expand(vectors) == ["expand  to 32"]


@given(PARTS, PARTS)
def test_bound_parts_never_run_together(some: list[bytes], others: list[bytes]) -> None:
    """Two lists of parts are bound to the same octets only when they are the same list."""
    assert (bind(*some) == bind(*others)) == (some == others)


@pytest.mark.parametrize(("domain", "size"), [(b"d" * 256, 32), (b"d", 255 * 64 + 1)])
def test_expansion_knows_its_bounds(domain: bytes, size: int) -> None:
    """A longer domain or output than the standard allows is refused, not cut."""
    with pytest.raises(ValueError, match="too long"):
        expand(b"message", domain, size)


def test_domains_are_apart() -> None:
    """The same message hashes to another scalar in another context, and always below the order."""
    scalars = {to_scalar(ORDER, b"message", context) for context in (b"one", b"two", b"three")}
    assert len(scalars) == 3
    assert max(scalars) < ORDER
