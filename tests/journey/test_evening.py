"""One step for one evening."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import NotTonightLetter, StepLetter, StillLetter, YesLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerAfter,
    EndEvening,
    Lengthen,
    ProposeStep,
    PutAway,
    SayNotTonight,
    SayStill,
    SayYes,
    SetLock,
    Stop,
)
from handhold.journey.stages import Stage
from handhold.journey.state import Open, Put
from handhold.journey.topics import Way
from journey.two import Phone, Two

STILL = b"s" * 32


def step(phone: Phone, name: str = "look") -> StepLetter:
    """A step for tonight as any app might send it."""
    return StepLetter("dance", name, phone.now.date())


def path(phone: Phone) -> Open:
    """The path as this phone knows it."""
    talk = phone.ours.talks["dance"]
    assert isinstance(talk, Open)
    return talk


@pytest.mark.promise(5)
def test_a_yes_lapses_by_itself_at_six() -> None:
    """Without two live stills the evening is gone in the morning, on both phones, and nothing is counted."""
    two = Two()
    two.to_evening()
    two.asked.tap(SayStill(STILL))
    two.sleep(hours=24)
    assert two.asker.ours.tonight is two.asked.ours.tonight is None
    assert path(two.asked).here is None
    assert two.asked.ours.theirs.run == 0
    assert two.asked.ours.after == {}


@pytest.mark.promise(5)
def test_a_yes_is_taken_back_with_one_tap() -> None:
    """Not tonight, after a yes, from either; a still that comes later opens nothing."""
    for taker in ("asker", "asked"):
        two = Two()
        two.to_evening()
        getattr(two, taker).tap(SayNotTonight())
        two.post()
        for phone in (two.asker, two.asked):
            assert phone.stage() is Stage.OPEN
            assert phone.refusal(SayStill(STILL)) is Refusal.NOT_HERE
            phone.hear(StillLetter("dance", "look", STILL, phone.now.date()))
            assert phone.stage() is Stage.OPEN


@pytest.mark.promise(5)
def test_a_stored_yes_opens_nothing() -> None:
    """One still is not together; their still is unseen state until mine is there."""
    two = Two()
    two.to_evening()
    two.asker.tap(SayStill(STILL))
    two.post()
    assert two.asked.stage() is Stage.EVENING
    two.asked.tap(SayStill(STILL))
    two.post()
    assert two.asked.stage() is two.asker.stage() is Stage.TOGETHER


@pytest.mark.promise(4)
def test_nothing_but_a_yes_welcomes_a_step() -> None:
    """A still, a yes to another step, or a yes that nobody asked for moves nothing."""
    two = Two()
    two.to_open()
    today = two.asker.now.date()
    two.asker.hear(YesLetter("dance", "look", today))
    assert two.asker.ours.tonight is None
    two.asker.tap(ProposeStep("dance", "look"))
    for letter in (StillLetter("dance", "look", STILL, today), YesLetter("dance", "touch", today)):
        two.asker.hear(letter)
        assert two.asker.stage() is Stage.OPEN
    assert two.asker.refusal(SayYes()) is Refusal.NOT_HERE
    assert two.asker.refusal(SayStill(STILL)) is Refusal.NOT_HERE


def test_an_evening_together_leaves_where_we_are_and_one_question() -> None:
    """At six: the place, three days before further, and tomorrow's private question; nothing is sent."""
    two = Two()
    two.to_together()
    two.sleep(days=1)
    assert path(two.asked).here == "look"
    assert two.asked.out == []
    assert two.asked.refusal(AnswerAfter("dance", fine=True)) is None
    assert two.asker.refusal(ProposeStep("dance", "touch")) is Refusal.FURTHER_LATER
    assert two.asker.refusal(ProposeStep("dance", "look")) is None
    two.sleep(days=3)
    assert two.asker.refusal(ProposeStep("dance", "touch")) is None


