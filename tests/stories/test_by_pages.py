"""The stories that browsers play too, in memory."""

from __future__ import annotations

import pytest

from handhold.rehearsal.paired import paired
from handhold.rehearsal.screen import Step
from handhold.rehearsal.time import PairTime
from stories.by_pages import STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_a_story_by_pages(story: Step) -> None:
    """It goes as it is told."""
    pair = await paired()
    await story(pair.alex.phone, pair.sam.phone, PairTime(pair))
