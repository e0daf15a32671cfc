"""The whole thread of the product, once, by its pages: one script for memory, browsers and the terminal."""

from __future__ import annotations

import re

from handhold.rehearsal.screen import Screen, Step, Time

PASSPHRASE = "seven slow otters"  # noqa: S105 it opens nothing but a rehearsal
FIRST_DECK = 12


async def make_vault(phone: Screen, paper: bool = False) -> None:
    """From the page of what it cannot hide to one's own rooms."""
    await phone.sees("What this can’t hide")
    await phone.tap("I’ve read it")
    await phone.fill("passphrase", PASSPHRASE)
    await phone.fill("again", PASSPHRASE)
    await phone.fill("adult", "yes")
    if paper:
        await phone.fill("paper", "yes")
    await phone.tap("Make it")
    if paper:
        await phone.sees("On paper, once.")
        await phone.tap("I have it")
    await phone.sees("Have you had handhold before?")
    await phone.tap("No, I’m new here")


async def arrive(alex: Screen, sam: Screen, time: Time) -> None:
    """Each comes in by a door of their own; the vault is made at the first thing worth keeping."""
    await alex.open("/")
    await alex.tap("I’d like to bring something up")
    await alex.tap("Why do I want this?")
    await alex.fill("words", "Curious, mostly. And it feels close.")
    await alex.tap("Next")
    await make_vault(alex, paper=True)
    await sam.open("/")
    await sam.tap("Someone asked me something")
    await sam.tap("Please ask me like this")
    await sam.fill("when", "Sunday, after coffee")
    await sam.fill("never", "in bed")
    await sam.tap("Keep it")
    await make_vault(sam)


async def pair(alex: Screen, sam: Screen, time: Time) -> None:
    """A spoken code, four words compared, linked."""
    await alex.open("/ours")
    await alex.tap("Invite somebody")
    await alex.fill("name", "Alex")
    await alex.tap("A short code")
    await alex.sees("Say this to them.")
    code = _code(alex.text)
    await sam.open("/ours")
    await sam.tap("I have an invitation")
    await sam.fill("invitation", code)
    await sam.fill("name", "Sam")
    await sam.tap("Meet them")
    await alex.waits_for("Are these four the same", "/ours/meet")
    await sam.waits_for("Are these four the same", "/ours/meet")
    await alex.tap("The same")
    await sam.tap("The same")
    await alex.waits_for("You and Sam", "/ours")
    await sam.waits_for("You and Alex", "/ours")


def _code(text: str) -> str:
    found = re.search(r"\d{3} \d{3}( [a-z]+){3}", text)
    assert found, text
    return found.group()


async def share_cards(alex: Screen, sam: Screen, time: Time) -> None:
    """Each sends "ask me like this"."""
    for phone, other in ((alex, sam), (sam, alex)):
        await phone.open("/mine/card")
        await phone.fill("how", "on a walk")
        await phone.tap("Send it")
        await phone.sees("This is what")
        await phone.tap("Send")
        await other.waits_for("They’d like to be asked like this", "/ours")


async def answer_wishes(phone: Screen, deck: int, yes: set[int]) -> None:
    """All cards of a deck: very much for these, no for the rest."""
    await phone.open(f"/mine/wishes/{deck}/0")
    for at in range(FIRST_DECK):
        await phone.tap("Very much" if at in yes else "No")
        if "Which part would be yours?" in phone.text:
            await phone.tap("Either")


async def look_live(alex: Screen, sam: Screen, time: Time) -> None:
    """Both tap, both see, within seconds: some common ground."""
    await answer_wishes(alex, 0, {0, 3, 4})
    await answer_wishes(sam, 0, {0, 4, 7})
    await begin_live(alex, sam, time)
    await alex.waits_for("Some common ground.", "/ours/look")
    await sam.waits_for("Some common ground.", "/ours/look")
    for phone in (alex, sam):
        await phone.sees("Being read to", "A bath together")
        assert "Dancing" not in phone.text, phone.text
        await phone.tap("A bath together")
        await phone.sees("Lovely. Nothing to fill in.")
        await phone.open("/ours/ground")
        await phone.tap("Put the phone down")


async def begin_live(alex: Screen, sam: Screen, time: Time) -> None:
    """One offers, the other is there too; a yes of yesterday has joined by then."""
    await time.until(6)
    await alex.open("/ours/look")
    await alex.tap("We’re both here")
    await sam.waits_for("I’m here", "/ours/look")
    await sam.tap("I’m here")


async def look_by_mail(alex: Screen, sam: Screen, time: Time) -> None:
    """Never online at the same moment; by the next morning, the one page for nothing new."""
    await answer_wishes(alex, 1, {5})
    await answer_wishes(sam, 1, set())
    await time.move(days=8)
    await go_away(sam, time)
    await alex.open("/ours/look")
    await alex.tap("Apart")
    await go_away(alex, time)
    await come_back(sam)
    await sam.waits_for("I’m here", "/ours/look")
    await sam.tap("I’m here")
    await go_away(sam, time)
    await come_back(alex)
    await alex.waits_for("On its way.", "/ours/look")
    await go_away(alex, time)
    await come_back(sam)
    await sam.waits_for("On its way.", "/ours/look")
    await go_away(sam, time)
    await time.until(6)
    for phone in (alex, sam):
        await come_back(phone)
        await phone.waits_for("Nothing new to show.", "/ours/look")
        await phone.tap("Good night")
        await go_away(phone, time)
    for phone in (alex, sam):
        await come_back(phone)


