"""Looking together: what may be looked at, when, and what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handhold.journey.codec import dump
from handhold.journey.letters import FirstLetter, OfferLetter, SecondLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerWish,
    DropRound,
    JoinLook,
    RoundResult,
    SendFirst,
    SendSecond,
    SetLock,
    StartLook,
)
from handhold.journey.rounds import answers, slots
from handhold.journey.state import Put, RoundStage, Side, Want
from handhold.journey.topics import Catalogue, Topic, Way
from handhold.journey.view import LookKind, ours_view
from journey.two import CATALOGUE, Phone, Two

IN, OUT = b"\x01" * 64, b"\x00" * 64
NAMES = [slot.name for slot in slots(CATALOGUE, "first", Side.FIRST)]


def start(
    live: bool = False, nonce: bytes = b"n" * 32, deck: str = "first", id: bytes = b"i" * 16
) -> StartLook:
    """A round of the one deck, every coin in."""
    return StartLook(deck, live, id, nonce, IN)


def offer(phone: Phone, deck: str = "first", nonce: bytes = b"n" * 32, id: bytes = b"j" * 16) -> OfferLetter:
    """An offer as any app might send it."""
    return OfferLetter(id, nonce, deck, False, (phone.now + timedelta(days=20)).date())


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


def yes(phone: Phone, *topics: str, way: Way = Way.BOTH) -> None:
    """Joined yeses to these."""
    for topic in topics:
        phone.tap(AnswerWish(topic, Want.OPEN, way))
    phone.sleep(days=1)


def test_a_slot_is_the_same_on_both_sides() -> None:
    """Same names in the same order; one's giving is the other's receiving."""
    first, second = slots(CATALOGUE, "first", Side.FIRST), slots(CATALOGUE, "first", Side.SECOND)
    assert [slot.name for slot in first] == [slot.name for slot in second]
    assert [slot.way for slot in first] == [slot.way.turned() for slot in second]
    assert len(first) == 12 + 6


@pytest.mark.promise(2)
def test_only_joined_unlocked_yeses_with_their_coin_take_part() -> None:
    """No, unanswered, not yet joined, locked, the other way and the coin out look alike: False."""
    two = Two()
    yes(two.asker, "light1", "light3")
    yes(two.asker, "dance", way=Way.GIVE)
    two.asker.tap(AnswerWish("light5", Want.VERY))
    two.asker.tap(AnswerWish("light7", Want.NO))
    two.asker.tap(SetLock("light3", Put.RESTING))
    two.asker.tap(start())
    taking = answers(two.asker.state, two.asker.now, CATALOGUE)
    assert [name for name, effective in zip(NAMES, taking, strict=True) if effective] == [
        "light1",
        "dance/first-gives",
    ]
    other = Two()
    yes(other.asker, "light1")
    other.asker.tap(replace(start(), entropy=OUT))
    assert not any(answers(other.asker.state, other.asker.now, CATALOGUE))
    assert answers(Two().asker.state, other.asker.now, CATALOGUE) == ()


@pytest.mark.promise(2)
def test_coins_are_tossed_once_a_season() -> None:
    """Dropping a round and starting another draws nothing anew."""
    two = Two()
    two.asker.tap(replace(start(), entropy=OUT))
    coins = {topic: season.coins for topic, season in two.asker.state.mine.seasons.items()}
    two.asker.tap(DropRound())
    two.asker.sleep(days=8)
    two.asker.tap(start(id=b"k" * 16))
    assert {topic: season.coins for topic, season in two.asker.state.mine.seasons.items()} == coins


def test_a_coin_is_in_seven_times_of_eight() -> None:
    """Of 256 possible bytes exactly 32 are out."""
    two = Two()
    outs = 0
    for byte in range(256):
        phone = replace(two.asker, out=[])
        phone.tap(replace(start(), entropy=bytes([byte]) * 64))
        outs += not phone.state.mine.seasons["dance"].coins[0]
    assert outs == 32


@pytest.mark.promise(2)
@pytest.mark.parametrize("deck", ["small", "large", "twice", "foreign", "nowhere"])
def test_only_whole_catalogue_decks_are_looked_at(deck: str) -> None:
    """Too small, too large, doubled, with an unknown topic or unknown: refused here, dropped there."""
    lights = {f"l{at}": Topic(f"l{at}") for at in range(40)}
    decks = {
        "small": tuple(f"l{at}" for at in range(11)),
        "large": tuple(f"l{at}" for at in range(33)),
        "twice": (*(f"l{at}" for at in range(11)), "l0"),
        "foreign": (*(f"l{at}" for at in range(12)), "nowhere"),
    }
    assert Catalogue(lights, decks).deck(deck) is None
    two = Two()
    assert two.asker.refusal(start(deck=deck)) is Refusal.UNKNOWN
    before = dump(two.asked.state)
    two.asked.hear(offer(two.asked, deck))
    assert dump(two.asked.state) == before


def test_a_round_in_seven_days_and_a_deck_once_a_season() -> None:
    """Held by each own ledger, at starting and at hearing an offer."""
    two = Two()
    to_second(two)
    finish(two)
    two.sleep(days=1)
    assert two.asker.refusal(start()) is Refusal.ROUND_LATER
    two.sleep(days=8)
    assert two.asker.refusal(start()) is Refusal.DECK_LATER
    before = dump(two.asked.state)
    two.asked.hear(offer(two.asked))
    assert dump(two.asked.state) == before
    two.sleep(days=60)
    assert two.asker.refusal(start()) is None


@pytest.mark.promise(2)
def test_the_whole_deck_is_spent_the_moment_the_second_half_leaves() -> None:
    """In that very save, whatever they do afterwards; not before."""
    two = Two()
    two.asker.tap(start())
    two.post()
    two.asked.tap(JoinLook(IN))
    two.asked.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    assert two.asked.refusal(SendSecond(b"i" * 16, b"", b"R2")) is Refusal.NOT_HERE
    assert not any(season.spent for season in two.asked.state.mine.seasons.values())
    two.asker.tap(SendFirst(b"i" * 16, b"own", b"R1"))
    two.post()
    (letter,) = two.asked.tap(SendSecond(b"i" * 16, b"own", b"R2"))
    assert isinstance(letter, SecondLetter)
    assert {topic for topic, season in two.asked.state.mine.seasons.items() if season.spent} == set(
        CATALOGUE.topics
    )


@pytest.mark.promise(2)
def test_one_first_half_a_round_ever() -> None:
    """A second R1, one of another round, or one after R2 leaves nothing."""
    two = Two()
    two.asker.tap(start())
    two.post()
    last_day = two.asked.now.date()
    two.asked.hear(FirstLetter(b"i" * 16, b"R1", last_day))
    before = dump(two.asked.state)
    for letter in (FirstLetter(b"i" * 16, b"fishing", last_day), FirstLetter(b"x" * 16, b"R1", last_day)):
        two.asked.hear(letter)
        assert dump(two.asked.state) == before
    two.asked.hear(SecondLetter(b"i" * 16, b"R2", last_day))
    assert dump(two.asked.state) == before


def test_of_two_offers_that_cross_the_lower_nonce_stands() -> None:
    """On both sides, whatever comes first; the loser's half is burnt."""
    two = Two()
    two.asker.tap(start(nonce=b"a" * 32, id=b"a" * 16))
    two.asked.tap(start(nonce=b"b" * 32, id=b"b" * 16))
    two.asked.tap(SendFirst(b"b" * 16, b"own of b", b"R1 of b"))
    two.post()
    for phone in (two.asker, two.asked):
        assert phone.ours.round is not None
        assert phone.ours.round.id == b"a" * 16
    assert two.asked.ours.round is not None
    assert two.asked.ours.round.stage is RoundStage.JOINED
    assert two.asked.ours.round.own == b""


def test_dropping_a_round_looks_like_losing_it() -> None:
    """Nothing is sent; they get the one page in time."""
    two = Two()
    two.asker.tap(start())
    two.post()
    assert two.asked.tap(DropRound()) == []
    assert two.asked.ours.round is None
    assert two.asked.refusal(DropRound()) is Refusal.NOT_HERE


@pytest.mark.promise(6)
def test_an_invitation_inside_a_week_is_seen_after_it() -> None:
    """After dropping one, another waits unseen for seven days, and a live one drops."""
    two = Two()
    two.asked.hear(offer(two.asked))
    two.asked.tap(DropRound())
    two.asked.hear(replace(offer(two.asked), live=True))
    assert two.asked.ours.round is None
    two.asked.hear(offer(two.asked))
    assert ours_view(two.asked.state, two.asked.now, CATALOGUE).look is LookKind.NONE
    assert two.asked.refusal(JoinLook(IN)) is Refusal.ROUND_LATER
    assert two.asked.refusal(start()) is Refusal.ROUND_LATER
    two.asked.sleep(days=8)
    assert ours_view(two.asked.state, two.asked.now, CATALOGUE).look is LookKind.INVITED
    assert two.asked.refusal(JoinLook(IN)) is None
