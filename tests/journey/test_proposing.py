"""What may be proposed, when, and how often."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import StepLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    MeetBarrier,
    ProposeStep,
    PutPlace,
    SayNotTonight,
    SayYes,
)
from handhold.journey.stages import Stage
from handhold.journey.state import Open, Talk
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


@pytest.mark.promise(6)
def test_proposing_has_its_hours_on_both_clocks() -> None:
    """After eight nothing is proposed, and a step that arrives after eight counts as nothing."""
    two = Two()
    two.to_open()
    two.sleep(hours=11)
    assert two.asker.refusal(ProposeStep("dance", "look")) is Refusal.LATE
    before = dump(two.asked.state)
    two.asked.hear(step(two.asked))
    assert dump(two.asked.state) == before


@pytest.mark.promise(6)
def test_a_step_during_settling_is_nothing() -> None:
    """Early is refused here, and dropped there."""
    two = Two()
    two.to_settling()
    assert two.asker.refusal(ProposeStep("dance", "look")) is Refusal.EARLY
    before = dump(two.asked.state)
    two.asked.hear(step(two.asked))
    assert dump(two.asked.state) == before


@pytest.mark.promise(4)
def test_only_a_place_of_both_is_proposed() -> None:
    """A place that one of the two took off, or never put there, is nowhere."""
    two = Two()
    two.to_open()
    two.asked.tap(PutPlace("dance", "touch", there=False))
    two.asked.hear(step(two.asked, "touch"))
    assert two.asked.ours.tonight is None
    two.post()
    assert two.asker.refusal(ProposeStep("dance", "touch")) is Refusal.NOT_BOTH
    assert two.asker.refusal(ProposeStep("dance", "moon")) is Refusal.UNKNOWN


@pytest.mark.promise(6)
def test_the_same_person_waits_seven_days_after_a_not_tonight() -> None:
    """On the asked one's own clock; the other may propose meanwhile."""
    two = Two()
    two.to_open()
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    two.asked.tap(SayNotTonight())
    two.post()
    two.sleep(days=2)
    assert two.asker.refusal(ProposeStep("dance", "look")) is Refusal.QUIET_DAYS
    two.asked.hear(step(two.asked))
    assert two.asked.ours.tonight is None
    assert two.asked.refusal(ProposeStep("dance", "look")) is None
    two.sleep(days=7)
    two.asked.hear(step(two.asked))
    assert two.asked.ours.tonight is not None


@pytest.mark.promise(6)
def test_after_two_only_the_other_proposes() -> None:
    """Silence counts like a not-tonight; the run ends when the other proposes."""
    two = Two()
    two.to_open()
    for _ in range(2):
        two.asker.tap(ProposeStep("dance", "look"))
        two.post()
        two.sleep(days=10)
    assert two.asked.ours.theirs.run == 2
    assert two.asker.refusal(ProposeStep("dance", "look")) is Refusal.THEIR_TURN
    before = dump(two.asked.state)
    two.asked.hear(step(two.asked))
    assert dump(two.asked.state) == before
    two.asked.tap(ProposeStep("dance", "look"))
    two.post()
    two.asker.tap(SayYes())
    two.sleep(days=1)
    assert two.asker.refusal(ProposeStep("dance", "look")) is None
    assert two.asked.ours.theirs.run == 0


@pytest.mark.promise(6)
def test_further_is_kept_away_by_the_asked_app_too() -> None:
    """A further step the next day leaves nothing, whatever the other app allows."""
    two = Two()
    two.to_together()
    two.sleep(days=1)
    before = dump(two.asked.state)
    two.asked.hear(step(two.asked, "touch"))
    assert dump(two.asked.state) == before


def test_the_barrier_card_stands_before_its_step() -> None:
    """Neither proposing nor welcoming goes past it."""
    two = Two()
    two.to_open()
    for phone in (two.asker, two.asked):
        talks: dict[str, Talk] = {"dance": replace(path(phone), barrier_met=False)}
        phone.state = replace(phone.state, ours=replace(phone.ours, talks=talks))
    assert two.asker.refusal(ProposeStep("dance", "more")) is Refusal.BARRIER_FIRST
    two.asker.tap(MeetBarrier("dance"))
    two.asker.tap(ProposeStep("dance", "more"))
    two.post()
    assert two.asked.refusal(SayYes()) is Refusal.BARRIER_FIRST
    two.asked.tap(MeetBarrier("dance"))
    assert two.asked.refusal(SayYes()) is None


def test_two_steps_that_cross_leave_one_on_both_phones() -> None:
    """The same one is welcome to both; of two, the one less far stands."""
    same = Two()
    same.to_open()
    for phone in (same.asker, same.asked):
        phone.tap(ProposeStep("dance", "look"))
    same.post()
    assert same.asker.stage() is same.asked.stage() is Stage.EVENING
    two = Two()
    two.to_open()
    two.asker.tap(ProposeStep("dance", "touch"))
    two.asked.tap(ProposeStep("dance", "look"))
    two.post()
    for phone in (two.asker, two.asked):
        assert phone.ours.tonight is not None
        assert phone.ours.tonight.step == "look"
    two.asker.tap(SayYes())
    two.post()
    assert two.asked.stage() is Stage.EVENING


@pytest.mark.promise(5)
def test_one_step_an_evening() -> None:
    """While one waits, is welcomed, or is over, any other of theirs is nothing tonight."""
    two = Two()
    two.to_open()
    two.asked.hear(step(two.asked, "touch"))
    waiting = dump(two.asked.state)
    two.asked.hear(step(two.asked, "look"))
    assert dump(two.asked.state) == waiting
    for end in (SayNotTonight(), None):
        two = Two()
        two.to_open()
        two.asked.tap(ProposeStep("dance", "touch"))
        two.post()
        if end:
            two.asked.tap(end)
        else:
            two.asker.tap(SayYes())
            two.post()
        before = dump(two.asked.state)
        for name in ("look", "touch"):
            two.asked.hear(step(two.asked, name))
            assert dump(two.asked.state) == before
