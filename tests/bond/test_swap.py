"""The two deposits of a round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.bond import swap
from handhold.bond.bond import Bond
from handhold.bond.padding import TooLong
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

ROUND, NEXT = b"r" * 16, b"n" * 16
NONCE = b"o" * 24


def test_both_swap_at_one_place(bonds: tuple[Bond, Bond]) -> None:
    """Both name one swap id, each under a side id of its own; another round has another."""
    ours, theirs = bonds
    assert swap.swap_id(ours, ROUND) == swap.swap_id(theirs, ROUND)
    assert swap.swap_id(ours, ROUND) != swap.swap_id(ours, NEXT)
    assert swap.side_id(ours, ROUND) != swap.side_id(theirs, ROUND)
    assert (len(swap.swap_id(ours, ROUND)), len(swap.side_id(ours, ROUND))) == (limits.TOKEN, limits.SIDE)


@pytest.mark.promise(2)
@pytest.mark.parametrize("body", [b"", b"proof", b"p" * swap.BODY_MAX])
def test_every_deposit_has_one_size(sealer: Sealer, bonds: tuple[Bond, Bond], body: bytes) -> None:
    """A deposit weighs as much as any envelope, whatever is in it."""
    deposit = swap.seal_swap(sealer, bonds[0], ROUND, body, NONCE)
    assert len(deposit) == limits.ENVELOPE
    assert swap.open_swap(sealer, bonds[1], ROUND, deposit) == body


def test_only_theirs_for_this_round_opens(sealer: Sealer, bonds: tuple[Bond, Bond]) -> None:
    """One's own deposit sent back, another round's, another bond's and a changed one do not open."""
    ours, theirs = bonds
    deposit = swap.seal_swap(sealer, ours, ROUND, b"proof", NONCE)
    changed = deposit[:-1] + bytes([deposit[-1] ^ 1])
    stranger = replace(theirs, swap_root=bytes(32))
    for bond, number, body in (
        (ours, ROUND, deposit),
        (theirs, NEXT, deposit),
        (stranger, ROUND, deposit),
        (theirs, ROUND, changed),
        (theirs, ROUND, b""),
    ):
        with pytest.raises(Unsealable):
            swap.open_swap(sealer, bond, number, body)


def test_too_long_a_body_is_refused(sealer: Sealer, bonds: tuple[Bond, Bond]) -> None:
    """A body that does not fit is refused, with the number of bytes too many."""
    with pytest.raises(TooLong) as refusal:
        swap.seal_swap(sealer, bonds[0], ROUND, bytes(swap.BODY_MAX + 3), NONCE)
    assert refusal.value.over == 3
