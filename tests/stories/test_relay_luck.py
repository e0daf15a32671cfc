"""Bad luck on the way: a relay that is down, slow, begun anew, emptied, and mail that does what mail does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from handhold.companion import courier
from handhold.doors import OtherVersion, RelayLink
from handhold.rehearsal.memory_relay import unharmed
from handhold.rehearsal.paired import paired
from handhold.rehearsal.thread import answer
from handhold.wire.frames import Deposit
from stories.telling import (
    HERE,
    answered,
    asked,
    envelope,
    lock,
    ours_of,
    over,
    post,
    rooms,
    send_card,
    settled,
    still_kept,
    unlock,
)

CARD = "They’d like to be asked like this"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The relay is tried again at once, since nobody in these stories has half a second."""
    monkeypatch.setattr(courier, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(courier, "LONGEST_PAUSE", 0.02)


async def test_a_relay_that_is_down_loses_nothing() -> None:
    """Sent while nobody gets through: it is on its way, and arrives when the relay is back."""
    pair = await paired()
    pair.relay.down = True
    pair.relay.cut()
    await pair.alex.phone.open("/mine/draft/0?tone=breezy")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.sees("It’s out of your hands now.")
    await pair.alex.phone.waits_for("The relay can’t be reached just now. Nothing is lost", "/ours")
    await pair.sam.phone.open("/ours")
    await pair.sam.phone.sees("Nothing waits here. Good.")
    pair.relay.down = False
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")


class OtherRelay:
    """`doors.Relay` that has learned a newer wire in the meantime."""

    async def connect(self, address: str) -> RelayLink:
        """See `doors.Relay`."""
        raise OtherVersion("2")


async def test_a_relay_of_a_newer_version_asks_for_an_update_and_loses_nothing() -> None:
    """Waiting would mend nothing, so the page says what does; updated, the letter goes by itself."""
    pair = await paired()
    ours, sam = pair.alex.half.world, pair.sam
    pair.alex.half.world = replace(ours, relay=OtherRelay())
    pair.relay.cut()
    await pair.alex.phone.waits_for("speak different versions", "/ours")
    await pair.alex.phone.open("/mine/draft/0?tone=breezy")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.sees("one of them needs an update", "What waits here is kept")
    pair.alex.half.world = ours
    await sam.phone.waits_for("A letter from Alex", "/ours")


async def test_a_relay_begun_anew_in_mid_story_is_not_noticed() -> None:
    """Restarted after the opening and again after the answer: both arrive, once."""
    pair = await paired()
    await asked(pair)
    pair.relay.restart()
    await answer(pair.sam.phone, "I’m curious")
    pair.relay.restart()
    await pair.alex.phone.waits_for("They’re curious.", HERE)
    await settled(pair)
    assert list(ours_of(pair.alex).talks) == list(ours_of(pair.sam).talks)


@pytest.mark.promise(4)
async def test_a_wiped_relay_heals_from_the_outbox() -> None:
    """It forgot a letter nobody had fetched: the sender's outbox brings it again, until its last day."""
    pair = await paired()
    await lock(pair.sam)
    await pair.alex.phone.open("/mine/draft/0?tone=breezy")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.tap("Send")
    await settled(pair)
    pair.relay.wipe()
    await unlock(pair.sam)
    await settled(pair)
    await lock(pair.alex)
    await unlock(pair.alex)
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")


async def test_a_letter_the_relay_never_took_is_brought_again() -> None:
    """Lost on the way there: with the next connection it is brought once more, and arrives."""
    pair = await paired()
    pair.relay.mishap = lambda deposit: ()
    await send_card(pair.alex)
    await settled(pair)
    assert ours_of(pair.sam).their_card is None
    pair.relay.mishap = unharmed
    pair.relay.cut()
    await pair.sam.phone.waits_for(CARD, "/ours")


async def test_a_slow_relay_only_takes_longer() -> None:
    """Every frame late: the story is the same."""
    pair = await paired()
    pair.relay.slow = 30
    await answered(pair, "I’d like to talk about it")
    await pair.alex.phone.waits_for("Yes to a talk.", HERE)


@pytest.mark.promise(4)
async def test_everything_twice_and_in_another_order_is_the_same_story() -> None:
    """Each deposit comes twice, and after an older one: both phones end where they would have."""
    plain = await story(unlucky=False)
    assert await story(unlucky=True) == plain


async def story(unlucky: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Both phones' rooms after a card each way and a talk agreed to."""
    pair = await paired()
    older: list[Deposit] = []

    def mishap(deposit: Deposit) -> Iterable[Deposit]:
        again = [deposit, *older[-1:], deposit]
        older.append(deposit)
        return again

    pair.relay.mishap = mishap if unlucky else unharmed
    await send_card(pair.alex)
    await send_card(pair.sam)
    await answered(pair, "I’d like to talk about it")
    shown = await rooms(pair.alex), await rooms(pair.sam)
    await over(pair)
    return shown


async def test_a_lost_letter_does_not_hold_up_the_next() -> None:
    """One deposit never arrives and is never repeated; what follows it opens all the same."""
    pair = await paired()
    envelope(pair.alex, b"this one is lost")
    await send_card(pair.alex)
    await pair.sam.phone.waits_for(CARD, "/ours")


async def test_malformed_mail_from_the_relay_is_dropped() -> None:
    """Bytes of the right size that nobody sealed, in a hundred places: nothing shows, nothing is lost."""
    pair = await paired()
    whole = envelope(pair.alex, b"\x00\x02{}")
    kept, shown = still_kept(pair.sam), await rooms(pair.sam)
    harmed = [whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :] for at in range(0, len(whole), 600)]
    await post(pair, pair.alex, *harmed)
    assert still_kept(pair.sam) == kept
    assert await rooms(pair.sam) == shown


async def test_a_phone_locked_for_a_week_finds_its_mail() -> None:
    """Mail waits at the relay, sealed, for up to two weeks."""
    pair = await paired()
    await lock(pair.sam)
    await pair.alex.phone.open("/mine/draft/0?tone=breezy")
    await pair.alex.phone.tap("Send")
    await pair.alex.phone.tap("Send")
    await settled(pair)
    await lock(pair.alex)
    pair.move(days=7)
    await unlock(pair.sam)
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")


@pytest.mark.promise(10)
async def test_leaving_with_a_word_sends_the_word_and_quietly_sends_nothing() -> None:
    """The last word goes out though the link is gone; leaving quietly, the relay hears nothing at all."""
    for word in ("Take care of the tomatoes.", ""):
        pair = await paired()
        sent = sum(isinstance(frame, Deposit) for _, frame in pair.relay.seen)
        await pair.sam.phone.open("/mine/unlink")
        if word:
            await pair.sam.phone.fill("word", word)
        await pair.sam.phone.tap("Leave with a word" if word else "Leave quietly")
        await settled(pair)
        if word:
            await pair.alex.phone.waits_for(word, "/ours")
            await pair.alex.phone.sees("They have said goodbye.")
        else:
            assert sum(isinstance(frame, Deposit) for _, frame in pair.relay.seen) == sent
            await pair.alex.phone.open("/ours")
            await pair.alex.phone.sees("You and Sam")
        await over(pair)
