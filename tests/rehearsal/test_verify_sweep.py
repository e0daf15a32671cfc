"""The sweep over every pair of answers: clean for the true exchange, and not for any leaky one."""

from __future__ import annotations

import pytest

from handhold.journey.state import Side
from handhold.native.ristretto import load
from handhold.rehearsal.sweep import expected, seats, sweep
from handhold.rehearsal.table import Play
from rehearsal.leaks import LEAKS

GROUP = load()


@pytest.mark.promise(1, 2)
def test_every_pair_of_answers_is_clean() -> None:
    """What each app keeps of a round follows from its own answers and the overlap, for every pair."""
    swept = sweep(GROUP, Play(), quick=True)
    assert swept.findings == []
    assert swept.pairs == sum(len(seats(Side.FIRST, live, quick=True)) ** 2 for live in (False, True))


@pytest.mark.promise(2)
def test_every_way_to_enter_a_round_is_met() -> None:
    """The sweep's answers come to every combination of yes and not-yes in the three slots, on both sides."""
    for side in Side:
        assert len({expected(seat) for seat in seats(side, live=False)}) == 2**3


@pytest.mark.promise(2)
@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_a_leaky_variant_is_caught(leak: Play) -> None:
    """An exchange or an app that lets through anything but the overlap makes the sweep fail."""
    assert sweep(GROUP, leak, quick=True).findings
