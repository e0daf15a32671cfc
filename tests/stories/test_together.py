"""Together, live, on two phones: only Slow and Stop, and nothing that is lost reads as go on."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from handhold.companion import courier, evening
from handhold.journey import together
from handhold.journey.letters import StillLetter
from handhold.rehearsal.pair import Pair
from handhold.wire.frames import Live
from stories.telling import HERE, both_at, in_days, lock, open_path, posted, settled, slip, unlock

ALONE = "Only this phone now. Words."
LIVE = "/now/together"


def test_a_phone_that_hears_nothing_for_five_seconds_says_so() -> None:
    """These stories turn the clock up; the true figures are a frame a second and five seconds of silence."""
    assert (evening.BEAT, together.SILENCE) == (1.0, 5.0)


@pytest.fixture
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second is twenty milliseconds."""
    monkeypatch.setattr(evening, "BEAT", 0.02)
    monkeypatch.setattr(evening, "PAUSE", 0.02)
    monkeypatch.setattr(together, "SILENCE", 0.3)
    monkeypatch.setattr(courier, "FIRST_PAUSE", 0.02)


fast = pytest.mark.usefixtures("_fast")


async def welcomed() -> Pair:
    """A step for tonight, proposed by day, and a plain yes."""
    pair = await open_path()
    pair.until(15)
    await pair.alex.phone.open(HERE)
    await pair.alex.phone.tap("Tonight?")
    await pair.alex.phone.tap("Send")
    await pair.sam.phone.waits_for("Yes, tonight", "/now")
    await pair.sam.phone.tap("Yes, tonight")
    await pair.alex.phone.waits_for("Still?", "/now")
    return pair


async def evening_begun() -> Pair:
    """Both have said still, and both phones lie on the bedside table."""
    pair = await welcomed()
    for one in (pair.alex, pair.sam):
        await one.phone.open("/now")
        await one.phone.tap("Still")
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for("You’re both here.", "/now")
        await one.phone.tap("Keep it on the bedside table")
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for("Words first.", LIVE)
    return pair


def deaf(pair: Pair, lost: Callable[[bytes], bool]) -> None:
    """From now on the relay loses these frames, and nobody is told."""
    hear: Callable[[object, bytes], Awaitable[None]] = pair.relay._board.hear  # type: ignore[assignment]

    async def losing(line: object, data: bytes) -> None:
        if not lost(data):
            await hear(line, data)

    pair.relay._board.hear = losing  # type: ignore[method-assign]


def live_frame(data: bytes) -> bool:
    """Whether this is a frame of a live evening."""
    return data[0] == Live.KIND


@fast
@pytest.mark.promise(7)
async def test_slow_is_cleared_only_by_whoever_pressed_it() -> None:
    """Sam presses Slow; whatever Alex presses, it stands on Alex's page until Sam lets it go."""
    pair = await evening_begun()
    await pair.sam.phone.tap("Slow")
    await pair.alex.phone.waits_for("Slower, please.", LIVE)
    for _ in range(2):
        await pair.alex.phone.tap("Slow")
    await posted(pair.alex, f"{LIVE}/steady", "")
    await pair.sam.phone.waits_for("Words first.", LIVE)
    await pair.alex.phone.open(LIVE)
    await pair.alex.phone.sees("Slower, please.")
    await pair.sam.phone.tap("Slow")
    for _ in range(200):
        await pair.alex.phone.open(LIVE)
        if "Slower, please." not in pair.alex.phone.text:
            return
        await settled(pair)
    pytest.fail("Slow never went")


@fast
@pytest.mark.promise(7)
@pytest.mark.parametrize("who", ["alex", "sam"])
async def test_stop_wins_over_everything_on_both(who: str) -> None:
    """Stopped here at once and there with the next frame; it has no way back on either."""
    pair = await evening_begun()
    presser, other = (pair.alex, pair.sam) if who == "alex" else (pair.sam, pair.alex)
    await other.phone.tap("Slow")
    await presser.phone.open(LIVE)
    await presser.phone.tap("Stop")
    await presser.phone.sees("Stopped.")
    await other.phone.waits_for("Stopped.", LIVE)
    for path in ("slow", "steady", "begin"):
        await posted(other, f"{LIVE}/{path}", "")
        await posted(presser, f"{LIVE}/{path}", "")
    await settled(pair)
    assert all("Stopped." in page for page in await both_at(pair, LIVE))
    for page in await both_at(pair, "/now"):
        assert "You’re both here." not in page
        assert "Still?" not in page


@fast
@pytest.mark.promise(7)
async def test_a_cut_network_says_so_and_comes_back_by_itself() -> None:
    """Both phones say that they are alone, and when the relay is back neither has to be touched."""
    pair = await evening_begun()
    pair.relay.down = True
    pair.relay.cut()
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for(ALONE, LIVE)
        await one.phone.sees("Stop", "Slow")
    pair.relay.down = False
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for("Words first.", LIVE)


@fast
@pytest.mark.promise(7)
async def test_a_relay_that_swallows_frames_is_noticed_as_a_cut_one_is() -> None:
    """The connection stands and nothing comes: after the same silence both say that they are alone."""
    pair = await evening_begun()
    deaf(pair, live_frame)
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for(ALONE, LIVE)


@fast
@pytest.mark.promise(7)
async def test_a_letter_carries_stop_when_the_live_frame_is_lost() -> None:
    """Every live frame is lost: Stop arrives by mail, and the page says so though the line is dead."""
    pair = await evening_begun()
    deaf(pair, live_frame)
    await pair.alex.phone.tap("Stop")
    await pair.alex.phone.sees("Stopped.")
    await pair.sam.phone.waits_for("Stopped.", LIVE)


