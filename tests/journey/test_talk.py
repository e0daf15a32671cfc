"""Bringing something up, the four answers, and what follows a no."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import AnswerLetter, CardLetter, OpeningLetter, TalkedLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerWish,
    Bind,
    CloseAnswer,
    ClosePage,
    DropAnswer,
    Leave,
    Lengthen,
    PrepareAnswer,
    SaidNoToThis,
    SendOpening,
    SetLock,
    TakeBack,
    Talked,
)
from handhold.journey.stages import Stage
from handhold.journey.state import (
    Asked,
    Asking,
    AskMe,
    Open,
    PageKind,
    Put,
    Raised,
    Said,
    Settling,
    Side,
    Talking,
    Want,
    Warmth,
)
from journey.two import Phone, Two

COLD = (Warmth.NO, Warmth.NOT_NOW)


def opening(phone: Phone, topic: str = "dance", text: str = "hello") -> OpeningLetter:
    """An opening as any app might send it, with a plausible last day."""
    return OpeningLetter(topic, Said(text), (phone.now + timedelta(days=13)).date())


@pytest.mark.promise(3)
def test_a_no_ends_the_asking_through_any_bond() -> None:
    """After a no, an opening on the topic leaves nothing: in this bond, and in a new one with a fresh app."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    two.sleep(days=40)
    before = dump(two.asked.state)
    two.asked.hear(opening(two.asked))
    assert dump(two.asked.state) == before
    two.asked.tap(Leave())
    two.asked.tap(Bind(Side.SECOND))
    two.asked.sleep(days=3)
    before = dump(two.asked.state)
    two.asked.hear(opening(two.asked))
    assert dump(two.asked.state) == before
    assert two.asked.stage() is Stage.CLOSED


@pytest.mark.promise(3)
def test_no_message_follows_a_no_from_either_side() -> None:
    """The asker isn't offered the topic; the asked can only lift their own lock."""
    two = Two()
    two.open()
    two.answer(Warmth.NO, line="Not for me, and I love that you asked.")
    assert two.asker.ours.pages["dance"].line.startswith("Not for me")
    two.asker.tap(ClosePage("dance"))
    two.sleep(days=40)
    assert two.asker.refusal(SendOpening("dance", Said("?"))) is Refusal.NOT_OFFERED
    assert two.asked.refusal(SendOpening("dance", Said("?"))) is Refusal.LOCKED
    assert "Not for me" not in dump(two.asker.state).decode()


@pytest.mark.promise(3)
def test_a_no_in_talk_is_a_no_in_wishes() -> None:
    """An old yes can't match again next season and reopen what was closed."""
    two = Two()
    two.asked.tap(AnswerWish("dance", Want.VERY))
    two.open()
    two.answer(Warmth.NO)
    assert two.asked.state.mine.wishes["dance"].want is Want.NO


@pytest.mark.promise(3)
def test_this_is_what_i_said_no_to() -> None:
    """One tap: closed again, the words gone, their free text off for thirty days, nothing sent."""
    two = Two()
    two.open("dance")
    two.answer(Warmth.NO)
    two.sleep(days=9)
    two.asker.tap(SendOpening("juggle", Said("dance, I mean")))
    two.post()
    assert two.asked.tap(SaidNoToThis("juggle", "dance")) == []
    assert b"I mean" not in dump(two.asked.state)
    assert two.asked.stage("dance") is Stage.CLOSED
    two.asked.sleep(days=10)
    two.asked.hear(opening(two.asked, "juggle", "more words"))
    raised = two.asked.ours.talks["juggle"]
    assert isinstance(raised, Raised)
    assert raised.said.text == ""
    two.asked.hear(CardLetter(AskMe(how="dance, I still mean")))
    assert two.asked.ours.their_card is None


@pytest.mark.promise(4)
@pytest.mark.parametrize("grade", [None, "fine", "stop"])
def test_a_stop_graded_opening_stays_covered(grade: str | None) -> None:
    """The asked app's own check covers it; the sender's app is told nothing."""
    two = Two()
    two.asked.hear(opening(two.asked), grade)
    raised = two.asked.ours.talks["dance"]
    assert isinstance(raised, Raised)
    assert raised.stop is (grade == "stop")
    assert two.asked.out == []


def test_an_answer_can_be_changed_until_its_page_is_closed() -> None:
    """Preparing sends nothing; closing sends the last choice, once."""
    two = Two()
    two.open()
    assert two.asked.refusal(CloseAnswer("dance")) is Refusal.NOT_HERE
    assert two.asked.tap(PrepareAnswer("dance", Warmth.TALK)) == []
    two.asked.tap(DropAnswer("dance"))
    assert two.asked.refusal(CloseAnswer("dance")) is Refusal.NOT_HERE
    two.asked.tap(PrepareAnswer("dance", Warmth.NOT_NOW, asks_in=30))
    (letter,) = two.asked.tap(CloseAnswer("dance"))
    assert isinstance(letter, AnswerLetter)
    assert letter.warmth is Warmth.NOT_NOW
    assert two.asked.refusal(PrepareAnswer("dance", Warmth.TALK)) is Refusal.NOT_HERE
    assert two.asked.state.mine.locks["dance"].asks is not None


