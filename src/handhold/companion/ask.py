"""The one way in: a tap, an envelope of theirs. Load, decide, save state and outbox together, then tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from handhold import wording
from handhold.bond import channel
from handhold.companion import outbox
from handhold.companion.half import Closed, Door, Half
from handhold.companion.kept import Kept
from handhold.companion.outbox import Parcel
from handhold.journey import codec
from handhold.journey.days import today
from handhold.journey.decide import Refused, decide, receive
from handhold.journey.letters import AdoreLetter, GoodbyeLetter, Letter, OpeningLetter, SecondLetter, matter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Leave, Request
from handhold.wire import limits


async def ask(half: Half, *requests: Request) -> Refusal | None:
    """Do what was tapped, all of it in one save, or nothing; the refusal, worded for the person."""
    async with half.queue:
        if half.door is not Door.OPEN:
            raise Closed
        now = half.world.clock.now()
        kept = half.kept
        for request in requests:
            decided = decide(kept.state, request, now, half.catalogue)
            if isinstance(decided, Refused):
                return decided.refusal
            kept = seal_letters(half, replace(kept, state=decided.state), decided.letters, now)
            if isinstance(request, Leave):
                kept = _unbound(kept)
        if kept != half.kept:
            await half.save(kept)
    await half.tell()
    return None


def _unbound(kept: Kept) -> Kept:
    # A word of goodbye is the only letter that outlives the bond, and it is sealed already.
    farewell = tuple(parcel for parcel in kept.outbox if parcel.matter == GoodbyeLetter.__name__)
    return replace(kept, bond=None, called="", outbox=farewell)


def seal_letters(half: Half, kept: Kept, letters: tuple[Letter, ...], now: datetime) -> Kept:
    """What is kept once these letters are sealed, each once, and wait to be sent."""
    kept = _swept(kept, today(now))
    for letter in letters:
        if isinstance(letter, SecondLetter):
            continue  # it goes through the swap box, from the round itself
        assert kept.bond is not None
        draw = half.world.chance.draw
        bond, body = channel.seal(half.world.sealer, kept.bond, codec.encode(letter), draw)
        envelope = draw(limits.ENVELOPE_ID)
        last_day = outbox.last_day_of(letter.last_day, today(now))
        parcel = Parcel(bond.relay, envelope, bond.their_write, body, matter(letter), last_day)
        kept = replace(kept, bond=bond, outbox=outbox.put(kept.outbox, parcel))
    return kept


def _swept(kept: Kept, now: date) -> Kept:
    """Without letters whose day has passed, and without the day until which all was brought again."""
    swept = outbox.sweep(kept.outbox, now)
    if swept != kept.outbox:
        kept = replace(kept, outbox=swept)
    if kept.again_until is not None and kept.again_until < now:
        kept = replace(kept, again_until=None)
    return kept


async def take_in(half: Half, envelope: bytes) -> None:
    """Open one envelope of theirs and let it act. Whatever is wrong with it, nothing shows or leaves."""
    async with half.queue:
        if half.door is not Door.OPEN or half.kept.bond is None:
            return
        try:
            opened = channel.open(half.world.sealer, half.kept.bond, envelope, half.world.chance.draw)
        except channel.RolledBack:
            await half.save(_set_back(half))
            return
        if isinstance(opened, channel.Dropped):
            return
        kept = replace(half.kept, bond=opened.bond)
        letter = codec.decode(opened.plain)
        if letter is not None:
            now = half.world.clock.now()
            state = receive(kept.state, letter, now, half.catalogue, _grade(letter))
            kept = replace(kept, state=state)
        await half.save(kept)
    await half.tell()


def _grade(letter: Letter) -> str | None:
    """The asked side's own check of words that arrive; nobody else hears of it."""
    match letter:
        case OpeningLetter():
            return wording.grade(letter.said.text)
        case AdoreLetter():
            return wording.grade(letter.text)
        case _:
            return None


def _set_back(half: Half) -> Kept:
    """This device was set back to an earlier day: trust none of it that involves the other. Locks stay."""
    left = decide(half.kept.state, Leave(), half.world.clock.now(), half.catalogue)
    state = half.kept.state if isinstance(left, Refused) else left.state
    alone = replace(half.kept, bond=None, called="", outbox=(), pairing=None)
    return replace(alone, state=state, notice="set_back")