@fast
@pytest.mark.promise(7)
async def test_stop_pressed_with_no_network_holds_and_arrives_later() -> None:
    """Here it is over at once; there it is alone, and over as soon as anything gets through."""
    pair = await evening_begun()
    pair.relay.down = True
    pair.relay.cut()
    await pair.sam.phone.open(LIVE)
    await pair.sam.phone.tap("Stop")
    await pair.sam.phone.sees("Stopped.")
    await pair.alex.phone.waits_for(ALONE, LIVE)
    pair.relay.down = False
    await pair.alex.phone.waits_for("Stopped.", LIVE)


@fast
@pytest.mark.promise(7)
async def test_a_locked_phone_never_reads_as_go_on() -> None:
    """Sam locks: Alex is alone within the silence; unlocked again, Sam's phone does not go on by itself."""
    pair = await evening_begun()
    await lock(pair.sam)
    await pair.alex.phone.waits_for(ALONE, LIVE)
    await unlock(pair.sam)
    await pair.sam.phone.open(LIVE)
    await pair.sam.phone.never_sees("Words first.")
    await pair.alex.phone.open(LIVE)
    await pair.alex.phone.sees(ALONE)


@fast
@pytest.mark.promise(7)
async def test_old_frames_played_again_say_nothing() -> None:
    """A relay that keeps frames and replays them after Stop, or after silence, makes nobody less alone."""
    pair = await evening_begun()
    old = [frame for way, frame in pair.relay.seen if way == "in" and isinstance(frame, Live)]
    await lock(pair.alex)
    await pair.sam.phone.waits_for(ALONE, LIVE)
    for frame in old[-40:]:
        await pair.sam.app.state.evening._hear(frame)
    await pair.sam.phone.open(LIVE)
    await pair.sam.phone.sees(ALONE)


@fast
@pytest.mark.promise(5, 7)
async def test_nothing_begins_with_one_still() -> None:
    """One has said still: the other sees nothing of it, and tapping the way in leads nowhere for either."""
    pair = await welcomed()
    shown = (await pair.sam.phone.open("/now")).text
    await pair.alex.phone.open("/now")
    await pair.alex.phone.tap("Still")
    await settled(pair)
    assert (await pair.sam.phone.open("/now")).text == shown
    for one in (pair.alex, pair.sam):
        await posted(one, f"{LIVE}/begin", "")
        await one.phone.open(LIVE)
        await one.phone.never_sees("Words first.", ALONE)


@fast
@pytest.mark.promise(7)
async def test_a_share_of_no_use_begins_nothing_and_harms_nothing() -> None:
    """A modified app's still, with a key that anybody could guess: no line, no error, words as ever."""
    pair = await welcomed()
    await pair.sam.phone.open("/now")
    await pair.sam.phone.tap("Still")
    await slip(pair, pair.alex, StillLetter("t18", "s1", bytes(32), in_days(pair.alex, 0)))
    await pair.sam.phone.waits_for("You’re both here.", "/now")
    await pair.sam.phone.tap("Keep it on the bedside table")
    await pair.sam.phone.never_sees("Words first.")


@fast
@pytest.mark.promise(5)
async def test_not_tonight_after_both_said_still_ends_it_on_both() -> None:
    """A yes is one's own to take back, up to the last page before the evening."""
    pair = await welcomed()
    for one in (pair.alex, pair.sam):
        await one.phone.open("/now")
        await one.phone.tap("Still")
    await pair.sam.phone.waits_for("You’re both here.", "/now")
    await pair.sam.phone.tap("Not tonight after all")
    await pair.alex.phone.waits_for("Not tonight.", "/now")


@fast
@pytest.mark.promise(5, 7, 8)
async def test_in_the_morning_nothing_of_the_evening_is_left_on_the_page() -> None:
    """At six it is another day, for a phone that was left lying there too; and it stops saying it is here."""
    pair = await evening_begun()
    pair.until(6)
    for page in await both_at(pair, LIVE):
        assert "Words first." not in page
    for page in await both_at(pair, "/now"):
        assert "You’re both here." not in page
    await settled(pair)
    assert not any(one.app.state.evening.running for one in (pair.alex, pair.sam))


@fast
@pytest.mark.promise(7)
async def test_a_phone_nobody_looks_at_falls_silent_in_the_morning() -> None:
    """No page is opened: the frames end by themselves all the same."""
    pair = await evening_begun()
    pair.until(6)
    await gone_quiet(pair)


@fast
@pytest.mark.promise(7)
async def test_after_a_stop_by_letter_the_frames_end() -> None:
    """The frame with Stop in it is lost and the letter comes: this phone, too, stops saying it is here."""
    pair = await evening_begun()
    deaf(pair, live_frame)
    await pair.alex.phone.tap("Stop")
    await pair.sam.phone.waits_for("Stopped.", LIVE)
    await gone_quiet(pair)


@fast
@pytest.mark.promise(7)
async def test_stop_needs_no_room() -> None:
    """A full device keeps nothing: Stop is Stop here all the same, and there with the next frame."""
    pair = await evening_begun()
    pair.sam.store.refuse_writes = True
    await pair.sam.phone.open(LIVE)
    await pair.sam.phone.tap("Stop")
    await pair.sam.phone.sees("Stopped.")
    await pair.alex.phone.waits_for("Stopped.", LIVE)


async def gone_quiet(pair: Pair) -> None:
    """Wait until neither phone runs an evening."""
    for _ in range(400):
        if not any(one.app.state.evening.running for one in (pair.alex, pair.sam)):
            return
        await asyncio.sleep(0.01)
    pytest.fail("an evening that ran on")
