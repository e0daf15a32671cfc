"""Where stories begin."""

from __future__ import annotations

from handhold.rehearsal.paired import QUIET_DAYS, opened, paired
from handhold.rehearsal.time import PairTime


async def test_two_are_linked_and_can_write_to_each_other() -> None:
    """Both rooms name the other, and a card sent by one is read by the other."""
    pair = await paired()
    await pair.alex.phone.sees("You and Sam")
    await pair.sam.phone.sees("You and Alex")

    await pair.alex.phone.tap("Send my “ask me like this”")
    await pair.alex.phone.fill("when", "On a walk")
    await pair.alex.phone.tap("Send it")
    await pair.alex.phone.tap("Send")
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")


async def test_the_link_is_as_old_as_the_story_needs() -> None:
    """By default the two quiet days are over; a story about them may begin inside."""
    assert QUIET_DAYS > 2
    for days, quiet in ((QUIET_DAYS, False), (0, True)):
        pair = await paired(days)
        ours = pair.sam.half.kept.state.ours
        assert ours is not None
        assert (ours.quiet_until is not None) is quiet


async def test_two_may_also_begin_apart() -> None:
    """Open vaults, no link."""
    pair = await opened()
    await PairTime(pair).settle()
    for one in (pair.alex, pair.sam):
        await one.phone.open("/ours")
        await one.phone.sees("This room is for two.")
