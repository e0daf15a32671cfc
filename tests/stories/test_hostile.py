"""A partner with a modified app: it sends whatever it likes, and reaches nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handhold.journey.codec import encode
from handhold.journey.letters import (
    AdoreLetter,
    AnswerLetter,
    CardLetter,
    FirstLetter,
    GoodbyeLetter,
    Letter,
    NotTonightLetter,
    OfferLetter,
    OpeningLetter,
    PlaceLetter,
    PutAwayLetter,
    SecondLetter,
    StepLetter,
    StillLetter,
    TakeBackLetter,
    TalkedLetter,
    YesLetter,
)
from handhold.journey.state import AskMe, Put, Said, Warmth
from handhold.rehearsal.pair import Pair
from handhold.rehearsal.paired import paired
from handhold.wire import limits
from stories.telling import (
    DANCE,
    LIGHT,
    TOPIC,
    answered,
    asked,
    deposits,
    envelope,
    in_days,
    lock,
    open_path,
    opening,
    ours_of,
    post,
    rooms,
    settled,
    slip,
    still_kept,
    unlock,
)

ROUND, NONCE, SHARE = b"r" * 16, b"n" * 32, b"s" * 32


def impossible(day: date) -> dict[str, Letter]:
    """Letters that nothing in an unspoken bond allows, by what they would like to be."""
    return {
        "an answer to nothing": AnswerLetter(TOPIC, Warmth.TALK, "Gladly.", day),
        "a talk that never was": TalkedLetter(TOPIC, 48, day),
        "a place on no path": PlaceLetter(TOPIC, ("s1",), day),
        "a step on no path": StepLetter(TOPIC, "s1", day),
        "a yes to nothing": YesLetter(TOPIC, "s1", day),
        "still, out of nowhere": StillLetter(TOPIC, "s1", SHARE, day),
        "not tonight, of nothing": NotTonightLetter(TOPIC, "s1", day),
        "taking nothing back": TakeBackLetter(TOPIC, day),
        "putting nothing away": PutAwayLetter(TOPIC, Put.CLOSED, day),
        "R1 of no round": FirstLetter(ROUND, b"one", day),
        "R2 by mail": SecondLetter(ROUND, b"two", day),
        "a topic nobody has": OpeningLetter("t99", Said("This?"), day),
        "a light topic": OpeningLetter(LIGHT, Said("This?"), day),
        "a deck nobody has": OfferLetter(ROUND, NONCE, "private", True, day),
        "a deck of one topic": OfferLetter(ROUND, NONCE, TOPIC, True, day),
        "no deck": OfferLetter(ROUND, NONCE, "", True, day),
        "an offer without a nonce": OfferLetter(ROUND, b"", "first", True, day),
        "an opening for the year 9999": OpeningLetter(TOPIC, Said("One day?"), date.max),
        "praise with no words": AdoreLetter("  ", day),
    }


async def unmoved_by(pair: Pair, *letters: Letter | bytes) -> None:
    """None of these shows anything at Sam's, or brings anything back to Alex."""
    before, kept = await rooms(pair.sam), still_kept(pair.sam).state
    known, sent = await rooms(pair.alex), deposits(pair, pair.sam)
    await slip(pair, pair.alex, *letters)
    assert await rooms(pair.sam) == before
    assert still_kept(pair.sam).state == kept
    assert await rooms(pair.alex) == known
    assert deposits(pair, pair.sam) == sent


@pytest.mark.promise(4)
async def test_impossible_moves_are_nothing() -> None:
    """Each on its own, from an unspoken bond: nothing moves, nothing shows, nothing comes back."""
    pair = await paired()
    for letter in impossible(in_days(pair.sam, 0)).values():
        await unmoved_by(pair, letter)


@pytest.mark.promise(4)
@pytest.mark.parametrize("label", ["", "I’d like to talk about it", "Not now"])
async def test_moves_beyond_where_a_topic_stands_are_nothing(label: str) -> None:
    """Asked, talking or put away: the asker's app can push the topic no further than the asked one did."""
    pair = await paired()
    if label:
        await answered(pair, label)
    else:
        await asked(pair)
    day = in_days(pair.sam, 0)
    beyond = (AnswerLetter, TalkedLetter, PlaceLetter, StepLetter, YesLetter, StillLetter)
    await unmoved_by(pair, *(letter for letter in impossible(day).values() if isinstance(letter, beyond)))


@pytest.mark.promise(5)
async def test_a_yes_of_their_own_to_their_own_step_is_nothing() -> None:
    """On an open path, a step, and then a yes and a still as if Sam had said them: Sam is asked, no more."""
    pair = await open_path()
    pair.until(15)
    day = in_days(pair.sam, 0)
    await slip(pair, pair.alex, StepLetter(TOPIC, "s1", day))
    await pair.sam.phone.waits_for("Yes, tonight", "/now")
    await unmoved_by(pair, YesLetter(TOPIC, "s1", day), StillLetter(TOPIC, "s1", SHARE, day))


@pytest.mark.promise(4)
async def test_a_step_after_eight_or_off_the_path_is_nothing() -> None:
    """A step that both have not put there, one nobody has, one with a barrier unmet, and one at night."""
    pair = await open_path()
    pair.until(15)
    day = in_days(pair.sam, 0)
    for step in ("s2", "s3", "s9", ""):
        await unmoved_by(pair, StepLetter(TOPIC, step, day))
    pair.until(20)
    await unmoved_by(pair, StepLetter(TOPIC, "s1", day))


