"""The whole thread, by its pages."""

from __future__ import annotations

import pytest

from handhold.rehearsal.pair import strangers
from handhold.rehearsal.thread import THREAD
from handhold.rehearsal.time import PairTime


@pytest.mark.anyio
async def test_two_people_go_through_the_whole_thread_once() -> None:
    """From what brings you to one leaving quietly and the other erasing, all by tapping pages."""
    pair = await strangers()
    time = PairTime(pair)

    for step in THREAD:
        await step(pair.alex.phone, pair.sam.phone, time)

    assert pair.alex.store.kept is None
    assert pair.sam.half.kept.bond is None
