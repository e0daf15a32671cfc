"""The stories that are told by pages, in two Chromium contexts, from vaults that were linked in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from handhold.rehearsal.screen import Step
from stories.by_pages import STORIES
from thread_in_browser.running import ROOT, evening


@pytest.mark.anyio
@pytest.mark.browser
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_a_story_by_pages_in_two_browsers(story: Step, tmp_path: Path) -> None:
    """It goes as it is told, on the demo’s build over a relay process, and nobody else is asked anything."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite", linked=True) as told:
        await story(told.alex, told.sam, told.time)
        assert told.strangers == []
        assert told.wrong == []
