"""One opening at a time, and the quiet days after it."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import OpeningLetter, TakeBackLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    Bind,
    HeardInPerson,
    Leave,
    SaidInPerson,
    SendOpening,
    TakeBack,
    Uncover,
)
from handhold.journey.stages import Stage
from handhold.journey.state import (
    Said,
    Side,
    Warmth,
)
from journey.two import Phone, Two

COLD = (Warmth.NO, Warmth.NOT_NOW)


def opening(phone: Phone, topic: str = "dance", text: str = "hello") -> OpeningLetter:
    """An opening as any app might send it, with a plausible last day."""
    return OpeningLetter(topic, Said(text), (phone.now + timedelta(days=13)).date())


@pytest.mark.promise(6)
def test_a_new_bond_begins_with_two_quiet_days() -> None:
    """An opening in the first two days is refused here and dropped there."""
    phone = Two().asked
    phone.tap(Leave())
    phone.tap(Bind(Side.SECOND))
    assert phone.refusal(SendOpening("dance", Said("hi"))) is Refusal.NEW_BOND
    phone.hear(opening(phone))
    assert phone.stage() is Stage.UNSPOKEN
    phone.sleep(days=3)
    phone.hear(opening(phone))
    assert phone.stage() is Stage.RAISED


@pytest.mark.promise(6)
def test_one_opening_waits_at_a_time() -> None:
    """While one of theirs waits, every other one is dropped; the honest app says so beforehand."""
    two = Two()
    two.open("dance")
    assert two.asker.refusal(SendOpening("juggle", Said("and this?"))) is Refusal.WAITING
    before = dump(two.asked.state)
    two.asked.hear(opening(two.asked, "juggle"))
    two.asked.hear(opening(two.asked, "dance", "again"))
    assert dump(two.asked.state) == before


@pytest.mark.promise(6)
@pytest.mark.parametrize("warmth", COLD)
def test_seven_quiet_days_follow_a_no_and_a_not_now(warmth: Warmth) -> None:
    """About anything, on the asked's own clock, whatever the asker's app allows."""
    two = Two()
    two.open("dance")
    two.answer(warmth)
    assert two.asker.refusal(SendOpening("juggle", Said("then this?"))) is Refusal.QUIET_DAYS
    two.asked.sleep(days=6)
    two.asked.hear(opening(two.asked, "juggle"))
    assert two.asked.stage("juggle") is Stage.UNSPOKEN
    two.asked.sleep(days=2)
    two.asked.hear(opening(two.asked, "juggle"))
    assert two.asked.stage("juggle") is Stage.RAISED


@pytest.mark.promise(6)
def test_seven_quiet_days_follow_silence() -> None:
    """Fourteen days without an answer rest the topic, and seven quiet days follow."""
    two = Two()
    two.open("dance")
    two.sleep(days=16)
    assert two.asked.stage() is Stage.RESTING
    assert two.asker.stage() is Stage.NOT_OFFERED
    two.asked.hear(opening(two.asked, "juggle"))
    assert two.asked.stage("juggle") is Stage.UNSPOKEN
    two.sleep(days=7)
    assert two.asker.refusal(SendOpening("juggle", Said("this, then?"))) is None
    two.open("juggle")
    assert two.asked.stage("juggle") is Stage.RAISED


@pytest.mark.promise(6)
def test_no_quiet_days_follow_a_warm_answer() -> None:
    """A warm answer leaves the way free for another topic."""
    two = Two()
    two.to_talking()
    two.open("juggle")
    assert two.asked.stage("juggle") is Stage.RAISED


@pytest.mark.promise(6)
def test_an_unread_opening_taken_back_leaves_nothing_to_see() -> None:
    """Unread: no page. Read: a page that says it was taken back. Either way it can't be a way to knock."""
    for read in (False, True):
        two = Two()
        two.open()
        if read:
            assert two.asked.tap(Uncover("dance")) == []
        (letter,) = two.asker.tap(TakeBack("dance"))
        assert isinstance(letter, TakeBackLetter)
        two.post()
        assert two.asked.stage() is Stage.UNSPOKEN
        assert ("dance" in two.asked.ours.pages) is read
        two.asked.hear(opening(two.asked, "juggle"))
        assert two.asked.stage("juggle") is Stage.UNSPOKEN
        assert two.asker.refusal(SendOpening("juggle", Said("?"))) is Refusal.QUIET_DAYS


def test_said_in_person_sends_nothing_and_waits_the_same() -> None:
    """A note of one's own: no letter, one at a time, the same quiet days, and no word in their mouth."""
    two = Two()
    assert two.asker.tap(SaidInPerson("dance")) == []
    assert two.asker.refusal(SendOpening("juggle", Said("?"))) is Refusal.WAITING
    assert two.asker.tap(HeardInPerson("dance", Warmth.NOT_NOW)) == []
    assert two.asker.stage() is Stage.NOT_OFFERED
    assert two.asker.refusal(SendOpening("juggle", Said("?"))) is Refusal.QUIET_DAYS
    warm = Two()
    warm.asker.tap(SaidInPerson("dance"))
    warm.asker.tap(HeardInPerson("dance", Warmth.TALK))
    assert warm.asker.stage() is Stage.UNSPOKEN


@pytest.mark.promise(6)
@pytest.mark.parametrize("apart", [-18, -7, 0, 7, 18])
@pytest.mark.parametrize("end", ["no", "silence", "taken back"])
def test_honest_clocks_never_collide(end: str, apart: int) -> None:
    """In whatever zones they live: as soon as one app allows another opening, the other lets it in."""
    two = Two()
    zone = timezone(timedelta(hours=apart / 2))
    two.asker.now = two.asker.now.astimezone(zone)
    two.asked.now = two.asked.now.astimezone(timezone(timedelta(hours=-apart / 2)))
    two.open("dance")
    if end == "no":
        two.answer(Warmth.NO)
    elif end == "taken back":
        two.asker.tap(TakeBack("dance"))
        two.post()
    while two.asker.refusal(SendOpening("juggle", Said("and this?"))):
        two.sleep(hours=1)
    two.open("juggle")
    assert two.asked.stage("juggle") is Stage.RAISED
