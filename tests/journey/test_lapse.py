"""Time, when it passes, stands still or runs backwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.journey.codec import dump
from handhold.journey.decide import wake
from handhold.journey.letters import OpeningLetter
from handhold.journey.requests import SendOpening, SetQuiet
from handhold.journey.stages import Stage
from handhold.journey.state import Asked, NotOffered, Said, Talking, Warmth
from journey.two import CATALOGUE, Two

REACHES: list[Callable[[Two], None]] = [
    Two.open, Two.to_talking, Two.to_settling, Two.to_open, Two.to_evening, Two.to_together
]  # fmt: skip


@pytest.mark.parametrize("reach", REACHES)
@settings(max_examples=15, deadline=None)
@given(hours=st.integers(-3_000, 3_000))
def test_waking_twice_is_waking_once(reach: Callable[[Two], None], hours: int) -> None:
    """From any stage and over any jump of the clock, a second wake changes no byte."""
    two = Two()
    reach(two)
    for phone in (two.asker, two.asked):
        now = phone.now + timedelta(hours=hours)
        once = wake(phone.state, now, CATALOGUE)
        assert dump(wake(once, now, CATALOGUE)) == dump(once)


@pytest.mark.promise(4)
@pytest.mark.parametrize("reach", REACHES)
def test_time_alone_never_moves_a_talk_forward(reach: Callable[[Two], None]) -> None:
    """Whatever the clock does, only a settling both agreed to becomes Open; no talk, yes or step appears."""
    for days in (-400, -1, 1, 3, 15, 31, 400):
        two = Two()
        reach(two)
        before = two.asked.stage()
        two.sleep(days=days)
        after = two.asked.stage()
        further = (Stage.TALKING, Stage.SETTLING, Stage.EVENING, Stage.TOGETHER)
        assert after not in further or after is before
        assert after is not Stage.OPEN or before in (
            Stage.OPEN,
            Stage.EVENING,
            Stage.TOGETHER,
            Stage.SETTLING,
        )


@pytest.mark.promise(6)
def test_a_clock_set_back_begins_the_wait_again_and_never_freezes_it() -> None:
    """Settling starts anew in full, and in full is all: three days later it is open, in whatever year."""
    two = Two()
    two.to_settling()
    two.asked.sleep(days=2)
    two.asked.sleep(days=-2_000)
    assert two.asked.stage() is Stage.SETTLING
    two.asked.sleep(days=2)
    assert two.asked.stage() is Stage.SETTLING
    two.asked.sleep(days=2)
    assert two.asked.stage() is Stage.OPEN


@pytest.mark.promise(6)
def test_a_clock_set_back_keeps_the_quiet_days() -> None:
    """The seven days after a no run in full again, from the day it is now."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.asked.sleep(days=-30)

    def knock() -> Stage:
        last_day = (two.asked.now + timedelta(days=10)).date()
        two.asked.hear(OpeningLetter("juggle", Said("and this?"), last_day))
        return two.asked.stage("juggle")

    assert knock() is Stage.UNSPOKEN
    two.asked.sleep(days=6)
    assert knock() is Stage.UNSPOKEN
    two.asked.sleep(days=2)
    assert knock() is Stage.RAISED


@pytest.mark.promise(5)
def test_a_clock_set_back_ends_tonight() -> None:
    """An evening of a day that hasn't come is no evening."""
    two = Two()
    two.to_together()
    two.asked.sleep(days=-1)
    assert two.asked.ours.tonight is None


def test_rest_that_time_brought_counts_as_set_by_the_asked() -> None:
    """Thirty days of Talking: a lock there, "not offered" here; after an overlap a lock on each."""
    two = Two()
    two.to_talking()
    two.sleep(days=33)
    assert two.asked.stage() is Stage.RESTING
    assert two.asked.state.mine.locks["dance"].met
    assert two.asker.ours.talks["dance"] == NotOffered()
    both = Two()
    both.asker.tap(SendOpening("dance", Said("shall we?")))
    both.asked.tap(SendOpening("dance", Said("shall we?")))
    both.post()
    talking = both.asker.ours.talks["dance"]
    assert isinstance(talking, Talking)
    assert talking.asked is Asked.BOTH
    both.sleep(days=31)
    assert both.asker.stage() is both.asked.stage() is Stage.RESTING


@pytest.mark.promise(8)
def test_no_day_outlives_what_it_was_kept_for() -> None:
    """Half a year after a no the asked app holds a lock and no day but today."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.asked.tap(SetQuiet(10))
    two.sleep(days=180)
    text = dump(two.asked.state).decode()
    assert text.count("2026-") == 1
    assert '"put":"closed"' in text
