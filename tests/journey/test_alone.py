"""What a person does for themself, and with the bond as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import AdoreLetter, CardLetter, GoodbyeLetter, OpeningLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerWish,
    Bind,
    CloseAdore,
    ConfirmAdult,
    Drawer,
    HadBefore,
    Leave,
    ProposeStep,
    SayYes,
    SendAdore,
    SendCard,
    SendOpening,
    SetQuiet,
    TakeBack,
    WriteCard,
    WriteNote,
)
from handhold.journey.stages import Stage
from handhold.journey.state import AskMe, Raised, Said, Side, Want, Warmth
from handhold.journey.topics import Way
from journey.two import Phone, Two


def opening(phone: Phone, topic: str = "dance") -> OpeningLetter:
    """An opening with a plausible last day."""
    return OpeningLetter(topic, Said("hello"), (phone.now + timedelta(days=10)).date())


def adore(phone: Phone) -> AdoreLetter:
    """A sentence with a plausible last day."""
    return AdoreLetter("You hum when you cook.", (phone.now + timedelta(days=5)).date())


@pytest.mark.promise(13)
def test_pairing_waits_for_age_and_the_one_question() -> None:
    """Adults only, and an empty app asks first what should stay put away."""
    phone = Phone()
    assert phone.refusal(Bind(Side.FIRST)) is Refusal.NOT_ADULT
    phone.tap(ConfirmAdult())
    assert phone.refusal(Bind(Side.FIRST)) is Refusal.HAD_BEFORE_FIRST
    phone.tap(HadBefore(True))
    phone.tap(Bind(Side.FIRST))
    assert phone.refusal(Bind(Side.FIRST)) is Refusal.LINKED


@pytest.mark.promise(2)
def test_a_yes_joins_the_next_morning_and_a_no_at_once() -> None:
    """A new or wider yes waits; a no, a skip and a narrower yes don't."""
    phone = Phone()
    phone.tap(AnswerWish("dance", Want.OPEN, Way.GIVE))
    assert phone.state.mine.wishes["dance"].joins is not None
    phone.sleep(hours=24)
    assert phone.state.mine.wishes["dance"].joins is None
    phone.tap(AnswerWish("dance", Want.VERY, Way.BOTH))
    assert phone.state.mine.wishes["dance"].joins is not None
    phone.sleep(hours=24)
    phone.tap(AnswerWish("dance", Want.OPEN, Way.RECEIVE))
    assert phone.state.mine.wishes["dance"].joins is None
    phone.tap(AnswerWish("dance", Want.NO))
    assert phone.state.mine.wishes["dance"].want is Want.NO
    phone.tap(AnswerWish("dance", None))
    assert phone.state.mine.wishes == {}


@pytest.mark.promise(1)
def test_what_stays_here_sends_nothing() -> None:
    """Wishes, notes, drafts, kit, a written card and quiet never make a letter."""
    two = Two()
    for request in (
        AnswerWish("dance", Want.VERY),
        WriteNote(Drawer.NOTES, "a", "mine"),
        WriteNote(Drawer.DRAFTS, "b", "dear"),
        WriteNote(Drawer.KIT, "c", "silicone"),
        WriteCard(AskMe(how="in writing")),
        SetQuiet(14),
    ):
        assert two.asked.tap(request) == []


def test_an_empty_note_is_forgotten() -> None:
    """Texts are replaced, and an empty one leaves not even its key."""
    phone = Phone()
    phone.tap(WriteNote(Drawer.NOTES, "a", "one"))
    phone.tap(WriteNote(Drawer.NOTES, "a", "two"))
    assert phone.state.mine.notes == {"a": "two"}
    phone.tap(WriteNote(Drawer.NOTES, "a", ""))
    assert phone.state.mine.notes == {}
    assert phone.refusal(WriteNote(Drawer.NOTES, "a", "x" * 20_001)) is Refusal.TOO_LONG


@pytest.mark.promise(1)
def test_the_card_leaves_when_its_owner_sends_it() -> None:
    """Writing keeps it, sending sends it as it stands."""
    two = Two()
    assert two.asker.refusal(SendCard()) is Refusal.EMPTY
    two.asker.tap(WriteCard(AskMe(how="in writing", never="in the car")))
    assert two.asked.ours.their_card is None
    assert two.asker.tap(SendCard()) == [CardLetter(AskMe(how="in writing", never="in the car"))]
    two.post()
    assert two.asked.ours.their_card == AskMe(how="in writing", never="in the car")


