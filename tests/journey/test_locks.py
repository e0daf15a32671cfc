"""Locks: whose they are, and how they lift."""

from __future__ import annotations

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import OpeningLetter, PutAwayLetter, TakeBackLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    HadBefore,
    Leave,
    LiftLock,
    LookIn,
    PutAway,
    PutBack,
    Restored,
    SendOpening,
    SetLock,
)
from handhold.journey.stages import Stage
from handhold.journey.state import PageKind, Put, Said, Warmth
from handhold.journey.topics import Way
from journey.two import CATALOGUE, Phone, Two

WORDS = Said("I've thought about it. Shall we talk?")


@pytest.mark.promise(3)
@pytest.mark.parametrize("put", list(Put))
def test_an_opening_that_meets_a_lock_is_silence(put: Put) -> None:
    """It leaves nothing behind, and there it looks like any silence."""
    two = Two()
    two.asked.tap(SetLock("dance", put))
    before = dump(two.asked.state)
    two.open()
    assert dump(two.asked.state) == before
    assert two.asker.stage() is Stage.RAISED


def test_a_lock_nobody_met_opens_silently() -> None:
    """Set and lifted alone: no letter, no wait."""
    two = Two()
    two.asked.tap(SetLock("dance", Put.CLOSED))
    assert two.asked.tap(LiftLock("dance")) == []
    assert two.asked.stage() is Stage.UNSPOKEN
    assert two.asked.refusal(LiftLock("dance")) is Refusal.NOT_HERE


@pytest.mark.promise(3)
def test_lifting_a_met_lock_is_asking_and_can_be_put_back_unseen() -> None:
    """It needs words, leaves after 48 hours, is shut until then, and put back leaves no trace there."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.sleep(days=9)
    seen_there = dump(two.asker.state)
    assert two.asked.refusal(LiftLock("dance")) is Refusal.NEEDS_WORDS
    assert two.asked.tap(LiftLock("dance", WORDS)) == []
    assert two.asked.refusal(LiftLock("dance", WORDS)) is Refusal.WAITING
    assert two.asked.tap(LookIn()) == []
    two.asked.tap(PutBack("dance"))
    two.asked.sleep(days=5)
    assert two.asked.tap(LookIn()) == []
    assert dump(two.asker.state) == seen_there
    assert two.asked.stage() is Stage.CLOSED


def test_a_lifted_lock_asks_and_the_other_has_the_four_answers() -> None:
    """After 48 hours the opening leaves with the next tap; the former asker is now the one asked."""
    two = Two()
    two.open()
    two.answer(Warmth.NOT_NOW)
    two.sleep(days=9)
    two.asked.tap(LiftLock("dance", WORDS))
    two.sleep(days=3)
    (letter,) = two.asked.tap(LookIn())
    assert isinstance(letter, OpeningLetter)
    assert letter.said == WORDS
    two.post()
    two.asker, two.asked = two.asked, two.asker
    two.answer(Warmth.TALK)
    assert two.asker.stage() is two.asked.stage() is Stage.TALKING


def test_a_lifted_lock_keeps_to_the_brakes() -> None:
    """While an opening of one's own waits, the lifted one waits too."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.asked.tap(LiftLock("dance", WORDS))
    two.asked.tap(SendOpening("juggle", Said("and this?")))
    two.sleep(days=3)
    assert two.asked.tap(LookIn()) == []
    assert two.asked.stage("dance") is Stage.CLOSED


