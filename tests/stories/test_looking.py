"""Looking together: what a finished round shows, a partner who cheats at it, and one who never comes."""

from __future__ import annotations

from itertools import product

import pytest

from handhold.bond import swap
from handhold.companion import looking
from handhold.companion.ask import ask
from handhold.journey.letters import FirstLetter, OfferLetter
from handhold.journey.requests import AnswerWish, JoinLook, SetLock, StartLook
from handhold.journey.state import Put, Round, RoundStage, Want
from handhold.journey.topics import Catalogue, Topic
from handhold.matching import exchange
from handhold.matching.rounds import Secret
from handhold.rehearsal.pair import Pair, Person
from handhold.rehearsal.paired import paired
from handhold.rehearsal.time import PairTime
from handhold.wire.frames import Swap
from stories.telling import deposits, in_days, ours_of, over, rooms, settled, slip, still_kept

DECK = "first"
ROUND, NONCE = b"r" * 16, b"\0" * 32
FALSE = "Their app did not answer properly."
NOTHING = "Nothing new to show."
COMMON = "Some common ground."


async def wishing(person: Person, *topics: str, want: Want = Want.VERY) -> None:
    """Answer these wishes."""
    await ask(person.half, *(AnswerWish(topic, want) for topic in topics))


async def look_live(pair: Pair) -> None:
    """Both tap."""
    await pair.alex.phone.open("/ours/look")
    await pair.alex.phone.tap("We’re both here")
    await pair.sam.phone.waits_for("I’m here", "/ours/look")
    await pair.sam.phone.tap("I’m here")
    await settled(pair)


