"""Letters that no honest app would send, one by one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.decide import receive
from handhold.journey.letters import (
    AdoreLetter,
    AnswerLetter,
    CardLetter,
    GoodbyeLetter,
    Letter,
    OpeningLetter,
    PlaceLetter,
    PutAwayLetter,
    StillLetter,
    TakeBackLetter,
    TalkedLetter,
)
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    ClosePage,
    HeardInPerson,
    ProposeStep,
    SaidNoToThis,
    SendOpening,
    SetLock,
)
from handhold.journey.stages import Stage
from handhold.journey.state import AskMe, Put, Said, Warmth
from handhold.journey.topics import Way
from journey.two import CATALOGUE, Phone, Two


def nothing(phone: Phone, letter: Letter, grade: str | None = None) -> bool:
    """Whether hearing it, past the codec, changes not a byte."""
    return dump(receive(phone.state, letter, phone.now, CATALOGUE, grade)) == dump(phone.state)


@pytest.mark.promise(4)
@pytest.mark.parametrize("reach", [Two.to_talking, Two.to_settling, Two.to_open, Two.to_evening])
def test_an_opening_never_restarts_what_stands_open(reach: Callable[[Two], None]) -> None:
    """On a topic that is talked about already, an opening is nothing."""
    two = Two()
    reach(two)
    last_day = (two.asked.now + timedelta(days=9)).date()
    assert nothing(two.asked, OpeningLetter("dance", Said("again"), last_day))


@pytest.mark.promise(4)
def test_a_crossing_opening_with_pressure_in_it_is_silence() -> None:
    """Mine waits there still; theirs, stop-graded, makes no talk."""
    two = Two()
    two.asked.tap(SendOpening("dance", Said("shall we?")))
    last_day = (two.asked.now + timedelta(days=9)).date()
    assert nothing(two.asked, OpeningLetter("dance", Said("you must"), last_day), "stop")


def test_longer_words_than_a_letter_holds_are_nothing() -> None:
    """Every text has its length, also past the codec."""
    two = Two()
    two.asked.tap(SendOpening("juggle", Said("shall we?")))
    day, long = two.asked.now.date(), "x" * 4_001
    letters: list[Letter] = [
        OpeningLetter("dance", Said(long), day),
        AnswerLetter("juggle", Warmth.TALK, "x" * 301, day),
        AdoreLetter(long, day),
        AdoreLetter(" ", day),
        CardLetter(AskMe(how=long)),
        GoodbyeLetter(long, day),
    ]
    for letter in letters:
        assert nothing(two.asked, letter), letter


@pytest.mark.promise(4)
def test_letters_about_nothing_are_nothing() -> None:
    """About a topic nobody has raised, and about places and topics that are not in the catalogue."""
    two = Two()
    day = two.asked.now.date()
    for topic in ("dance", "nowhere"):
        for letter in (
            TakeBackLetter(topic, day),
            TalkedLetter(topic, 72, day),
            PutAwayLetter(topic, Put.CLOSED, day),
            PlaceLetter(topic, ("look",), day),
        ):
            assert nothing(two.asked, letter), letter
    two.to_open()
    assert nothing(two.asked, PlaceLetter("dance", ("moon",), two.asked.now.date()))


@pytest.mark.promise(3)
def test_a_one_way_lock_ends_the_talk_that_way() -> None:
    """A lock on one's own part ends the talk that has that part in it, and no other."""
    two = Two()
    two.asked.tap(SendOpening("dance", Said("I'd like to give", Way.GIVE)))
    two.post()
    two.asker, two.asked = two.asked, two.asker
    two.answer(Warmth.TALK)
    two.asker.tap(SetLock("dance", Put.RESTING, Way.RECEIVE))
    assert two.asker.stage() is Stage.TALKING
    two.asker.tap(SetLock("dance", Put.RESTING, Way.GIVE))
    assert two.asker.stage() is Stage.RESTING
    assert nothing(two.asker, TalkedLetter("dance", 72, two.asker.now.date()))


@pytest.mark.promise(5)
def test_a_still_needs_a_whole_share() -> None:
    """A share of another size begins no evening."""
    two = Two()
    two.to_evening()
    assert nothing(two.asked, StillLetter("dance", "look", b"short", two.asked.now.date()))


def test_taps_about_nothing_are_refused() -> None:
    """No page to close, no note of what was never said in person, no step of what is put away."""
    two = Two()
    assert two.asker.refusal(SaidNoToThis("dance", "juggle")) is Refusal.NOT_HERE
    two.asked.tap(SetLock("juggle", Put.RESTING))
    assert two.asked.refusal(ProposeStep("juggle", "look")) is Refusal.LOCKED
    assert two.asker.refusal(ClosePage("dance")) is Refusal.NOT_HERE
    two.open()
    assert two.asker.refusal(HeardInPerson("dance", Warmth.NO)) is Refusal.NOT_HERE
    assert two.asked.refusal(SaidNoToThis("dance", "nowhere")) is Refusal.UNKNOWN