@pytest.mark.promise(3)
def test_locks_outlive_the_bond_and_hold_in_the_next() -> None:
    """Leaving keeps every lock; what it had answered is forgotten."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.asked.tap(Leave())
    lock = two.asked.state.mine.locks["dance"]
    assert lock.put is Put.CLOSED
    assert not lock.met


@pytest.mark.promise(3)
def test_an_empty_app_that_had_handhold_before_rests_everything() -> None:
    """Asked once; yes rests every topic, no opens them."""
    for yes in (True, False):
        phone = Phone()
        phone.tap(HadBefore(yes))
        assert set(phone.state.mine.locks) == (set(CATALOGUE.topics) if yes else set())
        assert phone.refusal(HadBefore(False)) is Refusal.ASKED_ONCE


@pytest.mark.promise(3)
def test_after_a_backup_everything_rests_and_every_slot_is_spent() -> None:
    """A restored app has no bond, opens nothing by itself, and looks at nothing this season."""
    two = Two()
    two.asked.tap(SetLock("dance", Put.CLOSED))
    two.asked.tap(Restored())
    mine = two.asked.state.mine
    assert two.asked.state.ours is None
    assert mine.locks["dance"].put is Put.CLOSED
    assert {lock.put for topic, lock in mine.locks.items() if topic != "dance"} == {Put.RESTING}
    assert all(season.spent for season in mine.seasons.values())


@pytest.mark.promise(5)
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("put", list(Put))
def test_putting_away_from_any_stage_is_one_tap(put: Put, told: bool) -> None:
    """Told, they see its page once; without a word, nothing moves and nothing is sent."""
    for reach in (Two.to_talking, Two.to_settling, Two.to_open, Two.to_evening, Two.to_together):
        two = Two()
        reach(two)
        before = dump(two.asker.state)
        letters = two.asked.tap(PutAway("dance", put, told))
        two.post()
        assert two.asked.stage() is Stage(put.value.capitalize())
        if told:
            assert two.asker.stage() is Stage.NOT_OFFERED
            assert two.asker.ours.pages["dance"].kind is PageKind(put.value)
            assert [type(letter) for letter in letters] == [PutAwayLetter]
        else:
            assert letters == []
            assert dump(two.asker.state) == before


@pytest.mark.promise(6)
@pytest.mark.parametrize(("put", "told", "quiet"), [
    (Put.CLOSED, True, True), (Put.RESTING, True, True), (Put.ENOUGH, True, False), (Put.CLOSED, False, False)
])  # fmt: skip
def test_a_told_no_from_talking_on_brings_quiet_days_too(put: Put, told: bool, quiet: bool) -> None:
    """On both sides alike. Enough is no refusal, and without a word nobody could keep to them."""
    two = Two()
    two.to_talking()
    two.asked.tap(PutAway("dance", put, told))
    two.post()
    refusal = two.asker.refusal(SendOpening("juggle", Said("and this?")))
    assert refusal is (Refusal.QUIET_DAYS if quiet else None)
    two.asked.hear(OpeningLetter("juggle", Said("and this?"), two.asked.now.date()))
    assert two.asked.stage("juggle") is (Stage.UNSPOKEN if quiet else Stage.RAISED)


def test_locking_what_i_asked_takes_it_back() -> None:
    """One tap also ends an opening of one's own."""
    two = Two()
    two.open()
    (letter,) = two.asker.tap(SetLock("dance", Put.RESTING))
    assert isinstance(letter, TakeBackLetter)
    two.post()
    assert two.asked.stage() is Stage.UNSPOKEN


def test_this_way_round_only() -> None:
    """A one-way lock keeps away the way it names, and what names no way; the other way comes through."""
    for way, stage in ((Way.RECEIVE, Stage.RAISED), (Way.GIVE, Stage.UNSPOKEN), (Way.BOTH, Stage.UNSPOKEN)):
        two = Two()
        two.asked.tap(SetLock("dance", Put.CLOSED, Way.RECEIVE))
        two.asker.tap(SendOpening("dance", Said("shall we?", way)))
        two.post()
        assert ("dance" in two.asked.ours.talks) is (stage is Stage.RAISED)


def test_changing_a_lock_keeps_what_it_answered() -> None:
    """Resting made closed is still one that was met."""
    two = Two()
    two.open()
    two.answer(Warmth.NOT_NOW)
    two.asked.tap(SetLock("dance", Put.CLOSED))
    assert two.asked.refusal(LiftLock("dance")) is Refusal.NEEDS_WORDS