@pytest.mark.promise(6)
def test_praise_is_never_a_lever() -> None:
    """Shut while an opening waits and for seven days after it was refused, on both sides."""
    two = Two()
    two.asker.tap(SendAdore("You hum when you cook."))
    two.post()
    assert two.asked.ours.adored is not None
    two.asked.tap(CloseAdore())
    two.open()
    assert two.asker.refusal(SendAdore("You are lovely.")) is Refusal.PRAISE_SHUT
    two.asked.hear(adore(two.asked))
    assert two.asked.ours.adored is None
    two.answer(Warmth.NO)
    two.asked.hear(adore(two.asked))
    assert two.asked.ours.adored is None
    two.sleep(days=9)
    assert two.asker.refusal(SendAdore("You are lovely.")) is None
    two.asked.hear(adore(two.asked))
    assert two.asked.ours.adored is not None
    two.sleep(days=8)
    assert two.asked.ours.adored is None


@pytest.mark.promise(6)
def test_praise_is_shut_beside_a_step() -> None:
    """While a step waits for an answer; once it is welcomed, praise is free again."""
    two = Two()
    two.to_open()
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    assert two.asker.refusal(SendAdore("You are lovely.")) is Refusal.PRAISE_SHUT
    two.asked.hear(adore(two.asked))
    assert two.asked.ours.adored is None
    two.asked.tap(SayYes())
    two.post()
    assert two.asker.refusal(SendAdore("You are lovely.")) is None


@pytest.mark.promise(6)
def test_quiet_keeps_what_is_new_covered_until_it_ends() -> None:
    """Nothing new stands open under Quiet; what would have been let in is let in when it ends."""
    two = Two()
    two.asked.tap(SetQuiet(5))
    two.open()
    assert two.asked.stage() is Stage.UNSPOKEN
    assert len(two.asked.ours.kept) == 1
    for topic in ("dance", "juggle"):
        two.asked.hear(opening(two.asked, topic))
        assert len(two.asked.ours.kept) == 1
    two.sleep(days=7)
    assert two.asked.stage() is Stage.RAISED
    assert not two.asked.ours.kept


@pytest.mark.promise(6)
def test_quiet_ended_early_lets_in_at_once_and_old_letters_die_under_it() -> None:
    """Ending Quiet is one tap; a kept letter still has its last day."""
    two = Two()
    two.asked.tap(SetQuiet(90))
    two.asked.hear(opening(two.asked), grade="stop")
    two.asked.tap(SetQuiet(0))
    raised = two.asked.ours.talks["dance"]
    assert isinstance(raised, Raised)
    assert raised.stop
    two = Two()
    two.asked.tap(SetQuiet(30))
    two.asked.hear(opening(two.asked))
    two.asked.sleep(days=20)
    assert two.asked.ours.kept == ()


@pytest.mark.promise(3)
def test_quiet_keeps_nothing_that_a_lock_would_refuse() -> None:
    """A refused letter leaves nothing, under Quiet as well."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.asked.tap(SetQuiet(30))
    two.sleep(days=10)
    before = dump(two.asked.state)
    two.asked.hear(opening(two.asked))
    assert dump(two.asked.state) == before


def test_what_was_taken_back_under_quiet_goes_unread() -> None:
    """A take-back finds its covered opening."""
    two = Two()
    two.asked.tap(SetQuiet(5))
    two.open()
    two.asker.tap(TakeBack("dance"))
    two.post()
    assert two.asked.ours.kept == ()


@pytest.mark.promise(10)
def test_leaving_quietly_sends_nothing() -> None:
    """No letter, no bond; from any stage."""
    for reach in (Two.open, Two.to_talking, Two.to_open, Two.to_evening, Two.to_together):
        two = Two()
        reach(two)
        assert two.asked.tap(Leave()) == []
        assert two.asked.state.ours is None
        assert two.asked.refusal(SendOpening("dance", Said("?"))) is Refusal.ALONE


@pytest.mark.promise(10)
def test_leaving_with_a_word_shows_the_word_and_ends_everything() -> None:
    """The word stands there; nothing else of the bond does, and nothing can be sent or heard."""
    two = Two()
    two.to_talking()
    (letter,) = two.asked.tap(Leave("Thank you for everything."))
    assert isinstance(letter, GoodbyeLetter)
    two.post()
    assert two.asker.ours.goodbye == "Thank you for everything."
    assert two.asker.ours.talks == {}
    assert two.asker.refusal(SendOpening("dance", Said("?"))) is Refusal.GONE
    before = dump(two.asker.state)
    two.asker.hear(opening(two.asker))
    two.asker.sleep(hours=1)
    assert dump(two.asker.state) == before
    two.asker.tap(Leave("no last word either"))
    assert two.asker.out == []
    assert two.asker.state.ours is None


@pytest.mark.promise(10)
def test_a_letter_for_nobody_leaves_nothing() -> None:
    """Without a bond nothing is heard."""
    phone = Phone()
    phone.sleep(hours=1)
    before = dump(phone.state)
    phone.hear(opening(phone))
    assert dump(phone.state) == before