@pytest.mark.promise(7)
def test_stop_ends_the_step_on_both_for_tonight() -> None:
    """Over here at once, over there with the letter, and nothing begins again tonight."""
    two = Two()
    two.to_together()
    two.asked.tap(Stop())
    assert two.asked.stage() is Stage.OPEN
    two.post()
    for phone in (two.asker, two.asked):
        assert phone.stage() is Stage.OPEN
        assert phone.refusal(ProposeStep("dance", "look")) is Refusal.TONIGHT_TAKEN
        assert path(phone).here is None
    assert two.asker.ours.own.run == 0


def test_an_evening_can_be_ended_kindly() -> None:
    """Ending it sends nothing and counts as having been there."""
    two = Two()
    two.to_together()
    assert two.asker.tap(EndEvening()) == []
    assert path(two.asker).here == "look"
    assert two.asker.refusal(EndEvening()) is Refusal.NOT_HERE


@pytest.mark.promise(4)
def test_without_an_answer_to_after_an_equal_step_is_silence() -> None:
    """It waits behind the private question; unanswered it lapses; "not again" drops the next unseen."""
    two = Two()
    two.to_together()
    two.sleep(days=8)
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    assert two.asked.refusal(SayYes()) is Refusal.AFTER_FIRST
    two.sleep(days=1)
    assert two.asked.ours.theirs.run == 1
    assert two.asked.tap(AnswerAfter("dance", fine=False)) == []
    two.sleep(days=9)
    before = dump(two.asked.state)
    two.asked.hear(step(two.asked))
    assert dump(two.asked.state) == before
    two.asked.tap(AnswerAfter("dance", fine=True))
    two.asked.hear(step(two.asked))
    assert two.asked.refusal(SayYes()) is None


@pytest.mark.promise(5)
def test_the_earlier_six_ends_the_evening() -> None:
    """A yes of yesterday by the sayer's clock is nothing here."""
    two = Two()
    two.to_open()
    two.asker.tap(ProposeStep("dance", "look"))
    two.asker.hear(YesLetter("dance", "look", (two.asker.now - timedelta(days=1)).date()))
    assert two.asker.stage() is Stage.OPEN


@pytest.mark.promise(5)
def test_a_lock_ends_tonight() -> None:
    """Putting the topic away without a word ends the evening here, and nothing there can begin it."""
    two = Two()
    two.to_evening()
    two.asked.tap(SetLock("dance", Put.RESTING))
    two.asker.tap(SayStill(STILL))
    two.post()
    assert two.asked.ours.tonight is not None
    assert two.asked.ours.tonight.over
    assert two.asker.stage() is Stage.EVENING


def test_more_time_is_for_another_day_than_tonight() -> None:
    """While tonight has its step, that is what there is to say yes or no to."""
    two = Two()
    two.to_evening()
    assert two.asked.refusal(Lengthen("dance")) is Refusal.TONIGHT_TAKEN


def test_what_they_put_away_is_not_proposed() -> None:
    """Not offered is all that is said."""
    two = Two()
    two.to_open()
    two.asked.tap(PutAway("dance", Put.ENOUGH, told=True))
    two.post()
    assert two.asker.refusal(ProposeStep("dance", "look")) is Refusal.NOT_OFFERED


def test_not_tonight_to_another_step_is_nothing() -> None:
    """A refusal names its step."""
    two = Two()
    two.to_evening()
    two.asker.hear(NotTonightLetter("dance", "touch", two.asker.now.date()))
    assert two.asker.stage() is Stage.EVENING


@pytest.mark.promise(3)
def test_a_one_way_lock_stops_steps_that_way() -> None:
    """A lock on one's own part stops a path that has that part in it."""
    two = Two()
    two.to_open()
    two.asked.tap(SetLock("dance", Put.CLOSED, Way.GIVE))
    two.asked.hear(step(two.asked))
    assert two.asked.ours.tonight is None


@pytest.mark.promise(4)
def test_nobody_says_yes_for_the_other() -> None:
    """A yes to their own step, sent by the one who proposed it, welcomes nothing; nor does a still."""
    two = Two()
    two.to_open()
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    before = dump(two.asked.state)
    today = two.asked.now.date()
    for letter in (YesLetter("dance", "look", today), StillLetter("dance", "look", STILL, today)):
        two.asked.hear(letter)
        assert dump(two.asked.state) == before
