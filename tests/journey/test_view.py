"""What a page may show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.journey.days import later
from handhold.journey.letters import OpeningLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerAfter,
    CloseAnswer,
    ClosePage,
    LiftLock,
    PrepareAnswer,
    ProposeStep,
    SayNotTonight,
    SayStill,
    SendOpening,
    SetLock,
    SetQuiet,
    StartLook,
    Talked,
    Uncover,
)
from handhold.journey.state import Put, Said, Warmth
from handhold.journey.view import (
    LookKind,
    NowKind,
    OursView,
    TalkKind,
    TalkView,
    afters,
    next_deck,
    now_view,
    ours_view,
    refusal_of,
    talk_view,
)
from journey.two import CATALOGUE, Phone, Two


def page(phone: Phone, topic: str = "dance") -> TalkView:
    """The topic's page on this phone."""
    return talk_view(phone.state, topic, phone.now, CATALOGUE)


def now(phone: Phone) -> NowKind:
    """What Now shows on this phone."""
    return now_view(phone.state, phone.now, CATALOGUE).kind


def ours(phone: Phone) -> OursView:
    """What Ours shows on this phone."""
    return ours_view(phone.state, phone.now, CATALOGUE)


@pytest.mark.promise(6)
def test_the_sender_sees_the_same_whether_or_not_it_was_seen() -> None:
    """Arrived, uncovered, an answer chosen, put away unread, lost: one page at the sender's."""
    pages = []
    for act in (None, Uncover("dance"), PrepareAnswer("dance", Warmth.NO), SetLock("dance", Put.CLOSED)):
        two = Two()
        two.open()
        if act is not None:
            two.asked.tap(act)
        two.post()
        pages.append(page(two.asker))
    assert pages == [TalkView("dance", TalkKind.WAITING)] * 4


def test_the_pages_of_a_talk() -> None:
    """Unspoken, covered, answering, their answer once, Talking."""
    two = Two()
    assert page(two.asked).kind is TalkKind.UNSPOKEN
    assert page(two.asked, "light1").kind is TalkKind.LIGHT
    two.open()
    assert page(two.asked).kind is TalkKind.COVERED
    two.asked.tap(PrepareAnswer("dance", Warmth.CURIOUS))
    assert page(two.asked).kind is TalkKind.ANSWERING
    two.answer(Warmth.CURIOUS, line="tell me more")
    assert page(two.asker).kind is TalkKind.THEIR_ANSWER
    two.asker.tap(ClosePage("dance"))
    assert not page(two.asker).may_say_talked
    assert page(two.asked).may_say_talked
    assert page(two.asker).kind is page(two.asked).kind is TalkKind.TALKING