@pytest.mark.promise(6)
async def test_inside_the_two_quiet_days_nothing_is_asked() -> None:
    """An early opening is dropped, not kept for later; after the quiet days one arrives."""
    pair = await paired(days=0)
    await unmoved_by(pair, opening(pair.alex))
    pair.move(days=3)
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("Nothing waits here. Good.")
    await slip(pair, pair.alex, opening(pair.alex))
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")


@pytest.mark.promise(6)
async def test_one_opening_at_a_time() -> None:
    """While one waits unanswered, a second topic and a second text of the same one are nothing."""
    pair = await paired()
    await asked(pair)
    await unmoved_by(pair, opening(pair.alex, DANCE), opening(pair.alex, text="Did you see my letter?"))


@pytest.mark.promise(6)
async def test_praise_beside_a_question_is_dropped() -> None:
    """Praise asks for nothing: while a question of theirs waits, or was refused, it doesn't arrive."""
    pair = await paired()
    await asked(pair)
    adored = AdoreLetter("Nobody makes tea as you do.", in_days(pair.sam, 0))
    await unmoved_by(pair, adored)


async def test_words_that_leave_no_room_stay_covered() -> None:
    """The asked one's own phone reads first; the sender sees what silence looks like."""
    pair = await paired()
    known, sent = await rooms(pair.alex), deposits(pair, pair.sam)
    await slip(pair, pair.alex, opening(pair.alex, text="Do it or I'll leave you."))
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")
    await pair.sam.phone.tap("A letter from Alex")
    await pair.sam.phone.sees("Words that often come with pressure.", "Put the topic away unread", "Help")
    await pair.sam.phone.tap("Put the topic away unread")
    await settled(pair)
    assert await rooms(pair.alex) == known
    assert deposits(pair, pair.sam) == sent


async def test_what_decrypts_and_does_not_decode_is_passed_over() -> None:
    """Garbage, a version of tomorrow, a letter too long: each step is kept, and the next letter opens."""
    pair = await paired()
    strange = [
        b"",
        b"\x00",
        b"\xff\xff{}",
        b"\x00\x02{}",
        b'\x00\x19{"is":"PromiseLetter","a":1}',
        bytes(14_000),
        b"\x00\x05hello" * 2_000,
    ]
    await unmoved_by(pair, *strange)
    bond = pair.sam.half.kept.bond
    assert bond is not None
    assert bond.heard == len(strange)
    await slip(pair, pair.alex, CardLetter(AskMe(when="On a walk")))
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")


async def test_a_longer_text_than_a_letter_can_be_is_nothing() -> None:
    """Whatever their app lets them write: over four thousand characters do not arrive."""
    pair = await paired()
    long = opening(pair.alex, text="word " * 900)
    await unmoved_by(pair, long, CardLetter(AskMe(when="a" * 4001)), GoodbyeLetter("a" * 4001, date.max))


@pytest.mark.promise(6)
async def test_a_flood_is_one_letter() -> None:
    """Seventy openings while the phone was locked: one letter is there, and a real one still gets through."""
    pair = await paired()
    await lock(pair.sam)
    flood = [envelope(pair.alex, encode(opening(pair.alex, text=f"Number {at}."))) for at in range(70)]
    await post(pair, pair.alex, *flood)
    await unlock(pair.sam)
    await settled(pair)
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")
    assert pair.sam.phone.text.count("A letter from") == 1
    assert len(flood) > limits.ENVELOPES_A_BOX
    await slip(pair, pair.alex, CardLetter(AskMe(when="On a walk")))
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")


async def test_duplicates_replays_and_another_order_change_nothing() -> None:
    """The same envelope again, later, and two in the wrong order: each letter counts once."""
    pair = await paired()
    first = envelope(pair.alex, encode(CardLetter(AskMe(when="Monday"))))
    second = envelope(pair.alex, encode(CardLetter(AskMe(when="Tuesday"))))
    await post(pair, pair.alex, second, first, first, second)
    kept, shown = still_kept(pair.sam), await rooms(pair.sam)
    assert ours_of(pair.sam).their_card is not None
    pair.move(days=1)
    await post(pair, pair.alex, first, second)
    assert still_kept(pair.sam) == kept
    assert await rooms(pair.sam) == shown


async def test_what_is_not_of_this_bond_is_dropped() -> None:
    """Noise, a flipped bit, a letter sealed for somebody else, and Sam's own letter sent back."""
    pair, strangers = await paired(), await paired()
    good = envelope(pair.alex, encode(CardLetter(AskMe(when="Monday"))))
    foreign = envelope(strangers.alex, encode(opening(pair.alex)))
    mirrored = envelope(pair.sam, encode(opening(pair.sam)))
    kept, shown = still_kept(pair.sam), await rooms(pair.sam)
    for body in (bytes(len(good)), good[:-1] + bytes([good[-1] ^ 1]), foreign, mirrored):
        await post(pair, pair.alex, body)
        assert still_kept(pair.sam) == kept
        assert await rooms(pair.sam) == shown
    await post(pair, pair.alex, good)
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")


async def test_a_letter_past_its_last_day_is_nothing() -> None:
    """Held back by a relay and let go a fortnight later: an opening drops where it arrives."""
    pair = await paired()
    held = replace(opening(pair.alex), last_day=in_days(pair.alex, 13))
    body = envelope(pair.alex, encode(held))
    pair.move(days=14)
    before = await rooms(pair.sam)
    await post(pair, pair.alex, body)
    assert await rooms(pair.sam) == before
