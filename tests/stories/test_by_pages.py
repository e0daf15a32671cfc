"""The stories that browsers play too, in memory; and a link that is opened elsewhere."""

from __future__ import annotations

import pytest

from handhold.bond import invitation
from handhold.companion.half import Door
from handhold.rehearsal.pair import strangers
from handhold.rehearsal.paired import opened, paired
from handhold.rehearsal.phone import call
from handhold.rehearsal.screen import Step
from handhold.rehearsal.time import PairTime
from stories.by_pages import STORIES


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
async def test_a_story_by_pages(story: Step) -> None:
    """It goes as it is told."""
    pair = await paired()
    await story(pair.alex.phone, pair.sam.phone, PairTime(pair))


async def test_a_link_opened_at_the_senders_address_is_carried_to_the_app_one_has() -> None:
    """Without a vault there: the page gives the whole invitation to copy, and the own app takes it."""
    pair = await opened()
    await pair.alex.phone.open("/ours/invite")
    await pair.alex.phone.fill("name", "Alex")
    await pair.alex.phone.tap("A link")
    made = pair.alex.half.kept.pairing
    assert made
    code = invitation.encode(made.invitation)
    there = (await strangers()).sam
    await call(there.app, "POST", "/arrive", f"fragment={code}".encode())
    page = (await call(there.app, "GET", "/invited"))[2]
    assert f'value="{code}"' in page
    assert there.half.door is Door.NEW
    await pair.sam.phone.open("/ours/join")
    await pair.sam.phone.fill("invitation", code)
    await pair.sam.phone.fill("name", "Sam")
    await pair.sam.phone.tap("Meet them")
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for("Are these four the same", "/ours/meet")
