"""What a round leaves on both sides."""

from __future__ import annotations

import pytest

from handhold.journey.codec import dump
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    CloseRound,
    JoinLook,
    LetGo,
    RoundResult,
    SendFirst,
    SendSecond,
    SetLock,
    StartLook,
)
from handhold.journey.rounds import slots
from handhold.journey.stages import Stage
from handhold.journey.state import Asked, Put, RoundPage, Side, Talking
from handhold.journey.topics import Way
from journey.two import CATALOGUE, Two

IN, OUT = b"\x01" * 64, b"\x00" * 64
NAMES = [slot.name for slot in slots(CATALOGUE, "first", Side.FIRST)]


def start(
    live: bool = False, nonce: bytes = b"n" * 32, deck: str = "first", id: bytes = b"i" * 16
) -> StartLook:
    """A round of the one deck, every coin in."""
    return StartLook(deck, live, id, nonce, IN)


def to_second(two: Two, live: bool = False) -> None:
    """Up to both second halves deposited."""
    two.asker.tap(start(live))
    two.post()
    two.asked.tap(JoinLook(IN))
    for phone in (two.asker, two.asked):
        phone.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    two.post()
    for phone in (two.asker, two.asked):
        phone.tap(SendSecond(b"i" * 16, b"own", b"R2"))
        phone.out.clear()


def finish(two: Two, *found: str) -> None:
    """Both learn the same common ground."""
    for phone in (two.asker, two.asked):
        phone.tap(RoundResult(b"i" * 16, tuple(NAMES.index(name) for name in found)))


def test_by_mail_a_result_opens_at_the_next_six() -> None:
    """Nobody can tell who came last; live it shows at once."""
    two = Two()
    to_second(two)
    finish(two, "light1")
    assert two.asker.ours.round_page is None
    assert two.asker.ours.overlaps == ()
    two.sleep(days=1)
    assert two.asker.ours.round_page is RoundPage.COMMON
    assert [one.topic for one in two.asked.ours.overlaps] == ["light1"]
    live = Two()
    to_second(live, live=True)
    finish(live, "light1")
    assert live.asker.ours.round_page is RoundPage.COMMON
    live.asker.tap(CloseRound())
    assert live.asker.ours.round_page is None


@pytest.mark.promise(2)
def test_every_reason_for_nothing_new_has_the_one_page() -> None:
    """No overlap, never joined, never finished: the same page; a false proof alone has its own."""
    ended = []
    nothing = Two()
    to_second(nothing)
    finish(nothing)
    never_joined, never_finished = Two(), Two()
    never_joined.asker.tap(start())
    to_second(never_finished)
    for two in (nothing, never_joined, never_finished):
        two.sleep(days=22)
        ended.append((two.asker.ours.round_page, two.asker.ours.round, two.asker.ours.overlaps))
    assert ended == [(RoundPage.NOTHING_NEW, None, ())] * 3
    false = Two()
    to_second(false)
    false.asked.tap(RoundResult(b"i" * 16, honest=False))
    assert false.asked.ours.round_page is RoundPage.FALSE_PROOF
    early = Two()
    early.asker.tap(start())
    early.asker.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    early.asker.tap(RoundResult(b"i" * 16, honest=False))
    assert early.asker.ours.round_page is RoundPage.FALSE_PROOF
    assert not any(season.spent for season in early.asker.state.mine.seasons.values())


def test_common_ground_with_steps_goes_straight_into_talking() -> None:
    """For both, with nothing sent, and nobody has to be the asker; a light topic ends there."""
    two = Two()
    to_second(two, live=True)
    finish(two, "dance/first-gives", "light1")
    for phone, way in ((two.asker, Way.GIVE), (two.asked, Way.RECEIVE)):
        talking = phone.ours.talks["dance"]
        assert isinstance(talking, Talking)
        assert talking.asked is Asked.BOTH
        assert talking.way is way
        assert set(phone.ours.talks) == {"dance"}
        assert phone.out == []


@pytest.mark.promise(3)
def test_a_lock_set_after_the_first_half_still_holds() -> None:
    """What the round found, a lock keeps out of Talking and out of sight."""
    two = Two()
    two.asker.tap(start())
    to_join = two.asked
    two.post()
    to_join.tap(JoinLook(IN))
    for phone in (two.asker, two.asked):
        phone.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    two.post()
    two.asked.tap(SetLock("dance", Put.RESTING))
    for phone in (two.asker, two.asked):
        phone.tap(SendSecond(b"i" * 16, b"own", b"R2"))
        phone.out.clear()
    finish(two, "dance/first-gives")
    two.sleep(days=1)
    assert two.asked.stage() is Stage.RESTING
    assert two.asked.ours.overlaps == ()
    assert two.asked.ours.round_page is RoundPage.NOTHING_NEW


def test_overlaps_fade_with_their_season() -> None:
    """By themselves, on both sides."""
    two = Two()
    to_second(two, live=True)
    finish(two, "light1")
    two.sleep(days=59)
    assert two.asker.ours.overlaps
    two.sleep(days=3)
    assert two.asker.ours.overlaps == two.asked.ours.overlaps == ()


def test_letting_go_is_a_lock_of_ones_own() -> None:
    """Nothing is sent, and the other sees nothing."""
    two = Two()
    to_second(two, live=True)
    finish(two, "dance/first-gives", "light1")
    before = dump(two.asker.state)
    assert two.asked.tap(LetGo("dance")) == []
    assert two.asked.stage() is Stage.RESTING
    assert [one.topic for one in two.asked.ours.overlaps] == ["light1"]
    assert dump(two.asker.state) == before
    assert two.asked.refusal(LetGo("dance")) is Refusal.NOT_HERE


def test_slot_numbers_out_of_range_are_nothing() -> None:
    """A result can name only what was asked."""
    two = Two()
    to_second(two, live=True)
    two.asker.tap(RoundResult(b"i" * 16, (-1, 99)))
    assert two.asker.ours.round_page is RoundPage.NOTHING_NEW
