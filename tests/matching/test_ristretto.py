"""The group in plain Python, against the library: two makers, one opinion."""

from __future__ import annotations

from hashlib import sha512

from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.matching.ristretto import ORDER, Ristretto
from handhold.native.ristretto import load

PLAIN, NATIVE = Ristretto(), load()
SCALARS = st.integers(1, ORDER - 1)
UNIFORM = st.binary(max_size=8).map(lambda seed: sha512(seed).digest())


@settings(max_examples=40, deadline=None)
@given(st.lists(UNIFORM, min_size=2, max_size=2, unique=True), SCALARS, SCALARS)
def test_both_count_alike(uniform: list[bytes], one: int, other: int) -> None:
    """Mapping, multiples, sums and sums of multiples come out the same in both."""
    left, right = PLAIN.hash_many(uniform)
    assert NATIVE.hash_many(uniform) == [left, right]
    assert PLAIN.base(one) == NATIVE.base(one)
    assert PLAIN.mul_many([one, other], [left, right]) == NATIVE.mul_many([one, other], [left, right])
    assert PLAIN.add(left, right) == NATIVE.add(left, right)
    assert PLAIN.msm([one, other], [left, right]) == NATIVE.msm([one, other], [left, right])
