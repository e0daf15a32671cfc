"""Bad luck in real browsers: a device that is full, a site that is cleared, a relay that goes and comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, Route

from handhold.rehearsal.thread import PASSPHRASE, come_back
from thread_in_browser.phone import BrowserPhone
from thread_in_browser.running import ROOT, Evening, evening

FULLY = "it is full, or told not to. Nothing that was here before is lost."
AWAY = "The relay can’t be reached just now. Nothing is lost"
# What Chromium does with a write when the disk is full, at a word from the test.
FULL = """
const put = IDBObjectStore.prototype.put;
let full = false;
addEventListener("message", ({ data }) => { if ("full" in data) full = data.full; });
IDBObjectStore.prototype.put = function (...given) {
  if (full) this.transaction.abort();
  return full ? undefined : put.apply(this, given);
};
"""


async def _that_fills(route: Route) -> None:
    file = await route.fetch()
    await route.fulfill(response=file, body=FULL + await file.text())


async def _told(page: Page, full: bool) -> None:
    await page.evaluate("full => window.home.postMessage({full})", full)


async def _make(phone: BrowserPhone) -> None:
    for name, words in (("passphrase", PASSPHRASE), ("again", PASSPHRASE), ("adult", "")):
        await phone.fill(name, words)
    await phone.tap("Make it")


async def _keep(phone: BrowserPhone, when: str) -> None:
    await phone.open("/mine/card")
    await phone.fill("when", when)
    await phone.tap("Keep it")


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_full_browser_says_so_and_loses_nothing(tmp_path: Path) -> None:
    """Refused from the very first vault on: nothing is half kept, and with room again it all works."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite") as story:
        phone = story.sam
        await phone.page.context.route("**/shelf.js", _that_fills)
        await phone.start()
        await _told(phone.page, full=True)
        await _keep(phone, "Sunday")
        await phone.tap("I’ve read it")
        await _make(phone)
        await phone.sees(FULLY)
        await _told(phone.page, full=False)
        await phone.open("/begin/key")
        await _make(phone)
        await phone.tap("No, I’m new here")
        await _told(phone.page, full=True)
        await _keep(phone, "Monday")
        await phone.sees(FULLY)
        await phone.open("/mine/card")
        assert await phone.page.input_value("[name=when]") == "Sunday"
        await _told(phone.page, full=False)
        await phone.open("/mine/erase")
        await phone.tap("Erase it")
        await phone.sees("Nothing is here any more.")


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_browser_that_clears_the_site_under_an_open_page_is_told_of(tmp_path: Path) -> None:
    """Not "open somewhere else", and not "full": nothing is here any more, and one may begin anew."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite", linked=True) as story:
        page = story.sam.page
        session = await page.context.new_cdp_session(page)
        cleared = {"origin": story.origin, "storageTypes": "indexeddb"}
        await session.send("Storage.clearDataForOrigin", cleared)
        await _keep(story.sam, "Monday")
        await story.sam.sees("Nothing is kept here any more.")
        await story.sam.tap("Begin anew")
        await story.sam.sees("What brings you?")
        assert story.wrong == []


async def _send(story: Evening) -> None:
    await story.alex.open("/mine/draft/0?tone=breezy")
    await story.alex.tap("Send")
    await story.alex.tap("Send")
    await story.alex.sees("It’s out of your hands now.")


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_relay_that_is_away_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """Stopped before a letter, it is said; started again, the letter comes by itself."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite", linked=True) as story:
        await story.relay.stop()
        await story.alex.waits_for(AWAY, "/ours")
        await _send(story)
        await story.alex.sees(AWAY)
        await story.relay.start()
        await story.sam.waits_for("A letter from Alex", "/ours")


@pytest.mark.anyio
@pytest.mark.browser
async def test_a_relay_that_forgot_everything_is_told_it_again(tmp_path: Path) -> None:
    """Emptied between an opening and its reading: with the sender's next visit it is there."""
    async with evening(ROOT / "build/demo", tmp_path / "relay.sqlite", linked=True) as story:
        await story.sam.open("/ours")
        await story.sam.tap("Lock")
        await _send(story)
        await story.time.move(hours=1)
        await story.relay.stop()
        story.relay.forget()
        await story.relay.start()
        await come_back(story.sam)
        await story.time.move(hours=1)
        await story.alex.tap("Lock")
        await come_back(story.alex)
        await story.sam.waits_for("A letter from Alex", "/ours")
