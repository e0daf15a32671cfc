"""Reading scalars and pieces strictly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.matching.octets import FalseProof, measure, read, split, write

ORDER = 1000


@given(st.lists(st.integers(0, ORDER - 1), max_size=5))
def test_scalars_come_back(scalars: list[int]) -> None:
    """What was written is read."""
    assert read(ORDER, write(scalars)) == scalars


def test_a_scalar_is_below_the_order() -> None:
    """The order itself is refused: one proof could otherwise be written in two ways."""
    with pytest.raises(FalseProof):
        read(ORDER, write([ORDER]))


def test_nothing_is_left_over() -> None:
    """Octets that are no whole number of pieces are refused."""
    with pytest.raises(FalseProof):
        split(bytes(33))


@pytest.mark.parametrize("size", [0, 4, 6])
def test_a_message_has_its_length(size: int) -> None:
    """One octet too few or too many is refused."""
    assert measure(b"abcde", [2, 3]) == [b"ab", b"cde"]
    with pytest.raises(FalseProof):
        measure(bytes(size), [2, 3])
