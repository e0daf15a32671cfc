"""Taps that make no sense, and letters of a round that fit nothing: refused here, nothing there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.decide import receive
from handhold.journey.letters import AdoreLetter, OfferLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    CloseAdore,
    CloseRound,
    JoinLook,
    Leave,
    LiftLock,
    PutAway,
    Request,
    RoundResult,
    SendAdore,
    SendFirst,
    SendSecond,
    StartLook,
    WriteCard,
)
from handhold.journey.state import AskMe, Put, Said, Warmth
from journey.two import CATALOGUE, Phone, Two

LONG = "x" * 4_001
START = StartLook("first", False, b"i" * 16, b"n" * 32, bytes(64))


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (WriteCard(AskMe(how=LONG)), Refusal.TOO_LONG),
        (SendAdore(" "), Refusal.EMPTY),
        (SendAdore(LONG), Refusal.TOO_LONG),
        (CloseAdore(), Refusal.NOT_HERE),
        (Leave(LONG), Refusal.TOO_LONG),
        (PutAway("dance", Put.CLOSED, told=True), Refusal.NOT_HERE),
        (CloseRound(), Refusal.NOT_HERE),
        (replace(START, entropy=bytes(3)), Refusal.UNKNOWN),
        (replace(START, id=b"short"), Refusal.UNKNOWN),
        (replace(START, nonce=b"short"), Refusal.UNKNOWN),
        (JoinLook(bytes(64)), Refusal.NOT_HERE),
    ],
)
def test_a_tap_that_makes_no_sense_is_refused(request_: Request, refusal: Refusal) -> None:
    """With the sentence that fits it."""
    assert Two().asker.refusal(request_) is refusal


def test_nobody_leaves_nobody() -> None:
    """Alone there is nothing to leave."""
    assert Phone().refusal(Leave()) is Refusal.ALONE


def test_a_lifting_has_the_length_of_a_letter() -> None:
    """Its words will be one."""
    two = Two()
    two.open()
    two.answer(Warmth.NO)
    assert two.asked.refusal(LiftLock("dance", Said(LONG))) is Refusal.TOO_LONG


@pytest.mark.promise(2)
def test_a_round_knows_itself_by_its_id() -> None:
    """Halves and results of another round are refused, and an open round keeps any other away."""
    two = Two()
    two.asker.tap(START)
    assert two.asker.refusal(SendFirst(b"x" * 16, b"", b"R1")) is Refusal.NOT_HERE
    two.asker.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    assert two.asker.refusal(RoundResult(b"x" * 16, honest=False)) is Refusal.NOT_HERE
    two.post()
    assert two.asked.refusal(START) is Refusal.ROUND_OPEN
    two.asked.tap(JoinLook(bytes(64)))
    two.asked.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    assert two.asked.refusal(SendSecond(b"x" * 16, b"", b"R2")) is Refusal.NOT_HERE
    two.post()
    last_day = (two.asker.now + timedelta(days=9)).date()
    for phone in (two.asker, two.asked):
        for offer in (
            OfferLetter(b"a" * 16, bytes(32), "first", False, last_day),
            OfferLetter(b"short", bytes(32), "first", False, last_day),
        ):
            assert dump(receive(phone.state, offer, phone.now, CATALOGUE)) == dump(phone.state)


def test_an_offer_of_another_shape_is_nothing() -> None:
    """Ids and nonces have one size."""
    two = Two()
    last_day = (two.asked.now + timedelta(days=9)).date()
    for offer in (
        OfferLetter(b"short", bytes(32), "first", False, last_day),
        OfferLetter(b"i" * 16, b"", "first", False, last_day),
    ):
        assert dump(receive(two.asked.state, offer, two.asked.now, CATALOGUE)) == dump(two.asked.state)


def test_praise_with_pressure_in_it_is_nothing() -> None:
    """A stop-graded sentence is dropped; the sender sees what they always see."""
    two = Two()
    letter = AdoreLetter("If you loved me you would.", two.asked.now.date())
    assert dump(receive(two.asked.state, letter, two.asked.now, CATALOGUE, "stop")) == dump(two.asked.state)
