"""How stories are told: what somebody does in one line, what a phone shows whole, what crossed the relay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handhold.bond import channel
from handhold.companion.kept import Kept
from handhold.doors import RelayLink
from handhold.journey import codec
from handhold.journey.days import later, today
from handhold.journey.letters import Letter, OpeningLetter
from handhold.journey.state import AskMe, Ours, Said
from handhold.rehearsal.pair import Pair, Person, person
from handhold.rehearsal.paired import paired
from handhold.rehearsal.phone import call
from handhold.rehearsal.thread import PASSPHRASE, answer, open_topic
from handhold.rehearsal.time import PairTime
from handhold.wire import limits
from handhold.wire.frames import Deposit, Taken

TOPIC, DANCE, LIGHT = "t18", "t04", "t01"
WORDS = "Would you like to talk about it some day? No is a fine answer."
HERE = f"/ours/talk/{TOPIC}"
ROOMS = (
    "/ours",
    "/now",
    HERE,
    "/ours/look",
    "/ours/ground",
    "/ours/card",
    f"/ours/talk/{DANCE}",
    "/mine",
    "/mine/quiet",
)


async def settled(pair: Pair) -> None:
    """Nothing is on its way any more."""
    await PairTime(pair).settle()


async def asked(pair: Pair) -> None:
    """Alex brings a topic up; Sam's phone has the letter, and both stand on its page."""
    await open_topic(pair.alex.phone, pair.sam.phone, PairTime(pair))
    await settled(pair)


async def answered(pair: Pair, label: str, line: str = "") -> None:
    """Sam answers; what there is to see has arrived."""
    await asked(pair)
    await answer(pair.sam.phone, label, line)
    await settled(pair)


async def open_path() -> Pair:
    """Asked, talked about, settled; both have put the first place on the path."""
    pair = await paired()
    await answered(pair, "I’d like to talk about it")
    await pair.alex.phone.waits_for("Put the phone down", HERE)
    await pair.alex.phone.tap("Put the phone down")
    await pair.sam.phone.open(HERE)
    await pair.sam.phone.tap("I’d like this")
    await settled(pair)
    pair.move(days=4)
    for one in (pair.alex, pair.sam):
        await one.phone.open(HERE)
        await one.phone.tap("Put it there")
    await settled(pair)
    return pair


async def both_at(pair: Pair, path: str) -> tuple[str, str]:
    """The words of one page on both phones, Alex's first."""
    return (await pair.alex.phone.open(path)).text, (await pair.sam.phone.open(path)).text


async def markup(person: Person, path: str) -> str:
    """One page, as sent."""
    _, headers, page = await call(person.app, "GET", path, b"")
    return headers.get("location", "") + page


async def rooms(person: Person) -> dict[str, str]:
    """All that one phone shows of what is between the two, page by page, to the letter."""
    return {path: await markup(person, path) for path in ROOMS}


def ours_of(person: Person) -> Ours:
    """What one phone keeps of the bond."""
    ours = person.half.kept.state.ours
    assert ours is not None
    return ours


def deposits(pair: Pair, of: Person) -> int:
    """How many times this person's phone has put something into the other's mailbox."""
    bond = of.half.kept.bond
    assert bond is not None
    return sum(
        way == "in" and isinstance(frame, Deposit) and frame.write == bond.their_write
        for way, frame in pair.relay.seen
    )


def envelope(sender: Person, plain: bytes) -> bytes:
    """What a modified app seals, whatever it likes, with the very bond its person has."""
    half = sender.half
    assert half.kept.bond is not None
    bond, body = channel.seal(half.world.sealer, half.kept.bond, plain, half.world.chance.draw)
    half.kept = replace(half.kept, bond=bond)
    return body


async def post(pair: Pair, sender: Person, *bodies: bytes) -> None:
    """Put these envelopes into the other's mailbox, past every rule of the sender's own app."""
    half = sender.half
    assert half.kept.bond is not None
    link = await pair.relay.connect("")
    for body in bodies:
        await link.send(
            Deposit(half.kept.bond.their_write, half.world.chance.draw(limits.ENVELOPE_ID), 14, body)
        )
        await _until_taken(link)
    await link.close()
    await settled(pair)


async def _until_taken(link: RelayLink) -> None:
    while not isinstance(await link.receive(), Taken):
        pass


async def slip(pair: Pair, sender: Person, *letters: Letter | bytes) -> None:
    """A modified app sends these letters, one after the other, and each is opened where it arrives."""
    plain = [letter if isinstance(letter, bytes) else codec.encode(letter) for letter in letters]
    await post(pair, sender, *(envelope(sender, one) for one in plain))
    own, theirs = sender.half.kept.bond, (pair.sam if sender is pair.alex else pair.alex).half.kept.bond
    assert own is not None
    assert theirs is not None
    assert theirs.heard == own.sent, "a letter that never arrived proves nothing"


def opening(person: Person, topic: str = TOPIC, text: str = WORDS) -> OpeningLetter:
    """An opening, dated today."""
    return OpeningLetter(topic, Said(text), in_days(person, 13))


def in_days(person: Person, days: int) -> date:
    """The civil day so many days after this person's today."""
    return later(today(person.clock.now()), days)


def still_kept(person: Person) -> Kept:
    """All that one phone keeps, but for the day it last looked at."""
    kept = person.half.kept
    mine = replace(kept.state.mine, last_seen=None)
    return replace(kept, state=replace(kept.state, mine=mine))


async def over(pair: Pair) -> None:
    """The story ends: both phones are locked, and nobody waits at the relay any more."""
    for one in (pair.alex, pair.sam):
        one.half.lock()
    await settled(pair)


async def unlock(one: Person, passphrase: str = PASSPHRASE) -> None:
    """Type a passphrase at the door."""
    await one.phone.open("/unlock")
    await one.phone.fill("passphrase", passphrase)
    await one.phone.tap("Open")


async def lock(one: Person) -> None:
    """By the button on every page."""
    await one.phone.open("/mine")
    await one.phone.tap("Lock")


async def send_card(one: Person) -> None:
    """ "Ask me like this", by the pages."""
    await one.phone.open("/mine/card")
    await one.phone.fill("when", "Sunday")
    await one.phone.tap("Send it")
    await one.phone.tap("Send")


async def posted(one: Person, path: str, body: str) -> tuple[int, str]:
    """A form, and what it is answered with."""
    status, _, page = await call(one.app, "POST", path, body.encode())
    return status, page


async def anew(pair: Pair, one: Person) -> Person:
    """The same device, its app opened anew (or a second time)."""
    again = await person(one.phone.name, pair.relay, one.clock)
    again.half.world = replace(one.half.world)
    again.store = one.store
    await again.half.arrive()
    return again


def ask_me(when: str) -> AskMe:
    """A card with one line on it."""
    return AskMe(when=when)
