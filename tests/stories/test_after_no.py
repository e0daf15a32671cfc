"""A second opening after a no, by an honest app, a modified one, through a new bond, at another time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.journey.state import State
from handhold.rehearsal.pair import Pair, Person
from handhold.rehearsal.paired import link, paired
from stories.telling import (
    DANCE,
    HERE,
    TOPIC,
    WORDS,
    answered,
    deposits,
    opening,
    ours_of,
    rooms,
    settled,
    slip,
    still_kept,
)


async def said_no(label: str = "No") -> Pair:
    """Alex asked, Sam said no, and Alex has read it."""
    pair = await paired()
    await answered(pair, label)
    await pair.alex.phone.waits_for("Put the phone down", HERE)
    await pair.alex.phone.tap("Put the phone down")
    return pair


async def linked_anew(pair: Pair, days: float = 3) -> None:
    """Both leave quietly and link again, in person."""
    for one in (pair.alex, pair.sam):
        await one.phone.open("/mine/unlink")
        await one.phone.tap("Leave quietly")
    await link(pair)
    pair.move(days=days)
    for one in (pair.alex, pair.sam):
        await one.phone.open("/ours")
    await settled(pair)


async def send_by_hand(person: Person) -> None:
    """Tap the opening through the pages, as far as the app lets one."""
    await person.phone.open("/mine/draft/0?tone=breezy")
    await person.phone.tap("Send")
    await person.phone.tap("Send")


async def all_of(person: Person) -> tuple[dict[str, str], State]:
    """What a phone shows, and what it keeps but for the keys of the bond."""
    return await rooms(person), still_kept(person).state


class Unmoved:
    """Holds that nothing shows at Sam's, and that nothing comes back to Alex."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair

    async def __aenter__(self) -> None:
        """Remember, once the day has done what it does."""
        await rooms(self.pair.alex)
        self.shown = await all_of(self.pair.sam)
        await settled(self.pair)
        self.sent = deposits(self.pair, self.pair.sam)

    async def __aexit__(self, *failure: object) -> None:
        """Compare."""
        await settled(self.pair)
        assert await all_of(self.pair.sam) == self.shown
        assert deposits(self.pair, self.pair.sam) == self.sent


@pytest.mark.promise(3)
@pytest.mark.parametrize("days", [0, 10, 60])
async def test_the_askers_own_app_does_not_send_it(days: int) -> None:
    """However long after: the tap is refused here, kindly, and nothing leaves."""
    pair = await said_no()
    pair.move(days=days)
    async with Unmoved(pair):
        sent = deposits(pair, pair.alex)
        await send_by_hand(pair.alex)
        await pair.alex.phone.sees("This one isn’t offered. It is theirs to bring back.")
        await settled(pair)
        assert deposits(pair, pair.alex) == sent


@pytest.mark.promise(3)
@pytest.mark.parametrize("days", [0, 10, 60])
async def test_a_modified_app_reaches_nobody(days: int) -> None:
    """Sent past every rule of the asker's own app, on the old bond: nothing shows, nothing comes back."""
    pair = await said_no()
    pair.move(days=days)
    async with Unmoved(pair):
        before = await rooms(pair.alex)
        await slip(pair, pair.alex, opening(pair.alex), opening(pair.alex, text="Please. Just once."))
        assert await rooms(pair.alex) == before
    assert ours_of(pair.sam).talks == {}


@pytest.mark.promise(3)
async def test_after_a_not_now_a_modified_app_reaches_nobody_either() -> None:
    """Resting is shut as closed is: only the one who put it there brings it back."""
    pair = await said_no("Not now")
    pair.move(days=60)
    async with Unmoved(pair):
        await slip(pair, pair.alex, opening(pair.alex))


@pytest.mark.promise(3)
async def test_a_new_bond_brings_no_new_question() -> None:
    """Unlinked and linked again, the asker's app remembers nothing and sends; the lock refuses it unseen."""
    pair = await said_no()
    await linked_anew(pair)
    async with Unmoved(pair):
        await send_by_hand(pair.alex)
        await pair.alex.phone.sees("It’s out of your hands now.")
    await pair.alex.phone.open(HERE)
    await pair.alex.phone.sees("Sent, and out of your hands.")
    pair.move(days=17)
    await pair.alex.phone.open(HERE)
    await pair.alex.phone.sees("Not offered.")


@pytest.mark.promise(3)
async def test_through_a_new_bond_a_modified_app_reaches_nobody() -> None:
    """The same without an honest app in between, inside and after the quiet days of the new bond."""
    pair = await said_no()
    await linked_anew(pair, days=0)
    for _ in range(3):
        async with Unmoved(pair):
            await slip(pair, pair.alex, opening(pair.alex))
        pair.move(days=2)


@pytest.mark.promise(3)
@pytest.mark.parametrize("days", [-30, 30, 80])
async def test_the_askers_clock_is_no_key(days: int) -> None:
    """Whatever the asker's phone takes for today, by its pages or past them."""
    pair = await said_no()
    pair.alex.clock.move(days=days)
    async with Unmoved(pair):
        await send_by_hand(pair.alex)
        await pair.alex.phone.never_sees("It’s out of your hands now.")
        ahead = opening(pair.alex)
        await slip(pair, pair.alex, ahead, replace(ahead, last_day=opening(pair.sam).last_day))


@pytest.mark.promise(6)
async def test_after_a_no_nothing_else_is_asked_for_seven_days() -> None:
    """Quiet days are about anything: another topic, sent by a modified app, shows nothing either."""
    pair = await said_no()
    for _ in range(7):
        async with Unmoved(pair):
            await slip(pair, pair.alex, opening(pair.alex, DANCE))
        pair.move(days=1)
    pair.move(days=1)
    await slip(pair, pair.alex, opening(pair.alex, DANCE))
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")


@pytest.mark.promise(3)
async def test_words_under_another_name_are_a_no_again() -> None:
    """ "This is what I said no to": one tap and it is gone; to its sender it is silence."""
    pair = await said_no()
    pair.move(days=10)
    await slip(pair, pair.alex, opening(pair.alex, DANCE, WORDS + " You know what I mean."))
    sent, before = deposits(pair, pair.sam), await rooms(pair.alex)
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")
    await pair.sam.phone.tap("A letter from Alex")
    await pair.sam.phone.tap("Anal play, very slowly")
    await pair.sam.phone.sees("Nothing waits here. Good.")
    await settled(pair)
    assert deposits(pair, pair.sam) == sent
    assert await rooms(pair.alex) == before
    assert pair.sam.half.kept.state.mine.locks[TOPIC].put.value == "closed"


@pytest.mark.promise(3)
async def test_only_the_one_who_said_no_brings_it_back() -> None:
    """Lifting a lock that answered somebody is asking, so the app wants a few words first."""
    pair = await said_no()
    await pair.sam.phone.open("/mine/away")
    await pair.sam.phone.tap("Open it again")
    await pair.sam.phone.sees("Lifting this brings it up again, so it needs a few words for them.")


async def test_a_new_bond_carries_letters() -> None:
    """Linked anew, what Alex sends on another topic arrives: the silence above is the lock's doing."""
    pair = await said_no()
    await linked_anew(pair)
    await slip(pair, pair.alex, opening(pair.alex, DANCE))
    await pair.sam.phone.waits_for("A letter from Alex", "/ours")
