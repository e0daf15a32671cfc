"""Live frames: one size, never twice, never back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.bond import live
from handhold.bond.bond import Bond
from handhold.bond.live import STATE_MAX, Line, Reading, Refused
from handhold.doors import Sealer, Unsealable
from handhold.wire import limits

Lines = tuple[Line, Line]


@pytest.fixture
def lines(sealer: Sealer, bonds: tuple[Bond, Bond]) -> Lines:
    """Both ends of one live line."""
    ours, theirs = b"1" * 32, b"2" * 32
    return (
        live.connect(sealer, bonds[0], ours, live.share(sealer, theirs)),
        live.connect(sealer, bonds[1], theirs, live.share(sealer, ours)),
    )


def test_both_meet_in_one_room(lines: Lines) -> None:
    """Both name the same room, each under a side id of its own, and each hears with the other's key."""
    assert lines[0].room == lines[1].room
    assert (len(lines[0].room), len(lines[0].side)) == (limits.TOKEN, limits.SIDE)
    assert lines[0].side != lines[1].side
    assert (lines[0].sending_key, lines[0].hearing_key) == (lines[1].hearing_key, lines[1].sending_key)
    assert lines[0].sending_key != lines[0].hearing_key


@pytest.mark.promise(11)
@pytest.mark.parametrize("state", [b"", b"slow", b"s" * STATE_MAX])
def test_every_frame_has_one_size(sealer: Sealer, lines: Lines, state: bytes) -> None:
    """ "Stop" weighs as much as anything else."""
    _, body = live.frame(sealer, lines[0], state)
    assert len(body) == limits.LIVE_FRAME - 1
    assert live.read(sealer, lines[1], body)[1] == Reading(state, 0)


def test_a_longer_state_is_refused(sealer: Sealer, lines: Lines) -> None:
    """A state over the limit is a mistake of ours, and said at once."""
    with pytest.raises(ValueError, match="at most"):
        live.frame(sealer, lines[0], b"s" * (STATE_MAX + 1))


def test_a_frame_carries_the_last_one_heard(sealer: Sealer, lines: Lines) -> None:
    """Each frame says which of ours they heard last, so that silence is noticed on both sides."""
    ours, theirs = lines
    for _ in range(3):
        ours, body = live.frame(sealer, ours, b"here")
        theirs, _ = live.read(sealer, theirs, body)
    _, body = live.frame(sealer, theirs, b"here")
    assert live.read(sealer, ours, body)[1].echo == 3


@pytest.mark.promise(7)
def test_an_old_frame_is_never_read_again(sealer: Sealer, lines: Lines) -> None:
    """A relay that plays "here" after "stop" is not heard; a lost frame is no harm."""
    ours, theirs = lines
    ours, here = live.frame(sealer, ours, b"here")
    ours, _lost = live.frame(sealer, ours, b"slow")
    ours, stop = live.frame(sealer, ours, b"stop")
    theirs, _ = live.read(sealer, theirs, here)
    theirs, reading = live.read(sealer, theirs, stop)
    assert reading.state == b"stop"
    for old in (here, _lost, stop):
        with pytest.raises(Refused):
            live.read(sealer, theirs, old)


def test_a_mirror_and_a_stranger_are_refused(sealer: Sealer, lines: Lines, bonds: tuple[Bond, Bond]) -> None:
    """One's own frame sent back, and a frame of another evening or another bond, are not heard."""
    _, body = live.frame(sealer, lines[0], b"here")
    another_evening = live.connect(sealer, bonds[1], b"2" * 32, live.share(sealer, b"3" * 32))
    another_bond = replace(bonds[1], bond_id=bytes(32))
    line = live.connect(sealer, another_bond, b"2" * 32, live.share(sealer, b"1" * 32))
    for listener in (lines[0], another_evening, line):
        with pytest.raises(Refused):
            live.read(sealer, listener, body)


@settings(deadline=None)
@given(at=st.integers(0, limits.LIVE_FRAME - 2))
def test_a_changed_frame_is_refused(sealer: Sealer, bonds: tuple[Bond, Bond], at: int) -> None:
    """One changed bit anywhere, the counter included, and the frame is not heard."""
    ours = live.connect(sealer, bonds[0], b"1" * 32, live.share(sealer, b"2" * 32))
    theirs = live.connect(sealer, bonds[1], b"2" * 32, live.share(sealer, b"1" * 32))
    _, body = live.frame(sealer, ours, b"here")
    with pytest.raises(Refused):
        live.read(sealer, theirs, body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])


@pytest.mark.parametrize("body", [b"", b"\x01" * 10, b"\xff" * (limits.LIVE_FRAME + 1)])
def test_noise_is_refused(sealer: Sealer, lines: Lines, body: bytes) -> None:
    """Bytes of any length that nobody sealed are not heard."""
    with pytest.raises(Refused):
        live.read(sealer, lines[0], body)


def test_a_trick_share_makes_no_line(sealer: Sealer, bonds: tuple[Bond, Bond]) -> None:
    """A share of small order would make a key that anybody knows."""
    with pytest.raises(Unsealable):
        live.connect(sealer, bonds[0], b"1" * 32, bytes(32))
