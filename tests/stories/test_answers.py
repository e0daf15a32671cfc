"""The four equal answers and silence, by their pages, looked at on both phones."""

from __future__ import annotations

import pytest

from handhold.journey.stages import Stage, stage_of
from handhold.rehearsal.pair import Pair
from handhold.rehearsal.paired import paired
from handhold.rehearsal.thread import answer
from stories.telling import HERE, TOPIC, answered, asked, both_at, deposits, ours_of, over, rooms, settled

LINE = "On Sunday, walking?"
ANSWERS = {
    "I’d like to talk about it": "Yes to a talk.",
    "I’m curious": "They’re curious.",
    "Not now": "Not now.",
    "No": "It’s a no, and a good answer.",
}
WARM, COOL = tuple(ANSWERS)[:2], tuple(ANSWERS)[2:]


def stages(pair: Pair) -> tuple[Stage, Stage]:
    """Where the topic stands, at Alex's and at Sam's."""
    return tuple(stage_of(one.half.kept.state, TOPIC) for one in (pair.alex, pair.sam))  # type: ignore[return-value]


@pytest.mark.promise(1)
@pytest.mark.parametrize(("label", "title"), ANSWERS.items())
async def test_what_they_will_see_is_what_they_see(label: str, title: str) -> None:
    """Every word of the previewed card, the own line included, is on the other's page, in that order."""
    pair = await paired()
    await asked(pair)
    await pair.sam.phone.tap(label)
    await pair.sam.phone.fill("line", LINE)
    await pair.sam.phone.tap("See it with my line")
    card = between(pair.sam.phone.text, "This is what Alex will see.", "Your one line")
    await pair.sam.phone.tap("Close")

    await pair.alex.phone.waits_for("Their answer", "/ours")
    await pair.alex.phone.tap("Their answer")
    page = between(pair.alex.phone.text, "Help Lock", "Put the phone down")

    assert card == page
    assert card.startswith(title)
    assert LINE in card


@pytest.mark.promise(1)
async def test_what_they_will_read_is_what_they_read() -> None:
    """Who asks, about what, and every word of the opening stand on their page as previewed."""
    pair = await paired()
    await pair.alex.phone.open("/mine/draft/0?tone=breezy")
    await pair.alex.phone.tap("Send")
    card = between(pair.alex.phone.text, "This is what Sam will see.", "It arrives covered")
    await pair.alex.phone.tap("Send")
    await settled(pair)

    await pair.sam.phone.open(HERE)
    page = between(pair.sam.phone.text, "Help Lock", "I’d like to talk").replace("Hold to read ", "")
    assert page.replace("Nothing tells them whether you read it. ", "").strip() == card
    assert card.startswith("Alex would like to talk about Anal play")


def between(text: str, start: str, end: str) -> str:
    """What stands between two pieces of a page."""
    assert start in text, text
    assert end in text, text
    return text.split(start, 1)[1].split(end, 1)[0].strip()


@pytest.mark.promise(4)
@pytest.mark.parametrize("label", WARM)
async def test_a_warm_answer_leads_both_to_talking_and_no_further(label: str) -> None:
    """Both phones show the one quiet card; only the one who was asked may say that they have talked."""
    pair = await paired()
    await answered(pair, label)
    await pair.alex.phone.waits_for(ANSWERS[label], HERE)
    await pair.alex.phone.tap("Put the phone down")

    theirs, own = await both_at(pair, HERE)
    for page in (theirs, own):
        assert "This part is yours." in page
        assert "Look at the card together" in page
    assert "I’d like this" in own
    assert "I’d like this" not in theirs
    assert stages(pair) == (Stage.TALKING, Stage.TALKING)


@pytest.mark.promise(6)
async def test_not_now_rests_for_both() -> None:
    """The asked one's lock rests; to the one who asked it is theirs to bring back, and quiet days run."""
    pair = await paired()
    await answered(pair, "Not now")
    await pair.alex.phone.waits_for("Not now.", HERE)
    await pair.alex.phone.tap("Put the phone down")

    theirs, own = await both_at(pair, HERE)
    assert "Not offered." in theirs
    assert "Put away, by you." in own
    assert stages(pair) == (Stage.NOT_OFFERED, Stage.RESTING)
    assert ours_of(pair.alex).own.opening_from is not None
    assert ours_of(pair.sam).theirs.opening_from is not None


@pytest.mark.promise(3)
async def test_a_no_closes_with_a_good_ending() -> None:
    """The one who said it owes nothing; the one who hears it is told what a no is good for, once."""
    pair = await paired()
    await asked(pair)
    await answer(pair.sam.phone, "No")
    await pair.sam.phone.sees("Said.", "It won’t be asked here again.", "You don’t owe a reason")

    await pair.alex.phone.waits_for("It’s a no, and a good answer.", HERE)
    await pair.alex.phone.sees("It means you can be told things.", "Thank them out loud, once.")
    await pair.alex.phone.tap("Put the phone down")
    theirs, own = await both_at(pair, HERE)
    assert "Not offered." in theirs
    assert "a no" not in theirs
    assert "Put away, by you." in own
    assert stages(pair) == (Stage.NOT_OFFERED, Stage.CLOSED)


@pytest.mark.promise(4, 6)
async def test_silence_lapses_by_itself_and_sends_nothing() -> None:
    """Fourteen days without an answer: it rests there, it is not offered here, and no letter said so."""
    pair = await paired()
    await asked(pair)
    sent = deposits(pair, pair.sam)
    pair.move(days=13)
    assert "A letter from Alex" in (await both_at(pair, "/ours"))[1]

    pair.move(days=3)
    shared = await both_at(pair, "/ours")
    assert all("Nothing waits here. Good." in page for page in shared)
    theirs, own = await both_at(pair, HERE)
    assert "Not offered." in theirs
    assert "Put away, by you." in own
    assert stages(pair) == (Stage.NOT_OFFERED, Stage.RESTING)
    await settled(pair)
    assert deposits(pair, pair.sam) == sent


@pytest.mark.promise(2, 6)
async def test_after_the_page_is_closed_not_now_no_and_silence_look_alike() -> None:
    """Once the answer is read and gone, the asker's rooms show one thing for all three."""
    seen = []
    for label in (*COOL, None):
        pair = await paired()
        if label is None:
            await asked(pair)
        else:
            await answered(pair, label)
            await pair.alex.phone.waits_for(ANSWERS[label], HERE)
            await pair.alex.phone.tap("Put the phone down")
        pair.move(days=16)
        await both_at(pair, "/ours")
        seen.append(await rooms(pair.alex))
        await over(pair)
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.promise(6)
async def test_reading_tells_the_sender_nothing() -> None:
    """Read, an answer chosen and dropped again: the sender sees nothing and the relay hears nothing."""
    pair = await paired()
    await asked(pair)
    before, sent = await rooms(pair.alex), deposits(pair, pair.sam)
    for _ in range(2):
        await pair.sam.phone.open(HERE)
        await pair.sam.phone.tap("No")
        await pair.sam.phone.tap("Change it")
    await settled(pair)
    assert await rooms(pair.alex) == before
    assert deposits(pair, pair.sam) == sent


@pytest.mark.promise(6)
async def test_taken_back_unread_it_was_never_there() -> None:
    """An opening taken back before it was read leaves no page at the other's."""
    pair = await paired()
    before = await rooms(pair.sam)
    await asked(pair)
    await pair.alex.phone.open(HERE)
    await pair.alex.phone.tap("Take it back")
    await settled(pair)
    assert await rooms(pair.sam) == before
    assert stages(pair) == (Stage.UNSPOKEN, Stage.UNSPOKEN)