async def go_away(phone: Screen, time: Time) -> None:
    """Locked, once what it had to send has left: it isn't online any more."""
    await time.move(hours=0.5)
    await phone.open("/mine")
    await phone.tap("Lock")


async def come_back(phone: Screen) -> None:
    """Opened again."""
    await phone.open("/unlock")
    await phone.fill("passphrase", PASSPHRASE)
    await phone.tap("Open")


async def open_topic(alex: Screen, sam: Screen, time: Time) -> None:
    """A draft, checked, sent; it arrives covered and nothing tells the sender."""
    await alex.open("/mine/draft/0?tone=breezy")
    await alex.sees("kind")
    await alex.tap("Send")
    await alex.sees("This is what")
    await alex.tap("Send")
    await alex.sees("It’s out of your hands now.")
    await sam.waits_for("A letter from Alex", "/ours")
    await sam.tap("A letter from Alex")
    await sam.sees("I’d like to talk about it", "I’m curious", "Not now", "No", "You needn’t answer.")


async def answer(phone: Screen, label: str, line: str = "") -> None:
    """Choose, see what they will see, close it."""
    await phone.tap(label)
    await phone.sees("This is what")
    if line:
        await phone.fill("line", line)
        await phone.tap("See it with my line")
        await phone.sees(line)
    await phone.tap("Close")


async def talk_and_settle(alex: Screen, sam: Screen, time: Time) -> None:
    """Yes to a talk, Talking, settled, on the path."""
    await answer(sam, "I’d like to talk about it", "On Sunday, walking?")
    await alex.waits_for("Their answer", "/ours")
    await alex.tap("Their answer")
    await alex.sees("Yes to a talk.", "On Sunday, walking?")
    await alex.tap("Put the phone down")
    await alex.open("/ours")
    await alex.tap("This part is yours")
    await alex.tap("Look at the card together")
    await sam.open("/ours")
    await sam.tap("This part is yours")
    await sam.tap("I’d like this")
    await alex.waits_for("Anal play", "/ours")
    await time.move(days=4)
    await alex.open("/ours")


async def begin_evening(alex: Screen, sam: Screen, time: Time) -> None:
    """A place of both, a step by day, a plain yes, two stills, two phones on the bedside table."""
    for phone in (alex, sam):
        await phone.open("/ours")
        await phone.tap("Anal play")
        await phone.tap("Put it there")
    await time.until(15)
    await alex.waits_for("Tonight?", alex_path(alex))
    await alex.tap("Tonight?")
    await alex.sees("This is what")
    await alex.tap("Send")
    await sam.waits_for("Yes, tonight", "/now")
    await sam.tap("Yes, tonight")
    await alex.waits_for("Still?", "/now")
    await alex.tap("Still")
    await sam.waits_for("Still?", "/now")
    await sam.tap("Still")
    for phone in (alex, sam):
        await phone.waits_for("You’re both here.", "/now")
        await phone.tap("Keep it on the bedside table")


async def one_evening(alex: Screen, sam: Screen, time: Time) -> None:
    """From the place of both to together, slow, stop, and after."""
    await begin_evening(alex, sam, time)
    for phone in (alex, sam):
        await phone.waits_for("Words first.", "/now/together")
    await sam.tap("Slow")
    await alex.waits_for("Slower, please.", "/now/together")
    await alex.tap("Stop")
    await sam.waits_for("Stopped.", "/now/together")
    await sam.tap("Put the phone down")
    await sam.sees("Water, and warmth.")


def alex_path(phone: Screen) -> str:
    """The path this phone stands on."""
    return str(getattr(phone, "path", "/ours"))


async def next_day(alex: Screen, sam: Screen, time: Time) -> None:
    """One private question, and nothing is sent."""
    await time.until(7)
    await sam.open("/ours")
    await sam.tap("Anal play")
    await sam.sees("How was it, for you?")
    await sam.tap("Good")
    await alex.open("/now")
    await alex.sees("Nothing here. Good.")


async def part(alex: Screen, sam: Screen, time: Time) -> None:
    """One leaves quietly; the other erases."""
    await sam.open("/mine/unlink")
    await sam.tap("Leave quietly")
    await sam.sees("You’ve left.")
    await alex.open("/ours")
    await alex.sees("You and Sam")
    await alex.open("/mine/erase")
    await alex.tap("Erase it")
    await alex.sees("Nothing is here any more.")


THREAD: tuple[Step, ...] = (
    arrive,
    pair,
    share_cards,
    look_live,
    look_by_mail,
    open_topic,
    talk_and_settle,
    one_evening,
    next_day,
    part,
)