@pytest.mark.promise(3)
def test_after_a_no_the_asker_has_one_page_and_then_not_offered() -> None:
    """A good no, once; then the topic isn't offered, and Ours lists nothing put away."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    assert page(two.asker).kind is TalkKind.THEIR_ANSWER
    two.asker.tap(ClosePage("dance"))
    assert page(two.asker) == TalkView("dance", TalkKind.NOT_OFFERED)
    assert ours(two.asker).talks == ()
    assert page(two.asked).kind is TalkKind.PUT_AWAY


@pytest.mark.promise(6)
def test_settling_and_open_look_the_same() -> None:
    """Nobody can see from the page that something may be asked by now."""
    two = Two()
    two.to_settling()
    two.asker.tap(ClosePage("dance"))
    for phone in (two.asker, two.asked):
        before = page(phone)
        phone.sleep(days=4)
        assert page(phone) == before
        assert before.kind is TalkKind.LOVELY


def test_a_stop_graded_letter_has_its_own_cover() -> None:
    """And an ordinary one the ordinary."""
    two = Two()
    two.asked.hear(OpeningLetter("dance", Said("you must"), later(two.asked.now.date(), 9)), "stop")
    assert page(two.asked).kind is TalkKind.COVERED_STOP


@pytest.mark.promise(5)
def test_now_shows_tonight_and_nothing_else() -> None:
    """Empty most days; their still is seen by nobody until both have said it."""
    two = Two()
    two.to_open()
    assert now(two.asked) is NowKind.NOTHING
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    assert now(two.asker) is NowKind.PROPOSED
    assert now(two.asked) is NowKind.COVERED_STEP
    evening = Two()
    evening.to_evening()
    evening.asker.tap(SayStill(b"s" * 32))
    evening.post()
    assert now(evening.asker) is NowKind.STILL_SAID
    assert now(evening.asked) is NowKind.EVENING
    evening.asked.tap(SayStill(b"s" * 32))
    assert now(evening.asked) is NowKind.TOGETHER
    evening.asked.tap(SayNotTonight())
    assert now(evening.asked) is NowKind.NOT_TONIGHT


def test_the_private_question_comes_the_next_day_and_before_an_equal_step() -> None:
    """Not that night; and a step behind "not again for now" is not shown at all."""
    two = Two()
    two.to_together()
    two.asked.sleep(hours=5)
    assert afters(two.asked.state, two.asked.now, CATALOGUE) == ()
    two.sleep(days=8)
    assert afters(two.asked.state, two.asked.now, CATALOGUE) == (("dance", "look"),)
    two.asker.now = two.asked.now = two.asked.now.replace(hour=10)
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    assert now(two.asked) is NowKind.AFTER_FIRST
    two.asked.tap(AnswerAfter("dance", fine=False))
    assert now(two.asked) is NowKind.NOTHING


def test_a_lock_on_its_way_up_is_shown_to_its_owner() -> None:
    """Lifting, with the way to put it back; and the note to oneself on its day."""
    two = Two()
    two.open()
    two.asked.tap(PrepareAnswer("dance", Warmth.NOT_NOW, asks_in=3))
    two.asked.tap(CloseAnswer("dance"))
    assert not page(two.asked).still_resting
    two.asked.sleep(days=5)
    assert page(two.asked).still_resting
    two.asked.tap(LiftLock("dance", Said("let's")))
    assert page(two.asked).kind is TalkKind.LIFTING


def test_ours_shows_the_look_and_nothing_when_alone() -> None:
    """No bond, no page of it; a round under way; the next deck."""
    alone = Phone()
    assert not ours(alone).linked
    assert now(alone) is NowKind.NOTHING
    assert afters(alone.state, alone.now, CATALOGUE) == ()
    assert next_deck(alone.state, alone.now, CATALOGUE) is None
    two = Two()
    assert next_deck(two.asker.state, two.asker.now, CATALOGUE) == "first"
    two.asker.tap(StartLook("first", True, b"i" * 16, b"n" * 32, bytes(64)))
    two.post()
    assert ours(two.asker).look is LookKind.OFFERED
    assert ours(two.asked).look is LookKind.INVITED
    assert ours(two.asked).live
    assert next_deck(two.asker.state, two.asker.now, CATALOGUE) is None


@pytest.mark.promise(6)
def test_quiet_hides_itself() -> None:
    """Ours says that Quiet is on to its owner; to the other it is any silence."""
    two = Two()
    two.asked.tap(SetQuiet(5))
    assert ours(two.asked).quiet
    two.open()
    assert page(two.asker).kind is TalkKind.WAITING
    assert page(two.asked).kind is TalkKind.UNSPOKEN


def test_pages_offer_what_would_not_be_refused() -> None:
    """The same rules answer whether and do."""
    two = Two()
    two.to_talking()
    state, at = two.asker.state, two.asker.now
    assert refusal_of(state, Talked("dance"), at, CATALOGUE) is Refusal.NOT_ASKED
    assert refusal_of(state, SendOpening("juggle", Said("?")), at, CATALOGUE) is None
    assert replace(two.asker).state == state
