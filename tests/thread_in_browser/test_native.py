"""The native home in Chromium: its door, and the whole thread once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from handhold.native.home import Home, Place, build_home
from handhold.native.serve import Serving, serve
from handhold.rehearsal.chance import CoinsIn
from handhold.rehearsal.clock import HandClock
from handhold.rehearsal.thread import THREAD
from thread_in_browser.phone import BrowserPhone
from thread_in_browser.running import LANDING, ROOT, SCREEN, free_port, relay


@dataclass
class Running:
    """One native home, served."""

    home: Home
    serving: Serving
    clock: HandClock

    @property
    def origin(self) -> str:
        """Its address without the token."""
        return self.home.address.split("/#")[0]


@asynccontextmanager
async def running(folder: Path, relay_address: str) -> AsyncIterator[Running]:
    """A native home on a free port, with a clock moved by hand."""
    clock = HandClock()
    port = free_port()
    home = build_home(Place(folder, port, ROOT / "build/site", relay_address), clock, CoinsIn())
    serving = await serve(home.app, port)
    yield Running(home, serving, clock)
    await serving.stop()


@dataclass
class HandTime:
    """`thread.Time` over two clocks moved by hand."""

    clocks: tuple[HandClock, ...]

    async def move(self, *, days: float = 0, hours: float = 0) -> None:
        """Forward."""
        await asyncio.sleep(LANDING)
        for clock in self.clocks:
            clock.move(days=days, hours=hours)

    async def until(self, hour: int) -> None:
        """To the next full hour of this number."""
        await self.move()
        for clock in self.clocks:
            clock.until(hour)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """One Chromium."""
    from chromium import ARGUMENTS, ensure

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=ensure(), args=list(ARGUMENTS))
        yield browser
        await browser.close()


async def enter(browser: Browser, name: str, native: Running) -> BrowserPhone:
    """Open a home by its launch address."""
    context = await browser.new_context(viewport=SCREEN)
    page = await context.new_page()
    phone = BrowserPhone(name, page, native.origin)
    await page.goto(native.home.address)
    await page.wait_for_selector("h1:has-text('What brings you?')")
    return phone


@pytest.mark.anyio
@pytest.mark.browser
async def test_the_whole_thread_runs_natively_in_chromium(tmp_path: Path) -> None:
    """Two native homes behind their gates, a real relay process, the same script."""
    async with (
        relay(ROOT / "build/site", tmp_path / "relay.sqlite") as process,
        running(tmp_path / "alex", process.origin.replace("http", "ws") + "/relay") as left,
        running(tmp_path / "sam", process.origin.replace("http", "ws") + "/relay") as right,
        chromium() as browser,
    ):
        alex, sam = await enter(browser, "Alex", left), await enter(browser, "Sam", right)
        time = HandTime((left.clock, right.clock))

        for step in THREAD:
            await step(alex, sam, time)


@pytest.mark.anyio
@pytest.mark.browser
@pytest.mark.promise(1)
async def test_another_browser_on_the_same_computer_gets_nothing(tmp_path: Path) -> None:
    """The token leaves the address bar at once and works once: a second browser meets a closed door."""
    async with running(tmp_path / "alex", "ws://127.0.0.1:9/relay") as native, chromium() as browser:
        alex = await enter(browser, "Alex", native)

        assert "#" not in alex.page.url
        other = await (await browser.new_context()).new_page()
        await other.goto(native.home.address)
        await other.goto(native.origin + "/mine")
        assert await other.inner_text("h1") == "One moment."
