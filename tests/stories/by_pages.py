"""Stories told by pages alone, which begin with two linked people: the same in memory and in browsers."""

from __future__ import annotations

from handhold.rehearsal.screen import Screen, Step, Time
from handhold.rehearsal.thread import PASSPHRASE, answer, answer_wishes, begin_live, open_topic

TOPIC = "/ours/talk/t18"
NOTHING = "Nothing waits here. Good."


def _says(phone: Screen, words: str) -> bool:
    return words in phone.text


async def _answered(alex: Screen, sam: Screen, time: Time, label: str, title: str) -> None:
    """Alex asks, Sam answers with this, Alex reads it and puts the phone down."""
    await open_topic(alex, sam, time)
    await answer(sam, label)
    await alex.waits_for(title, TOPIC)
    await alex.tap("Put the phone down")


async def curious(alex: Screen, sam: Screen, time: Time) -> None:
    """ "I’m curious" leads both to talking, and what comes after it is the asked one's."""
    await _answered(alex, sam, time, "I’m curious", "They’re curious.")
    for phone in (alex, sam):
        await phone.open(TOPIC)
        await phone.sees("This part is yours.", "Look at the card together")
    await sam.sees("I’d like this")
    assert not _says(alex, "I’d like this"), alex.text


async def not_now(alex: Screen, sam: Screen, time: Time) -> None:
    """ "Not now" rests: not offered to one, theirs to bring back to the other, also much later."""
    await _answered(alex, sam, time, "Not now", "Not now.")
    for days in (0, 60):
        await time.move(days=days)
        await alex.open(TOPIC)
        await alex.sees("Not offered.")
        await sam.open(TOPIC)
        await sam.sees("Put away, by you.")


async def no(alex: Screen, sam: Screen, time: Time) -> None:
    """A no is a good ending on both phones, and the asker's own app asks no second time."""
    await _answered(alex, sam, time, "No", "It’s a no, and a good answer.")
    await time.move(days=60)
    await alex.open("/mine/draft/0?tone=breezy")
    await alex.tap("Send")
    await alex.tap("Send")
    await alex.sees("It is theirs to bring back.")
    await time.move(days=1)
    await sam.open("/ours")
    await sam.sees(NOTHING)


async def silence(alex: Screen, sam: Screen, time: Time) -> None:
    """Nobody answers: after sixteen days nothing waits anywhere, and nothing says so."""
    await open_topic(alex, sam, time)
    await time.move(days=16)
    for phone in (alex, sam):
        await phone.open("/ours")
        await phone.sees(NOTHING)
    await alex.open(TOPIC)
    await alex.sees("Not offered.")
    await sam.open(TOPIC)
    await sam.sees("Put away, by you.")


async def taken_back(alex: Screen, sam: Screen, time: Time) -> None:
    """An opening that is taken back before it was read leaves no page."""
    await alex.open("/mine/draft/0?tone=breezy")
    await alex.tap("Send")
    await alex.tap("Send")
    await time.move(hours=1)
    await alex.open(TOPIC)
    await alex.tap("Take it back")
    await time.move(hours=1)
    await sam.open("/ours")
    await sam.sees(NOTHING)


async def one_wish(alex: Screen, sam: Screen, time: Time) -> None:
    """One wants all, the other nothing: looked at live, both have the one page for nothing new."""
    await answer_wishes(alex, 0, set(range(12)))
    await answer_wishes(sam, 0, set())
    await begin_live(alex, sam, time)
    for phone in (alex, sam):
        await phone.waits_for("Nothing new to show.", "/ours/look")
        await phone.tap("Good night")


async def locked(alex: Screen, sam: Screen, time: Time) -> None:
    """Locked, a letter waits; a wrong passphrase opens nothing and loses nothing; the right one shows it."""
    await sam.open("/ours")
    await sam.tap("Lock")
    await alex.open("/mine/draft/0?tone=breezy")
    await alex.tap("Send")
    await alex.tap("Send")
    await alex.sees("It’s out of your hands now.")
    await sam.open("/ours")
    await sam.fill("passphrase", "six fast otters")
    await sam.tap("Open")
    await sam.sees("Nothing is lost; try again")
    await sam.fill("passphrase", PASSPHRASE)
    await sam.tap("Open")
    await sam.waits_for("A letter from Alex", "/ours")


STORIES: tuple[Step, ...] = (curious, not_now, no, silence, taken_back, one_wish, locked)