@pytest.mark.promise(4)
@pytest.mark.parametrize("warmth", [Warmth.TALK, Warmth.CURIOUS])
def test_warm_answers_agree_to_nothing_but_words(warmth: Warmth) -> None:
    """Both lead to Talking; only the asked can say that we have talked."""
    two = Two()
    two.open()
    two.answer(warmth)
    assert two.asker.stage() is two.asked.stage() is Stage.TALKING
    assert two.asker.refusal(Talked("dance")) is Refusal.NOT_ASKED
    before = dump(two.asked.state)
    two.asked.hear(TalkedLetter("dance", 48, two.asked.now.date()))
    assert dump(two.asked.state) == before


@pytest.mark.promise(4)
def test_a_second_or_stale_or_unasked_answer_is_nothing() -> None:
    """Only the first answer to an opening that still waits counts."""
    two = Two()
    answer = AnswerLetter("dance", Warmth.TALK, "", two.asker.now.date())
    before = dump(two.asker.state)
    two.asker.hear(answer)
    assert dump(two.asker.state) == before
    two.open()
    two.answer(Warmth.NO)
    two.asker.hear(answer)
    assert two.asker.stage() is Stage.NOT_OFFERED
    two.sleep(days=20)
    two.asker.tap(SendOpening("juggle", Said("?")))
    two.asker.hear(AnswerLetter("juggle", Warmth.TALK, "", (two.asker.now - timedelta(days=2)).date()))
    assert isinstance(two.asker.ours.talks["juggle"], Asking)


@pytest.mark.promise(6)
def test_putting_an_opening_away_unread_is_silence_there() -> None:
    """A lock set on a waiting opening sends nothing; there it waits out its fourteen days."""
    two = Two()
    two.open()
    assert two.asked.tap(SetLock("dance", Put.CLOSED)) == []
    assert two.asked.stage() is Stage.CLOSED
    assert two.asker.stage() is Stage.RAISED
    two.sleep(days=16)
    assert two.asker.stage() is Stage.NOT_OFFERED


def test_two_openings_that_cross_are_a_talk_of_both() -> None:
    """Both brought it up: Talking for both, and each has to say that we have talked."""
    two = Two()
    two.asker.tap(SendOpening("dance", Said("shall we?")))
    two.asked.tap(SendOpening("dance", Said("shall we?")))
    two.post()
    for phone in (two.asker, two.asked):
        talking = phone.ours.talks["dance"]
        assert isinstance(talking, Talking)
        assert talking.asked is Asked.BOTH
    two.asker.tap(Talked("dance", 48))
    two.post()
    assert two.asked.stage() is Stage.TALKING
    two.asked.tap(Talked("dance", 72))
    two.post()
    assert two.asker.stage() is two.asked.stage() is Stage.SETTLING
    assert two.asker.ours.talks["dance"] == two.asked.ours.talks["dance"]


@pytest.mark.promise(6)
def test_the_floor_of_settling_cannot_be_shortened() -> None:
    """Forty-eight hours are the least, by tap and by letter; more time is always there."""
    two = Two()
    two.to_talking()
    assert two.asked.refusal(Talked("dance", 24)) is Refusal.FLOOR
    two.asker.hear(TalkedLetter("dance", 1, two.asker.now.date()))
    assert two.asker.stage() is Stage.TALKING
    two.asked.tap(Talked("dance", 48))
    two.post()
    two.sleep(hours=47)
    assert two.asked.stage() is Stage.SETTLING
    two.asked.tap(Lengthen("dance"))
    two.sleep(hours=60)
    assert two.asked.stage() is Stage.SETTLING
    two.sleep(hours=36)
    assert two.asked.stage() is Stage.OPEN


def test_more_time_keeps_the_path() -> None:
    """Lengthening after it has opened loses no place."""
    two = Two()
    two.to_open()
    path = two.asked.ours.talks["dance"]
    two.asked.tap(Lengthen("dance"))
    settling = two.asked.ours.talks["dance"]
    assert isinstance(settling, Settling)
    assert isinstance(path, Open)
    assert settling.path == path


def test_only_topics_with_steps_are_brought_up() -> None:
    """A light topic has no Talk, and an unknown one leaves nothing."""
    two = Two()
    assert two.asker.refusal(SendOpening("light1", Said("?"))) is Refusal.UNKNOWN
    before = dump(two.asked.state)
    for topic in ("light1", "nowhere"):
        two.asked.hear(opening(two.asked, topic))
    assert dump(two.asked.state) == before


def test_words_have_their_length() -> None:
    """An opening needs words and fits a letter; an answer's line is a line."""
    two = Two()
    assert two.asker.refusal(SendOpening("dance", Said(" "))) is Refusal.EMPTY
    assert two.asker.refusal(SendOpening("dance", Said("x" * 4_001))) is Refusal.TOO_LONG
    two.open()
    assert two.asked.refusal(PrepareAnswer("dance", Warmth.NO, "x" * 301)) is Refusal.TOO_LONG


def test_a_letter_dated_too_far_ahead_is_nothing() -> None:
    """No letter outlives its kind by naming a later day."""
    two = Two()
    two.asked.hear(OpeningLetter("dance", Said("hi"), (two.asked.now + timedelta(days=60)).date()))
    assert two.asked.stage() is Stage.UNSPOKEN


def test_a_take_back_that_crosses_a_warm_answer_ends_the_talk() -> None:
    """The asker's second thought counts, also when the answer is on its way."""
    two = Two()
    two.open()
    two.asked.tap(PrepareAnswer("dance", Warmth.TALK))
    two.asked.tap(CloseAnswer("dance"))
    two.asker.tap(TakeBack("dance"))
    two.post()
    assert two.asker.stage() is two.asked.stage() is Stage.UNSPOKEN
    assert two.asked.ours.pages["dance"].kind is PageKind.TAKEN_BACK