class Cheat:
    """Alex's modified app: it offers a round, and makes its messages as it likes."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        person = pair.alex
        assert person.half.kept.bond is not None
        self.bond = person.half.kept.bond
        look = Round(ROUND, NONCE, DECK, True, RoundStage.FIRST, in_days(person, 20))
        self.round = looking._round(person.half, self.bond, look)

    def first(self, chance: bytes = b"1" * 32) -> tuple[Secret, bytes]:
        """An honest R1, with a yes to everything."""
        group = self.pair.alex.half.world.sealer.group
        return exchange.begin(group, self.round, [True] * len(self.round.slots), chance)

    async def offer(self) -> None:
        """Offer the round, and wait until Sam takes part."""
        day = in_days(self.pair.alex, 20)
        await slip(self.pair, self.pair.alex, OfferLetter(ROUND, NONCE, DECK, True, day))
        await self.pair.sam.phone.waits_for("I’m here", "/ours/look")
        await self.pair.sam.phone.tap("I’m here")
        await settled(self.pair)

    async def send_first(self, body: bytes) -> None:
        """R1, as it is."""
        await slip(self.pair, self.pair.alex, FirstLetter(ROUND, body, in_days(self.pair.alex, 20)))

    async def deposit(self, body: bytes, sealed: bool = True) -> None:
        """Put something into the swap box."""
        sealer = self.pair.alex.half.world.sealer
        if sealed:
            body = swap.seal_swap(sealer, self.bond, ROUND, body, b"0" * 24)
        link = await self.pair.relay.connect("")
        ids = swap.swap_id(self.bond, ROUND), swap.side_id(self.bond, ROUND)
        await link.send(Swap(*ids, body))
        await link.close()
        await settled(self.pair)


@pytest.mark.promise(2)
async def test_only_what_both_want_shows() -> None:
    """A yes alone, a no and a lock show nothing; what both want shows on both, without a number."""
    pair = await paired()
    await wishing(pair.alex, "t01", "t03", "t05")
    await wishing(pair.sam, "t01", "t07", "t05")
    await ask(pair.sam.half, SetLock("t05", Put.RESTING))
    await PairTime(pair).until(6)
    await look_live(pair)
    for person in (pair.alex, pair.sam):
        await person.phone.waits_for(COMMON, "/ours/look")
        await person.phone.sees("Being read to")
        assert not any(letter.isdigit() for letter in person.phone.text)
        assert person.phone.text.count("Being read to") == 1
        assert {one.topic for one in ours_of(person).overlaps} == {"t01"}


@pytest.mark.promise(2)
async def test_a_false_r1_has_its_own_page_and_learns_nothing() -> None:
    """Mixed keys: half of R1 under another key. Sam's app answers nothing, and says what it means."""
    pair = await paired()
    cheat = Cheat(pair)
    await wishing(pair.sam, "t01")
    await PairTime(pair).until(6)
    await cheat.offer()
    (_, one), (_, other) = cheat.first(), cheat.first(b"2" * 32)
    middle = 32 + 32 * (len(cheat.round.slots) // 2)
    end = 32 + 32 * len(cheat.round.slots)
    await cheat.send_first(one[:middle] + other[middle:end] + one[end:])
    await pair.sam.phone.waits_for(FALSE, "/ours/look")
    await pair.sam.phone.sees("Assume it knows", "Help")
    assert not any(isinstance(frame, Swap) for _, frame in pair.relay.seen)
    await pair.sam.phone.tap("Close")
    await pair.sam.phone.open("/ours/look")
    await pair.sam.phone.never_sees(FALSE)


@pytest.mark.promise(2)
async def test_garbage_for_r2_has_its_own_page() -> None:
    """A well sealed deposit that proves nothing: no accident makes that."""
    pair = await paired()
    cheat = Cheat(pair)
    await wishing(pair.sam, "t01")
    await PairTime(pair).until(6)
    await cheat.offer()
    await cheat.send_first(cheat.first()[1])
    await cheat.deposit(b"garbage")
    await pair.sam.phone.waits_for(FALSE, "/ours/look")


@pytest.mark.promise(2)
async def test_noise_in_the_swap_box_accuses_nobody_and_never_came_is_nothing_new() -> None:
    """What isn't sealed by them says nothing; after twenty-one days it is the one page for nothing new."""
    pair = await paired()
    cheat = Cheat(pair)
    await wishing(pair.sam, "t01")
    await PairTime(pair).until(6)
    await cheat.offer()
    await cheat.send_first(cheat.first()[1])
    await cheat.deposit(bytes(16 * 1024), sealed=False)
    await pair.sam.phone.open("/ours/look")
    await pair.sam.phone.sees("A moment.")
    pair.move(days=22)
    await pair.sam.phone.waits_for(NOTHING, "/ours/look")


@pytest.mark.promise(2)
async def test_a_second_r1_in_a_round_is_nothing() -> None:
    """One R1 a round, ever, before Sam takes part as after: a second could fish for what was left out."""
    pair = await paired()
    cheat = Cheat(pair)
    await wishing(pair.sam, "t01")
    await PairTime(pair).until(6)
    day = in_days(pair.alex, 20)
    (_, one), (_, other) = cheat.first(), cheat.first(b"2" * 32)
    await slip(pair, pair.alex, OfferLetter(ROUND, NONCE, DECK, True, day))
    await cheat.send_first(one)
    await cheat.send_first(other)
    look = ours_of(pair.sam).round
    assert look is not None
    assert look.first == one

    await pair.sam.phone.open("/ours/look")
    await pair.sam.phone.tap("I’m here")
    await settled(pair)
    kept, sent = still_kept(pair.sam).state, deposits(pair, pair.sam)
    swaps = sum(isinstance(frame, Swap) for _, frame in pair.relay.seen)
    await cheat.send_first(other)
    assert still_kept(pair.sam).state == kept
    assert deposits(pair, pair.sam) == sent
    assert sum(isinstance(frame, Swap) for _, frame in pair.relay.seen) == swaps


@pytest.mark.promise(2)
async def test_a_second_round_in_the_week_is_not_even_offered() -> None:
    """A round in seven days, a deck once a season: an offer before that shows nothing."""
    pair = await paired()
    await look_live(pair)
    for person in (pair.alex, pair.sam):
        await person.phone.waits_for(NOTHING, "/ours/look")
        await person.phone.tap("Good night")
    day = in_days(pair.alex, 20)
    before = await rooms(pair.sam)
    await slip(pair, pair.alex, OfferLetter(ROUND, NONCE, "second", True, day))
    assert await rooms(pair.sam) == before
    pair.move(days=8)
    before = await rooms(pair.sam)
    await slip(pair, pair.alex, OfferLetter(ROUND, NONCE, DECK, True, in_days(pair.alex, 20)))
    assert await rooms(pair.sam) == before


SMALL = Catalogue(
    topics={uid: Topic(uid) for uid in ("t03", "t05")}, decks={"small": ("t03", "t05")}, smallest=2
)
NOT_YES = ("no", "unanswered", "skip", "locked")


async def answered_with(person: Person, topic: str, how: str) -> None:
    """One of the four ways in which a topic is not a yes."""
    match how:
        case "no":
            await wishing(person, topic, want=Want.NO)
        case "skip":
            await wishing(person, topic)
            await ask(person.half, AnswerWish(topic, None))
        case "locked":
            await wishing(person, topic)
            await ask(person.half, SetLock(topic, Put.CLOSED))


@pytest.mark.promise(2)
async def test_every_way_of_not_wanting_looks_alike() -> None:
    """One phone's rooms and all it got, after a round: the same for each mix of the other's answers."""
    shown, sizes = [], []
    for both in product(NOT_YES, repeat=2):
        pair = await paired()
        for person in (pair.alex, pair.sam):
            person.half.catalogue = SMALL
        await wishing(pair.alex, "t03", "t05")
        for topic, how in zip(("t03", "t05"), both, strict=True):
            await answered_with(pair.sam, topic, how)
        await PairTime(pair).until(6)
        pair.relay.seen.clear()
        await look_live_small(pair)
        shown.append(await rooms(pair.alex))
        sizes.append(sorted(f"{way} {type(frame).__name__}" for way, frame in pair.relay.seen))
        await over(pair)
    assert shown[0]["/ours/look"] == "/ours/ground"
    assert NOTHING in shown[0]["/ours/ground"]
    assert all(one == shown[0] for one in shown)
    assert all(one == sizes[0] for one in sizes)


async def look_live_small(pair: Pair) -> None:
    """Both tap, on a deck of two that has no page of its own."""
    draw = pair.alex.half.world.chance.draw
    await ask(pair.alex.half, StartLook("small", True, draw(16), draw(32), draw(64)))
    await settled(pair)
    await ask(pair.sam.half, JoinLook(draw(64)))
    await settled(pair)
    assert ours_of(pair.alex).round is None, "the round is over"
