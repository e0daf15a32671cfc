"""Pages that refresh themselves: nobody reopens them here, as nobody would on a bedside table."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from handhold.rehearsal.thread import THREAD, begin_evening, one_evening
from thread_in_browser.running import ROOT, evening

SOON = 2_000  # milliseconds: what the promise says of Stop
SILENCE = 10_000
PAUSE = 5_000
BEFORE_THE_EVENING = THREAD[: THREAD.index(one_evening)]


async def shows(page: Page, words: str, within: float) -> None:
    """The page comes to show it by itself."""
    await expect(page.locator("#app")).to_contain_text(words, timeout=within)


@pytest.mark.anyio
@pytest.mark.browser
@pytest.mark.promise(7)
async def test_an_evening_on_two_pages_that_nobody_touches(tmp_path: Path) -> None:
    """Slow and Stop show on the other page within two seconds; a cut network says so, and mends by itself."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite") as story:
        for step in (*BEFORE_THE_EVENING, begin_evening):
            await step(story.alex, story.sam, story.time)
        alex, sam = story.alex.page, story.sam.page
        for page in (alex, sam):
            await shows(page, "Words first.", SILENCE)
        await sam.click("button[data-now=slow]")
        await shows(alex, "Slower, please.", SOON)
        await sam.context.set_offline(True)
        for page in (alex, sam):
            await shows(page, "Only this phone now", SILENCE)
        await sam.context.set_offline(False)
        for page in (alex, sam):
            await shows(page, "Words first.", 3 * SILENCE)
        await alex.click("button[data-now=stop]")
        await shows(alex, "Stopped.", SOON)
        await shows(sam, "Stopped.", SOON)
        assert story.strangers == []


@pytest.mark.anyio
@pytest.mark.browser
@pytest.mark.promise(1)
async def test_a_pause_in_writing_shows_the_marks(tmp_path: Path) -> None:
    """Under the words themselves, and said beside them, without a tap; typing on takes the marks away."""
    async with evening(ROOT / "build/site", tmp_path / "relay.sqlite") as story:
        page = story.alex.page
        await story.alex.open("/check")
        await page.locator("textarea").press_sequentially("If you loved me you'd do it. No pressure!")
        marks = page.locator("#under mark")
        await expect(marks).to_have_count(2, timeout=PAUSE)
        await expect(page.locator("#marks")).to_contain_text("You left a real way out")
        await expect(page.locator("#marks")).to_contain_text("No mark doesn’t mean no pressure")
        assert await page.locator("#under").text_content() == await page.locator("textarea").input_value()
        await page.locator("textarea").press("End")
        await page.locator("textarea").press("x")
        await expect(marks).to_have_count(0, timeout=100)
        assert story.wrong == []
        assert story.strangers == []
