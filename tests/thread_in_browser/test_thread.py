"""The whole thread in two Chromium contexts, against a real relay process."""

from __future__ import annotations

from pathlib import Path

import pytest

from handhold.rehearsal.thread import THREAD, arrive, pair, share_cards
from thread_in_browser.running import ROOT, evening


@pytest.mark.anyio
@pytest.mark.browser
@pytest.mark.promise(1, 13)
async def test_two_people_go_through_the_whole_thread_in_two_browsers(tmp_path: Path) -> None:
    """The same script as in memory, on the demo's build, and not one request to anybody else."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite") as story:
        for step in THREAD:
            await step(story.alex, story.sam, story.time)

        assert story.strangers == []
        assert story.wrong == []


@pytest.mark.anyio
@pytest.mark.browser
async def test_the_product_build_plays_what_needs_no_waiting(tmp_path: Path) -> None:
    """Arriving, pairing, sending a card and a first draft, on the build that people get."""
    async with evening(ROOT / "build/site", tmp_path / "relay.sqlite") as story:
        for step in (arrive, pair, share_cards):
            await step(story.alex, story.sam, story.time)

        await story.alex.open("/mine/draft/0?tone=breezy")
        await story.alex.tap("Send")
        await story.alex.tap("Send")
        await story.alex.sees("The first two days are quiet ones.")
        assert story.strangers == []
