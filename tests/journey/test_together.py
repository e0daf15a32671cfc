"""An evening, live."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.journey.together import (
    SIZE,
    Pace,
    Together,
    alone,
    clear_slow,
    frame,
    hear,
    press_slow,
    press_stop,
    stopped,
)


def linked() -> tuple[Together, Together]:
    """Two phones that have just heard that the other hears them."""
    return beat(*beat(Together(), Together(), 0.0), 0.0)


def paces(evening: Together) -> tuple[Pace, Pace]:
    """What each has pressed, as one phone knows it."""
    return evening.own, evening.theirs


def beat(one: Together, other: Together, at: float) -> tuple[Together, Together]:
    """A frame each way."""
    one, body = frame(one)
    other, back = frame(hear(other, body, at))
    return hear(one, back, at), other


@pytest.mark.promise(7)
def test_before_anything_is_heard_a_phone_is_alone() -> None:
    """Nothing heard yet is shown as alone, never as here."""
    assert alone(Together(), 0.0)


@pytest.mark.promise(7)
def test_five_seconds_of_nothing_are_alone_and_come_back_by_themselves() -> None:
    """At five seconds the phone says so; the next frame brings it back without a tap."""
    one, other = linked()
    assert not alone(one, 4.9)
    assert alone(one, 5.0)
    one, other = beat(one, other, 9.0)
    assert not alone(one, 9.0)


@pytest.mark.promise(7)
def test_a_line_that_carries_one_way_only_is_alone() -> None:
    """Somebody in between drops all of mine and none of theirs: I say that I am alone, since Stop is too."""
    one, other = linked()
    for second in range(1, 7):
        one, _ = frame(one)
        other, body = frame(other)
        one = hear(one, body, float(second))
    assert alone(one, 6.0)


@pytest.mark.promise(7)
def test_an_echo_of_what_was_never_said_is_none() -> None:
    """A modified app that claims to have heard the future keeps nobody from being alone."""
    one, _ = linked()
    claim = bytes([Pace.STILL]) + (9).to_bytes(4, "big") + (1000).to_bytes(4, "big")
    assert alone(hear(one, claim, 6.0), 6.0)


@pytest.mark.promise(7)
def test_stop_wins_on_both_and_has_no_way_back() -> None:
    """After one frame both are stopped; later frames, Slow and clearing change nothing."""
    one, other = linked()
    one, body = frame(press_stop(one))
    assert stopped(one)
    other = hear(other, body, 1.0)
    assert stopped(other)
    forged = bytes([Pace.STILL]) + (99).to_bytes(4, "big") + bytes(4)
    assert stopped(hear(other, forged, 2.0))
    assert stopped(clear_slow(press_slow(one)))


@pytest.mark.promise(7)
def test_slow_is_cleared_only_by_whoever_pressed_it() -> None:
    """The other's clearing leaves it; one's own ends it on both."""
    one, other = linked()
    one, body = frame(press_slow(one))
    other = hear(other, body, 1.0)
    assert Pace.SLOW in paces(clear_slow(other))
    assert Pace.SLOW in paces(one)
    one, body = frame(clear_slow(one))
    assert Pace.SLOW not in paces(hear(other, body, 2.0))


@pytest.mark.promise(7)
def test_a_lost_link_never_clears_slow() -> None:
    """Silence after a Slow shows Slow still, and that the phone is alone can be asked."""
    one, other = linked()
    _, body = frame(press_slow(one))
    other = hear(other, body, 1.0)
    assert Pace.SLOW in paces(other)
    assert alone(other, 60.0)


@pytest.mark.promise(7)
@given(body=st.binary(max_size=40))
def test_a_frame_of_noise_never_unstops(body: bytes) -> None:
    """Whatever arrives, what was stopped stays stopped, and short or unknown frames are nothing at all."""
    assert stopped(hear(press_stop(Together()), body, 1.0))
    stopped_there = Together(theirs=Pace.STOP, heard=1, heard_at=0.0)
    assert stopped(hear(stopped_there, body, 1.0))
    if len(body) < SIZE or body[0] > Pace.STOP:
        assert hear(Together(), body, 1.0) == Together()


@pytest.mark.promise(7)
def test_a_replayed_frame_is_not_fresh() -> None:
    """An old frame brings nothing back."""
    _, body = frame(Together())
    other = hear(Together(), body, 0.0)
    assert hear(other, body, 9.0) == other
    assert alone(hear(other, body, 9.0), 9.0)


@pytest.mark.promise(7)
def test_a_steady_clock_that_is_not_steady_reads_as_alone() -> None:
    """Time running backwards is never "here"."""
    one, _ = linked()
    assert alone(one, -1.0)
